import { DUTIES, fill, holderOf, refusalMessages, shown, plusDays, today } from 'c/jointCall';

describe('c/jointCall', () => {
  it('takes an unknown or blank holder for not told', () => {
    expect(holderOf({ value: 'Manager' })).toBe('Manager');
    expect(holderOf({ value: 'Nobody' })).toBeUndefined();
    expect(holderOf({ value: null })).toBeUndefined();
  });

  it('shows a field by its label, else by its value', () => {
    expect(shown({ value: 'Held', displayValue: 'Gehalten' })).toBe('Gehalten');
    expect(shown({ value: 'Held' })).toBe('Held');
    expect(shown({ value: null, displayValue: null })).toBe('');
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

  it('counts days across months and changes of the clocks', () => {
    expect(plusDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(plusDays('2026-03-29', -1)).toBe('2026-03-28');
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
