import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insert, libraryOrg } from '../metadata/library.fixture.ts';
import { describeGlobal, describeSObject } from './describe.ts';

const org = libraryOrg();
const admin = () => org.access(org.adminUserId);
interface Described {
  name: string;
  [property: string]: unknown;
}
const fieldsOf = (name: string): Map<string, Described> =>
  new Map((describeSObject(org.schema, admin(), name)['fields'] as Described[]).map((field) => [field.name, field]));

test('fields without a grant are not described, not even to an administrator', () => {
  const before = fieldsOf('Book__c');
  assert.equal(before.has('ISBN__c'), false);
  assert.equal(before.has('Name'), true);
  const [set] = org.store.readBy('PermissionSet', 'Name', ['Library_Librarian']);
  insert(org, 'PermissionSetAssignment', { AssigneeId: org.adminUserId, PermissionSetId: set!['Id'] });
  assert.equal(fieldsOf('Book__c').has('ISBN__c'), true);
});

test('types, lengths and flags are those of the REST API', () => {
  const book = fieldsOf('Book__c');
  const shape = (name: string, ...properties: string[]): unknown[] => properties.map((property) => book.get(name)?.[property]);
  assert.deepEqual(shape('Id', 'type', 'length', 'soapType', 'nillable', 'createable'), ['id', 18, 'tns:ID', false, false]);
  assert.deepEqual(shape('ISBN__c', 'type', 'length', 'byteLength', 'externalId', 'unique', 'idLookup', 'custom'), ['string', 20, 60, true, true, true, true]);
  assert.deepEqual(shape('Price__c', 'type', 'precision', 'scale', 'soapType'), ['currency', 10, 2, 'xsd:double']);
  assert.deepEqual(shape('Summary__c', 'type', 'filterable', 'sortable', 'extraTypeInfo'), ['textarea', false, false, 'plaintextarea']);
  assert.deepEqual(shape('Available__c', 'type', 'calculated', 'updateable'), ['boolean', true, false]);
  assert.deepEqual(shape('Open_Loans__c', 'type', 'calculated', 'groupable'), ['double', true, false]);
  assert.deepEqual(shape('Shelf__c', 'type', 'restrictedPicklist', 'defaultValue', 'defaultedOnCreate'), ['picklist', true, 'Novels', true]);
  assert.deepEqual(shape('OwnerId', 'type', 'referenceTo', 'relationshipName', 'polymorphicForeignKey'), ['reference', ['Group', 'User'], 'Owner', true]);
  assert.equal(fieldsOf('Account').get('NumberOfEmployees')?.['type'], 'int');
  assert.equal(fieldsOf('Task').get('Subject')?.['type'], 'combobox');
  assert.equal(fieldsOf('Contact').get('FirstName')?.['compoundFieldName'], 'Name');
});

test('child relationships name the child, its field and the relationship', () => {
  const children = describeSObject(org.schema, admin(), 'Book__c')['childRelationships'] as Record<string, unknown>[];
  const loans = children.find((child) => child['relationshipName'] === 'Loans__r');
  assert.deepEqual([loans?.['childSObject'], loans?.['field'], loans?.['cascadeDelete']], ['Loan__c', 'Book__c', true]);
});

test('the global describe lists what the user can read', () => {
  const names = describeGlobal(org.schema, admin()).sobjects.map((object) => object['name']);
  assert.ok(names.includes('Book__c') && names.includes('Opportunity') && names.includes('Library_Rule__mdt'));
  assert.ok(!names.includes('ScratchOrgInfo'), 'an org that had it would pass for a Dev Hub');
  const [profile] = org.store.readBy('Profile', 'Name', ['Standard User']);
  const [userId] = insert(org, 'User', {
    Username: 'reader@library.test', LastName: 'Reader', Email: 'reader@library.test', Alias: 'reader', ProfileId: profile!['Id'],
    TimeZoneSidKey: 'GMT', LocaleSidKey: 'en_US', LanguageLocaleKey: 'en_US', EmailEncodingKey: 'UTF-8',
  });
  const theirs = describeGlobal(org.schema, org.access(userId!)).sobjects.map((object) => object['name']);
  assert.ok(theirs.includes('Account') && !theirs.includes('Book__c'));
  assert.throws(() => describeSObject(org.schema, org.access(userId!), 'Book__c'), { errorCode: 'NOT_FOUND', status: 404 });
});

test('an unknown object is not found', () => {
  assert.throws(() => describeSObject(org.schema, admin(), 'Nope__c'), { errorCode: 'NOT_FOUND' });
});
