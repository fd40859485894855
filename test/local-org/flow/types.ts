import type { Field, Schema, SObject, Value } from '../schema/model.ts';
import { FlowFault, isRecord, type FlowValue, type Interview } from './model.ts';

/** Flow data types, as `<dataType>` names them; Ids and references are Strings. */
export type DataType =
  'String' | 'Number' | 'Currency' | 'Boolean' | 'Date' | 'DateTime' | 'Time' | 'Picklist' | 'Multipicklist';

export type ItemType = { kind: 'value'; data: DataType } | { kind: 'record'; object: SObject; queried?: Set<string> };
export type ResourceType = ItemType | { kind: 'collection'; of: ItemType };

/** Something that a flow can read. */
export interface Expression {
  type: ResourceType;
  get(interview: Interview): FlowValue;
  /** Where it is a record's field. */
  field?: Field;
  /** For fields of `$Record`: whether this save changes it, and its value before (on create: its value). */
  changed?(interview: Interview): boolean;
  prior?(interview: Interview): Value;
}

/** Something that a flow can assign to. */
export interface Target {
  type: ResourceType;
  get(interview: Interview): FlowValue;
  set(interview: Interview, value: FlowValue): void;
}

export function dataTypeOf(schema: Schema, field: Field): DataType {
  switch (field.type) {
    case 'Summary': {
      const { summarizedField, detailObject } = field.summary!;
      const summarized =
        summarizedField === undefined ? undefined : schema.object(detailObject)?.field(summarizedField);
      return summarized ? dataTypeOf(schema, summarized) : 'Number';
    }
    case 'Number':
    case 'Percent':
      return 'Number';
    case 'Currency':
      return 'Currency';
    case 'Checkbox':
      return 'Boolean';
    case 'Date':
    case 'DateTime':
    case 'Time':
      return field.type;
    case 'Picklist':
      return 'Picklist';
    case 'MultiselectPicklist':
      return 'Multipicklist';
    default:
      return 'String';
  }
}

const DATA_TYPES = new Set([
  'String',
  'Number',
  'Currency',
  'Boolean',
  'Date',
  'DateTime',
  'Time',
  'Picklist',
  'Multipicklist',
]);

export function isDataType(name: string): name is DataType {
  return DATA_TYPES.has(name);
}

export function isNumeric(data: DataType): boolean {
  return data === 'Number' || data === 'Currency';
}

/** The value as a resource of this type holds it. Throws FlowFault where there is no conversion. */
export function convert(value: FlowValue, to: ResourceType, target: string): FlowValue {
  if (value === null) return null;
  if (to.kind === 'collection') return (Array.isArray(value) ? value : [value]).map(copied);
  if (to.kind === 'record') {
    if (isRecord(value)) return copied(value);
    throw new FlowFault(`The flow failed to assign a value to ${target} because the value isn't a record.`);
  }
  if (typeof value === 'object') {
    throw new FlowFault(`The flow failed to assign a value to ${target} because the value isn't a single value.`);
  }
  return convertValue(value, to.data, target);
}

/** Records are assigned by value. */
export function copied(value: FlowValue): FlowValue {
  return isRecord(value) ? { object: value.object, row: { ...value.row }, assigned: new Set(value.assigned) } : value;
}

function convertValue(value: Exclude<Value, null>, data: DataType, target: string): Value {
  switch (data) {
    case 'Number':
    case 'Currency': {
      const number =
        typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
      if (Number.isNaN(number))
        throw new FlowFault(`The flow failed to assign '${String(value)}' to ${target} because it isn't a number.`);
      return number;
    }
    case 'Boolean':
      return typeof value === 'boolean' ? value : String(value).toLowerCase() === 'true';
    case 'Date':
      return String(value).slice(0, 10);
    case 'DateTime': {
      const text = String(value);
      return text.length === 10 ? `${text}T00:00:00.000Z` : text;
    }
    default:
      return typeof value === 'string' ? value : String(value);
  }
}
