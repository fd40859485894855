import { monthsOf, periodBefore, periodOf, PERIODS, questionsOf, type Question } from 'c/jointCallQuestions';

const TODAY = '2026-11-28';

describe('periods', () => {
  it('are whole months up to the one that today lies in', () => {
    expect(periodOf(12, TODAY)).toEqual({ from: '2025-12-01', to: '2026-11-30' });
    expect(periodOf(3, '2024-02-29')).toEqual({ from: '2023-12-01', to: '2024-02-29' });
    expect(periodOf(1, '2026-01-01')).toEqual({ from: '2026-01-01', to: '2026-01-31' });
  });

  it('follow each other without a gap and are of one length', () => {
    for (const months of PERIODS) {
      for (const today of ['2024-02-29', '2026-01-01', '2026-12-31', TODAY]) {
        const now = monthsOf(periodOf(months, today));
        const before = monthsOf(periodBefore(months, today));
        expect(now).toHaveLength(months);
        expect(before).toHaveLength(months);
        expect(now.at(-1)).toBe(today.slice(0, 7));
        expect(before.at(-1)! < now[0]!).toBe(true);
        expect(monthsOf({ from: periodBefore(months, today).from, to: periodOf(months, today).to })).toEqual([
          ...before,
          ...now,
        ]);
      }
    }
  });
});

describe('questions', () => {
  const conditions = ({ where }: Question): string[] =>
    where.map(({ field, operator, value }) => `${field} ${operator} ${String(value)}`);

  it('count held and debriefed calls of the period, and of what is chosen', () => {
    const { introducers } = questionsOf({ months: 3, team: 'East', managerId: '005M', repId: '005R' }, TODAY);
    expect(conditions(introducers)).toEqual([
      'Status__c in Held,Debriefed',
      'Call_Date__c gte 2026-09-01',
      'Call_Date__c lte 2026-11-30',
      'Team__c eq East',
      'Manager__c eq 005M',
      'Sales_Rep__c eq 005R',
    ]);
  });

  it('reach back over the period before where they tell what changed', () => {
    expect(conditions(questionsOf({ months: 3 }, TODAY).months)).toContain('Call_Date__c gte 2026-06-01');
  });

  it('leave people to choose another of what they chose', () => {
    const asked = questionsOf({ months: 3, team: 'East', managerId: '005M', repId: '005R', stage: 'Won' }, TODAY);
    for (const [name, field] of [
      ['teams', 'Team__c'],
      ['managers', 'Manager__c'],
      ['reps', 'Sales_Rep__c'],
      ['stages', 'Stage_At_Call__c'],
    ] as const) {
      expect(asked[name].where.map((each) => each.field)).not.toContain(field);
      expect(asked[name].where).toHaveLength(6);
    }
  });

  it('ask of follow-ups what is asked of their call, and of coaching nothing that may be hidden', () => {
    const { handedBack, coaching, introducers } = questionsOf({ months: 12, team: 'East' }, TODAY);
    const ofCall = conditions(introducers).map((each) => `Joint_Call__r.${each}`);
    expect(conditions(handedBack)).toEqual(ofCall);
    expect(conditions(coaching)).toEqual([]);
  });
});
