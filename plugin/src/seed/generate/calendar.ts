/** Days as ISO dates (`2026-11-24`), without a time of day or a zone, as Salesforce's Date fields are. */
export type Day = string;

const MILLISECONDS_A_DAY = 86_400_000;

/** Whether the text is a date that exists. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(new Date(text)) === text;
}

/** The UTC day of an instant. */
export function dayOf(instant: Date): Day {
  return instant.toISOString().slice(0, 10);
}

export function addDays(day: Day, days: number): Day {
  return dayOf(new Date(Date.parse(day) + days * MILLISECONDS_A_DAY));
}

/** Days from one to the other; negative where `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MILLISECONDS_A_DAY);
}

/** The day itself, or the Friday before where it falls on a weekend. */
export function workdayUpTo(day: Day): Day {
  const weekday = new Date(day).getUTCDay();
  return weekday === 6 ? addDays(day, -1) : weekday === 0 ? addDays(day, -2) : day;
}

/** The day itself, or the Monday after where it falls on a weekend. */
export function workdayFrom(day: Day): Day {
  const weekday = new Date(day).getUTCDay();
  return weekday === 6 ? addDays(day, 2) : weekday === 0 ? addDays(day, 1) : day;
}
