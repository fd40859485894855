import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  add,
  compare,
  divide,
  Exact,
  hundredth,
  multiply,
  remainder,
  round,
  subtract,
  toInteger,
  toNumber,
  toText,
} from './number.ts';

/** Decimals as people write them: few places, few digits, either sign. */
const written = fc
  .tuple(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.integer({ min: 0, max: 8 }))
  .map(([digits, places]) => Number(`${digits}e-${places}`));

test('fast arithmetic gives exactly what decimal arithmetic gives', () => {
  fc.assert(
    fc.property(written, written, (a, b) => {
      const [x, y] = [new Exact(a), new Exact(b)];
      assert.equal(toNumber(add(a, b)), x.plus(y).toNumber());
      assert.equal(toNumber(subtract(a, b)), x.minus(y).toNumber());
      assert.equal(toNumber(multiply(a, b)) + 0, x.times(y).toNumber() + 0);
      assert.equal(compare(a, b), x.comparedTo(y));
      assert.equal(toNumber(hundredth(a)) + 0, x.dividedBy(100).toNumber() + 0);
      if (b !== 0) {
        assert.equal(toNumber(divide(a, b)) + 0, x.dividedBy(y).toNumber() + 0);
        assert.equal(toNumber(remainder(a, b)) + 0, x.modulo(y).toNumber() + 0);
      }
    }),
    { numRuns: 2000, examples: [[-342124685.1, 817634229751.56]] },
  );
});

test('rounding is that of decimals', () => {
  fc.assert(
    fc.property(written, fc.integer({ min: -6, max: 9 }), (a, places) => {
      const scale = new Exact(10).pow(places);
      const expected = new Exact(a).times(scale).toDecimalPlaces(0).dividedBy(scale).toNumber();
      assert.equal(toNumber(round(a, places, 'halfUp')) + 0, expected + 0);
    }),
  );
  assert.equal(toNumber(toInteger(multiply(divide(1, 9), 9), 'floor')), 1);
});

test('numbers are written without exponent or trailing zeros', () => {
  assert.equal(toText(1e21), '1000000000000000000000');
  assert.equal(toText(1e-7), '0.0000001');
  assert.equal(toText(-0), '0');
  assert.equal(toText(new Exact('1.500')), '1.5');
});
