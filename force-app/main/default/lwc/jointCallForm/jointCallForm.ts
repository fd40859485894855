import { LightningElement, api, wire } from 'lwc';
import type { GraphQLWire } from 'lightning/graphql';
import { getPicklistValuesByRecordType, type PicklistValuesWire } from 'lightning/uiObjectInfoApi';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import USER_ID from '@salesforce/user/Id';
import NOT_READABLE from '@salesforce/label/c.JointCall_Deal_Not_Readable';
import NO_ACCESS from '@salesforce/label/c.JointCall_No_Access';
import OFFLINE from '@salesforce/label/c.JointCall_Offline_Save';
import SAVED_BEFORE from '@salesforce/label/c.JointCall_Saved_Before';
import type { Cell } from 'c/jointCall';
import { dropDraft, keepDraft, openDraft, type DraftPlace } from 'c/jointCallDraft';
import { saveCall, type Fields } from 'c/jointCallSave';

export interface Deal {
  Id: string;
  OwnerId: Cell;
  Owner: { Id: string; Name: Cell; ManagerId: Cell } | null;
}

export interface Answer<Node> {
  uiapi: { query: { Opportunity: { edges: { node: Deal }[] }; Joint_Call__c: { edges: { node: Node }[] } } };
}

/** What tells one form from another. */
export interface Kind {
  /** Names its drafts. */
  draft: 'log' | 'plan';
  /** The event that it fires once the call is saved. */
  done: 'logged' | 'planned';
  /** Sentences to show. */
  saved: string;
  notSaved: string;
}

/** The record type of objects without record types. */
const MASTER_RECORD_TYPE = '012000000000000AAA';

/**
 * A form about one joint call of a deal, from reading the deal to saving the call: what is being entered is kept on
 * this device until the org has taken it, and what did not work is shown without losing anything. Fires the event of
 * its kind with the record's id where it is known, `reread` where the page is out of date, and `cancel`.
 */
export abstract class JointCallForm<Node, Entry extends { managerId: string | undefined }> extends LightningElement {
  @api opportunityId: string | undefined;
  /** The call that is there already; none for a new one. */
  @api callId: string | undefined;

  answer: GraphQLWire<Answer<Node>> = {};
  picklists: PicklistValuesWire = {};
  entry: Entry | undefined;
  /** A joint call takes two, so the deal's owner is not among those who join. */
  managerFilter: { criteria: { fieldPath: string; operator: string; value: unknown }[] } | undefined;
  isSaving = false;
  isRestored = false;
  problem = '';
  refusals: string[] = [];
  private key = '';
  /** What an attempt sent whose answer was lost. */
  private sent = '';
  private isProblemNew = false;

  protected abstract readonly kind: Kind;

  /** Whether this user gets the form, as far as is read. */
  protected abstract get opens(): boolean;

  /** What is known of the call before anything is entered. */
  protected abstract known(): Entry;

  /** What is sent of an entry. */
  protected abstract fieldsOf(entry: Entry): Fields;

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

  get isOwner(): boolean {
    return this.deal?.OwnerId.value === USER_ID;
  }

  get isLoading(): boolean {
    return !this.answer.data && !this.answer.errors;
  }

  /** Why there is no form: the app is out of reach, or the deal. */
  get notReadable(): string | undefined {
    if (this.isLoading || this.deal) return undefined;
    return this.answer.errors ? NO_ACCESS : NOT_READABLE;
  }

  get hasProblem(): boolean {
    return Boolean(this.problem);
  }

  change(event: CustomEvent<{ value: string }>) {
    const { part } = (event.target as HTMLElement).dataset;
    this.keep({ [part as string]: event.detail.value } as Partial<Entry>);
  }

  changeManager(event: CustomEvent<{ recordId: string | null }>) {
    this.keep({ managerId: event.detail.recordId ?? undefined } as Partial<Entry>);
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
    const { done, saved, notSaved } = this.kind;
    const told = this.fieldsOf(entry);
    const fields = this.callId ? told : { ...told, Opportunity__c: opportunityId };
    const sent = JSON.stringify(fields);
    const outcome = await saveCall(this.callId, this.key, fields, notSaved);
    this.isSaving = false;
    if (outcome.kind === 'saved' || (outcome.kind === 'savedBefore' && sent === this.sent)) {
      dropDraft(this.place);
      this.dispatchEvent(new ShowToastEvent({ title: saved, variant: 'success' }));
      const detail = { id: outcome.kind === 'saved' ? outcome.id : undefined };
      this.dispatchEvent(new CustomEvent(done, { detail }));
      return;
    }
    if (outcome.kind === 'offline') this.sent = sent;
    if (outcome.kind === 'savedBefore') this.dispatchEvent(new CustomEvent('reread'));
    this.isProblemNew = true;
    this.problem = { offline: OFFLINE, refused: notSaved, savedBefore: SAVED_BEFORE }[outcome.kind];
    this.refusals = outcome.kind === 'refused' ? outcome.messages : [];
  }

  /** Takes what the form's own query answered. */
  protected take(answer: GraphQLWire<Answer<Node>>) {
    // A refused query answers with an empty object beside its errors.
    this.answer = answer.errors ? { errors: answer.errors } : answer;
    if (this.opens && !this.entry) this.start();
  }

  /** Without a call to ask for, whatever came is none of this form. */
  protected get call(): Node | undefined {
    return this.callId ? this.answer.data?.uiapi.query.Joint_Call__c.edges[0]?.node : undefined;
  }

  protected get ownerName(): string {
    return this.deal?.Owner?.Name.value ?? '';
  }

  protected get lineManagerId(): string | undefined {
    return this.deal?.Owner?.ManagerId.value ?? undefined;
  }

  protected keep(changes: Partial<Entry>) {
    if (!this.entry) return;
    this.entry = { ...this.entry, ...changes };
    keepDraft(this.place, this.key, this.entry);
  }

  protected choices(field: string) {
    return this.picklists.data?.picklistFieldValues[field]?.values ?? [];
  }

  private get place(): DraftPlace {
    return { userId: USER_ID, recordId: this.callId ?? this.opportunityId ?? '', form: this.kind.draft };
  }

  private start() {
    const { key, entry } = openDraft<Entry>(this.place);
    const ownerId = this.deal?.OwnerId.value;
    const known = { ...this.known(), ...entry };
    this.key = key;
    this.isRestored = Boolean(entry);
    this.entry = known.managerId === ownerId ? { ...known, managerId: undefined } : known;
    this.managerFilter = {
      criteria: [
        { fieldPath: 'IsActive', operator: 'eq', value: true },
        { fieldPath: 'Id', operator: 'ne', value: ownerId },
      ],
    };
  }

  private isComplete(): boolean {
    const inputs = [...this.template.querySelectorAll<HTMLElement & { reportValidity(): boolean }>('[data-check]')];
    return inputs.map((input) => input.reportValidity()).every(Boolean);
  }
}
