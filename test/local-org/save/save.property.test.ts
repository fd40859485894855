import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Row } from '../schema/model.ts';
import { openLibrary, type Library } from './library.fixture.ts';

function rowsOf({ org }: Library, object: string): Row[] {
  return org.store
    .read(
      object,
      org.store.values(`SELECT Id FROM ${object} WHERE IsDeleted = 0 ORDER BY Id`, []).map(([id]) => String(id)),
    )
    .filter((row) => row !== undefined);
}

/** Every roll-up counted anew from the rows. */
function assertRollups(library: Library): void {
  const loans = rowsOf(library, 'Loan__c');
  const books = rowsOf(library, 'Book__c');
  for (const book of books) {
    const own = loans.filter((loan) => loan['Book__c'] === book['Id']);
    assert.deepEqual(
      [book['Loans__c'], book['Fees__c'], book['Open_Loans__c'], book['Dear_Loans__c']],
      [
        own.length,
        sum(own, 'Fee__c'),
        own.filter((loan) => loan['Returned__c'] === false).length,
        own.filter((loan) => Number(loan['Fee__c']) > 10).length,
      ],
    );
  }
  for (const branch of rowsOf(library, 'Branch__c')) {
    const own = books.filter((book) => book['Branch__c'] === branch['Id']);
    const bought = own
      .map((book) => book['Bought__c'])
      .filter((date) => date !== null)
      .map(String)
      .sort();
    assert.deepEqual(
      [branch['Books__c'], branch['Lent__c'], branch['Newest__c']],
      [own.length, sum(own, 'Open_Loans__c'), bought.at(-1) ?? null],
    );
  }
}

function sum(rows: Row[], field: string): number {
  return rows.reduce((total, row) => total + Number(row[field] ?? 0), 0);
}

const step = fc.oneof(
  fc.record({
    kind: fc.constant('lend'),
    book: fc.nat(3),
    count: fc.integer({ min: 1, max: 4 }),
    fee: fc.constantFrom(null, 3, 12),
    returned: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('change'),
    loan: fc.nat(20),
    fee: fc.constantFrom(null, 4, 20),
    returned: fc.boolean(),
  }),
  fc.record({ kind: fc.constantFrom('delete loan', 'undelete loan'), loan: fc.nat(20) }),
  fc.record({ kind: fc.constantFrom('delete book', 'undelete book'), book: fc.nat(3) }),
  fc.record({
    kind: fc.constant('buy'),
    book: fc.nat(3),
    bought: fc.constantFrom(null, '2026-01-01', '2026-02-01'),
    rare: fc.boolean(),
  }),
);

describe('roll-ups', () => {
  it('equal a recount after any sequence of writes, accepted or refused', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const library = openLibrary();
        const branches = ['A', 'B'].map((Name) => library.create('Branch__c', { Name }));
        const books = [0, 1, 2, 3].map((i) => library.create('Book__c', { Name: `B${i}`, Branch__c: branches[i % 2] }));
        const loans: string[] = [];
        for (const each of steps) {
          const book = 'book' in each ? books[each.book]! : '';
          const loan = 'loan' in each ? (loans[each.loan % Math.max(loans.length, 1)] ?? '') : '';
          switch (each.kind) {
            case 'lend':
              if ('count' in each) {
                const records = Array.from({ length: each.count }, () => ({
                  Book__c: book,
                  Due__c: '2026-01-01',
                  Fee__c: each.fee,
                  Returned__c: each.returned,
                }));
                loans.push(...library.save('insert', 'Loan__c', records).flatMap(({ id }) => id ?? []));
              }
              break;
            case 'change':
              if ('returned' in each && loan)
                library.save('update', 'Loan__c', [{ Id: loan, Fee__c: each.fee, Returned__c: each.returned }]);
              break;
            case 'buy':
              if ('bought' in each)
                library.save('update', 'Book__c', [{ Id: book, Bought__c: each.bought, Rare__c: each.rare }]);
              break;
            default: {
              const [operation, what] = each.kind.split(' ');
              const id = what === 'book' ? book : loan;
              if (id && (operation === 'delete' || operation === 'undelete'))
                library.save(operation, what === 'book' ? 'Book__c' : 'Loan__c', [{ Id: id }]);
            }
          }
          assertRollups(library);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('saving row by row', () => {
  it('leaves what saving the good rows alone would leave', () => {
    const loan = fc.record({
      book: fc.nat(2),
      fee: fc.constantFrom(1, 'x', 2),
      due: fc.constantFrom('2026-01-01', null, '2026-02-31'),
      returned: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(loan, { maxLength: 12 }), (rows) => {
        const outcome = (kept: (index: number) => boolean): { good: boolean[]; state: unknown } => {
          const library = openLibrary();
          const branch = library.create('Branch__c', { Name: 'A' });
          const books = [0, 1, 2].map((i) =>
            library.create('Book__c', { Name: `B${i}`, Branch__c: branch, Rare__c: i === 0 }),
          );
          const records = rows.map(({ book, fee, due, returned }) => ({
            Book__c: books[book],
            Fee__c: fee,
            Due__c: due,
            Returned__c: returned,
          }));
          const results = library.save(
            'insert',
            'Loan__c',
            records.filter((_, i) => kept(i)),
          );
          const plain = ({ Book__c, Fee__c, Due__c, Returned__c, Month__c }: Row): unknown => [
            Book__c,
            Fee__c,
            Due__c,
            Returned__c,
            Month__c,
          ];
          const counts = rowsOf(library, 'Book__c').map(({ Loans__c, Fees__c, Open_Loans__c }) => [
            Loans__c,
            Fees__c,
            Open_Loans__c,
          ]);
          return {
            good: results.map(({ success }) => success),
            state: { loans: rowsOf(library, 'Loan__c').map(plain), counts },
          };
        };
        const all = outcome(() => true);
        const alone = outcome((i) => all.good[i]!);
        assert.ok(alone.good.every(Boolean));
        assert.deepEqual(alone.state, all.state);
      }),
      { numRuns: 40 },
    );
  });
});

describe('whatever a client sends', () => {
  it('is saved or refused, and never breaks', () => {
    const library = openLibrary();
    const branch = library.create('Branch__c', { Name: 'A' });
    const book = library.create('Book__c', { Name: 'B', Branch__c: branch, Code__c: 'C' });
    const names = [
      ...library.org.schema.object('Book__c')!.fields.map(({ name }) => name),
      'Branch__r',
      'Owner',
      'attributes',
      '__proto__',
      'constructor',
      'toString',
    ];
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        branch,
        book,
        branch.slice(0, 15),
        { Id: 'x' },
        { Id: branch },
        { Code__c: 1 },
        '2026-01-01',
        '1e400',
        -0,
        '',
      ),
    );
    const record = fc.dictionary(fc.constantFrom(...names), value, { noNullPrototype: false });
    fc.assert(
      fc.property(
        fc.constantFrom('insert', 'update', 'upsert', 'delete', 'undelete'),
        fc.array(record, { maxLength: 3 }),
        fc.boolean(),
        (operation, records, allOrNone) => {
          const results = library.save(operation, 'Book__c', records, { allOrNone, externalIdField: 'Code__c' });
          assert.equal(results.length, records.length);
          for (const { success, id, errors } of results)
            assert.ok(success ? id !== null && errors.length === 0 : id === null && errors.length > 0);
        },
      ),
      { numRuns: 500 },
    );
  });
});
