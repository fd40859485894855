import { setTimeout as wait } from 'node:timers/promises';
import { randomInt } from 'node:crypto';
import type { Client } from '../../org/client.ts';

/** The most records that one sObject Collections request takes. */
export const COLLECTION_SIZE = 200;

/** Times that a row locked by someone else is tried, the first included, and the longest wait before the second. */
const LOCK_TRIES = 6;
const LOCK_WAIT_MILLISECONDS = 200;

export interface Row {
  /** Our own name for it, under which failures are reported. */
  key: string;
  record: Record<string, unknown>;
}

export interface RowFailure {
  object: string;
  key: string;
  statusCode: string;
  message: string;
  fields: string[];
}

export type RowOutcome = { key: string; id: string } | { key: string; failure: RowFailure };

export interface Target {
  object: string;
  /** Upserts by this field where given; otherwise inserts. */
  externalId?: string;
}

interface SaveResult {
  id?: string | null;
  success: boolean;
  errors: { statusCode: string; message: string; fields?: string[] }[];
}

/**
 * Writes up to 200 rows in one request, each row for itself. Rows that were locked are sent again after a short random
 * wait, a bounded number of times. One outcome a row, in the order given; throws what concerns the request as a whole.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections.htm
 */
export async function writeCollection(client: Client, target: Target, rows: readonly Row[]): Promise<RowOutcome[]> {
  const outcomes = new Map<string, RowOutcome>();
  let open = rows;
  for (let attempt = 1; open.length > 0; attempt++) {
    if (attempt > 1) await wait(randomInt(LOCK_WAIT_MILLISECONDS * 2 ** (attempt - 2)));
    const results = await send(client, target, open);
    const locked: Row[] = [];
    for (const [index, row] of open.entries()) {
      const outcome = outcomeOf(target.object, row.key, results[index]);
      const isLocked = 'failure' in outcome && outcome.failure.statusCode === 'UNABLE_TO_LOCK_ROW';
      if (isLocked && attempt < LOCK_TRIES) locked.push(row);
      else outcomes.set(row.key, outcome);
    }
    open = locked;
  }
  return rows.map(({ key }) => outcomes.get(key) as RowOutcome);
}

function send(client: Client, { object, externalId }: Target, rows: readonly Row[]): Promise<SaveResult[]> {
  const records = rows.map(({ record }) => ({ attributes: { type: object }, ...record }));
  const body = { allOrNone: false, records };
  return externalId === undefined
    ? client.send('POST', '/composite/sobjects', body)
    : client.send('PATCH', `/composite/sobjects/${object}/${externalId}`, body);
}

function outcomeOf(object: string, key: string, result: SaveResult | undefined): RowOutcome {
  if (result?.success && result.id) return { key, id: result.id };
  const [error] = result?.errors ?? [];
  return {
    key,
    failure: {
      object,
      key,
      statusCode: error?.statusCode ?? 'UNKNOWN_EXCEPTION',
      message: error?.message ?? 'The org did not say what became of this row.',
      fields: error?.fields ?? [],
    },
  };
}
