import { questionsOf } from 'c/jointCallQuestions';
import { declaration, filterOf, groupsOf, subquery, type Connection } from 'c/jointCallTrendsQuery';

const questions = questionsOf({ months: 3, team: 'Nord' }, '2026-11-24');

describe('a question as GraphQL', () => {
  it('groups people by Id and by name, so that both come along', () => {
    const text = subquery('managers', questions.managers);
    expect(text).toMatch(/^managers: Joint_Call__c\(where: \$managers groupBy: /);
    expect(text).toContain(
      'groupBy: { Manager__c: { group: true } Manager__r: { Name: { group: true } } } first: 2000',
    );
    expect(text).toContain('Manager__r { Name { value displayValue } }');
    expect(text).toContain('Told__c { sum { value } }');
    expect(declaration('managers', questions.managers)).toEqual(['$managers: Joint_Call__c_Filter']);
    expect(declaration('coaching', questions.coaching)).toEqual([]);
  });

  it('asks for two fields of one parent together, since one argument may not be there twice', () => {
    expect(subquery('deals', questions.deals)).toContain(
      'groupBy: { Opportunity__r: { IsClosed: { group: true } IsWon: { group: true } } Takeover_Level__c: { group: true } }',
    );
  });

  it('leaves out what the reader may not read, instead of being refused', () => {
    expect(subquery('accounts', questions.accounts)).toContain('Accounts_Differ__c @optional { sum { value } }');
    expect(subquery('coaching', questions.coaching)).toContain('first: 2000) @optional {');
  });

  it('asks for no group where there is none', () => {
    expect(subquery('coaching', questions.coaching)).not.toContain('groupBy');
  });
});

it('all conditions become one filter, days as days and paths as objects', () => {
  expect(
    filterOf([
      { field: 'Joint_Call__r.Team__c', operator: 'eq', value: 'Nord' },
      { field: 'Call_Date__c', operator: 'gte', value: '2026-09-01', day: true },
      { field: 'Client_Responsiveness__c', operator: 'eq', value: null },
    ]),
  ).toEqual({
    and: [
      { Joint_Call__r: { Team__c: { eq: 'Nord' } } },
      { Call_Date__c: { gte: { value: '2026-09-01' } } },
      { Client_Responsiveness__c: { eq: null } },
    ],
  });
});

describe('what GraphQL answers', () => {
  const connection = (aggregate: Record<string, unknown>, hasNextPage = false): Connection => ({
    edges: [{ node: { aggregate } }],
    pageInfo: { hasNextPage },
  });

  it('is groups with the names of people, truth as text and blank sums as 0', () => {
    const { groups, isCut } = groupsOf(
      questions.managers,
      connection({
        Manager__c: { value: '005A' },
        Manager__r: { Name: { value: 'Mona Lehr' } },
        Id: { count: { value: 2 } },
        Takeover__c: { sum: { value: null } },
      }),
    );
    expect(groups[0]).toMatchObject({ keys: ['005A'], names: ['Mona Lehr'], sums: { calls: 2, takeovers: 0 } });
    expect(isCut).toBe(false);
    const [deal] = groupsOf(
      questions.deals,
      connection({
        Opportunity__r: { IsClosed: { value: true }, IsWon: { value: false } },
        Takeover_Level__c: { value: null },
        Id: { count: { value: 1 } },
      }),
    ).groups;
    expect(deal!.keys).toEqual(['true', 'false', null]);
  });

  it('reads a picklist value in the reader’s language', () => {
    const [group] = groupsOf(
      questions.introducers,
      connection({ Introduced_By__c: { value: 'Rep', displayValue: 'Verkäufer' }, Id: { count: { value: 1 } } }),
    ).groups;
    expect(group).toMatchObject({ keys: ['Rep'], names: ['Verkäufer'] });
  });

  it('has no oldest day where none is', () => {
    const [group] = groupsOf<{ oldest: string | null }>(
      questions.waiting,
      connection({ Call_Date__c: { min: { value: null } } }),
    ).groups;
    expect(group!.sums.oldest).toBeNull();
  });

  it('tells that there may be more groups than the org answers', () => {
    expect(groupsOf(questions.teams, connection({}, true)).isCut).toBe(true);
    const many = { edges: Array.from({ length: 2000 }, () => ({ node: { aggregate: {} } })) };
    expect(groupsOf(questions.teams, many).isCut).toBe(true);
    expect(groupsOf(questions.teams, undefined)).toEqual({ groups: [], isCut: false });
  });
});
