import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileFormula, FormulaError, FormulaRuntimeError } from './compile.ts';
import type { FormulaType, FormulaUse } from './compile.ts';
import { FUNCTIONS } from './functions/index.ts';
import type { Row, Value } from '../schema/model.ts';

const TYPES: Record<string, FormulaType> = {
  a: 'Boolean',
  b: 'Boolean',
  c: 'Boolean',
  n: 'Number',
  m: 'Number',
  s: 'Text',
  t: 'Text',
  d: 'Date',
  e: 'DateTime',
  p: 'Picklist',
  q: 'MultiselectPicklist',
  i: 'Id',
};

function evaluate(source: string, row: Row = {}, use: FormulaUse = 'flow'): Value {
  const formula = compileFormula<Row>(source, {
    use,
    scope: {
      resolve: ([name = '']) => {
        const type = TYPES[name.toLowerCase()];
        const get = (context: Row): Value => context[name.toLowerCase()] ?? null;
        return type && { type, get, prior: get };
      },
      isNew: () => false,
      now: () => new Date('2026-11-24T08:00:00Z'),
    },
  });
  return formula.evaluate(row);
}

function same(left: string, right: string, row: Row): void {
  assert.equal(evaluate(left, row), evaluate(right, row), `${left} and ${right} with ${JSON.stringify(row)}`);
}

const booleans = fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean() });
const text = fc.oneof(fc.string({ maxLength: 20 }), fc.constant(null));
const date = fc
  .integer({ min: -200_000, max: 200_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

test('logic', () => {
  fc.assert(
    fc.property(booleans, (row) => {
      same('NOT(AND(a, b))', 'OR(NOT(a), NOT(b))', row);
      same('NOT(OR(a, b))', 'AND(NOT(a), NOT(b))', row);
      same('AND(a, OR(b, c))', 'OR(AND(a, b), AND(a, c))', row);
      same('a && b || c', 'OR(AND(a, b), c)', row);
      same('NOT(NOT(a))', 'a', row);
      same('IF(a, b, c)', 'OR(AND(a, b), AND(NOT(a), c))', row);
    }),
  );
});

test('CASE is a chain of IFs', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4 }), fc.constantFrom('x', 'y', 'z', '', null), (n, s) => {
      same('CASE(n, 1, "one", 2, "two", "many")', 'IF(n = 1, "one", IF(n = 2, "two", "many"))', { n });
      same('CASE(s, "x", 1, "y", 2, "", 3, 4)', 'IF(s = "x", 1, IF(s = "y", 2, IF(s = "", 3, 4)))', { s });
    }),
  );
});

test('texts', () => {
  fc.assert(
    fc.property(text, text, fc.integer({ min: -3, max: 25 }), (s, t, n) => {
      const row: Row = { s, t, n };
      same('LEFT(s, n) & RIGHT(s, MAX(0, LEN(s) - MAX(0, n)))', 's & ""', row);
      same('LEN(s & t)', 'LEN(s) + LEN(t)', row);
      same('MID(s, 1, n)', 'LEFT(s, n)', row);
      same('REVERSE(REVERSE(s))', 's', { s: s?.toWellFormed() ?? null });
      same('BEGINS(s & t, s)', 'TRUE', row);
      same('CONTAINS(s & t, t)', 'TRUE', row);
      same('FIND(t, s) > 0', 'AND(NOT(ISBLANK(t)), NOT(ISBLANK(s)), CONTAINS(s, t))', row);
      same('SUBSTITUTE(s, t, t)', 'IF(ISBLANK(t), NULL, s)', { ...row, t: t === '' ? null : t });
      same('s = t', 't = s', row);
      same('s <> t', 'NOT(s = t)', row);
      same('BLANKVALUE(s, t)', 'IF(ISBLANK(s), t, s)', row);
      same('IF(LEN(LPAD(s, n, "-")) > 0, LEN(LPAD(s, n, "-")), 0)', 'IF(OR(n <= 0, ISBLANK(s)), 0, n)', {
        ...row,
        s: s === '' ? null : s,
      });
    }),
  );
});

test('dates', () => {
  fc.assert(
    fc.property(date, fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: -400, max: 400 }), (d, n, m) => {
      const row: Row = { d, n, m };
      same('d + n - n', 'd', row);
      same('(d + n) - d', 'n', row);
      same('DATE(YEAR(d), MONTH(d), DAY(d))', 'd', row);
      same('DATEVALUE(TEXT(d))', 'd', row);
      same('MOD(WEEKDAY(d + 1) - WEEKDAY(d) + 7, 7)', '1', row);
      same('(YEAR(ADDMONTHS(d, m)) - YEAR(d)) * 12 + MONTH(ADDMONTHS(d, m)) - MONTH(d)', 'm', row);
      same('d - DATE(YEAR(d), 1, 1) + 1', 'DAYOFYEAR(d)', row);
      same('DATETIMEVALUE(d) + n', 'DATETIMEVALUE(d + n)', row);
    }),
  );
});

test('numbers', () => {
  const number = fc.integer({ min: -1e9, max: 1e9 }).map((integer) => integer / 1000);
  fc.assert(
    fc.property(number, number, (n, m) => {
      const row: Row = { n, m };
      same('n + m - m', 'n', row);
      same('n + m', 'm + n', row);
      same('(n + m) * 2', 'n * 2 + m * 2', row);
      same('VALUE(TEXT(n))', 'n', row);
      same('MAX(n, m) + MIN(n, m)', 'n + m', row);
      same('ABS(n)', 'IF(n < 0, -n, n)', row);
      same('MFLOOR(n)', '-MCEILING(-n)', row);
      same('IF(m = 0, n, TRUNC(n / m) * m + MOD(n, m))', 'n', row);
      same('n < m', 'NOT(n >= m)', row);
    }),
  );
});

/** Evaluates anything; what is not a value must be one of the two errors of formulas. */
function attempt(source: string, row: Row): void {
  for (const use of ['validation', 'field', 'default', 'flow'] as const) {
    try {
      const value = evaluate(source, row, use);
      assert.ok(typeof value !== 'number' || Number.isFinite(value), `${source} gave ${value}`);
    } catch (error) {
      if (!(error instanceof FormulaError || error instanceof FormulaRuntimeError)) throw error;
    }
  }
}

const row: Row = {
  a: true,
  n: 5,
  s: 'text',
  d: '2026-11-24',
  e: '2026-11-24T08:00:00.000Z',
  p: 'Open',
  q: 'A;B',
  i: '005000000000001AAA',
};

test('any text is a formula or refused as one', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (source) => attempt(source, row)));
});

test('so is any sequence of tokens', () => {
  const token = fc.constantFrom(
    ...FUNCTIONS.keys(),
    ...Object.keys(TYPES),
    ...['(', ')', ',', '+', '-', '*', '/', '^', '&', '&&', '||', '=', '<>', '<', '>=', '!', 'NOT'],
    ...[
      '1',
      '0',
      '-1',
      '2.5',
      '99999999999999999999',
      '"x"',
      "'(a+)+'",
      'NULL',
      'TRUE',
      '{!n}',
      '$User.Id',
      '/*',
      '*/',
      '"',
    ],
  );
  fc.assert(
    fc.property(fc.array(token, { maxLength: 30 }), (tokens) => attempt(tokens.join(' '), row)),
    { numRuns: 500 },
  );
});

test('and any well-formed call, whatever its arguments', () => {
  const { expression } = fc.letrec<{ expression: string; leaf: string; call: string; operation: string }>((tie) => ({
    expression: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('call'), tie('operation')),
    leaf: fc.constantFrom(
      ...Object.keys(TYPES),
      '1',
      '0',
      '1e',
      '40',
      '123456789012345678901',
      '"x"',
      '""',
      'NULL',
      'TRUE',
      '9999999999',
    ),
    call: fc
      .tuple(fc.constantFrom(...FUNCTIONS.keys()), fc.array(tie('expression'), { maxLength: 4 }))
      .map(([name, args]) => `${name}(${args.join(', ')})`),
    operation: fc
      .tuple(tie('expression'), fc.constantFrom('+', '-', '*', '/', '^', '&', '=', '<>', '<', '&&'), tie('expression'))
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
  }));
  fc.assert(
    fc.property(expression, (source) => attempt(source, row)),
    { numRuns: 3000 },
  );
});
