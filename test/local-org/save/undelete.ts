import type { Row, SObject } from '../schema/model.ts';
import { quote } from '../store/columns.ts';
import type { Batch } from './batch.ts';
import { duplicateValue, failure, invalidReference } from './errors.ts';
import { planOf, type Plan } from './plan.ts';
import { rollUpChanges } from './roll-up.ts';
import type { Entry, Transaction } from './transaction.ts';

interface Restored {
  root: Entry;
  object: SObject;
  id: string;
  stamp: unknown;
}

/**
 * Brings records back from the recycle bin with what went along with them. Neither validation rules nor
 * flows of the records themselves run; their masters are rolled up as after any change.
 */
export function undelete(tx: Transaction, plan: Plan, batch: Batch, chunk: Entry[]): void {
  const restored = find(tx, plan, batch, chunk);
  // The list grows while it is walked: children of children come along.
  for (const item of restored) restored.push(...childrenOf(tx, item));
  for (const [object, group] of Map.groupBy(restored, (item) => item.object)) bringBack(tx, object, group);

  for (const [object, group] of Map.groupBy(restored, (item) => item.object)) {
    const ofObject = planOf(tx.org, object.name);
    const rows = tx.rows(
      object.name,
      group.map(({ id }) => id),
    );
    group.forEach(({ root, id }, i) => {
      root.written = true;
      if (!rows[i]) return;
      for (const { name } of ofObject.masters) {
        const master = rows[i][name];
        const parent = typeof master === 'string' ? tx.org.schema.objectByPrefix(master.slice(0, 3)) : undefined;
        if (parent && !tx.row(parent.name, String(master)))
          batch.fail(root, failure('UNDELETE_FAILED', `The master of ${id} is deleted: undelete it first.`));
      }
      for (const field of ofObject.unique) {
        const value = rows[i][field.name];
        if (typeof value !== 'string' && typeof value !== 'number') continue;
        const other = tx.org.store.readBy(object.name, field.name, [value]).find((row) => row['Id'] !== id);
        if (other) batch.fail(root, duplicateValue(field, String(other['Id'])));
      }
    });
    rollUpChanges(
      tx,
      ofObject,
      group,
      ({ id }) => ({ row: tx.row(object.name, id), prior: undefined }),
      ({ root }, error) => batch.fail(root, error),
    );
  }
}

function find(tx: Transaction, plan: Plan, batch: Batch, chunk: readonly Entry[]): Restored[] {
  const { object } = plan;
  const stamp = plan.audit.stamp ? 'SystemModstamp' : 'NULL';
  const sql = `SELECT Id, IsDeleted, ${stamp} FROM ${quote(object.name)} WHERE Id IN (SELECT value FROM json_each(?))`;
  const found = new Map(
    tx.org.store
      .values(sql, [JSON.stringify(chunk.map((entry) => entry.id))])
      .map(([id, deleted, at]) => [String(id), { deleted: deleted === 1, at }]),
  );
  return chunk.flatMap((root) => {
    const row = found.get(root.id!);
    if (row?.deleted) return [{ root, object, id: root.id!, stamp: row.at }];
    batch.fail(root, row ? failure('UNDELETE_FAILED', 'Entity is not in the recycle bin') : invalidReference());
    return [];
  });
}

/** Children that were deleted in the same moment through the same parent. */
function childrenOf(tx: Transaction, parent: Restored): Restored[] {
  return tx.org.schema.childrenOf(parent.object.name).flatMap(({ childObject, field }) => {
    const object = tx.org.schema.object(childObject);
    if (!object || field.reference?.onDelete !== 'Cascade' || !object.field('SystemModstamp')) return [];
    const sql = `SELECT Id FROM ${quote(object.name)} WHERE ${quote(field.name)} = ? AND IsDeleted = 1 AND SystemModstamp IS ?`;
    return tx.org.store
      .values(sql, [parent.id, parent.stamp as string | null])
      .map(([id]) => ({ root: parent.root, object, id: String(id), stamp: parent.stamp }));
  });
}

function bringBack(tx: Transaction, object: SObject, group: readonly Restored[]): void {
  const { audit } = planOf(tx.org, object.name);
  const sql = `UPDATE ${quote(object.name)} SET IsDeleted = 0 WHERE Id IN (SELECT value FROM json_each(?))`;
  tx.org.store.run(sql, [JSON.stringify(group.map(({ id }) => id))]);
  const stamp: Row = {
    ...(audit.modified ? { LastModifiedDate: tx.stamp, LastModifiedById: tx.access.userId } : {}),
    ...(audit.stamp ? { SystemModstamp: tx.stamp } : {}),
  };
  if (audit.modified || audit.stamp)
    tx.org.store.update(
      object.name,
      group.map(({ id }) => ({ ...stamp, Id: id })),
    );
  for (const { id } of group) tx.forget(object.name, id);
}
