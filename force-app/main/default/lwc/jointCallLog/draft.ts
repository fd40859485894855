/** The call as it is being typed, and what of it is sent. Pure. */
import { DUTIES, type Holder } from 'c/jointCall';

export interface Draft {
  /** ISO date. */
  date: string;
  managerId: string | undefined;
  channel: string;
  /** By the API name of the duty's field. */
  holders: Record<string, Holder>;
  reason: string;
  closeType: string;
  outcome: string;
  nextStep: string;
  nextStepDate: string;
  responsiveness: string;
}

/** A clean call: the salesperson held everything. */
export function cleanDraft(date: string): Draft {
  return {
    date,
    managerId: undefined,
    channel: '',
    holders: Object.fromEntries(DUTIES.map(({ field }) => [field, 'Rep'])),
    reason: '',
    closeType: '',
    outcome: '',
    nextStep: '',
    nextStepDate: '',
    responsiveness: '',
  };
}

/** Whether the manager held one of the duties that are the salesperson's alone: then a reason is asked for. */
export function isStepIn(draft: Draft): boolean {
  return DUTIES.some(({ field, ownersAlone }) => ownersAlone && draft.holders[field] === 'Manager');
}

/** Whether anything differs from a call that the salesperson ran. */
export function isClean(draft: Draft): boolean {
  return DUTIES.every(({ field }) => draft.holders[field] === 'Rep');
}

/** The fields of the new record. Blank choices are left out, and so is a reason that no longer applies. */
export function toFields(draft: Draft, opportunityId: string): Record<string, string> {
  const chosen: Record<string, string | undefined> = {
    Opportunity__c: opportunityId,
    Manager__c: draft.managerId,
    Call_Date__c: draft.date,
    Status__c: 'Held',
    Meeting_Channel__c: draft.channel,
    ...draft.holders,
    Step_In_Reason__c: isStepIn(draft) ? draft.reason : undefined,
    Close_Type__c: draft.closeType,
    Close_Outcome__c: draft.outcome,
    Next_Step__c: draft.nextStep.trim(),
    Next_Step_Date__c: draft.nextStepDate,
    Client_Responsiveness__c: draft.responsiveness,
  };
  return Object.fromEntries(Object.entries(chosen).filter((entry): entry is [string, string] => Boolean(entry[1])));
}
