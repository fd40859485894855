import type { Field, FieldType, SObject } from '../schema/model.ts';

/**
 * How a field is kept in SQLite. The declared type carries the collation too, so that a changed
 * field is noticed by looking at the table alone.
 */
export type ColumnType = 'TEXT' | 'TEXT EXACT' | 'REAL' | 'INTEGER';

const COLUMN_TYPES: Record<FieldType, ColumnType> = {
  Id: 'TEXT EXACT',
  Lookup: 'TEXT EXACT',
  MasterDetail: 'TEXT EXACT',
  Date: 'TEXT EXACT',
  DateTime: 'TEXT EXACT',
  Time: 'TEXT EXACT',
  Text: 'TEXT',
  TextArea: 'TEXT',
  LongTextArea: 'TEXT',
  Html: 'TEXT',
  EncryptedText: 'TEXT',
  Email: 'TEXT',
  Phone: 'TEXT',
  Url: 'TEXT',
  Picklist: 'TEXT',
  MultiselectPicklist: 'TEXT',
  AutoNumber: 'TEXT',
  Number: 'REAL',
  Currency: 'REAL',
  Percent: 'REAL',
  Summary: 'REAL',
  Checkbox: 'INTEGER',
};

/**
 * The column type of a field, or undefined where it has no column (formulas are computed).
 * Texts compare without case, as in Salesforce, unless the field says otherwise.
 */
export function columnType(
  field: Field,
  schema: { object(name: string): SObject | undefined },
): ColumnType | undefined {
  if (field.formula !== undefined) return undefined;
  if (field.summary) {
    const summarized = field.summary.summarizedField;
    const detail = summarized === undefined ? undefined : schema.object(field.summary.detailObject)?.field(summarized);
    return detail?.type === 'Date' || detail?.type === 'DateTime' ? 'TEXT EXACT' : 'REAL';
  }
  const type = COLUMN_TYPES[field.type];
  return type === 'TEXT' && field.caseSensitive && field.unique ? 'TEXT EXACT' : type;
}

/** The column's declaration after its name. */
export function columnDeclaration(type: ColumnType): string {
  if (type === 'TEXT') return 'TEXT COLLATE NOCASE';
  // A checkbox is never blank: rows that were there before the field are false.
  if (type === 'INTEGER') return 'INTEGER NOT NULL DEFAULT 0';
  return type;
}

/** A name as SQL takes it. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
