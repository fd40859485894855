import AGENDA from '@salesforce/label/c.JointCall_Duty_Agenda';
import ASK from '@salesforce/label/c.JointCall_Duty_Ask';
import CLOSE from '@salesforce/label/c.JointCall_Duty_Close';
import DISCOVERY from '@salesforce/label/c.JointCall_Duty_Discovery';
import INTRODUCTION from '@salesforce/label/c.JointCall_Duty_Introduction';
import SOLUTION from '@salesforce/label/c.JointCall_Duty_Solution';
import MANAGER from '@salesforce/label/c.JointCall_Holder_Manager';
import NOT_REACHED from '@salesforce/label/c.JointCall_Holder_Not_Reached';
import NOT_TOLD from '@salesforce/label/c.JointCall_Holder_Not_Told';
import REP from '@salesforce/label/c.JointCall_Holder_Rep';

const DUTY_LABELS: Readonly<Record<string, string>> = {
  Introduced_By__c: INTRODUCTION,
  Agenda_Set_By__c: AGENDA,
  Discovery_Opened_By__c: DISCOVERY,
  Solution_Opened_By__c: SOLUTION,
  Close_Opened_By__c: CLOSE,
  Close_Asked_By__c: ASK,
};

/** What a duty is called on the pages, by the API name of its field. */
export function dutyLabel(field: string): string {
  return DUTY_LABELS[field] ?? field;
}

/** What its holder is called, by the picklist's API name; undefined while nobody has told. */
export function holderLabel(holder: string | undefined): string {
  if (holder === 'Rep') return REP;
  if (holder === 'Manager') return MANAGER;
  if (holder === 'Not reached') return NOT_REACHED;
  return NOT_TOLD;
}
