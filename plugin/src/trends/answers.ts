import { z } from 'zod';
import type { Answer } from './batch.ts';
import type { Question } from './page.ts';
import { keyName, MOST_GROUPS } from './soql.ts';

/** One group that an org counted. */
export interface Counted {
  /** What it is grouped by, in order; null where that is blank, and `true` or `false` of a checkbox. */
  keys: (string | null)[];
  /** Counts and sums by the question's names, 0 where there was nothing to sum. */
  numbers: Record<string, number>;
  /** The earliest day by the question's name, null where there is none. */
  days: Record<string, string | null>;
}

const key = z.union([z.string(), z.boolean().transform(String), z.null()]);
const number = z
  .number()
  .nullable()
  .transform((value) => value ?? 0);
const day = z.iso.date().nullable();

/** The groups of an answer to a question. Throws where it is not of the form that was asked for. */
export function countedOf(question: Question, records: readonly Record<string, unknown>[]): Counted[] {
  const columns = Object.entries(question.columns);
  return records.map((record) => ({
    keys: question.groupBy.map((_path, index) => key.parse(record[keyName(index)] ?? null)),
    numbers: Object.fromEntries(
      columns.filter(([, { of }]) => of !== 'min').map(([name]) => [name, number.parse(record[name])]),
    ),
    days: Object.fromEntries(
      columns.filter(([, { of }]) => of === 'min').map(([name]) => [name, day.parse(record[name])]),
    ),
  }));
}

/** Whether an org may have had more groups than it answers. */
export function isCut(question: Question, answer: Answer): boolean {
  return question.groupBy.length > 0 && 'records' in answer && answer.records.length >= MOST_GROUPS;
}
