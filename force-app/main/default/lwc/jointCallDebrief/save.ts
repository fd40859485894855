/**
 * Writes a debrief: the coaching first, then the call. Each write sends only what is missing, so that saving again
 * after a failure of either completes it, and writes nothing twice.
 */
import type { Coaching, Detail } from 'c/jointCallDetail';
import { callChanges, coachingChanges, hasCoaching, type Entry, type Fields } from './entry';

export type Action = 'save' | 'share' | 'close';

interface RecordInput {
  apiName?: string;
  fields: Fields;
}

/** What the writing goes through: `lightning/uiRecordApi`, or a double of it. */
export interface Writer {
  create(input: RecordInput): Promise<{ id: string }>;
  update(input: RecordInput): Promise<unknown>;
}

export interface Work {
  detail: Detail;
  coaching: Coaching | undefined;
  /** Of coaching that was created on an earlier attempt, and is not read yet. */
  coachingId: string | undefined;
  entry: Entry;
  action: Action;
  /** Makes the creation of the coaching happen once, however often it is tried. */
  key: string;
  /** ISO date. */
  today: string;
}

export type Outcome =
  | { stage: 'done'; coachingId: string | undefined }
  | { stage: 'coaching'; coachingId: string | undefined; error: unknown }
  /** The coaching is saved, the call is not. */
  | { stage: 'call'; coachingId: string | undefined; error: unknown; wroteCoaching: boolean };

/** Never rejects: what failed, and what is saved by then, is in the outcome. */
export async function saveDebrief(work: Work, writer: Writer): Promise<Outcome> {
  const { detail, coaching, entry } = work;
  const isSharing = work.action !== 'save' && !coaching?.sharedOn && (hasCoaching(entry) || Boolean(coaching));
  const coachingFields: Fields = {
    ...coachingChanges(entry, coaching, work.coachingId !== undefined),
    ...(isSharing && { Shared_On__c: work.today }),
  };
  let coachingId = coaching?.id ?? work.coachingId;
  const writesCoaching = Object.keys(coachingFields).length > 0;
  try {
    if (writesCoaching && coachingId) {
      await writer.update({ fields: { Id: coachingId, ...coachingFields } });
    } else if (writesCoaching) {
      const fields = { Joint_Call__c: detail.id, External_Id__c: work.key, ...coachingFields };
      ({ id: coachingId } = await writer.create({ apiName: 'Joint_Call_Coaching__c', fields }));
    }
  } catch (error) {
    return { stage: 'coaching', coachingId, error };
  }
  const isClosing = work.action === 'close' && detail.status === 'Held';
  const callFields: Fields = {
    ...(detail.status === 'Debriefed' ? {} : callChanges(entry, detail)),
    ...(isClosing && { Status__c: 'Debriefed' }),
  };
  try {
    if (Object.keys(callFields).length > 0) await writer.update({ fields: { Id: detail.id, ...callFields } });
  } catch (error) {
    return { stage: 'call', coachingId, error, wroteCoaching: writesCoaching };
  }
  return { stage: 'done', coachingId };
}
