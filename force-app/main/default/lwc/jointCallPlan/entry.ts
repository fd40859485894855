/** The plan as it is being typed, and what of it is sent. Pure. */
import { momentOf, timeOf, type Cell } from 'c/jointCall';
import type { Fields } from 'c/jointCallSave';
import type { Rights } from './rights';

export const ASKS = ['Climate', 'Questions', 'Presenting', 'Objections'] as const;
export type Ask = (typeof ASKS)[number];

export interface Entry {
  /** ISO date. */
  date: string;
  /** `14:30`; blank where only the day is agreed. */
  time: string;
  /** As typed; blank where no time frame is agreed. */
  minutes: string;
  managerId: string | undefined;
  channel: string;
  agenda: string;
  opening: 'Rep' | 'Manager';
  asks: Record<Ask, boolean>;
  askNote: string;
}

/** The planned call as GraphQL answers it. */
export interface PlanNode {
  Id: string;
  Status__c: Cell;
  Call_Date__c: Cell;
  Planned_Start__c: Cell;
  Planned_Minutes__c: Cell<number>;
  Manager__c: Cell;
  Meeting_Channel__c: Cell;
  Agenda__c: Cell;
  Opening_Plan__c: Cell;
  Ask_Climate__c: Cell<boolean>;
  Ask_Questions__c: Cell<boolean>;
  Ask_Presenting__c: Cell<boolean>;
  Ask_Objections__c: Cell<boolean>;
  Ask_Note__c: Cell;
}

/** A new plan: the salesperson opens, unless they say otherwise. */
export function newEntry(date: string, managerId: string | undefined): Entry {
  return {
    date,
    time: '',
    minutes: '',
    managerId,
    channel: '',
    agenda: '',
    opening: 'Rep',
    asks: { Climate: false, Questions: false, Presenting: false, Objections: false },
    askNote: '',
  };
}

export function entryOf(node: PlanNode, timeZone: string): Entry {
  const start = node.Planned_Start__c.value;
  return {
    date: node.Call_Date__c.value ?? '',
    time: start ? timeOf(start, timeZone) : '',
    minutes: node.Planned_Minutes__c.value === null ? '' : String(node.Planned_Minutes__c.value),
    managerId: node.Manager__c.value ?? undefined,
    channel: node.Meeting_Channel__c.value ?? '',
    agenda: node.Agenda__c.value ?? '',
    opening: node.Opening_Plan__c.value === 'Manager' ? 'Manager' : 'Rep',
    asks: {
      Climate: node.Ask_Climate__c.value ?? false,
      Questions: node.Ask_Questions__c.value ?? false,
      Presenting: node.Ask_Presenting__c.value ?? false,
      Objections: node.Ask_Objections__c.value ?? false,
    },
    askNote: node.Ask_Note__c.value ?? '',
  };
}

/** What is sent of a plan, what was emptied included. A new one names its day and who joins, whoever proposes it. */
export function plannedFields(entry: Entry, rights: Rights, isNew: boolean, timeZone: string): Fields {
  return {
    ...(isNew && { Status__c: 'Planned' }),
    ...((isNew || rights.manager) && { Manager__c: entry.managerId ?? null }),
    ...(rights.day && { Call_Date__c: entry.date || null }),
    ...(rights.channel && { Meeting_Channel__c: entry.channel || null }),
    ...(rights.rest && {
      Planned_Start__c: entry.time ? momentOf(entry.date, entry.time, timeZone) : null,
      Planned_Minutes__c: entry.minutes ? Number(entry.minutes) : null,
      Agenda__c: entry.agenda.trim() || null,
      Opening_Plan__c: entry.opening,
      ...Object.fromEntries(ASKS.map((ask) => [`Ask_${ask}__c`, entry.asks[ask]])),
      Ask_Note__c: entry.askNote.trim() || null,
    }),
  };
}
