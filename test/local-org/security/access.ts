import { OrgError } from '../errors.ts';
import type { FieldRights, ObjectRights, Org, UserAccess } from '../org.ts';
import type { Field, Row, SObject } from '../schema/model.ts';
import { ALL_RIGHTS, NO_RIGHTS, isPermissionable, rightsWithoutPermissions } from './unpermissioned.ts';

/**
 * Objects whose rows decide who may do what: after a write to any of them `org.accessChanged()`
 * must be called.
 */
export const ACCESS_OBJECTS: ReadonlySet<string> = new Set([
  'User',
  'UserRole',
  'Profile',
  'PermissionSet',
  'PermissionSetAssignment',
  'PermissionSetGroup',
  'PermissionSetGroupComponent',
  'ObjectPermissions',
  'FieldPermissions',
  'SetupEntityAccess',
  'CustomPermission',
  'Group',
  'GroupMember',
]);

const NONE: FieldRights = { read: false, edit: false };
const READ: FieldRights = { read: true, edit: false };
const EDIT: FieldRights = { read: true, edit: true };

/**
 * What a user may do: the profile's own permission set and every assigned one (directly or through
 * a group), added up. Throws OrgError where the user is unknown or inactive.
 *
 * It reads the permission rows once; the schema it asks anew on each call, so a deploy that adds
 * objects needs no new access, while one that writes permission rows does.
 */
export function buildAccess(org: Org, userId: string): UserAccess {
  const [user] = org.store.read('User', [userId]);
  if (!user) throw new OrgError('INVALID_CROSS_REFERENCE_KEY', `invalid user id: ${userId}`, { status: 404 });
  if (user['IsActive'] !== true)
    throw new OrgError('INACTIVE_OWNER_OR_USER', 'operation performed with inactive user', { status: 403 });

  const sets = permissionSets(org, user);
  const setIds = sets.map((set) => String(set['Id']));
  const modifyAllData = sets.some((set) => set['PermissionsModifyAllData'] === true);
  const viewAllData = modifyAllData || sets.some((set) => set['PermissionsViewAllData'] === true);
  const grantedObjects = objectPermissions(org, setIds);
  const grantedFields = fieldPermissions(org, setIds);
  const customPermissions = customPermissionNames(org, setIds);

  function hasSystemPermission(name: string): boolean {
    if (name === 'ViewAllData') return viewAllData;
    return sets.some((set) => set[`Permissions${name}`] === true);
  }

  function objectRights(object: SObject): ObjectRights {
    if (!isPermissionable(object))
      return rightsWithoutPermissions(org.schema, object, { rights: access.object, hasSystemPermission });
    if (modifyAllData) return ALL_RIGHTS;
    const granted = grantedObjects.get(object.name) ?? NO_RIGHTS;
    return viewAllData ? { ...granted, read: true, viewAll: true } : granted;
  }

  function fieldRights(object: SObject, field: Field): FieldRights {
    const writable = field.createable || field.updateable;
    if (!needsFieldPermission(object, field)) return writable ? EDIT : READ;
    const granted = grantedFields.get(`${object.name}.${field.name}`.toLowerCase()) ?? NONE;
    if (granted.edit && writable) return EDIT;
    return granted.read || granted.edit || grantedObjects.get(object.name)?.viewAllFields ? READ : NONE;
  }

  // Rights depend on the schema too: kept for as long as it is the same.
  let schema = org.schema;
  let objects = new Map<string, ObjectRights>();
  let fields = new Map<string, Map<string, FieldRights>>();
  function forgetOldSchema(): void {
    if (schema === org.schema) return;
    schema = org.schema;
    objects = new Map();
    fields = new Map();
  }

  const access: UserAccess = {
    userId: String(user['Id']),
    user,
    object(name) {
      forgetOldSchema();
      let rights = objects.get(name);
      if (!rights) {
        const object = schema.object(name);
        rights = object ? objectRights(object) : NO_RIGHTS;
        objects.set(name, rights);
      }
      return rights;
    },
    field(objectName, fieldName) {
      forgetOldSchema();
      let ofObject = fields.get(objectName);
      if (!ofObject) fields.set(objectName, (ofObject = new Map()));
      let rights = ofObject.get(fieldName);
      if (!rights) {
        const object = schema.object(objectName);
        const field = object?.field(fieldName);
        rights = object && field ? fieldRights(object, field) : NONE;
        ofObject.set(fieldName, rights);
      }
      return rights;
    },
    hasCustomPermission: (name) => customPermissions.has(name.toLowerCase()),
    hasSystemPermission,
  };
  return access;
}

/**
 * Whether a field is seen only by those to whom a profile or permission set grants it, which holds
 * for administrators too. Required and master-detail fields are always granted
 * (https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_permissionset.htm,
 * fieldPermissions). Standard fields are granted to every profile of a new org.
 */
function needsFieldPermission(object: SObject, field: Field): boolean {
  return (
    field.custom &&
    !field.required &&
    field.type !== 'MasterDetail' &&
    object.kind !== 'customMetadata' &&
    object.kind !== 'share'
  );
}

function permissionSets(org: Org, user: Row): Row[] {
  const { store } = org;
  const now = org.now().toISOString();
  const assignments = store
    .readBy('PermissionSetAssignment', 'AssigneeId', [String(user['Id'])])
    .filter(({ ExpirationDate: end }) => typeof end !== 'string' || end > now);
  const groups = assignments.flatMap((a) =>
    typeof a['PermissionSetGroupId'] === 'string' ? [a['PermissionSetGroupId']] : [],
  );
  const ids = new Set([
    ...assignments.flatMap((a) => (typeof a['PermissionSetId'] === 'string' ? [a['PermissionSetId']] : [])),
    ...store
      .readBy('PermissionSetGroupComponent', 'PermissionSetGroupId', groups)
      .map((c) => String(c['PermissionSetId'])),
  ]);
  const profile =
    typeof user['ProfileId'] === 'string' ? store.readBy('PermissionSet', 'ProfileId', [user['ProfileId']]) : [];
  return [
    ...profile.filter((set) => set['IsOwnedByProfile'] === true),
    ...store.read('PermissionSet', [...ids]).filter((set) => set !== undefined),
  ];
}

type GrantedRights = ObjectRights & { viewAllFields: boolean };

function objectPermissions(org: Org, setIds: string[]): Map<string, GrantedRights> {
  const granted = new Map<string, GrantedRights>();
  for (const row of org.store.readBy('ObjectPermissions', 'ParentId', setIds)) {
    const object = String(row['SobjectType']);
    const before = granted.get(object) ?? { ...NO_RIGHTS, viewAllFields: false };
    granted.set(object, {
      read: before.read || row['PermissionsRead'] === true,
      create: before.create || row['PermissionsCreate'] === true,
      edit: before.edit || row['PermissionsEdit'] === true,
      delete: before.delete || row['PermissionsDelete'] === true,
      viewAll: before.viewAll || row['PermissionsViewAllRecords'] === true,
      modifyAll: before.modifyAll || row['PermissionsModifyAllRecords'] === true,
      viewAllFields: before.viewAllFields || row['PermissionsViewAllFields'] === true,
    });
  }
  return granted;
}

function fieldPermissions(org: Org, setIds: string[]): Map<string, FieldRights> {
  const granted = new Map<string, FieldRights>();
  for (const row of org.store.readBy('FieldPermissions', 'ParentId', setIds)) {
    const name = String(row['Field']).toLowerCase();
    const before = granted.get(name) ?? NONE;
    granted.set(name, {
      read: before.read || row['PermissionsRead'] === true,
      edit: before.edit || row['PermissionsEdit'] === true,
    });
  }
  return granted;
}

function customPermissionNames(org: Org, setIds: string[]): Set<string> {
  const entities = org.store.readBy('SetupEntityAccess', 'ParentId', setIds).map((row) => String(row['SetupEntityId']));
  const permissions = org.store.read('CustomPermission', [...new Set(entities)]);
  return new Set(permissions.flatMap((row) => (row ? [String(row['DeveloperName']).toLowerCase()] : [])));
}
