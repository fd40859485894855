import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openLibrary } from '../../lightning/library.fixture.ts';

const QUERY = `query q($w: Book__c_Filter, $n: Int = 3) { uiapi {
  query { Book__c(first: $n, where: $w, orderBy: { Name: { order: ASC } }) { edges { node { Id Name { value } Owner { Id ... on User { Name { value } } } } } totalCount } }
  aggregate { Loan__c(groupBy: { Status__c: { group: true } }) { edges { node { aggregate { Status__c { value } Id { count { value } } } } } } } } }`;

const PIECES = [
  '{',
  '}',
  '(',
  ')',
  '"',
  '$w',
  ': null',
  '...',
  '@skip(if: true)',
  '@optional',
  '[',
  ']',
  '9999999999',
  '-1',
  '\u0000',
  'Nothing__c',
  'or: []',
  'not: {}',
  '#',
  '"""',
  'fragment X on Book__c { ...X }',
];

const edit = fc.record({ at: fc.nat(QUERY.length), drop: fc.nat(12), put: fc.constantFrom('', ...PIECES) });
const filter = fc.letrec((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(
      null,
      {},
      { Name: null },
      { Name: { eq: 5 } },
      { Id: { in: [] } },
      { Id: { eq: 'zzz' } },
      { Id: { inq: {} } },
      { Name: { like: "%'; DROP" } },
      { Price__c: { gt: 1e300 } },
    ),
    fc.record({ and: fc.array(tie('filter'), { maxLength: 2 }) }),
    fc.record({ or: fc.array(tie('filter'), { maxLength: 2 }) }),
    fc.record({ not: tie('filter') }),
  ),
})).filter;

test('whatever is asked, the answer is data or errors in the shape of the API', async () => {
  const library = await openLibrary();
  try {
    const request = fc.tuple(
      fc.array(edit, { maxLength: 3 }),
      fc.record({ w: filter, n: fc.constantFrom(1, 2000, 'x', null) }, { requiredKeys: [] }),
    );
    await fc.assert(
      fc.asyncProperty(request, async ([edits, variables]) => {
        const query = edits.reduce((text, { at, drop, put }) => text.slice(0, at) + put + text.slice(at + drop), QUERY);
        const { status, body } = await library.call(
          'POST',
          'graphql',
          { query, variables },
          { authorization: `Bearer ${library.librarian.token}` },
        );
        assert.equal(status, 200, JSON.stringify(body));
        assert.ok(Array.isArray((body as { errors: unknown }).errors));
      }),
      { numRuns: 400 },
    );
    assert.deepEqual(library.logged, []);
  } finally {
    await library.close();
  }
});
