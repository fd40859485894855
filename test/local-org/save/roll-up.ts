import type { SaveError } from '../org.ts';
import type { Row } from '../schema/model.ts';
import type { Batch } from './batch.ts';
import type { Plan } from './plan.ts';
import { recount, staleMasters } from './rollups.ts';
import type { Entry, Transaction } from './transaction.ts';

/**
 * Brings the roll-ups of the written records' masters up to date, each master through its own save with
 * its flows and validation rules. What refuses a master refuses the details that touched it.
 */
export function rollUp(tx: Transaction, plan: Plan, batch: Batch, entries: readonly Entry[]): void {
  rollUpChanges(
    tx,
    plan,
    entries,
    (entry) => ({ row: entry.row, prior: entry.prior }),
    (entry, error) => batch.fail(entry, error),
  );
}

/** The same for any change of details: `row` is undefined for a removed one, `prior` for a new one. */
export function rollUpChanges<T>(
  tx: Transaction,
  plan: Plan,
  items: readonly T[],
  change: (item: T) => { row: Row | undefined; prior: Row | undefined },
  refused: (item: T, error: SaveError) => void,
): void {
  for (const group of plan.rollups) {
    const touching = new Map<string, T[]>();
    for (const item of items) {
      const { row, prior } = change(item);
      for (const master of staleMasters(group, row, prior)) {
        const list = touching.get(master);
        if (list) list.push(item);
        else touching.set(master, [item]);
      }
    }
    if (touching.size === 0) continue;
    const stale = recount(group, [...touching.keys()], tx);
    if (stale.length === 0) continue;
    const results = tx.host.save(
      'update',
      group.master.name,
      stale.map((row) => [row]),
    );
    results.forEach(([result], i) => {
      if (result?.success !== false) return;
      for (const item of touching.get(String(stale[i]!['Id'])) ?? [])
        for (const error of result.errors) refused(item, error);
    });
  }
}
