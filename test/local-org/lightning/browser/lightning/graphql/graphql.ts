import { onChange } from 'shell/changes';
import { freeze, messagesOf, request } from 'shell/rest';
import type { Emit } from 'shell/wires';

/**
 * `lightning/graphql`: the wire adapter `graphql`, `gql` and `executeMutation`.
 * https://developer.salesforce.com/docs/platform/lwc/guide/reference-lightning-graphql-module.html
 *
 * Approximated: results are not merged into a record cache. Where a record in a result is written from this page, the
 * query is sent again; as on the platform, new records appear after `refresh()`.
 */

interface Document {
  readonly kind: 'Document';
  readonly source: string;
}

interface GraphQLConfig {
  query?: Document;
  variables?: Record<string, unknown>;
  operationName?: string;
}

interface GraphQLResult {
  data: unknown;
  errors: readonly { message: string }[] | undefined;
  refresh?: () => Promise<void>;
}

/** Marks a query. Fragments, documents and text may be interpolated. */
export function gql(parts: TemplateStringsArray, ...values: (Document | string)[]): Document {
  const source = parts.reduce((text, part, index) => {
    const value = values[index - 1];
    return text + (typeof value === 'object' ? value.source : (value ?? '')) + part;
  });
  return Object.freeze({ kind: 'Document', source });
}

/** Creates, updates or deletes records; resolves to `{ data, errors }`, and never rejects for what the org refuses. */
export async function executeMutation(config: GraphQLConfig): Promise<GraphQLResult> {
  return send(config);
}

async function send({ query, variables, operationName }: GraphQLConfig): Promise<GraphQLResult> {
  try {
    const answer = (await request('POST', '/graphql', {
      query: query?.source,
      variables: variables ?? {},
      ...(operationName === undefined ? {} : { operationName }),
    })) as GraphQLResult;
    const errors = answer.errors?.length ? answer.errors : undefined;
    return freeze({ data: answer.data ?? undefined, errors });
  } catch (error) {
    return freeze({ data: undefined, errors: messagesOf(error).map((message) => ({ message })) });
  }
}

export class graphql {
  private readonly emit: Emit<GraphQLResult>;
  private config: GraphQLConfig = {};
  private asked = '';
  private recordIds = new Set<string>();
  private turn = 0;
  private stop: (() => void) | undefined;

  constructor(emit: Emit<GraphQLResult>) {
    this.emit = emit;
    emit({ data: undefined, errors: undefined });
  }

  connect(): void {
    this.stop = onChange((ids) => {
      if ([...ids].some((id) => this.recordIds.has(id))) void this.fetch();
    });
  }

  disconnect(): void {
    this.stop?.();
    this.turn += 1;
  }

  update(config: GraphQLConfig): void {
    this.config = config;
    // Without a query, or with variables still to come, nothing is sent.
    if (!config.query || ('variables' in config && config.variables === undefined)) return;
    const asked = JSON.stringify([config.query.source, config.variables, config.operationName]);
    if (asked === this.asked) return;
    this.asked = asked;
    void this.fetch();
  }

  private readonly refresh = (): Promise<void> => this.fetch();

  private async fetch(): Promise<void> {
    const turn = ++this.turn;
    const result = await send(this.config);
    if (turn !== this.turn) return;
    this.recordIds = new Set(idsIn(result.data));
    this.emit({ ...result, refresh: this.refresh });
  }
}

function idsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'Id' && typeof part === 'string' ? [part] : idsIn(part),
  );
}
