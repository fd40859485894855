import type { Day } from './calendar.ts';

const MILLISECONDS_A_MINUTE = 60_000;

/** One for each time zone: making them is what takes the time. */
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The moment at which the clocks of a time zone (`Europe/Berlin`) show a time of a day, as Salesforce's DateTime fields
 * have it. `minutes` are counted from midnight, as the clocks show them. Throws RangeError for an unknown time zone.
 */
export function momentOf(day: Day, minutes: number, timeZone: string): string {
  const asIfUtc = Date.parse(day) + minutes * MILLISECONDS_A_MINUTE;
  // Twice, since the first guess may lie on the other side of a change of the clocks.
  const guess = asIfUtc - offsetAt(asIfUtc, timeZone);
  return new Date(asIfUtc - offsetAt(guess, timeZone)).toISOString();
}

/** By how many milliseconds a time zone is ahead of UTC at a moment. */
function offsetAt(moment: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    formats.set(timeZone, format);
  }
  const name = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  // `GMT+05:30`, or `GMT` alone where there is nothing between them.
  const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MILLISECONDS_A_MINUTE;
}
