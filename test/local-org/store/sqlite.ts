import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { OrgError } from '../errors.ts';
import type { Store } from '../org.ts';
import { idFrom } from '../schema/id.ts';
import type { Row, Schema, Value } from '../schema/model.ts';
import { quote } from './columns.ts';
import { fitTables, type Table } from './tables.ts';

type Parameter = string | number | null;

const CACHED_STATEMENTS = 500;
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * Opens (or creates) an org's store; `:memory:` for one that leaves no file.
 *
 * Commits are synced to disk (`synchronous=FULL`): in WAL mode NORMAL already survives a killed
 * process, but only FULL keeps an acknowledged write when the machine itself goes down, and it
 * costs about a fifth of a millisecond for each commit of up to 200 records.
 */
export function openStore(file: string): Store {
  const db = new DatabaseSync(file);
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536',
  );
  // LIKE ignores case by itself, but only of ASCII letters; see `fold` below for the rest.
  db.function('fold', { deterministic: true }, (text) => (typeof text === 'string' ? text.toLowerCase() : text));
  db.exec('CREATE TABLE IF NOT EXISTS org_numbers (name TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID');

  let schema: Schema | undefined;
  let tables = new Map<string, Table>();
  const statements = new Map<string, StatementSync>();
  const lastIds = new Map<string, number>();
  let depth = 0;

  function prepare(sql: string): StatementSync {
    let statement = statements.get(sql);
    if (statement) {
      statements.delete(sql);
    } else {
      statement = db.prepare(sql);
      statement.setReturnArrays(true);
      const oldest = statements.keys().next();
      if (statements.size >= CACHED_STATEMENTS && !oldest.done) statements.delete(oldest.value);
    }
    statements.set(sql, statement);
    return statement;
  }

  function values(sql: string, parameters: readonly Parameter[]): unknown[][] {
    return prepare(sql).all(...parameters) as unknown as unknown[][];
  }

  function run(sql: string, parameters: readonly Parameter[] = []): number {
    return Number(prepare(sql).run(...parameters).changes);
  }

  function table(object: string): Table {
    const found = tables.get(object);
    if (!found) throw new OrgError('INVALID_TYPE', `sObject type '${object}' is not supported.`);
    return found;
  }

  function selectFrom(t: Table): string {
    return `SELECT ${t.columns.map(quote).join(', ')} FROM ${quote(t.name)}`;
  }

  function toRow(t: Table, cells: unknown[]): Row {
    const row: Row = {};
    t.columns.forEach((column, i) => {
      if (column === 'IsDeleted' && !t.showsDeleted) return;
      row[column] = t.booleans[i] ? cells[i] === 1 : (cells[i] as Value);
    });
    return row;
  }

  function transaction<T>(work: () => T): T {
    const outermost = depth === 0;
    const savepoint = `s${depth}`;
    db.exec(outermost ? 'BEGIN IMMEDIATE' : `SAVEPOINT ${savepoint}`);
    depth++;
    try {
      const result = work();
      db.exec(outermost ? 'COMMIT' : `RELEASE ${savepoint}`);
      return result;
    } catch (error) {
      // SQLite has already rolled back by itself where the disk is full or the file fails.
      if (db.isTransaction) db.exec(outermost ? 'ROLLBACK' : `ROLLBACK TO ${savepoint}; RELEASE ${savepoint}`);
      throw error;
    } finally {
      depth--;
    }
  }

  return {
    transaction,
    applySchema(next) {
      statements.clear();
      transaction(() => {
        tables = fitTables(db, next);
      });
      schema = next;
      statements.clear();
    },
    nextId(object) {
      const prefix = schema?.object(object)?.keyPrefix;
      if (prefix === undefined) throw new OrgError('INVALID_TYPE', `sObject type '${object}' is not supported.`);
      // Rows are never deleted for good and Ids sort as they count, so the last Id tells the next.
      const last = lastIds.get(object) ?? lastIdCounter(values(`SELECT max(Id) FROM ${quote(object)}`, [])[0]?.[0]);
      lastIds.set(object, last + 1);
      return idFrom(prefix, last + 1);
    },
    nextNumber(object, field) {
      const row = values(
        'INSERT INTO org_numbers VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last',
        [`${object}.${field}`],
      )[0];
      return row?.[0] as number;
    },
    read(object, ids) {
      const t = table(object);
      const statement = prepare(`${selectFrom(t)} WHERE Id = ? AND IsDeleted = 0`);
      return ids.map((id) => {
        const cells = statement.get(id) as unknown as unknown[] | undefined;
        return cells && toRow(t, cells);
      });
    },
    readBy(object, field, wanted) {
      if (wanted.length === 0) return [];
      const t = table(object);
      const column = quote(field);
      const rows =
        wanted.length === 1
          ? values(`${selectFrom(t)} WHERE ${column} = ? AND IsDeleted = 0`, [wanted[0]!])
          : values(`${selectFrom(t)} WHERE ${column} IN (SELECT value FROM json_each(?)) AND IsDeleted = 0`, [
              JSON.stringify(wanted),
            ]);
      return rows.map((cells) => toRow(t, cells));
    },
    insert(object, rows) {
      const t = table(object);
      const statement = prepare(
        `INSERT INTO ${quote(t.name)} (${t.columns.map(quote).join(', ')}) VALUES (${t.columns.map(() => '?').join(', ')})`,
      );
      const { columns, booleans } = t;
      const cells: Parameter[] = new Array(columns.length).fill(null);
      transaction(() => {
        for (const row of rows) {
          for (let i = 0; i < columns.length; i++) cells[i] = toCell(row[columns[i]!], booleans[i]!);
          statement.run(...cells);
        }
      });
    },
    update(object, rows) {
      const t = table(object);
      const known = new Map(t.columns.map((column, i) => [column, t.booleans[i]!]));
      transaction(() => {
        for (const row of rows) {
          const changed = Object.keys(row).filter((name) => name !== 'Id' && known.has(name));
          if (changed.length === 0) continue;
          const cells = changed.map((name) => toCell(row[name], known.get(name)!));
          run(`UPDATE ${quote(t.name)} SET ${changed.map((name) => `${quote(name)} = ?`).join(', ')} WHERE Id = ?`, [
            ...cells,
            String(row['Id']),
          ]);
        }
      });
    },
    remove(object, ids) {
      const statement = prepare(`UPDATE ${quote(table(object).name)} SET IsDeleted = 1 WHERE Id = ?`);
      transaction(() => {
        for (const id of ids) statement.run(id);
      });
    },
    all(sql, parameters) {
      const statement = prepare(sql);
      const names = statement.columns().map((column) => column.name);
      return values(sql, parameters).map((cells) => Object.fromEntries(names.map((name, i) => [name, cells[i]])));
    },
    values,
    run,
    define(name, work) {
      db.function(name, { varargs: true }, (...cells) => work(cells as (string | number | null)[]));
    },
    close() {
      statements.clear();
      db.close();
    },
  };
}

function toCell(value: Value | undefined, boolean: boolean): Parameter {
  if (boolean) return value === true || value === 1 ? 1 : 0;
  if (value === undefined) return null;
  return typeof value === 'boolean' ? Number(value) : value;
}

/** The count in an Id made by `idFrom`: its digits after prefix and instance, base 62. */
function lastIdCounter(id: unknown): number {
  if (typeof id !== 'string') return 0;
  let counter = 0;
  for (const digit of id.slice(3, 15)) counter = counter * 62 + DIGITS.indexOf(digit);
  return counter;
}
