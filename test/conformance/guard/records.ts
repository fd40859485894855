/** A deal with a planned and a held call, a follow-up and coaching, and values that touch a field. */
import { randomUUID } from 'node:crypto';
import { type People, shareDeal } from '../people.ts';
import type { Session } from '../session.ts';

export const DUTIES = [
  'Introduced_By__c',
  'Agenda_Set_By__c',
  'Discovery_Opened_By__c',
  'Solution_Opened_By__c',
  'Close_Opened_By__c',
  'Close_Asked_By__c',
];

export type FieldValue = string | number | boolean | null;

export interface GuardRecord {
  object: string;
  id: string;
  externalId: string;
}

export interface Scene {
  opportunityId: string;
  planned: GuardRecord;
  held: GuardRecord;
  /** Not shared with the rep yet. */
  coaching: GuardRecord;
  /** Shared by its manager. */
  shared: GuardRecord;
  followUp: GuardRecord;
}

export const TODAY = new Date().toISOString().slice(0, 10);

/** A key that no record has yet. */
export function newKey(): string {
  return `conformance-${randomUUID()}`;
}

/** Makes the deal of `rep` and all that is tried on it; the colleague gets full access to every record. */
export async function makeScene({ rep, manager, colleague, admin, loader }: People): Promise<Scene> {
  const opportunityId = await rep.create('Opportunity', {
    Name: 'Conformance deal',
    StageName: 'Prospecting',
    CloseDate: TODAY,
  });
  await shareDeal(admin, opportunityId, colleague.userId);
  const call = baseOf('Joint_Call__c', { opportunityId }, manager.userId);
  const planned = await make(rep, 'Joint_Call__c', 'External_Id__c', call);
  const held = await make(rep, 'Joint_Call__c', 'External_Id__c', { ...call, ...toldByRep() });
  const coaching = await make(manager, 'Joint_Call_Coaching__c', 'External_Id__c', { Joint_Call__c: held.id });
  const shared = await make(manager, 'Joint_Call_Coaching__c', 'External_Id__c', { Joint_Call__c: held.id });
  await loader.update('Joint_Call_Coaching__c', shared.id, { Shared_On__c: TODAY });
  for (const { id } of [coaching, shared]) {
    for (const user of [rep, colleague]) await grant(admin, id, user.userId);
  }
  const followUp = await make(rep, 'Joint_Call_Follow_Up__c', 'Source_Key__c', {
    Joint_Call__c: held.id,
    Received_On__c: TODAY,
    Contacted__c: rep.userId,
    Subject__c: 'Asks for the offer',
    Channel__c: 'Phone',
  });
  return { opportunityId, planned, held, coaching, shared, followUp };
}

/** One more call on the deal, that its manager has debriefed. */
export async function makeDebriefed({ rep, manager }: People, scene: Scene): Promise<GuardRecord> {
  const fields = { ...baseOf('Joint_Call__c', scene, manager.userId), ...toldByRep() };
  const call = await make(rep, 'Joint_Call__c', 'External_Id__c', fields);
  await manager.update('Joint_Call__c', call.id, { Status__c: 'Debriefed' });
  return call;
}

function toldByRep(): Record<string, FieldValue> {
  return { Status__c: 'Held', ...Object.fromEntries(DUTIES.map((duty) => [duty, 'Rep'])) };
}

async function make(by: Session, object: string, key: string, fields: Record<string, unknown>): Promise<GuardRecord> {
  const externalId = newKey();
  return { object, externalId, id: await by.create(object, { ...fields, [key]: externalId }) };
}

/** Takes the deal away with all that hangs on it, so that an org that is kept is left as it was. */
export async function clearScene({ admin }: People, { opportunityId }: Scene): Promise<void> {
  const coaching = await admin.query<{ Id: string }>(
    `SELECT Id FROM Joint_Call_Coaching__c WHERE Joint_Call__r.Opportunity__c = '${opportunityId}'`,
  );
  for (const { Id } of coaching) await admin.remove('Joint_Call_Coaching__c', Id);
  await admin.remove('Opportunity', opportunityId);
}

/** What a new record of the object needs, and nothing of what is guarded. */
export function baseOf(
  object: string,
  scene: { opportunityId: string; held?: GuardRecord },
  managerId: string,
): Record<string, FieldValue> {
  if (object === 'Joint_Call_Coaching__c') return { Joint_Call__c: scene.held!.id };
  return { Opportunity__c: scene.opportunityId, Manager__c: managerId, Call_Date__c: TODAY, Status__c: 'Planned' };
}

interface DescribedField {
  name: string;
  type: string;
  picklistValues: { value: string; active: boolean }[];
}

/** Values by field of an object, each other than the one that is there, such that no further rule minds. */
export async function otherValues(
  session: Session,
  object: string,
  users: { rep: string; manager: string },
): Promise<(field: string, current: FieldValue) => FieldValue> {
  const { body } = await session.call({ method: 'GET', path: `sobjects/${object}/describe` });
  const fields = new Map((body as { fields: DescribedField[] }).fields.map((field) => [field.name, field]));
  return (name, current) => {
    const { type, picklistValues } = fields.get(name)!;
    if (type === 'boolean') return !current;
    if (type === 'picklist') {
      // A step-in needs a reason and a small c a next step: rules of their own, tested elsewhere.
      const free = picklistValues.filter(({ value }) => !['Manager', 'Small c'].includes(value) && value !== current);
      return (free[0] ?? picklistValues.find(({ value }) => value !== current)!).value;
    }
    if (type === 'date') return current === TODAY ? dayBefore(TODAY) : TODAY;
    if (type === 'datetime') {
      const start = `${TODAY}T00:00:00.000Z`;
      return typeof current === 'string' && Date.parse(current) === Date.parse(start)
        ? `${TODAY}T00:00:01.000Z`
        : start;
    }
    if (type === 'double') return current === 30 ? 45 : 30;
    if (type === 'reference') return current === users.rep ? users.manager : users.rep;
    return newKey();
  };
}

/** Full access to a private record, as a sharing button would give it; an earlier share stays as it is. */
async function grant(admin: Session, coachingId: string, userId: string): Promise<void> {
  await admin.create('Joint_Call_Coaching__Share', {
    ParentId: coachingId,
    UserOrGroupId: userId,
    AccessLevel: 'Edit',
  });
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
