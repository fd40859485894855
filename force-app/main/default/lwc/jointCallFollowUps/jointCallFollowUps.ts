import { LightningElement, api } from 'lwc';
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import USER_ID from '@salesforce/user/Id';
import ADD from '@salesforce/label/c.JointCall_FU_Add';
import CANCEL from '@salesforce/label/c.JointCall_Cancel';
import CHANNEL from '@salesforce/label/c.JointCall_FU_Channel';
import CONTACT from '@salesforce/label/c.JointCall_FU_Contact';
import COUNT from '@salesforce/label/c.JointCall_FU_Count';
import CUSTOMER_REACHED from '@salesforce/label/c.JointCall_FU_Customer_Reached';
import EMPTY from '@salesforce/label/c.JointCall_FU_Empty';
import FROZEN from '@salesforce/label/c.JointCall_FU_Frozen';
import HANDED_BACK from '@salesforce/label/c.JointCall_FU_Handed_Back';
import HANDED_BACK_TOAST from '@salesforce/label/c.JointCall_FU_Handed_Back_Toast';
import HAND_BACK from '@salesforce/label/c.JointCall_FU_Hand_Back';
import HAND_BACK_HELP from '@salesforce/label/c.JointCall_FU_Hand_Back_Help';
import MORE from '@salesforce/label/c.JointCall_FU_More';
import NOT_HANDED_BACK from '@salesforce/label/c.JointCall_FU_Not_Handed_Back';
import NOT_SAVED from '@salesforce/label/c.JointCall_FU_Not_Saved';
import OFFLINE from '@salesforce/label/c.JointCall_FU_Offline';
import OFFLINE_HAND_BACK from '@salesforce/label/c.JointCall_FU_Offline_Hand_Back';
import REACHED_BY from '@salesforce/label/c.JointCall_FU_Reached_By';
import READ_ONLY from '@salesforce/label/c.JointCall_FU_Read_Only';
import RECEIVED from '@salesforce/label/c.JointCall_FU_Received';
import SAVE from '@salesforce/label/c.JointCall_FU_Save';
import SAVED from '@salesforce/label/c.JointCall_FU_Saved';
import SAVING from '@salesforce/label/c.JointCall_Saving';
import SOMEONE_ELSE from '@salesforce/label/c.JointCall_FU_Someone_Else';
import SUBJECT from '@salesforce/label/c.JointCall_FU_Subject';
import TITLE from '@salesforce/label/c.JointCall_FU_Title';
import TOO_EARLY from '@salesforce/label/c.JointCall_FU_Too_Early';
import WHO from '@salesforce/label/c.JointCall_FU_Who';
import WHO_ELSE from '@salesforce/label/c.JointCall_FU_Who_Else';
import { fill, plusDays, refusalMessages, today } from 'c/jointCall';
import type { Detail, FollowUp } from 'c/jointCallDetail';
import { dropDraft, isDuplicate, isOffline, keepDraft, openDraft } from 'c/jointCallDraft';
import { blankEntry, toFields, type Entry } from './entry';

/**
 * Whom the customer reached after the call. Adds a follow-up by hand, and hands one back to the salesperson, for whom
 * a flow then makes a task. Fires `saved`.
 */
export default class JointCallFollowUps extends LightningElement {
  entry: Entry | undefined;
  isSaving = false;
  problem = '';
  refusals: string[] = [];

  private shown: Detail | undefined;
  private key = '';
  private focusNext = '';

  labels = {
    add: ADD,
    cancel: CANCEL,
    channel: CHANNEL,
    contact: CONTACT,
    empty: EMPTY,
    frozen: FROZEN,
    readOnly: READ_ONLY,
    received: RECEIVED,
    subject: SUBJECT,
    title: TITLE,
    tooEarly: TOO_EARLY,
    who: WHO,
    whoElse: WHO_ELSE,
  };

  userFilter = { criteria: [{ fieldPath: 'IsActive', operator: 'eq', value: true }] };

  /** A draft that was left behind opens the form again. */
  @api
  get detail(): Detail | undefined {
    return this.shown;
  }

  set detail(detail: Detail | undefined) {
    const isOther = detail?.id !== this.shown?.id;
    this.shown = detail;
    if (!detail || !isOther || !detail.may.addFollowUp) return;
    const draft = openDraft<Entry>(this.draftPlace);
    this.entry = draft.entry;
    this.key = draft.key;
  }

  get items() {
    const { detail } = this;
    return detail?.followUps.map((followUp) => described(detail, followUp)) ?? [];
  }

  get isEmpty(): boolean {
    return Boolean(this.detail) && this.items.length === 0;
  }

  get count(): string | undefined {
    const { detail } = this;
    if (!detail || this.isEmpty || this.more) return undefined;
    const toRep = detail.followUps.filter(({ routedTo }) => routedTo === 'Rep').length;
    const others = detail.followUps.length - toRep;
    return fill(COUNT, String(detail.followUps.length), String(toRep), detail.rep.name, String(others));
  }

  get more(): string | undefined {
    const { detail } = this;
    if (!detail || detail.followUpsTotal <= detail.followUps.length) return undefined;
    return fill(MORE, String(detail.followUps.length), String(detail.followUpsTotal));
  }

  get handBackHelp(): string | undefined {
    const offered = this.items.some(({ handBackLabel }) => handBackLabel);
    return offered ? fill(HAND_BACK_HELP, this.detail?.rep.name ?? '') : undefined;
  }

  get offersAdd(): boolean {
    return !this.entry && Boolean(this.detail?.may.addFollowUp);
  }

  get isReadOnly(): boolean {
    return this.detail?.may.addFollowUp === false;
  }

  get people() {
    return [
      { value: 'rep', label: this.detail?.rep.name ?? '' },
      { value: 'manager', label: this.detail?.manager.name ?? '' },
      { value: 'else', label: SOMEONE_ELSE },
    ];
  }

  get isSomeoneElse(): boolean {
    return this.entry?.reached === 'else';
  }

  get channels() {
    return this.detail?.choices.Channel__c ?? [];
  }

  /** Contacts of the customer first; those of anybody where the deal has no account. */
  get contactFilter() {
    const accountId = this.detail?.opportunity.accountId;
    return accountId ? { criteria: [{ fieldPath: 'AccountId', operator: 'eq', value: accountId }] } : undefined;
  }

  /** The eve of the call: it may be its day where the customer is. */
  get earliest(): string | undefined {
    return this.detail?.date && plusDays(this.detail.date, -1);
  }

  get saveLabel(): string {
    return this.isSaving ? SAVING : SAVE;
  }

  get hasProblem(): boolean {
    return Boolean(this.problem);
  }

  add() {
    this.entry = blankEntry(today());
    this.key = openDraft<Entry>(this.draftPlace).key;
    this.focusNext = '[data-form]';
  }

  cancel() {
    dropDraft(this.draftPlace);
    this.entry = undefined;
    this.tell('');
    this.focusNext = '[data-add]';
  }

  choose(event: CustomEvent<{ value: string }>) {
    const { part } = (event.target as HTMLElement).dataset;
    this.enter({ [part as keyof Entry]: event.detail.value });
  }

  pick(event: CustomEvent<{ recordId: string | null }>) {
    const { part } = (event.target as HTMLElement).dataset;
    this.enter({ [part as keyof Entry]: event.detail.recordId ?? undefined });
  }

  async save() {
    if (this.isSaving || !this.entry || !this.detail || !this.isComplete()) return;
    this.isSaving = true;
    this.tell('');
    try {
      await createRecord({
        apiName: 'Joint_Call_Follow_Up__c',
        fields: toFields(this.entry, this.detail, `page-${this.key}`),
      });
      this.finishAdding();
    } catch (error) {
      // The key is there already: an earlier attempt was saved, and its answer was lost.
      if (isDuplicate(error)) this.finishAdding();
      else if (isOffline(error)) this.tell(OFFLINE);
      else this.tell(NOT_SAVED, refusalMessages(error, NOT_SAVED));
    } finally {
      this.isSaving = false;
    }
  }

  async handBack(event: Event) {
    const { id } = (event.target as HTMLElement).dataset;
    const followUp = this.detail?.followUps.find((each) => each.id === id);
    if (this.isSaving || !this.detail || !followUp) return;
    this.isSaving = true;
    this.tell('');
    try {
      const day = [today(), followUp.receivedOn ?? ''].sort().at(-1)!;
      await updateRecord({ fields: { Id: followUp.id, Handed_Back_On__c: day } });
      this.done(fill(HANDED_BACK_TOAST, this.detail.rep.name));
      this.focusNext = `[data-follow-up="${followUp.id}"]`;
    } catch (error) {
      if (isOffline(error)) this.tell(OFFLINE_HAND_BACK);
      else this.tell(NOT_HANDED_BACK, refusalMessages(error, NOT_HANDED_BACK));
    } finally {
      this.isSaving = false;
    }
  }

  override renderedCallback() {
    if (!this.focusNext) return;
    const target = this.template.querySelector<HTMLElement>(this.focusNext);
    this.focusNext = '';
    target?.focus();
  }

  private enter(change: Partial<Entry>) {
    if (!this.entry) return;
    this.entry = { ...this.entry, ...change };
    keepDraft(this.draftPlace, this.key, this.entry);
  }

  private finishAdding() {
    dropDraft(this.draftPlace);
    this.entry = undefined;
    this.done(SAVED);
    this.focusNext = '[data-add]';
  }

  private done(title: string) {
    this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
    this.dispatchEvent(new CustomEvent('saved'));
  }

  private tell(problem: string, refusals: string[] = []) {
    this.problem = problem;
    this.refusals = refusals;
    if (problem) this.focusNext = '[data-refusal]';
  }

  private isComplete(): boolean {
    const inputs = [...this.template.querySelectorAll<HTMLElement & { reportValidity(): boolean }>('[data-check]')];
    return inputs.map((input) => input.reportValidity()).every(Boolean);
  }

  private get draftPlace() {
    return { userId: USER_ID, recordId: this.shown?.id ?? '', form: 'follow-up' };
  }
}

/** Handed back is what did not reach the salesperson, once, and not before it came. */
function described(detail: Detail, followUp: FollowUp) {
  const { contactName, reached, routedTo, handedBackOn, receivedOn } = followUp;
  const hasCome = (receivedOn ?? '') <= plusDays(today(), 1);
  const canHandBack = detail.may.handBack && routedTo !== 'Rep' && !handedBackOn && hasCome;
  return {
    ...followUp,
    who: contactName ? fill(REACHED_BY, contactName, reached.name) : fill(CUSTOMER_REACHED, reached.name),
    icon: routedTo === 'Rep' ? 'utility:check' : 'utility:change_owner',
    className: routedTo === 'Rep' ? 'item' : 'item item_other',
    handedBack: handedBackOn ? fill(HANDED_BACK, detail.rep.name) : undefined,
    handBackLabel: canHandBack ? fill(HAND_BACK, detail.rep.name) : undefined,
  };
}
