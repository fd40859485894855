import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { loadPage, type Question } from './page.ts';
import { soqlOf } from './soql.ts';

const ofTeam = (team: string): Question => ({
  object: 'Joint_Call__c',
  groupBy: ['Opportunity__r.IsWon', 'Takeover_Level__c'],
  columns: { calls: { field: 'Id', of: 'count' }, deals: { field: 'Opportunity__c', of: 'countDistinct' } },
  where: [
    { field: 'Status__c', operator: 'in', value: ['Held', 'Debriefed'] },
    { field: 'Call_Date__c', operator: 'gte', value: '2026-01-01', day: true },
    { field: 'Follow_Ups_To_Manager__c', operator: 'gt', value: 0 },
    { field: 'Team__c', operator: 'eq', value: team },
  ],
});

describe('a question as SOQL', () => {
  it('has its keys and sums by name, and the largest groups where there are too many', () => {
    assert.equal(
      soqlOf(ofTeam('North')),
      'SELECT Opportunity__r.IsWon key0, Takeover_Level__c key1, COUNT(Id) calls, COUNT_DISTINCT(Opportunity__c) deals ' +
        "FROM Joint_Call__c WHERE Status__c IN ('Held', 'Debriefed') AND Call_Date__c >= 2026-01-01 " +
        "AND Follow_Ups_To_Manager__c > 0 AND Team__c = 'North' " +
        'GROUP BY Opportunity__r.IsWon, Takeover_Level__c ORDER BY COUNT(Id) DESC LIMIT 2000',
    );
  });

  it('has no LIMIT without groups, which an org refuses', () => {
    assert.equal(
      soqlOf({ object: 'Joint_Call__c', groupBy: [], columns: { calls: { field: 'Id', of: 'count' } }, where: [] }),
      'SELECT COUNT(Id) calls FROM Joint_Call__c',
    );
  });

  it('lets no text out of its quotes, whatever is typed', () => {
    const [before, after] = soqlOf(ofTeam('North')).split("'North'");
    const typed = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("'", '\\', '"', ' OR ', '%', '\n', 'x') }));
    fc.assert(
      fc.property(typed, (text) => {
        const soql = soqlOf(ofTeam(text));
        assert.ok(soql.startsWith(before!) && soql.endsWith(after!));
        const quoted = soql.slice(before!.length, soql.length - after!.length);
        assert.match(quoted, /^'(?:[^'\\]|\\['\\])*'$/);
        assert.equal(quoted.slice(1, -1).replace(/\\(.)/gs, '$1'), text);
      }),
    );
  });

  it('takes nothing but a day for a day, since days stand without quotes', () => {
    const question = ofTeam('North');
    for (const value of ['2026-01-01 OR Id != null', '2026-02-30', '']) {
      const where = [{ field: 'Call_Date__c', operator: 'gte' as const, value, day: true as const }];
      assert.throws(() => soqlOf({ ...question, where }), TypeError);
    }
  });

  it('can be made of every question of the page, of a length that an address takes', async () => {
    const { questionsOf } = await loadPage();
    const filters = { months: 60, team: 'T'.repeat(80), managerId: '005M', repId: '005R', stage: 'S'.repeat(80) };
    for (const [name, question] of Object.entries(questionsOf(filters, '2026-11-28'))) {
      assert.ok(encodeURIComponent(soqlOf(question)).length < 4000, name);
    }
  });
});
