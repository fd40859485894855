import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { generateOrganization } from './organization.ts';

const here = { asOf: '2026-11-24', timeZone: 'Europe/Berlin' };

describe('a generated organisation', () => {
  it('has a manager for every rep, two teams at least, and each name once', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 2, max: 800 }),
        (seed, reps, opportunities) => {
          const organization = generateOrganization({ ...here, seed, reps, opportunities });
          const people = new Map(organization.people.map((person) => [person.key, person]));
          const staff = organization.people.filter(({ does }) => does === 'rep');
          assert.equal(staff.length, reps);
          assert.ok(staff.every(({ ManagerId }) => people.get(ManagerId ?? '')?.does === 'manager'));
          assert.ok(new Set(staff.map(({ ManagerId }) => ManagerId)).size >= 2);
          assert.equal(
            new Set(organization.people.map((person) => `${person.FirstName} ${person.LastName}`)).size,
            people.size,
          );
          assert.equal(new Set(organization.accounts.map(({ Name }) => Name)).size, organization.accounts.length);
          assert.equal(new Set(organization.opportunities.map(({ Name }) => Name)).size, opportunities);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('puts each role below the one above it, so that managers see their reps’ deals', () => {
    const { roles, people } = generateOrganization({ ...here, seed: 1, reps: 8, opportunities: 20 });
    const parentOf = new Map(roles.map(({ key, ParentRoleId }) => [key, ParentRoleId]));
    for (const { UserRoleId, ManagerId } of people) {
      const manager = people.find(({ key }) => key === ManagerId);
      assert.equal(parentOf.get(UserRoleId), manager?.UserRoleId);
    }
  });

  it('gives an opportunity to the owner of its account, and its contacts to the same account', () => {
    const { accounts, opportunities, deals, contacts } = generateOrganization({
      ...here,
      seed: 2,
      reps: 5,
      opportunities: 60,
    });
    for (const [index, { AccountId, OwnerId }] of opportunities.entries()) {
      assert.equal(accounts.find(({ key }) => key === AccountId)?.OwnerId, OwnerId);
      for (const contact of deals[index]?.contacts ?? []) {
        assert.equal(contacts.find(({ key }) => key === contact)?.AccountId, AccountId);
      }
    }
  });
});
