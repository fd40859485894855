import type { FieldFunctionExpression, FunctionExp } from '@jetstreamapp/soql-parser-js';
import type { Expression, Scope } from './scope.ts';
import { wrapped, type Sql } from './sql.ts';
import { isGroupable, isNumber, type ValueType } from './types.ts';

/** A function call as the parser gives it, in SELECT and elsewhere. */
export type Call = FieldFunctionExpression | FunctionExp;

export const AGGREGATES = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX']);
export const DATE_FUNCTIONS = new Set([
  'CALENDAR_MONTH',
  'CALENDAR_QUARTER',
  'CALENDAR_YEAR',
  'DAY_IN_MONTH',
  'DAY_IN_WEEK',
  'DAY_IN_YEAR',
  'DAY_ONLY',
  'FISCAL_MONTH',
  'FISCAL_QUARTER',
  'FISCAL_YEAR',
  'HOUR_IN_DAY',
  'WEEK_IN_MONTH',
  'WEEK_IN_YEAR',
]);

export function functionName(call: Call): string {
  return (call.functionName ?? '').toUpperCase();
}

export function isAggregate(call: Call): boolean {
  return AGGREGATES.has(functionName(call));
}

export function isDateFunction(call: Call): boolean {
  return DATE_FUNCTIONS.has(functionName(call));
}

/** The call as written, `SUM(Amount)`. */
export function written(call: Call): string {
  return (
    call.rawValue ??
    `${call.functionName ?? ''}(${(call.parameters ?? []).map((p) => (typeof p === 'string' ? p : written(p))).join(', ')})`
  );
}

/** The single field or call that a function is applied to. */
export function argument(scope: Scope, call: Call): string | Call {
  const parameters = call.parameters ?? [];
  const [first] = parameters;
  if (first === undefined || parameters.length !== 1)
    throw scope.environment.error('MALFORMED_QUERY', `unexpected token: '${written(call)}'`, call.functionName);
  return first;
}

/** `SUM(Amount)`, `COUNT(Id)`…, over the rows of a group. */
export function aggregate(scope: Scope, call: Call): Expression {
  const name = functionName(call);
  const operand = argument(scope, call);
  const of = typeof operand === 'string' ? scope.field(operand) : scalar(scope, operand);
  const refuse = (): Error =>
    scope.environment.error('MALFORMED_QUERY', `field ${of.name} does not support aggregate operator ${name}`, of.name);
  if (
    of.field &&
    of.field.formula === undefined &&
    (of.type === 'multipicklist' || (of.type === 'textarea' && !isGroupable(of.field)))
  )
    throw refuse();
  let type: ValueType = of.type;
  if (name === 'COUNT' || name === 'COUNT_DISTINCT') {
    type = 'int';
  } else if (name === 'SUM' || name === 'AVG') {
    if (!isNumber(of.type)) throw refuse();
    type = of.type === 'int' && name === 'SUM' ? 'int' : of.type === 'int' ? 'double' : of.type;
  } else if (of.type === 'boolean' || of.type === 'time') {
    throw refuse();
  }
  return {
    sql: aggregateSql(name, of),
    type,
    field: undefined,
    object: undefined,
    key: written(call),
    name: written(call),
  };
}

function aggregateSql(name: string, of: Expression): Sql {
  switch (name) {
    case 'COUNT_DISTINCT':
      return wrapped('count(DISTINCT ', of.sql, ')');
    case 'SUM':
      // Binary doubles sum with crumbs that decimals do not have.
      return wrapped('round(sum(', of.sql, `), ${of.field?.scale ?? 8})`);
    default:
      return wrapped(`${name.toLowerCase()}(`, of.sql, ')');
  }
}

/** A function of one row: date functions, and those that only change how a value is shown. */
export function scalar(scope: Scope, call: Call): Expression {
  const name = functionName(call);
  if (DATE_FUNCTIONS.has(name)) return dateFunction(scope, call, name);
  switch (name) {
    case 'TOLABEL':
    case 'FORMAT':
    case 'CONVERTCURRENCY': {
      const operand = argument(scope, call);
      return typeof operand === 'string'
        ? scope.field(operand)
        : isAggregate(operand)
          ? aggregate(scope, operand)
          : scalar(scope, operand);
    }
    default:
      throw scope.environment.error(
        'MALFORMED_QUERY',
        `The function ${call.functionName ?? ''} is not supported here`,
        call.functionName,
      );
  }
}

/**
 * Parts of a date. Of a date-time they are those in UTC, unless `convertTimezone` asks for the user's
 * own time zone.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_date_functions.htm
 */
function dateFunction(scope: Scope, call: Call, name: string): Expression {
  const operand = argument(scope, call);
  const of = typeof operand === 'string' ? scope.field(operand) : converted(scope, operand);
  if (of.type !== 'datetime' && (of.type !== 'date' || name === 'HOUR_IN_DAY' || name === 'DAY_ONLY')) {
    throw scope.environment.error('INVALID_FIELD', `field ${of.name} does not support date function ${name}`, of.name);
  }
  const fiscal = name.startsWith('FISCAL') ? scope.environment.fiscal : { startMonth: 1, namedByEnd: true };
  const text = DATE_SQL[name]!(fiscal);
  // A value with parameters of its own is named once, since some functions mention it twice.
  const value =
    of.sql.parameters.length === 0
      ? { text: text.replaceAll('@', of.sql.text), parameters: [] }
      : wrapped(`(SELECT ${text.replaceAll('@', 'd')} FROM (SELECT `, of.sql, ' AS d))');
  return {
    sql: value,
    type: name === 'DAY_ONLY' ? 'date' : 'int',
    field: undefined,
    object: undefined,
    key: written(call),
    name: written(call),
  };
}

function converted(scope: Scope, call: Call): Expression {
  if (functionName(call) !== 'CONVERTTIMEZONE')
    throw scope.environment.error('MALFORMED_QUERY', `unexpected token: '${written(call)}'`, call.functionName);
  const operand = argument(scope, call);
  if (typeof operand !== 'string')
    throw scope.environment.error('MALFORMED_QUERY', `unexpected token: '${written(operand)}'`, operand.functionName);
  const of = scope.field(operand);
  if (of.type !== 'datetime')
    throw scope.environment.error(
      'INVALID_FIELD',
      `convertTimezone() is only supported for dateTime fields: ${of.name}`,
      of.name,
    );
  const { zone } = scope.environment;
  return {
    ...of,
    field: undefined,
    sql: { text: `soql_local(${of.sql.text}, ?)`, parameters: [...of.sql.parameters, zone] },
  };
}

interface Fiscal {
  startMonth: number;
  namedByEnd: boolean;
}

const part = (from: number, length: number): string => `CAST(substr(@, ${from}, ${length}) AS INTEGER)`;
const YEAR = part(1, 4);
const MONTH = part(6, 2);
const DAY = part(9, 2);
const DAY_OF_YEAR = "CAST(strftime('%j', substr(@, 1, 10)) AS INTEGER)";
const fiscalMonth = ({ startMonth }: Fiscal): string => `((${MONTH} - ${startMonth} + 12) % 12 + 1)`;

/** Each function in SQL; `@` stands for the date. */
const DATE_SQL: Record<string, (fiscal: Fiscal) => string> = {
  CALENDAR_YEAR: () => YEAR,
  CALENDAR_QUARTER: () => `((${MONTH} + 2) / 3)`,
  CALENDAR_MONTH: () => MONTH,
  DAY_IN_MONTH: () => DAY,
  DAY_IN_WEEK: () => "(CAST(strftime('%w', substr(@, 1, 10)) AS INTEGER) + 1)",
  DAY_IN_YEAR: () => DAY_OF_YEAR,
  DAY_ONLY: () => 'substr(@, 1, 10)',
  HOUR_IN_DAY: () => part(12, 2),
  WEEK_IN_MONTH: () => `((${DAY} + 6) / 7)`,
  WEEK_IN_YEAR: () => `((${DAY_OF_YEAR} + 6) / 7)`,
  FISCAL_MONTH: (fiscal) => fiscalMonth(fiscal),
  FISCAL_QUARTER: (fiscal) => `((${fiscalMonth(fiscal)} + 2) / 3)`,
  FISCAL_YEAR: ({ startMonth, namedByEnd }) =>
    startMonth === 1
      ? YEAR
      : namedByEnd
        ? `(${YEAR} + (${MONTH} >= ${startMonth}))`
        : `(${YEAR} - (${MONTH} < ${startMonth}))`,
};
