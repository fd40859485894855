import { addDays } from './zone.ts';

/** Days from `from` up to and without `to`. */
export interface DateRange {
  from: string;
  to: string;
}

export interface Calendar {
  /** The user's day today, `2026-11-24`. */
  today: string;
  /** First day of the week in the user's locale: 0 is Sunday. */
  firstDayOfWeek: number;
  /** Month in which the fiscal year begins, from 1. */
  fiscalStartMonth: number;
}

/**
 * The days that a date literal stands for, such as `THIS_MONTH` or `LAST_N_DAYS` with its number.
 * Undefined for what is no date literal; throws RangeError where it leads out of the calendar.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm
 */
export function dateRange(literal: string, n: number | undefined, calendar: Calendar): DateRange | undefined {
  const { today } = calendar;
  switch (literal) {
    case 'YESTERDAY':
      return days(addDays(today, -1), 1);
    case 'TODAY':
      return days(today, 1);
    case 'TOMORROW':
      return days(addDays(today, 1), 1);
    case 'LAST_90_DAYS':
      return { from: addDays(today, -90), to: addDays(today, 1) };
    case 'NEXT_90_DAYS':
      return days(addDays(today, 1), 90);
    case 'LAST_N_DAYS':
      // Today included, as documented.
      return n === undefined ? undefined : { from: addDays(today, -n), to: addDays(today, 1) };
    case 'NEXT_N_DAYS':
      return n === undefined ? undefined : days(addDays(today, 1), n);
    case 'N_DAYS_AGO':
      return n === undefined ? undefined : days(addDays(today, -n), 1);
  }
  const match =
    /^(?:(LAST|THIS|NEXT)_|(LAST_N|NEXT_N)_|N_)(WEEK|MONTH|QUARTER|YEAR|FISCAL_QUARTER|FISCAL_YEAR)(S?)(_AGO)?$/.exec(
      literal,
    );
  if (!match) return undefined;
  const [, single, several, unit = '', plural, ago] = match;
  const at = (offset: number): string => startOf(unit, offset, calendar);
  if (single !== undefined) {
    const offset = { LAST: -1, THIS: 0, NEXT: 1 }[single as 'LAST'];
    return plural || ago ? undefined : { from: at(offset), to: at(offset + 1) };
  }
  if (n === undefined || !plural) return undefined;
  if (several === undefined) return ago ? { from: at(-n), to: at(-n + 1) } : undefined;
  return several === 'LAST_N' ? { from: at(-n), to: at(0) } : { from: at(1), to: at(1 + n) };
}

function days(from: string, count: number): DateRange {
  return { from, to: addDays(from, count) };
}

/** First day of the week, month… that is `offset` away from the current one. */
function startOf(unit: string, offset: number, { today, firstDayOfWeek, fiscalStartMonth }: Calendar): string {
  const [year = 0, month = 1] = today.split('-').map(Number);
  switch (unit) {
    case 'WEEK': {
      const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
      return addDays(today, -((weekday - firstDayOfWeek + 7) % 7) + 7 * offset);
    }
    case 'MONTH':
      return firstOfMonth(year, month + offset);
    case 'QUARTER':
      return firstOfMonth(year, month - ((month - 1) % 3) + 3 * offset);
    case 'YEAR':
      return firstOfMonth(year + offset, 1);
    case 'FISCAL_QUARTER':
      return firstOfMonth(year, month - ((month - fiscalStartMonth + 12) % 3) + 3 * offset);
    default:
      return firstOfMonth(month < fiscalStartMonth ? year - 1 + offset : year + offset, fiscalStartMonth);
  }
}

function firstOfMonth(year: number, month: number): string {
  return new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
}
