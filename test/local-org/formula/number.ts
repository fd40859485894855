import { Decimal } from 'decimal.js';
import { FormulaRuntimeError } from './error.ts';
import type { Numeric } from './types.ts';

/**
 * Arithmetic that is exact in decimal, as Salesforce's is: 0.1 + 0.2 = 0.3. Integers and numbers of at most four
 * places, nearly all there are, stay doubles: scaled by 10,000 they are exact integers. Everything else becomes a
 * decimal of 39 digits, the precision of Salesforce's database.
 */
export const Exact = Decimal.clone({ precision: 39, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -1000, toExpPos: 1000 });

const SCALE = 10_000;
const SAFE = Number.MAX_SAFE_INTEGER;
/** Above this, doubles lie too far apart to tell four places. */
const SCALABLE = 1e11;

/** The integer `value * 10000`, or NaN where the value has more than four places or is too large. */
function scaled(value: number): number {
  if (value > SCALABLE || value < -SCALABLE) return NaN;
  const integer = Math.round(value * SCALE);
  return integer / SCALE === value ? integer : NaN;
}

export function add(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = scaled(a) + scaled(b);
    if (sum <= SAFE && sum >= -SAFE) return sum / SCALE;
  }
  return new Exact(a).plus(b);
}

export function subtract(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = scaled(a) - scaled(b);
    if (difference <= SAFE && difference >= -SAFE) return difference / SCALE;
  }
  return new Exact(a).minus(b);
}

export function multiply(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = scaled(a) * scaled(b);
    if (product <= SAFE && product >= -SAFE) return product / (SCALE * SCALE);
  }
  return new Exact(a).times(b);
}

/** Throws FormulaRuntimeError on a division by zero. */
export function divide(a: Numeric, b: Numeric): Numeric {
  if (isZero(b)) throw new FormulaRuntimeError('Division by zero');
  if (typeof a === 'number' && typeof b === 'number') {
    const quotient = a / b;
    if (Number.isSafeInteger(quotient) && Number.isSafeInteger(a) && Number.isSafeInteger(b) && quotient * b === a) {
      return quotient;
    }
  }
  return new Exact(a).dividedBy(b);
}

/** A percent field's number as formulas count it: 24 becomes 0.24. */
export function hundredth(a: Numeric): Numeric {
  if (typeof a === 'number') {
    const integer = scaled(a);
    if (integer <= SAFE && integer >= -SAFE) return integer / (SCALE * 100);
  }
  return new Exact(a).dividedBy(100);
}

/**
 * `base ^ exponent`. As in Salesforce the exponent is a whole number and the result has 18 digits, is not above 10^64,
 * and is zero below 10^-39. Throws FormulaRuntimeError.
 */
export function power(base: Numeric, exponent: Numeric): Numeric {
  const whole = toNumber(exponent);
  if (!Number.isInteger(whole)) throw new FormulaRuntimeError('The exponent is not a whole number');
  if (whole === 0) return 1;
  if (isZero(base)) {
    if (whole < 0) throw new FormulaRuntimeError('Division by zero');
    return 0;
  }
  const digits = Math.log10(Math.abs(toNumber(base))) * whole;
  if (digits > 64) throw new FormulaRuntimeError('The result is too big');
  if (digits < -39) return 0;
  return narrowed(new Exact(base).pow(whole).toSignificantDigits(18));
}

export function negate(a: Numeric): Numeric {
  return typeof a === 'number' ? 0 - a : a.negated();
}

export function compare(a: Numeric, b: Numeric): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  return new Exact(a).comparedTo(b);
}

export function isZero(a: Numeric): boolean {
  return typeof a === 'number' ? a === 0 : a.isZero();
}

/** The remainder, with the sign of the dividend. Throws FormulaRuntimeError where the divisor is zero. */
export function remainder(a: Numeric, b: Numeric): Numeric {
  if (isZero(b)) throw new FormulaRuntimeError('Division by zero');
  if (typeof a === 'number' && typeof b === 'number') {
    const x = scaled(a);
    const y = scaled(b);
    if (x <= SAFE && x >= -SAFE && y <= SAFE && y >= -SAFE) return (x % y) / SCALE + 0;
  }
  return narrowed(new Exact(a).modulo(b));
}

export type Rounding = 'halfUp' | 'up' | 'down' | 'ceiling' | 'floor';

const DECIMAL_ROUNDING: Record<Rounding, Decimal.Rounding> = {
  halfUp: Decimal.ROUND_HALF_UP,
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
  ceiling: Decimal.ROUND_CEIL,
  floor: Decimal.ROUND_FLOOR,
};

/** Rounds to a number of decimal places, which may be negative: tens, hundreds… Half goes away from zero. */
export function round(a: Numeric, places: number, rounding: Rounding): Numeric {
  if (places > 40) return a;
  if (typeof a === 'number' && (places >= 0 ? Number.isInteger(a) : a === 0)) return a;
  if (places < -40) return 0;
  const exact = new Exact(a);
  if (places >= 0) return narrowed(exact.toDecimalPlaces(places, DECIMAL_ROUNDING[rounding]));
  return narrowed(exact.toNearest(new Exact(10).pow(-places), DECIMAL_ROUNDING[rounding]));
}

/**
 * To an integer. What has more than 33 digits is first rounded to these, so that 1/9*9 counts as 1: Salesforce's fudge
 * for quotients that no decimal can hold.
 */
export function toInteger(a: Numeric, rounding: Rounding): Numeric {
  if (typeof a === 'number') {
    if (Number.isInteger(a)) return a;
    switch (rounding) {
      case 'up':
        return a < 0 ? Math.floor(a) : Math.ceil(a);
      case 'down':
        return Math.trunc(a) + 0;
      case 'ceiling':
        return Math.ceil(a) + 0;
      case 'floor':
        return Math.floor(a);
    }
  }
  return narrowed(new Exact(a).toSignificantDigits(33).toDecimalPlaces(0, DECIMAL_ROUNDING[rounding]));
}

/** The result of a function that Salesforce computes on doubles. Throws FormulaRuntimeError where it is none. */
export function fromDouble(result: number): Numeric {
  if (!Number.isFinite(result)) throw new FormulaRuntimeError('The result is not a number');
  return result + 0;
}

export function toNumber(a: Numeric): number {
  return typeof a === 'number' ? a : a.toNumber();
}

/** Whole part, as an argument that counts characters or places. */
export function toCount(a: Numeric): number {
  return Math.trunc(toNumber(a));
}

/** As TEXT writes it: no exponent, no trailing zeros. */
export function toText(a: Numeric): string {
  if (typeof a === 'number' && Number.isSafeInteger(a)) return String(a + 0);
  return new Exact(a).plus(0).toFixed();
}

/** A number as a formula or VALUE has it, undefined where the text is none. */
export function parseNumber(text: string): Numeric | undefined {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(text)) return undefined;
  return text.length <= 15 ? Number(text) + 0 : narrowed(new Exact(text));
}

/** A decimal that a double holds as well becomes that double again, for the fast paths. */
function narrowed(value: Decimal): Numeric {
  return value.precision() <= 15 && value.e < 300 && value.e > -300 ? value.toNumber() + 0 : value;
}
