import { wire } from 'lwc';
import { graphql, type GraphQLWire } from 'lightning/graphql';
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
import IN_FUTURE from '@salesforce/label/c.JointCall_Log_In_Future';
import JOINED from '@salesforce/label/c.JointCall_Log_Joined';
import LOADING from '@salesforce/label/c.JointCall_Loading';
import LOGGED from '@salesforce/label/c.JointCall_Logged';
import MANAGER from '@salesforce/label/c.JointCall_Manager';
import MORE from '@salesforce/label/c.JointCall_Log_More';
import NEXT_STEP from '@salesforce/label/c.JointCall_Next_Step';
import NEXT_STEP_DATE from '@salesforce/label/c.JointCall_Next_Step_Date';
import NOT_SAVED from '@salesforce/label/c.JointCall_Not_Saved';
import NOT_TO_TELL from '@salesforce/label/c.JointCall_Log_Not_To_Tell';
import ONLY_OWNER from '@salesforce/label/c.JointCall_Only_Owner_Logs';
import ONLY_REP from '@salesforce/label/c.JointCall_Only_Rep_Tells';
import OUTCOME from '@salesforce/label/c.JointCall_Close_Outcome';
import REASON from '@salesforce/label/c.JointCall_Step_In_Reason';
import RESPONSIVENESS from '@salesforce/label/c.JointCall_Responsiveness';
import SAVE from '@salesforce/label/c.JointCall_Save';
import SAVING from '@salesforce/label/c.JointCall_Saving';
import { choiceType, DUTIES, dutyLabel, fill, holderLabel, plusDays, today, type Holder } from 'c/jointCall';
import { JointCallForm, type Answer } from 'c/jointCallForm';
import { cleanEntry, entryOf, isClean, isStepIn, toldFields, type CallNode, type Entry } from './entry';
import { CONTEXT } from './query';

const HOLDERS: readonly Holder[] = ['Rep', 'Manager', 'Not reached'];

/**
 * The form in which the salesperson logs a joint call, or tells one that was planned or held. A clean call needs no
 * choice at all; a tap on a duty records a deviation. Fires `logged`, `reread` and `cancel`.
 */
export default class JointCallLog extends JointCallForm<CallNode, Entry> {
  labels = {
    cancel: CANCEL,
    channel: CHANNEL,
    closeType: CLOSE_TYPE,
    date: DATE,
    discard: DISCARD,
    draftFound: DRAFT_FOUND,
    dutiesHelp: DUTIES_HELP,
    dutiesTitle: DUTIES_TITLE,
    inFuture: IN_FUTURE,
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

  choiceType = choiceType();

  protected override readonly kind = { draft: 'log', done: 'logged', saved: LOGGED, notSaved: NOT_SAVED } as const;

  @wire(graphql, { query: CONTEXT, variables: '$variables' })
  receive(answer: GraphQLWire<Answer<CallNode>>) {
    this.take(answer);
  }

  /** A planned call goes with the deal; one that was held stays with who held it. */
  get isMine(): boolean {
    if (!this.deal) return false;
    return this.isHeld ? this.call?.Sales_Rep__c.value === USER_ID : this.isOwner;
  }

  get notMine(): string | undefined {
    if (!this.deal || this.isMine) return undefined;
    return this.isHeld ? fill(ONLY_REP, this.call?.Sales_Rep__r?.Name.value ?? '') : fill(ONLY_OWNER, this.ownerName);
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

  get saveLabel(): string {
    if (this.isSaving) return SAVING;
    return this.entry && isClean(this.entry) ? CLEAN : SAVE;
  }

  /** Tomorrow: it may be today where the customer is. */
  get latest(): string {
    return plusDays(today(), 1);
  }

  changeHolder(event: CustomEvent<{ value: Holder }>) {
    const { field } = (event.target as HTMLElement).dataset;
    if (field && this.entry) this.keep({ holders: { ...this.entry.holders, [field]: event.detail.value } });
  }

  protected override get opens(): boolean {
    return this.isMine;
  }

  protected override known(): Entry {
    return this.call ? entryOf(this.call, today()) : cleanEntry(today(), this.lineManagerId);
  }

  protected override fieldsOf(entry: Entry) {
    return this.isHeld ? toldFields(entry) : { ...toldFields(entry), Manager__c: entry.managerId ?? null };
  }

  private get isHeld(): boolean {
    return Boolean(this.call && this.call.Status__c.value !== 'Planned');
  }
}
