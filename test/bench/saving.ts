/** 10,000 joint calls through the whole order of execution, beside the bare rows into SQLite. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APP } from '../../scripts/build/build.ts';
import { Session } from '../conformance/session.ts';
import { save } from '../local-org/save/save.ts';
import { startLocalOrg } from '../org/start.ts';
import { openDeployedOrg } from './deployed-org.ts';
import { deals, jointCall, manager } from './joint-calls.ts';
import { type Bench, beside, duration, median } from './measure.ts';
import { insertRaw } from './raw-sqlite.ts';

const RECORDS = 10_000;
const DEALS = 1000;
const REPETITIONS = 3;
const COLLECTION = 200;

const perSecond = (milliseconds: number) => (RECORDS / milliseconds) * 1000;

export const saving: Bench = async (log) => {
  const { inProcess, peer } = await throughSave(log);
  const overHttp = await throughCollections(log);
  return [
    beside('joint calls loaded by save(); peer: the same rows by raw node:sqlite', 'records/s', inProcess, peer),
    beside(
      'joint calls loaded over HTTP, 200 at a time; peer: the same rows by raw node:sqlite',
      'records/s',
      overHttp,
      peer,
    ),
  ];
};

async function throughSave(log: (line: string) => void): Promise<{ inProcess: number; peer: number }> {
  const { org, loader, managerId, insert, folder, close } = openDeployedOrg();
  try {
    const dealIds = insert('Opportunity', deals(DEALS));
    let next = 0;
    let saved: string[] = [];
    log(`${RECORDS} joint calls through save()`);
    const ours = await median(REPETITIONS, async () => {
      const records = Array.from({ length: RECORDS }, () => jointCall(next++, dealIds, managerId));
      return duration(() => {
        const results = save(org, loader, { object: 'Joint_Call__c', operation: 'insert', records, allOrNone: false });
        saved = results.map(({ id, errors }) => {
          if (id === null) throw new Error(JSON.stringify(errors));
          return id;
        });
      });
    });
    log('their rows by raw node:sqlite');
    const rows = org.store.read('Joint_Call__c', saved).map((row) => row!);
    let table = 0;
    const peer = await median(REPETITIONS, () => insertRaw(join(folder, 'raw.db'), `t${table++}`, rows));
    return { inProcess: perSecond(ours), peer: perSecond(peer) };
  } finally {
    close();
  }
}

async function throughCollections(log: (line: string) => void): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'bench-http-'));
  const running = await startLocalOrg({ home, source: APP });
  try {
    const admin = new Session(running.url, running.admin.accessToken, running.admin.userId);
    const [set] = await admin.query<{ Id: string }>(
      "SELECT Id FROM PermissionSet WHERE Name = 'Joint_Call_Data_Loader'",
    );
    await admin.create('PermissionSetAssignment', { AssigneeId: admin.userId, PermissionSetId: set!.Id });
    const load = async (object: string, records: Record<string, unknown>[]): Promise<string[]> => {
      const ids: string[] = [];
      for (let first = 0; first < records.length; first += COLLECTION) {
        const part = records.slice(first, first + COLLECTION);
        const body = { allOrNone: false, records: part.map((record) => ({ attributes: { type: object }, ...record })) };
        const answer = await admin.call({ method: 'POST', path: 'composite/sobjects', body });
        for (const { id, errors } of answer.body as { id?: string; errors: unknown[] }[]) {
          if (id === undefined) throw new Error(JSON.stringify(errors));
          ids.push(id);
        }
      }
      return ids;
    };
    const [profile] = await admin.query<{ Id: string }>("SELECT Id FROM Profile WHERE Name = 'Standard User'");
    const managerId = await admin.create('User', manager(profile!.Id));
    const dealIds = await load('Opportunity', deals(DEALS));
    let next = 0;
    log(`${RECORDS} joint calls over HTTP`);
    const ours = await median(REPETITIONS, () => {
      const records = Array.from({ length: RECORDS }, () => jointCall(next++, dealIds, managerId));
      return duration(() => load('Joint_Call__c', records));
    });
    return perSecond(ours);
  } finally {
    await running.stop();
    rmSync(home, { recursive: true, force: true });
  }
}
