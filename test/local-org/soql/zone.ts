const MINUTE = 60_000;
const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

/** Milliseconds by which a time zone (`Europe/Berlin`) is ahead of UTC at an instant; an unknown zone counts as UTC. */
export function offsetAt(instant: number, zone: string): number {
  if (zone === 'GMT' || zone === 'UTC') return 0;
  let known = offsets.get(zone);
  if (!known) offsets.set(zone, (known = new Map()));
  // No zone changes its offset but on a quarter of an hour.
  const quarter = Math.floor(instant / (15 * MINUTE));
  let offset = known.get(quarter);
  if (offset === undefined) known.set(quarter, (offset = computeOffset(quarter * 15 * MINUTE, zone)));
  return offset;
}

function computeOffset(instant: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    const options = {
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    } as const;
    try {
      format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone });
    } catch {
      format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' });
    }
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, Number(part.value)]));
  const local = Date.UTC(
    parts['year'] ?? 0,
    (parts['month'] ?? 1) - 1,
    parts['day'],
    parts['hour'],
    parts['minute'],
    parts['second'],
  );
  return local - instant;
}

/** The wall clock in a zone: `2026-11-24T09:30:00.000` for an ISO instant. */
export function localDateTime(iso: string, zone: string): string {
  const instant = Date.parse(iso);
  return new Date(instant + offsetAt(instant, zone)).toISOString().slice(0, -1);
}

/** The instant at which a day (`2026-11-24`) begins in a zone, as an ISO text in UTC. */
export function startOfDay(date: string, zone: string): string {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // Twice, since the offset looked up first may be that of the other side of a change of clocks.
  const guess = midnight - offsetAt(midnight, zone);
  const start = midnight - offsetAt(guess, zone);
  return new Date(start).toISOString();
}

/** A day some days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}
