import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dateRange } from './dates.ts';
import { addDays, localDateTime, offsetAt, startOfDay } from './zone.ts';

// A Tuesday; weeks begin on Sunday; the fiscal year begins in April.
const calendar = { today: '2026-11-24', firstDayOfWeek: 0, fiscalStartMonth: 4 };

test('date literals stand for these days', () => {
  const ranges: Record<string, [string, string]> = {
    YESTERDAY: ['2026-11-23', '2026-11-24'],
    TODAY: ['2026-11-24', '2026-11-25'],
    TOMORROW: ['2026-11-25', '2026-11-26'],
    LAST_WEEK: ['2026-11-15', '2026-11-22'],
    THIS_WEEK: ['2026-11-22', '2026-11-29'],
    NEXT_WEEK: ['2026-11-29', '2026-12-06'],
    LAST_MONTH: ['2026-10-01', '2026-11-01'],
    THIS_MONTH: ['2026-11-01', '2026-12-01'],
    NEXT_MONTH: ['2026-12-01', '2027-01-01'],
    LAST_90_DAYS: ['2026-08-26', '2026-11-25'],
    NEXT_90_DAYS: ['2026-11-25', '2027-02-23'],
    THIS_QUARTER: ['2026-10-01', '2027-01-01'],
    LAST_QUARTER: ['2026-07-01', '2026-10-01'],
    NEXT_QUARTER: ['2027-01-01', '2027-04-01'],
    THIS_YEAR: ['2026-01-01', '2027-01-01'],
    LAST_YEAR: ['2025-01-01', '2026-01-01'],
    NEXT_YEAR: ['2027-01-01', '2028-01-01'],
    THIS_FISCAL_QUARTER: ['2026-10-01', '2027-01-01'],
    LAST_FISCAL_QUARTER: ['2026-07-01', '2026-10-01'],
    NEXT_FISCAL_QUARTER: ['2027-01-01', '2027-04-01'],
    THIS_FISCAL_YEAR: ['2026-04-01', '2027-04-01'],
    LAST_FISCAL_YEAR: ['2025-04-01', '2026-04-01'],
    NEXT_FISCAL_YEAR: ['2027-04-01', '2028-04-01'],
    'LAST_N_DAYS:7': ['2026-11-17', '2026-11-25'],
    'NEXT_N_DAYS:7': ['2026-11-25', '2026-12-02'],
    'N_DAYS_AGO:7': ['2026-11-17', '2026-11-18'],
    'LAST_N_WEEKS:2': ['2026-11-08', '2026-11-22'],
    'NEXT_N_WEEKS:2': ['2026-11-29', '2026-12-13'],
    'N_WEEKS_AGO:2': ['2026-11-08', '2026-11-15'],
    'LAST_N_MONTHS:12': ['2025-11-01', '2026-11-01'],
    'NEXT_N_MONTHS:2': ['2026-12-01', '2027-02-01'],
    'N_MONTHS_AGO:11': ['2025-12-01', '2026-01-01'],
    'LAST_N_QUARTERS:2': ['2026-04-01', '2026-10-01'],
    'NEXT_N_QUARTERS:1': ['2027-01-01', '2027-04-01'],
    'N_QUARTERS_AGO:4': ['2025-10-01', '2026-01-01'],
    'LAST_N_YEARS:2': ['2024-01-01', '2026-01-01'],
    'NEXT_N_YEARS:1': ['2027-01-01', '2028-01-01'],
    'N_YEARS_AGO:1': ['2025-01-01', '2026-01-01'],
    'LAST_N_FISCAL_QUARTERS:1': ['2026-07-01', '2026-10-01'],
    'NEXT_N_FISCAL_QUARTERS:1': ['2027-01-01', '2027-04-01'],
    'N_FISCAL_QUARTERS_AGO:1': ['2026-07-01', '2026-10-01'],
    'LAST_N_FISCAL_YEARS:1': ['2025-04-01', '2026-04-01'],
    'NEXT_N_FISCAL_YEARS:1': ['2027-04-01', '2028-04-01'],
    'N_FISCAL_YEARS_AGO:2': ['2024-04-01', '2025-04-01'],
  };
  for (const [literal, [from, to]] of Object.entries(ranges)) {
    const [name = '', n] = literal.split(':');
    assert.deepEqual(dateRange(name, n === undefined ? undefined : Number(n), calendar), { from, to }, literal);
  }
  for (const wrong of ['LAST_DAY', 'THIS_N_DAYS', 'LAST_N_WEEKS', 'N_WEEKS', 'LAST_WEEKS', ''])
    assert.equal(dateRange(wrong, undefined, calendar), undefined, wrong);
});

test('weeks begin where the locale says', () => {
  assert.deepEqual(dateRange('THIS_WEEK', undefined, { ...calendar, firstDayOfWeek: 1 }), {
    from: '2026-11-23',
    to: '2026-11-30',
  });
});

test('a day begins at its own midnight in every zone, changes of clocks included', () => {
  const zones = fc.constantFrom(
    'GMT',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Sydney',
    'Pacific/Auckland',
    'Asia/Tokyo',
  );
  fc.assert(
    fc.property(zones, fc.integer({ min: 0, max: 20_000 }), (zone, n) => {
      const day = addDays('1985-01-01', n);
      assert.equal(localDateTime(startOfDay(day, zone), zone), `${day}T00:00:00.000`);
    }),
  );
  assert.equal(offsetAt(Date.parse('2026-07-01T00:00:00Z'), 'Europe/Berlin'), 2 * 3_600_000);
  assert.equal(offsetAt(0, 'No/Where'), 0);
});
