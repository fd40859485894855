import type { ConditionWithValueQuery, Operator, OrderByClause, WhereClause } from '@jetstreamapp/soql-parser-js';
import { OrgError } from '../../errors.ts';
import type { Schema, SObject, Value } from '../../schema/model.ts';
import { conditionOf } from '../../soql/literal.ts';

/** GraphQL filters and orders as the tree of a SOQL query: values stay values, nothing is put together as text. */

export type Filter = Record<string, unknown>;

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | ConditionWithValueQuery;

const OPERATORS: Record<string, Operator> = {
  eq: '=',
  ne: '!=',
  lt: '<',
  gt: '>',
  lte: '<=',
  gte: '>=',
  like: 'LIKE',
  in: 'IN',
  nin: 'NOT IN',
  includes: 'INCLUDES',
  excludes: 'EXCLUDES',
  inq: 'IN',
  ninq: 'NOT IN',
};

/** All filters together; undefined where none says anything. */
export function whereClause(
  schema: Schema,
  object: SObject,
  filters: readonly (Filter | null | undefined)[],
  more: readonly ConditionWithValueQuery[] = [],
): WhereClause | undefined {
  const parts = [
    ...filters.flatMap((filter) => (filter ? [filterTokens(schema, object, [], filter)] : [])),
    ...more.map((condition): Token[] => [condition]),
  ];
  return clauseOf(joined('AND', parts));
}

function filterTokens(schema: Schema, object: SObject, path: string[], filter: Filter): Token[] {
  const parts = Object.entries(filter).map(([name, value]): Token[] => {
    if (value === null || value === undefined) return [];
    if (name === 'and' || name === 'or')
      return joined(
        name === 'and' ? 'AND' : 'OR',
        (value as (Filter | null)[]).map((part) => filterTokens(schema, object, path, part ?? {})),
      );
    if (name === 'not') {
      const inner = filterTokens(schema, object, path, value as Filter);
      return inner.length > 0 ? ['(', 'NOT', '(', ...inner, ')', ')'] : [];
    }
    const parent = object.fields.find(({ reference }) => reference?.relationshipName === name);
    if (parent) {
      const target = schema.object(parent.reference?.to[0] ?? '');
      return target ? filterTokens(schema, target, [...path, name], value as Filter) : [];
    }
    return joined(
      'AND',
      Object.entries(value as Filter).flatMap(([operator, operand]) =>
        comparison(schema, object, [...path, name].join('.'), operator, operand),
      ),
    );
  });
  return joined('AND', parts);
}

function comparison(schema: Schema, object: SObject, field: string, operator: string, operand: unknown): Token[][] {
  const soql = OPERATORS[operator];
  if (!soql || operand === undefined) return [];
  if (operator === 'inq' || operator === 'ninq') return [[semiJoin(schema, field, soql, operand as Filter)]];
  // Nothing is in an empty list, and everything is outside of it.
  if (Array.isArray(operand) && operand.length === 0)
    return soql === 'NOT IN' || soql === 'EXCLUDES' ? [] : [[conditionOf('Id', '=', null)]];
  const type = object.field(field.split('.').at(-1) ?? '')?.type;
  if (type === 'Date' || type === 'DateTime')
    return dateComparison(field, soql, operand, type === 'Date' ? 'date' : 'datetime');
  return [[conditionOf(field, soql, operand as Value | Value[])]];
}

interface DateOperand {
  value?: string | null;
  literal?: string | null;
  range?: Record<string, number> | null;
}

/** `{ value }`, `{ literal: LAST_MONTH }` or `{ range: { last_n_days: 7 } }`. */
function dateComparison(field: string, operator: Operator, operand: unknown, as: 'date' | 'datetime'): Token[][] {
  if (Array.isArray(operand))
    return [
      [
        conditionOf(
          field,
          operator,
          operand.map((one: DateOperand) => one?.value ?? null),
          as,
        ),
      ],
    ];
  const { value, literal, range } = (operand ?? {}) as DateOperand;
  if (literal) return [[conditionOf(field, operator, literal, 'literal')]];
  const [unit, n] = Object.entries(range ?? {})[0] ?? [];
  if (unit) return [[conditionOf(field, operator, `${unit.toUpperCase()}:${n ?? 0}`, 'literal')]];
  return [[conditionOf(field, operator, value ?? null, as)]];
}

/** `inq: { Contact: { … }, ApiName: "AccountId" }`: in a field of the other object's records that pass its filter. */
function semiJoin(schema: Schema, field: string, operator: Operator, join: Filter): ConditionWithValueQuery {
  const { ApiName, ...objects } = join;
  const [name, filter] = Object.entries(objects)[0] ?? [];
  const other = schema.object(name ?? '');
  if (!other || typeof ApiName !== 'string')
    throw new OrgError(
      'INVALID_INPUT',
      'A semi-join names one object with its filter, and the field to compare with as ApiName.',
    );
  const where = whereClause(schema, other, [filter as Filter]);
  return {
    field,
    operator,
    valueQuery: { fields: [{ type: 'Field', field: ApiName }], sObject: other.name, ...(where ? { where } : {}) },
  };
}

function joined(word: 'AND' | 'OR', parts: Token[][]): Token[] {
  const filled = parts.filter((part) => part.length > 0);
  if (filled.length <= 1) return filled[0] ?? [];
  return ['(', ...filled.flatMap((part, index): Token[] => (index === 0 ? part : [word, ...part])), ')'];
}

interface Link {
  left: (ConditionWithValueQuery & { openParen?: number; closeParen?: number }) | { openParen: number } | null;
  operator?: 'AND' | 'OR' | 'NOT';
  right?: Link;
}

/** The parser keeps conditions as a chain with counted parentheses. */
function clauseOf(tokens: Token[]): WhereClause | undefined {
  if (tokens.length === 0) return undefined;
  const links: Link[] = [];
  let open = 0;
  for (const token of tokens) {
    const last = links.at(-1);
    if (token === '(') open += 1;
    else if (token === ')') {
      if (last?.left && 'operator' in last.left) last.left.closeParen = (last.left.closeParen ?? 0) + 1;
    } else if (token === 'NOT') {
      links.push({ left: open > 0 ? { openParen: open } : null, operator: 'NOT' });
      open = 0;
    } else if (token === 'AND' || token === 'OR') {
      if (last) last.operator = token;
    } else {
      links.push({ left: { ...token, ...(open > 0 ? { openParen: open } : {}) } });
      open = 0;
    }
  }
  for (const [index, link] of links.entries()) {
    const next = links[index + 1];
    if (next) link.right = next;
  }
  return links[0] as WhereClause | undefined;
}

interface OrderClause {
  order?: 'ASC' | 'DESC';
  nulls?: 'FIRST' | 'LAST';
}

/** `{ Name: { order: ASC }, Owner: { Name: { order: DESC } } }`, in the order in which it is written. */
export function orderClauses(order: unknown, path: string[] = []): OrderByClause[] {
  if (typeof order !== 'object' || order === null) return [];
  if (Array.isArray(order)) return order.flatMap((part) => orderClauses(part, path));
  return Object.entries(order).flatMap(([name, value]) => {
    const clause = value as (OrderClause & Record<string, unknown>) | null;
    if (!clause) return [];
    const leaf = Object.entries(clause).every(
      ([key, part]) => (key === 'order' || key === 'nulls') && typeof part !== 'object',
    );
    if (!leaf) return orderClauses(clause, [...path, name]);
    return [
      {
        field: [...path, name].join('.'),
        order: clause.order ?? 'ASC',
        ...(clause.nulls ? { nulls: clause.nulls } : {}),
      },
    ];
  });
}
