import { OrgError } from '../../errors.ts';
import type { Org, UserAccess } from '../../org.ts';
import { describeType } from '../../schema/describe-field.ts';
import type { Field, Schema, SObject } from '../../schema/model.ts';

/**
 * Object information for one user: what they may not read is not there.
 * https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_responses_object_info.htm
 */

export const MASTER_RECORD_TYPE = '012000000000000AAA';

/** @throws OrgError INVALID_TYPE where there is no such object or the user may not read it. */
export function readableObject(org: Org, access: UserAccess, name: string): SObject {
  const object = org.schema.object(name);
  if (!object || !access.object(object.name).read)
    throw new OrgError('INVALID_TYPE', `Object ${name} is not supported in UI API`, { status: 404 });
  return object;
}

export function objectInfo({ schema }: Org, access: UserAccess, object: SObject): Record<string, unknown> {
  const rights = access.object(object.name);
  const fields = object.fields.filter(({ name }) => access.field(object.name, name).read);
  return {
    apiName: object.name,
    associateEntityType: null,
    associateParentEntity: null,
    childRelationships: children(schema, access, object),
    compactLayoutable: true,
    createable: object.createable && rights.create,
    custom: object.kind === 'custom',
    defaultRecordTypeId: MASTER_RECORD_TYPE,
    deletable: object.deletable && rights.delete,
    dependentFields: {},
    feedEnabled: false,
    fields: Object.fromEntries(fields.map((field) => [field.name, fieldInfo(schema, access, object, field)])),
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: object.pluralLabel,
    layoutable: true,
    mruEnabled: false,
    nameFields: object.nameField ? [object.nameField] : [],
    queryable: true,
    recordTypeInfos: {
      [MASTER_RECORD_TYPE]: {
        available: true,
        defaultRecordTypeMapping: true,
        master: true,
        name: 'Master',
        recordTypeId: MASTER_RECORD_TYPE,
      },
    },
    searchable: true,
    searchLayoutable: true,
    themeInfo: null,
    updateable: object.updateable && rights.edit,
  };
}

const DATA_TYPES: Record<string, string> = {
  id: 'String',
  string: 'String',
  textarea: 'TextArea',
  encryptedstring: 'EncryptedString',
  email: 'Email',
  phone: 'Phone',
  url: 'Url',
  int: 'Int',
  double: 'Double',
  currency: 'Currency',
  percent: 'Percent',
  boolean: 'Boolean',
  date: 'Date',
  datetime: 'DateTime',
  time: 'Time',
  picklist: 'Picklist',
  multipicklist: 'MultiPicklist',
  combobox: 'ComboBox',
  reference: 'Reference',
};

export function dataTypeOf(schema: Schema, object: SObject, field: Field): string {
  return DATA_TYPES[describeType(schema, object, field)] ?? 'String';
}

function fieldInfo(schema: Schema, access: UserAccess, object: SObject, field: Field): Record<string, unknown> {
  const rights = access.object(object.name);
  const editable = access.field(object.name, field.name).edit;
  const long = field.type === 'LongTextArea' || field.type === 'Html';
  return {
    apiName: field.name,
    calculated: field.formula !== undefined || field.summary !== undefined,
    compound: false,
    compoundComponentName: null,
    compoundFieldName: null,
    controllerName: null,
    controllingFields: [],
    createable: field.createable && editable && rights.create,
    custom: field.custom,
    dataType: dataTypeOf(schema, object, field),
    extraTypeInfo:
      field.type === 'Html'
        ? 'RichTextArea'
        : field.type === 'LongTextArea' || field.type === 'TextArea'
          ? 'PlainTextArea'
          : null,
    filterable: !long,
    filteredLookupInfo: null,
    highScaleNumber: false,
    htmlFormatted: field.type === 'Html',
    inlineHelpText: field.helpText ?? null,
    label: field.label,
    length: field.length ?? 0,
    nameField: field.name === object.nameField,
    polymorphicForeignKey: (field.reference?.to.length ?? 0) > 1,
    precision: field.precision ?? 0,
    reference: field.reference !== undefined,
    referenceTargetField: null,
    referenceToInfos: (field.reference?.to ?? []).map((name) => ({
      apiName: name,
      nameFields: [schema.object(name)?.nameField ?? 'Name'],
    })),
    relationshipName: field.reference?.relationshipName ?? null,
    required: isRequired(object, field),
    scale: field.scale ?? 0,
    searchPrefilterable: false,
    sortable: !long && field.type !== 'MultiselectPicklist',
    unique: field.unique,
    updateable: field.updateable && editable && rights.edit,
  };
}

/** Required on a form: what has a default need not be filled in. */
function isRequired(object: SObject, field: Field): boolean {
  return (
    (field.required || (object.kind === 'custom' && field.name === object.nameField)) &&
    field.createable &&
    field.type !== 'Checkbox' &&
    field.name !== 'OwnerId'
  );
}

function children(schema: Schema, access: UserAccess, object: SObject): object[] {
  return schema
    .childrenOf(object.name)
    .filter(({ childObject, field }) => access.object(childObject).read && access.field(childObject, field.name).read)
    .map(({ childObject, field, relationshipName }) => ({
      childObjectApiName: childObject,
      fieldName: field.name,
      junctionIdListNames: [],
      junctionReferenceTo: [],
      relationshipName: relationshipName ?? null,
    }));
}

/** The choices of a picklist. Record types do not narrow them here. */
export function picklistValues(field: Field, url: string): Record<string, unknown> {
  const values = (field.picklist ?? []).filter(({ isActive }) => isActive);
  const option = ({ label, name }: { label: string; name: string }): object => ({
    attributes: null,
    label,
    validFor: [],
    value: name,
  });
  const standard = values.find(({ isDefault }) => isDefault);
  return { controllerValues: {}, defaultValue: standard ? option(standard) : null, url, values: values.map(option) };
}
