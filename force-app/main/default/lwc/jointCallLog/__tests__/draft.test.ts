import { cleanDraft, isClean, isStepIn, toFields } from '../draft';

const clean = () => ({ ...cleanDraft('2026-11-24'), managerId: '005000000000002AAA' });

describe('draft', () => {
  it('is a clean call from the start: the salesperson held everything', () => {
    expect(isClean(clean())).toBe(true);
    expect(isStepIn(clean())).toBe(false);
    expect(toFields(clean(), '006000000000001AAA')).toEqual({
      Opportunity__c: '006000000000001AAA',
      Manager__c: '005000000000002AAA',
      Call_Date__c: '2026-11-24',
      Status__c: 'Held',
      Introduced_By__c: 'Rep',
      Agenda_Set_By__c: 'Rep',
      Discovery_Opened_By__c: 'Rep',
      Solution_Opened_By__c: 'Rep',
      Close_Opened_By__c: 'Rep',
      Close_Asked_By__c: 'Rep',
    });
  });

  it('asks for a reason where the manager held a duty, not for an introduction or a phase not reached', () => {
    const held = (field: string, holder: 'Manager' | 'Not reached') => {
      const draft = clean();
      return { ...draft, holders: { ...draft.holders, [field]: holder } };
    };
    expect(isStepIn(held('Close_Asked_By__c', 'Manager'))).toBe(true);
    expect(isStepIn(held('Agenda_Set_By__c', 'Manager'))).toBe(true);
    expect(isStepIn(held('Introduced_By__c', 'Manager'))).toBe(false);
    expect(isStepIn(held('Close_Asked_By__c', 'Not reached'))).toBe(false);
    expect(isClean(held('Introduced_By__c', 'Manager'))).toBe(false);
  });

  it('does not send a reason that no longer applies, nor blanks', () => {
    const fields = toFields({ ...clean(), reason: 'No reason', nextStep: '  ' }, '006000000000001AAA');
    expect(fields).not.toHaveProperty('Step_In_Reason__c');
    expect(fields).not.toHaveProperty('Next_Step__c');
  });
});
