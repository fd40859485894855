import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { compileFormula, FormulaRuntimeError } from './compile.ts';
import type { FormulaType } from './compile.ts';
import type { Value } from '../schema/model.ts';

/**
 * Formula cases: one JSON object a line, with a formula, the fields it uses, and what comes out when blank numbers
 * count as zero (`expected`) and when they stay blank (`expectedBlankAsNull`).
 *
 * Of the cases of github.com/salesforce/formula-engine, three are not met. Two are dates of the year 1000, whose
 * weekday Java takes from the Julian calendar; one substitutes a space, which became a blank where the cases were read
 * from XML.
 */
const TYPES: Record<string, FormulaType> = {
  Double: 'Number',
  Currency: 'Currency',
  Percent: 'Percent',
  Text: 'Text',
  Boolean: 'Boolean',
  DateOnly: 'Date',
  DateTime: 'DateTime',
  TimeOnly: 'Time',
};

const caseRow = z.object({
  formula: z.string(),
  returns: z.string().refine((type) => type in TYPES, { error: `must be one of ${Object.keys(TYPES).join(', ')}` }),
  scale: z.number().int().nullable(),
  types: z.record(
    z.string(),
    z.string().refine((type) => type in TYPES, { error: 'is no known type' }),
  ),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  expected: z.string(),
  expectedBlankAsNull: z.string(),
});

export type CaseRow = z.infer<typeof caseRow>;

export interface CaseFailure {
  /** In the file, from 1. */
  line: number;
  formula: string;
  expected: string;
  actual: string;
}

export interface CaseReport {
  /** Checks made: each of a row's two expectations is one. */
  total: number;
  passed: number;
  failed: CaseFailure[];
}

/** A line that is no case; the message names the line. */
export class CaseFileError extends Error {}

/** Runs every case of a JSON Lines text; empty lines are skipped. Throws CaseFileError. */
export function runCases(text: string): CaseReport {
  const report: CaseReport = { total: 0, passed: 0, failed: [] };
  for (const [index, source] of text.split('\n').entries()) {
    if (source.trim() === '') continue;
    const line = index + 1;
    const row = parseCase(source, line);
    for (const [expected, blankAsZero] of [
      [row.expected, true],
      [row.expectedBlankAsNull, false],
    ] as const) {
      const actual = evaluateCase(row, blankAsZero);
      report.total++;
      if (agrees(expected, actual, row)) report.passed++;
      else report.failed.push({ line, formula: row.formula, expected, actual });
    }
  }
  return report;
}

function parseCase(source: string, line: number): CaseRow {
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch {
    throw new CaseFileError(`line ${line}: is not JSON`);
  }
  const parsed = caseRow.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CaseFileError(`line ${line}: ${issue?.path.join('.') || 'the row'} ${issue?.message ?? 'is malformed'}`);
}

/**
 * The result as cases write it, or `Error: …`. The declared type only says whether a number is shown in percent: the
 * reference cases put date-times into date results, which a formula field would refuse.
 */
function evaluateCase(row: CaseRow, blankAsZero: boolean): string {
  const fields = new Map(Object.entries(row.types).map(([name, type]) => [name.toLowerCase(), TYPES[type] ?? 'Text']));
  const values = new Map<string, Value>();
  for (const [name, value] of Object.entries(row.values)) {
    values.set(name.toLowerCase(), stored(value, fields.get(name.toLowerCase()) ?? 'Text'));
  }
  try {
    const formula = compileFormula<Map<string, Value>>(row.formula, {
      use: 'flow',
      blankAsZero,
      ...(row.returns === 'Percent' ? { returns: 'Percent' } : {}),
      scope: {
        resolve(path) {
          const name = path.join('.').toLowerCase();
          const type = fields.get(name);
          return type && { type, get: (context) => context.get(name) ?? null };
        },
        isNew: () => false,
        now: () => new Date(),
      },
    });
    return shown(formula.evaluate(values), formula.type);
  } catch (error) {
    return error instanceof FormulaRuntimeError ? `Error: ${error.message}` : `Refused: ${String(error)}`;
  }
}

function stored(value: Value, type: FormulaType): Value {
  if (value === null || value === '') return null;
  switch (type) {
    case 'Number':
    case 'Currency':
    case 'Percent':
      // As text, with all of its digits.
      return String(value);
    case 'Boolean':
      return value === true || value === 'true';
    case 'DateTime':
      return new Date(/Z$/.test(String(value)) ? String(value) : `${value}Z`).toISOString();
    default:
      return String(value);
  }
}

function shown(value: Value, type: FormulaType): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return new Decimal(value).toFixed();
  if (type === 'Date') return javaDate(new Date(`${value}T00:00:00Z`));
  if (type === 'DateTime') return javaDate(new Date(String(value)));
  return type === 'Time' ? String(value).replace('Z', '') : String(value);
}

/** `Sat Jan 29 00:00:09 GMT 2011`, as java.util.Date prints itself. */
function javaDate(date: Date): string {
  const [weekday, day, month, year, time] = date.toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${day} ${time} GMT ${year}`;
}

/** Reference numbers are written to 32 decimal places: the last may be off by rounding. */
const LAST_PLACE = new Decimal('1e-32');

/**
 * Whether a result is the expected one. Texts, dates and times must be the same character for character. Of an error
 * only that there is one. Numbers agree within 1e-12 of the expected value, or to its last decimal place where it is
 * written to 32 places; where the row has a scale, both are rounded to it first.
 */
function agrees(expected: string, actual: string, row: CaseRow): boolean {
  if (expected.startsWith('Error')) return actual.startsWith('Error');
  if (expected === actual) return true;
  if (!/^-?\d+(\.\d+)?$/.test(expected) || !/^-?\d+(\.\d+)?$/.test(actual)) return false;
  const type = TYPES[row.returns];
  if (type !== 'Number' && type !== 'Currency' && type !== 'Percent') return false;
  const [wanted, got] = [new Decimal(expected), new Decimal(actual)].map((number) =>
    row.scale === null ? number : number.toDecimalPlaces(row.scale, Decimal.ROUND_HALF_UP),
  ) as [Decimal, Decimal];
  return wanted
    .minus(got)
    .abs()
    .lte(Decimal.max(wanted.abs().times('1e-12'), LAST_PLACE));
}
