import type { Field } from '../schema/model.ts';

/** Types of values, named as describe names them. */
export type ValueType =
  | 'id'
  | 'reference'
  | 'string'
  | 'textarea'
  | 'email'
  | 'phone'
  | 'url'
  | 'encryptedstring'
  | 'picklist'
  | 'multipicklist'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'time';

/** The type of a field's values in a query. */
export function valueType(field: Field): ValueType {
  switch (field.type) {
    case 'Id':
      return 'id';
    case 'Lookup':
    case 'MasterDetail':
      return 'reference';
    case 'Text':
    case 'AutoNumber':
      return 'string';
    case 'TextArea':
    case 'LongTextArea':
    case 'Html':
      return 'textarea';
    case 'EncryptedText':
      return 'encryptedstring';
    case 'Email':
      return 'email';
    case 'Phone':
      return 'phone';
    case 'Url':
      return 'url';
    case 'Picklist':
      return 'picklist';
    case 'MultiselectPicklist':
      return 'multipicklist';
    case 'Checkbox':
      return 'boolean';
    case 'Currency':
      return 'currency';
    case 'Percent':
      return 'percent';
    case 'Date':
      return 'date';
    case 'DateTime':
      return 'datetime';
    case 'Time':
      return 'time';
    case 'Number':
      // Whole numbers of standard objects are integers; custom fields are doubles whatever their scale.
      return !field.custom && field.scale === 0 ? 'int' : 'double';
    case 'Summary':
      return 'double';
  }
}

const NUMBERS: ReadonlySet<ValueType> = new Set(['int', 'double', 'currency', 'percent']);
const TEXTS: ReadonlySet<ValueType> = new Set([
  'string',
  'textarea',
  'email',
  'phone',
  'url',
  'encryptedstring',
  'picklist',
  'multipicklist',
]);

export function isNumber(type: ValueType): boolean {
  return NUMBERS.has(type);
}

export function isText(type: ValueType): boolean {
  return TEXTS.has(type);
}

/** Long and rich texts, which SOQL neither filters, sorts nor groups. */
function isLong(field: Field): boolean {
  return field.type === 'LongTextArea' || field.type === 'Html';
}

/** What describe says of a field: usable in WHERE. */
export function isFilterable(field: Field): boolean {
  return !isLong(field) && field.type !== 'EncryptedText';
}

/** What describe says of a field: usable in ORDER BY. */
export function isSortable(field: Field): boolean {
  return !isLong(field) && field.type !== 'EncryptedText' && field.type !== 'MultiselectPicklist';
}

/**
 * What describe says of a field: usable in GROUP BY. Doubles, date-times, auto-numbers, roll-ups and
 * formulas are not.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_groupby.htm
 */
export function isGroupable(field: Field): boolean {
  if (field.formula !== undefined || field.summary || field.type === 'AutoNumber' || isLong(field)) return false;
  switch (valueType(field)) {
    case 'double':
    case 'currency':
    case 'percent':
    case 'datetime':
    case 'time':
    case 'multipicklist':
    case 'encryptedstring':
      return false;
    default:
      return true;
  }
}
