import { LightningElement, api, wire } from 'lwc';
import { graphql, type GraphQLWire } from 'lightning/graphql';
import { getPicklistValuesByRecordType, type PicklistValuesWire } from 'lightning/uiObjectInfoApi';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import USER_ID from '@salesforce/user/Id';
import CANCEL from '@salesforce/label/c.JointCall_Cancel';
import CHANNEL from '@salesforce/label/c.JointCall_Channel';
import CLEAN from '@salesforce/label/c.JointCall_I_Ran_The_Call';
import CLOSE_TYPE from '@salesforce/label/c.JointCall_Close_Type';
import DATE from '@salesforce/label/c.JointCall_Date';
import DISCARD from '@salesforce/label/c.JointCall_Discard_Draft';
import DRAFT_FOUND from '@salesforce/label/c.JointCall_Draft_Found';
import DUTIES_HELP from '@salesforce/label/c.JointCall_Log_Duties_Help';
import DUTIES_TITLE from '@salesforce/label/c.JointCall_Log_Duties_Title';
import JOINED from '@salesforce/label/c.JointCall_Log_Joined';
import LOADING from '@salesforce/label/c.JointCall_Loading';
import LOGGED from '@salesforce/label/c.JointCall_Logged';
import MANAGER from '@salesforce/label/c.JointCall_Manager';
import MORE from '@salesforce/label/c.JointCall_Log_More';
import NEXT_STEP from '@salesforce/label/c.JointCall_Next_Step';
import NEXT_STEP_DATE from '@salesforce/label/c.JointCall_Next_Step_Date';
import NOT_READABLE from '@salesforce/label/c.JointCall_Deal_Not_Readable';
import NO_ACCESS from '@salesforce/label/c.JointCall_No_Access';
import NOT_SAVED from '@salesforce/label/c.JointCall_Not_Saved';
import NOT_TO_TELL from '@salesforce/label/c.JointCall_Log_Not_To_Tell';
import OFFLINE from '@salesforce/label/c.JointCall_Offline_Save';
import ONLY_OWNER from '@salesforce/label/c.JointCall_Only_Owner_Logs';
import ONLY_REP from '@salesforce/label/c.JointCall_Only_Rep_Tells';
import OUTCOME from '@salesforce/label/c.JointCall_Close_Outcome';
import REASON from '@salesforce/label/c.JointCall_Step_In_Reason';
import RESPONSIVENESS from '@salesforce/label/c.JointCall_Responsiveness';
import SAVE from '@salesforce/label/c.JointCall_Save';
import SAVED_BEFORE from '@salesforce/label/c.JointCall_Saved_Before';
import SAVING from '@salesforce/label/c.JointCall_Saving';
import { DUTIES, dutyLabel, fill, holderLabel, today, type Cell, type Holder } from 'c/jointCall';
import { dropDraft, keepDraft, openDraft, type DraftPlace } from 'c/jointCallDraft';
import { saveCall } from 'c/jointCallSave';
import { cleanEntry, entryOf, isClean, isStepIn, toldFields, type CallNode, type Entry } from './entry';
import { CONTEXT } from './query';

interface Deal {
  Id: string;
  OwnerId: Cell;
  Owner: { Id: string; Name: Cell; ManagerId: Cell } | null;
}

interface Answer {
  uiapi: { query: { Opportunity: { edges: { node: Deal }[] }; Joint_Call__c: { edges: { node: CallNode }[] } } };
}

/** The record type of objects without record types. */
const MASTER_RECORD_TYPE = '012000000000000AAA';

const HOLDERS: readonly Holder[] = ['Rep', 'Manager', 'Not reached'];

/**
 * The form in which the salesperson logs a joint call, or tells one that was planned or held. A clean call needs no
 * choice at all; a tap on a duty records a deviation. Fires `logged` with the record's id where it is known, `reread`
 * where the page is out of date, and `cancel`.
 */
export default class JointCallLog extends LightningElement {
  @api opportunityId: string | undefined;
  /** The call that is there already; none for a new one. */
  @api callId: string | undefined;

  answer: GraphQLWire<Answer> = {};
  picklists: PicklistValuesWire = {};
  entry: Entry | undefined;
  isSaving = false;
  isRestored = false;
  problem = '';
  refusals: string[] = [];
  private key = '';
  /** What an attempt sent whose answer was lost. */
  private sent = '';
  private isProblemNew = false;

  labels = {
    cancel: CANCEL,
    channel: CHANNEL,
    closeType: CLOSE_TYPE,
    date: DATE,
    discard: DISCARD,
    draftFound: DRAFT_FOUND,
    dutiesHelp: DUTIES_HELP,
    dutiesTitle: DUTIES_TITLE,
    loading: LOADING,
    manager: MANAGER,
    more: MORE,
    nextStep: NEXT_STEP,
    nextStepDate: NEXT_STEP_DATE,
    notToTell: NOT_TO_TELL,
    outcome: OUTCOME,
    reason: REASON,
    responsiveness: RESPONSIVENESS,
  };

  managerFilter = { criteria: [{ fieldPath: 'IsActive', operator: 'eq', value: true }] };

  @wire(graphql, { query: CONTEXT, variables: '$variables' })
  receive(answer: GraphQLWire<Answer>) {
    // A refused query answers with an empty object beside its errors.
    this.answer = answer.errors ? { errors: answer.errors } : answer;
    if (this.isMine && !this.entry) this.start();
  }

  @wire(getPicklistValuesByRecordType, { objectApiName: 'Joint_Call__c', recordTypeId: MASTER_RECORD_TYPE })
  receivePicklists(picklists: PicklistValuesWire) {
    this.picklists = picklists;
  }

  /** Where the form is longer than the screen, the refusal would stand out of sight. */
  override renderedCallback() {
    if (!this.isProblemNew) return;
    this.isProblemNew = false;
    this.template.querySelector<HTMLElement>('[data-refusal]')?.focus();
  }

  get variables() {
    return { opportunity: this.opportunityId, call: this.callId ?? null };
  }

  get deal(): Deal | undefined {
    return this.answer.data?.uiapi.query.Opportunity.edges[0]?.node;
  }

  get isLoading(): boolean {
    return !this.answer.data && !this.answer.errors;
  }

  /** Why there is no form: the app is out of reach, or the deal. */
  get notReadable(): string | undefined {
    if (this.isLoading || this.deal) return undefined;
    return this.answer.errors ? NO_ACCESS : NOT_READABLE;
  }

  /** A planned call goes with the deal; one that was held stays with who held it. */
  get isMine(): boolean {
    if (!this.deal) return false;
    return this.isHeld ? this.call?.Sales_Rep__c.value === USER_ID : this.deal.OwnerId.value === USER_ID;
  }

  get notMine(): string | undefined {
    if (!this.deal || this.isMine) return undefined;
    return this.isHeld
      ? fill(ONLY_REP, this.call?.Sales_Rep__r?.Name.value ?? '')
      : fill(ONLY_OWNER, this.deal.Owner?.Name.value ?? '');
  }

  /** Debriefed or cancelled meanwhile, or out of reach. */
  get isNotToTell(): boolean {
    return Boolean(this.isMine && this.callId && !['Planned', 'Held'].includes(this.call?.Status__c.value ?? ''));
  }

  get form(): Entry | undefined {
    return this.isMine && !this.isNotToTell ? this.entry : undefined;
  }

  /** The manager of a call is chosen while it is planned. */
  get joined(): string | undefined {
    return this.isHeld ? fill(JOINED, this.call?.Manager__r?.Name.value ?? '') : undefined;
  }

  get duties() {
    const options = HOLDERS.map((holder) => ({ value: holder, label: holderLabel(holder) }));
    return DUTIES.map(({ field }) => ({
      field,
      label: dutyLabel(field),
      value: this.entry?.holders[field],
      options,
    }));
  }

  get isStepIn(): boolean {
    return Boolean(this.entry && isStepIn(this.entry));
  }

  get isSmallC(): boolean {
    return this.entry?.closeType === 'Small c';
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

  get hasProblem(): boolean {
    return Boolean(this.problem);
  }

  get saveLabel(): string {
    if (this.isSaving) return SAVING;
    return this.entry && isClean(this.entry) ? CLEAN : SAVE;
  }

  change(event: CustomEvent<{ value: string }>) {
    const { part } = (event.target as HTMLElement).dataset;
    this.keep({ [part as keyof Entry]: event.detail.value });
  }

  changeManager(event: CustomEvent<{ recordId: string | null }>) {
    this.keep({ managerId: event.detail.recordId ?? undefined });
  }

  changeHolder(event: CustomEvent<{ value: Holder }>) {
    const { field } = (event.target as HTMLElement).dataset;
    if (field && this.entry) this.keep({ holders: { ...this.entry.holders, [field]: event.detail.value } });
  }

  discard() {
    dropDraft(this.place);
    this.isRestored = false;
    this.problem = '';
    this.start();
  }

  cancel() {
    dropDraft(this.place);
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  /** What was typed stays until the org has taken it: a refused save shows why and loses nothing. */
  async save() {
    const { entry, opportunityId } = this;
    if (this.isSaving || !entry || !opportunityId || !this.isComplete()) return;
    this.isSaving = true;
    this.problem = '';
    this.refusals = [];
    const fields = this.isHeld ? toldFields(entry) : { ...toldFields(entry), Manager__c: entry.managerId ?? null };
    const sent = JSON.stringify(fields);
    const outcome = await saveCall(
      this.callId,
      this.key,
      this.callId ? fields : { ...fields, Opportunity__c: opportunityId },
      NOT_SAVED,
    );
    this.isSaving = false;
    if (outcome.kind === 'saved' || (outcome.kind === 'savedBefore' && sent === this.sent)) {
      dropDraft(this.place);
      this.dispatchEvent(new ShowToastEvent({ title: LOGGED, variant: 'success' }));
      const detail = { id: outcome.kind === 'saved' ? outcome.id : undefined };
      this.dispatchEvent(new CustomEvent('logged', { detail }));
      return;
    }
    if (outcome.kind === 'offline') this.sent = sent;
    if (outcome.kind === 'savedBefore') this.dispatchEvent(new CustomEvent('reread'));
    this.isProblemNew = true;
    this.problem = { offline: OFFLINE, refused: NOT_SAVED, savedBefore: SAVED_BEFORE }[outcome.kind];
    this.refusals = outcome.kind === 'refused' ? outcome.messages : [];
  }

  /** Without a call to ask for, whatever came is none of this form. */
  private get call(): CallNode | undefined {
    return this.callId ? this.answer.data?.uiapi.query.Joint_Call__c.edges[0]?.node : undefined;
  }

  private get isHeld(): boolean {
    return Boolean(this.call && this.call.Status__c.value !== 'Planned');
  }

  private get place(): DraftPlace {
    return { userId: USER_ID, recordId: this.callId ?? this.opportunityId ?? '', form: 'log' };
  }

  private start() {
    const { key, entry } = openDraft<Entry>(this.place);
    const lineManager = this.deal?.Owner?.ManagerId.value ?? undefined;
    this.key = key;
    this.isRestored = Boolean(entry);
    const known = this.callId && this.call ? entryOf(this.call, today()) : cleanEntry(today(), lineManager);
    this.entry = { ...known, ...entry };
  }

  private keep(changes: Partial<Entry>) {
    if (!this.entry) return;
    this.entry = { ...this.entry, ...changes };
    keepDraft(this.place, this.key, this.entry);
  }

  private isComplete(): boolean {
    const inputs = [...this.template.querySelectorAll<HTMLElement & { reportValidity(): boolean }>('[data-check]')];
    return inputs.map((input) => input.reportValidity()).every(Boolean);
  }

  private choices(field: string) {
    return this.picklists.data?.picklistFieldValues[field]?.values ?? [];
  }
}
