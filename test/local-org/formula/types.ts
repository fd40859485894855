import type { Decimal } from 'decimal.js';

/**
 * What a field or an expression holds. Currency and Percent are numbers once inside a formula (a percent field that
 * shows 24 % reads as 0.24); Id is text that compares case-safely; Null is the type of NULL.
 */
export type FormulaType =
  | 'Text'
  | 'Number'
  | 'Currency'
  | 'Percent'
  | 'Boolean'
  | 'Date'
  | 'DateTime'
  | 'Time'
  | 'Picklist'
  | 'MultiselectPicklist'
  | 'Id'
  | 'Geolocation'
  | 'Null';

/** A place on earth, in degrees. Only GEOLOCATION makes one, only DISTANCE takes one. */
export interface Geolocation {
  latitude: number;
  longitude: number;
}

/**
 * Exact numbers as Salesforce counts, with 39 digits. Doubles stay doubles while their sums are exact: that is nearly
 * always, and far faster. A double stands for its shortest decimal form, as it did when the client wrote it.
 */
export type Numeric = number | Decimal;

/**
 * A value while a formula runs. Dates are days since 1970, date-times milliseconds since then, times milliseconds of
 * the day. Null is blank; an empty text is blank as well.
 */
export type Operand = string | boolean | Numeric | Geolocation | null;

/** How error messages name a type. */
export function typeLabel(type: FormulaType): string {
  switch (type) {
    case 'Currency':
    case 'Percent':
      return 'Number';
    case 'Id':
      return 'Text';
    case 'MultiselectPicklist':
      return 'Multi-Select Picklist';
    default:
      return type;
  }
}

/** How the message about a formula's result names what was wanted. */
export function resultLabel(type: FormulaType): string {
  if (type === 'Boolean') return 'true or false';
  return type === 'DateTime' ? 'Date/Time' : typeLabel(type);
}

/** Currency and Percent become Number, as every operator and function sees them. */
export function expressionType(type: FormulaType): FormulaType {
  return type === 'Currency' || type === 'Percent' ? 'Number' : type;
}

export function isText(type: FormulaType): boolean {
  return type === 'Text' || type === 'Id';
}

/** The type that values of two types share, or undefined where they cannot meet in one IF, CASE or comparison. */
export function commonType(left: FormulaType, right: FormulaType): FormulaType | undefined {
  if (left === 'Null') return right;
  if (right === 'Null' || left === right) return left;
  return isText(left) && isText(right) ? 'Text' : undefined;
}
