import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormulaError, FormulaRuntimeError } from './compile.ts';
import { compileFieldFormula, compileRecordFormula } from './record.ts';
import type { RecordContext, RecordFormulaOptions } from './record.ts';
import { buildSchema } from '../schema/build.ts';
import { idFrom } from '../schema/id.ts';
import type { Component, Row, Value, XmlElement } from '../schema/model.ts';
import type { UserAccess } from '../org.ts';

function component(type: string, fullName: string, xml: XmlElement = {}): Component {
  return { type, fullName, files: new Map(), xml: { fullName: fullName.split('.').pop(), ...xml } };
}

function field(fullName: string, type: string, xml: XmlElement = {}): Component {
  return component('CustomField', fullName, { type, label: fullName, ...xml });
}

function formulaField(fullName: string, type: string, formula: string, xml: XmlElement = {}): Component {
  return field(fullName, type, { formula, ...(type === 'Number' ? { precision: '18', scale: '2' } : {}), ...xml });
}

const NUMBER: XmlElement = { precision: '18', scale: '2' };

function object(fullName: string, sharingModel = 'ReadWrite'): Component {
  return component('CustomObject', fullName, {
    label: fullName,
    pluralLabel: fullName,
    sharingModel,
    nameField: { type: 'Text', label: 'Name' },
    deploymentStatus: 'Deployed',
  });
}

const { schema, problems } = buildSchema([
  object('Shelf__c'),
  object('Book__c'),
  object('Rate__c'),
  object('Copy__c', 'ControlledByParent'),
  component('CustomObject', 'Rule__mdt', { label: 'Rule', pluralLabel: 'Rules' }),
  field('Rule__mdt.Days__c', 'Number', { precision: '4', scale: '0' }),
  component('CustomMetadata', 'Rule.Default', { label: 'Default' }),
  component('CustomPermission', 'Lend_Rare_Books', { label: 'Lend rare books' }),
  component('CustomLabel', 'Greeting', { value: 'Hello' }),
  field('Rate__c.Percent__c', 'Percent', NUMBER),
  field('Rate__c.Day__c', 'Date'),
  field('Shelf__c.Room__c', 'Text', { length: '20' }),
  field('Shelf__c.Keeper__c', 'Lookup', { referenceTo: 'User', relationshipName: 'Shelves' }),
  formulaField('Shelf__c.Sign__c', 'Text', 'Room__c & "/" & Keeper__r.Alias'),
  field('Book__c.Shelf__c', 'Lookup', { referenceTo: 'Shelf__c', relationshipName: 'Books' }),
  field('Book__c.Pages__c', 'Number', NUMBER),
  field('Book__c.Notes__c', 'LongTextArea', { length: '1000', visibleLines: '3' }),
  field('Book__c.Rare__c', 'Checkbox', { defaultValue: 'false' }),
  field('Book__c.Bought__c', 'Date'),
  field('Book__c.Genres__c', 'MultiselectPicklist', {
    visibleLines: '3',
    valueSet: {
      restricted: 'true',
      valueSetDefinition: {
        sorted: 'false',
        value: [
          { fullName: 'Novel', label: 'Novel', default: 'false' },
          { fullName: 'Play', label: 'Play', default: 'false' },
        ],
      },
    },
  }),
  field('Book__c.Status__c', 'Picklist', {
    valueSet: {
      restricted: 'true',
      valueSetDefinition: {
        sorted: 'false',
        value: [
          { fullName: 'Free', label: 'Free', default: 'true' },
          { fullName: 'Lent', label: 'Lent', default: 'false' },
        ],
      },
    },
  }),
  field('Copy__c.Book__c', 'MasterDetail', {
    referenceTo: 'Book__c',
    relationshipName: 'Copies',
    relationshipOrder: '0',
  }),
  field('Copy__c.Bought__c', 'Date'),
  field('Book__c.First_Bought__c', 'Summary', {
    summaryForeignKey: 'Copy__c.Book__c',
    summaryOperation: 'min',
    summarizedField: 'Copy__c.Bought__c',
  }),
  formulaField('Book__c.Sheets__c', 'Number', 'Pages__c / 3', { formulaTreatBlanksAs: 'BlankAsZero' }),
  formulaField('Book__c.Weight__c', 'Number', 'Sheets__c * 4', { formulaTreatBlanksAs: 'BlankAsZero' }),
  formulaField('Book__c.Broken__c', 'Number', '1 / (Pages__c - Pages__c)'),
  formulaField('Book__c.Uses_Broken__c', 'Number', 'BLANKVALUE(Broken__c, 5)'),
  formulaField('Book__c.Place__c', 'Text', 'Shelf__r.Sign__c'),
  formulaField('Book__c.Chicken__c', 'Number', 'Egg__c + 1'),
  formulaField('Book__c.Egg__c', 'Number', 'Chicken__c + 1'),
]);

const user: Row = {
  Id: idFrom('005', 1),
  Alias: 'ada',
  ProfileId: idFrom('00e', 1),
  UserRoleId: idFrom('00E', 1),
  TimeZoneSidKey: 'Europe/Berlin',
};

const rows: Record<string, Row[]> = {
  User: [user],
  Profile: [{ Id: idFrom('00e', 1), Name: 'Librarian' }],
  UserRole: [{ Id: idFrom('00E', 1), Name: 'Reading Room' }],
  Organization: [{ Id: idFrom('00D', 1), Name: 'Town Library' }],
  Rule__mdt: [{ Id: idFrom('m00', 1), DeveloperName: 'Default', Days__c: 21 }],
  Rate__c: [{ Id: idFrom('a00', 9), Name: 'Rare', Percent__c: 50, Day__c: '2026-11-24' }],
  Shelf__c: [{ Id: idFrom('a01', 1), Room__c: 'B', Keeper__c: user['Id'] ?? null }],
};

function access(permissions: string[] = []): UserAccess {
  const none = { read: false, create: false, edit: false, delete: false, viewAll: false, modifyAll: false };
  return {
    userId: String(user['Id']),
    user,
    object: () => none,
    field: () => ({ read: false, edit: false }),
    hasCustomPermission: (name) => permissions.includes(name),
    hasSystemPermission: () => false,
  };
}

function context(row: Row, prior?: Row, permissions?: string[]): RecordContext {
  return {
    row,
    prior,
    isNew: prior === undefined,
    access: access(permissions),
    now: new Date('2026-11-24T23:30:00Z'),
    parent: (name, id) => rows[name]?.find((each) => each['Id'] === id),
    find: (name, values) =>
      rows[name]?.find((each) => Object.entries(values).every(([key, value]) => each[key] === value)),
  };
}

function evaluate(source: string, at: RecordContext, options: RecordFormulaOptions = { use: 'validation' }): Value {
  return compileRecordFormula(schema, 'Book__c', source, options).evaluate(at);
}

function refusal(source: string, options: RecordFormulaOptions = { use: 'validation' }): string {
  try {
    compileRecordFormula(schema, 'Book__c', source, options);
  } catch (error) {
    assert.ok(error instanceof FormulaError, String(error));
    return error.message;
  }
  return 'compiled';
}

test('the schema of this test is sound', () => assert.deepEqual(problems, []));

test('ISNEW and ISCLONE', () => {
  assert.equal(evaluate('ISNEW()', context({})), true);
  assert.equal(evaluate('ISNEW()', context({}, {})), false);
  assert.equal(evaluate('ISCLONE()', context({})), false);
  assert.equal(evaluate('ISCLONE()', { ...context({}), isClone: true }), true);
});

test('ISCHANGED, of every kind of value and of blanks', () => {
  const changed = (name: string, before: Value, after: Value): Value =>
    evaluate(`ISCHANGED(${name})`, context({ [name]: after }, { [name]: before }));
  assert.equal(changed('Pages__c', 1, 2), true);
  assert.equal(changed('Pages__c', 1, 1), false);
  assert.equal(changed('Pages__c', null, 0), true);
  assert.equal(changed('Pages__c', null, null), false);
  assert.equal(changed('Name', 'a', 'A'), true);
  assert.equal(changed('Name', null, ''), false);
  assert.equal(changed('Name', 'a', null), true);
  assert.equal(changed('Notes__c', 'a\r\nb', 'a\nb'), false);
  assert.equal(changed('Rare__c', false, true), true);
  assert.equal(changed('Rare__c', null, false), false);
  assert.equal(changed('Status__c', 'Free', 'Lent'), true);
  assert.equal(changed('Status__c', null, 'Lent'), true);
  assert.equal(changed('Bought__c', '2026-11-24', '2026-11-25'), true);
  assert.equal(changed('Shelf__c', idFrom('a01', 1), idFrom('a01', 1).slice(0, 15)), false);
  assert.equal(changed('Shelf__c', idFrom('a01', 1), idFrom('a01', 2)), true);
  assert.equal(evaluate('ISCHANGED(Sheets__c)', context({ Pages__c: 3 }, { Pages__c: 6 })), true);
  assert.equal(evaluate('ISCHANGED(Pages__c)', context({ Pages__c: 5 })), false, 'nothing changes on insert');
});

test('PRIORVALUE, on insert the current value', () => {
  assert.equal(evaluate('PRIORVALUE(Pages__c)', context({ Pages__c: 2 }, { Pages__c: 1 })), 1);
  assert.equal(evaluate('PRIORVALUE(Pages__c)', context({ Pages__c: 2 })), 2);
  assert.equal(
    evaluate('ISPICKVAL(PRIORVALUE(Status__c), "Free")', context({ Status__c: 'Lent' }, { Status__c: 'Free' })),
    true,
  );
  assert.equal(evaluate('TEXT(PRIORVALUE(Status__c))', context({ Status__c: 'Lent' }, {})), null);
  assert.equal(evaluate('INCLUDES(PRIORVALUE(Genres__c), "Play")', context({}, { Genres__c: 'Novel;Play' })), true);
  assert.equal(evaluate('PRIORVALUE(Shelf__c) = Shelf__c', context({ Shelf__c: idFrom('a01', 1) })), true);
  assert.equal(
    refusal('PRIORVALUE(Shelf__r.Room__c) = ""'),
    'The PRIORVALUE function cannot reference the Shelf__r.Room__c field.',
  );
  assert.equal(refusal('ISCHANGED($User.Alias)'), 'The ISCHANGED function cannot reference the $User.Alias field.');
  assert.equal(
    refusal('ISCHANGED(Pages__c)', { use: 'field' }),
    'Function ISCHANGED may not be used in this type of formula',
  );
});

test('multi-select picklists know their values', () => {
  assert.equal(evaluate('INCLUDES(Genres__c, "Play")', context({ Genres__c: 'Novel;Play' })), true);
  assert.match(refusal('INCLUDES(Genres__c, "Opera")'), /^Incorrect parameter for function INCLUDES\(\)/);
});

test('parents, grandparents and where there is none', () => {
  const book = context({ Shelf__c: idFrom('a01', 1) });
  assert.equal(evaluate('Shelf__r.Room__c', book), 'B');
  assert.equal(evaluate('shelf__R.keeper__R.aLIAS', book), 'ada');
  assert.equal(evaluate('Shelf__r.Room__c', context({})), null);
  assert.equal(evaluate('Shelf__r.Room__c', context({ Shelf__c: idFrom('a01', 7) })), null);
  assert.equal(evaluate('Owner:User.Alias', context({ OwnerId: String(user['Id']) })), 'ada');
  assert.equal(evaluate('CreatedBy.Alias', context({ CreatedById: String(user['Id']) })), 'ada');
  assert.equal(evaluate('Shelf__r.Keeper__c = $User.Id', book), true);
  assert.equal(refusal('Shelf__r.Rooms__c = ""'), 'Field Shelf__r.Rooms__c does not exist. Check spelling.');
  assert.equal(refusal('Shelf__c.Room__c = ""'), 'Field Shelf__c.Room__c does not exist. Check spelling.');
  assert.equal(refusal('Owner:Shelf__c.Room__c = ""'), 'Field Owner:Shelf__c.Room__c does not exist. Check spelling.');
});

test('the parents that a formula reads are named', () => {
  const parents = (source: string): string[][] =>
    compileRecordFormula(schema, 'Book__c', source, { use: 'validation' }).parents;
  assert.deepEqual(parents('Pages__c > 1'), []);
  assert.deepEqual(parents('Shelf__r.Keeper__r.Alias = ""'), [['Shelf__r'], ['Shelf__r', 'Keeper__r']]);
  assert.deepEqual(parents('Place__c = ""'), [['Shelf__r'], ['Shelf__r', 'Keeper__r']], 'through formula fields too');
});

test('formula fields are followed, each with its own treatment of blanks', () => {
  assert.equal(evaluate('Sheets__c', context({ Pages__c: 30 })), 10);
  assert.equal(evaluate('Weight__c', context({})), 0);
  assert.equal(evaluate('Place__c', context({ Shelf__c: idFrom('a01', 1) })), 'B/ada');
  const weight = schema.object('Book__c')?.field('Weight__c');
  assert.ok(weight);
  assert.equal(compileFieldFormula(schema, 'Book__c', weight).evaluate(context({ Pages__c: 10 })), 13.32);
});

test('a roll-up of dates is a date', () => {
  assert.equal(evaluate('YEAR(First_Bought__c)', context({ First_Bought__c: '2026-11-24' })), 2026);
});

test('a formula field that refers to itself is refused', () => {
  const message = /^Formula cannot use another formula field that directly or indirectly refers to itself\./;
  assert.match(refusal('Egg__c > 1'), message);
  assert.throws(
    () => compileRecordFormula(schema, 'Book__c', 'AND(\n  Egg__c > 1)', { use: 'validation' }),
    (error) => error instanceof FormulaError && error.line === 2 && error.column === 3,
  );
  const egg = schema.object('Book__c')?.field('Egg__c');
  assert.ok(egg);
  assert.throws(
    () => compileFieldFormula(schema, 'Book__c', egg),
    (error) => error instanceof FormulaError && message.test(error.message),
  );
});

test('a formula field without a result is blank, and so are those that use it', () => {
  const book = context({ Pages__c: 3 });
  const compiled = (name: string): Value => {
    const declared = schema.object('Book__c')?.field(name);
    assert.ok(declared);
    return compileFieldFormula(schema, 'Book__c', declared).evaluate(book);
  };
  assert.equal(compiled('Broken__c'), null);
  assert.equal(compiled('Uses_Broken__c'), null);
  assert.equal(evaluate('BLANKVALUE(Broken__c, 7)', book), 7);
  assert.throws(() => evaluate('1 / (Pages__c - 3)', book), FormulaRuntimeError);
});

test('the user, and what belongs to the user', () => {
  const any = context({}, undefined, ['Lend_Rare_Books']);
  assert.equal(evaluate('$User.Alias', any), 'ada');
  assert.equal(evaluate('$user.alias', any), 'ada');
  assert.equal(evaluate(`$User.Id = "${String(user['Id']).slice(0, 15)}"`, any), true);
  assert.equal(evaluate('$Profile.Name', any), 'Librarian');
  assert.equal(evaluate('$UserRole.Name', any), 'Reading Room');
  assert.equal(evaluate('$Organization.Name', any), 'Town Library');
  assert.equal(evaluate('$Permission.Lend_Rare_Books', any), true);
  assert.equal(evaluate('$Permission.Lend_Rare_Books', context({})), false);
  assert.equal(evaluate('$Label.Greeting & ", " & $User.Alias', any), 'Hello, ada');
  assert.equal(evaluate('$CustomMetadata.Rule__mdt.Default.Days__c + 1', any), 22);
  assert.equal(evaluate('YEAR(DATEVALUE($System.OriginDateTime))', any), 1900);
  assert.equal(evaluate('TODAY()', any), '2026-11-25', 'in the user’s time zone');
});

test('globals that do not exist', () => {
  for (const path of [
    '$User.Shoe_Size__c',
    '$Permission.Nobody',
    '$Label.None',
    '$CustomMetadata.Rule__mdt.Other.Days__c',
    '$CustomMetadata.Rule__mdt.Default.Weeks__c',
    '$CustomMetadata.Book__c.Default.Pages__c',
    '$Setup.Limits__c.Days__c',
    '$User.Manager.Name',
    '$User',
  ]) {
    assert.equal(refusal(`ISNULL(${path})`), `Field ${path} does not exist. Check spelling.`);
  }
});

test('VLOOKUP finds a record by its name, in validation rules only', () => {
  const source = (field: string, name: string): string =>
    `VLOOKUP($ObjectType.Rate__c.Fields.${field}, $ObjectType.Rate__c.Fields.Name, ${name})`;
  assert.equal(evaluate(source('Percent__c', '"Rare"'), context({})), 0.5);
  assert.equal(evaluate(source('Day__c', 'Name'), context({ Name: 'Rare' })), '2026-11-24');
  assert.equal(evaluate(source('Percent__c', '"Common"'), context({})), null);
  assert.equal(evaluate(source('Percent__c', 'Name'), context({})), null);
  assert.match(refusal('VLOOKUP(Pages__c, $ObjectType.Rate__c.Fields.Name, "x") = 1'), /does not exist/);
  assert.match(
    refusal('VLOOKUP("x", $ObjectType.Rate__c.Fields.Name, "x") = 1'),
    /^Incorrect parameter for function 'VLOOKUP\(\)'/,
  );
  assert.match(refusal(source('Percent__c', '"x"'), { use: 'field' }), /may not be used in this type of formula$/);
});

test('formula fields may not read long text, rules may', () => {
  assert.equal(evaluate('CONTAINS(Notes__c, "torn")', context({ Notes__c: 'a torn page' })), true);
  assert.equal(
    refusal('Notes__c', { use: 'field' }),
    'You referenced an unsupported field type called "Long Text Area" using the following field: Notes__c',
  );
});

test('a default knows the user but no record', () => {
  assert.equal(evaluate('$User.Alias', context({}), { use: 'default' }), 'ada');
  assert.equal(evaluate('TODAY() + 14', context({}), { use: 'default', returns: 'Date' }), '2026-12-09');
  assert.equal(refusal('Name', { use: 'default' }), 'Field Name does not exist. Check spelling.');
});

test('a field whose holder alone may write it', () => {
  const rule = `AND(
    OR(ISCHANGED(Pages__c), AND(ISNEW(), NOT(ISBLANK(Pages__c)))),
    NOT($Permission.Lend_Rare_Books),
    $User.Id <> IF(OR(ISNEW(), ISPICKVAL(PRIORVALUE(Status__c), "Free")), Shelf__r.Keeper__c, PRIORVALUE(OwnerId)))`;
  const shelf = idFrom('a01', 1);
  const other = idFrom('005', 2);
  const refused = (row: Row, prior?: Row, permissions?: string[]): Value =>
    evaluate(rule, context(row, prior, permissions));
  assert.equal(refused({ Pages__c: 3, Shelf__c: shelf }), false, 'the keeper inserts');
  assert.equal(refused({ Pages__c: 3 }), true, 'nobody’s shelf');
  assert.equal(refused({ Pages__c: null }), false, 'nothing written');
  assert.equal(refused({ Pages__c: 3, Status__c: 'Free', Shelf__c: shelf }, { Pages__c: 2, Status__c: 'Free' }), false);
  assert.equal(refused({ Pages__c: 3, Shelf__c: shelf }, { Pages__c: 2, Status__c: 'Lent', OwnerId: other }), true);
  assert.equal(
    refused({ Pages__c: 3, Shelf__c: shelf }, { Pages__c: 2, Status__c: 'Lent', OwnerId: other }, ['Lend_Rare_Books']),
    false,
  );
  assert.equal(refused({ Pages__c: 2, Name: 'x' }, { Pages__c: 2, Status__c: 'Lent', OwnerId: other }), false);
});
