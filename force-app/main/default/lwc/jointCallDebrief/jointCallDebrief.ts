import { LightningElement, api } from 'lwc';
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import USER_ID from '@salesforce/user/Id';
import ACCOUNT from '@salesforce/label/c.JointCall_Debrief_Account';
import ACCOUNT_HELP from '@salesforce/label/c.JointCall_Debrief_Account_Help';
import ASKED from '@salesforce/label/c.JointCall_Debrief_Asked';
import ASK_NOTE from '@salesforce/label/c.JointCall_Debrief_Ask_Note';
import CANCEL from '@salesforce/label/c.JointCall_Debrief_Cancel';
import CLOSE from '@salesforce/label/c.JointCall_Debrief_Close';
import CLOSED from '@salesforce/label/c.JointCall_Closed_Toast';
import COACHING from '@salesforce/label/c.JointCall_Debrief_Coaching';
import DISCARD from '@salesforce/label/c.JointCall_Debrief_Discard';
import DRAFT_FOUND from '@salesforce/label/c.JointCall_Debrief_Draft_Found';
import FOCUS from '@salesforce/label/c.JointCall_Debrief_Focus';
import HALF_SAVED from '@salesforce/label/c.JointCall_Debrief_Half_Saved';
import HALF_SHARED from '@salesforce/label/c.JointCall_Debrief_Half_Shared';
import HELD_BACK from '@salesforce/label/c.JointCall_Debrief_Held_Back';
import HELPED from '@salesforce/label/c.JointCall_Debrief_Helped';
import INTRO from '@salesforce/label/c.JointCall_Debrief_Intro';
import KEPT from '@salesforce/label/c.JointCall_Debrief_Kept';
import LOCKED_PART from '@salesforce/label/c.JointCall_Debrief_Locked_Part';
import NOTE from '@salesforce/label/c.JointCall_Debrief_Note';
import NOTHING from '@salesforce/label/c.JointCall_Debrief_Nothing';
import NOTHING_TO_SHARE from '@salesforce/label/c.JointCall_Debrief_Nothing_To_Share';
import NOT_SAVED from '@salesforce/label/c.JointCall_Debrief_Not_Saved';
import NOT_TOLD from '@salesforce/label/c.JointCall_Debrief_Not_Told';
import OFFLINE from '@salesforce/label/c.JointCall_Debrief_Offline';
import PART from '@salesforce/label/c.JointCall_Debrief_Part';
import PRIVATE from '@salesforce/label/c.JointCall_Debrief_Private';
import REASON from '@salesforce/label/c.JointCall_Debrief_Reason';
import SAVE from '@salesforce/label/c.JointCall_Debrief_Save';
import SAVED from '@salesforce/label/c.JointCall_Debrief_Saved';
import SAVE_SHARED from '@salesforce/label/c.JointCall_Debrief_Save_Shared';
import SAVING from '@salesforce/label/c.JointCall_Saving';
import SHARE from '@salesforce/label/c.JointCall_Debrief_Share';
import SHARED from '@salesforce/label/c.JointCall_Debrief_Shared';
import SHARED_ALREADY from '@salesforce/label/c.JointCall_Debrief_Shared_Already';
import SHARE_CLOSE from '@salesforce/label/c.JointCall_Debrief_Share_Close';
import TITLE from '@salesforce/label/c.JointCall_Debrief_Title';
import WHO_AGENDA from '@salesforce/label/c.JointCall_Debrief_Who_Agenda';
import WHO_ASK from '@salesforce/label/c.JointCall_Debrief_Who_Ask';
import WHO_TRANSITIONS from '@salesforce/label/c.JointCall_Debrief_Who_Transitions';
import { choiceType, fill, holderLabel, refusalMessages, today, type Holder } from 'c/jointCall';
import {
  currentCoaching,
  HELPS,
  HELP_LABELS,
  type Account,
  type Coaching,
  type Detail,
  type Help,
} from 'c/jointCallDetail';
import { dropDraft, isDuplicate, isOffline, keepDraft, openDraft } from 'c/jointCallDraft';
import { isTold } from 'c/jointCallTurn';
import { callChanges, coachingChanges, hasCoaching, isStepIn, toEntry, type Entry } from './entry';
import { saveDebrief, type Action, type Outcome } from './save';

const HOLDERS: readonly Holder[] = ['Rep', 'Manager', 'Not reached'];
const QUESTIONS: readonly { part: keyof Account; label: string }[] = [
  { part: 'agenda', label: WHO_AGENDA },
  { part: 'transitions', label: WHO_TRANSITIONS },
  { part: 'ask', label: WHO_ASK },
];

/**
 * The manager's two minutes: how they took part, their own account, and the coaching. Fires `saved` once all is
 * written, `reread` where the page should read anew and the form stays, and `cancel`.
 */
export default class JointCallDebrief extends LightningElement {
  /** Whether the form may be closed without saving: it was opened by hand. */
  @api canCancel = false;

  entry: Entry | undefined;
  isSaving = false;
  isDirty = false;
  isRestored = false;
  problem = '';
  refusals: string[] = [];

  private shown: Detail | undefined;
  private coachingId: string | undefined;
  private key = '';
  private isProblemNew = false;
  /** What to go on with once the coaching that an earlier attempt created has been read. */
  private resume: Action | undefined;

  labels = {
    account: ACCOUNT,
    cancel: CANCEL,
    coaching: COACHING,
    discard: DISCARD,
    draftFound: DRAFT_FOUND,
    focus: FOCUS,
    heldBack: HELD_BACK,
    helped: HELPED,
    kept: KEPT,
    lockedPart: LOCKED_PART,
    note: NOTE,
    part: PART,
    reason: REASON,
    title: TITLE,
  };

  choiceType = choiceType();

  @api
  get detail(): Detail | undefined {
    return this.shown;
  }

  /** What is being entered stays, whatever was read anew. */
  set detail(detail: Detail | undefined) {
    const isOther = detail?.id !== this.shown?.id;
    this.shown = detail;
    // What was read anew above the form has pushed the reasons away.
    this.isProblemNew = Boolean(this.problem);
    if (detail && (isOther || !this.isDirty)) this.start(detail, isOther);
    if (this.resume && this.coaching) {
      const action = this.resume;
      this.resume = undefined;
      void this.save(action);
    }
  }

  get coaching(): Coaching | undefined {
    return this.shown && currentCoaching(this.shown);
  }

  get repName(): string {
    return this.shown?.rep.name ?? '';
  }

  get intro(): string {
    return fill(INTRO, this.repName);
  }

  get accountHelp(): string {
    return fill(ACCOUNT_HELP, this.repName);
  }

  /** Whether what belongs to the call is closed with it. */
  get isLocked(): boolean {
    return this.shown?.status === 'Debriefed';
  }

  get participations() {
    return this.shown?.choices.Manager_Participation__c ?? [];
  }

  get asksHelp(): boolean {
    return this.entry?.participation !== 'Observed only';
  }

  get helps() {
    return HELPS.map((help) => ({
      help,
      label: HELP_LABELS[help],
      checked: this.entry?.helped[help] ?? false,
      asked: this.shown?.plan.asks[help] ? fill(ASKED, this.repName) : undefined,
    }));
  }

  get askNoteTitle(): string | undefined {
    return this.shown?.plan.askNote ? fill(ASK_NOTE, this.repName) : undefined;
  }

  get questions() {
    const options = HOLDERS.map((holder) => ({ value: holder, label: holderLabel(holder) }));
    return QUESTIONS.map((question) => ({ ...question, options, value: this.entry?.account[question.part] }));
  }

  get asksReason(): boolean {
    return Boolean(this.entry && isStepIn(this.entry));
  }

  get reasons() {
    return this.shown?.choices.Step_In_Reason__c ?? [];
  }

  get isShared(): boolean {
    return Boolean(this.coaching?.sharedOn);
  }

  get privacy(): string {
    return fill(this.isShared ? SHARED_ALREADY : PRIVATE, this.repName);
  }

  /** Said where closing would be, as long as it is not possible. */
  get notTold(): string | undefined {
    if (this.shown?.status !== 'Held' || isTold(this.shown.level)) return undefined;
    return fill(NOT_TOLD, this.repName);
  }

  get offersClose(): boolean {
    return this.shown?.status === 'Held' && !this.notTold;
  }

  get saveLabel(): string {
    if (this.isSaving) return SAVING;
    return this.isShared ? SAVE_SHARED : SAVE;
  }

  get shareLabel(): string {
    return fill(SHARE, this.repName);
  }

  get closeLabel(): string {
    return this.isShared ? CLOSE : SHARE_CLOSE;
  }

  get saveVariant(): string {
    return this.isShared && !this.offersClose ? 'brand' : 'neutral';
  }

  get shareVariant(): string {
    return this.offersClose ? 'neutral' : 'brand';
  }

  get offersShare(): boolean {
    return !this.isShared;
  }

  get hasProblem(): boolean {
    return Boolean(this.problem);
  }

  choose(event: CustomEvent<{ value: string }>) {
    const { part } = (event.target as HTMLElement).dataset;
    this.enter({ [part as 'participation' | 'reason' | 'focus' | 'note']: event.detail.value });
  }

  /** Saying that one helped is saying that one took part. */
  chooseHelp(event: CustomEvent<{ checked: boolean }>) {
    const { help } = (event.target as HTMLElement).dataset;
    const { checked } = event.detail;
    if (!this.entry) return;
    this.enter({
      helped: { ...this.entry.helped, [help as Help]: checked },
      ...(checked && !this.entry.participation && { participation: 'Contributed' }),
    });
  }

  chooseHeldBack(event: CustomEvent<{ checked: boolean }>) {
    this.enter({ heldBack: event.detail.checked });
  }

  chooseHolder(event: CustomEvent<{ value: Holder }>) {
    const { part } = (event.target as HTMLElement).dataset;
    if (!this.entry) return;
    this.enter({ account: { ...this.entry.account, [part as keyof Account]: event.detail.value } });
  }

  saveOnly() {
    return this.save('save');
  }

  share() {
    return this.save('share');
  }

  shareAndClose() {
    return this.save('close');
  }

  discard() {
    if (!this.shown) return;
    dropDraft(this.draftPlace);
    this.isDirty = false;
    this.isRestored = false;
    this.start(this.shown, true);
  }

  cancel() {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  /** Where the form is longer than the screen, the reasons would stand out of sight. */
  override renderedCallback() {
    if (!this.isProblemNew) return;
    this.isProblemNew = false;
    const refusal = this.template.querySelector<HTMLElement>('[data-refusal]');
    refusal?.focus();
    refusal?.scrollIntoView?.({ block: 'nearest' });
  }

  private start(detail: Detail, isOther: boolean) {
    this.entry = toEntry(detail, currentCoaching(detail));
    if (!isOther) return;
    this.coachingId = undefined;
    const draft = openDraft<Entry>(this.draftPlace);
    this.key = draft.key;
    if (!draft.entry) return;
    this.entry = { ...this.entry, ...draft.entry };
    this.isDirty = true;
    this.isRestored = true;
  }

  private enter(change: Partial<Entry>) {
    if (!this.entry) return;
    this.entry = { ...this.entry, ...change };
    this.isDirty = true;
    keepDraft(this.draftPlace, this.key, this.entry);
  }

  private async save(action: Action) {
    if (this.isSaving || !this.entry || !this.shown) return;
    const missing = this.missing(action);
    if (missing) {
      this.refuse(missing);
      return;
    }
    this.isSaving = true;
    this.problem = '';
    this.refusals = [];
    const outcome = await saveDebrief(
      {
        detail: this.shown,
        coaching: this.coaching,
        coachingId: this.coachingId,
        entry: this.entry,
        action,
        key: this.key,
        today: today(),
      },
      { create: createRecord, update: updateRecord },
    );
    this.isSaving = false;
    this.coachingId = outcome.coachingId;
    if (outcome.stage === 'done') this.finish(action);
    else this.tellFailure(outcome, action);
  }

  /** Why there is nothing that this action could write. */
  private missing(action: Action): string | undefined {
    const { entry, shown, coaching } = this;
    if (!entry || !shown) return undefined;
    if (action === 'share' && !coaching && !hasCoaching(entry)) return NOTHING_TO_SHARE;
    const writes = { ...callChanges(entry, shown), ...coachingChanges(entry, coaching, false) };
    return action === 'save' && Object.keys(writes).length === 0 && !coaching ? NOTHING : undefined;
  }

  private finish(action: Action) {
    dropDraft(this.draftPlace);
    this.isDirty = false;
    this.isRestored = false;
    const title = { save: SAVED, share: fill(SHARED, this.repName), close: CLOSED }[action];
    this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
    this.dispatchEvent(new CustomEvent('saved', { detail: { action } }));
  }

  private tellFailure(outcome: Exclude<Outcome, { stage: 'done' }>, action: Action) {
    if (outcome.stage === 'coaching' && isDuplicate(outcome.error)) {
      // An earlier attempt created it and its answer was lost: once it is read, the save goes on with it.
      this.resume = action;
      this.reread();
      return;
    }
    const isHalf = outcome.stage === 'call' && outcome.wroteCoaching;
    const half = action === 'save' ? HALF_SAVED : fill(HALF_SHARED, this.repName);
    const isOff = isOffline(outcome.error);
    this.refuse(isHalf ? half : isOff ? OFFLINE : NOT_SAVED, isOff ? [] : refusalMessages(outcome.error, NOT_SAVED));
    if (isHalf) this.reread();
  }

  private refuse(problem: string, refusals: string[] = []) {
    this.problem = problem;
    this.refusals = refusals;
    this.isProblemNew = true;
  }

  private reread() {
    this.dispatchEvent(new CustomEvent('reread'));
  }

  private get draftPlace() {
    return { userId: USER_ID, recordId: this.shown?.id ?? '', form: 'debrief' };
  }
}
