import type { LiteralType } from '@jetstreamapp/soql-parser-js';
import { isId, to18 } from '../schema/id.ts';
import { dateRange } from './dates.ts';
import { dayValue, instantValue, likePattern, LiteralError, stringValue } from './literal.ts';
import type { Expression, Scope } from './scope.ts';
import { clauses, joined, sql, wrapped, type Parameter, type Sql } from './sql.ts';
import { isNumber, isText } from './types.ts';
import { startOfDay } from './zone.ts';

/** A condition's operator and literals, as the parser gives them. */
export interface Comparable {
  operator?: string;
  value?: unknown;
  literalType?: LiteralType | LiteralType[];
  dateLiteralVariable?: unknown;
}

interface Literal {
  type: LiteralType;
  text: string;
  n: number | undefined;
}

/** An expression compared with literals, in SQL; throws OrgError where their types don't fit. */
export function comparison(scope: Scope, of: Expression, condition: Comparable): Sql {
  const operator = condition.operator ?? '=';
  const list = literals(condition);
  try {
    switch (operator) {
      case 'IN':
      case 'NOT IN':
        return listComparison(scope, of, operator === 'NOT IN', list);
      case 'INCLUDES':
      case 'EXCLUDES':
        return multipicklistComparison(scope, of, operator === 'EXCLUDES', list);
      default:
        if (list.length !== 1 || Array.isArray(condition.value))
          throw scope.environment.error('MALFORMED_QUERY', `unexpected token: '${operator}'`, of.name);
        return operator === 'LIKE'
          ? likeComparison(scope, of, list[0]!)
          : singleComparison(scope, of, operator, list[0]!);
    }
  } catch (error) {
    if (error instanceof LiteralError) throw scope.environment.error('MALFORMED_QUERY', error.message, of.name);
    if (error instanceof RangeError)
      throw scope.environment.error('MALFORMED_QUERY', `Invalid date: ${list[0]?.text ?? ''}`, of.name);
    throw error;
  }
}

function literals(condition: Comparable): Literal[] {
  const texts = Array.isArray(condition.value) ? condition.value.map(String) : [String(condition.value)];
  return texts.map((text, i) => {
    const type = Array.isArray(condition.literalType) ? condition.literalType[i] : condition.literalType;
    const n = Array.isArray(condition.dateLiteralVariable)
      ? (condition.dateLiteralVariable as unknown[])[i]
      : condition.dateLiteralVariable;
    return { type: type ?? 'STRING', text, n: typeof n === 'number' ? n : undefined };
  });
}

function singleComparison(scope: Scope, of: Expression, operator: string, literal: Literal): Sql {
  const value = comparable(scope, of, literal);
  const negated = operator === '!=' || operator === '<>';
  if (value === null) {
    if (operator === '=') return wrapped('', of.sql, ' IS NULL');
    return negated ? wrapped('', of.sql, ' IS NOT NULL') : sql('0');
  }
  if (typeof value === 'object') return rangeComparison(of, operator, value);
  if (of.type === 'id' || of.type === 'reference' || of.type === 'boolean') {
    if (operator !== '=' && !negated && of.type === 'boolean') throw invalidOperator(scope, of);
  }
  const [left, right] = foldedAsNeeded(of.sql, value);
  if (operator === '=') return clauses(left, sql('='), right);
  if (negated) return clauses(left, sql('IS NOT'), right);
  // Comparing with a blank gives NULL, which must count as false.
  return clauses(left, sql(operator), right);
}

interface Range {
  from: Parameter;
  to: Parameter;
}

function rangeComparison(of: Expression, operator: string, { from, to }: Range): Sql {
  const is = (text: string, value: Parameter): Sql => ({
    text: `${of.sql.text} ${text} ?`,
    parameters: [...of.sql.parameters, value],
  });
  switch (operator) {
    case '=':
      return wrapped('(', joined([is('>=', from), is('<', to)], ' AND '), ')');
    case '<':
      return is('<', from);
    case '<=':
      return is('<', to);
    case '>':
      return is('>=', to);
    case '>=':
      return is('>=', from);
    default:
      return wrapped('(', joined([is('>=', from), is('<', to)], ' AND '), ') IS NOT TRUE');
  }
}

function listComparison(scope: Scope, of: Expression, negated: boolean, list: Literal[]): Sql {
  const values = list.map((literal) => comparable(scope, of, literal));
  const ranges = values
    .filter((value) => value !== null && typeof value === 'object')
    .map((range) => rangeComparison(of, '=', range as Range));
  const plain = values.filter((value) => typeof value === 'string' || typeof value === 'number');
  const parts: Sql[] = [...ranges];
  if (plain.length > 0) {
    const [left] = foldedAsNeeded(
      of.sql,
      plain.find((value) => typeof value === 'string' && isBeyondAscii(value)) ?? 0,
    );
    const right =
      left === of.sql ? plain : plain.map((value) => (typeof value === 'string' ? value.toLowerCase() : value));
    // SQLite takes a limited number of parameters.
    parts.push(
      right.length > 500
        ? {
            text: `${left.text} IN (SELECT value FROM json_each(?))`,
            parameters: [...left.parameters, JSON.stringify(right)],
          }
        : { text: `${left.text} IN (${right.map(() => '?').join(', ')})`, parameters: [...left.parameters, ...right] },
    );
  }
  if (values.includes(null)) parts.push(wrapped('', of.sql, ' IS NULL'));
  const within = wrapped('(', joined(parts, ' OR '), ')');
  return negated ? wrapped('', within, ' IS NOT TRUE') : within;
}

function multipicklistComparison(scope: Scope, of: Expression, negated: boolean, list: Literal[]): Sql {
  if (of.type !== 'multipicklist') throw invalidOperator(scope, of);
  const any = list.map((literal) => {
    if (literal.type !== 'STRING') throw wrongType(scope, of);
    const all = stringValue(literal.text)
      .split(';')
      .map((value) => {
        const pattern = `%;${value.replace(/[\\%_]/g, '\\$&')};%`;
        return {
          text: `(';' || ${of.sql.text} || ';') LIKE ? ESCAPE '\\'`,
          parameters: [...of.sql.parameters, pattern],
        };
      });
    return wrapped('(', joined(all, ' AND '), ')');
  });
  const includes = wrapped('(', joined(any, ' OR '), ')');
  return negated ? wrapped('', includes, ' IS NOT TRUE') : includes;
}

function likeComparison(scope: Scope, of: Expression, literal: Literal): Sql {
  if (!isText(of.type) || of.type === 'multipicklist') throw invalidOperator(scope, of);
  if (literal.type === 'NULL') return sql('0');
  if (literal.type !== 'STRING') throw wrongType(scope, of);
  const [left, right] = foldedAsNeeded(of.sql, likePattern(literal.text));
  return clauses(left, sql('LIKE'), right, sql("ESCAPE '\\'"));
}

/**
 * A literal as it is compared with an expression's values: the value, null, or for dates that stand for
 * a span of time the range. Throws where the types don't fit, as Salesforce does.
 */
function comparable(scope: Scope, of: Expression, literal: Literal): string | number | null | Range {
  const { environment } = scope;
  if (literal.type === 'NULL') return null;
  if (of.type === 'date' || of.type === 'datetime') return moment(scope, of, literal);
  if (of.type === 'boolean') {
    if (literal.type !== 'BOOLEAN') throw wrongType(scope, of);
    return literal.text.toUpperCase() === 'TRUE' ? 1 : 0;
  }
  if (isNumber(of.type)) {
    // A single currency: the prefix changes nothing.
    if (/^(?:INTEGER|DECIMAL)_WITH_CURRENCY_PREFIX$/.test(literal.type))
      return Number(literal.text.replace(/^[A-Za-z]{3}/, ''));
    if (literal.type !== 'INTEGER' && literal.type !== 'DECIMAL') throw wrongType(scope, of);
    return Number(literal.text);
  }
  if (of.type === 'time') {
    if (literal.type !== 'DATETIME' && !/^\d\d:\d\d/.test(literal.text)) throw wrongType(scope, of);
    return literal.text;
  }
  if (literal.type !== 'STRING') throw wrongType(scope, of);
  const text = stringValue(literal.text);
  if (text === '') return null;
  if (of.type === 'id' || of.type === 'reference') {
    if (!isId(text)) throw environment.error('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${text}`, of.name);
    return to18(text);
  }
  return text;
}

function moment(scope: Scope, of: Expression, literal: Literal): string | Range {
  const { calendar, zone } = scope.environment;
  if (literal.type === 'DATE_LITERAL' || literal.type === 'DATE_N_LITERAL') {
    const range = dateRange(literal.text.split(':')[0]!.toUpperCase(), literal.n, calendar);
    if (!range) throw new LiteralError(`Invalid date: ${literal.text}`);
    return of.type === 'date' ? range : { from: startOfDay(range.from, zone), to: startOfDay(range.to, zone) };
  }
  if (of.type === 'date' && literal.type === 'DATE') return dayValue(literal.text);
  if (of.type === 'datetime' && literal.type === 'DATETIME') return instantValue(literal.text);
  throw wrongType(scope, of);
}

const TYPE_NAMES: Partial<Record<string, string>> = {
  datetime: 'dateTime',
  currency: 'double',
  percent: 'double',
  reference: 'string',
  id: 'string',
};

function wrongType(scope: Scope, of: Expression): Error {
  const texts = isText(of.type) || of.type === 'id' || of.type === 'reference';
  const type = texts ? 'string' : (TYPE_NAMES[of.type] ?? of.type);
  const name = of.field?.name ?? of.name;
  return scope.environment.error(
    'INVALID_FIELD',
    `value of filter criterion for field '${name}' must be of type ${type} and should${texts ? '' : ' not'} be enclosed in quotes`,
    of.name,
  );
}

function invalidOperator(scope: Scope, of: Expression): Error {
  return scope.environment.error(
    'INVALID_QUERY_FILTER_OPERATOR',
    `invalid operator on ${of.type === 'reference' ? 'id' : of.type} field`,
    of.name,
  );
}

/** SQLite ignores the case of ASCII letters by itself; others are folded, which only such values pay for. */
function foldedAsNeeded(left: Sql, value: string | number): [Sql, Sql] {
  if (typeof value === 'number' || !isBeyondAscii(value)) return [left, sql('?', [value])];
  return [wrapped('fold(', left, ')'), sql('fold(?)', [value])];
}

function isBeyondAscii(text: string): boolean {
  return /[^\x00-\x7f]/.test(text);
}
