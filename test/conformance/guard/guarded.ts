/** The guarded field sets: whose they are, which rules guard them, and on which records that is tried. */
import type { People } from '../people.ts';
import { fieldSet, guardOf, type Rule } from './rules.ts';

export type Who = Exclude<keyof People, 'loader'>;

export interface GuardedSet {
  object: string;
  set: string;
  rules: readonly string[];
  /** Who may write it, or nobody. */
  holder: Who | undefined;
  /** Everyone else: each of them can reach record and field, and is refused by the rule. */
  others: readonly Who[];
  externalIdField: string;
  operations: readonly ('insert' | 'update')[];
  /** Names of the records (see records.ts) that changes are tried on. */
  records: readonly ('planned' | 'held' | 'debriefed' | 'coaching' | 'shared' | 'followUp')[];
}

export const GUARDED: readonly GuardedSet[] = [
  {
    object: 'Joint_Call__c',
    set: 'Owner_Held',
    rules: [
      'Agenda_Is_The_Owners',
      'Opening_Is_The_Owners',
      'Help_Is_Asked_By_The_Owner',
      'Transitions_Are_The_Owners',
      'Close_Is_The_Owners',
      'Step_In_Is_The_Owners',
    ],
    holder: 'rep',
    others: ['manager', 'admin', 'colleague'],
    externalIdField: 'External_Id__c',
    operations: ['insert', 'update'],
    records: ['planned', 'held'],
  },
  {
    object: 'Joint_Call__c',
    set: 'Manager_Held',
    rules: ['Participation_Is_The_Managers', 'Debrief_Is_The_Managers'],
    holder: 'manager',
    others: ['rep', 'admin', 'colleague'],
    externalIdField: 'External_Id__c',
    operations: ['insert', 'update'],
    records: ['planned', 'held'],
  },
  // Once debriefed, one rule answers in the place of all of these.
  ...(['Owner_Held', 'Manager_Held'] as const).map((set): GuardedSet => ({
    object: 'Joint_Call__c',
    set,
    rules: ['Debriefed_Is_Locked'],
    holder: undefined,
    others: ['rep', 'manager', 'admin', 'colleague'],
    externalIdField: 'External_Id__c',
    operations: ['update'],
    records: ['debriefed'],
  })),
  {
    object: 'Joint_Call_Coaching__c',
    set: 'Coaching_Held',
    rules: ['Coaching_Is_The_Managers'],
    holder: 'manager',
    others: ['rep', 'admin', 'colleague'],
    externalIdField: 'External_Id__c',
    operations: ['insert', 'update'],
    records: ['coaching'],
  },
  {
    object: 'Joint_Call_Coaching__c',
    set: 'Reply_Held',
    rules: ['Reply_Is_The_Reps'],
    holder: 'rep',
    others: ['manager', 'admin', 'colleague'],
    externalIdField: 'External_Id__c',
    operations: ['update'],
    records: ['shared'],
  },
  {
    object: 'Joint_Call_Follow_Up__c',
    set: 'Frozen_Once_Saved',
    rules: ['Frozen_Once_Saved'],
    holder: undefined,
    others: ['rep', 'manager', 'admin', 'colleague'],
    externalIdField: 'Source_Key__c',
    operations: ['update'],
    records: ['followUp'],
  },
];

/** Each guarded field with its one rule. */
export function fieldsOf({ object, set, rules }: GuardedSet): { field: string; rule: Rule }[] {
  return fieldSet(object, set).map((field) => ({ field, rule: guardOf(object, field, rules) }));
}
