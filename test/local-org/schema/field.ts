import { element, elements, flag, text } from '../metadata/xml.ts';
import type { Component, Field, FieldType, PicklistValue, Reference, Summary, XmlElement } from './model.ts';
import { field } from './standard/define.ts';

/** Something in the metadata that cannot become part of the schema, in the words of a deploy result. */
export interface Problem {
  /** The component at fault. */
  type: string;
  fullName: string;
  problem: string;
  line?: number;
  column?: number;
}

/** Values of global value sets by name, for the picklists that use them. */
export type ValueSets = ReadonlyMap<string, PicklistValue[]>;

const TYPES: ReadonlySet<string> = new Set<FieldType>([
  'Text',
  'TextArea',
  'LongTextArea',
  'Html',
  'EncryptedText',
  'Email',
  'Phone',
  'Url',
  'Number',
  'Currency',
  'Percent',
  'Checkbox',
  'Date',
  'DateTime',
  'Time',
  'Picklist',
  'MultiselectPicklist',
  'Lookup',
  'MasterDetail',
  'AutoNumber',
  'Summary',
]);

/** Types that Salesforce knows and this org does not carry out. */
const UNSUPPORTED: ReadonlySet<string> = new Set([
  'Location',
  'ExternalLookup',
  'IndirectLookup',
  'MetadataRelationship',
  'File',
  'Address',
]);

const FIXED_LENGTHS: Partial<Record<FieldType, number>> = {
  Email: 80,
  Phone: 40,
  Url: 255,
  TextArea: 255,
  Picklist: 255,
  MultiselectPicklist: 4099,
  Lookup: 18,
  MasterDetail: 18,
  AutoNumber: 30,
};

/** The field that a CustomField component describes, or what is wrong with it. */
export function customField(component: Component, valueSets: ValueSets): Field | string {
  const xml = component.xml;
  const [objectName = '', name = ''] = splitName(component.fullName);
  const declared = text(xml, 'type')?.trim();
  if (declared === undefined) return 'Must specify a non-empty value for field type';
  if (UNSUPPORTED.has(declared)) return `Field type ${declared} is not supported by this org`;
  const type: FieldType = declared === 'Hierarchy' ? 'Lookup' : (declared as FieldType);
  if (!TYPES.has(type)) return `'${declared}' is not a valid value for the enum 'FieldType'`;

  const formula = text(xml, 'formula');
  const summary = type === 'Summary' ? summaryOf(xml) : undefined;
  if (typeof summary === 'string') return summary;
  const computed = formula !== undefined || type === 'Summary' || type === 'AutoNumber';
  const reference =
    type === 'Lookup' || type === 'MasterDetail'
      ? referenceOf(xml, name, type, declared === 'Hierarchy' ? objectName : undefined)
      : undefined;
  if (typeof reference === 'string') return reference;
  const picklist = type === 'Picklist' || type === 'MultiselectPicklist' ? picklistOf(xml, valueSets) : undefined;
  if (typeof picklist === 'string') return picklist;

  return field({
    name,
    type,
    label: text(xml, 'label')?.trim() || name,
    custom: true,
    description: text(xml, 'description'),
    helpText: text(xml, 'inlineHelpText'),
    length: FIXED_LENGTHS[type] ?? (formula !== undefined && type === 'Text' ? 1300 : number(xml, 'length')),
    precision: type === 'Summary' ? 18 : number(xml, 'precision'),
    scale: type === 'Summary' ? undefined : number(xml, 'scale'),
    required: type === 'MasterDetail' || flag(xml, 'required'),
    unique: flag(xml, 'unique'),
    caseSensitive: flag(xml, 'caseSensitive'),
    externalId: flag(xml, 'externalId'),
    createable: !computed,
    updateable: !computed && (type !== 'MasterDetail' || reference?.master?.reparentable === true),
    defaultFormula:
      text(xml, 'defaultValue')?.trim() || (type === 'Checkbox' && formula === undefined ? 'false' : undefined),
    formula,
    blankAsZero: text(xml, 'formulaTreatBlanksAs') === 'BlankAsZero',
    restrictedPicklist:
      flag(element(xml, 'valueSet'), 'restricted') || text(element(xml, 'valueSet'), 'valueSetName') !== undefined,
    picklist,
    reference,
    summary,
    displayFormat: text(xml, 'displayFormat'),
    trackHistory: flag(xml, 'trackHistory'),
  });
}

/** A standard field with what an org may change about it. */
export function adjustedField(standard: Field, component: Component): Field {
  const xml = component.xml;
  return {
    ...standard,
    label: text(xml, 'label')?.trim() || standard.label,
    helpText: text(xml, 'inlineHelpText') ?? standard.helpText,
    description: text(xml, 'description') ?? standard.description,
    trackHistory: flag(xml, 'trackHistory'),
  };
}

/** `Book__c.Title__c` → `['Book__c', 'Title__c']`. */
export function splitName(fullName: string): [string, string] {
  const dot = fullName.indexOf('.');
  return dot < 0 ? [fullName, ''] : [fullName.slice(0, dot), fullName.slice(dot + 1)];
}

function number(xml: XmlElement, name: string): number | undefined {
  const value = text(xml, name)?.trim();
  return value && /^\d+$/.test(value) ? Number(value) : undefined;
}

function referenceOf(
  xml: XmlElement,
  name: string,
  type: FieldType,
  hierarchy: string | undefined,
): Reference | string {
  const to = text(xml, 'referenceTo')?.trim() ?? hierarchy;
  if (!to) return `Must specify the parent object in 'referenceTo' for the relationship field ${name}`;
  const child = text(xml, 'relationshipName')?.trim();
  const constraint = text(xml, 'deleteConstraint')?.trim();
  const master = type === 'MasterDetail';
  return {
    to: [to],
    relationshipName: name.replace(/__c$/, '__r'),
    childRelationshipName: child ? `${child}__r` : undefined,
    onDelete:
      master || constraint === 'Cascade'
        ? 'Cascade'
        : constraint === 'Restrict' || flag(xml, 'required')
          ? 'Restrict'
          : 'SetNull',
    master: master
      ? {
          order: number(xml, 'relationshipOrder') ?? 0,
          reparentable: flag(xml, 'reparentableMasterDetail'),
          writeRequiresMasterRead: flag(xml, 'writeRequiresMasterRead'),
        }
      : undefined,
  };
}

function picklistOf(xml: XmlElement, valueSets: ValueSets): PicklistValue[] | string {
  const set = element(xml, 'valueSet');
  if (!set) return 'Must specify a valueSet for a picklist field';
  const global = text(set, 'valueSetName')?.trim();
  if (global !== undefined)
    return valueSets.get(global.toLowerCase()) ?? `In field: valueSet - no GlobalValueSet named ${global} found`;
  const definition = element(set, 'valueSetDefinition');
  const values = elements(definition, 'value').map(picklistValue);
  return flag(definition, 'sorted') ? values.sort((a, b) => a.label.localeCompare(b.label)) : values;
}

/** One value of a value set, custom, global or standard. */
export function picklistValue(xml: XmlElement): PicklistValue {
  const name = text(xml, 'fullName') ?? '';
  return {
    name,
    label: text(xml, 'label') ?? name,
    isDefault: flag(xml, 'default'),
    isActive: text(xml, 'isActive') !== 'false',
  };
}

function summaryOf(xml: XmlElement): Summary | string {
  const [detailObject, detailField] = splitName(text(xml, 'summaryForeignKey')?.trim() ?? '');
  if (!detailField) return 'Must specify summaryForeignKey for a roll-up summary field';
  const operation = text(xml, 'summaryOperation')?.trim();
  if (operation !== 'count' && operation !== 'sum' && operation !== 'min' && operation !== 'max') {
    return `'${operation ?? ''}' is not a valid value for the enum 'SummaryOperations'`;
  }
  const summarized = text(xml, 'summarizedField')?.trim();
  if (operation !== 'count' && !summarized) return `Must specify summarizedField for the operation ${operation}`;
  const filters = elements(xml, 'summaryFilterItems');
  if (filters.some((filter) => text(filter, 'valueField') !== undefined)) {
    return 'A roll-up summary filter that compares with another field is not supported by this org';
  }
  return {
    operation,
    detailObject,
    detailField,
    summarizedField: summarized === undefined || operation === 'count' ? undefined : fieldOf(summarized),
    filters: filters.map((filter) => ({
      field: fieldOf(text(filter, 'field')?.trim() ?? ''),
      operation: text(filter, 'operation')?.trim() ?? 'equals',
      value: text(filter, 'value') ?? '',
    })),
  };
}

/** A field named with or without its object. */
function fieldOf(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}
