import type { DatabaseSync } from 'node:sqlite';
import type { SObject, Schema } from '../schema/model.ts';
import { columnDeclaration, columnType, quote, type ColumnType } from './columns.ts';

/** One object's table, as the store reads and writes it. */
export interface Table {
  name: string;
  /** Fields that have a column, in the schema's order; always with `Id` first and `IsDeleted`. */
  columns: string[];
  booleans: boolean[];
  /** Whether rows show `IsDeleted`: not where the object has no such field. */
  showsDeleted: boolean;
}

/**
 * Creates what the schema needs and is not there. No data is ever dropped: the column of a removed
 * field stays as it is, and is found again when the field comes back; where a field changes to a
 * type that is kept differently, the old column is renamed and its values are converted.
 */
export function fitTables(db: DatabaseSync, schema: Schema): Map<string, Table> {
  return new Map(schema.objects.map((object) => [object.name, fitTable(db, schema, object)]));
}

function fitTable(db: DatabaseSync, schema: Schema, object: SObject): Table {
  const wanted = new Map<string, ColumnType>([['Id', 'TEXT EXACT']]);
  const plain = new Set<string>();
  for (const field of object.fields) {
    const type = columnType(field, schema);
    if (type !== undefined) wanted.set(field.name, type);
    if (field.type === 'Checkbox') plain.add(field.name);
  }
  const showsDeleted = wanted.has('IsDeleted');
  wanted.set('IsDeleted', 'INTEGER');
  const table = quote(object.name);

  const found = new Map(
    db
      .prepare(`PRAGMA table_info(${table})`)
      .all()
      .map((c) => [String(c['name']).toLowerCase(), { name: String(c['name']), type: String(c['type']) }]),
  );
  if (found.size === 0) {
    const columns = [...wanted].map(
      ([name, type]) => `${quote(name)} ${columnDeclaration(type)}${name === 'Id' ? ' PRIMARY KEY NOT NULL' : ''}`,
    );
    db.exec(`CREATE TABLE ${table} (${columns.join(', ')})`);
  } else {
    for (const [name, type] of wanted) {
      const old = found.get(name.toLowerCase());
      if (old === undefined) {
        db.exec(`ALTER TABLE ${table} ADD COLUMN ${quote(name)} ${columnDeclaration(type)}`);
      } else if (old.type !== type) {
        convertColumn(db, object.name, old, name, type, new Set(found.keys()));
      } else if (old.name !== name) {
        db.exec(`ALTER TABLE ${table} RENAME COLUMN ${quote(old.name)} TO ${quote(name)}`);
      }
    }
  }
  fitIndexes(db, schema, object);

  const columns = [...wanted.keys()];
  return { name: object.name, columns, booleans: columns.map((c) => c === 'IsDeleted' || plain.has(c)), showsDeleted };
}

function convertColumn(
  db: DatabaseSync,
  object: string,
  old: { name: string; type: string },
  name: string,
  type: ColumnType,
  taken: Set<string>,
): void {
  const table = quote(object);
  const oldName = old.name;
  let kept = 1;
  while (taken.has(`${oldName}~${kept}`.toLowerCase())) kept++;
  const former = quote(`${oldName}~${kept}`);
  for (const suffix of ['lookup', 'unique', 'external'])
    db.exec(`DROP INDEX IF EXISTS ${quote(indexName(object, oldName, suffix))}`);
  db.exec(`ALTER TABLE ${table} RENAME COLUMN ${quote(oldName)} TO ${former}`);
  db.exec(`ALTER TABLE ${table} ADD COLUMN ${quote(name)} ${columnDeclaration(type)}`);
  const shown = old.type === 'REAL' ? `format('%.15g', ${former})` : former;
  const value =
    type === 'INTEGER'
      ? `coalesce(CAST(${former} AS INTEGER), 0)`
      : type === 'REAL'
        ? `CAST(${former} AS REAL)`
        : `CASE WHEN ${former} IS NOT NULL THEN CAST(${shown} AS TEXT) END`;
  db.exec(`UPDATE ${table} SET ${quote(name)} = ${value}`);
}

/** Audit lookups point to few users from many rows: an index would cost each insert and help no query. */
const NOT_INDEXED = new Set(['CreatedById', 'LastModifiedById']);

/**
 * Every lookup, external id and unique field has an index without its blanks. Records in the
 * recycle bin do not hold a unique value.
 */
function fitIndexes(db: DatabaseSync, schema: Schema, object: SObject): void {
  const wanted = new Map<string, string>();
  for (const field of object.fields) {
    if (field.name === 'Id' || columnType(field, schema) === undefined || NOT_INDEXED.has(field.name)) continue;
    const column = quote(field.name);
    if (field.unique)
      wanted.set(
        indexName(object.name, field.name, 'unique'),
        `(${column}) WHERE IsDeleted = 0 AND ${column} IS NOT NULL`,
      );
    else if (field.reference)
      wanted.set(indexName(object.name, field.name, 'lookup'), `(${column}) WHERE ${column} IS NOT NULL`);
    else if (field.externalId)
      wanted.set(indexName(object.name, field.name, 'external'), `(${column}) WHERE ${column} IS NOT NULL`);
  }
  const found = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL")
    .all(object.name)
    .map((i) => String(i['name']));
  for (const name of found) if (!wanted.has(name)) db.exec(`DROP INDEX ${quote(name)}`);
  for (const [name, on] of wanted) {
    if (found.includes(name)) continue;
    db.exec(`CREATE ${name.endsWith(':unique') ? 'UNIQUE ' : ''}INDEX ${quote(name)} ON ${quote(object.name)} ${on}`);
  }
}

function indexName(object: string, field: string, kind: string): string {
  return `${object}.${field}:${kind}`;
}
