import { DUTIES, fill, refusalMessages, toJointCall, today, type CallNode } from 'c/jointCall';
import node from './data/call.json';

describe('c/jointCall', () => {
  it('reads a call from a GraphQL node', () => {
    const call = toJointCall(node as CallNode);
    expect(call).toMatchObject({
      id: 'a00000000000001AAA',
      date: '2026-11-20',
      level: 'Partial',
      levelLabel: 'Partial',
      managerName: 'Mona Lehr',
      repName: 'Rolf Berg',
      followUps: 2,
      followUpsToManager: 1,
    });
    expect(call.duties.map(({ holder }) => holder)).toEqual(['Rep', 'Rep', 'Rep', 'Rep', 'Not reached', 'Manager']);
  });

  it('takes an unknown or blank holder for not told', () => {
    const call = toJointCall({ ...(node as CallNode), Agenda_Set_By__c: { value: null } });
    expect(call.duties[1]).toEqual({ field: 'Agenda_Set_By__c', holder: undefined });
  });

  it('counts the agenda, the transitions and the ask as the salesperson’s alone, the introduction not', () => {
    expect(DUTIES.filter(({ ownersAlone }) => !ownersAlone).map(({ field }) => field)).toEqual(['Introduced_By__c']);
  });

  it('fills labels', () => {
    expect(fill('{0} with {1}, {0}', 'Ann', 'Bo')).toBe('Ann with Bo, Ann');
    expect(fill('{0} {3}', 'Ann')).toBe('Ann {3}');
  });

  it('gives today as the user’s calendar has it', () => {
    expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  });
});

describe('refusalMessages', () => {
  it('shows the rule’s message, from the page and from fields, once each', () => {
    const error = {
      body: {
        message: 'An error occurred while trying to update the record. Please try again.',
        output: {
          errors: [{ message: 'Only the owner' }],
          fieldErrors: { Call_Date__c: [{ message: 'Too late' }, { message: 'Only the owner' }] },
        },
      },
    };
    expect(refusalMessages(error, 'Not saved')).toEqual(['Only the owner', 'Too late']);
  });

  it('shows the error’s own message where no rule spoke', () => {
    expect(refusalMessages({ body: { message: 'No access' } }, 'Not saved')).toEqual(['No access']);
    expect(refusalMessages({ body: [{ message: 'Session expired' }] }, 'Not saved')).toEqual(['Session expired']);
    expect(refusalMessages(new TypeError('Failed to fetch'), 'Not saved')).toEqual(['Failed to fetch']);
  });

  it('is never empty', () => {
    expect(refusalMessages(undefined, 'Not saved')).toEqual(['Not saved']);
  });
});
