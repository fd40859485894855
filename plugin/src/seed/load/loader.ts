import type { Client } from '../../org/client.ts';
import { COLLECTION_SIZE, writeCollection, type Row, type RowFailure, type Target } from './collections.ts';

/** What became of one object's rows. */
export interface Tally {
  object: string;
  created: number;
  alreadyThere: number;
  failed: number;
  /** Not sent, since a row that they belong to failed. */
  skipped: number;
}

export interface Keyed {
  key: string;
}

export interface Table<R extends Keyed> extends Target {
  rows: readonly R[];
  /** Fields of the record that hold the key of another row, to be replaced by its Id. */
  lookups: readonly string[];
  /** The record to send, lookups still as keys; the row without its own key unless given. */
  recordOf?(row: R): Record<string, unknown>;
}

export interface Loader {
  /** Ids of all rows that are in the org, by their keys. */
  readonly ids: Map<string, string>;
  readonly tallies: Tally[];
  readonly failures: RowFailure[];
  /** Takes rows for being there already where one of the org's has the same name. */
  recognise<R extends Keyed, K extends { Id: string }>(
    rows: readonly R[],
    nameOf: (row: R) => string,
    known: readonly K[],
    knownName: (row: K) => string,
  ): void;
  /** Writes the rows that the org does not have yet. */
  load<R extends Keyed>(table: Table<R>): Promise<void>;
}

export interface LoaderOptions {
  /** Checked before each request; what was sent stays. */
  signal?: AbortSignal | undefined;
  /** After each request: how many of the object's rows are done so far, however they ended. */
  onProgress?: ((tally: Tally) => void) | undefined;
}

/**
 * Loads tables in the order they are handed over, parents first. A row whose key has an Id already is left as it is: run
 * again, a load sends only what is missing and never writes over what people did since.
 */
export function openLoader(client: Client, { signal, onProgress }: LoaderOptions = {}): Loader {
  const ids = new Map<string, string>();
  const tallies: Tally[] = [];
  const failures: RowFailure[] = [];

  const tallyOf = (object: string): Tally => {
    const found = tallies.find((tally) => tally.object === object);
    if (found) return found;
    const tally: Tally = { object, created: 0, alreadyThere: 0, failed: 0, skipped: 0 };
    tallies.push(tally);
    return tally;
  };

  const recognise: Loader['recognise'] = (rows, nameOf, known, knownName) => {
    const keys = new Map(rows.map((row) => [nameOf(row), row.key]));
    for (const row of known) {
      const key = keys.get(knownName(row));
      if (key !== undefined) ids.set(key, row.Id);
    }
  };

  const load = async <R extends Keyed>(table: Table<R>): Promise<void> => {
    const tally = tallyOf(table.object);
    const rows: Row[] = [];
    for (const row of table.rows) {
      const { key, ...fields } = row;
      if (ids.has(key)) {
        tally.alreadyThere++;
        continue;
      }
      const record = withIds(table.recordOf?.(row) ?? fields, table.lookups, ids);
      if (record === undefined) tally.skipped++;
      else rows.push({ key, record });
    }
    for (let start = 0; start < rows.length; start += COLLECTION_SIZE) {
      signal?.throwIfAborted();
      for (const outcome of await writeCollection(client, table, rows.slice(start, start + COLLECTION_SIZE))) {
        if ('failure' in outcome) {
          tally.failed++;
          failures.push(outcome.failure);
        } else {
          tally.created++;
          ids.set(outcome.key, outcome.id);
        }
      }
      onProgress?.(tally);
    }
  };
  return { ids, tallies, failures, recognise, load };
}

/** The record with Ids for keys; undefined where one has none. */
function withIds(
  record: Record<string, unknown>,
  lookups: readonly string[],
  ids: Map<string, string>,
): Record<string, unknown> | undefined {
  const result = { ...record };
  for (const field of lookups) {
    const key = result[field];
    if (key === undefined) continue;
    const id = ids.get(String(key));
    if (id === undefined) return undefined;
    result[field] = id;
  }
  return result;
}
