import { elements, text } from '../../metadata/xml.ts';
import type { Field, Row, SObject, Value, XmlElement } from '../../schema/model.ts';
import { query } from '../../soql/query.ts';
import { joinConditions } from '../conditions.ts';
import { FlowProblem, single, type FlowValue, type Interview } from '../model.ts';
import type { Expression } from '../types.ts';
import type { ElementScope } from './element.ts';

/** The records that a data element's filters find, for each of the interviews. */
export type Find = (interviews: readonly Interview[]) => Row[][];

interface Filter {
  field: Field;
  operator: string;
  value: Expression | undefined;
}

interface Order {
  field: Field;
  descending: boolean;
}

const OPERATORS: Record<string, string> = {
  EqualTo: '=',
  NotEqualTo: '!=',
  GreaterThan: '>',
  LessThan: '<',
  GreaterThanOrEqualTo: '>=',
  LessThanOrEqualTo: '<=',
};

/**
 * Compiles `<filters>`, sorting and the limit. Where one of the conditions pins an indexed field, one
 * read serves all interviews of a batch; otherwise each distinct set of values is queried once.
 */
export function compileFind(
  xml: XmlElement,
  object: SObject,
  { resources, title }: ElementScope,
  limit: number | undefined,
): Find {
  const filters = elements(xml, 'filters').map((filter): Filter => {
    const name = text(filter, 'field') ?? '';
    const field = object.field(name);
    if (!field) throw new FlowProblem(title, `The field "${name}" for the object "${object.name}" doesn't exist.`);
    if (field.type === 'LongTextArea' || field.type === 'Html') {
      throw new FlowProblem(title, `The field "${field.name}" can't be used in a filter because it's a long text.`);
    }
    const operator = text(filter, 'operator') ?? '';
    if (!OPERATORS[operator] && !['StartsWith', 'EndsWith', 'Contains', 'IsNull', 'In', 'NotIn'].includes(operator)) {
      throw new FlowProblem(title, `The operator "${operator}" isn't supported here.`);
    }
    const value = filter['value'];
    return {
      field,
      operator,
      value: resources.value(typeof value === 'object' && !Array.isArray(value) ? value : undefined, title),
    };
  });
  const logic = text(xml, 'filterLogic');
  const order = orderOf(xml, object, title);
  joinConditions<never>(
    logic,
    filters.map(() => () => true),
    title,
  );

  const pinned = /^\s*(?:and)?\s*$/i.test(logic ?? '')
    ? filters.find(({ field, operator }) => (operator === 'EqualTo' || operator === 'In') && isIndexed(field))
    : undefined;
  const stored = filters.every(({ field }) => field.formula === undefined);
  if (pinned && stored && !order?.field.formula) return batched(object, filters, pinned, order, limit);
  return queried(object, filters, logic, order, limit, title);
}

function orderOf(xml: XmlElement, object: SObject, title: string): Order | undefined {
  const name = text(xml, 'sortField');
  const direction = text(xml, 'sortOrder');
  if (name === undefined || direction === undefined) return undefined;
  const field = object.field(name);
  if (!field) throw new FlowProblem(title, `The field "${name}" for the object "${object.name}" doesn't exist.`);
  return { field, descending: direction === 'Desc' };
}

function isIndexed(field: Field): boolean {
  return (
    field.name === 'Id' ||
    field.unique ||
    field.externalId ||
    (field.reference !== undefined && !/^(?:CreatedById|LastModifiedById)$/.test(field.name))
  );
}

/** All values that an interview's condition allows: one for EqualTo, several for In. */
function allowed(value: FlowValue): (string | number)[] {
  const values = Array.isArray(value) ? value.map(single) : [single(value)];
  return values.flatMap((item) => (item === null || typeof item === 'boolean' ? [] : [item]));
}

function batched(
  object: SObject,
  filters: Filter[],
  pinned: Filter,
  order: Order | undefined,
  limit: number | undefined,
): Find {
  const { name } = pinned.field;
  const others = filters.filter((filter) => filter !== pinned);
  const keyOf = (value: Value): string =>
    pinned.field.reference || name === 'Id' ? String(value) : String(value).toLowerCase();
  return (interviews) => {
    const { host } = interviews[0]!;
    const keys = interviews.map((i) => allowed(pinned.value?.get(i) ?? null));
    const distinct = [...new Set(keys.flat())];
    const rows =
      name === 'Id'
        ? host.rows(object.name, distinct.map(String)).filter((row) => row !== undefined)
        : host.org.store.readBy(object.name, name, distinct);
    const byKey = Map.groupBy(rows, (row) => keyOf(row[name] ?? null));
    return interviews.map((interview, at) => {
      const conditions = others.map((filter) => matcher(filter, interview));
      const found = [...new Set(keys[at]!.map(keyOf))].flatMap((key) => byKey.get(key) ?? []);
      const kept = found.filter((row) => conditions.every((holds) => holds(row)));
      kept.sort(comparator(order));
      return limit === undefined ? kept : kept.slice(0, limit);
    });
  };
}

/** A filter as SOQL would apply it: text without case, blanks differing from every value. */
function matcher({ field, operator, value }: Filter, interview: Interview): (row: Row) => boolean {
  const { name } = field;
  const wanted = value?.get(interview) ?? null;
  const fold = (v: Value): Value => (typeof v === 'string' ? v.toLowerCase() : v);
  const b = fold(single(wanted));
  const get = (row: Row): Value => fold(row[name] ?? null);
  switch (operator) {
    case 'IsNull': {
      const blank = single(wanted) !== false;
      return (row) => (get(row) === null) === blank;
    }
    case 'In':
    case 'NotIn': {
      const set = new Set(Array.isArray(wanted) ? wanted.map((item) => fold(single(item))) : [b]);
      return (row) => set.has(get(row)) === (operator === 'In');
    }
    case 'EqualTo':
      return (row) => get(row) === (b === '' ? null : b);
    case 'NotEqualTo':
      return (row) => get(row) !== (b === '' ? null : b);
    case 'StartsWith':
      return (row) => b !== null && String(get(row) ?? '').startsWith(String(b));
    case 'EndsWith':
      return (row) => b !== null && String(get(row) ?? '').endsWith(String(b));
    case 'Contains':
      return (row) => b !== null && String(get(row) ?? '').includes(String(b));
    default:
      return (row) => {
        const a = get(row);
        if (a === null || b === null) return false;
        const difference = typeof a === 'number' ? a - Number(b) : a < b ? -1 : a > b ? 1 : 0;
        return operator === 'GreaterThan'
          ? difference > 0
          : operator === 'LessThan'
            ? difference < 0
            : operator === 'GreaterThanOrEqualTo'
              ? difference >= 0
              : difference <= 0;
      };
  }
}

/** As SOQL orders: blanks first, texts without case, then by Id so that the first record is always the same. */
function comparator(order: Order | undefined): (a: Row, b: Row) => number {
  return (a, b) => {
    if (order) {
      const x = fold(a[order.field.name] ?? null);
      const y = fold(b[order.field.name] ?? null);
      if (x !== y) {
        if (x === null) return -1;
        if (y === null) return 1;
        return (x < y ? -1 : 1) * (order.descending ? -1 : 1);
      }
    }
    return String(a['Id']) < String(b['Id']) ? -1 : 1;
  };
}

function fold(value: Value): Value {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function queried(
  object: SObject,
  filters: Filter[],
  logic: string | undefined,
  order: Order | undefined,
  limit: number | undefined,
  title: string,
): Find {
  const how = logic?.trim() ?? 'and';
  const where = (conditions: string[]): string => {
    if (conditions.length === 0) return '';
    if (/^(?:and|)$/i.test(how)) return ` WHERE ${conditions.join(' AND ')}`;
    if (/^or$/i.test(how)) return ` WHERE (${conditions.join(' OR ')})`;
    // SOQL wants parentheses wherever AND and OR meet.
    return ` WHERE (${how.replace(/\d+/g, (n) => `(${conditions[Number(n) - 1] ?? ''})`)})`;
  };
  const tail = `${order ? ` ORDER BY ${order.field.name} ${order.descending ? 'DESC' : 'ASC'}` : ' ORDER BY Id'}${limit === undefined ? '' : ` LIMIT ${limit}`}`;
  return (interviews) => {
    const { host } = interviews[0]!;
    const results = new Map<string, Row[]>();
    return interviews.map((interview) => {
      const conditions = filters.map((filter) => condition(filter, filter.value?.get(interview) ?? null, title));
      const soql = `SELECT Id FROM ${object.name}${where(conditions)}${tail}`;
      let rows = results.get(soql);
      if (!rows) {
        const ids = query(host.org, host.access, soql, { system: true }).records.map((record) => String(record['Id']));
        rows = host.rows(object.name, ids).filter((row) => row !== undefined);
        results.set(soql, rows);
      }
      return rows;
    });
  };
}

function condition({ field, operator, value }: Filter, wanted: FlowValue, title: string): string {
  const { name } = field;
  switch (operator) {
    case 'IsNull':
      return `${name} ${single(wanted) === false ? '!=' : '='} null`;
    case 'In':
    case 'NotIn': {
      const items = Array.isArray(wanted) ? wanted.map(single) : [single(wanted)];
      // An empty list finds nothing, or everything.
      if (items.length === 0) return operator === 'In' ? 'Id = null' : 'Id != null';
      return `${name} ${operator === 'In' ? 'IN' : 'NOT IN'} (${items.map((item) => literal(item, field)).join(', ')})`;
    }
    case 'StartsWith':
      return `${name} LIKE '${escapeLike(single(wanted))}%'`;
    case 'EndsWith':
      return `${name} LIKE '%${escapeLike(single(wanted))}'`;
    case 'Contains':
      return `${name} LIKE '%${escapeLike(single(wanted))}%'`;
    default:
      if (value === undefined) throw new FlowProblem(title, `The filter on "${name}" has no value.`);
      return `${name} ${OPERATORS[operator]} ${literal(single(wanted), field)}`;
  }
}

function literal(value: Value, field: Field): string {
  if (value === null || value === '') return 'null';
  switch (field.type) {
    case 'Number':
    case 'Currency':
    case 'Percent':
    case 'Summary':
      return String(Number(value));
    case 'Checkbox':
      return String(value === true || value === 'true');
    case 'Date':
      return String(value).slice(0, 10);
    case 'DateTime': {
      const text = String(value);
      return text.length === 10 ? `${text}T00:00:00.000Z` : text;
    }
    default:
      return `'${escapeText(String(value))}'`;
  }
}

function escapeText(text: string): string {
  return text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}

function escapeLike(value: Value): string {
  return escapeText(value === null ? '' : String(value)).replace(/[%_]/g, '\\$&');
}
