import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openOrg, type OpenOrg } from '../open.ts';
import { save } from '../save/save.ts';
import { query } from '../soql/query.ts';
import { deploy, type DeployOutcome } from './deploy.ts';
import { deployFiles, insert, library, libraryOrg, packageOf, problems, zipOf } from './library.fixture.ts';
import { readDeployZip } from './read.ts';

const field = (name: string, rest: string): string =>
  `<fields><fullName>${name}</fullName><label>${name}</label>${rest}</fields>`;
const object = (inside: string): string => `<CustomObject>${inside}</CustomObject>`;
const text = (name: string, rest = ''): string => field(name, `<type>Text</type><length>20</length>${rest}`);
const rows = (org: OpenOrg, soql: string): Record<string, unknown>[] =>
  query(org, org.access(org.adminUserId), soql, { system: true }).records;
const columns = (table: string, org: OpenOrg): string[] =>
  org.store.values(`SELECT name FROM pragma_table_info('${table}')`, []).map(([name]) => String(name));

/** Everything that a deploy could have left behind. */
function snapshot(org: OpenOrg): unknown {
  const tables = org.store
    .values("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", [])
    .map(([name]) => String(name));
  return tables.map((table) => [table, columns(table, org), org.store.values(`SELECT * FROM "${table}"`, [])]);
}

test('the library deploys, and deploying it again changes nothing', () => {
  const org = openOrg({ file: ':memory:' });
  const first = deploy(org, readDeployZip(packageOf(library().components)));
  assert.deepEqual(problems(first), []);
  assert.equal(first.success, true);
  const isbn = first.components.find((each) => each.fullName === 'Book__c.ISBN__c');
  assert.deepEqual(isbn, {
    componentType: 'CustomField',
    fullName: 'Book__c.ISBN__c',
    fileName: 'objects/Book__c.object',
    created: true,
    changed: true,
    deleted: false,
    success: true,
  });
  assert.ok(first.components.some((each) => each.fullName === 'package.xml' && each.componentType === ''));
  const again = deploy(org, library());
  assert.deepEqual(
    again.components.filter((each) => each.created || (each.changed && each.componentType)),
    [],
  );
});

test('the library lends books: defaults, flows, rules, roll-ups, formulas, asynchronous paths', async () => {
  const org = libraryOrg();
  const [book] = insert(org, 'Book__c', { Name: 'Emma', ISBN__c: '9780141439587' });
  const [member] = insert(org, 'Member__c', { Email__c: 'ada@library.test' });
  const [loan] = insert(org, 'Loan__c', { Book__c: book, Member__c: member });
  const soql = 'SELECT Due_On__c, Days_Late__c, Thank_You__c, Book__r.Open_Loans__c, Book__r.Available__c FROM Loan__c';
  const [lent] = rows(org, soql);
  assert.equal(lent?.['Due_On__c'], '2026-12-22', 'four weeks by the rule in custom metadata');
  assert.deepEqual(
    [lent['Book__r']].map((each) => [(each as typeof lent)['Open_Loans__c'], (each as typeof lent)['Available__c']]),
    [[1, false]],
  );

  const admin = org.access(org.adminUserId);
  const update = (values: Record<string, unknown>) =>
    save(
      org,
      admin,
      { object: 'Loan__c', operation: 'update', records: [{ Id: loan, ...values }], allOrNone: false },
      { system: true },
    )[0]!;
  assert.equal(update({ Status__c: 'Returned', Returned_On__c: '2026-12-24' }).success, true);
  await org.queue.drain();
  const [back] = rows(org, soql);
  assert.deepEqual([back?.['Days_Late__c'], back?.['Thank_You__c']], [2, 'Thank you']);
  assert.deepEqual(
    rows(org, 'SELECT Subject FROM Task').map((task) => task['Subject']),
    ['Put the book back on its shelf'],
  );

  const refused = update({ Status__c: 'Out' });
  assert.deepEqual(
    refused.errors.map((error) => [error.statusCode, error.fields]),
    [['FIELD_CUSTOM_VALIDATION_EXCEPTION', ['Status__c']]],
  );
  const [librarian] = org.store.readBy('PermissionSet', 'Name', ['Library_Librarian']);
  insert(org, 'PermissionSetAssignment', { AssigneeId: org.adminUserId, PermissionSetId: librarian!['Id'] });
  const permitted = save(org, org.access(org.adminUserId), {
    object: 'Loan__c',
    operation: 'update',
    records: [{ Id: loan, Status__c: 'Out' }],
    allOrNone: false,
  })[0]!;
  assert.equal(permitted.success, true, 'with $Permission.Library_Correct');
});

test('permissions, apps and records of metadata become rows', () => {
  const org = libraryOrg();
  const one = (soql: string): Record<string, unknown> => rows(org, soql)[0] ?? {};
  assert.equal(one("SELECT Label FROM PermissionSet WHERE Name = 'Library_Reader'")['Label'], 'Reader');
  assert.equal(
    one("SELECT PermissionsViewRoles FROM PermissionSet WHERE Name = 'Library_Librarian'")['PermissionsViewRoles'],
    true,
  );
  const grant = one(
    "SELECT PermissionsRead, PermissionsEdit FROM FieldPermissions WHERE Field = 'Book__c.Price__c' AND Parent.Name = 'Library_Reader'",
  );
  assert.deepEqual([grant['PermissionsRead'], grant['PermissionsEdit']], [true, false]);
  assert.equal(
    rows(
      org,
      "SELECT Id FROM SetupEntityAccess WHERE Parent.Name = 'Library_Librarian' AND SetupEntityType = 'CustomPermission'",
    ).length,
    1,
  );
  assert.equal(one('SELECT Loan_Days__c FROM Library_Rule__mdt')['Loan_Days__c'], 28);
  assert.equal(one("SELECT Label FROM EntityDefinition WHERE QualifiedApiName = 'Loan__c'")['Label'], 'Loan');
  assert.equal(one("SELECT Label FROM AppMenuItem WHERE Name = 'Library'")['Label'], 'Library');
});

test('a new custom object is granted to administrators, its fields to nobody', () => {
  const org = libraryOrg();
  const admin = org.access(org.adminUserId);
  assert.deepEqual(admin.object('Book__c').modifyAll, true);
  assert.equal(
    rows(
      org,
      "SELECT Id FROM ObjectPermissions WHERE SobjectType = 'Book__c' AND Parent.Profile.Name = 'System Administrator'",
    ).length,
    1,
  );
  assert.deepEqual(admin.field('Book__c', 'ISBN__c'), { read: false, edit: false });
  assert.deepEqual(admin.field('Loan__c', 'Member__c'), { read: true, edit: true }, 'a required field needs no grant');
});

test('a deploy that fails leaves nothing behind', () => {
  const org = libraryOrg();
  insert(org, 'Book__c', { Name: 'Emma' });
  const before = snapshot(org);
  const outcome = deployFiles(
    org,
    { CustomField: ['Book__c.New__c', 'Book__c.Bad__c'] },
    { 'objects/Book__c.object': object(text('New__c') + field('Bad__c', '<type>Curency</type>')) },
  );
  assert.equal(outcome.success, false);
  assert.deepEqual(problems(outcome), [
    "CustomField Book__c.Bad__c: 'Curency' is not a valid value for the enum 'FieldType'",
  ]);
  const good = outcome.components.find((each) => each.fullName === 'Book__c.New__c');
  assert.deepEqual([good?.success, good?.created, good?.changed], [true, false, false]);
  assert.deepEqual(snapshot(org), before);
  assert.equal(org.schema.object('Book__c')!.field('New__c'), undefined);
});

test('without rollbackOnError what is sound is deployed', () => {
  const org = libraryOrg();
  const files = {
    'objects/Book__c.object': object(
      text('New__c') +
        field('Bad__c', '<type>Curency</type>') +
        field('On_Bad__c', '<type>Text</type><formula>Bad__c</formula>'),
    ),
  };
  const outcome = deployFiles(org, { CustomField: ['Book__c.New__c', 'Book__c.Bad__c', 'Book__c.On_Bad__c'] }, files, {
    rollbackOnError: false,
  });
  assert.equal(outcome.success, false);
  assert.deepEqual(
    outcome.components.filter((each) => !each.success).map((each) => each.fullName),
    ['Book__c.Bad__c', 'Book__c.On_Bad__c'],
  );
  assert.ok(org.schema.object('Book__c')!.field('New__c'));
  assert.equal(org.schema.object('Book__c')!.field('Bad__c'), undefined);
});

test('checkOnly tells what would happen and changes nothing', () => {
  const org = libraryOrg();
  const before = snapshot(org);
  const outcome = deployFiles(
    org,
    { CustomField: ['Book__c.New__c'] },
    { 'objects/Book__c.object': object(text('New__c')) },
    { checkOnly: true },
  );
  assert.equal(outcome.success, true);
  assert.equal(outcome.components.find((each) => each.fullName === 'Book__c.New__c')?.created, true);
  assert.deepEqual(snapshot(org), before);
  assert.equal(insert(org, 'Book__c', { Name: 'Emma' }).length, 1, 'and the org works on');
});

test('an object is deployed in parts; a standard object is added to', () => {
  const org = libraryOrg();
  const outcome = deployFiles(
    org,
    { CustomObject: ['Account'], CustomField: ['Book__c.Subtitle__c'] },
    {
      'objects/Book__c.object': object(text('Subtitle__c')),
      'objects/Account.object': object(
        text('Library_Card__c', '<unique>true</unique><caseSensitive>false</caseSensitive>'),
      ),
    },
  );
  assert.deepEqual(problems(outcome), []);
  const book = org.schema.object('Book__c')!;
  assert.ok(book.field('Subtitle__c') && book.field('ISBN__c'));
  assert.equal(book.label, 'Book');
  assert.ok(org.schema.object('Account')!.field('Library_Card__c')?.unique);
  assert.equal(outcome.components.find((each) => each.fullName === 'Account')?.created, false);
});

test('labels of several deploys stand together', () => {
  const org = libraryOrg();
  const label =
    '<labels><fullName>Extra</fullName><language>en_US</language><protected>false</protected><shortDescription>Extra</shortDescription><value>More</value></labels>';
  assert.deepEqual(
    problems(
      deployFiles(
        org,
        { CustomLabel: ['Extra'] },
        { 'labels/CustomLabels.labels': `<CustomLabels>${label}</CustomLabels>` },
      ),
    ),
    [],
  );
  assert.equal(org.schema.components('CustomLabel').length, 3);
  assert.equal((org.schema.component('CustomLabels', 'CustomLabels')!.xml['labels'] as unknown[]).length, 3);
});

test('redeploying onto data keeps it, and new roll-ups count what is there', () => {
  const org = libraryOrg();
  const [book] = insert(org, 'Book__c', { Name: 'Emma', Price__c: 12.5 });
  const [member] = insert(org, 'Member__c', { Email__c: 'ada@library.test' });
  insert(org, 'Loan__c', { Book__c: book, Member__c: member }, { Book__c: book, Member__c: member, Status__c: 'Lost' });
  const outcome = deployFiles(
    org,
    { CustomField: ['Book__c.Lost__c', 'Book__c.Rare__c'] },
    {
      'objects/Book__c.object': object(
        field(
          'Lost__c',
          '<type>Summary</type><summaryForeignKey>Loan__c.Book__c</summaryForeignKey><summaryOperation>count</summaryOperation><summaryFilterItems><field>Loan__c.Status__c</field><operation>equals</operation><value>Lost</value></summaryFilterItems>',
        ) + field('Rare__c', '<type>Checkbox</type><defaultValue>false</defaultValue>'),
      ),
    },
  );
  assert.deepEqual(problems(outcome), []);
  const [row] = rows(org, 'SELECT Name, Price__c, Lost__c, Rare__c, Loans__c FROM Book__c');
  assert.deepEqual(
    [row?.['Name'], row?.['Price__c'], row?.['Lost__c'], row?.['Rare__c'], row?.['Loans__c']],
    ['Emma', 12.5, 1, false, 2],
  );
});

test('what the records do not allow is refused', () => {
  const org = libraryOrg();
  insert(org, 'Book__c', { Name: 'Emma', Price__c: 1 }, { Name: 'Persuasion', Price__c: 1 });
  const change = (name: string, rest: string): string[] =>
    problems(
      deployFiles(org, { CustomField: [`Book__c.${name}`] }, { 'objects/Book__c.object': object(field(name, rest)) }),
    );
  assert.deepEqual(
    change('Price__c', '<type>Number</type><precision>10</precision><scale>2</scale><unique>true</unique>'),
    ['CustomField Book__c.Price__c: Cannot make Book__c.Price__c unique: duplicate value found: 1'],
  );
  assert.deepEqual(
    change('Price__c', '<type>Number</type><formula>1</formula><precision>18</precision><scale>0</scale>'),
    ['CustomField Book__c.Price__c: Cannot update a field from a value to a Formula: Book__c.Price__c'],
  );
  assert.deepEqual(
    problems(
      deployFiles(
        org,
        { CustomField: ['Book__c.Account__c'] },
        {
          'objects/Book__c.object': object(
            field(
              'Account__c',
              '<type>MasterDetail</type><referenceTo>Account</referenceTo><relationshipName>Books</relationshipName>',
            ),
          ),
        },
      ),
    ).filter((each) => each.includes('has records')),
    [
      'CustomField Book__c.Account__c: Cannot create a master-detail relationship Book__c.Account__c: Book__c has records without a master',
    ],
  );
});

const destroy = (types: Record<string, string[]>): string =>
  `<Package>${Object.entries(types)
    .map(
      ([name, members]) =>
        `<types>${members.map((each) => `<members>${each}</members>`).join('')}<name>${name}</name></types>`,
    )
    .join('')}</Package>`;

test('destructive changes take components, their rights and their values away', () => {
  const org = libraryOrg();
  insert(org, 'Book__c', { Name: 'Emma', Price__c: 3 });
  const outcome = deployFiles(
    org,
    {},
    {
      'destructiveChanges.xml': destroy({
        CustomField: ['Book__c.Price__c', 'Book__c.Nothing__c'],
        CustomLabel: ['Library_Lent'],
        LightningComponentBundle: ['bookCard'],
        FlexiPage: ['Book_Record_Page'],
        QuickAction: ['Book__c.Show_Card'],
      }),
    },
  );
  assert.deepEqual(problems(outcome), []);
  const deleted = outcome.components.find((each) => each.fullName === 'Book__c.Price__c');
  assert.deepEqual([deleted?.deleted, deleted?.fileName], [true, 'destructiveChanges.xml']);
  const nothing = outcome.components.find((each) => each.fullName === 'Book__c.Nothing__c');
  assert.deepEqual(
    [nothing?.deleted, nothing?.problem, nothing?.problemType],
    [false, 'No CustomField named: Book__c.Nothing__c found', 'Warning'],
  );
  assert.equal(org.schema.object('Book__c')!.field('Price__c'), undefined);
  assert.equal(rows(org, "SELECT Id FROM FieldPermissions WHERE Field = 'Book__c.Price__c'").length, 0);
  assert.equal(org.schema.component('CustomLabel', 'Library_Lent'), undefined);
  const again = deployFiles(
    org,
    { CustomField: ['Book__c.Price__c'] },
    {
      'objects/Book__c.object': object(
        field('Price__c', '<type>Currency</type><precision>10</precision><scale>2</scale>'),
      ),
    },
  );
  assert.deepEqual(problems(again), []);
  assert.equal(rows(org, 'SELECT Price__c FROM Book__c')[0]?.['Price__c'], null, 'a namesake starts empty');
});

test('what is still used cannot be deleted', () => {
  const org = libraryOrg();
  const attempt = (types: Record<string, string[]>): string[] => [
    ...new Set(problems(deployFiles(org, {}, { 'destructiveChanges.xml': destroy(types) }))),
  ];
  assert.deepEqual(attempt({ CustomField: ['Loan__c.Due_On__c'] }), [
    'CustomField Loan__c.Due_On__c: This CustomField is referenced elsewhere in salesforce.com. : CustomField - Loan__c.Days_Late__c',
    'CustomField Loan__c.Due_On__c: This CustomField is referenced elsewhere in salesforce.com. : Flow - Loan_Due_Date',
  ]);
  assert.ok(
    attempt({ CustomPermission: ['Library_Correct'] }).some((each) =>
      each.endsWith('ValidationRule - Loan__c.Returned_Loans_Stay_Returned'),
    ),
  );
  const [set] = org.store.readBy('PermissionSet', 'Name', ['Library_Reader']);
  insert(org, 'PermissionSetAssignment', { AssigneeId: org.adminUserId, PermissionSetId: set!['Id'] });
  assert.deepEqual(attempt({ PermissionSet: ['Library_Reader'] }), [
    "PermissionSet Library_Reader: You can't delete the permission set Library_Reader: it's assigned to users",
  ]);
});

test('an object goes with all its parts, after what uses it', () => {
  const org = libraryOrg();
  insert(org, 'Book__c', { Name: 'Emma' });
  const all = library().components.filter(
    (each) => !['CustomLabels', 'CustomLabel', 'CustomPermission'].includes(each.type),
  );
  const types: Record<string, string[]> = {};
  for (const { type, fullName } of all)
    if (!fullName.includes('__c.') && !fullName.includes('__mdt.')) (types[type] ??= []).push(fullName);
  types['QuickAction'] = ['Book__c.Show_Card'];
  assert.deepEqual(problems(deployFiles(org, {}, { 'destructiveChangesPost.xml': destroy(types) })), []);
  assert.equal(org.schema.object('Book__c'), undefined);
  assert.equal(org.schema.object('Task')!.field('WhatId')!.reference!.to.includes('Book__c'), false);
  assert.deepEqual(problems(deploy(org, library())), []);
  assert.deepEqual(rows(org, 'SELECT Id FROM Book__c'), []);
});

test('a changed permission set loses what it no longer grants', () => {
  const org = libraryOrg();
  const [before] = org.store.readBy('PermissionSet', 'Name', ['Library_Reader']);
  const set =
    '<PermissionSet><label>Reader</label><objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Book__c</object><viewAllRecords>false</viewAllRecords></objectPermissions></PermissionSet>';
  assert.deepEqual(
    problems(
      deployFiles(org, { PermissionSet: ['Library_Reader'] }, { 'permissionsets/Library_Reader.permissionset': set }),
    ),
    [],
  );
  const [after] = org.store.readBy('PermissionSet', 'Name', ['Library_Reader']);
  assert.equal(after!['Id'], before!['Id']);
  assert.deepEqual(
    rows(org, "SELECT SobjectType FROM ObjectPermissions WHERE Parent.Name = 'Library_Reader'").map(
      (row) => row['SobjectType'],
    ),
    ['Book__c'],
  );
  assert.deepEqual(rows(org, "SELECT Id FROM FieldPermissions WHERE Parent.Name = 'Library_Reader'"), []);
});

test('access to a custom metadata type is a row, and goes with the type', () => {
  const org = libraryOrg();
  const set =
    '<PermissionSet><label>Rules</label><customMetadataTypeAccesses><enabled>true</enabled><name>Fine__mdt</name></customMetadataTypeAccesses></PermissionSet>';
  const type =
    '<CustomObject><label>Fine</label><pluralLabel>Fines</pluralLabel><visibility>Public</visibility></CustomObject>';
  const outcome = deployFiles(
    org,
    { CustomObject: ['Fine__mdt'], PermissionSet: ['Rules'] },
    { 'objects/Fine__mdt.object': type, 'permissionsets/Rules.permissionset': set },
  );
  assert.deepEqual(problems(outcome), []);
  const access =
    "SELECT SetupEntityId FROM SetupEntityAccess WHERE Parent.Name = 'Rules' AND SetupEntityType = 'CustomEntityDefinition'";
  const [granted] = rows(org, access);
  const [entity] = rows(org, "SELECT DurableId FROM EntityDefinition WHERE QualifiedApiName = 'Fine__mdt'");
  assert.match(String(entity?.['DurableId']), /^01I\w{12}$/);
  assert.equal(String(granted?.['SetupEntityId']).slice(0, 15), entity?.['DurableId']);
  const destroy = (types: string): DeployOutcome =>
    deploy(org, readDeployZip(zipOf({}, { 'destructiveChanges.xml': `<Package>${types}</Package>` })));
  assert.deepEqual(problems(destroy('<types><members>Fine__mdt</members><name>CustomObject</name></types>')), []);
  assert.deepEqual(rows(org, access), []);
});

test('profiles, roles, groups, queues and value sets', () => {
  const org = libraryOrg();
  const outcome = deployFiles(
    org,
    {
      Profile: ['Admin', 'Clerk'],
      Role: ['Chief', 'Clerk'],
      Queue: ['Returns'],
      Group: ['Friends'],
      StandardValueSet: ['OpportunityStage'],
    },
    {
      'profiles/Admin.profile':
        '<Profile><fieldPermissions><editable>true</editable><field>Book__c.ISBN__c</field><readable>true</readable></fieldPermissions></Profile>',
      'profiles/Clerk.profile':
        '<Profile><custom>true</custom><userLicense>Salesforce</userLicense><userPermissions><enabled>true</enabled><name>ApiEnabled</name></userPermissions></Profile>',
      'roles/Clerk.role': '<Role><name>Clerk</name><parentRole>Chief</parentRole></Role>',
      'roles/Chief.role': '<Role><name>Chief</name></Role>',
      'queues/Returns.queue':
        '<Queue><name>Returns</name><queueSobject><sobjectType>Book__c</sobjectType></queueSobject></Queue>',
      'groups/Friends.group': '<Group><name>Friends</name></Group>',
      'standardValueSets/OpportunityStage.standardValueSet':
        '<StandardValueSet><sorted>false</sorted><standardValue><fullName>Open</fullName><default>false</default><label>Open</label><closed>false</closed><forecastCategory>BestCase</forecastCategory><probability>30</probability><won>false</won></standardValue><standardValue><fullName>Won</fullName><default>false</default><label>Won</label><closed>true</closed><forecastCategory>Closed</forecastCategory><probability>100</probability><won>true</won></standardValue></StandardValueSet>',
    },
  );
  assert.deepEqual(problems(outcome), []);
  assert.deepEqual(org.access(org.adminUserId).field('Book__c', 'ISBN__c'), { read: true, edit: true });
  assert.equal(
    rows(org, "SELECT PermissionsApiEnabled FROM PermissionSet WHERE Profile.Name = 'Clerk'")[0]?.[
      'PermissionsApiEnabled'
    ],
    true,
  );
  assert.equal(
    (
      rows(org, "SELECT ParentRole.Name FROM UserRole WHERE DeveloperName = 'Clerk'")[0]?.['ParentRole'] as Record<
        string,
        unknown
      >
    )['Name'],
    'Chief',
  );
  assert.equal(rows(org, "SELECT Id FROM QueueSobject WHERE SobjectType = 'Book__c'").length, 1);
  assert.deepEqual(
    rows(org, 'SELECT ApiName, IsWon, DefaultProbability FROM OpportunityStage ORDER BY SortOrder').map((row) => [
      row['ApiName'],
      row['IsWon'],
      row['DefaultProbability'],
    ]),
    [
      ['Open', false, 30],
      ['Won', true, 100],
    ],
  );
});

test('only those who may change metadata deploy', () => {
  const org = libraryOrg();
  const [profile] = org.store.readBy('Profile', 'Name', ['Standard User']);
  const [userId] = insert(org, 'User', {
    Username: 'clerk@library.test',
    LastName: 'Clerk',
    Email: 'clerk@library.test',
    Alias: 'clerk',
    ProfileId: profile!['Id'],
    TimeZoneSidKey: 'GMT',
    LocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
  });
  assert.throws(() => deploy(org, library(), { userId: userId! }), { errorCode: 'INSUFFICIENT_ACCESS', status: 403 });
});

test('warnings count as errors unless they are to be ignored', () => {
  const org = libraryOrg();
  const files = { 'labels/CustomLabels.labels': '<CustomLabels/>' };
  assert.deepEqual(problems(deployFiles(org, {}, files)), ['CustomLabels CustomLabels: Not in package.xml']);
  const ignored = deployFiles(org, {}, files, { ignoreWarnings: true });
  assert.equal(ignored.success, true);
  assert.deepEqual(ignored.components.find((each) => each.problem)?.problemType, 'Warning');
});

test('labels that come in another order are the same labels', (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'org-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const file = join(dir, 'org.db');
  const org = libraryOrg(file);
  const label = (name: string): string =>
    `<labels><fullName>${name}</fullName><language>en_US</language><protected>false</protected><shortDescription>${name}</shortDescription><value>${name}</value></labels>`;
  const deployLabels = (to: OpenOrg, ...names: string[]): DeployOutcome =>
    deployFiles(
      to,
      { CustomLabels: ['CustomLabels'] },
      { 'labels/CustomLabels.labels': `<CustomLabels>${names.map(label).join('')}</CustomLabels>` },
    );
  assert.deepEqual(problems(deployLabels(org, 'Zoo', 'Ant', 'Ape')), []);
  const gone = deploy(
    org,
    readDeployZip(
      zipOf(
        {},
        {
          'destructiveChanges.xml':
            '<Package><types><members>Zoo</members><members>Ant</members><name>CustomLabel</name></types></Package>',
        },
      ),
    ),
  );
  assert.deepEqual(problems(gone), []);
  deployLabels(org, 'Bat', 'Ape');
  org.close();
  const again = openOrg({ file });
  t.after(() => again.close());
  const same = deployLabels(again, 'Bat', 'Ape');
  assert.deepEqual(
    same.components.filter((each) => each.changed && each.componentType).map((each) => each.fullName),
    [],
  );
});

test('settings are deployed under the root element of their own type', () => {
  const org = libraryOrg();
  const settings = (inside: string): DeployOutcome =>
    deployFiles(org, { Settings: ['Account'] }, { 'settings/Account.settings': inside });
  assert.deepEqual(
    problems(settings('<AccountSettings><enableAccountTeams>true</enableAccountTeams></AccountSettings>')),
    [],
  );
  assert.deepEqual(problems(settings('<AccountSettings><enableTeams>true</enableTeams></AccountSettings>')), [
    'Settings Account: Element {http://soap.sforce.com/2006/04/metadata}enableTeams invalid at this location in type AccountSettings',
  ]);
  assert.equal(
    problems(settings('<Settings/>'))[0],
    'Settings Account: Error parsing file: Unexpected root element Settings, expected AccountSettings',
  );
});

test('an org reopened from its file is the same org', (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'org-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const file = join(dir, 'org.db');
  const org = libraryOrg(file);
  const [book] = insert(org, 'Book__c', { Name: 'Emma' });
  const was = {
    id: org.organizationId,
    admin: org.adminUserId,
    components: org.components().length,
    prefix: org.schema.object('Loan__c')!.keyPrefix,
  };
  org.close();
  const again = openOrg({ file });
  t.after(() => again.close());
  assert.deepEqual(
    {
      id: again.organizationId,
      admin: again.adminUserId,
      components: again.components().length,
      prefix: again.schema.object('Loan__c')!.keyPrefix,
    },
    was,
  );
  assert.equal(again.store.read('Book__c', [book!])[0]?.['Name'], 'Emma');
  const redeployed = deploy(again, library());
  assert.deepEqual(
    redeployed.components.filter((each) => each.changed && each.componentType),
    [],
  );
  assert.equal(again.schema.component('LightningComponentBundle', 'bookCard')!.files.size, 4);
});

test('a problem names the line and column of the element at fault', () => {
  const set = (field: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">
    <fieldPermissions>
        <editable>false</editable>
        <field>Book__c.Price__c</field>
        <readable>true</readable>
    </fieldPermissions>
    <fieldPermissions>
        <editable>false</editable>
        <field>${field}</field>
        <readable>true</readable>
    </fieldPermissions>
    <label>Reader</label>
</PermissionSet>
`;
  const rule = `<CustomObject>
    <validationRules>
        <fullName>Priced</fullName>
        <active>true</active>
        <errorConditionFormula>AND(
  ISBLANK(Price__c),
  Prize__c > 1)</errorConditionFormula>
        <errorMessage>Give a price.</errorMessage>
    </validationRules>
</CustomObject>
`;
  const outcome = deployFiles(
    libraryOrg(),
    { PermissionSet: ['Reader'], ValidationRule: ['Book__c.Priced'] },
    { 'permissionsets/Reader.permissionset': set('Book__c.Prize__c'), 'objects/Book__c.object': rule },
  );
  assert.deepEqual(
    outcome.components
      .filter(({ success }) => !success)
      .map(({ fileName, lineNumber, columnNumber }) => [fileName, lineNumber, columnNumber])
      .sort(),
    [
      ['objects/Book__c.object', 7, 3],
      ['permissionsets/Reader.permissionset', 10, 9],
    ],
  );
});
