import type { Field, FilterItem, Row, Schema, SObject, Value } from '../schema/model.ts';
import { quote } from '../store/columns.ts';
import { compileFieldFormula } from '../formula/record.ts';
import type { Transaction } from './transaction.ts';

/** The roll-up summaries that one master-detail field of an object feeds. */
export interface RollupGroup {
  /** The detail's field that names the master. */
  detailField: string;
  detail: SObject;
  master: SObject;
  rollups: Rollup[];
}

interface Rollup {
  /** The master's field. */
  name: string;
  operation: 'count' | 'sum' | 'min' | 'max';
  summarized: string | undefined;
  /** Fields of the detail that decide what is counted: a change of any makes the master's value stale. */
  watched: string[];
  /** Conditions in SQL on the detail's columns; undefined where a filter looks at a formula field. */
  where: { sql: string; parameters: (string | number)[] } | undefined;
  counts: (row: Row, tx: Transaction) => boolean;
}

/** Finds the roll-ups that records of an object feed. */
export function readRollups(schema: Schema, detail: SObject): RollupGroup[] {
  const groups = new Map<string, RollupGroup>();
  for (const field of detail.fields) {
    const master = field.reference?.master ? schema.object(field.reference.to[0] ?? '') : undefined;
    if (!master) continue;
    const rollups = master.fields.flatMap((summary) => {
      const of = summary.summary;
      if (
        !of ||
        of.detailObject.toLowerCase() !== detail.name.toLowerCase() ||
        of.detailField.toLowerCase() !== field.name.toLowerCase()
      )
        return [];
      return [readRollup(schema, detail, summary)];
    });
    if (rollups.length > 0) groups.set(field.name, { detailField: field.name, detail, master, rollups });
  }
  return [...groups.values()];
}

function readRollup(schema: Schema, detail: SObject, field: Field): Rollup {
  const { operation, summarizedField, filters } = field.summary!;
  const summarized = summarizedField === undefined ? undefined : detail.field(summarizedField);
  const conditions = filters.map((filter) => readFilter(schema, detail, filter));
  const stored =
    (summarized === undefined || summarized.formula === undefined) &&
    conditions.every(({ where }) => where !== undefined);
  return {
    name: field.name,
    operation,
    summarized: summarized?.name,
    // What a formula field shows may change with any other field.
    watched: stored ? [...(summarized ? [summarized.name] : []), ...conditions.map(({ name }) => name)] : ['*'],
    where: stored
      ? {
          sql: conditions.map(({ where }) => ` AND ${where!.sql}`).join(''),
          parameters: conditions.flatMap(({ where }) => where!.parameters),
        }
      : undefined,
    counts: (row, tx) => conditions.every(({ holds }) => holds(row, tx)),
  };
}

interface Condition {
  name: string;
  where: { sql: string; parameters: (string | number)[] } | undefined;
  holds(row: Row, tx: Transaction): boolean;
}

/**
 * A filter of a roll-up. Several values separated by commas stand for any of them, as in list views
 * (Salesforce Help, "Filter Operators").
 */
function readFilter(schema: Schema, detail: SObject, { field: path, operation, value }: FilterItem): Condition {
  const field = detail.field(path.includes('.') ? path.slice(path.indexOf('.') + 1) : path);
  if (!field) throw new Error(`A roll-up filters on ${path}, which doesn't exist.`);
  const wanted = wantedValues(field, value);
  const read = reader(schema, detail, field);
  const holds = (row: Row, tx: Transaction): boolean => compareAll(operation, fold(read(row, tx)), wanted);
  if (field.formula !== undefined) return { name: field.name, where: undefined, holds };
  return { name: field.name, where: sqlCondition(field, operation, wanted), holds };
}

function reader(schema: Schema, detail: SObject, field: Field): (row: Row, tx: Transaction) => Value {
  const { name } = field;
  if (field.formula === undefined) return (row) => row[name] ?? null;
  const formula = compileFieldFormula(schema, detail.name, field);
  return (row, tx) => formula.evaluate({ ...tx.context(row, undefined), isNew: false });
}

function wantedValues(field: Field, value: string): Value[] {
  const texts = value.split(',').map((text) => text.trim().replace(/^"(.*)"$/, '$1'));
  return texts.map((text) => {
    if (text === '') return null;
    switch (field.type) {
      case 'Checkbox':
        return /^(?:true|1)$/i.test(text);
      case 'Number':
      case 'Currency':
      case 'Percent':
      case 'Summary':
        return Number(text);
      default:
        return text.toLowerCase();
    }
  });
}

function fold(value: Value): Value {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

const NEGATIVE = new Set(['notEqual', 'notContain', 'excludes']);

function compareAll(operation: string, value: Value, wanted: Value[]): boolean {
  if (NEGATIVE.has(operation)) return wanted.every((one) => compareOne(operation, value, one));
  return wanted.some((one) => compareOne(operation, value, one));
}

function compareOne(operation: string, value: Value, wanted: Value): boolean {
  switch (operation) {
    case 'equals':
      return value === wanted;
    case 'notEqual':
      return value !== wanted;
    case 'contains':
      return wanted !== null && String(value ?? '').includes(String(wanted));
    case 'notContain':
      return wanted === null || !String(value ?? '').includes(String(wanted));
    case 'startsWith':
      return wanted !== null && String(value ?? '').startsWith(String(wanted));
    case 'includes':
      return String(value ?? '')
        .split(';')
        .includes(String(wanted));
    case 'excludes':
      return !String(value ?? '')
        .split(';')
        .includes(String(wanted));
  }
  if (value === null || wanted === null) return false;
  switch (operation) {
    case 'lessThan':
      return value < wanted;
    case 'greaterThan':
      return value > wanted;
    case 'lessOrEqual':
      return value <= wanted;
    case 'greaterOrEqual':
      return value >= wanted;
    default:
      throw new Error(`A roll-up filters with ${operation}, which isn't supported.`);
  }
}

const SQL_OPERATORS: Record<string, string> = {
  lessThan: '<',
  greaterThan: '>',
  lessOrEqual: '<=',
  greaterOrEqual: '>=',
};

/** The filter in SQL where it is a plain comparison; anything else is left to JavaScript. */
function sqlCondition(field: Field, operation: string, wanted: Value[]): Condition['where'] {
  const column = quote(field.name);
  const parameters = wanted.flatMap((value) =>
    value === null ? [] : [typeof value === 'boolean' ? Number(value) : value],
  );
  const blank = wanted.includes(null);
  const listed = `${column} IN (${parameters.map(() => '?').join(', ')})`;
  switch (operation) {
    case 'equals':
      return {
        sql: `(${[...(parameters.length ? [listed] : []), ...(blank ? [`${column} IS NULL`] : [])].join(' OR ')})`,
        parameters,
      };
    case 'notEqual':
      return {
        sql: `(${[...(parameters.length ? [blank ? `${column} NOT IN (${parameters.map(() => '?').join(', ')})` : `(${column} IS NULL OR NOT ${listed})`] : []), ...(blank ? [`${column} IS NOT NULL`] : [])].join(' AND ')})`,
        parameters,
      };
    default: {
      const operator = SQL_OPERATORS[operation];
      if (operator === undefined || parameters.length === 0) return undefined;
      return { sql: `(${parameters.map(() => `${column} ${operator} ?`).join(' OR ')})`, parameters };
    }
  }
}

/** Which masters' roll-ups a written, changed or removed detail makes stale. */
export function staleMasters(group: RollupGroup, row: Row | undefined, prior: Row | undefined): string[] {
  const now = row?.[group.detailField] ?? null;
  const before = prior?.[group.detailField] ?? null;
  const stale = [now, before].filter((id) => typeof id === 'string');
  if (!row || !prior || now !== before) return stale;
  const touched = group.rollups.some(({ watched }) =>
    watched.some((name) => name === '*' || (row[name] ?? null) !== (prior[name] ?? null)),
  );
  return touched ? stale.slice(0, 1) : [];
}

/** The masters whose roll-up values are no longer right: their Ids with the right values. */
export function recount(group: RollupGroup, masterIds: readonly string[], tx: Transaction): Row[] {
  const values = new Map<string, Row>(masterIds.map((id) => [id, { Id: id }]));
  for (const rollup of group.rollups) {
    const results = rollup.where
      ? summarize(group, rollup, masterIds, tx)
      : summarizeRows(group, rollup, masterIds, tx);
    for (const [id, row] of values)
      row[rollup.name] = results.get(id) ?? (rollup.operation === 'count' || rollup.operation === 'sum' ? 0 : null);
  }
  const masters = tx.rows(group.master.name, masterIds);
  return masterIds.flatMap((id, i) => {
    const master = masters[i];
    const fresh = values.get(id)!;
    if (!master) return [];
    return group.rollups.some(({ name }) => (master[name] ?? null) !== (fresh[name] ?? null)) ? [fresh] : [];
  });
}

function summarize(
  { detail, detailField }: RollupGroup,
  rollup: Rollup,
  masterIds: readonly string[],
  tx: Transaction,
): Map<string, Value> {
  const key = quote(detailField);
  const what = rollup.summarized === undefined ? 'count(*)' : `${rollup.operation}(${quote(rollup.summarized)})`;
  const sql = `SELECT ${key}, ${what} FROM ${quote(detail.name)} WHERE ${key} IN (SELECT value FROM json_each(?)) AND IsDeleted = 0${rollup.where!.sql} GROUP BY ${key}`;
  return new Map(
    tx.org.store
      .values(sql, [JSON.stringify(masterIds), ...rollup.where!.parameters])
      .map(([id, value]) => [String(id), value as Value]),
  );
}

/** For filters and sums over formula fields, which the store doesn't have. */
function summarizeRows(
  { detail, detailField }: RollupGroup,
  rollup: Rollup,
  masterIds: readonly string[],
  tx: Transaction,
): Map<string, Value> {
  const summarized = rollup.summarized === undefined ? undefined : detail.field(rollup.summarized);
  const read = summarized && reader(tx.org.schema, detail, summarized);
  const results = new Map<string, Value>();
  for (const row of tx.org.store.readBy(detail.name, detailField, masterIds)) {
    if (!rollup.counts(row, tx)) continue;
    const id = String(row[detailField]);
    const value = read ? read(row, tx) : 1;
    const before = results.get(id) ?? null;
    if (value === null) continue;
    switch (rollup.operation) {
      case 'count':
        results.set(id, Number(before ?? 0) + 1);
        break;
      case 'sum':
        results.set(id, Number(before ?? 0) + Number(value));
        break;
      case 'min':
        results.set(id, before === null || value < before ? value : before);
        break;
      case 'max':
        results.set(id, before === null || value > before ? value : before);
        break;
    }
  }
  return results;
}
