import type { SaveError } from '../org.ts';
import type { Row, Value } from '../schema/model.ts';
import { failure, requiredMissing } from './errors.ts';
import type { Entry } from './transaction.ts';

/**
 * When an event is. Its start goes by two names; its end and its duration follow from each other, and where a save
 * says both they have to agree. An event of the whole day counts whole days, the day of its end included.
 * https://developer.salesforce.com/docs/platform/object-reference/references/standard-objects/object-event.html
 * The page does not say what a start that moves alone takes along, nor where a whole day ends: the conformance suite asks.
 */
const TIMES = [
  'IsAllDayEvent',
  'StartDateTime',
  'ActivityDateTime',
  'ActivityDate',
  'EndDateTime',
  'DurationInMinutes',
] as const;
type Time = (typeof TIMES)[number];

const MINUTE = 60_000;
/** In minutes; also the longest event as long as nobody has enabled events of several days. */
const DAY = 1440;

/** The times as a save worked them out before its flows, by which what the flows change is told from what was given. */
const workedOut = new WeakMap<Row, Row>();

/** Sets the times that follow from those that the save, or since then a flow, says. Where only the start moves, the minutes stay. */
export function workOutTimes({ row, values }: Entry): void {
  const before = workedOut.get(row);
  const told: Told = {};
  for (const name of TIMES) if (before ? row[name] !== before[name] : name in values) told[name] = row[name] ?? null;
  if (Object.keys(told).length > 0) {
    setStart(row, told);
    setEnd(row, told);
  }
  workedOut.set(row, Object.fromEntries(TIMES.map((name) => [name, row[name] ?? null])));
}

/** The times that are said; null where one is emptied. */
type Told = Partial<Record<Time, Value>>;

function setStart(row: Row, told: Told): void {
  const said = told.StartDateTime ?? told.ActivityDateTime ?? (row['IsAllDayEvent'] ? told.ActivityDate : null) ?? null;
  const isEmptied = said === null && ('StartDateTime' in told || 'ActivityDateTime' in told);
  const start = isEmptied ? null : wholeDay(row, said ?? row['StartDateTime'] ?? null);
  row['StartDateTime'] = start;
  row['ActivityDateTime'] = wholeDay(row, told.ActivityDateTime ?? start);
  const day = start === null ? null : String(start).slice(0, 10);
  row['ActivityDate'] = (row['IsAllDayEvent'] ? told.ActivityDate : null) ?? day;
}

function setEnd(row: Row, told: Told): void {
  const { StartDateTime: start } = row;
  if (typeof start !== 'string') return;
  const allDay = row['IsAllDayEvent'] === true;
  row['EndDateTime'] = wholeDay(row, row['EndDateTime'] ?? null);
  const minutes = row['DurationInMinutes'] ?? (allDay && !told.EndDateTime ? DAY : null);
  if (typeof minutes === 'number' && !told.EndDateTime) {
    row['DurationInMinutes'] = allDay ? Math.ceil(minutes / DAY) * DAY : minutes;
    row['EndDateTime'] = endAfter(start, row['DurationInMinutes'], allDay);
  } else if (typeof told.DurationInMinutes !== 'number') {
    row['DurationInMinutes'] = minutesBetween(start, row['EndDateTime'], allDay);
  }
  row['EndDate'] = row['EndDateTime'] === null ? null : String(row['EndDateTime']).slice(0, 10);
}

/** An event of the whole day begins and ends at midnight in GMT. */
function wholeDay(row: Row, time: Value): Value {
  return row['IsAllDayEvent'] && typeof time === 'string' ? `${time.slice(0, 10)}T00:00:00.000Z` : time;
}

function endAfter(start: string, minutes: number, allDay: boolean): string {
  return new Date(Date.parse(start) + (minutes - (allDay ? DAY : 0)) * MINUTE).toISOString();
}

function minutesBetween(start: string, end: Value, allDay: boolean): number | null {
  if (typeof end !== 'string') return null;
  return Math.round((Date.parse(end) - Date.parse(start)) / MINUTE) + (allDay ? DAY : 0);
}

/**
 * Why an event with these times is refused, if it is. What is missing is told as in
 * https://github.com/jsforce/jsforce/issues/217, a duration that cannot be as in
 * https://support.rivasync.com/hc/en-us/articles/24498086130836 ; of times that contradict each other, only the rule is
 * public, not the words.
 */
export function refusedTimes({ row, prior, values }: Entry): SaveError | undefined {
  if (prior && TIMES.every((name) => (row[name] ?? null) === (prior[name] ?? null))) return undefined;
  const { StartDateTime: start, ActivityDateTime: due, ActivityDate: day, EndDateTime: end } = row;
  const minutes = row['DurationInMinutes'];
  if (typeof start !== 'string' || typeof minutes !== 'number') {
    const isOpen = typeof minutes !== 'number' && typeof end !== 'string';
    return requiredMissing([...(start === null ? ['ActivityDateTime'] : []), ...(isOpen ? ['DurationInMinutes'] : [])]);
  }
  if (due !== start || day !== start.slice(0, 10))
    return integrity('The start and the due date of an event must match, or one of them be left out', 'StartDateTime');
  // From API version 39.0 on, the end is blamed where there is one.
  const [field, label] = values['EndDateTime'] ? ['EndDateTime', 'End'] : ['DurationInMinutes', 'Duration'];
  if (minutes < 0 || minutes > DAY) return integrity(`Duration must be between 0 and ${DAY} minutes: ${label}`, field);
  if (minutesBetween(start, end ?? null, row['IsAllDayEvent'] === true) !== minutes)
    return integrity('The end and the duration of an event must add up to the same time', 'EndDateTime');
  return undefined;
}

function integrity(message: string, field: string): SaveError {
  return failure('FIELD_INTEGRITY_EXCEPTION', message, [field]);
}
