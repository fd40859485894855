import { runInterviews, startInterviews } from '../flow/run.ts';
import { ACCESS_OBJECTS } from '../security/access.ts';
import type { Row, SObject } from '../schema/model.ts';
import type { Batch } from './batch.ts';
import { entityDeleted, failure, invalidReference } from './errors.ts';
import { planOf, type Plan } from './plan.ts';
import { checkRecordRights } from './rights.ts';
import { rollUpChanges } from './roll-up.ts';
import type { Entry, Transaction } from './transaction.ts';
import { isDeleted } from './write.ts';

/** A record that goes to the recycle bin, and the request's record that takes it there. */
interface Removed {
  root: Entry;
  object: SObject;
  row: Row;
}

interface Cleared {
  object: SObject;
  field: string;
  row: Row;
}

/**
 * Deletes: flows before the delete, then details and cascading children with their parents, whatever
 * their own permissions and without flows of their own, then roll-ups of the masters that stay.
 */
export function remove(tx: Transaction, plan: Plan, batch: Batch, chunk: Entry[], system: boolean): void {
  load(tx, plan, batch, chunk);
  if (!system) checkRecordRights(tx, plan, batch, batch.alive(chunk), 'delete');
  runBeforeDelete(tx, plan, batch, batch.alive(chunk));

  const live = batch.alive(chunk);
  const removed: Removed[] = live.map((root) => ({ root, object: plan.object, row: root.prior! }));
  const ids = new Set(live.map((entry) => entry.id!));
  const cleared = collect(tx, batch, removed, ids);
  const going = removed.filter(({ root }) => batch.isAlive(root));
  take(
    tx,
    going,
    cleared.filter(({ row }) => !ids.has(String(row['Id']))),
  );
  for (const entry of batch.alive(live)) entry.written = true;

  for (const [object, group] of Map.groupBy(going, (item) => item.object)) {
    rollUpChanges(
      tx,
      planOf(tx.org, object.name),
      group,
      ({ row }) => ({ row: undefined, prior: row }),
      ({ root }, error) => batch.fail(root, error),
    );
  }
}

function load(tx: Transaction, plan: Plan, batch: Batch, entries: readonly Entry[]): void {
  const rows = tx.rows(
    plan.object.name,
    entries.map((entry) => entry.id!),
  );
  const seen = new Set<string>();
  entries.forEach((entry, i) => {
    const row = rows[i];
    const id = entry.id!;
    if (!row) batch.fail(entry, isDeleted(tx, plan, id) ? entityDeleted() : invalidReference());
    else if (seen.has(id)) batch.fail(entry, failure('DUPLICATE_VALUE', `Duplicate id in list: ${id}`));
    else entry.prior = entry.row = row;
    seen.add(id);
  });
}

function runBeforeDelete(tx: Transaction, plan: Plan, batch: Batch, entries: readonly Entry[]): void {
  for (const flow of plan.beforeDelete) {
    const triggering = entries.filter((entry) => batch.isAlive(entry) && !tx.isRunning(flow.name, entry.id!));
    const started = startInterviews(
      flow,
      triggering.map(({ row }) => ({ row: { ...row }, prior: row, isNew: false })),
      tx.host,
    );
    for (const { at } of started) tx.markRunning(flow.name, triggering[at]!.id!);
    runInterviews(
      started.map(({ interview }) => interview),
      flow.start,
    );
    for (const { interview, at } of started) {
      const entry = triggering[at]!;
      // Whatever the flow wrote must be undone with the delete that it belongs to.
      if (interview.failure) entry.written = true;
      for (const error of interview.failure ?? []) batch.fail(entry, error);
    }
  }
}

/** Follows the children of what is removed, adding those that go along; answers with the lookups to clear. */
function collect(tx: Transaction, batch: Batch, removed: Removed[], ids: Set<string>): Cleared[] {
  const cleared: Cleared[] = [];
  for (let at = 0; at < removed.length;) {
    const level = removed.slice(at);
    at = removed.length;
    for (const [object, parents] of Map.groupBy(level, (item) => item.object)) {
      const byId = new Map(parents.map((item) => [String(item.row['Id']), item]));
      for (const relationship of tx.org.schema.childrenOf(object.name)) {
        const child = tx.org.schema.object(relationship.childObject);
        if (!child) continue;
        const { field } = relationship;
        for (const row of tx.org.store.readBy(child.name, field.name, [...byId.keys()])) {
          const id = String(row['Id']);
          const parent = byId.get(String(row[field.name]))!;
          if (ids.has(id)) continue;
          switch (field.reference?.onDelete) {
            case 'Cascade':
              ids.add(id);
              removed.push({ root: parent.root, object: child, row });
              break;
            case 'Restrict':
              batch.fail(parent.root, restricted(parent, child, row));
              break;
            default:
              cleared.push({ object: child, field: field.name, row });
          }
        }
      }
    }
  }
  return cleared;
}

function restricted(parent: Removed, child: SObject, row: Row): ReturnType<typeof failure> {
  const named = (object: SObject, record: Row): string =>
    String((object.nameField ? record[object.nameField] : null) ?? record['Id']);
  return failure(
    'DELETE_FAILED',
    `Your attempt to delete ${named(parent.object, parent.row)} could not be completed because it is associated with the following ${child.pluralLabel.toLowerCase()}.: ${named(child, row)}\n`,
  );
}

/** Into the recycle bin. The stamp ties together what went at once, so that undelete brings it back at once. */
function take(tx: Transaction, removed: readonly Removed[], cleared: readonly Cleared[]): void {
  const { store } = tx.org;
  for (const [object, group] of Map.groupBy(cleared, (item) => item.object)) {
    store.update(
      object.name,
      group.map(({ field, row }) => ({ Id: row['Id'] ?? null, [field]: null })),
    );
    for (const { row } of group) tx.forget(object.name, String(row['Id']));
  }
  for (const [object, group] of Map.groupBy(removed, (item) => item.object)) {
    const { audit } = planOf(tx.org, object.name);
    const stamp: Row = {
      ...(audit.modified ? { LastModifiedDate: tx.stamp, LastModifiedById: tx.access.userId } : {}),
      ...(audit.stamp ? { SystemModstamp: tx.stamp } : {}),
    };
    if (audit.modified || audit.stamp)
      store.update(
        object.name,
        group.map(({ row }) => ({ ...stamp, Id: row['Id'] ?? null })),
      );
    store.remove(
      object.name,
      group.map(({ row }) => String(row['Id'])),
    );
    for (const { row } of group) tx.remember(object.name, String(row['Id']), undefined);
    if (ACCESS_OBJECTS.has(object.name)) {
      tx.accessTouched = true;
      tx.org.accessChanged();
    }
  }
}
