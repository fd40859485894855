/** What a joint call is to all pages: its duties, and how labels and dates are put. Pure. */

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

export interface DutyHeld {
  field: string;
  /** Undefined while nobody has told. */
  holder: Holder | undefined;
}

/** What of a duty's field is a holder. */
export function holderOf(cell: Cell): Holder | undefined {
  const { value } = cell;
  return value === 'Rep' || value === 'Manager' || value === 'Not reached' ? value : undefined;
}

/** What people read of a field: its label in their language where it has one. */
export function shown(cell: Cell): string {
  return cell.displayValue ?? cell.value ?? '';
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

/** An ISO date, so many days later. */
export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

export { choiceType } from './choiceType';
export { dutyLabel, holderLabel } from './dutyLabels';
export { refusalMessages } from './refusal';
export { momentOf, timeOf } from './zonedTime';
