import { LightningElement, api, wire } from 'lwc';
import { graphql, type GraphQLWire } from 'lightning/graphql';
import { updateRecord } from 'lightning/uiRecordApi';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import USER_ID from '@salesforce/user/Id';
import LightningConfirm from 'lightning/confirm';
import CAN_CORRECT from '@salesforce/customPermission/Joint_Call_Correct';
import CANCELLED from '@salesforce/label/c.JointCall_Cancelled_Toast';
import CANCEL_CALL from '@salesforce/label/c.JointCall_Cancel_Call';
import CANCEL_QUESTION from '@salesforce/label/c.JointCall_Cancel_Question';
import CLOSED from '@salesforce/label/c.JointCall_Closed_Toast';
import DO_ACKNOWLEDGE from '@salesforce/label/c.JointCall_Do_Acknowledge';
import DO_CLOSE from '@salesforce/label/c.JointCall_Do_Close';
import DO_DEBRIEF from '@salesforce/label/c.JointCall_Do_Debrief';
import DO_LOG from '@salesforce/label/c.JointCall_Do_Log';
import DO_MARK_HELD from '@salesforce/label/c.JointCall_Do_Mark_Held';
import DO_PLAN from '@salesforce/label/c.JointCall_Do_Plan';
import DO_SHARE from '@salesforce/label/c.JointCall_Do_Share';
import DO_TELL from '@salesforce/label/c.JointCall_Do_Tell';
import EDIT_DEBRIEF from '@salesforce/label/c.JointCall_Debrief_Edit';
import HELD from '@salesforce/label/c.JointCall_Held_Toast';
import LOADING from '@salesforce/label/c.JointCall_Loading';
import MANAGER_FIXED from '@salesforce/label/c.JointCall_Manager_Fixed';
import MARK_HELD_HELP from '@salesforce/label/c.JointCall_Mark_Held_Help';
import NEXT_TITLE from '@salesforce/label/c.JointCall_Next_Title';
import NOT_CHANGED from '@salesforce/label/c.JointCall_Not_Changed';
import NOT_READABLE from '@salesforce/label/c.JointCall_Call_Not_Readable';
import NO_ACCESS from '@salesforce/label/c.JointCall_No_Access';
import OFFLINE from '@salesforce/label/c.JointCall_Offline';
import OFFLINE_LOAD from '@salesforce/label/c.JointCall_Offline_Load';
import RETRY from '@salesforce/label/c.JointCall_Retry';
import STALE from '@salesforce/label/c.JointCall_Stale';
import { fill, refusalMessages, today } from 'c/jointCall';
import { currentCoaching, toDetail, type Detail, type DetailAnswer } from 'c/jointCallDetail';
import { turnOf, type Turn } from 'c/jointCallTurn';
import { noticesOf } from './notices';
import { CALL } from './query';

/** What is open below the turn: a form that the turn's own button opened. */
type Open = 'plan' | 'log' | 'debrief';

interface Action {
  label: string;
  run: () => void;
}

/**
 * A joint call's record page. Asks once for all that it shows, and says on top whose turn it is: whose it is gets
 * the one action, everybody else the sentence.
 */
export default class JointCallRecord extends LightningElement {
  @api recordId: string | undefined;

  answer: GraphQLWire<DetailAnswer> = {};
  detail: Detail | undefined;
  open: Open | undefined;
  isSaving = false;
  isOffline = !navigator.onLine;
  refusals: string[] = [];
  private focusNext = '';
  private refresh: GraphQLWire<DetailAnswer>['refresh'];

  labels = {
    cancelCall: CANCEL_CALL,
    editDebrief: EDIT_DEBRIEF,
    loading: LOADING,
    markHeld: DO_MARK_HELD,
    nextTitle: NEXT_TITLE,
    notChanged: NOT_CHANGED,
    offline: OFFLINE,
    retry: RETRY,
    stale: STALE,
  };

  /** What was read stays on the page where reading anew fails. */
  @wire(graphql, { query: CALL, variables: '$variables' })
  receive(answer: GraphQLWire<DetailAnswer>) {
    this.answer = answer;
    this.refresh = answer.refresh ?? this.refresh;
    if (!answer.data && this.detail?.id === this.recordId) return;
    this.detail = answer.data && toDetail(answer.data, USER_ID);
  }

  private readonly connectionChanged = () => {
    const wasOffline = this.isOffline;
    this.isOffline = !navigator.onLine;
    if (wasOffline && !this.isOffline && this.answer.errors) this.retry();
  };

  override connectedCallback() {
    window.addEventListener('online', this.connectionChanged);
    window.addEventListener('offline', this.connectionChanged);
  }

  override disconnectedCallback() {
    window.removeEventListener('online', this.connectionChanged);
    window.removeEventListener('offline', this.connectionChanged);
  }

  override renderedCallback() {
    if (!this.focusNext) return;
    const target = this.template.querySelector<HTMLElement>(this.focusNext);
    this.focusNext = '';
    target?.focus();
    // A form grows once it has read the deal, beyond a phone's screen: it begins at the top.
    target?.scrollIntoView?.({ block: target.dataset.form === undefined ? 'nearest' : 'start' });
  }

  get variables() {
    return { id: this.recordId };
  }

  get isLoading(): boolean {
    return !this.answer.data && !this.answer.errors && !this.detail;
  }

  /** Why there is nothing to show: no connection, no access to the app, or none to this call. */
  get problem(): string | undefined {
    if (this.isLoading || this.detail) return undefined;
    if (this.isOffline) return OFFLINE_LOAD;
    return this.answer.errors ? NO_ACCESS : NOT_READABLE;
  }

  get isStale(): boolean {
    return Boolean(this.detail && this.answer.errors && !this.answer.data);
  }

  get turn(): Turn | undefined {
    const { detail } = this;
    if (!detail) return undefined;
    const coaching = currentCoaching(detail);
    return turnOf({
      status: detail.status,
      date: detail.date,
      today: today(),
      level: detail.level,
      hasAgenda: Boolean(detail.plan.agenda),
      shared: Boolean(coaching?.sharedOn),
      acknowledged: Boolean(coaching?.acknowledgedOn),
      coachingWritten: Boolean(coaching && !coaching.sharedOn),
      me: USER_ID,
      repId: detail.rep.id,
      managerId: detail.manager.id,
      repName: detail.rep.name,
      managerName: detail.manager.name,
    });
  }

  get turnClass(): string {
    return this.turn?.mine ? 'turn turn_mine' : 'turn';
  }

  get turnIcon(): string {
    if (this.turn?.mine) return 'utility:forward';
    return this.turn?.step === 'none' ? 'utility:lock' : 'utility:clock';
  }

  /** The one action of whose turn it is; none while its form is open already. */
  get action(): Action | undefined {
    const { turn } = this;
    if (!turn?.mine || this.open === 'plan' || this.open === 'log') return undefined;
    switch (turn.step) {
      case 'plan':
        return { label: DO_PLAN, run: () => this.show('plan') };
      case 'log':
        return { label: DO_LOG, run: () => this.show('log') };
      case 'tell':
        return { label: DO_TELL, run: () => this.show('log') };
      case 'acknowledge':
        return { label: DO_ACKNOWLEDGE, run: () => this.focus('[data-coaching-section]') };
      case 'share':
        return { label: DO_SHARE, run: () => this.show('debrief') };
      case 'debrief':
        return this.isAnswered
          ? { label: DO_CLOSE, run: () => void this.move('Debriefed', CLOSED) }
          : { label: DO_DEBRIEF, run: () => this.show('debrief') };
      default:
        return undefined;
    }
  }

  get notices(): string[] {
    return this.detail ? noticesOf(this.detail, Boolean(CAN_CORRECT)) : [];
  }

  /** Who joined a call that was held is not chosen any more. */
  get managerFixed(): string | undefined {
    const { detail } = this;
    const isTheirs = detail?.status === 'Held' && detail.role !== 'other';
    return isTheirs ? fill(MANAGER_FIXED, detail.manager.name) : undefined;
  }

  /** The manager may say that the meeting took place; who held the duties stays the salesperson's. */
  get markHeldHelp(): string | undefined {
    const { detail } = this;
    const canMark = detail?.role === 'manager' && detail.status === 'Planned' && (detail.date ?? '') <= today();
    return canMark ? fill(MARK_HELD_HELP, detail.rep.name) : undefined;
  }

  /** Both may call a planned call off. */
  get offersCancel(): boolean {
    return this.detail?.status === 'Planned' && this.detail.role !== 'other' && !this.open;
  }

  get isRefused(): boolean {
    return this.refusals.length > 0;
  }

  get isPlanning(): boolean {
    return this.open === 'plan';
  }

  get isLogging(): boolean {
    return this.open === 'log';
  }

  get isOver(): boolean {
    return this.detail?.status === 'Held' || this.detail?.status === 'Debriefed';
  }

  get isBefore(): boolean {
    return Boolean(this.detail) && !this.isOver && !this.isPlanning;
  }

  /** What was planned stays of use after the meeting, as long as there was a plan. */
  get wasPlanned(): boolean {
    const plan = this.detail?.plan;
    return this.isOver && Boolean(plan?.agenda ?? '');
  }

  /** Open by itself where it is due; otherwise by a button. */
  get showsDebrief(): boolean {
    return this.mayDebrief && (this.open === 'debrief' || this.isDebriefDue);
  }

  get offersDebrief(): boolean {
    return this.mayDebrief && !this.showsDebrief;
  }

  get canCancelDebrief(): boolean {
    return !this.isDebriefDue;
  }

  get hasCoaching(): boolean {
    return Boolean(this.detail?.coachings.length);
  }

  act() {
    this.action?.run();
  }

  plan() {
    this.show('plan');
  }

  editDebrief() {
    this.show('debrief');
  }

  closeForm() {
    this.open = undefined;
    this.focus('[data-turn]');
  }

  markHeld() {
    return this.move('Held', HELD);
  }

  async cancelCall() {
    const { detail } = this;
    if (!detail || this.isSaving) return;
    const message = fill(CANCEL_QUESTION, detail.rep.name, detail.manager.name);
    if (!(await LightningConfirm.open({ message, label: CANCEL_CALL, theme: 'warning' }))) return;
    await this.move('Cancelled', CANCELLED);
  }

  async finished() {
    this.closeForm();
    await this.reread();
  }

  /** Half of it is saved: the form stays for the other half, whoever's turn it is by now. */
  rereadDebrief() {
    this.open = 'debrief';
    return this.reread();
  }

  async reread() {
    await this.refresh?.();
  }

  retry() {
    void this.reread();
  }

  private get isAnswered(): boolean {
    return Boolean(this.detail && currentCoaching(this.detail)?.acknowledgedOn);
  }

  private get mayDebrief(): boolean {
    return this.isOver && this.detail?.role === 'manager' && this.detail.may.debrief;
  }

  /** From the meeting on until the coaching is shared, also while the salesperson has still to tell. */
  private get isDebriefDue(): boolean {
    const { detail, turn } = this;
    if (!detail || !turn) return false;
    const isUnshared = detail.status === 'Held' && !currentCoaching(detail)?.sharedOn;
    return isUnshared || (turn.mine && turn.step === 'share');
  }

  private show(open: Open) {
    this.open = open;
    this.focus(`[data-form="${open}"]`);
  }

  private focus(selector: string) {
    this.focusNext = selector;
    // Where nothing else changes, nothing is rendered anew.
    void Promise.resolve().then(() => this.renderedCallback());
  }

  private async move(status: string, told: string) {
    if (this.isSaving || !this.detail) return;
    this.isSaving = true;
    this.refusals = [];
    try {
      await updateRecord({ fields: { Id: this.detail.id, Status__c: status } });
      this.dispatchEvent(new ShowToastEvent({ title: told, variant: 'success' }));
      await this.finished();
    } catch (error) {
      this.refusals = refusalMessages(error, NOT_CHANGED);
      this.focusNext = '[data-refusal]';
    } finally {
      this.isSaving = false;
    }
  }
}
