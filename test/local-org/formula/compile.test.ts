import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileFormula, FormulaError, FormulaRuntimeError } from './compile.ts';
import type { FormulaOptions, FormulaScope, FormulaType } from './compile.ts';
import type { Row } from '../schema/model.ts';

const FIELDS: Record<string, FormulaType> = {
  Name: 'Text',
  Pages__c: 'Number',
  Fee__c: 'Currency',
  Share__c: 'Percent',
  Lent__c: 'Boolean',
  Due__c: 'Date',
  Seen__c: 'DateTime',
  Opens__c: 'Time',
  Status__c: 'Picklist',
  Genres__c: 'MultiselectPicklist',
  OwnerId: 'Id',
};

const scope: FormulaScope<Row> = {
  resolve(path) {
    const name = Object.keys(FIELDS).find((field) => field.toLowerCase() === path.join('.').toLowerCase());
    const type = name === undefined ? undefined : FIELDS[name];
    if (name === undefined || type === undefined) return undefined;
    return {
      type,
      get: (row) => row[name] ?? null,
      ...(name === 'Genres__c' ? { picklistValues: ['Novel', 'Play', 'Poem'] } : {}),
    };
  },
  isNew: () => false,
  now: () => new Date('2026-11-24T23:30:00Z'),
  timeZone: (row) => String(row['zone'] ?? 'GMT'),
};

function compile(source: string, options: Partial<FormulaOptions<Row>> = {}): ReturnType<typeof compileFormula<Row>> {
  return compileFormula<Row>(source, { scope, use: 'validation', ...options });
}

function refusal(source: string, options: Partial<FormulaOptions<Row>> = {}): string {
  try {
    compile(source, options);
  } catch (error) {
    assert.ok(error instanceof FormulaError, String(error));
    return error.message;
  }
  return 'compiled';
}

test('what does not fit is refused in Salesforce’s words', () => {
  const refusals: Record<string, string> = {
    'Titel__c = "x"': 'Field Titel__c does not exist. Check spelling.',
    'ISPICKVALUE(Status__c, "Lent")': 'Unknown function ISPICKVALUE. Check spelling.',
    'LEFT(Name)': "Incorrect number of parameters for function 'LEFT()'. Expected 2, received 1",
    'IF(Lent__c, 1)': "Incorrect number of parameters for function 'IF()'. Expected 3, received 2",
    'TODAY(1)': "Incorrect number of parameters for function 'TODAY()'. Expected 0, received 1",
    'CASE(Name, "a", 1)': "Incorrect number of parameters for function 'CASE()'. Expected 4, received 3",
    'CASE(Name, "a", 1, "b", 2)': "Incorrect number of parameters for function 'CASE()'. Expected 4, received 5",
    'ISPICKVAL(Name, "x")': "Incorrect parameter type for function 'ISPICKVAL()'. Expected Picklist, received Text",
    'ISPICKVAL(Status__c, Name)':
      "Incorrect parameter type for function 'ISPICKVAL()'. Expected Text Literal, received Text",
    'ISBLANK(Status__c)':
      'Field Status__c is a picklist field. Picklist fields are only supported in certain functions.',
    'Status__c = "Lent"':
      'Field Status__c is a picklist field. Picklist fields are only supported in certain functions.',
    'CONTAINS(Genres__c, "Play")':
      'Field Genres__c is a multi-select picklist field. Multi-select picklist fields are only supported in certain functions.',
    'INCLUDES(Genres__c, "Opera")':
      'Incorrect parameter for function INCLUDES(). Text Literal must be a valid value for this multi-select picklist field.',
    'INCLUDES(Genres__c, "")':
      'Incorrect parameter for function INCLUDES(). Text Literal must be a valid value for this multi-select picklist field.',
    'Name = 1': "Incorrect parameter type for operator '='. Expected Text, received Number",
    'Pages__c < Name': "Incorrect parameter type for operator '<'. Expected Number, received Text",
    'Name * 2': "Incorrect parameter type for operator '*'. Expected Number, received Text",
    'Name & Pages__c': "Incorrect parameter type for operator '&'. Expected Text, received Number",
    'Pages__c + Name': "Incorrect parameter type for operator '+'. Expected Number, Date, DateTime, received Text",
    'Due__c - Seen__c': "Incorrect parameter type for operator '-'. Expected Number, Date, received DateTime",
    'IF(Name, 1, 2)': "Incorrect parameter type for function 'IF()'. Expected Boolean, received Text",
    'IF(Lent__c, 1, "2")': "Incorrect parameter type for function 'IF()'. Expected Number, received Text",
    'CASE(Pages__c, 1, Lent__c, Lent__c)': "Incorrect argument type for function 'CASE()'.",
    'ISBLANK(Lent__c)': "Incorrect argument type for function 'ISBLANK()'.",
    'TEXT(Name)':
      "Incorrect parameter type for function 'TEXT()'. Expected Number, Date, DateTime, Picklist, received Text",
    'TEXT(Lent__c)':
      "Incorrect parameter type for function 'TEXT()'. Expected Number, Date, DateTime, Picklist, received Boolean",
    'DATEVALUE(Pages__c)': "Incorrect argument type for function 'DATEVALUE()'.",
    'YEAR(Seen__c)': "Incorrect parameter type for function 'YEAR()'. Expected Date, received DateTime",
    'AND(Lent__c, Name)': "Incorrect parameter type for function 'AND()'. Expected Boolean, received Text",
    'NOT(Pages__c)': "Incorrect parameter type for function 'NOT()'. Expected Boolean, received Number",
    'PRIORVALUE("x") = "x"': "Incorrect argument type for function 'PRIORVALUE()'.",
    'GETSESSIONID() = "x"': 'Function GETSESSIONID may not be used in this type of formula',
    '{!Name} = "x"': "Syntax error. Found '{'",
  };
  for (const [source, message] of Object.entries(refusals)) assert.equal(refusal(source), message, source);
});

test('a refusal names its line and column', () => {
  assert.throws(
    () => compile('AND(\n  Lent__c,\n  Titel__c = "x")'),
    (error) => error instanceof FormulaError && error.line === 3 && error.column === 3,
  );
});

test('the result must be of the type that is asked for', () => {
  assert.equal(
    refusal('Name', { returns: 'Boolean' }),
    'Formula result is data type (Text), incompatible with expected data type (true or false).',
  );
  assert.equal(
    refusal('Seen__c', { use: 'field', returns: 'Date' }),
    'Formula result is data type (DateTime), incompatible with expected data type (Date).',
  );
  assert.equal(
    refusal('Lent__c', { use: 'field', returns: 'Text' }),
    'Formula result is data type (Boolean), incompatible with expected data type (Text).',
  );
  assert.equal(refusal('OwnerId', { use: 'field', returns: 'Text' }), 'compiled');
  assert.equal(refusal('NULL', { use: 'field', returns: 'Date' }), 'compiled');
  assert.equal(refusal('Pages__c', { use: 'field', returns: 'Percent' }), 'compiled');
});

test('functions are kept to where Salesforce allows them', () => {
  const uses = ['validation', 'field', 'default', 'flow'] as const;
  const allowed: Record<string, string> = {
    'ISNEW()': 'validation flow',
    'ISCLONE()': 'validation flow',
    'REGEX("a", "b")': 'validation default flow',
    'HYPERLINK("a", "b")': 'field flow',
    'GETSESSIONID()': '',
    'LEN("a")': 'validation field default flow',
  };
  for (const [source, expected] of Object.entries(allowed)) {
    assert.equal(uses.filter((use) => refusal(source, { use }) === 'compiled').join(' '), expected, source);
  }
});

test('the paths that a formula reads are listed once', () => {
  assert.deepEqual(compile('AND(Name = "a", name = "b", Pages__c > 1)').paths, [['Name'], ['Pages__c']]);
  assert.deepEqual(compile('{!Name} & "x"', { use: 'flow' }).paths, [['Name']]);
});

test('values come out as rows hold them', () => {
  const row: Row = {
    Due__c: '2026-11-24',
    Seen__c: '2026-11-24T08:00:00.000Z',
    Opens__c: '08:00:00.000Z',
    Share__c: 24,
    Fee__c: 2.5,
    Name: '',
  };
  assert.equal(compile('Due__c + 1').evaluate(row), '2026-11-25');
  assert.equal(compile('Seen__c + 1').evaluate(row), '2026-11-25T08:00:00.000Z');
  assert.equal(compile('Opens__c + 1000').evaluate(row), '08:00:01.000Z');
  assert.equal(compile('Share__c', { returns: 'Percent' }).evaluate(row), 24);
  assert.equal(compile('Share__c').evaluate(row), 0.24);
  assert.equal(compile('Fee__c * 3').evaluate(row), 7.5);
  assert.equal(compile('Name').evaluate(row), null);
  assert.equal(compile('Lent__c').evaluate(row), false);
  assert.equal(compile('Pages__c > 1').evaluate(row), false);
});

test('picklists', () => {
  const row: Row = { Status__c: 'Lent', Genres__c: 'Novel;Poem' };
  assert.equal(compile('ISPICKVAL(Status__c, "Lent")').evaluate(row), true);
  assert.equal(compile('ISPICKVAL(Status__c, "lent")').evaluate(row), false);
  assert.equal(compile('ISPICKVAL(Status__c, "")').evaluate({ Status__c: null }), true);
  assert.equal(compile('CASE(Status__c, "Free", 1, "Lent", 2, 3)').evaluate(row), 2);
  assert.equal(compile('CASE(Status__c, "", 0, 3)').evaluate({}), 0);
  assert.equal(compile('TEXT(Status__c) & "!"').evaluate(row), 'Lent!');
  assert.equal(compile('ISBLANK(TEXT(Status__c))').evaluate({}), true);
  assert.equal(compile('INCLUDES(Genres__c, "Poem")').evaluate(row), true);
  assert.equal(compile('INCLUDES(Genres__c, "Play")').evaluate(row), false);
  assert.equal(compile('INCLUDES(Genres__c, "Play")').evaluate({}), false);
  assert.equal(compile('PICKLISTCOUNT(Genres__c)').evaluate(row), 2);
  assert.equal(compile('PICKLISTCOUNT(Genres__c)').evaluate({}), 0);
  assert.equal(compile('ISBLANK(Genres__c)').evaluate(row), false);
});

test('Ids compare whichever of their two lengths they have, and read with 15 characters', () => {
  const row: Row = { OwnerId: '005000000000001AAA' };
  assert.equal(compile('OwnerId = "005000000000001"').evaluate(row), true);
  assert.equal(compile('OwnerId = "005000000000001AAA"').evaluate(row), true);
  assert.equal(compile('OwnerId <> "00500000000000a"').evaluate(row), true);
  assert.equal(compile('LEN(OwnerId)').evaluate(row), 15);
  assert.equal(compile('CASESAFEID(OwnerId)').evaluate(row), '005000000000001AAA');
  assert.equal(compile('OwnerId = ""').evaluate({}), true);
  assert.equal(compile('IF(Lent__c, "nobody", OwnerId)').evaluate(row), '005000000000001');
  assert.equal(compile('OwnerId', { use: 'flow' }).evaluate(row), '005000000000001AAA');
});

test('a day begins when it begins for the user', () => {
  // The clock says 23:30 GMT.
  assert.equal(compile('TODAY()').evaluate({}), '2026-11-24');
  assert.equal(compile('TODAY()').evaluate({ zone: 'Europe/Berlin' }), '2026-11-25');
  assert.equal(compile('TODAY()').evaluate({ zone: 'America/Los_Angeles' }), '2026-11-24');
  assert.equal(compile('DATEVALUE(NOW())').evaluate({ zone: 'Asia/Tokyo' }), '2026-11-25');
  assert.equal(compile('TEXT(NOW())').evaluate({ zone: 'Asia/Tokyo' }), '2026-11-24 23:30:00Z');
  assert.equal(compile('TODAY()').evaluate({ zone: 'Nowhere/Land' }), '2026-11-24');
});

test('a formula without a result says so at run time', () => {
  for (const source of [
    '1 / (Pages__c - Pages__c)',
    'VALUE("x")',
    'DATE(2026, 13, 1)',
    'SQRT(0 - 1)',
    'SUBSTITUTE(LPAD("a", 99999, "a"), "a", LPAD("a", 99999))',
  ]) {
    assert.throws(() => compile(source).evaluate({ Pages__c: 1 }), FormulaRuntimeError, source);
  }
});

test('what a blank number counts as', () => {
  assert.equal(compile('Pages__c + 1', { blankAsZero: true }).evaluate({}), 1);
  assert.equal(compile('Pages__c + 1').evaluate({}), null);
  assert.equal(compile('ISBLANK(Pages__c)', { blankAsZero: true }).evaluate({}), false);
  assert.equal(compile('ISBLANK(Pages__c)').evaluate({}), true);
});
