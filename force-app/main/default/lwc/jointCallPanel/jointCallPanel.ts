import { LightningElement, api, wire } from 'lwc';
import { graphql, type GraphQLWire } from 'lightning/graphql';
import { updateRecord } from 'lightning/uiRecordApi';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import LightningConfirm from 'lightning/confirm';
import USER_ID from '@salesforce/user/Id';
import TIME_ZONE from '@salesforce/i18n/timeZone';
import CANCEL_CALL from '@salesforce/label/c.JointCall_Cancel_Call';
import CANCEL_QUESTION from '@salesforce/label/c.JointCall_Cancel_Question';
import CANCELLED from '@salesforce/label/c.JointCall_Cancelled_Toast';
import CHANGE_PLAN from '@salesforce/label/c.JointCall_Do_Change_Plan';
import COMING_UP from '@salesforce/label/c.JointCall_Coming_Up';
import DO_ACKNOWLEDGE from '@salesforce/label/c.JointCall_Do_Acknowledge';
import DO_CLOSE from '@salesforce/label/c.JointCall_Do_Close';
import DO_DEBRIEF from '@salesforce/label/c.JointCall_Do_Debrief';
import DO_LOG from '@salesforce/label/c.JointCall_Do_Log';
import DO_PLAN from '@salesforce/label/c.JointCall_Do_Plan';
import DO_SHARE from '@salesforce/label/c.JointCall_Do_Share';
import DO_TELL from '@salesforce/label/c.JointCall_Do_Tell';
import EMPTY_OTHERS from '@salesforce/label/c.JointCall_Empty_Others';
import EMPTY_OWNER from '@salesforce/label/c.JointCall_Empty_Owner';
import FOLLOW_UPS from '@salesforce/label/c.JointCall_Follow_Ups';
import GLANCE from '@salesforce/label/c.JointCall_Glance_Title';
import GLANCE_CALLS from '@salesforce/label/c.JointCall_Glance_Calls';
import GLANCE_MISROUTED from '@salesforce/label/c.JointCall_Glance_Misrouted';
import GLANCE_TAKEOVERS from '@salesforce/label/c.JointCall_Glance_Takeovers';
import LEVEL from '@salesforce/label/c.JointCall_Level';
import LOADING from '@salesforce/label/c.JointCall_Loading';
import LOG from '@salesforce/label/c.JointCall_Log_Title';
import MORE_CALLS from '@salesforce/label/c.JointCall_More_Calls';
import NEW_OWNER from '@salesforce/label/c.JointCall_New_Owner_Held';
import NOT_CHANGED from '@salesforce/label/c.JointCall_Not_Changed';
import NOT_READABLE from '@salesforce/label/c.JointCall_Deal_Not_Readable';
import NO_ACCESS from '@salesforce/label/c.JointCall_No_Access';
import OFFLINE from '@salesforce/label/c.JointCall_Offline';
import OFFLINE_LOAD from '@salesforce/label/c.JointCall_Offline_Deal';
import PAST from '@salesforce/label/c.JointCall_Past';
import PLAN from '@salesforce/label/c.JointCall_Plan_Title';
import PROPOSE from '@salesforce/label/c.JointCall_Propose_Title';
import READ_PLAN from '@salesforce/label/c.JointCall_Read_Plan';
import REASON from '@salesforce/label/c.JointCall_Step_In_Reason';
import REPS_DUTIES from '@salesforce/label/c.JointCall_Reps_Duties';
import RETRY from '@salesforce/label/c.JointCall_Retry';
import STALE from '@salesforce/label/c.JointCall_Stale';
import TITLE from '@salesforce/label/c.JointCall_Panel_Title';
import WHO from '@salesforce/label/c.JointCall_Who_Joined';
import { fill, refusalMessages, today } from 'c/jointCall';
import { turnOf, type Step, type Turn } from 'c/jointCallTurn';
import { callsOf, countsOf, type Answer, type Call, type DealNode } from './answer';
import { CALLS, SHOWN } from './query';

/** The form that is open: for a new call, or for one that is there. */
interface Form {
  kind: 'log' | 'plan';
  callId?: string;
}

/** What is done right here, and what on the call's own page. */
const HERE: Partial<Record<Step, { kind: Form['kind']; label: string }>> = {
  plan: { kind: 'plan', label: DO_PLAN },
  log: { kind: 'log', label: DO_LOG },
  tell: { kind: 'log', label: DO_TELL },
};

/** What a link to the call's own page is called. */
const THERE: Partial<Record<Step, (call: Call) => string>> = {
  debrief: ({ coached }) => (coached.acknowledged ? DO_CLOSE : DO_DEBRIEF),
  share: () => DO_SHARE,
  acknowledge: () => DO_ACKNOWLEDGE,
};

/** On an opportunity's page: its joint calls, whose turn each is, and planning and logging for whose deal it is. */
export default class JointCallPanel extends LightningElement {
  @api recordId: string | undefined;

  answer: GraphQLWire<Answer> = {};
  form: Form | undefined;
  isSaving = false;
  isOffline = !navigator.onLine;
  refusals: string[] = [];
  private focusNext = '';

  timeZone = TIME_ZONE;
  labels = {
    cancelCall: CANCEL_CALL,
    changePlan: CHANGE_PLAN,
    comingUp: COMING_UP,
    glance: GLANCE,
    loading: LOADING,
    log: LOG,
    notChanged: NOT_CHANGED,
    offline: OFFLINE,
    past: PAST,
    reason: REASON,
    retry: RETRY,
    stale: STALE,
    title: TITLE,
  };

  @wire(graphql, { query: CALLS, variables: '$variables' })
  receive(answer: GraphQLWire<Answer>) {
    // A refused query answers with an empty object beside its errors; what was read before stays on the page.
    const data = answer.errors ? this.dataOf(this.recordId) : answer.data;
    this.answer = { ...answer, data };
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
    return { opportunity: this.recordId };
  }

  get isLoading(): boolean {
    return !this.answer.data && !this.answer.errors;
  }

  get deal(): DealNode | undefined {
    return this.answer.data?.uiapi.query.Opportunity.edges[0]?.node;
  }

  /** Why there is nothing to show: no connection, no access to the app, or none to this deal. */
  get problem(): string | undefined {
    if (this.isLoading || this.deal) return undefined;
    if (this.isOffline) return OFFLINE_LOAD;
    return this.answer.errors ? NO_ACCESS : NOT_READABLE;
  }

  get isStale(): boolean {
    return Boolean(this.deal && this.answer.errors);
  }

  get isOwner(): boolean {
    return this.deal?.OwnerId.value === USER_ID;
  }

  get isLineManager(): boolean {
    return !this.isOwner && Boolean(this.deal) && this.deal?.Owner?.ManagerId.value === USER_ID;
  }

  get offersLog(): boolean {
    return this.isOwner && !this.form;
  }

  get offersPlan(): boolean {
    return (this.isOwner || this.isLineManager) && !this.form;
  }

  /** The line manager may name a day; what the meeting is about stays the owner's. */
  get planLabel(): string {
    return this.isOwner ? PLAN : PROPOSE;
  }

  get ownerName(): string {
    return this.deal?.Owner?.Name.value ?? '';
  }

  /** Said to everyone but the owner: what on this page is the salesperson's. */
  get repsDuties(): string | undefined {
    return this.deal && !this.isOwner ? fill(REPS_DUTIES, this.ownerName) : undefined;
  }

  get counts() {
    const counts = this.answer.data && countsOf(this.answer.data);
    if (!counts?.held) return undefined;
    return [
      { name: 'calls', label: GLANCE_CALLS, value: counts.held },
      { name: 'takeovers', label: GLANCE_TAKEOVERS, value: counts.takeovers },
      { name: 'misrouted', label: GLANCE_MISROUTED, value: counts.toManager },
    ];
  }

  /** The next one first. */
  get coming() {
    return this.calls.filter(({ status }) => status === 'Planned').reverse();
  }

  get past() {
    return this.calls.filter(({ status }) => status !== 'Planned');
  }

  get hasComing(): boolean {
    return this.coming.length > 0;
  }

  get hasPast(): boolean {
    return this.past.length > 0;
  }

  get empty(): string | undefined {
    if (!this.deal || this.calls.length || this.form) return undefined;
    return this.isOwner ? EMPTY_OWNER : fill(EMPTY_OTHERS, this.ownerName);
  }

  get moreCalls(): string | undefined {
    const total = this.answer.data?.uiapi.query.Joint_Call__c.totalCount ?? 0;
    return total > SHOWN ? fill(MORE_CALLS, String(SHOWN), String(total)) : undefined;
  }

  get isLogging(): boolean {
    return this.form?.kind === 'log';
  }

  get isPlanning(): boolean {
    return this.form?.kind === 'plan';
  }

  get formCallId(): string | undefined {
    return this.form?.callId;
  }

  get isRefused(): boolean {
    return this.refusals.length > 0;
  }

  startLog() {
    this.open({ kind: 'log' });
  }

  startPlan() {
    this.open({ kind: 'plan' });
  }

  /** A call's own button: its next step, or changing its plan. */
  act(event: Event) {
    const { callId, kind } = (event.currentTarget as HTMLElement).dataset;
    if (callId && (kind === 'log' || kind === 'plan')) this.open({ kind, callId });
  }

  closeForm() {
    this.form = undefined;
    this.focus('[data-start]');
  }

  async saved() {
    this.closeForm();
    await this.answer.refresh?.();
  }

  async cancelCall(event: Event) {
    const { callId } = (event.currentTarget as HTMLElement).dataset;
    const call = this.calls.find(({ id }) => id === callId);
    if (!call || this.isSaving) return;
    const message = fill(CANCEL_QUESTION, call.repName, call.managerName);
    if (!(await LightningConfirm.open({ message, label: CANCEL_CALL, theme: 'warning' }))) return;
    this.isSaving = true;
    this.refusals = [];
    try {
      await updateRecord({ fields: { Id: call.id, Status__c: 'Cancelled' } });
      this.dispatchEvent(new ShowToastEvent({ title: CANCELLED, variant: 'success' }));
      await this.answer.refresh?.();
      this.focus('[data-start]');
    } catch (error) {
      this.refusals = refusalMessages(error, NOT_CHANGED);
      this.focus('[data-refusal]');
    } finally {
      this.isSaving = false;
    }
  }

  retry() {
    void this.answer.refresh?.();
  }

  private dataOf(recordId: string | undefined): Answer | undefined {
    const { data } = this.answer;
    return data?.uiapi.query.Opportunity.edges[0]?.node.Id === recordId ? data : undefined;
  }

  private get calls() {
    return this.answer.data ? callsOf(this.answer.data).map((call) => this.described(call)) : [];
  }

  private open(form: Form) {
    this.form = form;
    this.refusals = [];
    this.focus('[data-form]');
  }

  private focus(selector: string) {
    this.focusNext = selector;
    // Where nothing else changes, nothing is rendered anew.
    void Promise.resolve().then(() => this.renderedCallback());
  }

  private described(call: Call) {
    const isPlanned = call.status === 'Planned';
    // A planned call goes with the deal, whoever planned it.
    const rep = isPlanned
      ? { id: this.deal?.OwnerId.value ?? '', name: this.ownerName }
      : { id: call.repId, name: call.repName };
    const turn = this.turnOf(call, rep);
    const here = turn.mine ? HERE[turn.step] : undefined;
    const isOpen = this.form?.callId === call.id;
    const mayCancel = isPlanned && (rep.id === USER_ID || call.managerId === USER_ID);
    return {
      ...call,
      repName: rep.name,
      url: `/lightning/r/Joint_Call__c/${call.id}/view`,
      who: fill(WHO, rep.name, call.managerName),
      level: call.levelLabel && fill(LEVEL, call.levelLabel),
      turn: turn.sentence,
      turnClass: turn.mine ? 'turn turn_mine' : 'turn',
      here: isOpen ? undefined : here,
      there: turn.mine && !here ? THERE[turn.step]?.(call) : undefined,
      offersChange: isPlanned && rep.id === USER_ID && turn.step !== 'plan' && !isOpen,
      readPlan: isPlanned && call.managerId === USER_ID ? READ_PLAN : undefined,
      offersCancel: mayCancel && !isOpen,
      handedOver:
        call.isOver && call.repId !== this.deal?.OwnerId.value && fill(NEW_OWNER, this.ownerName, call.repName),
      followUpsLine: call.followUps
        ? fill(FOLLOW_UPS, String(call.followUps), String(call.followUpsToManager))
        : undefined,
    };
  }

  private turnOf(call: Call, rep: { id: string; name: string }): Turn {
    return turnOf({
      status: call.status,
      date: call.date,
      today: today(),
      level: call.level,
      hasAgenda: call.hasAgenda,
      shared: call.coached.shared,
      acknowledged: call.coached.acknowledged,
      coachingWritten: call.coached.written,
      me: USER_ID,
      repId: rep.id,
      managerId: call.managerId,
      repName: rep.name,
      managerName: call.managerName,
    });
  }
}
