import { FormulaRuntimeError } from '../error.ts';
import { accepting, argument, propagating, requireCount, variadic } from '../expression.ts';
import type { Evaluate, Expression, FunctionDefinition } from '../expression.ts';
import { compare, fromDouble, negate, remainder, round, toCount, toInteger, toNumber } from '../number.ts';
import type { Rounding } from '../number.ts';
import type { Numeric } from '../types.ts';

/** A function that Salesforce computes on doubles, so we do too. */
function onDouble(compute: (x: number) => number): FunctionDefinition {
  return propagating(['Number'], 'Number', (x) => fromDouble(compute(toNumber(x))));
}

function integer(rounding: Rounding): FunctionDefinition {
  return propagating(['Number'], 'Number', (x) => toInteger(x, rounding));
}

function places(rounding: Rounding): FunctionDefinition {
  return propagating(['Number', 'Number'], 'Number', (x, digits) => round(x, toCount(digits), rounding));
}

/** MAX and MIN: blank where any argument is. */
function extreme(wanted: 1 | -1): FunctionDefinition {
  return variadic('Number', 'Number', (args: Evaluate[]) => (context) => {
    let best: Numeric | undefined;
    for (const evaluate of args) {
      const value = evaluate(context) as Numeric | null;
      if (value === null) return null;
      if (best === undefined || compare(value, best) === wanted) best = value;
    }
    return best ?? null;
  });
}

/** TRUNC's number of places may be left out. */
const TRUNC: FunctionDefinition = {
  compile(call) {
    requireCount(call, 1, 2);
    const [value, digits] = call.args as [Expression, Expression | undefined];
    const x = argument(call.compiler, call.name, value, 'Number');
    const n: Evaluate = digits ? argument(call.compiler, call.name, digits, 'Number') : () => 0;
    return {
      type: 'Number',
      evaluate: (context) => {
        const number = x(context) as Numeric | null;
        if (number === null) return null;
        const count = n(context) as Numeric | null;
        return count === null ? null : round(number, toCount(count), 'down');
      },
    };
  },
};

const EARTH_RADIUS = { km: 6371.009, mi: 3958.761 };

/** Great-circle distance, in miles or kilometres. */
const DISTANCE = propagating(['Geolocation', 'Geolocation', 'Text'], 'Number', (from, to, unit) => {
  const radius = unit === 'km' || unit === 'mi' ? EARTH_RADIUS[unit] : undefined;
  if (radius === undefined) throw new FormulaRuntimeError(`The unit '${unit}' is neither 'mi' nor 'km'`);
  const radians = Math.PI / 180;
  const [a, b] = [from.latitude * radians, to.latitude * radians];
  const half = (x: number) => Math.sin(x / 2) ** 2;
  const h = half(b - a) + Math.cos(a) * Math.cos(b) * half((to.longitude - from.longitude) * radians);
  return fromDouble(2 * radius * Math.asin(Math.min(1, Math.sqrt(h))));
});

export const mathFunctions = {
  ABS: propagating(['Number'], 'Number', (x) => (compare(x, 0) < 0 ? negate(x) : x)),
  ACOS: onDouble(Math.acos),
  ASIN: onDouble(Math.asin),
  ATAN: onDouble(Math.atan),
  // Two numbers without which there is no angle: Salesforce's engine fails where one is blank.
  ATAN2: accepting(['Number', 'Number'], 'Number', (y, x) => {
    if (y === null || x === null) throw new FormulaRuntimeError('ATAN2 of a blank');
    return fromDouble(Math.atan2(toNumber(y), toNumber(x)));
  }),
  CEILING: integer('up'),
  COS: onDouble(Math.cos),
  DISTANCE,
  EXP: onDouble(Math.exp),
  FLOOR: integer('down'),
  GEOLOCATION: propagating(['Number', 'Number'], 'Geolocation', (latitude, longitude) => ({
    latitude: toNumber(latitude),
    longitude: toNumber(longitude),
  })),
  LN: onDouble(Math.log),
  LOG: onDouble(Math.log10),
  MAX: extreme(1),
  MCEILING: integer('ceiling'),
  MFLOOR: integer('floor'),
  MIN: extreme(-1),
  MOD: propagating(['Number', 'Number'], 'Number', remainder),
  PI: accepting([], 'Number', () => Math.PI),
  ROUND: places('halfUp'),
  SIN: onDouble(Math.sin),
  SQRT: onDouble(Math.sqrt),
  TAN: onDouble(Math.tan),
  TRUNC,
} satisfies Record<string, FunctionDefinition>;
