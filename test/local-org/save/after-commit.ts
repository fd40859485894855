import { newInterview, runInterviews, startInterviews } from '../flow/run.ts';
import type { Org } from '../org.ts';
import type { Row } from '../schema/model.ts';
import { planOf, type Plan } from './plan.ts';
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

/** Puts the asynchronous paths of the flows that the records trigger into the queue, decided as of this save. */
export function queueAsyncPaths(tx: Transaction, plan: Plan, entries: readonly Entry[]): void {
  for (const flow of plan.afterSave) {
    if (flow.asyncPaths.length === 0) continue;
    const triggering = entries.filter((entry) => (entry.prior === undefined ? flow.onCreate : flow.onUpdate));
    const started = startInterviews(flow, triggering.map((entry) => ({ row: entry.row, prior: entry.prior, isNew: entry.prior === undefined })), tx.host);
    const records = started
      .filter(({ interview }) => interview.failure === undefined)
      .map(({ at }) => ({ id: triggering[at]!.id!, prior: triggering[at]!.prior ?? null }));
    if (records.length === 0) continue;
    for (const path of flow.asyncPaths) {
      const payload: AsyncPath = { flow: flow.name, path: path.name, object: plan.object.name, userId: tx.access.userId, records };
      tx.org.queue.add(ASYNC_FLOW_PATH, payload);
    }
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
  const rows = tx.rows(object, records.map(({ id }) => id));
  const interviews = records.flatMap(({ prior }, i) => {
    const row = rows[i];
    return row ? [newInterview(flow, { row: { ...row }, prior: prior ?? undefined, isNew: prior === null }, tx.host)] : [];
  });
  runInterviews(interviews, path.start);
  return interviews.flatMap((interview) => (interview.failure ?? []).map(({ message }) => message));
}
