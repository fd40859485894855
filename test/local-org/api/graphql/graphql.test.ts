/* eslint-disable @typescript-eslint/no-explicit-any -- answers are JSON, whose shape the assertions themselves check */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openLibrary, type Library, type Person } from '../../lightning/library.fixture.ts';

let library: Library;
before(async () => {
  library = await openLibrary();
});
after(() => library.close());

interface Answer {
  data: any;
  errors: { message: string; paths: unknown[]; extensions: { ErrorType: string; ErrorCode?: string } }[];
}

async function ask(person: Person, query: string, variables?: Record<string, unknown>): Promise<Answer> {
  const { status, body } = await library.call(
    'POST',
    'graphql',
    { query, variables },
    { authorization: `Bearer ${person.token}` },
  );
  assert.equal(status, 200, JSON.stringify(body));
  return body as Answer;
}

/** As `ask`, where nothing may go wrong. */
async function data(person: Person, query: string, variables?: Record<string, unknown>): Promise<any> {
  const answer = await ask(person, query, variables);
  assert.deepEqual(answer.errors, []);
  return answer.data;
}

const names = (connection: any): string[] => connection.edges.map(({ node }: any) => node.Name.value);

test('records with values, parents, children, pages and counts', async () => {
  const { uiapi } = await data(
    library.librarian,
    `query books($first: Int) { uiapi { query { Book__c(first: $first, orderBy: { Name: { order: ASC } }) {
      edges { cursor node { Id ApiName Name { value displayValue } Price__c { value displayValue } Owner { Id ... on User { Username { value } } }
        Loans__r(first: 5) { totalCount edges { node { Name { value } Status__c { value label } Member__r { Name { value } } } } } } }
      pageInfo { hasNextPage endCursor } totalCount } } } }`.replace('Loans__r', childName()),
    { first: 1 },
  );
  const { edges, pageInfo, totalCount } = uiapi.query.Book__c;
  assert.equal(totalCount, 2);
  assert.equal(edges.length, 1);
  assert.equal(edges[0].node.Name.value, 'Orlando');
  assert.deepEqual(edges[0].node.Price__c, { value: 8, displayValue: '$8.00' });
  assert.equal(edges[0].node.Owner.Username.value, 'librarian@example.test');
  assert.equal(pageInfo.hasNextPage, true);
  const next = await data(
    library.librarian,
    'query next($after: String) { uiapi { query { Book__c(first: 1, after: $after, orderBy: { Name: { order: ASC } }) { edges { node { Name { value } } } pageInfo { hasNextPage } } } } }',
    { after: pageInfo.endCursor },
  );
  assert.deepEqual(names(next.uiapi.query.Book__c), ['The Waves']);
  assert.equal(next.uiapi.query.Book__c.pageInfo.hasNextPage, false);
});

function childName(): string {
  const child = library.org.schema.childrenOf('Book__c').find(({ childObject }) => childObject === 'Loan__c');
  return child?.relationshipName ?? '';
}

const FILTERS: [string, string, string[]][] = [
  ['eq', '{ Name: { eq: "Orlando" } }', ['Orlando']],
  ['ne', '{ Name: { ne: "Orlando" } }', ['The Waves']],
  ['like', '{ Name: { like: "%wav%" } }', ['The Waves']],
  ['in', '{ Name: { in: ["Orlando", "The Waves"] } }', ['Orlando', 'The Waves']],
  ['nin', '{ Name: { nin: ["Orlando"] } }', ['The Waves']],
  ['numbers', '{ Price__c: { gt: 5, lte: 8 } }', ['Orlando']],
  ['and', '{ and: [{ Price__c: { gte: 8 } }, { Name: { like: "O%" } }] }', ['Orlando']],
  ['or', '{ or: [{ Name: { eq: "Orlando" } }, { Price__c: { gt: 10 } }] }', ['Orlando', 'The Waves']],
  ['not', '{ not: { Name: { eq: "Orlando" } } }', ['The Waves']],
  ['not inside and', '{ and: [{ not: { Name: { eq: "Orlando" } } }, { Price__c: { gt: 1 } }] }', ['The Waves']],
  [
    'or inside and',
    '{ and: [{ or: [{ Name: { eq: "Orlando" } }, { Name: { eq: "The Waves" } }] }, { Price__c: { lt: 10 } }] }',
    ['Orlando'],
  ],
  ['empty list', '{ Name: { in: [] } }', []],
  ['outside an empty list', '{ Name: { nin: [] } }', ['Orlando', 'The Waves']],
  ['null', '{ ISBN__c: { eq: null } }', []],
  ['quotes', '{ Name: { eq: "O\'Hara \\\\ \\"x\\"" } }', []],
  [
    'semi-join',
    '{ Id: { inq: { Loan__c: { Lent_On__c: { eq: { value: "2026-11-20" } } }, ApiName: "Book__c" } } }',
    ['The Waves'],
  ],
  ['anti-join', '{ Id: { ninq: { Loan__c: { Name: { like: "LN%" } }, ApiName: "Book__c" } } }', ['Orlando']],
];

for (const [name, filter, expected] of FILTERS) {
  test(`filter: ${name}`, async () => {
    const { uiapi } = await data(
      library.librarian,
      `query { uiapi { query { Book__c(where: ${filter}, orderBy: { Name: { order: ASC } }) { edges { node { Name { value } } } } } } }`,
    );
    assert.deepEqual(names(uiapi.query.Book__c), expected);
  });
}

test('dates: value, literal and range; by a variable too', async () => {
  for (const filter of [
    '{ eq: { value: "2026-11-20" } }',
    '{ eq: { literal: THIS_MONTH } }',
    '{ gte: { range: { last_n_days: 7 } } }',
  ]) {
    const { uiapi } = await data(
      library.librarian,
      `query { uiapi { query { Loan__c(where: { Lent_On__c: ${filter} }) { totalCount } } } }`,
    );
    assert.equal(uiapi.query.Loan__c.totalCount, 1, filter);
  }
  const { uiapi } = await data(
    library.librarian,
    'query loans($where: Loan__c_Filter) { uiapi { query { Loan__c(where: $where) { totalCount } } } }',
    {
      where: { and: [{ Book__r: { Name: { eq: 'The Waves' } } }, { Lent_On__c: { lt: { value: '2026-11-21' } } }] },
    },
  );
  assert.equal(uiapi.query.Loan__c.totalCount, 1);
});

test('scope MINE', async () => {
  const count = async (person: Person): Promise<number> =>
    (await data(person, 'query { uiapi { query { Book__c(scope: MINE) { totalCount } } } }')).uiapi.query.Book__c
      .totalCount;
  assert.equal(await count(library.librarian), 2);
  assert.equal(await count(library.reader), 0);
});

test('aggregates: groups, counts and sums', async () => {
  const { uiapi } = await data(
    library.librarian,
    `query { uiapi { aggregate {
      all: Book__c { edges { node { aggregate { Price__c { sum { value displayValue } avg { value } max { value } } Id { count { value } } } } } }
      Loan__c(groupBy: { Status__c: { group: true }, Book__r: { Name: { group: true } } }, first: 2000) { edges { node { aggregate { Status__c { value label } Book__r { Name { value } } Id { count { value } } } } } } } } }`,
  );
  const [{ node }] = uiapi.aggregate.all.edges;
  assert.deepEqual(node.aggregate.Price__c, {
    sum: { value: 20.5, displayValue: '$20.50' },
    avg: { value: 10.25 },
    max: { value: 12.5 },
  });
  assert.equal(node.aggregate.Id.count.value, 2);
  const [{ node: group }] = uiapi.aggregate.Loan__c.edges;
  assert.equal(group.aggregate.Book__r.Name.value, 'The Waves');
  assert.equal(group.aggregate.Id.count.value, 1);
  assert.equal(typeof group.aggregate.Status__c.label, 'string');
});

test('a value that is neither grouped nor aggregated is refused', async () => {
  const { errors } = await ask(
    library.librarian,
    'query { uiapi { aggregate { Book__c { edges { node { aggregate { Name { value } } } } } } } }',
  );
  assert.equal(errors[0]?.extensions.ErrorType, 'DataFetchingException');
});

test('errors: syntax, unknown field, wrong value, too much at once', async () => {
  const syntax = await ask(library.librarian, 'query { uiapi {');
  assert.equal(syntax.errors[0]?.extensions.ErrorType, 'InvalidSyntax');
  const unknown = await ask(
    library.librarian,
    'query { uiapi { query { Book__c { edges { node { Nothing__c { value } } } } } } }',
  );
  assert.equal(unknown.errors[0]?.extensions.ErrorType, 'ValidationError');
  assert.equal(
    unknown.errors[0]?.message,
    "Validation error (FieldUndefined@[uiapi/query/Book__c/edges/node/Nothing__c]) : Field 'Nothing__c' in type 'Book__c' is undefined",
  );
  const wrong = await ask(
    library.librarian,
    'query q($n: Int) { uiapi { query { Book__c(first: $n) { totalCount } } } }',
    { n: 'many' },
  );
  assert.equal(wrong.errors[0]?.extensions.ErrorType, 'ValidationError');
  for (const first of [0, 2001]) {
    const { errors } = await ask(
      library.librarian,
      `query { uiapi { query { Book__c(first: ${first}) { totalCount } } } }`,
    );
    assert.equal(errors[0]?.extensions.ErrorType, 'DataFetchingException');
  }
  const eleven = Array.from({ length: 11 }, (_, index) => `b${index}: Book__c { totalCount }`).join(' ');
  assert.equal(
    (await ask(library.librarian, `query { uiapi { query { ${eleven} } } }`)).errors[0]?.extensions.ErrorType,
    'ExecutionAborted',
  );
});

test('what a user may not read is not in their schema, and @optional leaves it out', async () => {
  const object = await ask(library.stranger, 'query { uiapi { query { Book__c { totalCount } } } }');
  assert.match(object.errors[0]?.message ?? '', /FieldUndefined/);
  const { uiapi } = await data(
    library.reader,
    'query { uiapi { query { Book__c { edges { node { Name { value } Nothing__c @optional { value } } } } } } }',
  );
  assert.deepEqual(names(uiapi.query.Book__c).sort(), ['Orlando', 'The Waves']);
});

test('object infos', async () => {
  const { uiapi } = await data(
    library.librarian,
    'query { uiapi { objectInfos(apiNames: ["Loan__c"]) { ApiName label fields { ApiName dataType ... on PicklistField { picklistValuesByRecordTypeIDs { picklistValues { value label } } } } } } }',
  );
  const [info] = uiapi.objectInfos;
  assert.equal(info.ApiName, 'Loan__c');
  const status = info.fields.find(({ ApiName }: { ApiName: string }) => ApiName === 'Status__c');
  assert.equal(status.dataType, 'PICKLIST');
  assert.ok(status.picklistValuesByRecordTypeIDs[0].picklistValues.length > 0);
});

test('object infos of the fields that are asked for', async () => {
  const { uiapi } = await data(
    library.librarian,
    'query { uiapi { objectInfos(objectInfoInputs: [{ apiName: "Loan__c", recordTypeIds: [], fieldNames: ["Status__c"] }]) { ApiName createable fields { ApiName updateable ... on PicklistField { picklistValuesByRecordTypeIDs { picklistValues { value label } } } } } } }',
  );
  const [info] = uiapi.objectInfos;
  assert.equal(info.createable, true);
  assert.deepEqual(
    info.fields.map(({ ApiName }: { ApiName: string }) => ApiName),
    ['Status__c'],
  );
  assert.ok(info.fields[0].picklistValuesByRecordTypeIDs[0].picklistValues.length > 0);
});

test('create, refer to what was created, update, delete', async () => {
  const { uiapi } = await data(
    library.librarian,
    `mutation add($book: Book__cCreateInput!) { uiapi {
      book: Book__cCreate(input: $book) { Record { Id Name { value } Open_Loans__c { value } } }
      loan: Loan__cCreate(input: { Loan__c: { Book__c: "@{book}", Member__c: "${library.member}", Lent_On__c: "2026-11-23" } }) { Record { Id Book__r { Name { value } } } } } }`,
    { book: { Book__c: { Name: 'Flush' } } },
  );
  assert.equal(uiapi.book.Record.Name.value, 'Flush');
  assert.equal(uiapi.loan.Record.Book__r.Name.value, 'Flush');
  const id: string = uiapi.book.Record.Id;
  const updated = await data(
    library.librarian,
    `mutation { uiapi { Book__cUpdate(input: { Id: "${id}", Book__c: { Name: "Flush: A Biography" } }) { Record { Name { value } } } } }`,
  );
  assert.equal(updated.uiapi.Book__cUpdate.Record.Name.value, 'Flush: A Biography');
  const deleted = await data(library.librarian, `mutation { uiapi { Book__cDelete(input: { Id: "${id}" }) { Id } } }`);
  assert.equal(deleted.uiapi.Book__cDelete.Id, id);
});

const books = async (name: string): Promise<number> =>
  (
    await data(
      library.librarian,
      'query q($name: String) { uiapi { query { Book__c(where: { Name: { eq: $name } }) { totalCount } } } }',
      { name },
    )
  ).uiapi.query.Book__c.totalCount;

test('one refused operation takes all back, unless the request says otherwise', async () => {
  const mutation = (input: string): string =>
    `mutation { uiapi${input} { good: Book__cCreate(input: { Book__c: { Name: "Kew" } }) { Record { Id } } bad: Book__cCreate(input: { Book__c: { Name: "Bad", ISBN__c: "1" } }) { Record { Id } } } }`;
  const all = await ask(library.librarian, mutation(''));
  assert.equal(all.data.uiapi.good, null);
  assert.deepEqual(all.errors.map(({ extensions }) => extensions.ErrorCode).sort(), [
    'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    'FIELD_CUSTOM_VALIDATION_EXCEPTION',
  ]);
  assert.equal(all.errors[0]?.message, 'Write the ISBN as ten or thirteen digits.');
  assert.equal(await books('Kew'), 0);
  const each = await ask(library.librarian, mutation('(input: { allOrNone: false })'));
  assert.equal(each.errors.length, 1);
  assert.equal(typeof each.data.uiapi.good.Record.Id, 'string');
  assert.equal(await books('Kew'), 1);
});

test('who may not write has no such operation, and a record beyond their access is refused', async () => {
  const { errors } = await ask(
    library.reader,
    `mutation { uiapi { Book__cUpdate(input: { Id: "${library.book}", Book__c: { Name: "Mine" } }) { Record { Id } } } }`,
  );
  assert.equal(errors[0]?.extensions.ErrorType, 'ValidationError');
  const unknown = await ask(
    library.librarian,
    'mutation { uiapi { Book__cDelete(input: { Id: "a00000000099999AAA" }) { Id } } }',
  );
  assert.equal(unknown.errors[0]?.extensions.ErrorType, 'DataFetchingException');
});

test('introspection', async () => {
  const { __type } = await data(library.librarian, 'query { __type(name: "Book__c") { fields { name } } }');
  assert.ok(__type.fields.some(({ name }: { name: string }) => name === 'Price__c'));
});
