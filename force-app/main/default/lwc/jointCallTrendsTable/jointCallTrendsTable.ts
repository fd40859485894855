/** A table of figures: what stands in it, which calls a number stands for, and the table as CSV. Pure. */
import type { Filter } from 'c/jointCallTrendsQuery';

/** The calls that a number stands for. */
export interface Drill {
  /** What they are, such as `Nov 2026: taken over`. */
  title: string;
  where: Filter;
}

export interface Cell {
  text: string;
  /** As a spreadsheet takes it; blank where there is nothing to say. */
  value: string | number | null;
  drill?: Drill | undefined;
}

export interface Row {
  key: string;
  head: string;
  cells: readonly Cell[];
}

export interface Table {
  /** The first is that of the row's head. */
  columns: readonly string[];
  rows: readonly Row[];
}

/**
 * The table as RFC 4180 has it, with a mark of UTF-8 in front, by which spreadsheets know the encoding. Text that they
 * would take for a formula is put in words by an apostrophe: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvOf({ columns, rows }: Table): string {
  const lines = [columns, ...rows.map(({ head, cells }) => [head, ...cells.map(({ value }) => value)])];
  return `\uFEFF${lines.map((line) => line.map(field).join(',')).join('\r\n')}\r\n`;
}

function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^\s*[=+\-@]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
