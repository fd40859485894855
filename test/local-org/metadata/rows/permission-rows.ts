import { splitName } from '../../schema/field.ts';
import type { Component, Row, XmlElement } from '../../schema/model.ts';
import { STANDARD_PROFILES } from '../../schema/standard/first-rows.ts';
import { SYSTEM_PERMISSIONS } from '../../schema/standard/permissions.ts';
import { elements, flag, text } from '../xml.ts';
import { customEntityId } from './schema-rows.ts';
import type { RowWriter } from './writer.ts';

/** A permission set's row and everything it grants. A deploy replaces all of it (PermissionSet, Metadata API Developer Guide). */
export function writePermissionSet(writer: RowWriter, { fullName, xml }: Component): void {
  const granted = new Set(
    elements(xml, 'userPermissions')
      .filter((each) => flag(each, 'enabled'))
      .map((each) => text(each, 'name')?.trim()),
  );
  const set = writer.upsert('PermissionSet', writer.find('PermissionSet', 'Name', fullName), {
    Name: fullName,
    Label: text(xml, 'label')?.trim() ?? fullName,
    Description: text(xml, 'description') ?? null,
    IsCustom: true,
    IsOwnedByProfile: false,
    Type: 'Regular',
    HasActivationRequired: flag(xml, 'hasActivationRequired'),
    ...Object.fromEntries(SYSTEM_PERMISSIONS.map((name) => [`Permissions${name}`, granted.has(name)])),
  });
  writeGrants(writer, set, xml, false);
}

/** A profile's rights; what the file does not name stays as it is. A new profile is made where there is none. */
export function writeProfile(writer: RowWriter, { fullName, xml }: Component): void {
  const name = STANDARD_PROFILES.find((profile) => profile.metadataName === fullName)?.name ?? fullName;
  const permissions = Object.fromEntries(
    elements(xml, 'userPermissions').map((each) => [
      `Permissions${text(each, 'name')?.trim() ?? ''}`,
      flag(each, 'enabled'),
    ]),
  );
  const licenseId = writer.find('UserLicense', 'Name', 'Salesforce')?.['Id'] ?? null;
  const profile = writer.upsert('Profile', writer.find('Profile', 'Name', name), {
    Name: name,
    UserType: 'Standard',
    UserLicenseId: licenseId,
    ...permissions,
  });
  const profileId = String(profile['Id']);
  const set = writer.upsert('PermissionSet', writer.find('PermissionSet', 'ProfileId', profileId), {
    Name: `X${profileId.slice(0, 15)}`,
    Label: profileId.slice(0, 15),
    IsOwnedByProfile: true,
    ProfileId: profileId,
    LicenseId: licenseId,
    Type: 'Profile',
    ...permissions,
  });
  writeGrants(writer, set, xml, true);
}

function writeGrants(writer: RowWriter, set: Row, xml: XmlElement, keepOthers: boolean): void {
  const id = set['Id']!;
  const { schema } = writer;
  const objects = elements(xml, 'objectPermissions').map((each): Row => ({
    SobjectType: schema.object(text(each, 'object')?.trim() ?? '')?.name ?? '',
    PermissionsCreate: flag(each, 'allowCreate'),
    PermissionsRead: flag(each, 'allowRead'),
    PermissionsEdit: flag(each, 'allowEdit'),
    PermissionsDelete: flag(each, 'allowDelete'),
    PermissionsViewAllRecords: flag(each, 'viewAllRecords'),
    PermissionsModifyAllRecords: flag(each, 'modifyAllRecords'),
    PermissionsViewAllFields: flag(each, 'viewAllFields'),
  }));
  const fields = elements(xml, 'fieldPermissions').flatMap((each): Row[] => {
    const [objectName, fieldName] = splitName(text(each, 'field')?.trim() ?? '');
    const object = schema.object(objectName);
    const field = object?.field(fieldName);
    if (!object || !field) return [];
    return [
      {
        SobjectType: object.name,
        Field: `${object.name}.${field.name}`,
        PermissionsRead: flag(each, 'readable'),
        PermissionsEdit: flag(each, 'editable'),
      },
    ];
  });
  const access = (type: string, object: string, nameField: string, names: string[]): Row[] =>
    names.flatMap((name) => {
      const target = writer.find(object, nameField, name);
      return target ? [{ SetupEntityId: target['Id']!, SetupEntityType: type }] : [];
    });
  const enabled = (element: string, name: string, how: string): string[] =>
    elements(xml, element)
      .filter((each) => flag(each, how))
      .map((each) => text(each, name)?.trim() ?? '');
  const metadataTypes = enabled('customMetadataTypeAccesses', 'name', 'enabled').flatMap((name): Row[] => {
    const id = customEntityId(writer.store, schema.object(name)?.name ?? '');
    return id === undefined ? [] : [{ SetupEntityId: id, SetupEntityType: 'CustomEntityDefinition' }];
  });
  const entities = [
    ...metadataTypes,
    ...access('CustomPermission', 'CustomPermission', 'DeveloperName', enabled('customPermissions', 'name', 'enabled')),
    ...access('TabSet', 'AppMenuItem', 'Name', enabled('applicationVisibilities', 'application', 'visible')),
  ];
  const tabs = [...elements(xml, 'tabSettings'), ...elements(xml, 'tabVisibilities')].flatMap((each): Row[] => {
    const visibility = text(each, 'visibility')?.trim();
    const shown =
      visibility === 'Visible' || visibility === 'DefaultOn'
        ? 'DefaultOn'
        : visibility === 'Available' || visibility === 'DefaultOff'
          ? 'DefaultOff'
          : undefined;
    return shown ? [{ Name: text(each, 'tab')?.trim() ?? '', Visibility: shown }] : [];
  });
  writer.sync(
    'ObjectPermissions',
    'ParentId',
    id,
    objects.filter((row) => row['SobjectType'] !== ''),
    (row) => String(row['SobjectType']),
    keepOthers,
  );
  writer.sync('FieldPermissions', 'ParentId', id, fields, (row) => String(row['Field']), keepOthers);
  writer.sync('SetupEntityAccess', 'ParentId', id, entities, (row) => String(row['SetupEntityId']), keepOthers);
  writer.sync('PermissionSetTabSetting', 'ParentId', id, tabs, (row) => String(row['Name']), keepOthers);
}

/**
 * A new custom object is granted to the System Administrator profile as a whole; its fields are
 * granted to nobody until a profile or permission set does, administrators included.
 */
export function grantNewObject(writer: RowWriter, object: string): void {
  const profile = writer.find('Profile', 'Name', 'System Administrator');
  const set = profile && writer.find('PermissionSet', 'ProfileId', String(profile['Id']));
  if (!set) return;
  const rights = ['Create', 'Read', 'Edit', 'Delete', 'ViewAllRecords', 'ModifyAllRecords'];
  const row: Row = { SobjectType: object, ...Object.fromEntries(rights.map((right) => [`Permissions${right}`, true])) };
  writer.sync('ObjectPermissions', 'ParentId', set['Id']!, [row], (each) => String(each['SobjectType']), true);
}

/** Rights on what no longer exists go with it. */
export function removeDanglingGrants(writer: RowWriter): void {
  const { store, schema } = writer;
  const objects = store.all('SELECT Id, SobjectType FROM "ObjectPermissions" WHERE IsDeleted = 0', []);
  store.remove(
    'ObjectPermissions',
    objects.filter((row) => !schema.object(String(row['SobjectType']))).map((row) => String(row['Id'])),
  );
  const fields = store.all('SELECT Id, Field FROM "FieldPermissions" WHERE IsDeleted = 0', []);
  const gone = fields.filter((row) => {
    const [object, field] = splitName(String(row['Field']));
    return !schema.object(object)?.field(field);
  });
  store.remove(
    'FieldPermissions',
    gone.map((row) => String(row['Id'])),
  );
  const known = new Set(
    schema.objects.map((object) => (object.kind === 'customMetadata' ? customEntityId(store, object.name) : undefined)),
  );
  const types = store
    .readBy('SetupEntityAccess', 'SetupEntityType', ['CustomEntityDefinition'])
    .filter((row) => !known.has(String(row['SetupEntityId'])));
  store.remove(
    'SetupEntityAccess',
    types.map((row) => String(row['Id'])),
  );
}
