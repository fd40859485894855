/** The peer of what stores and finds rows: node:sqlite by itself. */
import { DatabaseSync } from 'node:sqlite';
import type { Row } from '../local-org/schema/model.ts';

/** Inserts the rows in one transaction into a new table of the file, and tells how long that took, in milliseconds. */
export function insertRaw(file: string, table: string, rows: readonly Row[]): number {
  const database = new DatabaseSync(file);
  const columns = Object.keys(rows[0]!);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  database.exec(`CREATE TABLE "${table}" (${columns.map((column) => `"${column}"`).join()}, PRIMARY KEY ("Id"))`);
  const statement = database.prepare(`INSERT INTO "${table}" VALUES (${columns.map(() => '?').join()})`);
  const values = rows.map((row) => columns.map((column) => stored(row[column])));
  const started = performance.now();
  database.exec('BEGIN');
  for (const each of values) statement.run(...each);
  database.exec('COMMIT');
  const took = performance.now() - started;
  database.close();
  return took;
}

function stored(value: Row[string] | undefined): string | number | null {
  return typeof value === 'boolean' ? Number(value) : (value ?? null);
}
