import { formatDate, formatDateTime, formatTime, readDate, readDateTime, readTime } from './date.ts';
import type { Context, Evaluate } from './expression.ts';
import { hundredth, multiply, parseNumber, toNumber } from './number.ts';
import type { FormulaType, Numeric, Operand } from './types.ts';
import type { Value } from '../schema/model.ts';

/**
 * Reads a stored value as an operand. A percent field that shows 24 % reads as 0.24; a checkbox is never blank; a number
 * may come as text, where it has more digits than a double.
 */
export function reader(
  type: FormulaType,
  get: (context: Context) => Value | undefined,
  blankAsZero: boolean,
): Evaluate {
  switch (type) {
    case 'Number':
    case 'Currency':
    case 'Percent': {
      const blank = blankAsZero ? 0 : null;
      const percent = type === 'Percent';
      return (context) => {
        const value = get(context);
        if (value === null || value === undefined || value === '') return blank;
        const number = typeof value === 'number' ? value : (parseNumber(String(value)) ?? blank);
        if (number === null) return null;
        return percent ? hundredth(number) : number;
      };
    }
    case 'Boolean':
      return (context) => get(context) === true;
    case 'Date':
      return stored(get, readDate);
    case 'DateTime':
      return stored(get, readDateTime);
    case 'Time':
      return stored(get, readTime);
    default:
      return (context) => {
        const value = get(context);
        if (value === null || value === undefined || value === '') return null;
        return typeof value === 'string' ? value : String(value);
      };
  }
}

function stored(get: (context: Context) => Value | undefined, read: (text: string) => number): Evaluate {
  return (context) => {
    const value = get(context);
    return typeof value === 'string' && value !== '' ? read(value) : null;
  };
}

/** Turns a formula's result of a type into a value as rows hold it. */
export function writer(type: FormulaType, evaluate: Evaluate): (context: Context) => Value {
  switch (type) {
    case 'Number':
    case 'Currency':
      return (context) => number(evaluate(context));
    case 'Percent':
      return (context) => {
        const value = evaluate(context);
        return value === null ? null : number(multiply(value as Numeric, 100));
      };
    case 'Date':
      return (context) => written(evaluate(context), formatDate);
    case 'DateTime':
      return (context) => written(evaluate(context), formatDateTime);
    case 'Time':
      return (context) => written(evaluate(context), (time) => `${formatTime(time)}Z`);
    case 'Boolean':
      return (context) => evaluate(context) === true;
    default:
      return (context) => {
        const value = evaluate(context);
        return typeof value === 'string' && value !== '' ? value : null;
      };
  }
}

function number(value: Operand): number | null {
  return value === null ? null : toNumber(value as Numeric) + 0;
}

function written(value: Operand, format: (number: number) => string): string | null {
  return value === null ? null : format(value as number);
}
