import type { ObjectRights } from '../org.ts';
import type { Schema, SObject } from '../schema/model.ts';
import { sharedObject } from './shares.ts';

export const ALL_RIGHTS: ObjectRights = {
  read: true,
  create: true,
  edit: true,
  delete: true,
  viewAll: true,
  modifyAll: true,
};
export const NO_RIGHTS: ObjectRights = {
  read: false,
  create: false,
  edit: false,
  delete: false,
  viewAll: false,
  modifyAll: false,
};

/** Standard objects on which permission sets grant rights; the others follow rules of their own. */
const PERMISSIONABLE = new Set([
  'Account',
  'Asset',
  'Campaign',
  'Case',
  'Contact',
  'Contract',
  'Individual',
  'Lead',
  'Opportunity',
  'Order',
  'Pricebook2',
  'Product2',
  'Solution',
]);

/** Objects without permissions of their own: whoever may edit the object they belong to may write them. */
const BELONGS_TO: Record<string, string> = {
  OpportunityTeamMember: 'Opportunity',
  OpportunityContactRole: 'Opportunity',
  OpportunityLineItem: 'Opportunity',
  CampaignMember: 'Campaign',
  CaseComment: 'Case',
  AccountContactRole: 'Account',
};

/** Who may write the objects of Setup, which every user may read. */
const WRITTEN_WITH: Record<string, string> = {
  User: 'ManageUsers',
  UserRole: 'ManageRoles',
  Group: 'ManageUsers',
  GroupMember: 'ManageUsers',
  QueueSobject: 'ManageUsers',
  PermissionSetAssignment: 'AssignPermissionSets',
  PermissionSet: 'ManageProfilesPermissionsets',
  PermissionSetGroup: 'ManageProfilesPermissionsets',
  PermissionSetGroupComponent: 'ManageProfilesPermissionsets',
  ObjectPermissions: 'ManageProfilesPermissionsets',
  FieldPermissions: 'ManageProfilesPermissionsets',
  SetupEntityAccess: 'ManageProfilesPermissionsets',
  PermissionSetTabSetting: 'ManageProfilesPermissionsets',
  CustomPermission: 'ManageCustomPermissions',
  Task: 'EditTask',
  Event: 'EditEvent',
};

/** Activities are written by every user who may edit them, wherever they belong. */
const WRITTEN_BY_ALL = new Set(['EmailMessage', 'EmailMessageRelation']);

/** Whether rights on the object come from ObjectPermissions rows. */
export function isPermissionable(object: SObject): boolean {
  return object.kind === 'custom' || PERMISSIONABLE.has(object.name);
}

/** Rights on an object that no permission set can grant: share rows, custom metadata, activities and what Setup keeps. */
export function rightsWithoutPermissions(
  schema: Schema,
  object: SObject,
  user: { rights(object: string): ObjectRights; hasSystemPermission(name: string): boolean },
): ObjectRights {
  const all = user.hasSystemPermission('ModifyAllData');
  const viewAll = all || user.hasSystemPermission('ViewAllData');
  const written = (may: boolean): ObjectRights => ({
    read: true,
    create: may && object.createable,
    edit: may && object.updateable,
    delete: may && object.deletable,
    viewAll,
    modifyAll: all,
  });

  if (object.kind === 'history') {
    const { read, viewAll } = user.rights(object.field('ParentId')?.reference?.to[0] ?? '');
    return { ...NO_RIGHTS, read, viewAll };
  }
  const parent = object.kind === 'share' ? sharedObject(schema, object.name) : BELONGS_TO[object.name];
  if (parent !== undefined) {
    const rights = user.rights(parent);
    const write = object.kind === 'share' ? rights.read : rights.edit;
    return { ...written(write), read: rights.read, viewAll: rights.viewAll, modifyAll: rights.modifyAll };
  }
  if (object.kind === 'customMetadata') return written(user.hasSystemPermission('CustomizeApplication'));
  if (WRITTEN_BY_ALL.has(object.name)) return written(true);
  const permission = WRITTEN_WITH[object.name] ?? 'CustomizeApplication';
  return written(
    user.hasSystemPermission(permission) || (permission === 'ManageRoles' && user.hasSystemPermission('ManageUsers')),
  );
}
