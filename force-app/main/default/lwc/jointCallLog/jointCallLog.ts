import { LightningElement, api, wire } from 'lwc';
import { gql, graphql, type GraphQLWire } from 'lightning/graphql';
import { getPicklistValuesByRecordType, type PicklistValuesWire } from 'lightning/uiObjectInfoApi';
import { createRecord } from 'lightning/uiRecordApi';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import USER_ID from '@salesforce/user/Id';
import CANCEL from '@salesforce/label/c.JointCall_Cancel';
import CHANNEL from '@salesforce/label/c.JointCall_Channel';
import CLEAN from '@salesforce/label/c.JointCall_I_Ran_The_Call';
import CLOSE_TYPE from '@salesforce/label/c.JointCall_Close_Type';
import DATE from '@salesforce/label/c.JointCall_Date';
import DUTIES_HELP from '@salesforce/label/c.JointCall_Log_Duties_Help';
import DUTIES_TITLE from '@salesforce/label/c.JointCall_Log_Duties_Title';
import LOADING from '@salesforce/label/c.JointCall_Loading';
import LOGGED from '@salesforce/label/c.JointCall_Logged';
import MANAGER from '@salesforce/label/c.JointCall_Manager';
import MORE from '@salesforce/label/c.JointCall_Log_More';
import NEXT_STEP from '@salesforce/label/c.JointCall_Next_Step';
import NEXT_STEP_DATE from '@salesforce/label/c.JointCall_Next_Step_Date';
import NOT_READABLE from '@salesforce/label/c.JointCall_Deal_Not_Readable';
import NOT_SAVED from '@salesforce/label/c.JointCall_Not_Saved';
import ONLY_OWNER from '@salesforce/label/c.JointCall_Only_Owner_Logs';
import OUTCOME from '@salesforce/label/c.JointCall_Close_Outcome';
import REASON from '@salesforce/label/c.JointCall_Step_In_Reason';
import RESPONSIVENESS from '@salesforce/label/c.JointCall_Responsiveness';
import SAVE from '@salesforce/label/c.JointCall_Save';
import SAVING from '@salesforce/label/c.JointCall_Saving';
import { DUTIES, dutyLabel, fill, holderLabel, refusalMessages, today, type Cell, type Holder } from 'c/jointCall';
import { cleanDraft, isClean, isStepIn, toFields, type Draft } from './draft';

const CONTEXT = gql`
  query JointCallLogContext($opportunity: ID) {
    uiapi {
      query {
        Opportunity(where: { Id: { eq: $opportunity } }, first: 1) {
          edges {
            node {
              Id
              OwnerId {
                value
              }
              Owner {
                Id
                Name {
                  value
                }
                ManagerId {
                  value
                }
              }
            }
          }
        }
      }
    }
  }
`;

interface Deal {
  Id: string;
  OwnerId: Cell;
  Owner: { Id: string; Name: Cell; ManagerId: Cell } | null;
}

interface Answer {
  uiapi: { query: { Opportunity: { edges: { node: Deal }[] } } };
}

/** The record type of objects without record types. */
const MASTER_RECORD_TYPE = '012000000000000AAA';

const HOLDERS: readonly Holder[] = ['Rep', 'Manager', 'Not reached'];

/**
 * The form in which the salesperson logs a joint call. A clean call needs no choice at all; a tap on a duty
 * records a deviation. Fires `logged` with the new record's id, and `cancel`.
 */
export default class JointCallLog extends LightningElement {
  @api opportunityId: string | undefined;

  answer: GraphQLWire<Answer> = {};
  picklists: PicklistValuesWire = {};
  draft: Draft = cleanDraft(today());
  isSaving = false;
  refusals: string[] = [];
  private isRefusalNew = false;

  labels = {
    cancel: CANCEL,
    channel: CHANNEL,
    closeType: CLOSE_TYPE,
    date: DATE,
    dutiesHelp: DUTIES_HELP,
    dutiesTitle: DUTIES_TITLE,
    loading: LOADING,
    manager: MANAGER,
    more: MORE,
    nextStep: NEXT_STEP,
    nextStepDate: NEXT_STEP_DATE,
    notReadable: NOT_READABLE,
    notSaved: NOT_SAVED,
    outcome: OUTCOME,
    reason: REASON,
    responsiveness: RESPONSIVENESS,
    saving: SAVING,
  };

  managerFilter = { criteria: [{ fieldPath: 'IsActive', operator: 'eq', value: true }] };

  @wire(graphql, { query: CONTEXT, variables: '$variables' })
  receive(answer: GraphQLWire<Answer>) {
    this.answer = answer;
    if (this.deal && !this.draft.managerId) {
      this.draft = { ...this.draft, managerId: this.deal.Owner?.ManagerId.value ?? undefined };
    }
  }

  @wire(getPicklistValuesByRecordType, { objectApiName: 'Joint_Call__c', recordTypeId: MASTER_RECORD_TYPE })
  receivePicklists(picklists: PicklistValuesWire) {
    this.picklists = picklists;
  }

  get variables() {
    return { opportunity: this.opportunityId };
  }

  get deal(): Deal | undefined {
    return this.answer.data?.uiapi.query.Opportunity.edges[0]?.node;
  }

  get isLoading(): boolean {
    return !this.answer.data && !this.answer.errors;
  }

  get isNotReadable(): boolean {
    return !this.isLoading && !this.deal;
  }

  get isOwner(): boolean {
    return this.deal?.OwnerId.value === USER_ID;
  }

  get isAnotherOwners(): boolean {
    return Boolean(this.deal) && !this.isOwner;
  }

  get onlyOwner(): string {
    return fill(ONLY_OWNER, this.deal?.Owner?.Name.value ?? '');
  }

  get duties() {
    const options = HOLDERS.map((holder) => ({ value: holder, label: holderLabel(holder) }));
    return DUTIES.map(({ field }) => ({
      field,
      label: dutyLabel(field),
      value: this.draft.holders[field],
      options,
    }));
  }

  get isStepIn(): boolean {
    return isStepIn(this.draft);
  }

  get isSmallC(): boolean {
    return this.draft.closeType === 'Small c';
  }

  get reasons() {
    return this.choices('Step_In_Reason__c');
  }

  get channels() {
    return this.choices('Meeting_Channel__c');
  }

  get closeTypes() {
    return this.choices('Close_Type__c');
  }

  get outcomes() {
    return this.choices('Close_Outcome__c');
  }

  get responsivenesses() {
    return this.choices('Client_Responsiveness__c');
  }

  get isRefused(): boolean {
    return this.refusals.length > 0;
  }

  get saveLabel(): string {
    if (this.isSaving) return SAVING;
    return isClean(this.draft) ? CLEAN : SAVE;
  }

  change(event: CustomEvent<{ value: string }>) {
    const { part } = (event.target as HTMLElement).dataset;
    this.draft = { ...this.draft, [part as keyof Draft]: event.detail.value };
  }

  changeManager(event: CustomEvent<{ recordId: string | null }>) {
    this.draft = { ...this.draft, managerId: event.detail.recordId ?? undefined };
  }

  changeHolder(event: CustomEvent<{ value: Holder }>) {
    const { field } = (event.target as HTMLElement).dataset;
    if (field) this.draft = { ...this.draft, holders: { ...this.draft.holders, [field]: event.detail.value } };
  }

  /** Where the form is longer than the screen, the refusal would stand out of sight. */
  override renderedCallback() {
    if (!this.isRefusalNew) return;
    this.isRefusalNew = false;
    this.template.querySelector<HTMLElement>('[data-refusal]')?.focus();
  }

  cancel() {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  /** What was typed stays until the org has taken it: a refused save shows why and loses nothing. */
  async save() {
    if (this.isSaving || !this.opportunityId || !this.isComplete()) return;
    this.isSaving = true;
    this.refusals = [];
    try {
      const { id } = await createRecord({
        apiName: 'Joint_Call__c',
        fields: toFields(this.draft, this.opportunityId),
      });
      this.draft = cleanDraft(today());
      this.dispatchEvent(new ShowToastEvent({ title: LOGGED, variant: 'success' }));
      this.dispatchEvent(new CustomEvent('logged', { detail: { id } }));
    } catch (error) {
      this.refusals = refusalMessages(error, NOT_SAVED);
      this.isRefusalNew = true;
    } finally {
      this.isSaving = false;
    }
  }

  private isComplete(): boolean {
    const inputs = [...this.template.querySelectorAll<HTMLElement & { reportValidity(): boolean }>('[data-check]')];
    return inputs.map((input) => input.reportValidity()).every(Boolean);
  }

  private choices(field: string) {
    return this.picklists.data?.picklistFieldValues[field]?.values ?? [];
  }
}
