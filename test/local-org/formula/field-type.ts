import type { FormulaType } from './compile.ts';
import type { Field, FieldType, Schema } from '../schema/model.ts';

/** How a formula sees a field. A roll-up is what it rolls up: the earliest of dates is a date. */
export function formulaType(schema: Schema, field: Field): FormulaType {
  const { summary } = field;
  const summed = summary?.summarizedField && schema.object(summary.detailObject)?.field(summary.summarizedField);
  return summed && summed !== field ? formulaType(schema, summed) : FORMULA_TYPES[field.type];
}

const FORMULA_TYPES: Record<FieldType, FormulaType> = {
  Id: 'Id',
  Text: 'Text',
  TextArea: 'Text',
  LongTextArea: 'Text',
  Html: 'Text',
  EncryptedText: 'Text',
  Email: 'Text',
  Phone: 'Text',
  Url: 'Text',
  Number: 'Number',
  Currency: 'Currency',
  Percent: 'Percent',
  Checkbox: 'Boolean',
  Date: 'Date',
  DateTime: 'DateTime',
  Time: 'Time',
  Picklist: 'Picklist',
  MultiselectPicklist: 'MultiselectPicklist',
  Lookup: 'Id',
  MasterDetail: 'Id',
  AutoNumber: 'Text',
  Summary: 'Number',
};

/** Field types that a formula field may not read (Salesforce Help, "Building formulas": long text, rich text, encrypted). */
export const NOT_IN_FIELDS: Partial<Record<FieldType, string>> = {
  LongTextArea: 'Long Text Area',
  Html: 'Rich Text Area',
  EncryptedText: 'Text (Encrypted)',
};
