import type { SaveError } from '../org.ts';
import { isId, to18 } from '../schema/id.ts';
import type { Field, Schema, Value } from '../schema/model.ts';
import { failure, malformedId, wrongObject } from './errors.ts';

/** How a request's values came: typed by JSON, or all as text in a CSV or XML file. */
export type Format = 'json' | 'text';

/** Reads one field's value as a client sent it: the value to store, or why it cannot be one. */
export type ReadValue = (raw: unknown, format: Format) => Value | SaveError;

/** Compiles the reader of a field. What a value's type allows is decided here; length, range and the like are checked later, after flows. */
export function valueReader(field: Field, schema: Schema): ReadValue {
  switch (field.type) {
    case 'Number':
    case 'Currency':
    case 'Percent':
      return numberReader(field);
    case 'Summary':
      // Only the system writes it, with what it has counted: a number, a date, a moment.
      return (raw) => (typeof raw === 'number' || typeof raw === 'string' ? raw : null);
    case 'Checkbox':
      return (raw, format) => {
        if (typeof raw === 'boolean') return raw;
        // A checkbox is never blank.
        if (raw === null || raw === undefined) return false;
        if (typeof raw === 'string' && /^(?:true|false|1|0|)$/i.test(raw)) return /^(?:true|1)$/i.test(raw);
        return wrongType(field, 'boolean', raw, format);
      };
    case 'Date':
      return (raw, format) => {
        if (raw === null || raw === undefined || raw === '') return null;
        const match =
          typeof raw === 'string' ? /^(\d{4}-\d\d-\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(raw.trim()) : null;
        return match && isDay(match[1]!) ? match[1]! : wrongType(field, 'date', raw, format);
      };
    case 'DateTime':
      return (raw, format) => {
        if (raw === null || raw === undefined || raw === '') return null;
        const moment = typeof raw === 'string' ? readDateTime(raw.trim()) : undefined;
        return moment ?? wrongType(field, 'datetime', raw, format);
      };
    case 'Time':
      return (raw, format) => {
        if (raw === null || raw === undefined || raw === '') return null;
        const match =
          typeof raw === 'string'
            ? /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?Z?$/.exec(raw.trim())
            : null;
        if (!match) return wrongType(field, 'time', raw, format);
        return `${match[1]!}:${match[2]!}:${match[3] ?? '00'}.${(match[4] ?? '').padEnd(3, '0')}Z`;
      };
    case 'Id':
    case 'Lookup':
    case 'MasterDetail':
      return idReader(field, schema);
    case 'MultiselectPicklist':
      return multiselectReader(field);
    case 'LongTextArea':
    case 'Html':
      return (raw, format) => textOf(field, raw, format);
    default:
      return (raw, format) => {
        const text = textOf(field, raw, format);
        // White space around a text is not kept.
        return typeof text === 'string' ? text.trim() || null : text;
      };
  }
}

function textOf(field: Field, raw: unknown, format: Format): string | null | SaveError {
  if (typeof raw === 'string') return raw === '' ? null : raw;
  if (raw === null || raw === undefined) return null;
  if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw);
  return wrongType(field, 'string', raw, format);
}

function numberReader(field: Field): ReadValue {
  const scale = field.scale ?? 0;
  return (raw, format) => {
    if (raw === null || raw === undefined || raw === '') return null;
    const number =
      typeof raw === 'number'
        ? raw
        : typeof raw === 'string' && /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(raw)
          ? Number(raw)
          : NaN;
    if (!Number.isFinite(number)) return wrongType(field, 'double', raw, format);
    return rounded(number, scale);
  };
}

/** Half away from zero, as decimals: 1.005 with two places is 1.01. */
export function rounded(number: number, scale: number): number {
  if (Number.isInteger(number) || Math.abs(number) >= 1e15) return number;
  const shifted = Math.round(Number(`${Math.abs(number)}e${scale}`));
  if (Number.isNaN(shifted)) return 0;
  return Math.sign(number) * Number(`${shifted}e-${scale}`);
}

function idReader(field: Field, schema: Schema): ReadValue {
  const prefixes = new Set(field.reference?.to.flatMap((name) => schema.object(name)?.keyPrefix ?? []) ?? []);
  return (raw, format) => {
    if (raw === null || raw === undefined || raw === '') return null;
    if (typeof raw !== 'string') return wrongType(field, 'string', raw, format);
    if (!isId(raw)) return malformedId(field.label, field.name, raw);
    if (prefixes.size > 0 && !prefixes.has(raw.slice(0, 3))) return wrongObject(field, raw);
    return to18(raw);
  };
}

/** Chosen values each once, in the order in which the field defines them. */
function multiselectReader(field: Field): ReadValue {
  const order = new Map(field.picklist?.map((value, i) => [value.name, i]) ?? []);
  return (raw, format) => {
    const text = textOf(field, raw, format);
    if (typeof text !== 'string') return text;
    const chosen = [
      ...new Set(
        text
          .split(';')
          .map((value) => value.trim())
          .filter(Boolean),
      ),
    ];
    chosen.sort((a, b) => (order.get(a) ?? order.size) - (order.get(b) ?? order.size));
    return chosen.join(';') || null;
  };
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function readDateTime(text: string): string | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(text);
  if (!match || !isDay(match[1]!)) return undefined;
  const zone = (match[4] ?? 'Z').replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2');
  // Salesforce keeps seconds.
  const time = Date.parse(`${match[1]!}T${match[2] ?? '00:00'}:${match[3] ?? '00'}.000${zone}`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function wrongType(field: Field, type: string, raw: unknown, format: Format): SaveError {
  const shown = typeof raw === 'object' ? JSON.stringify(raw) : String(raw);
  return format === 'json'
    ? failure(
        'JSON_PARSER_ERROR',
        `Cannot deserialize instance of ${type} from ${token(raw)} value ${shown} or request may be missing a required field`,
      )
    : failure('INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: ${shown}`, [field.name]);
}

/** What Salesforce's JSON parser calls the value. */
function token(raw: unknown): string {
  switch (typeof raw) {
    case 'string':
      return 'VALUE_STRING';
    case 'number':
      return Number.isInteger(raw) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT';
    case 'boolean':
      return raw ? 'VALUE_TRUE' : 'VALUE_FALSE';
    default:
      return Array.isArray(raw) ? 'START_ARRAY' : 'START_OBJECT';
  }
}
