import { aCoaching, aDetail } from '../../jointCallDetail/__tests__/data/detail';
import { callChanges, coachingChanges, hasCoaching, isStepIn, toEntry } from '../entry';

const nothing = () => toEntry(aDetail(), undefined);
const account = { agenda: 'Rep', transitions: 'Manager', ask: 'Not reached' } as const;

describe('the debrief as it is entered', () => {
  it('starts without an account: the manager’s is their own', () => {
    expect(nothing().account).toEqual({ agenda: undefined, transitions: undefined, ask: undefined });
  });

  it('starts from what is saved', () => {
    const entry = toEntry(aDetail({ participation: 'Contributed', heldBack: true }), aCoaching());
    expect(entry).toMatchObject({ participation: 'Contributed', heldBack: true, focus: 'Ask, then be silent' });
    expect(entry.account.ask).toBe('Rep');
  });

  it('sends nothing of what is saved already', () => {
    const [detail, coaching] = [aDetail({ participation: 'Contributed', heldBack: true }), aCoaching()];
    const entry = toEntry(detail, coaching);
    expect(callChanges(entry, detail)).toEqual({});
    expect(coachingChanges(entry, coaching, false)).toEqual({});
    expect(coachingChanges(nothing(), undefined, false)).toEqual({});
  });

  it('sends what changed, and blanks as blanks', () => {
    const [detail, coaching] = [aDetail({ participation: 'Contributed' }), aCoaching()];
    const entry = { ...toEntry(detail, coaching), participation: 'Observed only', focus: '  ', heldBack: true };
    expect(callChanges(entry, detail)).toEqual({
      Manager_Participation__c: 'Observed only',
      Manager_Held_Back__c: true,
    });
    expect(coachingChanges(entry, coaching, false)).toEqual({ Coaching_Focus__c: null });
  });

  it('takes help back from a manager who only observed', () => {
    const helped = { Climate: true, Questions: false, Presenting: false, Objections: false };
    const detail = aDetail({ participation: 'Contributed', helped });
    const entry = { ...toEntry(detail, undefined), participation: 'Observed only' };
    expect(callChanges(entry, detail)).toEqual({ Manager_Participation__c: 'Observed only', Helped_Climate__c: false });
  });

  it('sends all of the coaching where it was created before and is not read yet', () => {
    expect(coachingChanges({ ...nothing(), account }, undefined, true)).toEqual({
      Account_Agenda_Set_By__c: 'Rep',
      Account_Transitions_Led_By__c: 'Manager',
      Account_Close_Asked_By__c: 'Not reached',
      Account_Step_In_Reason__c: null,
      Coaching_Focus__c: null,
      Coaching_Note__c: null,
    });
  });

  it('asks for a reason where the manager held a duty, and does not keep one that no longer applies', () => {
    const steppedIn = { ...nothing(), account, reason: 'Deal at risk' };
    expect(isStepIn(steppedIn)).toBe(true);
    expect(coachingChanges(steppedIn, undefined, false)).toMatchObject({ Account_Step_In_Reason__c: 'Deal at risk' });
    const clean = { ...steppedIn, account: { ...account, transitions: 'Rep' as const } };
    expect(isStepIn(clean)).toBe(false);
    expect(coachingChanges(clean, undefined, false)).not.toHaveProperty('Account_Step_In_Reason__c');
  });

  it('has coaching in it once there is an account, a focus or a note', () => {
    expect(hasCoaching(nothing())).toBe(false);
    expect(hasCoaching({ ...nothing(), participation: 'Contributed' })).toBe(false);
    expect(hasCoaching({ ...nothing(), account })).toBe(true);
    expect(hasCoaching({ ...nothing(), focus: 'x' })).toBe(true);
    expect(hasCoaching({ ...nothing(), note: ' ' })).toBe(false);
  });
});
