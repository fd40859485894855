import { checkedDay, checkedInstant, DAY } from './date.ts';
import { FormulaRuntimeError } from './error.ts';
import { argument, asText, illegalType, requirePlain, wrongType } from './expression.ts';
import type { Compiler, Evaluate, Expression } from './expression.ts';
import {
  add,
  compare,
  divide,
  multiply,
  negate,
  power,
  remainder,
  round,
  subtract,
  toCount,
  toNumber,
} from './number.ts';
import type { BinaryOperator, Node } from './syntax.ts';
import { commonType, isText } from './types.ts';
import type { FormulaType, Numeric, Operand } from './types.ts';

type Result = Pick<Expression, 'type' | 'evaluate'>;

export function compileUnary(compiler: Compiler, node: Node & { kind: 'unary' }): Result {
  const operand = compiler.compile(node.operand);
  if (node.operator === 'NOT') {
    const evaluate = argument(compiler, 'NOT', operand, 'Boolean');
    return {
      type: 'Boolean',
      evaluate: (context) => {
        const value = evaluate(context);
        return value === null ? null : !value;
      },
    };
  }
  const evaluate = argument(compiler, node.operator, operand, 'Number');
  if (node.operator === '+') return { type: 'Number', evaluate };
  return { type: 'Number', evaluate: numeric1(evaluate, negate) };
}

export function compileBinary(compiler: Compiler, node: Node & { kind: 'binary' }): Result {
  const { operator } = node;
  const left = compiler.compile(node.left);
  const right = compiler.compile(node.right);
  switch (operator) {
    case '&&':
    case '||': {
      const args = [left, right].map((side) => argument(compiler, operator === '&&' ? 'AND' : 'OR', side, 'Boolean'));
      return { type: 'Boolean', evaluate: operator === '&&' ? every(args) : some(args) };
    }
    case '=':
    case '<>':
      return { type: 'Boolean', evaluate: equality(compiler, operator, left, right) };
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { type: 'Boolean', evaluate: ordering(compiler, operator, left, right) };
    case '&':
      return { type: 'Text', evaluate: concatenation(compiler, operator, left, right) };
    case '+':
    case '-':
      return sum(compiler, operator, left, right);
    default:
      return { type: 'Number', evaluate: arithmetic(compiler, operator, left, right, ARITHMETIC[operator]) };
  }
}

const ARITHMETIC = { '*': multiply, '/': divide, '^': power };

/** True if all are; blank counts as false. */
export function every(args: Evaluate[]): Evaluate {
  const [first, second] = args;
  if (first && second && args.length === 2) return (context) => first(context) === true && second(context) === true;
  return (context) => {
    for (const evaluate of args) if (evaluate(context) !== true) return false;
    return true;
  };
}

/** True if any is; blank counts as false. */
export function some(args: Evaluate[]): Evaluate {
  const [first, second] = args;
  if (first && second && args.length === 2) return (context) => first(context) === true || second(context) === true;
  return (context) => {
    for (const evaluate of args) if (evaluate(context) === true) return true;
    return false;
  };
}

/** Whether two values of types that share one are the same; undefined where one is blank and they are no texts. */
export function equals(left: Expression, right: Expression): (a: Operand, b: Operand) => boolean | null {
  if (left.type === 'Id' || right.type === 'Id') return (a, b) => sameId(a, b);
  if (isText(left.type) || isText(right.type)) return (a, b) => (a ?? '') === (b ?? '');
  if (left.type === 'Number' || right.type === 'Number') {
    return (a, b) => (a === null || b === null ? null : compare(a as Numeric, b as Numeric) === 0);
  }
  return (a, b) => (a === null || b === null ? null : a === b);
}

/** Ids compare by their first 15 characters, which are case-sensitive, whichever of the two lengths they have. */
function sameId(a: Operand, b: Operand): boolean {
  if (a === b) return true;
  const left = typeof a === 'string' ? a : '';
  const right = typeof b === 'string' ? b : '';
  return shortId(left) === shortId(right);
}

function shortId(text: string): string {
  return text.length === 18 ? text.slice(0, 15) : text;
}

function equality(compiler: Compiler, operator: '=' | '<>', left: Expression, right: Expression): Evaluate {
  requirePlain(compiler, left);
  requirePlain(compiler, right);
  if (left.type === 'Geolocation' || right.type === 'Geolocation') illegalType(compiler, operator, right.node);
  if (commonType(left.type, right.type) === undefined) wrongType(compiler, operator, [left.type], right);
  const same = equals(left, right);
  const [a, b] = [left.evaluate, right.evaluate];
  if (operator === '=') return (context) => same(a(context), b(context));
  return (context) => {
    const result = same(a(context), b(context));
    return result === null ? null : !result;
  };
}

function ordering(
  compiler: Compiler,
  operator: '<' | '<=' | '>' | '>=',
  left: Expression,
  right: Expression,
): Evaluate {
  const types: readonly FormulaType[] = ['Number', 'Date', 'DateTime', 'Time', 'Text'];
  const a = argument(compiler, operator, left, types);
  const b = argument(compiler, operator, right, types);
  const type = commonType(left.type, right.type) ?? wrongType(compiler, operator, [left.type], right);
  const holds = HOLDS[operator];
  const order = type === 'Number' ? (compare as (x: Operand, y: Operand) => number) : order1;
  return (context) => {
    const x = a(context);
    if (x === null) return null;
    const y = b(context);
    return y === null ? null : holds(order(x, y));
  };
}

const HOLDS = {
  '<': (order: number) => order < 0,
  '<=': (order: number) => order <= 0,
  '>': (order: number) => order > 0,
  '>=': (order: number) => order >= 0,
};

function order1(x: Operand, y: Operand): number {
  if (x === y) return 0;
  return (x as string | number) < (y as string | number) ? -1 : 1;
}

function concatenation(compiler: Compiler, operator: '&' | '+', left: Expression, right: Expression): Evaluate {
  const a = argument(compiler, operator, left, 'Text');
  const b = argument(compiler, operator, right, 'Text');
  return (context) => ((a(context) as string | null) ?? '') + ((b(context) as string | null) ?? '');
}

function arithmetic(
  compiler: Compiler,
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
  operation: (a: Numeric, b: Numeric) => Numeric,
): Evaluate {
  return numeric2(
    argument(compiler, operator, left, 'Number'),
    argument(compiler, operator, right, 'Number'),
    operation,
  );
}

/** `+` and `-`: numbers, texts, days added to dates, the difference of two dates, milliseconds added to times. */
function sum(compiler: Compiler, operator: '+' | '-', left: Expression, right: Expression): Result {
  requirePlain(compiler, left);
  requirePlain(compiler, right);
  const a = left.evaluate;
  const b = right.evaluate;
  const types = `${left.type} ${operator} ${right.type}`;
  if (left.type === 'Null' || right.type === 'Null') return { type: 'Null', evaluate: () => null };
  const sign = operator === '+' ? 1 : -1;
  switch (types) {
    case 'Number + Number':
      return { type: 'Number', evaluate: numeric2(a, b, add) };
    case 'Number - Number':
      return { type: 'Number', evaluate: numeric2(a, b, subtract) };
    case 'Date + Number':
    case 'Date - Number':
      return {
        type: 'Date',
        evaluate: numeric2(a, b, (day, days) => checkedDay((day as number) + sign * toCount(days))),
      };
    case 'Number + Date':
      return { type: 'Date', evaluate: numeric2(b, a, (day, days) => checkedDay((day as number) + toCount(days))) };
    case 'DateTime + Number':
    case 'DateTime - Number':
      return {
        type: 'DateTime',
        evaluate: numeric2(a, b, (instant, days) => checkedInstant((instant as number) + sign * inSeconds(days))),
      };
    case 'Number + DateTime':
      return {
        type: 'DateTime',
        evaluate: numeric2(b, a, (instant, days) => checkedInstant((instant as number) + inSeconds(days))),
      };
    case 'Time + Number':
    case 'Time - Number':
      return {
        type: 'Time',
        evaluate: numeric2(a, b, (time, more) => timeOfDay((time as number) + sign * toCount(more))),
      };
    case 'Number + Time':
      return { type: 'Time', evaluate: numeric2(b, a, (time, more) => timeOfDay((time as number) + toCount(more))) };
    case 'Date - Date':
      return { type: 'Number', evaluate: numeric2(a, b, (x, y) => (x as number) - (y as number)) };
    case 'DateTime - DateTime':
      return { type: 'Number', evaluate: numeric2(a, b, (x, y) => divide((x as number) - (y as number), DAY)) };
    case 'Time - Time':
      return {
        type: 'Number',
        evaluate: numeric2(a, b, (x, y) => remainder((x as number) - (y as number) + DAY, DAY)),
      };
  }
  if (isText(left.type) && operator === '+') {
    if (!isText(right.type)) wrongType(compiler, operator, ['Text'], right);
    return {
      type: 'Text',
      evaluate: concatenation(compiler, operator, { ...left, type: 'Text', evaluate: asText(compiler, left) }, right),
    };
  }
  const numbers = left.type === 'Number' || left.type === 'Date' || left.type === 'DateTime' || left.type === 'Time';
  wrongType(
    compiler,
    operator,
    ['Number', 'Date', 'DateTime'].filter((type) => type !== (numbers ? right : left).type) as FormulaType[],
    numbers ? right : left,
  );
}

/** A number of days in milliseconds, to the second. */
function inSeconds(days: Numeric): number {
  return toNumber(round(multiply(days, 86_400), 0, 'halfUp')) * 1000;
}

function timeOfDay(milliseconds: number): number {
  if (!(milliseconds >= 0 && milliseconds <= Number.MAX_SAFE_INTEGER))
    throw new FormulaRuntimeError('The time is out of range');
  return milliseconds % DAY;
}

function numeric1(a: Evaluate, operation: (a: Numeric) => Numeric): Evaluate {
  return (context) => {
    const x = a(context);
    return x === null ? null : operation(x as Numeric);
  };
}

function numeric2(a: Evaluate, b: Evaluate, operation: (a: Numeric, b: Numeric) => Numeric): Evaluate {
  return (context) => {
    const x = a(context);
    if (x === null) return null;
    const y = b(context);
    return y === null ? null : operation(x as Numeric, y as Numeric);
  };
}
