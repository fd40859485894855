import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { query } from '../soql/query.ts';
import type { SharingModel } from '../schema/model.ts';
import { field, lookup, object } from '../store/schema.fixture.ts';
import { testOrg, type TestOrg } from './org.fixture.ts';
import { canCreateDetail, readableFilter, recordAccess, type RecordLevel } from './records.ts';

const owner = field('OwnerId', 'Lookup', {
  reference: {
    to: ['User', 'Group'],
    relationshipName: 'Owner',
    childRelationshipName: undefined,
    onDelete: 'SetNull',
    master: undefined,
  },
});

function library(sharingModel: SharingModel, writeRequiresMasterRead = false): TestOrg {
  return testOrg([
    object('Book__c', 'a00', [field('Name', 'Text'), owner], { sharingModel }),
    object(
      'Loan__c',
      'a01',
      [field('Name', 'Text'), lookup('Book__c', 'Book__c', 'Loans__r', { writeRequiresMasterRead })],
      { sharingModel: 'ControlledByParent' },
    ),
    object(
      'Fine__c',
      'a02',
      [field('Name', 'Text'), lookup('Loan__c', 'Loan__c', 'Fines__r', { writeRequiresMasterRead: false })],
      { sharingModel: 'ControlledByParent' },
    ),
  ]);
}

const OBJECTS = ['Book__c', 'Loan__c', 'Fine__c', 'Opportunity', 'Account', 'Task'];
const ALL_LEVELS = ['none', 'read', 'edit', 'all'] as const;

interface World {
  sharingModel: SharingModel;
  writeRequiresMasterRead: boolean;
  /** Index of each role's parent, smaller than its own, or -1. */
  roles: number[];
  /** Role of each user, or -1. */
  users: number[];
  groups: { users: number[]; groups: number[]; bosses: boolean }[];
  /** Owner of each book: a user, or past those a group. */
  books: number[];
  shares: { book: number; to: number; level: 'Read' | 'Edit' | 'All' }[];
  loans: number[];
  fines: number[];
}

const world: fc.Arbitrary<World> = fc
  .record({
    sharingModel: fc.constantFrom<SharingModel>('Private', 'Read', 'ReadWrite'),
    writeRequiresMasterRead: fc.boolean(),
    roles: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
    users: fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
    groups: fc.array(
      fc.record({
        users: fc.array(fc.nat(), { maxLength: 2 }),
        groups: fc.array(fc.nat(), { maxLength: 2 }),
        bosses: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
    books: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
    shares: fc.array(
      fc.record({
        book: fc.nat(),
        to: fc.nat(),
        level: fc.constantFrom('Read' as const, 'Edit' as const, 'All' as const),
      }),
      { maxLength: 4 },
    ),
    loans: fc.array(fc.nat(), { maxLength: 4 }),
    fines: fc.array(fc.nat(), { maxLength: 4 }),
  })
  .map((w) => {
    const principals = w.users.length + w.groups.length;
    return {
      ...w,
      roles: w.roles.map((n, i) => (i === 0 ? -1 : (n % (i + 1)) - 1)),
      users: w.users.map((n) => (n % (w.roles.length + 1)) - 1),
      groups: w.groups.map((g) => ({
        ...g,
        users: g.users.map((n) => n % w.users.length),
        groups: g.groups.map((n) => n % w.groups.length),
      })),
      books: w.books.map((n) => n % principals),
      shares: w.shares.map((s) => ({ ...s, book: s.book % w.books.length, to: s.to % principals })),
      loans: w.loans.map((n) => n % w.books.length),
      fines: w.loans.length === 0 ? [] : w.fines.map((n) => n % w.loans.length),
    };
  });

/** The rules of sharing, told record by record. */
function expected(w: World, user: number, kind: 'book' | 'loan' | 'fine', index: number): RecordLevel {
  if (kind !== 'book') {
    const master =
      kind === 'loan' ? expected(w, user, 'book', w.loans[index]!) : expected(w, user, 'loan', w.fines[index]!);
    if (master === 'none') return 'none';
    const readIsEnough = kind === 'loan' && w.writeRequiresMasterRead;
    return readIsEnough || master !== 'read' ? 'all' : 'read';
  }
  const roleIsAbove = (upper: number, lower: number): boolean => {
    for (let r = w.roles[lower] ?? -1; r >= 0; r = w.roles[r]!) if (r === upper) return true;
    return false;
  };
  const above = (other: number): boolean =>
    w.users[user]! >= 0 && w.users[other]! >= 0 && roleIsAbove(w.users[user]!, w.users[other]!);
  const membersOf = (group: number, seen: number[] = []): number[] =>
    seen.includes(group)
      ? []
      : [...w.groups[group]!.users, ...w.groups[group]!.groups.flatMap((g) => membersOf(g, [...seen, group]))];
  const actsFor = (principal: number): boolean => {
    if (principal < w.users.length) return principal === user || above(principal);
    const group = principal - w.users.length;
    return membersOf(group).some((m) => m === user || (w.groups[group]!.bosses && above(m)));
  };
  let best = { Private: 0, Read: 1, ReadWrite: 2 }[w.sharingModel as 'Private'];
  if (actsFor(w.books[index]!)) best = 3;
  // Nothing is shared of what is open to all for writing, so such an object has no share rows.
  if (w.sharingModel !== 'ReadWrite')
    for (const s of w.shares)
      if (s.book === index && actsFor(s.to)) best = Math.max(best, { Read: 1, Edit: 2, All: 3 }[s.level]);
  return ALL_LEVELS[best]!;
}

test('what a user sees by query is what they see one by one, and both follow the rules of sharing', () => {
  fc.assert(
    fc.property(world, (w) => {
      const org = library(w.sharingModel, w.writeRequiresMasterRead);
      const roles: string[] = [];
      for (const parent of w.roles) roles.push(...org.put('UserRole', { ParentRoleId: roles[parent] ?? null }));
      const users = w.users.map((role) => org.user({ ...(role < 0 ? {} : { role: roles[role]! }), objects: OBJECTS }));
      const groups = org.put('Group', ...w.groups.map((g) => ({ Type: 'Regular', DoesIncludeBosses: g.bosses })));
      w.groups.forEach((g, i) => {
        org.put('GroupMember', ...g.users.map((u) => ({ GroupId: groups[i]!, UserOrGroupId: users[u]! })));
        org.put('GroupMember', ...g.groups.map((other) => ({ GroupId: groups[i]!, UserOrGroupId: groups[other]! })));
      });
      const principals = [...users, ...groups];
      const books = org.put('Book__c', ...w.books.map((o) => ({ OwnerId: principals[o]! })));
      if (w.sharingModel !== 'ReadWrite')
        org.put(
          'Book__Share',
          ...w.shares.map((s) => ({
            ParentId: books[s.book]!,
            UserOrGroupId: principals[s.to]!,
            AccessLevel: s.level,
          })),
        );
      const loans = org.put('Loan__c', ...w.loans.map((b) => ({ Book__c: books[b]! })));
      const fines = org.put('Fine__c', ...w.fines.map((l) => ({ Loan__c: loans[l]! })));

      users.forEach((id, user) => {
        const access = org.access(id);
        for (const [name, kind, ids] of [
          ['Book__c', 'book', books],
          ['Loan__c', 'loan', loans],
          ['Fine__c', 'fine', fines],
        ] as const) {
          const want = ids.map((_, i) => expected(w, user, kind, i));
          const levels = recordAccess(org, access, name, ids);
          assert.deepEqual(
            ids.map((record) => levels.get(record)),
            want,
            `${name} of user ${user}`,
          );
          const filter = readableFilter(org, access, name, 't');
          const seen = org.store.values(
            `SELECT t.Id FROM ${name} t WHERE ${filter?.sql ?? '1'} ORDER BY t.Id`,
            filter?.parameters ?? [],
          );
          const visible = ids.filter((_, i) => want[i] !== 'none');
          assert.deepEqual(seen.flat(), visible);
          assert.deepEqual(
            query(org, access, `SELECT Id FROM ${name} ORDER BY Id`).records.map((r) => r['Id']),
            visible,
          );
        }
      });
    }),
    { numRuns: 150 },
  );
});

test('deals are opened by their team, by shares of the account and by owning the account', () => {
  const org = testOrg([]);
  const [role = ''] = org.put('UserRole', { OpportunityAccessForAccountOwner: 'Read' });
  const [rep, colleague, accountOwner, stranger] = [
    org.user({ objects: OBJECTS }),
    org.user({ objects: OBJECTS }),
    org.user({ role, objects: OBJECTS }),
    org.user({ objects: OBJECTS }),
  ];
  const [account = ''] = org.put('Account', { OwnerId: accountOwner! });
  const [deal = ''] = org.put('Opportunity', { OwnerId: rep!, AccountId: account });
  const level = (user: string): RecordLevel | undefined =>
    recordAccess(org, org.access(user), 'Opportunity', [deal]).get(deal);
  assert.deepEqual(
    [rep, colleague, accountOwner, stranger].map((u) => level(u!)),
    ['all', 'none', 'read', 'none'],
  );
  org.put('OpportunityTeamMember', { OpportunityId: deal, UserId: colleague!, OpportunityAccessLevel: 'Edit' });
  assert.equal(level(colleague!), 'edit');
  assert.deepEqual(
    canCreateDetail(org, org.access(accountOwner!), 'OpportunityTeamMember', [{ OpportunityId: deal }]),
    [false],
  );
  assert.deepEqual(
    canCreateDetail(org, org.access(colleague!), 'OpportunityTeamMember', [
      { OpportunityId: deal },
      { OpportunityId: '006000000000099AAA' },
    ]),
    [true, false],
  );
});

test('a task is read by those who read what it is about', () => {
  const org = testOrg([]);
  const [rep, colleague, other] = [
    org.user({ objects: OBJECTS }),
    org.user({ objects: OBJECTS }),
    org.user({ objects: OBJECTS }),
  ];
  const [deal = ''] = org.put('Opportunity', { OwnerId: rep! });
  const [task = ''] = org.put('Task', { OwnerId: colleague!, WhatId: deal });
  const level = (user: string | undefined) => recordAccess(org, org.access(user!), 'Task', [task]).get(task);
  assert.deepEqual([level(colleague), level(rep), level(other)], ['all', 'read', 'none']);
});

test('view all and modify all pass over sharing, on one object or on all', () => {
  const org = library('Private');
  const [book = ''] = org.put('Book__c', { OwnerId: org.user() });
  const level = (user: string) => recordAccess(org, org.access(user), 'Book__c', [book]).get(book);
  assert.equal(level(org.user({ system: ['ViewAllData'] })), 'read');
  assert.equal(level(org.user({ system: ['ModifyAllData'] })), 'all');
  const user = org.user();
  const [set = ''] = org.put('PermissionSet', { Name: 'All' });
  org.put('PermissionSetAssignment', { AssigneeId: user, PermissionSetId: set });
  org.put('ObjectPermissions', {
    ParentId: set,
    SobjectType: 'Book__c',
    PermissionsRead: true,
    PermissionsViewAllRecords: true,
  });
  assert.equal(level(user), 'read');
});

test('shares are seen with their record, and made by those with full access to it', () => {
  const org = library('Private');
  const [a, b, c] = [org.user({ objects: OBJECTS }), org.user({ objects: OBJECTS }), org.user({ objects: OBJECTS })];
  const [book = ''] = org.put('Book__c', { OwnerId: a! });
  const [share = ''] = org.put('Book__Share', { ParentId: book, UserOrGroupId: b!, AccessLevel: 'Edit' });
  const level = (user: string | undefined) => recordAccess(org, org.access(user!), 'Book__Share', [share]).get(share);
  assert.deepEqual([level(a), level(b), level(c)], ['all', 'read', 'none']);
});
