/** Times of day where the user is, and the moments that Salesforce stores. Pure. */

const MINUTE = 60_000;

/** The moment (`2026-11-24T13:30:00.000Z`) at which it is `time` (`14:30`) on a date, in a time zone (`Europe/Berlin`). */
export function momentOf(date: string, time: string, timeZone: string): string {
  const asIfUtc = Date.parse(`${date}T${time.slice(0, 5)}:00.000Z`);
  // Twice, since the first guess may lie on the other side of a change of the clocks.
  const guess = asIfUtc - offsetAt(asIfUtc, timeZone);
  return new Date(asIfUtc - offsetAt(guess, timeZone)).toISOString();
}

/** The time of day (`14:30`) of a moment in a time zone. */
export function timeOf(moment: string, timeZone: string): string {
  const at = Date.parse(moment);
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(11, 16);
}

/** By how much a time zone is ahead of GMT at a moment, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(new Date(moment));
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return shown - Math.floor(moment / MINUTE) * MINUTE;
}
