import { FormulaRuntimeError } from './error.ts';

/** Days, milliseconds and time zones. A day counts from 1970-01-01; an instant is in milliseconds since then. */
export const DAY = 86_400_000;

export interface CalendarDate {
  year: number;
  /** From 1. */
  month: number;
  day: number;
}

/** Day number of a calendar date, undefined where there is no such date. Years 1 to 9999. */
export function dayOf(year: number, month: number, day: number): number | undefined {
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)))
    return undefined;
  return unchecked(year, month, day);
}

function unchecked(year: number, month: number, day: number): number {
  // Date.UTC takes years below 100 for 19xx.
  return year < 100
    ? new Date(Date.UTC(2000, month - 1, day)).setUTCFullYear(year, month - 1, day) / DAY
    : Date.UTC(year, month - 1, day) / DAY;
}

const FIRST = -719_162;
const LAST = 2_932_896;

/** The day itself, where its year is from 1 to 9999. Throws FormulaRuntimeError. */
export function checkedDay(day: number): number {
  if (day >= FIRST && day <= LAST) return day;
  throw new FormulaRuntimeError('The date is out of range');
}

/** The instant itself, where its year is from 1 to 9999. Throws FormulaRuntimeError. */
export function checkedInstant(milliseconds: number): number {
  if (milliseconds >= FIRST * DAY && milliseconds < (LAST + 1) * DAY) return milliseconds;
  throw new FormulaRuntimeError('The date is out of range');
}

export function calendarDate(day: number): CalendarDate {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** 1 is Sunday, 7 Saturday. */
export function weekday(day: number): number {
  return ((((day + 4) % 7) + 7) % 7) + 1;
}

export function dayOfYear(day: number): number {
  return day - unchecked(calendarDate(day).year, 1, 1) + 1;
}

/** ISO 8601 week of year, and the year it belongs to: the week's Thursday decides. */
export function isoWeek(day: number): { year: number; week: number } {
  const thursday = day - ((weekday(day) + 5) % 7) + 3;
  const { year } = calendarDate(thursday);
  return { year, week: Math.floor((thursday - unchecked(year, 1, 1)) / 7) + 1 };
}

/** Adds months. The last day of a month stays the last day; a day that the month lacks becomes its last. */
export function addMonths(day: number, months: number): number {
  const date = calendarDate(day);
  const total = date.year * 12 + date.month - 1 + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  const last = daysIn(year, month);
  return checkedDay(
    unchecked(year, month, date.day === daysIn(date.year, date.month) ? last : Math.min(date.day, last)),
  );
}

/** `2026-11-24` to its day. Throws FormulaRuntimeError. */
export function parseDate(text: string): number {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text);
  const day = match && dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  if (day === undefined || day === null) throw new FormulaRuntimeError(`The value '${text}' is not a valid date.`);
  return day;
}

/** `2026-11-24 08:00:00`, in GMT, to its instant. Throws FormulaRuntimeError. */
export function parseDateTime(text: string): number {
  const match = /^(\d{4}-\d{1,2}-\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2})/.exec(text);
  const [hour, minute, second] = [Number(match?.[2]), Number(match?.[3]), Number(match?.[4])];
  if (!match || hour > 23 || minute > 59 || second > 59) {
    throw new FormulaRuntimeError(`The value '${text}' is not a valid date/time.`);
  }
  return parseDate(match[1] ?? '') * DAY + hour * 3_600_000 + minute * 60_000 + second * 1000;
}

/** `08:00:00.000` to its millisecond of the day. Throws FormulaRuntimeError. */
export function parseTime(text: string): number {
  const match = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,3}))?Z?$/.exec(text.trim());
  const [hour, minute, second] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
  if (!match || hour > 23 || minute > 59 || second > 59) {
    throw new FormulaRuntimeError(`The value '${text}' is not a valid time.`);
  }
  return hour * 3_600_000 + minute * 60_000 + second * 1000 + Number((match[4] ?? '').padEnd(3, '0'));
}

export function formatDate(day: number): string {
  return new Date(checkedDay(day) * DAY).toISOString().slice(0, 10);
}

/** `2026-11-24T08:00:00.000Z`. */
export function formatDateTime(milliseconds: number): string {
  return new Date(checkedInstant(milliseconds)).toISOString();
}

/** `08:00:00.000`. */
export function formatTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 23);
}

/** A stored date, `2026-11-24`, to its day. */
export function readDate(stored: string): number {
  return Math.floor(Date.parse(stored) / DAY);
}

export function readDateTime(stored: string): number {
  return Date.parse(stored);
}

export function readTime(stored: string): number {
  return parseTime(stored);
}

/** Zones change their offset at a quarter of an hour at the finest. */
const QUARTER = 900_000;
let last = { timeZone: 'GMT', quarter: 0, offset: 0 };

/** The calendar day of an instant where the clock shows the zone's time; an unknown zone counts as GMT. */
export function dayIn(timeZone: string, milliseconds: number): number {
  const quarter = Math.floor(milliseconds / QUARTER);
  if (last.quarter !== quarter || last.timeZone !== timeZone) {
    last = { timeZone, quarter, offset: offsetOf(timeZone, milliseconds) };
  }
  return Math.floor((milliseconds + last.offset) / DAY);
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>();

function offsetOf(timeZone: string, milliseconds: number): number {
  if (timeZone === 'GMT' || timeZone === 'UTC') return 0;
  if (!formats.has(timeZone)) formats.set(timeZone, zoneFormat(timeZone));
  const format = formats.get(timeZone);
  if (!format) return 0;
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(milliseconds)) part[type] = Number(value);
  const local = Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'],
    part['hour'],
    part['minute'],
    part['second'],
  );
  return local - Math.floor(milliseconds / 1000) * 1000;
}

function zoneFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
}
