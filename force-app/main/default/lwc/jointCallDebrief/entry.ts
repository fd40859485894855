/** The debrief as it is being entered, and what of it is sent. Pure. */
import type { Holder } from 'c/jointCall';
import { HELPS, hasAccount, type Account, type Coaching, type Detail, type Helps } from 'c/jointCallDetail';

export interface Entry {
  /** API name: Observed only, Contributed; blank while not said. */
  participation: string;
  helped: Helps;
  heldBack: boolean;
  account: Account;
  reason: string;
  focus: string;
  note: string;
}

export type Fields = Record<string, string | boolean | null>;

const BLANK = {
  account: { agenda: undefined, transitions: undefined, ask: undefined },
  reason: '',
  focus: '',
  note: '',
};

/** What is saved already; the account starts blank, so that it is the manager's own. */
export function toEntry(detail: Detail, coaching: Coaching | undefined): Entry {
  return {
    participation: detail.participation,
    helped: detail.helped,
    heldBack: detail.heldBack,
    account: coaching?.account ?? { agenda: undefined, transitions: undefined, ask: undefined },
    reason: coaching?.reason ?? '',
    focus: coaching?.focus ?? '',
    note: coaching?.note ?? '',
  };
}

/** Whether the manager remembers to have held one of the salesperson's duties: then a reason is asked for. */
export function isStepIn({ account }: Entry): boolean {
  return Object.values(account).includes('Manager' satisfies Holder);
}

/** Whether there is anything in it for the coaching record. */
export function hasCoaching({ account, focus, note }: Entry): boolean {
  return hasAccount(account) || Boolean(focus.trim()) || Boolean(note.trim());
}

/** The call's fields that differ from what is saved. A manager who only observed helped in nothing. */
export function callChanges(entry: Entry, detail: Detail): Fields {
  const helped = (help: (typeof HELPS)[number]) => entry.participation !== 'Observed only' && entry.helped[help];
  const fields: Fields = {
    Manager_Participation__c: entry.participation || null,
    Manager_Held_Back__c: entry.heldBack,
    ...Object.fromEntries(HELPS.map((help) => [`Helped_${help}__c`, helped(help)])),
  };
  const saved: Fields = {
    Manager_Participation__c: detail.participation || null,
    Manager_Held_Back__c: detail.heldBack,
    ...Object.fromEntries(HELPS.map((help) => [`Helped_${help}__c`, detail.helped[help]])),
  };
  return differing(fields, saved);
}

/**
 * The coaching's fields that differ from what is saved; of new coaching those that are filled; and all of them where
 * it was created on an earlier attempt and is not read yet.
 */
export function coachingChanges(entry: Entry, coaching: Coaching | undefined, isCreated: boolean): Fields {
  if (!coaching && isCreated) return coachingFields(entry);
  return differing(coachingFields(entry), coachingFields(coaching ?? BLANK));
}

/** A reason that no longer applies is not kept. */
function coachingFields({
  account,
  reason,
  focus,
  note,
}: Pick<Entry, 'account' | 'reason' | 'focus' | 'note'>): Fields {
  const steppedIn = Object.values(account).includes('Manager');
  return {
    Account_Agenda_Set_By__c: account.agenda ?? null,
    Account_Transitions_Led_By__c: account.transitions ?? null,
    Account_Close_Asked_By__c: account.ask ?? null,
    Account_Step_In_Reason__c: (steppedIn && reason) || null,
    Coaching_Focus__c: focus.trim() || null,
    Coaching_Note__c: note.trim() || null,
  };
}

function differing(fields: Fields, saved: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => value !== saved[name]));
}
