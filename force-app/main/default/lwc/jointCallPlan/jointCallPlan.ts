import { wire } from 'lwc';
import { graphql, type GraphQLWire } from 'lightning/graphql';
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
import NOT_SAVED from '@salesforce/label/c.JointCall_Plan_Not_Saved';
import OBJECTIONS from '@salesforce/label/c.JointCall_Help_Objections';
import OPENING from '@salesforce/label/c.JointCall_Plan_Opening';
import PLANNED from '@salesforce/label/c.JointCall_Planned_Toast';
import PRESENTING from '@salesforce/label/c.JointCall_Help_Presenting';
import PROPOSING from '@salesforce/label/c.JointCall_Plan_Proposing';
import QUESTIONS from '@salesforce/label/c.JointCall_Help_Questions';
import SAVE from '@salesforce/label/c.JointCall_Plan_Save';
import SAVING from '@salesforce/label/c.JointCall_Saving';
import START_FIXED from '@salesforce/label/c.JointCall_Plan_Start_Fixed';
import TIME from '@salesforce/label/c.JointCall_Plan_Time';
import YOU_JOIN from '@salesforce/label/c.JointCall_Plan_You_Join';
import { fill, today } from 'c/jointCall';
import { JointCallForm, type Answer } from 'c/jointCallForm';
import { ASKS, entryOf, newEntry, plannedFields, type Ask, type Entry, type PlanNode } from './entry';
import { PLAN } from './query';
import { rightsOf, type Rights } from './rights';

const ASK_LABELS: Readonly<Record<Ask, string>> = {
  Climate: CLIMATE,
  Questions: QUESTIONS,
  Presenting: PRESENTING,
  Objections: OBJECTIONS,
};

/**
 * The form in which the salesperson plans a joint call, or changes its plan. Whoever else opens it may say what the
 * rules leave to them, and reads whose the rest is. Fires `planned`, `reread` and `cancel`.
 */
export default class JointCallPlan extends JointCallForm<PlanNode, Entry> {
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
    youJoin: YOU_JOIN,
  };

  openings = [
    { value: 'Rep', label: HOLDER_REP },
    { value: 'Manager', label: HOLDER_MANAGER },
  ];

  protected override readonly kind = { draft: 'plan', done: 'planned', saved: PLANNED, notSaved: NOT_SAVED } as const;

  @wire(graphql, { query: PLAN, variables: '$variables' })
  receive(answer: GraphQLWire<Answer<PlanNode>>) {
    this.take(answer);
  }

  /** The call was held or called off meanwhile, or is out of reach. */
  get isNotPlanned(): boolean {
    return Boolean(this.deal && this.callId && this.call?.Status__c.value !== 'Planned');
  }

  get form(): Entry | undefined {
    return this.isNotPlanned ? undefined : this.entry;
  }

  get may(): Rights {
    const people = { me: USER_ID, ownerId: this.deal?.OwnerId.value ?? undefined, lineManagerId: this.lineManagerId };
    return rightsOf(people, this.call);
  }

  get proposing(): string | undefined {
    return this.isOwner ? undefined : fill(PROPOSING, this.ownerName);
  }

  /** Said in place of the day. */
  get startFixed(): string | undefined {
    return this.may.day ? undefined : fill(START_FIXED, this.ownerName);
  }

  get channels() {
    return this.choices('Meeting_Channel__c');
  }

  get asks() {
    return ASKS.map((ask) => ({ ask, label: ASK_LABELS[ask], checked: this.entry?.asks[ask] ?? false }));
  }

  get saveLabel(): string {
    return this.isSaving ? SAVING : SAVE;
  }

  /** The device's own picker of times: on a phone it is quicker than a list. */
  changeTime(event: Event) {
    this.keep({ time: (event.target as HTMLInputElement).value.slice(0, 5) });
  }

  changeAsk(event: CustomEvent<{ checked: boolean }>) {
    const { ask } = (event.target as HTMLElement).dataset;
    if (this.entry) this.keep({ asks: { ...this.entry.asks, [ask as Ask]: event.detail.checked } });
  }

  protected override get opens(): boolean {
    return Boolean(this.deal);
  }

  /** Whoever may not choose who joins is the one who does. */
  protected override known(): Entry {
    const joins = this.may.manager ? this.lineManagerId : USER_ID;
    return this.call ? entryOf(this.call, TIME_ZONE) : newEntry(today(), joins);
  }

  protected override fieldsOf(entry: Entry) {
    return plannedFields(entry, this.may, !this.callId, TIME_ZONE);
  }
}
