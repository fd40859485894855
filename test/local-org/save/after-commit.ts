import type { Flow } from '../flow/compile.ts';
import { newInterview, runInterviews } from '../flow/run.ts';
import type { Org } from '../org.ts';
import type { Row } from '../schema/model.ts';
import { planOf } from './plan.ts';
import { saveUnits } from './save.ts';
import { Transaction, type Entry } from './transaction.ts';

/** The kind under which asynchronous paths wait in the after-commit queue. */
export const ASYNC_FLOW_PATH = 'flow';

interface AsyncPath {
  flow: string;
  path: string;
  object: string;
  userId: string;
  records: { id: string; prior: Row | null }[];
}

/** Puts a flow's asynchronous paths into the queue for the records that met its conditions in this save. */
export function queueAsyncPaths(tx: Transaction, flow: Flow, entries: readonly Entry[]): void {
  if (entries.length === 0) return;
  const records = entries.map(({ id, prior }) => ({ id: id!, prior: prior ?? null }));
  for (const path of flow.asyncPaths) {
    const payload: AsyncPath = {
      flow: flow.name,
      path: path.name,
      object: flow.object,
      userId: tx.access.userId,
      records,
    };
    tx.org.queue.add(ASYNC_FLOW_PATH, payload);
  }
}

/**
 * Runs what waits in the after-commit queue; the org hands it to `openQueue`. Each record's interview
 * is for itself: one that fails leaves the others alone. Answers with what failed.
 */
export function runAfterCommit(org: Org, kind: string, payload: unknown): string[] {
  if (kind !== ASYNC_FLOW_PATH) throw new Error(`Nothing runs work of the kind ${kind}.`);
  const { flow: name, path: pathName, object, userId, records } = payload as AsyncPath;
  const flow = planOf(org, object).afterSave.find((candidate) => candidate.name === name);
  const path = flow?.asyncPaths.find((candidate) => candidate.name === pathName);
  // The flow was removed or deactivated meanwhile: its waiting interviews are gone with it.
  if (!flow || !path) return [];
  const tx = new Transaction(org, org.access(userId), saveUnits);
  const rows = tx.rows(
    object,
    records.map(({ id }) => id),
  );
  const interviews = records.flatMap(({ prior }, i) => {
    const row = rows[i];
    return row
      ? [newInterview(flow, { row: { ...row }, prior: prior ?? undefined, isNew: prior === null }, tx.host)]
      : [];
  });
  tx.attempt(() => {
    // What the path does to the record doesn't set the flow off for it again.
    for (const { id } of records) tx.markRunning(name, id);
    runInterviews(interviews, path.start);
    return false;
  });
  return interviews.flatMap((interview) => (interview.failure ?? []).map(({ message }) => message));
}
