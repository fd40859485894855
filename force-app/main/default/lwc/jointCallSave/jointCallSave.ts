/** Saves a joint call, new or there already, and tells what came of it. */
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import { refusalMessages } from 'c/jointCall';
import { isDuplicate, isOffline } from 'c/jointCallDraft';

export type Fields = Record<string, string | number | boolean | null>;

export type Outcome =
  | { kind: 'saved'; id: string | undefined }
  /** An earlier attempt had reached the org, and only its answer was lost. */
  | { kind: 'savedBefore' }
  | { kind: 'offline' }
  | { kind: 'refused'; messages: string[] };

/**
 * Updates the call where it has an Id, else creates it under the draft's key, which is unique: saving it twice makes
 * one call. Never rejects. `fallback` is told where the org gave no reason.
 */
export async function saveCall(
  callId: string | undefined,
  key: string,
  fields: Fields,
  fallback: string,
): Promise<Outcome> {
  try {
    if (callId) {
      await updateRecord({ fields: { Id: callId, ...fields } });
      return { kind: 'saved', id: callId };
    }
    const { id } = await createRecord({ apiName: 'Joint_Call__c', fields: { ...fields, External_Id__c: key } });
    return { kind: 'saved', id };
  } catch (error) {
    if (!callId && isDuplicate(error)) return { kind: 'savedBefore' };
    if (isOffline(error)) return { kind: 'offline' };
    return { kind: 'refused', messages: refusalMessages(error, fallback) };
  }
}
