import type { UserAccess } from '../org.ts';
import { isFilterable, isGroupable, isSortable } from '../soql/types.ts';
import type { Field, FieldType, Schema, SObject } from './model.ts';

const DESCRIBE_TYPES: Record<FieldType, string> = {
  Id: 'id',
  Text: 'string',
  TextArea: 'textarea',
  LongTextArea: 'textarea',
  Html: 'textarea',
  EncryptedText: 'encryptedstring',
  Email: 'email',
  Phone: 'phone',
  Url: 'url',
  Number: 'double',
  Currency: 'currency',
  Percent: 'percent',
  Checkbox: 'boolean',
  Date: 'date',
  DateTime: 'datetime',
  Time: 'time',
  Picklist: 'picklist',
  MultiselectPicklist: 'multipicklist',
  Lookup: 'reference',
  MasterDetail: 'reference',
  AutoNumber: 'string',
  Summary: 'double',
};

const SOAP_TYPES: Record<string, string> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  boolean: 'xsd:boolean',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  time: 'xsd:time',
};

/** Picklists of standard fields in which any text may be typed. */
const COMBOBOXES: ReadonlySet<string> = new Set(['Task.Subject', 'Event.Subject']);

/** The type that describes and query columns name: `double`, `reference`, `textarea`. */
export function describeType(schema: Schema, object: SObject, field: Field): string {
  if (field.summary?.summarizedField !== undefined) {
    const detail = schema.object(field.summary.detailObject);
    const summed = detail?.field(field.summary.summarizedField);
    return detail && summed ? describeType(schema, detail, summed) : 'double';
  }
  if (COMBOBOXES.has(`${object.name}.${field.name}`)) return 'combobox';
  // Whole numbers of standard fields are integers; custom numbers are always doubles.
  if (field.type === 'Number' && !field.custom && field.scale === 0) return 'int';
  return DESCRIBE_TYPES[field.type];
}

/** A field as sObject Describe gives it, with what the user may do with it. */
export function describeField(
  schema: Schema,
  object: SObject,
  field: Field,
  access: UserAccess,
): Record<string, unknown> {
  const type = describeType(schema, object, field);
  const rights = access.field(object.name, field.name);
  const computed = field.formula !== undefined || field.summary !== undefined;
  const long = field.type === 'LongTextArea' || field.type === 'Html';
  const numeric = type === 'double' || type === 'currency' || type === 'percent';
  const textual = field.length !== undefined && !numeric && type !== 'int';
  const isName = field.name === object.nameField;
  const { reference } = field;
  return {
    aggregatable: !long && type !== 'multipicklist' && type !== 'boolean',
    aiPredictionField: false,
    autoNumber: field.type === 'AutoNumber',
    byteLength: textual ? (type === 'id' || type === 'reference' ? 18 : (field.length ?? 0) * 3) : 0,
    calculated: computed,
    calculatedFormula: field.formula ?? null,
    cascadeDelete: reference?.onDelete === 'Cascade',
    caseSensitive: field.caseSensitive,
    compoundFieldName: compoundName(object, field),
    controllerName: null,
    createable: field.createable && object.createable && rights.edit,
    custom: field.custom,
    defaultValue: defaultValue(field),
    defaultValueFormula: field.custom ? (field.defaultFormula ?? null) : null,
    defaultedOnCreate: isDefaulted(field),
    dependentPicklist: false,
    deprecatedAndHidden: false,
    digits: type === 'int' ? (field.precision ?? 9) : 0,
    displayLocationInDecimal: false,
    encrypted: field.type === 'EncryptedText',
    externalId: field.externalId,
    extraTypeInfo:
      field.type === 'LongTextArea'
        ? 'plaintextarea'
        : field.type === 'Html'
          ? 'richtextarea'
          : isName && compoundName(object, field) === 'Name'
            ? 'personname'
            : null,
    filterable: isFilterable(field),
    filteredLookupInfo: null,
    formulaTreatNullNumberAsZero: field.blankAsZero,
    groupable: isGroupable(field),
    highScaleNumber: false,
    htmlFormatted:
      field.type === 'Html' || (field.formula !== undefined && /\b(HYPERLINK|IMAGE)\s*\(/i.test(field.formula)),
    idLookup: field.type === 'Id' || field.externalId || (isName && object.kind !== 'share'),
    inlineHelpText: field.helpText ?? null,
    label: field.label,
    length: textual ? field.length : 0,
    mask: null,
    maskType: null,
    name: field.name,
    nameField: isName,
    namePointing: (reference?.to.length ?? 0) > 1,
    nillable: isNillable(field, isName),
    permissionable: field.custom && !field.required && field.type !== 'MasterDetail',
    picklistValues: (field.picklist ?? []).map((value) => ({
      active: value.isActive,
      defaultValue: value.isDefault,
      label: value.label,
      validFor: null,
      value: value.name,
    })),
    polymorphicForeignKey: (reference?.to.length ?? 0) > 1,
    precision: numeric ? (field.precision ?? 18) : 0,
    queryByDistance: false,
    referenceTargetField: null,
    referenceTo: reference?.to ?? [],
    relationshipName: reference?.relationshipName ?? null,
    relationshipOrder: reference?.master ? reference.master.order : null,
    restrictedDelete: reference?.onDelete === 'Restrict',
    restrictedPicklist: field.restrictedPicklist,
    scale: numeric ? (field.scale ?? 0) : 0,
    searchPrefilterable: reference !== undefined,
    soapType: SOAP_TYPES[type] ?? 'xsd:string',
    sortable: isSortable(field),
    type,
    unique: field.unique,
    updateable: field.updateable && object.updateable && rights.edit,
    writeRequiresMasterRead: reference?.master?.writeRequiresMasterRead ?? false,
  };
}

function compoundName(object: SObject, field: Field): string | null {
  const person = object.field('FirstName') !== undefined && object.field('LastName') !== undefined;
  if (person && ['FirstName', 'LastName', 'Salutation', 'Name'].includes(field.name)) return 'Name';
  const address = /^(\w*?)(Street|City|State|PostalCode|Country)$/.exec(field.name);
  return !field.custom && address && object.field(`${address[1]}Street`) ? `${address[1]}Address` : null;
}

function defaultValue(field: Field): unknown {
  if (field.type === 'Checkbox' && field.formula === undefined) return field.defaultFormula === 'true';
  return field.picklist?.find((value) => value.isDefault)?.name ?? null;
}

const SYSTEM_SET: ReadonlySet<string> = new Set([
  'Id',
  'IsDeleted',
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'LastModifiedById',
  'SystemModstamp',
  'OwnerId',
]);

function isDefaulted(field: Field): boolean {
  return (
    SYSTEM_SET.has(field.name) ||
    field.type === 'AutoNumber' ||
    (field.type === 'Checkbox' && field.formula === undefined) ||
    defaultValue(field) !== null
  );
}

function isNillable(field: Field, isName: boolean): boolean {
  if (SYSTEM_SET.has(field.name) || field.required || field.type === 'Checkbox' || field.type === 'AutoNumber')
    return false;
  return !isName || field.custom || field.createable;
}
