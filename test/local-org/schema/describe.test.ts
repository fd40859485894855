import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deployFiles, insert, libraryOrg, problems } from '../metadata/library.fixture.ts';
import { query } from '../soql/query.ts';
import { describeGlobal, describeSObject } from './describe.ts';

const org = libraryOrg();
const admin = () => org.access(org.adminUserId);
interface Described {
  name: string;
  [property: string]: unknown;
}
const fieldsOf = (name: string): Map<string, Described> =>
  new Map((describeSObject(org, admin(), name)['fields'] as Described[]).map((field) => [field.name, field]));

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
  const shape = (name: string, ...properties: string[]): unknown[] =>
    properties.map((property) => book.get(name)?.[property]);
  assert.deepEqual(shape('Id', 'type', 'length', 'soapType', 'nillable', 'createable'), [
    'id',
    18,
    'tns:ID',
    false,
    false,
  ]);
  assert.deepEqual(shape('ISBN__c', 'type', 'length', 'byteLength', 'externalId', 'unique', 'idLookup', 'custom'), [
    'string',
    20,
    60,
    true,
    true,
    true,
    true,
  ]);
  assert.deepEqual(shape('Price__c', 'type', 'precision', 'scale', 'soapType'), ['currency', 10, 2, 'xsd:double']);
  assert.deepEqual(shape('Summary__c', 'type', 'filterable', 'sortable', 'extraTypeInfo'), [
    'textarea',
    false,
    false,
    'plaintextarea',
  ]);
  assert.deepEqual(shape('Available__c', 'type', 'calculated', 'updateable'), ['boolean', true, false]);
  assert.deepEqual(shape('Open_Loans__c', 'type', 'calculated', 'groupable'), ['double', true, false]);
  assert.deepEqual(shape('Shelf__c', 'type', 'restrictedPicklist', 'defaultValue', 'defaultedOnCreate'), [
    'picklist',
    true,
    'Novels',
    true,
  ]);
  assert.deepEqual(shape('OwnerId', 'type', 'referenceTo', 'relationshipName', 'polymorphicForeignKey'), [
    'reference',
    ['Group', 'User'],
    'Owner',
    true,
  ]);
  assert.equal(fieldsOf('Account').get('NumberOfEmployees')?.['type'], 'int');
  assert.equal(fieldsOf('Task').get('Subject')?.['type'], 'combobox');
  assert.equal(fieldsOf('Contact').get('FirstName')?.['compoundFieldName'], 'Name');
});

test('what a describe says of filters, groups and order is what SOQL does', () => {
  const own = libraryOrg();
  const fields = [
    '<fullName>Number__c</fullName><label>Number</label><type>AutoNumber</type><displayFormat>B-{0}</displayFormat>',
    '<fullName>Secret__c</fullName><label>Secret</label><type>EncryptedText</type><length>20</length><maskChar>X</maskChar><maskType>all</maskType>',
    '<fullName>Tags__c</fullName><label>Tags</label><type>MultiselectPicklist</type><visibleLines>4</visibleLines><valueSet><valueSetDefinition><sorted>false</sorted><value><fullName>A</fullName><default>false</default><label>A</label></value></valueSetDefinition></valueSet>',
  ];
  const granted = ['Number__c', 'Secret__c', 'Tags__c'].map(
    (name) =>
      `<fieldPermissions><editable>false</editable><field>Book__c.${name}</field><readable>true</readable></fieldPermissions>`,
  );
  const outcome = deployFiles(
    own,
    { CustomObject: ['Book__c'], Profile: ['Admin'] },
    {
      'objects/Book__c.object': `<CustomObject>${fields.map((each) => `<fields>${each}</fields>`).join('')}</CustomObject>`,
      'profiles/Admin.profile': `<Profile>${granted.join('')}</Profile>`,
    },
  );
  assert.deepEqual(problems(outcome), []);
  const access = own.access(own.adminUserId);
  const runs = (soql: string): boolean => {
    try {
      query(own, access, soql, {});
      return true;
    } catch {
      return false;
    }
  };
  const described = describeSObject(own, access, 'Book__c')['fields'] as Described[];
  const flags = (name: string): unknown[] => {
    const field = described.find((each) => each.name === name)!;
    return [field['filterable'], field['groupable'], field['sortable']];
  };
  assert.deepEqual(flags('Number__c'), [true, false, true]);
  assert.deepEqual(flags('Secret__c'), [false, false, false]);
  assert.deepEqual(flags('Tags__c'), [true, false, false]);
  for (const field of described) {
    const { name } = field;
    const soql = [
      `SELECT Id FROM Book__c WHERE ${name} = null`,
      `SELECT ${name} FROM Book__c GROUP BY ${name}`,
      `SELECT Id FROM Book__c ORDER BY ${name}`,
    ];
    assert.deepEqual(soql.map(runs), flags(name), name);
  }
});

test('record types are told with the Ids of their records', () => {
  const own = libraryOrg();
  const rare = '<recordTypes><fullName>Rare</fullName><active>true</active><label>Rare book</label></recordTypes>';
  assert.deepEqual(
    problems(
      deployFiles(
        own,
        { RecordType: ['Book__c.Rare'] },
        { 'objects/Book__c.object': `<CustomObject>${rare}</CustomObject>` },
      ),
    ),
    [],
  );
  const [type] = own.store.readBy('RecordType', 'DeveloperName', ['Rare']);
  const told = describeSObject(own, own.access(own.adminUserId), 'Book__c')['recordTypeInfos'] as Record<
    string,
    unknown
  >[];
  assert.deepEqual(
    told.map((each) => [each['developerName'], each['name'], each['active'], each['master'], each['recordTypeId']]),
    [
      ['Rare', 'Rare book', true, false, type!['Id']],
      ['Master', 'Master', true, true, '012000000000000AAA'],
    ],
  );
});

test('child relationships name the child, its field and the relationship', () => {
  const children = describeSObject(org, admin(), 'Book__c')['childRelationships'] as Record<string, unknown>[];
  const loans = children.find((child) => child['relationshipName'] === 'Loans__r');
  assert.deepEqual([loans?.['childSObject'], loans?.['field'], loans?.['cascadeDelete']], ['Loan__c', 'Book__c', true]);
});

test('the global describe lists what the user can read', () => {
  const names = describeGlobal(org.schema, admin()).sobjects.map((object) => object['name']);
  assert.ok(names.includes('Book__c') && names.includes('Opportunity') && names.includes('Library_Rule__mdt'));
  assert.ok(!names.includes('ScratchOrgInfo'), 'an org that had it would pass for a Dev Hub');
  const [profile] = org.store.readBy('Profile', 'Name', ['Standard User']);
  const [userId] = insert(org, 'User', {
    Username: 'reader@library.test',
    LastName: 'Reader',
    Email: 'reader@library.test',
    Alias: 'reader',
    ProfileId: profile!['Id'],
    TimeZoneSidKey: 'GMT',
    LocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
  });
  const theirs = describeGlobal(org.schema, org.access(userId!)).sobjects.map((object) => object['name']);
  assert.ok(theirs.includes('Account') && !theirs.includes('Book__c'));
  assert.throws(() => describeSObject(org, org.access(userId!), 'Book__c'), { errorCode: 'NOT_FOUND', status: 404 });
});

test('an unknown object is not found', () => {
  assert.throws(() => describeSObject(org, admin(), 'Nope__c'), { errorCode: 'NOT_FOUND' });
});
