import { cleanEntry, entryOf, isClean, isStepIn, toldFields, type CallNode } from '../entry';
import call from './data/call.json';

const clean = () => cleanEntry('2026-11-24', '005000000000002AAA');
const held = (field: string, holder: 'Manager' | 'Not reached') => {
  const entry = clean();
  return { ...entry, holders: { ...entry.holders, [field]: holder } };
};

describe('what is logged', () => {
  it('is a clean call from the start: the salesperson held everything', () => {
    expect(isClean(clean())).toBe(true);
    expect(isStepIn(clean())).toBe(false);
    expect(toldFields(clean())).toMatchObject({
      Call_Date__c: '2026-11-24',
      Status__c: 'Held',
      Introduced_By__c: 'Rep',
      Agenda_Set_By__c: 'Rep',
      Close_Asked_By__c: 'Rep',
      Step_In_Reason__c: null,
      Next_Step__c: null,
    });
  });

  it('asks for a reason where the manager held a duty, not for an introduction or a phase not reached', () => {
    expect(isStepIn(held('Close_Asked_By__c', 'Manager'))).toBe(true);
    expect(isStepIn(held('Agenda_Set_By__c', 'Manager'))).toBe(true);
    expect(isStepIn(held('Introduced_By__c', 'Manager'))).toBe(false);
    expect(isStepIn(held('Close_Asked_By__c', 'Not reached'))).toBe(false);
  });

  it('is the salesperson’s own call whoever introduced, as long as they held what is theirs', () => {
    expect(isClean(held('Introduced_By__c', 'Manager'))).toBe(true);
    expect(isClean(held('Close_Asked_By__c', 'Not reached'))).toBe(false);
  });

  it('empties a reason that no longer applies, and blanks', () => {
    const fields = toldFields({ ...clean(), reason: 'No reason', nextStep: '  ' });
    expect(fields).toMatchObject({ Step_In_Reason__c: null, Next_Step__c: null });
  });

  it('begins with the plan: day, people, and who was to introduce; a later day becomes today', () => {
    const planned = { ...(call as CallNode), Opening_Plan__c: { value: 'Manager' } };
    const entry = entryOf(planned, '2026-11-24');
    expect(entry).toMatchObject({ date: '2026-11-20', managerId: '005000000000002AAA', channel: 'Video' });
    expect(entry.holders).toMatchObject({ Introduced_By__c: 'Manager', Agenda_Set_By__c: 'Rep' });
    expect(entryOf(planned, '2026-11-01').date).toBe('2026-11-01');
  });

  it('goes on with what was told already', () => {
    const told = {
      ...(call as CallNode),
      Agenda_Set_By__c: { value: 'Not reached' },
      Close_Type__c: { value: 'Big C' },
    };
    const entry = entryOf(told, '2026-11-24');
    expect(entry.holders['Agenda_Set_By__c']).toBe('Not reached');
    expect(entry.closeType).toBe('Big C');
  });
});
