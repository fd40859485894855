import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { OrgError } from '../errors.ts';
import type { Row, Value } from '../schema/model.ts';
import { librarian, library } from './library.fixture.ts';
import { quoted } from './literal.ts';
import { query } from './query.ts';

const NAMES = ['Emma', 'emma', 'EMMA II', "O'Hara", 'Ärger', 'ärger', '100%', '50_50', 'back\\slash', 'ulysses', ''];
const GENRES = ['Novel', 'Essay', 'Atlas'];
const DAYS = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-01-01', '2025-12-31'];
const MOMENTS = [
  '2026-11-24T00:00:00.000Z',
  '2026-11-23T23:30:00.000Z',
  '2026-11-24T23:59:59.000Z',
  '2026-06-30T12:00:00.000Z',
];
const TAGS = ['rare', 'new', 'old'];

const orNull = <T extends Value>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null, freq: 4 });
const row: fc.Arbitrary<Row> = fc.record({
  Name: orNull(fc.constantFrom(...NAMES.slice(0, -1))),
  Genre__c: orNull(fc.constantFrom(...GENRES)),
  Tags__c: orNull(fc.uniqueArray(fc.constantFrom(...TAGS), { minLength: 1 }).map((tags) => tags.join(';'))),
  Pages__c: orNull(fc.integer({ min: -2, max: 4 })),
  Price__c: orNull(fc.integer({ min: 0, max: 300 }).map((n) => n / 100)),
  Rare__c: fc.boolean(),
  Printed_On__c: orNull(fc.constantFrom(...DAYS)),
  Bought_At__c: orNull(fc.constantFrom(...MOMENTS)),
});

interface Predicate {
  soql: string;
  test: (row: Row) => boolean;
}

const isBlank = (value: Value | undefined): value is null | undefined => value === null || value === undefined;
const lower = (value: Value | undefined): string | null => (isBlank(value) ? null : String(value).toLowerCase());
const compare = (a: number | string, operator: string, b: number | string): boolean =>
  ({ '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b })[operator as '<'];

const ordering = fc.constantFrom('<', '<=', '>', '>=');
const equality = fc.constantFrom('=', '!=');
const field = (name: string) => fc.constantFrom(name, name.toLowerCase(), `Book__c.${name}`);

const textEquals = (name: string, pool: string[]): fc.Arbitrary<Predicate> =>
  fc.tuple(field(name), equality, fc.constantFrom(...pool)).map(([f, op, value]) => ({
    soql: `${f} ${op} ${quoted(value)}`,
    test: (r) => (lower(r[name]) === (value === '' ? null : value.toLowerCase())) === (op === '='),
  }));
const textIn: fc.Arbitrary<Predicate> = fc
  .tuple(fc.boolean(), fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 }))
  .map(([not, values]) => ({
    soql: `Name ${not ? 'NOT IN' : 'IN'} (${values.map(quoted).join(', ')})`,
    test: (r) => values.some((value) => lower(r['Name']) === (value === '' ? null : value.toLowerCase())) !== not,
  }));
const like: fc.Arbitrary<Predicate> = fc
  .array(fc.constantFrom('e', 'M', 'Ä', '%', '_', '\\%', '\\_', '\\\\', 'a', "\\'"), { minLength: 1, maxLength: 5 })
  .map((parts) => ({
    soql: `Name LIKE '${parts.join('')}'`,
    test: (r) => {
      const source = parts
        .map((p) =>
          p === '%' ? '[^]*' : p === '_' ? '[^]' : p.replace(/^\\/, '').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
        )
        .join('');
      return !isBlank(r['Name']) && new RegExp(`^${source}$`, 'iu').test(String(r['Name']));
    },
  }));
const numbers = (name: string, value: fc.Arbitrary<number>): fc.Arbitrary<Predicate> =>
  fc.oneof(
    fc.tuple(field(name), ordering, value).map(([f, op, n]) => ({
      soql: `${f} ${op} ${n}`,
      test: (r: Row) => !isBlank(r[name]) && compare(Number(r[name]), op, n),
    })),
    fc
      .tuple(equality, fc.option(value, { nil: null }))
      .map(([op, n]) => ({ soql: `${name} ${op} ${n}`, test: (r: Row) => (r[name] === n) === (op === '=') })),
  );
const checkbox: fc.Arbitrary<Predicate> = fc
  .tuple(equality, fc.boolean())
  .map(([op, value]) => ({ soql: `Rare__c ${op} ${value}`, test: (r) => (r['Rare__c'] === value) === (op === '=') }));
const days: fc.Arbitrary<Predicate> = fc.tuple(ordering, fc.constantFrom(...DAYS)).map(([op, day]) => ({
  soql: `Printed_On__c ${op} ${day}`,
  test: (r) => !isBlank(r['Printed_On__c']) && compare(String(r['Printed_On__c']), op, day),
}));
const moments: fc.Arbitrary<Predicate> = fc.tuple(ordering, fc.constantFrom(...MOMENTS)).map(([op, at]) => ({
  soql: `Bought_At__c ${op} ${at}`,
  test: (r) => !isBlank(r['Bought_At__c']) && compare(String(r['Bought_At__c']), op, at),
}));
/** The clock stands at 2026-11-24T10:00Z and the user lives in Berlin, an hour ahead. */
const LITERALS: Record<string, [string, string]> = {
  TODAY: ['2026-11-24', '2026-11-25'],
  YESTERDAY: ['2026-11-23', '2026-11-24'],
  'LAST_N_DAYS:1': ['2026-11-23', '2026-11-25'],
  'N_DAYS_AGO:1': ['2026-11-23', '2026-11-24'],
  THIS_YEAR: ['2026-01-01', '2027-01-01'],
  THIS_WEEK: ['2026-11-22', '2026-11-29'],
  'LAST_N_MONTHS:11': ['2025-12-01', '2026-11-01'],
  THIS_FISCAL_QUARTER: ['2026-10-01', '2027-01-01'],
};
const literals: fc.Arbitrary<Predicate> = fc
  .tuple(fc.boolean(), fc.constantFrom('=', '!=', '<', '<=', '>', '>='), fc.constantFrom(...Object.keys(LITERALS)))
  .map(([isDay, op, literal]) => {
    const [from, to] = LITERALS[literal]!;
    const name = isDay ? 'Printed_On__c' : 'Bought_At__c';
    const start = isDay ? from : new Date(Date.parse(`${from}T00:00:00+01:00`)).toISOString();
    const end = isDay ? to : new Date(Date.parse(`${to}T00:00:00+01:00`)).toISOString();
    return {
      soql: `${name} ${op} ${literal}`,
      test: (r) => {
        const v = r[name] as string | null;
        const within = v !== null && v >= start && v < end;
        if (op === '=') return within;
        if (op === '!=') return !within;
        if (v === null) return false;
        return { '<': v < start, '<=': v < end, '>': v >= end, '>=': v >= start }[op as '<'];
      },
    };
  });
const tags: fc.Arbitrary<Predicate> = fc
  .tuple(
    fc.boolean(),
    fc.array(fc.uniqueArray(fc.constantFrom(...TAGS), { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }),
  )
  .map(([not, sets]) => ({
    soql: `Tags__c ${not ? 'EXCLUDES' : 'INCLUDES'} (${sets.map((set) => quoted(set.join(';'))).join(', ')})`,
    test: (r) =>
      sets.some((set) =>
        set.every((tag) =>
          String(r['Tags__c'] ?? '')
            .split(';')
            .includes(tag),
        ),
      ) !== not,
  }));
const dateFunction: fc.Arbitrary<Predicate> = fc
  .tuple(ordering, fc.integer({ min: 1, max: 12 }))
  .map(([op, month]) => ({
    soql: `CALENDAR_MONTH(Printed_On__c) ${op} ${month}`,
    test: (r) => !isBlank(r['Printed_On__c']) && compare(Number(String(r['Printed_On__c']).slice(5, 7)), op, month),
  }));
const formula: fc.Arbitrary<Predicate> = fc
  .boolean()
  .map((value) => ({ soql: `Heavy__c = ${value}`, test: (r) => Number(r['Pages__c'] ?? 0) > 500 === value }));

const condition: fc.Arbitrary<Predicate> = fc.oneof(
  textEquals('Name', NAMES),
  textEquals('Genre__c', [...GENRES, 'other']),
  textIn,
  like,
  numbers('Pages__c', fc.integer({ min: -2, max: 4 })),
  numbers(
    'Price__c',
    fc.integer({ min: 0, max: 300 }).map((n) => n / 100),
  ),
  checkbox,
  days,
  moments,
  literals,
  tags,
  dateFunction,
  formula,
);
const predicate: fc.Arbitrary<Predicate> = fc.letrec<{ tree: Predicate }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    condition,
    fc
      .tuple(fc.constantFrom('AND', 'OR'), fc.array(tie('tree'), { minLength: 2, maxLength: 3 }))
      .map(([op, parts]) => ({
        soql: `(${parts.map((p) => p.soql).join(` ${op} `)})`,
        test: (r: Row) => (op === 'AND' ? parts.every((p) => p.test(r)) : parts.some((p) => p.test(r))),
      })),
    // Of three NOTs that open one after the other the parser loses one, and the query is refused.
    tie('tree').map((part) =>
      /^\(+NOT \(+NOT/.test(part.soql) ? part : { soql: `(NOT ${part.soql})`, test: (r: Row) => !part.test(r) },
    ),
  ),
})).tree;

const rows = fc.array(row, { maxLength: 12 });
const now = new Date('2026-11-24T10:00:00Z');

function stocked(data: Row[]) {
  const org = library(now);
  const user = librarian(org, { TimeZoneSidKey: 'Europe/Berlin' });
  const ids = org.put('Book__c', ...data.map((r) => ({ ...r, OwnerId: user })));
  return { org, access: org.access(user), ids };
}

test('a filter finds exactly the rows that a plain evaluation finds', () => {
  fc.assert(
    fc.property(rows, fc.array(predicate, { minLength: 5, maxLength: 10 }), (data, predicates) => {
      const { org, access, ids } = stocked(data);
      for (const { soql, test: holds } of predicates) {
        const found = query(org, access, `SELECT Id FROM Book__c WHERE ${soql} ORDER BY Id`).records.map(
          (r) => r['Id'],
        );
        assert.deepEqual(
          found,
          ids.filter((_, i) => holds(data[i]!)),
          soql,
        );
        assert.equal(query(org, access, `SELECT COUNT() FROM Book__c WHERE ${soql}`).totalSize, found.length);
      }
      org.store.close();
    }),
    { numRuns: 150 },
  );
});

const sortable = ['Genre__c', 'Pages__c', 'Price__c', 'Rare__c', 'Printed_On__c', 'Bought_At__c'] as const;
const ordered = fc.uniqueArray(
  fc.record({
    field: fc.constantFrom(...sortable),
    down: fc.boolean(),
    nulls: fc.constantFrom('', ' NULLS FIRST', ' NULLS LAST'),
  }),
  { minLength: 1, maxLength: 3, selector: (o) => o.field },
);

test('ORDER BY, LIMIT and OFFSET give what sorting and cutting the rows give', () => {
  fc.assert(
    fc.property(rows, ordered, fc.nat(5), fc.nat(5), (data, order, limit, offset) => {
      const { org, access, ids } = stocked(data);
      const key = (r: Row, name: string): number | string | null => {
        const value = r[name] ?? null;
        // Picklists sort by the order of their values.
        return name === 'Genre__c' && value !== null
          ? GENRES.indexOf(String(value))
          : typeof value === 'boolean'
            ? Number(value)
            : value;
      };
      const sorted = ids
        .map((id, i) => ({ id, row: data[i]! }))
        .sort((a, b) => {
          for (const { field: name, down, nulls } of order) {
            const [x, y] = [key(a.row, name), key(b.row, name)];
            if (x === y) continue;
            if (x === null || y === null) return (x === null) === (nulls !== ' NULLS LAST') ? -1 : 1;
            return x < y !== down ? -1 : 1;
          }
          return a.id < b.id ? -1 : 1;
        })
        .map(({ id }) => id)
        .slice(offset, offset + limit);
      const clause = order.map(({ field: name, down, nulls }) => `${name}${down ? ' DESC' : ''}${nulls}`).join(', ');
      const found = query(
        org,
        access,
        `SELECT Id FROM Book__c ORDER BY ${clause}, Id LIMIT ${limit} OFFSET ${offset}`,
      ).records;
      assert.deepEqual(
        found.map((r) => r['Id']),
        sorted,
      );
      org.store.close();
    }),
    { numRuns: 200 },
  );
});

test('aggregates of groups are those of the rows in each group', () => {
  const groupings = [['Genre__c'], ['Rare__c'], ['Genre__c', 'Rare__c'], ['Printed_On__c']];
  fc.assert(
    fc.property(rows, fc.constantFrom(...groupings), condition, fc.nat(3), (data, by, filter, atLeast) => {
      const { org, access } = stocked(data);
      const groups = new Map<string, Row[]>();
      for (const r of data.filter(filter.test)) {
        const key = JSON.stringify(by.map((name) => r[name]));
        groups.set(key, [...(groups.get(key) ?? []), r]);
      }
      const cents = (r: Row): number => Math.round(Number(r['Price__c']) * 100);
      const expected = [...groups.values()]
        .filter((members) => members.length >= atLeast)
        .map((members) => {
          const priced = members.filter((r) => !isBlank(r['Price__c']));
          const pages = members.flatMap((r) => (isBlank(r['Pages__c']) ? [] : [Number(r['Pages__c'])]));
          return {
            ...Object.fromEntries(by.map((name) => [name, members[0]![name]])),
            n: members.length,
            priced: priced.length,
            total: priced.length === 0 ? null : priced.reduce((sum, r) => sum + cents(r), 0) / 100,
            least: pages.length === 0 ? null : Math.min(...pages),
            most: pages.length === 0 ? null : Math.max(...pages),
            names: new Set(
              members.flatMap((r) =>
                isBlank(r['Name']) ? [] : [String(r['Name']).replace(/[A-Z]/g, (c) => c.toLowerCase())],
              ),
            ).size,
          };
        });
      const { records } = query(
        org,
        access,
        `SELECT ${by.join(', ')}, COUNT(Id) n, COUNT(Price__c) priced, SUM(Price__c) total, MIN(Pages__c) least, MAX(Pages__c) most, COUNT_DISTINCT(Name) names
         FROM Book__c WHERE ${filter.soql} GROUP BY ${by.join(', ')} HAVING COUNT(Id) >= ${atLeast}`,
      );
      const plain = records.map(({ attributes: _, ...rest }) => rest);
      const sort = (list: object[]): string[] => list.map((one) => JSON.stringify(one)).sort();
      assert.deepEqual(sort(plain), sort(expected));
      org.store.close();
    }),
    { numRuns: 150 },
  );
});

test('a parent path and a child query tell the same as joining by hand', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4), { maxLength: 12 }), fc.nat(3), fc.nat(3), (books, limit, offset) => {
      const { org, access, ids } = stocked(['A', 'B', 'C', 'D', 'E'].map((Name) => ({ Name })));
      const loans = org.put('Loan__c', ...books.map((b, i) => ({ Book__c: ids[b]!, Days__c: i })));
      const up = query(org, access, 'SELECT Id, Book__r.Name FROM Loan__c ORDER BY Id').records;
      assert.deepEqual(
        up.map((r) => (r['Book__r'] as { Name: string }).Name),
        books.map((b) => 'ABCDE'[b]),
      );
      const down = query(
        org,
        access,
        `SELECT Name, (SELECT Id FROM Loans__r ORDER BY Days__c DESC LIMIT ${limit} OFFSET ${offset}) FROM Book__c ORDER BY Name`,
      ).records;
      down.forEach((record, b) => {
        const expected = loans
          .filter((_, i) => books[i] === b)
          .reverse()
          .slice(offset, offset + limit);
        const children = record['Loans__r'] as { totalSize: number; done: boolean; records: { Id: string }[] } | null;
        assert.deepEqual(children?.records.map((r) => r.Id) ?? [], expected);
        assert.equal(children === null, expected.length === 0);
      });
      org.store.close();
    }),
    { numRuns: 60 },
  );
});

test("any text gives a result or an error in Salesforce's shape", () => {
  const { org, access } = stocked([{ Name: 'Emma', Pages__c: 3 }]);
  const word = fc.constantFrom(
    'SELECT',
    'FROM',
    'WHERE',
    'Id',
    'Name',
    'Book__c',
    'Loan__c',
    'Loans__r',
    'Author__r.Name',
    'Owner.Name',
    'Owner.Type',
    'Owner.Profile.Name',
    'Pages__c',
    'Heavy__c',
    'Shelf_Mark__c',
    ',',
    '(',
    ')',
    '=',
    '!=',
    '<',
    'LIKE',
    'IN',
    'NOT',
    'AND',
    'OR',
    "'x'",
    "'%'",
    "'\\\\'",
    "'",
    '1',
    '-1.5',
    'null',
    'true',
    'TODAY',
    'LAST_N_DAYS:3',
    'LAST_N_YEARS:99999',
    '2026-01-01',
    '2026-99-99',
    '2026-01-01T00:00:00Z',
    'GROUP BY',
    'ORDER BY',
    'HAVING',
    'LIMIT',
    'OFFSET',
    'COUNT()',
    'COUNT(Id)',
    'SUM(Pages__c)',
    'MAX(Heavy__c)',
    'ROLLUP(Genre__c)',
    'CUBE(Genre__c, Rare__c)',
    'FIELDS(ALL)',
    'TYPEOF Owner WHEN User THEN Id END',
    'DESC',
    'NULLS LAST',
    'CALENDAR_YEAR(Bought_At__c)',
    'CALENDAR_YEAR(convertTimezone(Bought_At__c))',
    'toLabel(Genre__c)',
    'FORMAT(Pages__c)',
    'GROUPING(Genre__c)',
    '(SELECT Id FROM Loans__r)',
    '(SELECT Book__c FROM Loan__c)',
    'INCLUDES',
    'FOR VIEW',
    'ALL ROWS',
    'USING SCOPE mine',
    ':bind',
    'Ä',
    '"',
    ';',
  );
  const answers = (soql: string): void => {
    try {
      assert.equal(typeof query(org, access, soql).totalSize, 'number');
    } catch (error) {
      assert.ok(error instanceof OrgError, `${soql}\n${(error as Error).stack}`);
      assert.match(error.errorCode, /^[A-Z_]+$/);
      assert.ok(error.message.length > 0);
    }
  };
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 15 }).map((words) => words.join(' ')),
      answers,
    ),
    { numRuns: 1500 },
  );
  fc.assert(
    fc.property(
      fc
        .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.array(word, { maxLength: 9 }))
        .map(([fields, rest]) => `SELECT ${fields.join(', ')} FROM Book__c ${rest.join(' ')}`),
      answers,
    ),
    { numRuns: 1500 },
  );
  fc.assert(
    fc.property(
      fc
        .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.array(word, { maxLength: 9 }))
        .map(([fields, rest]) => `SELECT ${fields.join(', ')} FROM Book__c WHERE ${rest.join(' ')}`),
      answers,
    ),
    { numRuns: 1500 },
  );
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), answers), { numRuns: 500 });
  fc.assert(
    fc.property(fc.nat(110), fc.string({ maxLength: 3 }), (at, cut) =>
      answers(MIXED.slice(0, at) + cut + MIXED.slice(at + 3)),
    ),
    { numRuns: 500 },
  );
  answers(`SELECT Id FROM Book__c WHERE ${'('.repeat(5000)}Name = 'x'${')'.repeat(5000)}`);
  answers(`SELECT Id FROM Book__c WHERE ${Array.from({ length: 3000 }, (_, i) => `Name = '${i}'`).join(' OR ')}`);
  answers(`SELECT Id FROM Book__c WHERE Name IN (${Array.from({ length: 3000 }, (_, i) => `'${i}'`).join(',')})`);
  org.store.close();
});

const MIXED =
  "SELECT Name, (SELECT Id FROM Loans__r) FROM Book__c WHERE Name LIKE 'E%' AND Pages__c IN (1, 2) ORDER BY Name DESC LIMIT 3";
