/** What the checks of behaviour stand on: a deal with joint calls, and how a refusal is looked at. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { makeScene, type Scene } from '../guard/records.ts';
import type { Answer, Session } from '../session.ts';
import { openTarget, type Target } from '../target.ts';

export interface Ground extends Target {
  scene: Scene;
  /** What the names of all further records begin with, so that they can be found and removed. */
  label: string;
}

/** Opens the target with a deal of the rep. `close` removes what was made. */
export async function openGround(): Promise<Ground> {
  const target = await openTarget();
  const scene = await makeScene(target.people);
  const label = `Conformance ${randomUUID().slice(0, 8)}`;
  return {
    ...target,
    scene,
    label,
    close: async () => {
      await removeAll(target.people.admin, scene, label);
      await target.close();
    },
  };
}

/** Calls and follow-ups go with their deals. */
async function removeAll(admin: Session, scene: Scene, label: string): Promise<void> {
  for (const id of [scene.coaching.id, scene.shared.id]) await admin.remove('Joint_Call_Coaching__c', id);
  for (const [object, condition] of [
    ['Task', `Subject LIKE '${label}%'`],
    ['Event', `Subject LIKE '${label}%'`],
    ['Opportunity', `Name LIKE '${label}%' OR Id = '${scene.opportunityId}'`],
    ['Contact', `LastName LIKE '${label}%'`],
    ['Account', `Name LIKE '${label}%'`],
  ] as const) {
    const rows = await admin.query<{ Id: string }>(`SELECT Id FROM ${object} WHERE ${condition}`);
    for (let first = 0; first < rows.length; first += 200) {
      const ids = rows.slice(first, first + 200).map(({ Id }) => Id);
      await admin.call({ method: 'DELETE', path: `composite/sobjects?allOrNone=false&ids=${ids.join()}` });
    }
  }
}

export interface Refusal {
  status: number;
  errorCode: string;
  message: string | RegExp;
  /** Where the error names fields. */
  fields?: string[];
}

/** The one error of an answer of the REST API is this one. */
export function refused({ status, body }: Answer, expected: Refusal): void {
  assert.ok(Array.isArray(body), `no error: ${status} ${JSON.stringify(body)}`);
  assert.equal(body.length, 1, JSON.stringify(body));
  const error = body[0] as { errorCode: string; message: string; fields?: string[] };
  assert.deepEqual({ status, errorCode: error.errorCode }, { status: expected.status, errorCode: expected.errorCode });
  if (typeof expected.message === 'string') assert.equal(error.message, expected.message);
  else assert.match(error.message, expected.message);
  // In no particular order, since Salesforce promises none.
  if (expected.fields) assert.deepEqual([...(error.fields ?? [])].sort(), [...expected.fields].sort());
}

export interface SaveResult {
  id?: string;
  success: boolean;
  created?: boolean;
  errors: { statusCode: string; message: string; fields: string[] }[];
}

/** Results of a request on several records, each told as its Id or its status codes. */
export function outcomes({ status, body }: Answer): string[] {
  assert.equal(status, 200, JSON.stringify(body));
  return (body as SaveResult[]).map(({ success, errors }) =>
    success ? 'saved' : errors.map(({ statusCode }) => statusCode).join(),
  );
}

/** The fields of a record, without what the API says of it. */
export function fieldsOf(record: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record as object).filter(([name]) => name !== 'attributes'));
}

export interface Page {
  totalSize: number;
  done: boolean;
  nextRecordsUrl?: string;
  records: Record<string, unknown>[];
}

/** The first page of a query. Throws where it is refused. */
export async function page(session: Session, soql: string, headers: Record<string, string> = {}): Promise<Page> {
  const { status, body } = await session.call({ method: 'GET', path: `query?q=${encodeURIComponent(soql)}`, headers });
  assert.equal(status, 200, `${soql}\n${JSON.stringify(body)}`);
  return body as Page;
}
