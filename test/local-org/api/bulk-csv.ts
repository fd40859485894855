import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { OrgError } from '../errors.ts';

export const DELIMITERS = { COMMA: ',', TAB: '\t', PIPE: '|', SEMICOLON: ';', CARET: '^', BACKQUOTE: '`' } as const;
export const LINE_ENDINGS = { LF: '\n', CRLF: '\r\n' } as const;

export interface CsvFormat {
  columnDelimiter: keyof typeof DELIMITERS;
  lineEnding: keyof typeof LINE_ENDINGS;
}

export interface Table {
  header: string[];
  rows: string[][];
}

/** Throws OrgError InvalidBatch where the text is no table of the format. */
export function readCsv(text: string, format: CsvFormat): Table {
  try {
    const [header = [], ...rows] = parse(text, {
      bom: true,
      delimiter: DELIMITERS[format.columnDelimiter],
      // Both endings are taken, whatever the job says, since one file may mix them in quoted texts.
      record_delimiter: ['\r\n', '\n'],
      skip_empty_lines: true,
      relax_column_count: false,
    });
    return { header: header.map((name) => name.trim()), rows };
  } catch (error) {
    throw new OrgError(
      'InvalidBatch',
      `The data is not CSV as the job says: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** All values quoted, as Bulk API 2.0 writes them. */
export function writeCsv(table: Table, format: CsvFormat): string {
  return stringify([table.header, ...table.rows], {
    delimiter: DELIMITERS[format.columnDelimiter],
    record_delimiter: LINE_ENDINGS[format.lineEnding],
    quoted: true,
    quoted_empty: true,
  });
}
