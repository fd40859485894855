/** What the panel's query answers, and the calls that it makes of it. Pure. */
import { DUTIES, holderOf, shown, type Cell, type DutyHeld } from 'c/jointCall';

interface Person {
  Id: string;
  Name: Cell;
}

export interface DealNode {
  Id: string;
  OwnerId: Cell;
  Owner: (Person & { ManagerId: Cell }) | null;
}

export interface CallNode {
  Id: string;
  Name: Cell;
  Call_Date__c: Cell;
  Planned_Start__c: Cell;
  Status__c: Cell;
  Takeover_Level__c: Cell;
  Agenda__c: Cell;
  Manager__c: Cell;
  Manager__r: Person | null;
  Sales_Rep__c: Cell;
  Sales_Rep__r: Person | null;
  Step_In_Reason__c: Cell;
  Follow_Ups__c: Cell<number>;
  Follow_Ups_To_Manager__c: Cell<number>;
  Introduced_By__c: Cell;
  Agenda_Set_By__c: Cell;
  Discovery_Opened_By__c: Cell;
  Solution_Opened_By__c: Cell;
  Close_Opened_By__c: Cell;
  Close_Asked_By__c: Cell;
}

interface CoachingNode {
  Joint_Call__c: Cell;
  Shared_On__c: Cell;
  Rep_Acknowledged_On__c: Cell;
}

interface Edges<Node> {
  edges: { node: Node }[];
}

export interface Answer {
  uiapi: {
    query: {
      Opportunity: Edges<DealNode>;
      Joint_Call__c: Edges<CallNode> & { totalCount: number };
      /** Left out for whom coaching is none of. */
      Joint_Call_Coaching__c?: Edges<CoachingNode>;
    };
    aggregate: {
      Joint_Call__c: Edges<{
        aggregate: {
          Id: { count: Cell<number> };
          Takeover__c: { sum: Cell<number> };
          Follow_Ups_To_Manager__c: { sum: Cell<number> };
        };
      }>;
    };
  };
}

export interface Coached {
  /** Whether there is coaching that this user wrote and has not shared. */
  written: boolean;
  shared: boolean;
  acknowledged: boolean;
}

export interface Call {
  id: string;
  name: string;
  /** ISO date. */
  date: string | undefined;
  /** ISO date-time; undefined where only the day is agreed. */
  start: string | undefined;
  status: string;
  statusLabel: string;
  level: string;
  levelLabel: string;
  hasAgenda: boolean;
  managerId: string;
  managerName: string;
  repId: string;
  repName: string;
  reason: string;
  followUps: number;
  followUpsToManager: number;
  /** It was held, and not called off. */
  isOver: boolean;
  duties: DutyHeld[];
  coached: Coached;
}

export interface Counts {
  held: number;
  takeovers: number;
  toManager: number;
}

/** The calls of the answer, latest first. */
export function callsOf({ uiapi: { query } }: Answer): Call[] {
  const coachings = (query.Joint_Call_Coaching__c?.edges ?? []).map(({ node }) => node);
  return query.Joint_Call__c.edges.map(({ node }) =>
    toCall(
      node,
      coachings.filter(({ Joint_Call__c }) => Joint_Call__c.value === node.Id),
    ),
  );
}

function toCall(node: CallNode, coachings: CoachingNode[]): Call {
  const status = node.Status__c.value ?? '';
  const latest = coachings[0];
  return {
    id: node.Id,
    name: node.Name.value ?? '',
    date: node.Call_Date__c.value ?? undefined,
    start: node.Planned_Start__c.value ?? undefined,
    status,
    statusLabel: shown(node.Status__c),
    level: node.Takeover_Level__c.value ?? '',
    levelLabel: shown(node.Takeover_Level__c),
    hasAgenda: Boolean(node.Agenda__c.value),
    managerId: node.Manager__c.value ?? '',
    managerName: node.Manager__r?.Name.value ?? '',
    repId: node.Sales_Rep__c.value ?? '',
    repName: node.Sales_Rep__r?.Name.value ?? '',
    reason: shown(node.Step_In_Reason__c),
    followUps: node.Follow_Ups__c.value ?? 0,
    followUpsToManager: node.Follow_Ups_To_Manager__c.value ?? 0,
    isOver: status === 'Held' || status === 'Debriefed',
    duties: DUTIES.map(({ field }) => ({ field, holder: holderOf(node[field as keyof CallNode] as Cell) })),
    coached: {
      written: Boolean(latest && !latest.Shared_On__c.value),
      shared: Boolean(latest?.Shared_On__c.value),
      acknowledged: Boolean(latest?.Rep_Acknowledged_On__c.value),
    },
  };
}

/** All calls that were held, counted in the org: also those that are not listed. */
export function countsOf({ uiapi: { aggregate } }: Answer): Counts {
  const counted = aggregate.Joint_Call__c.edges[0]?.node.aggregate;
  return {
    held: counted?.Id.count.value ?? 0,
    takeovers: counted?.Takeover__c.sum.value ?? 0,
    toManager: counted?.Follow_Ups_To_Manager__c.sum.value ?? 0,
  };
}
