import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import type { SaveError, SaveRequest } from '../../org.ts';
import { save } from '../../save/save.ts';
import type { SObject } from '../../schema/model.ts';
import type { Context } from './connection.ts';

/**
 * Create, update and delete, each through the one way in which records are saved.
 * https://developer.salesforce.com/docs/platform/graphql/guide/mutations-use.html
 */

/** One mutation request: what its operations made so far, so that later ones can refer to it as `@{alias}`. */
export interface MutationRun {
  made: Map<string, string>;
  /** Operations that went through, to be told as rolled back where another fails. */
  done: GraphQLResolveInfo[];
}

export interface MutationInput {
  Id?: string;
  [object: string]: unknown;
}

/** Saves one record and answers its Id. @throws GraphQLError with the messages of what refused it. */
export function mutate(
  context: Context & { run: MutationRun },
  object: SObject,
  operation: 'insert' | 'update' | 'delete',
  input: MutationInput,
  info: GraphQLResolveInfo,
): string {
  const fields = (input[object.name] ?? {}) as Record<string, unknown>;
  const record = resolved(context.run, { ...fields, ...(operation === 'insert' ? {} : { Id: input.Id }) });
  const request: SaveRequest = { object: object.name, operation, records: [record], allOrNone: true };
  const [result] = save(context.org, context.access, request);
  if (!result?.success || result.id === null) throw refusal(result?.errors ?? []);
  context.run.made.set(String(info.path.key), result.id);
  context.run.done.push(info);
  return result.id;
}

function resolved(run: MutationRun, record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      const alias = typeof value === 'string' ? /^@\{(\w+)\}$/.exec(value)?.[1] : undefined;
      if (alias === undefined) return [name, value];
      const id = run.made.get(alias);
      if (id === undefined) throw new GraphQLError(`@{${alias}} refers to no earlier operation that succeeded`);
      return [name, id];
    }),
  );
}

function refusal(errors: readonly SaveError[]): GraphQLError {
  const [first] = errors;
  return new GraphQLError(errors.map(({ message }) => message).join('\n'), {
    extensions: {
      ErrorType: 'DataFetchingException',
      ErrorCode: first?.statusCode ?? 'UNKNOWN_EXCEPTION',
      fields: [...new Set(errors.flatMap(({ fields }) => fields))],
    },
  });
}
