import type { Component, Schema } from '../../schema/model.ts';
import { splitName } from '../../schema/field.ts';
import { grantNewObject, removeDanglingGrants, writePermissionSet, writeProfile } from './permission-rows.ts';
import { writeSchemaRows } from './schema-rows.ts';
import {
  ROW_OF_TYPE,
  writeApplication,
  writeCustomMetadata,
  writeCustomPermission,
  writeGroup,
  writeRecordType,
  writeRoles,
  writeStandardValues,
} from './setup-rows.ts';
import type { RowWriter } from './writer.ts';

/** What a deploy changed, for the rows that follow from it. */
export interface Changes {
  before: Schema;
  /** Components that are new or different. */
  written: Component[];
  removed: Component[];
}

/** Writes every row that stands for deployed metadata. The store's tables must fit the new schema already. */
export function writeRows(writer: RowWriter, changes: Changes): void {
  const written = Map.groupBy(changes.written, (component) => component.type);
  const of = (type: string): Component[] => written.get(type) ?? [];
  for (const component of changes.removed) removeRow(writer, component);
  writeSchemaRows(writer.store, changes.before, writer.schema);
  for (const object of writer.schema.objects) {
    if (object.kind === 'custom' && !changes.before.object(object.name)) grantNewObject(writer, object.name);
  }
  for (const component of of('CustomPermission')) writeCustomPermission(writer, component);
  for (const component of of('CustomApplication')) writeApplication(writer, component);
  writeRoles(writer, of('Role'));
  for (const component of [...of('Group'), ...of('Queue')]) writeGroup(writer, component);
  for (const component of of('RecordType')) writeRecordType(writer, component);
  for (const component of of('StandardValueSet')) writeStandardValues(writer, component);
  for (const component of of('PermissionSet')) writePermissionSet(writer, component);
  for (const component of of('Profile')) writeProfile(writer, component);
  for (const component of of('CustomMetadata')) writeCustomMetadata(writer, component);
  if (changes.removed.length > 0) removeDanglingGrants(writer);
}

function removeRow(writer: RowWriter, component: Component): void {
  if (component.type === 'CustomMetadata') {
    const [type, name] = splitName(component.fullName);
    const object = writer.schema.object(`${type}__mdt`);
    if (object) remove(writer, object.name, 'DeveloperName', name);
    return;
  }
  if (component.type === 'RecordType') {
    const [object, name] = splitName(component.fullName);
    const row = writer.store
      .readBy('RecordType', 'DeveloperName', [name])
      .find((each) => each['SobjectType'] === object);
    if (row) writer.store.remove('RecordType', [String(row['Id'])]);
    return;
  }
  const row = ROW_OF_TYPE[component.type];
  if (!row) return;
  const id = remove(writer, row.object, row.key, component.fullName);
  if (id === undefined) return;
  const granted =
    row.object === 'PermissionSet'
      ? ['ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess', 'PermissionSetTabSetting']
      : [];
  for (const object of granted)
    writer.store.remove(
      object,
      writer.store.readBy(object, 'ParentId', [id]).map((each) => String(each['Id'])),
    );
  writer.store.remove(
    'SetupEntityAccess',
    writer.store.readBy('SetupEntityAccess', 'SetupEntityId', [id]).map((each) => String(each['Id'])),
  );
}

function remove(writer: RowWriter, object: string, field: string, name: string): string | undefined {
  const row = writer.find(object, field, name);
  if (row) writer.store.remove(object, [String(row['Id'])]);
  return row && String(row['Id']);
}
