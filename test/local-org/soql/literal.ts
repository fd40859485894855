import type {
  Condition,
  LiteralType,
  Operator,
  ValueCondition,
  ValueWithDateNLiteralCondition,
} from '@jetstreamapp/soql-parser-js';
import type { Value } from '../schema/model.ts';

/**
 * Values in SOQL: reading literals, and for programs that build queries without text, making
 * conditions of plain values, so that nothing needs to be quoted by hand:
 *
 *     conditionOf('Name', '=', "O'Hara")
 *     conditionOf('CloseDate', '>=', '2026-11-24', 'date')
 *     conditionOf('CloseDate', '=', 'LAST_N_DAYS:30', 'literal')
 */

/** Thrown where a string literal or a date is not one. */
export class LiteralError extends Error {}

const ESCAPES: Record<string, string> = {
  n: '\n',
  N: '\n',
  r: '\r',
  R: '\r',
  t: '\t',
  T: '\t',
  b: '\b',
  B: '\b',
  f: '\f',
  F: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** The text of a quoted string literal. Throws LiteralError at an escape that SOQL does not have. */
export function stringValue(literal: string): string {
  return literal.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (all, escape: string) => {
    if (escape.length === 5) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    // `\_` and `\%` mean something in LIKE only.
    if (escape === '_' || escape === '%') return all;
    const character = ESCAPES[escape];
    if (character === undefined) throw new LiteralError(`Illegal string literal escape '${all}'`);
    return character;
  });
}

/** A quoted string literal as a pattern of SQL's LIKE with `\` as its escape. */
export function likePattern(literal: string): string {
  return literal.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|[\s\S])|%%/g, (all, escape: string | undefined) => {
    if (escape === undefined) return all;
    if (escape === '_' || escape === '%') return all;
    const character = stringValue(`'${all}'`);
    return character === '\\' ? '\\\\' : character;
  });
}

/** A text as a SOQL string literal. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;
}

/** A date-time literal as kept in rows, in UTC. Throws LiteralError where there is no such moment. */
export function instantValue(literal: string): string {
  const instant = new Date(literal.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (Number.isNaN(instant.getTime()) || !isDay(literal.slice(0, 10)))
    throw new LiteralError(`Invalid date: ${literal}`);
  return instant.toISOString();
}

/** A date literal. Throws LiteralError where there is no such day. */
export function dayValue(literal: string): string {
  if (!isDay(literal)) throw new LiteralError(`Invalid date: ${literal}`);
  return literal;
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

/**
 * A condition of the parser's kind from a plain value or a list of them. `as` says what a text is:
 * a string (default), a `date`, a `datetime`, or a date `literal` such as `LAST_N_DAYS:30`.
 */
export function conditionOf(
  field: string,
  operator: Operator,
  value: Value | readonly Value[],
  as: 'string' | 'date' | 'datetime' | 'literal' = 'string',
): Condition {
  if (isList(value)) {
    const made = value.map((one) => literalOf(one, as));
    return {
      field,
      operator,
      value: made.map((one) => one.value),
      literalType: made.map((one) => one.literalType),
      dateLiteralVariable: made.map((one) => one.n ?? null),
    } as unknown as ValueWithDateNLiteralCondition;
  }
  const { value: text, literalType, n } = literalOf(value, as);
  return {
    field,
    operator,
    value: text,
    literalType,
    ...(n === undefined ? {} : { dateLiteralVariable: n }),
  } as ValueCondition;
}

function isList(value: Value | readonly Value[]): value is readonly Value[] {
  return Array.isArray(value);
}

function literalOf(value: Value, as: string): { value: string; literalType: LiteralType; n?: number } {
  if (value === null) return { value: 'NULL', literalType: 'NULL' };
  if (typeof value === 'boolean') return { value: value ? 'TRUE' : 'FALSE', literalType: 'BOOLEAN' };
  if (typeof value === 'number')
    return { value: String(value), literalType: Number.isInteger(value) ? 'INTEGER' : 'DECIMAL' };
  switch (as) {
    case 'date':
      return { value, literalType: 'DATE' };
    case 'datetime':
      return { value, literalType: 'DATETIME' };
    case 'literal': {
      const [name = '', n] = value.toUpperCase().split(':');
      return n === undefined
        ? { value: name, literalType: 'DATE_LITERAL' }
        : { value: `${name}:${n}`, literalType: 'DATE_N_LITERAL', n: Number(n) };
    }
    default:
      return { value: quoted(value), literalType: 'STRING' };
  }
}
