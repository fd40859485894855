import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OrgError } from '../errors.ts';
import { field, lookup, object } from '../store/schema.fixture.ts';
import { testOrg } from './org.fixture.ts';

const book = object('Book__c', 'a00', [
  field('Name', 'Text'),
  field('OwnerId', 'Lookup', {
    reference: {
      to: ['User'],
      relationshipName: 'Owner',
      childRelationshipName: undefined,
      onDelete: 'SetNull',
      master: undefined,
    },
  }),
  field('Isbn__c', 'Text', { required: true }),
  field('Pages__c', 'Number'),
  field('Thick__c', 'Checkbox', { formula: 'Pages__c > 500', createable: false, updateable: false }),
]);
const loan = object(
  'Loan__c',
  'a01',
  [field('Name', 'Text'), lookup('Book__c', 'Book__c', 'Loans__r', { writeRequiresMasterRead: true })],
  { sharingModel: 'ControlledByParent' },
);

function org() {
  return testOrg([book, loan]);
}

test('profile and assigned permission sets add up', () => {
  const o = org();
  const user = o.user({ objects: ['Book__c'] });
  assert.deepEqual(o.access(user).object('Book__c'), {
    read: true,
    create: true,
    edit: true,
    delete: true,
    viewAll: false,
    modifyAll: false,
    viewAllFields: false,
  });
  assert.equal(o.access(user).object('Loan__c').read, false);
  assert.deepEqual(o.access(user).field('Book__c', 'Pages__c'), { read: false, edit: false });

  const [set = ''] = o.put('PermissionSet', { Name: 'Librarian' });
  o.put('ObjectPermissions', { ParentId: set, SobjectType: 'Loan__c', PermissionsRead: true });
  o.put('FieldPermissions', {
    ParentId: set,
    SobjectType: 'Book__c',
    Field: 'Book__c.Pages__c',
    PermissionsRead: true,
  });
  o.put('FieldPermissions', {
    ParentId: set,
    SobjectType: 'Book__c',
    Field: 'Book__c.Thick__c',
    PermissionsRead: true,
    PermissionsEdit: true,
  });
  const [permission = ''] = o.put('CustomPermission', { DeveloperName: 'Lend_Rare' });
  o.put('SetupEntityAccess', { ParentId: set, SetupEntityId: permission });
  o.put('PermissionSetAssignment', { AssigneeId: user, PermissionSetId: set });
  const access = o.access(user);
  assert.equal(access.object('Loan__c').read, true);
  assert.deepEqual(access.field('Book__c', 'Pages__c'), { read: true, edit: false });
  assert.deepEqual(access.field('Book__c', 'Thick__c'), { read: true, edit: false }, 'a formula is never edited');
  assert.equal(access.hasCustomPermission('lend_rare'), true);
  assert.equal(access.hasCustomPermission('Other'), false);
});

test('a permission set group grants what its permission sets grant, an expired assignment nothing', () => {
  const o = org();
  const [set = ''] = o.put('PermissionSet', { Name: 'Librarian' });
  o.put('ObjectPermissions', { ParentId: set, SobjectType: 'Loan__c', PermissionsRead: true });
  const [group = ''] = o.put('PermissionSetGroup', { DeveloperName: 'Staff' });
  o.put('PermissionSetGroupComponent', { PermissionSetGroupId: group, PermissionSetId: set });
  const [a, b] = [o.user(), o.user()];
  o.put('PermissionSetAssignment', { AssigneeId: a, PermissionSetGroupId: group });
  o.put('PermissionSetAssignment', { AssigneeId: b, PermissionSetId: set, ExpirationDate: '2026-01-01T00:00:00.000Z' });
  assert.equal(o.access(a).object('Loan__c').read, true);
  assert.equal(o.access(b).object('Loan__c').read, false);
});

test('required, master-detail and standard fields need no field permission, and administrators need one for the others', () => {
  const o = org();
  const admin = o.access(o.user({ system: ['ModifyAllData'] }));
  assert.deepEqual(admin.field('Book__c', 'Isbn__c'), { read: true, edit: true });
  assert.deepEqual(admin.field('Loan__c', 'Book__c'), { read: true, edit: true });
  assert.deepEqual(admin.field('Account', 'Industry'), { read: true, edit: true });
  assert.deepEqual(admin.field('Account', 'CreatedDate'), { read: true, edit: false });
  assert.deepEqual(admin.field('Book__c', 'Pages__c'), { read: false, edit: false });
  assert.equal(admin.object('Book__c').modifyAll, true);
  assert.equal(admin.hasSystemPermission('ViewAllData'), true);
});

test('Setup is read by all and written with its permissions', () => {
  const o = org();
  const plain = o.access(o.user());
  const admin = o.access(o.user({ system: ['AssignPermissionSets', 'ManageUsers'] }));
  for (const name of ['User', 'Profile', 'UserRole', 'PermissionSet', 'Organization', 'RecordType'])
    assert.equal(plain.object(name).read, true, name);
  assert.equal(plain.object('PermissionSetAssignment').create, false);
  assert.equal(admin.object('PermissionSetAssignment').create, true);
  assert.equal(plain.object('User').edit, false);
  assert.equal(admin.object('User').edit, true);
  assert.equal(admin.object('UserRole').edit, true);
  assert.equal(plain.object('OpportunityTeamMember').read, false);
  assert.equal(o.access(o.user({ objects: ['Opportunity'] })).object('OpportunityTeamMember').create, true);
});

test('an unknown or inactive user has no access at all', () => {
  const o = org();
  const inactive = o.user({ row: { IsActive: false } });
  assert.throws(() => o.access(inactive), OrgError);
  assert.throws(() => o.access('005000000000999AAA'), OrgError);
});
