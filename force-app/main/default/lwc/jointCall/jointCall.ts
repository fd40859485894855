/**
 * What a joint call is to the pages: its duties, how GraphQL answers become calls, and how a call reads.
 * Pure; no component state and no requests.
 */

/** Who performed a duty: the API names of the duty picklists. */
export type Holder = 'Rep' | 'Manager' | 'Not reached';

export interface Duty {
  /** API name of the field that records who held it. */
  field: string;
  /** The salesperson's alone: agenda, transitions and the ask. Opening is recorded, yet no takeover. */
  ownersAlone: boolean;
}

/** In the order in which they come up in a meeting. */
export const DUTIES: readonly Duty[] = [
  { field: 'Introduced_By__c', ownersAlone: false },
  { field: 'Agenda_Set_By__c', ownersAlone: true },
  { field: 'Discovery_Opened_By__c', ownersAlone: true },
  { field: 'Solution_Opened_By__c', ownersAlone: true },
  { field: 'Close_Opened_By__c', ownersAlone: true },
  { field: 'Close_Asked_By__c', ownersAlone: true },
];

/** A field as GraphQL answers it. */
export interface Cell<T = string> {
  value: T | null;
  displayValue?: string | null;
}

interface Person {
  Id: string;
  Name: Cell;
}

/** A Joint_Call__c node, as the panel's and the strip's queries ask for it. */
export interface CallNode {
  Id: string;
  Name: Cell;
  Call_Date__c: Cell;
  Status__c: Cell;
  Takeover_Level__c: Cell;
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

export interface DutyHeld {
  field: string;
  holder: Holder | undefined;
}

export interface JointCall {
  id: string;
  name: string;
  /** ISO date, or undefined where none is set. */
  date: string | undefined;
  status: string;
  statusLabel: string;
  /** API name of the takeover level: None, Bail-out, Partial, Full, Not told yet. */
  level: string;
  levelLabel: string;
  managerName: string;
  repName: string;
  reason: string;
  followUps: number;
  followUpsToManager: number;
  /** Whether there is anything to tell of its duties: it was held, and not called off. */
  isOver: boolean;
  duties: DutyHeld[];
}

/** Reads one node of a GraphQL answer. */
export function toJointCall(node: CallNode): JointCall {
  return {
    id: node.Id,
    name: node.Name.value ?? '',
    date: node.Call_Date__c.value ?? undefined,
    status: node.Status__c.value ?? '',
    statusLabel: shown(node.Status__c),
    level: node.Takeover_Level__c.value ?? '',
    levelLabel: shown(node.Takeover_Level__c),
    managerName: node.Manager__r?.Name.value ?? '',
    repName: node.Sales_Rep__r?.Name.value ?? '',
    reason: shown(node.Step_In_Reason__c),
    followUps: node.Follow_Ups__c.value ?? 0,
    followUpsToManager: node.Follow_Ups_To_Manager__c.value ?? 0,
    isOver: ['Held', 'Debriefed'].includes(node.Status__c.value ?? ''),
    duties: DUTIES.map(({ field }) => ({ field, holder: holderOf(node[field as keyof CallNode] as Cell) })),
  };
}

/** Replaces `{0}`, `{1}`… in a custom label. */
export function fill(label: string, ...values: string[]): string {
  return label.replace(/\{(\d)\}/g, (whole, index: string) => values[Number(index)] ?? whole);
}

/** Today where the user is, as an ISO date. */
export function today(now: Date = new Date()): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function shown(cell: Cell): string {
  return cell.displayValue ?? cell.value ?? '';
}

function holderOf(cell: Cell): Holder | undefined {
  const { value } = cell;
  return value === 'Rep' || value === 'Manager' || value === 'Not reached' ? value : undefined;
}

export { dutyLabel, holderLabel } from './dutyLabels';
export { refusalMessages } from './refusal';
