import type { FormulaField } from './compile.ts';
import { formulaType } from './field-type.ts';
import type { RecordContext } from './record.ts';
import type { Row, Schema, Value } from '../schema/model.ts';

/**
 * Fields that belong to no record: `$User.Email`, `$Profile.Name`, `$UserRole.Name`, `$Organization.Id`,
 * `$Permission.X`, `$Label.X`, `$CustomMetadata.Type__mdt.Record.Field__c`, `$Setup.Setting__c.Field__c`, `$System.OriginDateTime`. Undefined where
 * there is no such field; `$Api` has none here.
 */
export function globalField(schema: Schema, path: readonly string[]): FormulaField<RecordContext> | undefined {
  const [global = '', name = ''] = path;
  if (global.toLowerCase() === '$custommetadata') return customMetadata(schema, path);
  if (global.toLowerCase() === '$setup') return customSetting(schema, path);
  if (path.length !== 2) return undefined;
  switch (global.toLowerCase()) {
    case '$user':
      return fieldOf(schema, 'User', name, (context) => context.access.user);
    case '$profile':
      return fieldOf(schema, 'Profile', name, (context) => ofUser(context, 'Profile', 'ProfileId'));
    case '$userrole':
      return fieldOf(schema, 'UserRole', name, (context) => ofUser(context, 'UserRole', 'UserRoleId'));
    case '$organization':
      return fieldOf(schema, 'Organization', name, (context) => context.find('Organization', {}));
    case '$permission':
      return permission(schema, name);
    case '$label':
      return label(schema, name);
    case '$system':
      // The moment that Salesforce counts from.
      return name.toLowerCase() === 'origindatetime'
        ? { type: 'DateTime', get: () => '1900-01-01T00:00:00.000Z' }
        : undefined;
    default:
      return undefined;
  }
}

function fieldOf(
  schema: Schema,
  object: string,
  name: string,
  row: (context: RecordContext) => Row | undefined,
): FormulaField<RecordContext> | undefined {
  const field = schema.object(object)?.field(name);
  if (!field || field.formula !== undefined) return undefined;
  return { type: formulaType(schema, field), get: (context) => row(context)?.[field.name] ?? null };
}

function ofUser(context: RecordContext, object: string, field: string): Row | undefined {
  const id = context.access.user[field];
  return typeof id === 'string' && id !== '' ? context.parent(object, id) : undefined;
}

function permission(schema: Schema, name: string): FormulaField<RecordContext> | undefined {
  const component = schema
    .components('CustomPermission')
    .find((each) => each.fullName.toLowerCase() === name.toLowerCase());
  return component && { type: 'Boolean', get: (context) => context.access.hasCustomPermission(component.fullName) };
}

function label(schema: Schema, name: string): FormulaField<RecordContext> | undefined {
  const component = schema.components('CustomLabel').find((each) => each.fullName.toLowerCase() === name.toLowerCase());
  const value = component?.xml['value'];
  const text: Value = typeof value === 'string' ? value : null;
  return component && { type: 'Text', get: () => text };
}

/**
 * A hierarchy custom setting: the user's own, else the profile's, else the organization's
 * (https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_customsettings.htm).
 */
function customSetting(schema: Schema, path: readonly string[]): FormulaField<RecordContext> | undefined {
  const [, name = '', fieldName = ''] = path;
  const setting = path.length === 3 ? schema.object(name) : undefined;
  const field = setting?.field(fieldName);
  if (!setting || !field || schema.component('CustomObject', setting.name)?.xml['customSettingsType'] === undefined)
    return undefined;
  return {
    type: formulaType(schema, field),
    get: (context) => {
      const { user } = context.access;
      const owners = [user['Id'], user['ProfileId'], context.find('Organization', {})?.['Id']];
      const row = owners
        .flatMap((owner) => (typeof owner === 'string' ? [owner] : []))
        .map((SetupOwnerId) => context.find(setting.name, { SetupOwnerId }))
        .find((each) => each !== undefined);
      return row?.[field.name] ?? null;
    },
  };
}

function customMetadata(schema: Schema, path: readonly string[]): FormulaField<RecordContext> | undefined {
  const [, typeName = '', record = '', fieldName = ''] = path;
  const type = path.length === 4 ? schema.object(typeName) : undefined;
  const field = type?.kind === 'customMetadata' ? type.field(fieldName) : undefined;
  if (!type || !field) return undefined;
  const fullName = `${type.name.replace(/__mdt$/i, '')}.${record}`.toLowerCase();
  const component = schema.components('CustomMetadata').find((each) => each.fullName.toLowerCase() === fullName);
  if (!component) return undefined;
  const developerName = component.fullName.slice(component.fullName.indexOf('.') + 1);
  return {
    type: formulaType(schema, field),
    get: (context) => context.find(type.name, { DeveloperName: developerName })?.[field.name] ?? null,
  };
}
