/** The call as it is being typed, and what of it is sent. Pure. */
import { DUTIES, holderOf, type Cell, type Holder } from 'c/jointCall';
import type { Fields } from 'c/jointCallSave';

export interface Entry {
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

/** A call that is there already, planned or held, as GraphQL answers it. */
export interface CallNode {
  Id: string;
  Status__c: Cell;
  Call_Date__c: Cell;
  Manager__c: Cell;
  Manager__r: { Id: string; Name: Cell } | null;
  Sales_Rep__c: Cell;
  Sales_Rep__r: { Id: string; Name: Cell } | null;
  Meeting_Channel__c: Cell;
  Opening_Plan__c: Cell;
  Introduced_By__c: Cell;
  Agenda_Set_By__c: Cell;
  Discovery_Opened_By__c: Cell;
  Solution_Opened_By__c: Cell;
  Close_Opened_By__c: Cell;
  Close_Asked_By__c: Cell;
  Step_In_Reason__c: Cell;
  Close_Type__c: Cell;
  Close_Outcome__c: Cell;
  Next_Step__c: Cell;
  Next_Step_Date__c: Cell;
  Client_Responsiveness__c: Cell;
}

/** A clean call: the salesperson held everything. */
export function cleanEntry(date: string, managerId?: string): Entry {
  return {
    date,
    managerId,
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

/**
 * What is known of a call already, the rest as the salesperson's: with whom and when from the plan, and who was to
 * introduce. A call that was to come later was held today.
 */
export function entryOf(node: CallNode, today: string): Entry {
  const date = node.Call_Date__c.value ?? today;
  const planned: Record<string, Holder> =
    node.Opening_Plan__c.value === 'Manager' ? { Introduced_By__c: 'Manager' } : {};
  return {
    ...cleanEntry(date > today ? today : date, node.Manager__c.value ?? undefined),
    channel: node.Meeting_Channel__c.value ?? '',
    holders: Object.fromEntries(
      DUTIES.map(({ field }) => [field, holderOf(node[field as keyof CallNode] as Cell) ?? planned[field] ?? 'Rep']),
    ),
    reason: node.Step_In_Reason__c.value ?? '',
    closeType: node.Close_Type__c.value ?? '',
    outcome: node.Close_Outcome__c.value ?? '',
    nextStep: node.Next_Step__c.value ?? '',
    nextStepDate: node.Next_Step_Date__c.value ?? '',
    responsiveness: node.Client_Responsiveness__c.value ?? '',
  };
}

/** Whether the manager held one of the duties that are the salesperson's alone: then a reason is asked for. */
export function isStepIn(entry: Entry): boolean {
  return DUTIES.some(({ field, ownersAlone }) => ownersAlone && entry.holders[field] === 'Manager');
}

/** Whether the salesperson held all that is theirs alone, whoever introduced. */
export function isClean(entry: Entry): boolean {
  return DUTIES.every(({ field, ownersAlone }) => !ownersAlone || entry.holders[field] === 'Rep');
}

/** What is told of a call; a reason that no longer applies is emptied. */
export function toldFields(entry: Entry): Fields {
  return {
    Call_Date__c: entry.date || null,
    Status__c: 'Held',
    Meeting_Channel__c: entry.channel || null,
    ...entry.holders,
    Step_In_Reason__c: (isStepIn(entry) && entry.reason) || null,
    Close_Type__c: entry.closeType || null,
    Close_Outcome__c: entry.outcome || null,
    Next_Step__c: entry.nextStep.trim() || null,
    Next_Step_Date__c: entry.nextStepDate || null,
    Client_Responsiveness__c: entry.responsiveness || null,
  };
}
