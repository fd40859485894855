import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WhereClause } from '@jetstreamapp/soql-parser-js';
import { OrgError } from '../errors.ts';
import type { QueryOptions, QueryResult } from '../org.ts';
import { recordAccess } from '../security/records.ts';
import { librarian, library, OBJECTS } from './library.fixture.ts';
import { conditionOf } from './literal.ts';
import { query, queryParsed } from './query.ts';

const org = library();
const user = librarian(org);
const access = org.access(user);
const [ann = '', asa = ''] = org.put(
  'Member__c',
  { Name: 'Ann', Age__c: 30, OwnerId: user },
  { Name: 'Åsa', OwnerId: user },
);
const [emma = '', ulysses = ''] = org.put(
  'Book__c',
  {
    Name: 'Emma',
    Genre__c: 'Novel',
    Pages__c: 474,
    Price__c: 10.1,
    Rare__c: true,
    Printed_On__c: '1815-12-23',
    Bought_At__c: '2026-11-23T23:30:00.000Z',
    Author__c: ann,
    OwnerId: user,
  },
  { Name: 'Ulysses', Genre__c: 'Novel', Pages__c: 730, Price__c: 0.2, OwnerId: user },
  { Name: 'Atlas', Genre__c: 'Atlas', Pages__c: 90, OwnerId: user },
);
const [first = '', second = ''] = org.put(
  'Loan__c',
  { Name: 'L1', Book__c: emma, Member__c: ann },
  { Name: 'L2', Book__c: emma, Member__c: asa },
  { Name: 'L3', Book__c: ulysses },
);

const ask = (soql: string, options?: QueryOptions, as = access): QueryResult => query(org, as, soql, options);
const records = (soql: string, options?: QueryOptions): Record<string, unknown>[] => ask(soql, options).records;
/** The names found, for short. */
const names = (rest: string): unknown[] => records(`SELECT Name FROM Book__c ${rest}`).map((r) => r['Name']);

function refused(soql: string, code: string, message: string | RegExp, as = access): void {
  assert.throws(
    () => ask(soql, {}, as),
    (error) => {
      assert.ok(error instanceof OrgError, String(error));
      assert.equal(error.errorCode, code, error.message);
      if (typeof message === 'string') assert.equal(error.message, message);
      else assert.match(error.message, message);
      return true;
    },
  );
}

const url = (object: string, id: string, version = '66.0'): object => ({
  type: object,
  url: `/services/data/v${version}/sobjects/${object}/${id}`,
});

test('records are nested as REST nests them', () => {
  assert.deepEqual(
    records(
      `select id, NAME, author__r.name, Rare__c, Bought_At__c, (SELECT Id, Member__r.Name FROM Loans__r ORDER BY Name) FROM book__c WHERE name = 'EMMA'`,
      { version: '60.0' },
    ),
    [
      {
        attributes: url('Book__c', emma, '60.0'),
        Id: emma,
        Name: 'Emma',
        Author__r: { attributes: url('Member__c', ann, '60.0'), Name: 'Ann' },
        Rare__c: true,
        Bought_At__c: '2026-11-23T23:30:00.000+0000',
        Loans__r: {
          totalSize: 2,
          done: true,
          records: [
            {
              attributes: url('Loan__c', first, '60.0'),
              Id: first,
              Member__r: { attributes: url('Member__c', ann, '60.0'), Name: 'Ann' },
            },
            {
              attributes: url('Loan__c', second, '60.0'),
              Id: second,
              Member__r: { attributes: url('Member__c', asa, '60.0'), Name: 'Åsa' },
            },
          ],
        },
      },
    ],
  );
  const [none] = records(`SELECT Author__r.Name, (SELECT Id FROM Loans__r) FROM Book__c WHERE Name = 'Atlas'`);
  assert.equal(none?.['Author__r'], null);
  assert.equal(none?.['Loans__r'], null);
});

test('counts, groups, aliases and subtotals', () => {
  assert.deepEqual(ask('SELECT COUNT() FROM Book__c'), {
    ...ask('SELECT COUNT() FROM Book__c'),
    totalSize: 3,
    records: [],
  });
  assert.equal(ask('SELECT COUNT() FROM Book__c LIMIT 2').totalSize, 2);
  assert.deepEqual(
    records(
      'SELECT Genre__c, COUNT(Id), SUM(Price__c) total, AVG(Pages__c), MAX(Bought_At__c) FROM Book__c GROUP BY Genre__c ORDER BY COUNT(Id) DESC',
    ),
    [
      {
        attributes: { type: 'AggregateResult' },
        Genre__c: 'Novel',
        expr0: 2,
        total: 10.3,
        expr1: 602,
        expr2: '2026-11-23T23:30:00.000+0000',
      },
      { attributes: { type: 'AggregateResult' }, Genre__c: 'Atlas', expr0: 1, total: null, expr1: 90, expr2: null },
    ],
  );
});

test('ROLLUP adds subtotals, told by GROUPING', () => {
  const plain = records(
    'SELECT Genre__c g, COUNT(Id) n, GROUPING(Genre__c) sub FROM Book__c GROUP BY ROLLUP(Genre__c)',
  ).map(({ g, n, sub }) => [g, n, sub]);
  assert.deepEqual(plain, [
    ['Atlas', 1, 0],
    ['Novel', 2, 0],
    [null, 3, 1],
  ]);
  assert.equal(
    records('SELECT Genre__c, Rare__c, COUNT(Id) FROM Book__c GROUP BY CUBE(Genre__c, Rare__c)').length,
    3 + 2 + 2 + 1,
  );
});

test("dates are the user's own in literals, and UTC in functions unless converted", () => {
  const berlin = org.access(librarian(org, { TimeZoneSidKey: 'Europe/Berlin' }));
  const soql = 'SELECT COUNT() FROM Book__c WHERE Bought_At__c = TODAY';
  assert.equal(ask(soql).totalSize, 0, '23:30 UTC was yesterday in GMT');
  assert.equal(ask(soql, {}, berlin).totalSize, 1, 'and is today in Berlin');
  const day = (expression: string) =>
    ask(
      `SELECT DAY_ONLY(${expression}) d FROM Book__c WHERE Bought_At__c != null GROUP BY DAY_ONLY(${expression})`,
      {},
      berlin,
    ).records[0]?.['d'];
  assert.equal(day('Bought_At__c'), '2026-11-23');
  assert.equal(day('convertTimezone(Bought_At__c)'), '2026-11-24');
});

test('formula fields are selected, filtered and sorted, but not grouped', () => {
  assert.deepEqual(
    records(
      "SELECT Shelf_Mark__c, Heavy__c FROM Book__c WHERE Heavy__c = true OR Shelf_Mark__c = 'EMM-474' ORDER BY Shelf_Mark__c",
    ).map((r) => [r['Shelf_Mark__c'], r['Heavy__c']]),
    [
      ['Emm-474', false],
      ['Uly-730', true],
    ],
  );
  refused(
    'SELECT Heavy__c, COUNT(Id) FROM Book__c GROUP BY Heavy__c',
    'INVALID_FIELD',
    /field 'Heavy__c' can not be grouped in a query call$/,
  );
});

test('lookups to several objects have the fields of Name', () => {
  const [book] = records(
    `SELECT Owner.Name, Owner.Type FROM Book__c WHERE Owner.Type = 'user' AND Owner.Name LIKE 'lia%' LIMIT 1`,
  );
  assert.deepEqual(book?.['Owner'], {
    attributes: { type: 'Name', url: `/services/data/v66.0/sobjects/User/${user}` },
    Name: 'Lia Brarian',
    Type: 'User',
  });
  refused('SELECT Owner.AboutMe FROM Book__c', 'INVALID_FIELD', /No such column 'AboutMe' on entity 'Name'/);
  const [typed] = records('SELECT TYPEOF Owner WHEN User THEN LocaleSidKey ELSE Name END FROM Book__c LIMIT 1');
  assert.deepEqual(typed?.['Owner'], { attributes: url('User', user), LocaleSidKey: 'en_US' });
});

test('semi-joins and anti-joins, and where they may stand', () => {
  assert.deepEqual(names('WHERE Id IN (SELECT Book__c FROM Loan__c WHERE Member__c != null)'), ['Emma']);
  assert.deepEqual(names('WHERE Id NOT IN (SELECT Book__c FROM Loan__c)'), ['Atlas']);
  assert.deepEqual(names("WHERE Author__c IN (SELECT Id FROM Member__c WHERE Name = 'ann')"), ['Emma']);
  const semi = 'Id IN (SELECT Book__c FROM Loan__c)';
  refused(
    `SELECT Id FROM Book__c WHERE ${semi} OR Name = 'x'`,
    'MALFORMED_QUERY',
    /not allowed with the 'OR' operator/,
  );
  refused(
    `SELECT Id FROM Book__c WHERE Name = 'x' AND (NOT ${semi})`,
    'MALFORMED_QUERY',
    /only allowed at the top level/,
  );
  refused(`SELECT Id FROM Book__c WHERE ${semi} AND ${semi} AND ${semi}`, 'MALFORMED_QUERY', /more than 2 semi join/);
  refused(
    'SELECT Id FROM Book__c WHERE Id IN (SELECT Member__c FROM Loan__c)',
    'MALFORMED_QUERY',
    /should point to the same object type/,
  );
});

test('FIELDS() needs a small LIMIT where it is unbounded', () => {
  const [all] = records('SELECT FIELDS(ALL) FROM Book__c LIMIT 1');
  assert.ok(all && 'Blurb__c' in all && 'OwnerId' in all && 'Heavy__c' in all);
  const [custom] = records('SELECT FIELDS(CUSTOM), Name FROM Book__c LIMIT 1');
  assert.ok(custom && 'Genre__c' in custom && 'Name' in custom && !('OwnerId' in custom));
  refused('SELECT FIELDS(ALL) FROM Book__c', 'MALFORMED_QUERY', /must have a LIMIT of at most 200/);
  refused('SELECT Id, FIELDS(ALL) FROM Book__c LIMIT 1', 'INVALID_FIELD', 'duplicate field selected: Id');
});

test('labels and formats', () => {
  const [book] = records(
    "SELECT toLabel(Genre__c), FORMAT(Price__c) price FROM Book__c WHERE toLabel(Genre__c) = 'novel (LABEL)' ORDER BY Name LIMIT 1",
  );
  assert.equal(book?.['Genre__c'], 'Novel (label)');
  assert.equal(book?.['price'], '10.10');
});

test('a second name in FROM is another way to write a path', () => {
  assert.deepEqual(
    records("SELECT b.Name, a.Name FROM Book__c b, b.Author__r a WHERE a.Name = 'Ann'").map((r) => r['Author__r']),
    [{ attributes: url('Member__c', ann), Name: 'Ann' }],
  );
});

test('errors point at their place', () => {
  refused(
    'SELECT Id, Nope FROM Book__c',
    'INVALID_FIELD',
    "\nSELECT Id, Nope FROM Book__c\n           ^\nERROR at Row:1:Column:12\nNo such column 'Nope' on entity 'Book__c'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.",
  );
  refused(
    'SELECT Id\nFROM Nope__c',
    'INVALID_TYPE',
    /^\nFROM Nope__c\n {5}\^\nERROR at Row:2:Column:6\nsObject type 'Nope__c' is not supported\./,
  );
  refused(
    'SELECT Nope__r.Name FROM Book__c',
    'INVALID_FIELD',
    /Didn't understand relationship 'Nope__r' in field path/,
  );
  refused(
    'SELECT (SELECT Id FROM Nopes__r) FROM Book__c',
    'INVALID_TYPE',
    /Didn't understand relationship 'Nopes__r' in FROM part of query call/,
  );
  refused(
    "SELECT Id FROM Book__c WHERE Id = 'x'",
    'INVALID_QUERY_FILTER_OPERATOR',
    "\nBook__c WHERE Id = 'x'\n              ^\nERROR at Row:1:Column:30\ninvalid ID field: x",
  );
  refused('SELECT Id FROM Book__c WHERE', 'MALFORMED_QUERY', /unexpected token: <EOF>$/);
  refused('', 'MALFORMED_QUERY', 'A query string has to be specified');
  refused(
    "SELECT Id FROM Book__c WHERE Name = 'x' AND Pages__c = 1 OR Pages__c = 2",
    'MALFORMED_QUERY',
    /unexpected token: 'OR'$/,
  );
  // github.com/jetstreamapp/soql-parser-js issue 201: Salesforce wants AND (NOT …).
  refused(
    "SELECT Id FROM Book__c WHERE Name = 'x' AND NOT Pages__c = 1",
    'MALFORMED_QUERY',
    /unexpected token: 'NOT'$/,
  );
  refused('SELECT Id FROM Book__c ALL ROWS', 'MALFORMED_QUERY', /ALL ROWS not allowed in this context$/);
  refused('SELECT Id FROM Book__c WHERE Id = :id', 'MALFORMED_QUERY', /unexpected token: ':'$/);
});

test('what a field cannot do is refused', () => {
  refused(
    "SELECT Id FROM Book__c WHERE Blurb__c = 'x'",
    'INVALID_FIELD',
    /field 'Blurb__c' can not be filtered in a query call$/,
  );
  refused(
    'SELECT Id FROM Book__c ORDER BY Blurb__c',
    'INVALID_FIELD',
    /field 'Blurb__c' can not be sorted in a query call$/,
  );
  refused(
    'SELECT Pages__c, COUNT(Id) FROM Book__c GROUP BY Pages__c',
    'INVALID_FIELD',
    /field 'Pages__c' can not be grouped in a query call$/,
  );
  refused('SELECT Name, COUNT(Id) FROM Book__c', 'MALFORMED_QUERY', /Field must be grouped or aggregated: Name$/);
  refused('SELECT COUNT(Id) FROM Book__c LIMIT 1', 'MALFORMED_QUERY', /cannot also use LIMIT$/);
  refused('SELECT Name n FROM Book__c', 'MALFORMED_QUERY', /only aggregate expressions use field aliasing$/);
  refused('SELECT Id FROM Book__c OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000');
  refused('SELECT COUNT() FROM Book__c LIMIT 99999999999999999999', 'MALFORMED_QUERY', /numeric value out of range/);
  refused(
    `SELECT Id FROM Book__c WHERE Name LIKE '${'%a'.repeat(30_000)}'`,
    'QUERY_TOO_COMPLICATED',
    /too complicated/,
  );
  refused(
    "SELECT Id FROM Book__c WHERE Pages__c > '1'",
    'INVALID_FIELD',
    /field 'Pages__c' must be of type double and should not be enclosed in quotes$/,
  );
  refused(
    'SELECT Id FROM Book__c WHERE Name = 1',
    'INVALID_FIELD',
    /field 'Name' must be of type string and should be enclosed in quotes$/,
  );
  refused(
    'SELECT Id FROM Book__c WHERE Bought_At__c > 2026-01-01',
    'INVALID_FIELD',
    /field 'Bought_At__c' must be of type dateTime and should not be enclosed in quotes$/,
  );
  refused(
    "SELECT Id FROM Book__c WHERE Genre__c INCLUDES ('Novel')",
    'INVALID_QUERY_FILTER_OPERATOR',
    /invalid operator on picklist field$/,
  );
});

test('more than 2,000 groups do not come back', () => {
  const other = library();
  const reader = other.access(librarian(other));
  other.put('Book__c', ...Array.from({ length: 2001 }, (_, i) => ({ Name: `Book ${i}` })));
  assert.throws(() => query(other, reader, 'SELECT Name, COUNT(Id) FROM Book__c GROUP BY Name'), {
    errorCode: 'EXCEEDED_ID_LIMIT',
  });
  assert.equal(
    query(other, reader, 'SELECT Name, COUNT(Id) FROM Book__c GROUP BY Name LIMIT 2000').records.length,
    2000,
  );
});

test('what may not be read is not there', () => {
  const other = library();
  const clerk = other.user({ objects: ['Book__c'], fields: ['Book__c.Pages__c', 'Book__c.Author__c'] });
  const as = other.access(clerk);
  other.put('Book__c', { Name: 'Emma', OwnerId: clerk });
  assert.equal(query(other, as, 'SELECT Pages__c FROM Book__c').totalSize, 1);
  const refuses = (soql: string, message: RegExp) => assert.throws(() => query(other, as, soql), message);
  refuses('SELECT Price__c FROM Book__c', /No such column 'Price__c'/);
  refuses('SELECT Id FROM Book__c WHERE Price__c = 1', /No such column 'Price__c'/);
  refuses('SELECT Id FROM Book__c ORDER BY Price__c', /No such column 'Price__c'/);
  refuses('SELECT Author__r.Name FROM Book__c', /Didn't understand relationship 'Author__r'/);
  refuses('SELECT Id FROM Loan__c', /sObject type 'Loan__c' is not supported/);
  refuses('SELECT (SELECT Id FROM Loans__r) FROM Book__c', /Didn't understand relationship 'Loans__r'/);
  refuses(
    'SELECT Id FROM Book__c WHERE Id IN (SELECT Book__c FROM Loan__c)',
    /sObject type 'Loan__c' is not supported/,
  );
  assert.equal(query(other, as, 'SELECT Price__c FROM Book__c', { system: true }).totalSize, 1);
});

test('records not shared with the user are not found, as records, parents, children or members of semi-joins', () => {
  const other = library();
  const [rep, colleague] = [other.user({ objects: OBJECTS }), other.user({ objects: OBJECTS })];
  const [deal = '', theirs = ''] = other.put(
    'Opportunity',
    { Name: 'Mine', OwnerId: rep },
    { Name: 'Theirs', OwnerId: colleague },
  );
  const as = other.access(rep);
  assert.deepEqual(
    query(other, as, 'SELECT Id FROM Opportunity').records.map((r) => r['Id']),
    [deal],
  );
  assert.deepEqual(
    [deal, theirs].filter((id) => recordAccess(other, as, 'Opportunity', [id]).get(id) !== 'none'),
    [deal],
  );
  other.put('Task', { OwnerId: rep, WhatId: theirs, Subject: 'Call' });
  const [task] = query(other, as, 'SELECT WhatId, What.Name FROM Task').records;
  assert.equal(task?.['WhatId'], theirs);
  assert.equal(task?.['What'], null);
  assert.equal(query(other, as, 'SELECT COUNT() FROM Opportunity').totalSize, 1);
  assert.equal(query(other, as, 'SELECT Id FROM Opportunity USING SCOPE mine').totalSize, 1);
});

test('deleted records are found by queryAll only', () => {
  const other = library();
  const as = other.access(librarian(other));
  const [book = ''] = other.put('Book__c', { Name: 'Gone' });
  other.store.remove('Book__c', [book]);
  assert.equal(query(other, as, 'SELECT Id FROM Book__c').totalSize, 0);
  assert.deepEqual(
    query(other, as, 'SELECT IsDeleted FROM Book__c', { includeDeleted: true }).records.map((r) => r['IsDeleted']),
    [true],
  );
});

test('columns are described', () => {
  const { columns } = ask('SELECT Id, Author__r.Name, Price__c, Rare__c, (SELECT Id FROM Loans__r) FROM Book__c');
  assert.deepEqual(
    columns.map(({ name, type, aggregate, custom }) => [name, type, aggregate, custom]),
    [
      ['Id', 'id', false, false],
      ['Author__r.Name', 'string', false, false],
      ['Price__c', 'currency', false, true],
      ['Rare__c', 'boolean', false, true],
      ['Loans__r', 'queryresult', true, true],
    ],
  );
  assert.deepEqual(
    columns.at(-1)?.joinColumns.map(({ name }) => name),
    ['Id'],
  );
  assert.deepEqual(
    ask('SELECT COUNT(Id) cnt, Genre__c FROM Book__c GROUP BY Genre__c').columns.map(({ name, aggregate }) => [
      name,
      aggregate,
    ]),
    [
      ['cnt', true],
      ['Genre__c', false],
    ],
  );
});

test('a program builds queries of plain values', () => {
  const find = (...conditions: ReturnType<typeof conditionOf>[]) =>
    queryParsed(org, access, {
      fields: [{ type: 'Field', field: 'Name' }],
      sObject: 'Book__c',
      where: conditions.reduceRight<WhereClause | undefined>(
        (right, left) => (right ? { left, operator: 'AND', right } : { left }),
        undefined,
      )!,
    }).records.map((r) => r['Name']);
  assert.deepEqual(find(conditionOf('Name', '=', 'emma'), conditionOf('Rare__c', '=', true)), ['Emma']);
  assert.deepEqual(find(conditionOf('Name', 'IN', ["O'Hara\\", 'Atlas', null])), ['Atlas']);
  assert.deepEqual(find(conditionOf('Printed_On__c', '<', '1900-01-01', 'date')), ['Emma']);
  assert.deepEqual(find(conditionOf('Bought_At__c', '=', 'LAST_N_DAYS:1', 'literal')), ['Emma']);
  assert.deepEqual(find(conditionOf('Price__c', '=', null)), ['Atlas']);
});
