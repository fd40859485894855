/**
 * What the joint call page knows: the call, its people, its coaching as far as it is this user's business, and its
 * follow-ups. Read from one GraphQL answer. Pure.
 */
import { DUTIES, type Cell, type DutyHeld, type Holder } from 'c/jointCall';
import type { Choice, CoachingNode, DetailAnswer, DetailNode, FieldInfo, FollowUpNode } from './nodes';

export type Role = 'rep' | 'manager' | 'other';

/** The four ways in which a manager takes part, as the fields `Helped_…__c` and `Ask_…__c` name them. */
export const HELPS = ['Climate', 'Questions', 'Presenting', 'Objections'] as const;
export type Help = (typeof HELPS)[number];
export type Helps = Readonly<Record<Help, boolean>>;

export interface Person {
  id: string;
  name: string;
}

/** The manager's own account, in the three duties that are the salesperson's alone. */
export interface Account {
  agenda: Holder | undefined;
  /** One word for three transitions: the manager, if they led at least one. */
  transitions: Holder | undefined;
  ask: Holder | undefined;
}

export interface Coaching {
  id: string;
  ownerId: string;
  account: Account;
  /** API name. */
  reason: string;
  reasonLabel: string;
  focus: string;
  note: string;
  /** ISO dates. */
  sharedOn: string | undefined;
  acknowledgedOn: string | undefined;
  reply: string;
}

export interface FollowUp {
  id: string;
  /** ISO date. */
  receivedOn: string | undefined;
  channel: string;
  contactName: string;
  reached: Person;
  /** API name: Rep, Manager, Someone else. */
  routedTo: string;
  routedToLabel: string;
  subject: string;
  /** ISO date. */
  handedBackOn: string | undefined;
}

export interface Plan {
  agenda: string;
  /** ISO date and time, in UTC. */
  start: string | undefined;
  minutes: number | undefined;
  channel: string;
  opening: 'Rep' | 'Manager' | undefined;
  asks: Helps;
  askNote: string;
}

export interface Detail {
  id: string;
  name: string;
  /** ISO date. */
  date: string | undefined;
  /** API name. */
  status: string;
  /** API name. */
  level: string;
  levelLabel: string;
  /** Who looks. */
  role: Role;
  rep: Person;
  manager: Person;
  owner: Person;
  /** The salesperson as stamped: behind the owner where the deal changed hands in a way that saves no call. */
  stampedRep: Person;
  opportunity: { id: string; name: string; accountId: string | undefined };
  plan: Plan;
  duties: DutyHeld[];
  reason: string;
  reasonLabel: string;
  closeTypeLabel: string;
  outcomeLabel: string;
  nextStep: string;
  nextStepDate: string | undefined;
  responsivenessLabel: string;
  /** API name: Observed only, Contributed. */
  participation: string;
  participationLabel: string;
  helped: Helps;
  heldBack: boolean;
  /** ISO date. */
  debriefedOn: string | undefined;
  /** Newest first; empty for whom it is none of, whatever they could read. */
  coachings: Coaching[];
  followUps: FollowUp[];
  followUpsTotal: number;
  /** The values of picklists, by field. */
  choices: Readonly<Record<string, Choice[]>>;
  may: { debrief: boolean; coach: boolean; addFollowUp: boolean; handBack: boolean };
}

/** Reads the answer for user `me`; undefined where the call is out of their reach. */
export function toDetail(answer: DetailAnswer, me: string): Detail | undefined {
  const node = answer.uiapi.query.Joint_Call__c.edges[0]?.node;
  if (!node) return undefined;
  const owner = person(node.Opportunity__r?.OwnerId, node.Opportunity__r?.Owner);
  const isPlanned = node.Status__c.value === 'Planned';
  const stampedRep = person(node.Sales_Rep__c, node.Sales_Rep__r);
  const rep = isPlanned ? owner : stampedRep;
  const manager = person(node.Manager__c, node.Manager__r);
  const role = me === rep.id ? 'rep' : me === manager.id ? 'manager' : 'other';
  const infos = new Map(answer.uiapi.objectInfos?.flatMap((info) => (info ? [[info.ApiName, info] as const] : [])));
  const fields = [...infos.values()].flatMap((info) => info.fields);
  const followUpInfo = infos.get('Joint_Call_Follow_Up__c');
  return {
    id: node.Id,
    name: node.Name.value ?? '',
    date: node.Call_Date__c.value ?? undefined,
    status: node.Status__c.value ?? '',
    level: node.Takeover_Level__c.value ?? '',
    levelLabel: shown(node.Takeover_Level__c),
    role,
    rep,
    manager,
    owner,
    stampedRep,
    opportunity: {
      id: node.Opportunity__r?.Id ?? '',
      name: node.Opportunity__r?.Name.value ?? '',
      accountId: node.Opportunity__r?.AccountId.value ?? undefined,
    },
    plan: toPlan(node),
    duties: DUTIES.map(({ field }) => ({ field, holder: holderOf(node[field as keyof DetailNode] as Cell) })),
    reason: node.Step_In_Reason__c.value ?? '',
    reasonLabel: shown(node.Step_In_Reason__c),
    closeTypeLabel: shown(node.Close_Type__c),
    outcomeLabel: shown(node.Close_Outcome__c),
    nextStep: node.Next_Step__c.value ?? '',
    nextStepDate: node.Next_Step_Date__c.value ?? undefined,
    responsivenessLabel: shown(node.Client_Responsiveness__c),
    participation: node.Manager_Participation__c.value ?? '',
    participationLabel: shown(node.Manager_Participation__c),
    helped: helps(node, 'Helped'),
    heldBack: node.Manager_Held_Back__c.value ?? false,
    debriefedOn: node.Debriefed_On__c.value ?? undefined,
    coachings: (node.Coaching__r?.edges ?? [])
      .map((edge) => toCoaching(edge.node))
      .filter(({ ownerId, sharedOn }) => (role === 'manager' ? ownerId === me : role === 'rep' && Boolean(sharedOn))),
    followUps: node.Follow_Ups__r.edges.map((edge) => toFollowUp(edge.node)),
    followUpsTotal: node.Follow_Ups__r.totalCount ?? node.Follow_Ups__r.edges.length,
    choices: Object.fromEntries(fields.map((field) => [field.ApiName, choicesOf(field)])),
    may: {
      debrief: isUpdateable(fields, 'Manager_Participation__c'),
      coach: node.Coaching__r !== undefined,
      addFollowUp: followUpInfo?.createable ?? true,
      handBack: isUpdateable(fields, 'Handed_Back_On__c'),
    },
  };
}

/** The coaching that the page works with: what is shared last counts in the comparison, else what was begun last. */
export function currentCoaching({ coachings }: Pick<Detail, 'coachings'>): Coaching | undefined {
  const shared = coachings.filter(({ sharedOn }) => sharedOn);
  return shared.sort((one, other) => (other.sharedOn ?? '').localeCompare(one.sharedOn ?? ''))[0] ?? coachings[0];
}

/** Whether anything of the manager's own account is given. */
export function hasAccount({ agenda, transitions, ask }: Account): boolean {
  return Boolean(agenda ?? transitions ?? ask);
}

/** The salesperson's account in the manager's three words, as `Accounts_Differ__c` compares them. */
export function repsAccount(duties: readonly DutyHeld[]): Account {
  const of = (field: string) => duties.find((duty) => duty.field === field)?.holder;
  const transitions = ['Discovery_Opened_By__c', 'Solution_Opened_By__c', 'Close_Opened_By__c'].map(of);
  const led = (holder: Holder) => (transitions.includes(holder) ? holder : undefined);
  return {
    agenda: of('Agenda_Set_By__c'),
    transitions: led('Manager') ?? led('Rep') ?? of('Close_Opened_By__c'),
    ask: of('Close_Asked_By__c'),
  };
}

function toPlan(node: DetailNode): Plan {
  const opening = node.Opening_Plan__c.value;
  return {
    agenda: node.Agenda__c.value ?? '',
    start: node.Planned_Start__c.value ?? undefined,
    minutes: node.Planned_Minutes__c.value ?? undefined,
    channel: shown(node.Meeting_Channel__c),
    opening: opening === 'Rep' || opening === 'Manager' ? opening : undefined,
    asks: helps(node, 'Ask'),
    askNote: node.Ask_Note__c.value ?? '',
  };
}

function toCoaching(node: CoachingNode): Coaching {
  return {
    id: node.Id,
    ownerId: node.OwnerId.value ?? '',
    account: {
      agenda: holderOf(node.Account_Agenda_Set_By__c),
      transitions: holderOf(node.Account_Transitions_Led_By__c),
      ask: holderOf(node.Account_Close_Asked_By__c),
    },
    reason: node.Account_Step_In_Reason__c.value ?? '',
    reasonLabel: shown(node.Account_Step_In_Reason__c),
    focus: node.Coaching_Focus__c.value ?? '',
    note: node.Coaching_Note__c.value ?? '',
    sharedOn: node.Shared_On__c.value ?? undefined,
    acknowledgedOn: node.Rep_Acknowledged_On__c.value ?? undefined,
    reply: node.Rep_Reply__c.value ?? '',
  };
}

function toFollowUp(node: FollowUpNode): FollowUp {
  return {
    id: node.Id,
    receivedOn: node.Received_On__c.value ?? undefined,
    channel: shown(node.Channel__c),
    contactName: node.Contact__r?.Name.value ?? '',
    reached: person(node.Contacted__c, node.Contacted__r),
    routedTo: node.Routed_To__c.value ?? '',
    routedToLabel: shown(node.Routed_To__c),
    subject: node.Subject__c.value ?? '',
    handedBackOn: node.Handed_Back_On__c.value ?? undefined,
  };
}

function person(id: Cell | undefined, of: { Name: Cell } | null | undefined): Person {
  return { id: id?.value ?? '', name: of?.Name.value ?? '' };
}

function helps(node: DetailNode, kind: 'Helped' | 'Ask'): Helps {
  return Object.fromEntries(HELPS.map((help) => [help, node[`${kind}_${help}__c`].value ?? false])) as Record<
    Help,
    boolean
  >;
}

function shown(cell: Cell): string {
  return cell.displayValue ?? cell.value ?? '';
}

function holderOf({ value }: Cell): Holder | undefined {
  return value === 'Rep' || value === 'Manager' || value === 'Not reached' ? value : undefined;
}

function choicesOf(field: FieldInfo): Choice[] {
  const values = field.picklistValuesByRecordTypeIDs?.[0]?.picklistValues ?? [];
  return values.map(({ label, value }) => ({ label, value }));
}

/** What the org does not tell is left for it to refuse. */
function isUpdateable(fields: readonly FieldInfo[], name: string): boolean {
  return fields.find(({ ApiName }) => ApiName === name)?.updateable ?? true;
}

export { HELP_LABELS } from './helpLabels';
export type { Choice, DetailAnswer } from './nodes';
