import type { Row, Schema } from './schema/model.ts';

/**
 * The open org: what every part is handed. All work on it is synchronous, so that one save is one
 * uninterrupted transaction, as a Salesforce transaction is to its own records.
 */
export interface Org {
  readonly store: Store;
  /** The deployed schema; a deploy replaces it as a whole, so never keep a reference across calls. */
  readonly schema: Schema;
  /** The clock, replaceable in tests. */
  now(): Date;
  /** Access of one user, cached until a permission changes. Throws OrgError where the user is unknown or inactive. */
  access(userId: string): UserAccess;
  /** Forget cached access and everything derived from permission rows. Save calls it after a write to them. */
  accessChanged(): void;
  /** Caches of whatever is derived from one schema (compiled formulas, flows): dropped when a deploy replaces it. */
  derived<T>(key: string, build: (schema: Schema) => T): T;
  /** The same org as it reads in a language (`de`): schema and what is derived from it translated, as far as translations are deployed. */
  inLanguage(language: string): Org;
  /** Asynchronous work to run after the current transaction commits (async flow paths). */
  readonly queue: AfterCommit;
}

export interface AfterCommit {
  /** Durable: an entry survives a restart of the org and is run at least once. */
  add(kind: string, payload: unknown): void;
  /** Resolves when nothing is waiting; tests and conformance polling rely on it. */
  drain(): Promise<void>;
}

/** Rows in one SQLite file. Knows tables and columns, neither rights nor rules. */
export interface Store {
  /** Run in a transaction (a savepoint when nested); rolls back where `work` throws. */
  transaction<T>(work: () => T): T;
  /** Create and alter tables so that they fit the schema; never drops a column's data. */
  applySchema(schema: Schema): void;
  /** Next free Id of an object, 18 characters. */
  nextId(object: string): string;
  /** Next auto-number of a field, starting at 1. */
  nextNumber(object: string, field: string): number;
  /** Rows by Id, in the order asked, undefined where missing or deleted. */
  read(object: string, ids: readonly string[]): (Row | undefined)[];
  /** Rows (not deleted) whose `field` is one of `values`. */
  readBy(object: string, field: string, values: readonly (string | number)[]): Row[];
  insert(object: string, rows: readonly Row[]): void;
  /** Each row has its Id and only the fields to change. */
  update(object: string, rows: readonly Row[]): void;
  /** Soft delete: `IsDeleted` is set; `queryAll` still finds them. */
  remove(object: string, ids: readonly string[]): void;
  /** Any SQL, for the query translator. Booleans come back as 0 and 1. */
  all(sql: string, parameters: readonly (string | number | null)[]): Record<string, unknown>[];
  /** As `all`, each row as an array of its columns: several times as fast. */
  values(sql: string, parameters: readonly (string | number | null)[]): unknown[][];
  /** One SQL statement that returns nothing, for side tables of one's own (named `org_…`); gives the number of rows changed. */
  run(sql: string, parameters?: readonly (string | number | null)[]): number;
  /** A function that SQL can call, with the values of its arguments; a later one of the same name replaces it. */
  define(name: string, work: (values: (string | number | null)[]) => string | number | null): void;
  close(): void;
}

export interface ObjectRights {
  read: boolean;
  create: boolean;
  edit: boolean;
  delete: boolean;
  viewAll: boolean;
  modifyAll: boolean;
}

export interface FieldRights {
  read: boolean;
  edit: boolean;
}

/** What one user may do: profile and permission sets added up. */
export interface UserAccess {
  readonly userId: string;
  readonly user: Row;
  object(name: string): ObjectRights;
  field(object: string, field: string): FieldRights;
  hasCustomPermission(name: string): boolean;
  /** System permissions as named in `<userPermissions>`: `ModifyAllData`, `CustomizeApplication`, `ManageUsers`… */
  hasSystemPermission(name: string): boolean;
}

/** Which of a write's results came back per record, in the order given; as in the REST API guide's SaveResult. */
export interface SaveResult {
  id: string | null;
  success: boolean;
  /** For upserts: whether the record was new. */
  created: boolean;
  errors: SaveError[];
}

export interface SaveError {
  statusCode: string;
  message: string;
  fields: string[];
}

export interface SaveRequest {
  object: string;
  operation: 'insert' | 'update' | 'upsert' | 'delete' | 'undelete';
  /** For deletes only `Id` counts. Field names in any case; values as JSON brought them, checked by save. */
  records: readonly Record<string, unknown>[];
  /** For upserts: the external id field (or `Id`). */
  externalIdField?: string;
  /** True: any failure undoes all. False: each row for itself. */
  allOrNone: boolean;
}

export interface QueryOptions {
  /** `queryAll`: deleted rows too. */
  includeDeleted?: boolean;
  /** Set where the system itself asks (flows, roll-ups): no object, field or record check. */
  system?: boolean;
  /** API version in the records' urls; 66.0 where not said. */
  version?: string;
}

export interface QueryColumn {
  /** Path as written in the query, or the alias: `Owner.Name`, `expr0`. */
  name: string;
  displayName: string;
  /** Salesforce's describe type of the column, such as `string`, `double`, `reference`. */
  type: string;
  aggregate: boolean;
  custom: boolean;
  booleanType: boolean;
  numberType: boolean;
  textType: boolean;
  foreignKey?: string;
  joinColumns: QueryColumn[];
  insertable: boolean;
  updatable: boolean;
}

export interface QueryResult {
  object: string;
  isAggregate: boolean;
  columns: QueryColumn[];
  /** All records, nested as the REST API nests them: parents as objects, children as `QueryResult`-like `{totalSize, done, records}`; with `attributes` on each. */
  records: Record<string, unknown>[];
  /** For `SELECT COUNT()`: the count, with no records. */
  totalSize: number;
}
