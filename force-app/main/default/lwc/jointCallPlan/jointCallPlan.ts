import { LightningElement, api, wire } from 'lwc';
import { graphql, type GraphQLWire } from 'lightning/graphql';
import { getPicklistValuesByRecordType, type PicklistValuesWire } from 'lightning/uiObjectInfoApi';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import USER_ID from '@salesforce/user/Id';
import TIME_ZONE from '@salesforce/i18n/timeZone';
import AGENDA from '@salesforce/label/c.JointCall_Plan_Agenda';
import AGENDA_HELP from '@salesforce/label/c.JointCall_Plan_Agenda_Help';
import ASKS_TITLE from '@salesforce/label/c.JointCall_Plan_Asks';
import ASK_NOTE from '@salesforce/label/c.JointCall_Plan_Ask_Note';
import CANCEL from '@salesforce/label/c.JointCall_Cancel';
import CHANNEL from '@salesforce/label/c.JointCall_Plan_Channel';
import CLIMATE from '@salesforce/label/c.JointCall_Help_Climate';
import DATE from '@salesforce/label/c.JointCall_Plan_Date';
import DISCARD from '@salesforce/label/c.JointCall_Discard_Draft';
import DRAFT_FOUND from '@salesforce/label/c.JointCall_Draft_Found';
import HOLDER_MANAGER from '@salesforce/label/c.JointCall_Holder_Manager';
import HOLDER_REP from '@salesforce/label/c.JointCall_Holder_Rep';
import LOADING from '@salesforce/label/c.JointCall_Loading';
import MANAGER from '@salesforce/label/c.JointCall_Plan_Manager';
import MINUTES from '@salesforce/label/c.JointCall_Plan_Minutes';
import NOT_PLANNED from '@salesforce/label/c.JointCall_Plan_Not_Planned';
import NOT_READABLE from '@salesforce/label/c.JointCall_Deal_Not_Readable';
import NO_ACCESS from '@salesforce/label/c.JointCall_No_Access';
import NOT_SAVED from '@salesforce/label/c.JointCall_Plan_Not_Saved';
import OBJECTIONS from '@salesforce/label/c.JointCall_Help_Objections';
import OFFLINE from '@salesforce/label/c.JointCall_Offline_Save';
import OPENING from '@salesforce/label/c.JointCall_Plan_Opening';
import PLANNED from '@salesforce/label/c.JointCall_Planned_Toast';
import PRESENTING from '@salesforce/label/c.JointCall_Help_Presenting';
import PROPOSING from '@salesforce/label/c.JointCall_Plan_Proposing';
import QUESTIONS from '@salesforce/label/c.JointCall_Help_Questions';
import SAVE from '@salesforce/label/c.JointCall_Plan_Save';
import SAVED_BEFORE from '@salesforce/label/c.JointCall_Saved_Before';
import SAVING from '@salesforce/label/c.JointCall_Saving';
import TIME from '@salesforce/label/c.JointCall_Plan_Time';
import { fill, today, type Cell } from 'c/jointCall';
import { dropDraft, keepDraft, openDraft, type DraftPlace } from 'c/jointCallDraft';
import { saveCall } from 'c/jointCallSave';
import { ASKS, entryOf, newEntry, plannedFields, proposedFields, type Ask, type Entry, type PlanNode } from './entry';
import { PLAN } from './query';

interface Deal {
  Id: string;
  OwnerId: Cell;
  Owner: { Id: string; Name: Cell; ManagerId: Cell } | null;
}

interface Answer {
  uiapi: { query: { Opportunity: { edges: { node: Deal }[] }; Joint_Call__c: { edges: { node: PlanNode }[] } } };
}

/** The record type of objects without record types. */
const MASTER_RECORD_TYPE = '012000000000000AAA';

const ASK_LABELS: Readonly<Record<Ask, string>> = {
  Climate: CLIMATE,
  Questions: QUESTIONS,
  Presenting: PRESENTING,
  Objections: OBJECTIONS,
};

/**
 * The form in which the salesperson plans a joint call, or changes its plan; whoever else opens it may propose the
 * day, as the rules have it. Fires `planned` with the call's id where it is known,
 * `reread` where the page is out of date, and `cancel`.
 */
export default class JointCallPlan extends LightningElement {
  @api opportunityId: string | undefined;
  /** The planned call to change; none for a new one. */
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
    agenda: AGENDA,
    agendaHelp: AGENDA_HELP,
    askNote: ASK_NOTE,
    asksTitle: ASKS_TITLE,
    cancel: CANCEL,
    channel: CHANNEL,
    date: DATE,
    discard: DISCARD,
    draftFound: DRAFT_FOUND,
    loading: LOADING,
    manager: MANAGER,
    minutes: MINUTES,
    notPlanned: NOT_PLANNED,
    opening: OPENING,
    time: TIME,
  };

  openings = [
    { value: 'Rep', label: HOLDER_REP },
    { value: 'Manager', label: HOLDER_MANAGER },
  ];

  managerFilter = { criteria: [{ fieldPath: 'IsActive', operator: 'eq', value: true }] };

  @wire(graphql, { query: PLAN, variables: '$variables' })
  receive(answer: GraphQLWire<Answer>) {
    // A refused query answers with an empty object beside its errors.
    this.answer = answer.errors ? { errors: answer.errors } : answer;
    if (this.deal && !this.entry) this.start();
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

  /** The call was held or called off meanwhile, or is out of reach. */
  get isNotPlanned(): boolean {
    return Boolean(this.deal && this.callId && this.plan?.Status__c.value !== 'Planned');
  }

  get form(): Entry | undefined {
    return this.isNotPlanned ? undefined : this.entry;
  }

  get isOwner(): boolean {
    return this.deal?.OwnerId.value === USER_ID;
  }

  get proposing(): string | undefined {
    return this.isOwner ? undefined : fill(PROPOSING, this.deal?.Owner?.Name.value ?? '');
  }

  get channels() {
    return this.picklists.data?.picklistFieldValues.Meeting_Channel__c?.values ?? [];
  }

  get asks() {
    return ASKS.map((ask) => ({ ask, label: ASK_LABELS[ask], checked: this.entry?.asks[ask] ?? false }));
  }

  get hasProblem(): boolean {
    return Boolean(this.problem);
  }

  get saveLabel(): string {
    return this.isSaving ? SAVING : SAVE;
  }

  change(event: CustomEvent<{ value: string }>) {
    const { part } = (event.target as HTMLElement).dataset;
    this.keep({ [part as keyof Entry]: event.detail.value });
  }

  /** The device's own picker of times: on a phone it is quicker than a list. */
  changeTime(event: Event) {
    this.keep({ time: (event.target as HTMLInputElement).value.slice(0, 5) });
  }

  changeManager(event: CustomEvent<{ recordId: string | null }>) {
    this.keep({ managerId: event.detail.recordId ?? undefined });
  }

  changeAsk(event: CustomEvent<{ checked: boolean }>) {
    const { ask } = (event.target as HTMLElement).dataset;
    if (this.entry) this.keep({ asks: { ...this.entry.asks, [ask as Ask]: event.detail.checked } });
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

  /** What was typed stays until the org has taken it. */
  async save() {
    const { entry, opportunityId } = this;
    if (this.isSaving || !entry || !opportunityId || !this.isComplete()) return;
    this.isSaving = true;
    this.problem = '';
    this.refusals = [];
    const fields = this.isOwner ? plannedFields(entry, TIME_ZONE) : proposedFields(entry);
    const sent = JSON.stringify(fields);
    const outcome = await saveCall(
      this.callId,
      this.key,
      this.callId ? fields : { ...fields, Opportunity__c: opportunityId, Status__c: 'Planned' },
      NOT_SAVED,
    );
    this.isSaving = false;
    if (outcome.kind === 'saved' || (outcome.kind === 'savedBefore' && sent === this.sent)) {
      dropDraft(this.place);
      this.dispatchEvent(new ShowToastEvent({ title: PLANNED, variant: 'success' }));
      const detail = { id: outcome.kind === 'saved' ? outcome.id : undefined };
      this.dispatchEvent(new CustomEvent('planned', { detail }));
      return;
    }
    if (outcome.kind === 'offline') this.sent = sent;
    if (outcome.kind === 'savedBefore') this.dispatchEvent(new CustomEvent('reread'));
    this.isProblemNew = true;
    this.problem = { offline: OFFLINE, refused: NOT_SAVED, savedBefore: SAVED_BEFORE }[outcome.kind];
    this.refusals = outcome.kind === 'refused' ? outcome.messages : [];
  }

  /** Without a call to ask for, whatever came is none of this form. */
  private get plan(): PlanNode | undefined {
    return this.callId ? this.answer.data?.uiapi.query.Joint_Call__c.edges[0]?.node : undefined;
  }

  private get place(): DraftPlace {
    return { userId: USER_ID, recordId: this.callId ?? this.opportunityId ?? '', form: 'plan' };
  }

  private start() {
    const { key, entry } = openDraft<Entry>(this.place);
    const lineManager = this.deal?.Owner?.ManagerId.value ?? undefined;
    this.key = key;
    this.isRestored = Boolean(entry);
    const known = this.callId && this.plan ? entryOf(this.plan, TIME_ZONE) : newEntry(today(), lineManager);
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
}
