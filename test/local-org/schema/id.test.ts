import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { idFrom, isId, to18 } from './id.ts';

test('the suffix is the documented one', () => {
  // Example of "Convert 15-character IDs to 18 characters", Salesforce Help.
  assert.equal(to18('001A0000006Vm9r'), '001A0000006Vm9rIAC');
  assert.equal(to18('005000000000001'), '005000000000001AAA');
});

test('an 18-character Id keeps its record whatever happened to its case', () => {
  const id = fc.stringMatching(/^[0-9A-Za-z]{15}$/);
  fc.assert(
    fc.property(
      id,
      (fifteen) => to18(to18(fifteen).toLowerCase().slice(0, 15) + to18(fifteen).slice(15)) === to18(fifteen),
    ),
  );
  fc.assert(fc.property(id, (fifteen) => isId(fifteen) && isId(to18(fifteen))));
});

test('Ids count upwards', () => {
  fc.assert(fc.property(fc.nat(), fc.nat(), (a, b) => a === b || a < b === idFrom('a00', a) < idFrom('a00', b)));
  assert.equal(idFrom('001', 61).slice(0, 15), '00100000000000z');
});

test('other texts are no Ids', () => {
  for (const text of ['', '00100000000000', '001000000000001AAB', '001-00000000001', '0010000000000010'])
    assert.equal(isId(text), false, text);
});
