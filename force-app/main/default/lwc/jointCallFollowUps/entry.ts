/** A follow-up as it is being entered, and what of it is sent. Pure. */
import type { Detail } from 'c/jointCallDetail';

export interface Entry {
  /** Whom the customer reached: the salesperson, the manager, or somebody else, chosen apart. */
  reached: '' | 'rep' | 'manager' | 'else';
  otherId: string | undefined;
  /** API name. */
  channel: string;
  /** ISO date. */
  receivedOn: string;
  contactId: string | undefined;
  subject: string;
}

export function blankEntry(today: string): Entry {
  return { reached: '', otherId: undefined, channel: '', receivedOn: today, contactId: undefined, subject: '' };
}

/** The fields of the new record; blank choices are left out. `key` makes it one record, however often it is tried. */
export function toFields(entry: Entry, detail: Pick<Detail, 'id' | 'rep' | 'manager'>, key: string) {
  const reached = { '': undefined, rep: detail.rep.id, manager: detail.manager.id, else: entry.otherId };
  const chosen: Record<string, string | undefined> = {
    Joint_Call__c: detail.id,
    Contacted__c: reached[entry.reached],
    Received_On__c: entry.receivedOn,
    Channel__c: entry.channel,
    Contact__c: entry.contactId,
    Subject__c: entry.subject.trim(),
    Source_Key__c: key,
  };
  return Object.fromEntries(Object.entries(chosen).filter((field): field is [string, string] => Boolean(field[1])));
}
