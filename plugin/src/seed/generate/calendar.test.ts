import assert from 'node:assert/strict';
import { it } from 'node:test';
import { addDays, daysBetween, isDay, workdayFrom, workdayUpTo } from './calendar.ts';

it('counts days over months, leap days and years', () => {
  assert.equal(addDays('2028-02-28', 1), '2028-02-29');
  assert.equal(addDays('2026-12-31', 1), '2027-01-01');
  assert.equal(daysBetween('2026-03-01', '2026-02-01'), -28);
});

it('moves weekends to the Friday before or the Monday after', () => {
  assert.equal(workdayUpTo('2026-11-22'), '2026-11-20');
  assert.equal(workdayFrom('2026-11-21'), '2026-11-23');
  assert.equal(workdayFrom('2026-11-24'), '2026-11-24');
});

it('takes only days that exist', () => {
  assert.ok(isDay('2028-02-29'));
  for (const text of ['2026-02-29', '2026-13-01', '24.11.2026', '2026-11-24T00:00:00Z', ''])
    assert.equal(isDay(text), false);
});
