import { literal } from '../org/client.ts';
import { isDay } from '../seed/generate/calendar.ts';
import type { Column, Condition, Question } from './page.ts';

/**
 * Groups that an org answers at most. What is grouped cannot be paged with queryMore:
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_group_by_considerations.htm
 */
export const MOST_GROUPS = 2000;

/** What a group's key at an index is called in the answer. */
export function keyName(index: number): string {
  return `key${index}`;
}

/**
 * A question as SOQL. Where there are more groups than an org answers, the largest come. Without groups there must be no
 * LIMIT beside an aggregate (same page as above).
 */
export function soqlOf({ object, groupBy, columns, where }: Question): string {
  const keys = groupBy.map((path, index) => `${path} ${keyName(index)}`);
  const sums = Object.entries(columns).map(([name, column]) => `${aggregate(column)} ${name}`);
  const select = `SELECT ${[...keys, ...sums].join(', ')} FROM ${object}`;
  const filtered = where.length > 0 ? `${select} WHERE ${where.map(condition).join(' AND ')}` : select;
  if (groupBy.length === 0) return filtered;
  return `${filtered} GROUP BY ${groupBy.join(', ')} ORDER BY COUNT(Id) DESC LIMIT ${MOST_GROUPS}`;
}

const FUNCTIONS: Record<Column['of'], string> = {
  count: 'COUNT',
  sum: 'SUM',
  min: 'MIN',
  countDistinct: 'COUNT_DISTINCT',
};

function aggregate({ field, of }: Column): string {
  return `${FUNCTIONS[of]}(${field})`;
}

const OPERATORS: Record<Condition['operator'], string> = { eq: '=', gt: '>', gte: '>=', lte: '<=', in: 'IN' };

function condition({ field, operator, value, day }: Condition): string {
  return `${field} ${OPERATORS[operator]} ${day ? dayValue(value) : written(value)}`;
}

function written(value: Condition['value']): string {
  if (typeof value === 'string') return literal(value);
  if (typeof value === 'object') return `(${value.map(literal).join(', ')})`;
  return String(value);
}

/** Days stand unquoted, so nothing else may pass for one. */
function dayValue(value: Condition['value']): string {
  if (typeof value !== 'string' || !isDay(value)) throw new TypeError(`${String(value)} is no day`);
  return value;
}
