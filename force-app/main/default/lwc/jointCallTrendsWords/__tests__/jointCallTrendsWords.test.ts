import { amount, counts, day, days, month, number, percent, rate } from 'c/jointCallTrendsWords';

jest.mock('@salesforce/i18n/locale', () => ({ default: 'de-DE' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_Of', () => ({ default: '{0} von {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_Rate', () => ({ default: '{0} ({1})' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_Too_Few', () => ({ default: '{0}, zu wenige' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_Days', () => ({ default: '{0} Tage' }), { virtual: true });

it('numbers, months and days are in the reader’s language, whatever their time zone', () => {
  expect(number(1234.56, 1)).toBe('1.234,6');
  expect(percent(0.245)).toMatch(/^25\s%$/);
  expect(month('2026-11')).toBe('Nov. 2026');
  expect(day('2026-11-01')).toBe('1. Nov. 2026');
  expect(days(1.25)).toBe('1,3 Tage');
  expect(amount(12_300_000)).toMatch(/^12,3\sMio\.$/);
});

it('a rate is told with its counts, and never without enough of them', () => {
  expect(counts({ count: 1200, of: 5000 })).toBe('1.200 von 5.000');
  expect(rate({ count: 12, of: 50, share: 0.24 })).toMatch(/^24\s% \(12 von 50\)$/);
  expect(rate({ count: 2, of: 3 })).toBe('2 von 3, zu wenige');
});
