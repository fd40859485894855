import type { Duties, JointCall, StepInReason, TakeoverLevel } from './model.ts';

/** The three duties that are the salesperson's alone: the agenda, the transitions between phases, the ask. */
export interface DutiesTaken {
  agenda: boolean;
  transition: boolean;
  close: boolean;
}

/** Which of them the manager performed. One transition taken is the duty taken; introducing is none of them. */
export function dutiesTaken(duties: Partial<Duties>): DutiesTaken {
  return {
    agenda: duties.Agenda_Set_By__c === 'Manager',
    transition: [duties.Discovery_Opened_By__c, duties.Solution_Opened_By__c, duties.Close_Opened_By__c].includes(
      'Manager',
    ),
    close: duties.Close_Asked_By__c === 'Manager',
  };
}

/** How much of the meeting the manager took; undefined before it was held. */
export function takeoverLevel(
  call: Pick<JointCall, 'Status__c' | 'Step_In_Reason__c'> & Partial<Duties>,
): TakeoverLevel | undefined {
  if (call.Status__c === 'Planned' || call.Status__c === 'Cancelled') return undefined;
  if (call.Agenda_Set_By__c === undefined) return 'Not told yet';
  return levelOf(dutiesTaken(call), call.Step_In_Reason__c);
}

export function levelOf(taken: DutiesTaken, reason: StepInReason | undefined): TakeoverLevel {
  const count = Object.values(taken).filter(Boolean).length;
  if (count === 0) return 'None';
  if (reason === 'Deal at risk') return 'Bail-out';
  return count === 3 ? 'Full' : 'Partial';
}
