import type { Field, Schema, SObject } from '../../schema/model.ts';
import type { UserAccess } from '../../org.ts';
import type { Column, FieldLabel } from './model.ts';

/** Fields as layouts and list views name them, made into columns that this user may read. */

/** Names that metadata uses for standard fields of any object. */
const TOKENS: Record<string, string> = {
  NAME: 'Name',
  'OWNER.ALIAS': 'Owner.Name',
  'CORE.USERS.ALIAS': 'Owner.Name',
  'CORE.USERS.FIRST_NAME': 'Owner.Name',
  CREATED_DATE: 'CreatedDate',
  'CREATED.DATE': 'CreatedDate',
  LAST_UPDATE: 'LastModifiedDate',
  CREATEDBY_USER: 'CreatedBy.Name',
  'CREATEDBY_USER.ALIAS': 'CreatedBy.Name',
  UPDATEDBY_USER: 'LastModifiedBy.Name',
  'UPDATEDBY_USER.ALIAS': 'LastModifiedBy.Name',
  'ACCOUNT.NAME': 'Account.Name',
  'OPPORTUNITY.NAME': 'Name',
  'OPPORTUNITY.AMOUNT': 'Amount',
  'OPPORTUNITY.CLOSE_DATE': 'CloseDate',
  'OPPORTUNITY.STAGE_NAME': 'StageName',
};

/** The field path that a token of a layout or list view means. */
export function pathOf(object: SObject, token: string): string {
  const known = TOKENS[token.toUpperCase()];
  if (known === 'Name') return object.nameField ?? 'Id';
  if (known) return known;
  // `Contact.Email` and `OPPORTUNITY.AMOUNT` name the object itself first.
  const [first = '', ...rest] = token.split('.');
  return rest.length > 0 && first.toLowerCase() === object.name.toLowerCase() ? rest.join('.') : token;
}

export function nameFieldOf(object: SObject): string {
  return object.nameField ?? 'Id';
}

/** A column over a token; undefined where there is no such field or the user may not read it. A lookup shows its parent's name. */
export function column(schema: Schema, access: UserAccess, object: SObject, token: string): Column | undefined {
  const [first = '', second] = pathOf(object, token).split('.');
  if (second !== undefined) {
    const parentField = object.fields.find(
      ({ reference }) => reference?.relationshipName?.toLowerCase() === first.toLowerCase(),
    );
    return parentField && parentColumn(schema, access, object, parentField, parentField.label);
  }
  const field = object.field(first);
  if (!field || !access.field(object.name, field.name).read) return undefined;
  if (field.reference?.relationshipName) return parentColumn(schema, access, object, field, field.label);
  return {
    label: field.label,
    path: field.name,
    type: field.type,
    sortable: !['LongTextArea', 'Html', 'MultiselectPicklist'].includes(field.type),
  };
}

function parentColumn(
  schema: Schema,
  access: UserAccess,
  object: SObject,
  field: Field,
  label: string,
): Column | undefined {
  const [target = '', ...others] = field.reference?.to ?? [];
  const parent = schema.object(target);
  if (!parent || others.length > 0 || !access.field(object.name, field.name).read || !access.object(parent.name).read)
    return undefined;
  return {
    label: label.replace(/ ID$/, ''),
    path: `${field.reference?.relationshipName ?? ''}.${nameFieldOf(parent)}`,
    type: 'Lookup',
    sortable: false,
  };
}

/** A field and its label, for layouts; undefined where it can't be shown to this user. */
export function fieldLabel(schema: Schema, access: UserAccess, object: SObject, token: string): FieldLabel | undefined {
  const field = object.field(token === 'Name' ? nameFieldOf(object) : token);
  if (!field || !access.field(object.name, field.name).read) return undefined;
  const relationship = field.reference?.relationshipName;
  const target = schema.object(field.reference?.to[0] ?? '');
  if (!relationship || !target) return { name: field.name, label: field.label, type: field.type };
  return {
    name: field.name,
    label: field.label.replace(/ ID$/, ''),
    type: field.type,
    parent: `${relationship}.${nameFieldOf(target)}`,
  };
}

/** Fields to show where nothing is deployed that says which: the name, the lookups, then what is required, then the rest. */
export function usualFields(schema: Schema, access: UserAccess, object: SObject): FieldLabel[] {
  const hidden = new Set([
    'Id',
    'IsDeleted',
    'SystemModstamp',
    'CreatedById',
    'CreatedDate',
    'LastModifiedById',
    'LastModifiedDate',
    'LastActivityDate',
    'LastViewedDate',
    'LastReferencedDate',
  ]);
  const weight = (field: Field): number =>
    field.name === object.nameField ? 0 : field.required ? 1 : field.reference ? 2 : 3;
  return object.fields
    .filter((field) => !hidden.has(field.name))
    .toSorted((one, other) => weight(one) - weight(other))
    .flatMap((field) => fieldLabel(schema, access, object, field.name) ?? []);
}
