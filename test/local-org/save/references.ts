import { recordAccess } from '../security/records.ts';
import type { Field } from '../schema/model.ts';
import type { Batch } from './batch.ts';
import { entityDeleted, failure, invalidReference, noAccessToReference } from './errors.ts';
import type { Plan } from './plan.ts';
import type { Entry, ForeignKey, Transaction } from './transaction.ts';

/** Turns parents that were named by an external id into their Ids. */
export function resolveForeignKeys(tx: Transaction, batch: Batch, entries: readonly Entry[]): void {
  const wanted = entries.flatMap((entry) => entry.foreign?.map((key) => ({ entry, key })) ?? []);
  for (const [, group] of Map.groupBy(wanted, ({ key }) => `${key.object}.${key.externalIdField}`)) {
    const { object, externalIdField } = group[0]!.key;
    const found = Map.groupBy(
      tx.org.store.readBy(object, externalIdField, [...new Set(group.map(({ key }) => key.value))]),
      (row) => String(row[externalIdField]).toLowerCase(),
    );
    for (const { entry, key } of group) {
      const rows = found.get(String(key.value).toLowerCase()) ?? [];
      if (rows.length === 1) entry.values[key.field] = String(rows[0]!['Id']);
      else
        batch.fail(
          entry,
          rows.length === 0
            ? notFound(key)
            : severalFound(
                key.externalIdField,
                rows.map((row) => String(row['Id'])),
              ),
        );
    }
  }
}

function notFound({ value, externalIdField, object }: ForeignKey): ReturnType<typeof failure> {
  return failure(
    'INVALID_FIELD',
    `Foreign key external ID: ${String(value).toLowerCase()} not found for field ${externalIdField} in entity ${object}`,
  );
}

export function severalFound(field: string, ids: string[]): ReturnType<typeof failure> {
  return failure(
    'DUPLICATE_EXTERNAL_ID',
    `${field}: more than one record found for external id field: [${ids.join(', ')}]`,
  );
}

/**
 * Lookups that this save sets must lead to records that are there and, unless the system writes, that
 * the user may see.
 */
export function checkReferences(
  tx: Transaction,
  plan: Plan,
  batch: Batch,
  entries: readonly Entry[],
  system: boolean,
): void {
  for (const field of plan.references) {
    const { name } = field;
    const byObject = new Map<string, Entry[]>();
    for (const entry of entries) {
      const id = entry.row[name];
      if (typeof id !== 'string' || id === entry.prior?.[name] || id === tx.access.userId) continue;
      const object = plan.schema.objectByPrefix(id.slice(0, 3));
      if (!object || !field.reference!.to.includes(object.name)) {
        batch.fail(
          entry,
          failure('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${id}`, [name]),
        );
        continue;
      }
      const list = byObject.get(object.name);
      if (list) list.push(entry);
      else byObject.set(object.name, [entry]);
    }
    for (const [object, group] of byObject) checkTargets(tx, batch, field, object, group, system);
  }
}

/** Objects whose records every user may refer to. */
const OPEN = new Set(['User', 'Group', 'RecordType', 'Profile', 'UserRole', 'PermissionSet']);

function checkTargets(
  tx: Transaction,
  batch: Batch,
  field: Field,
  object: string,
  entries: readonly Entry[],
  system: boolean,
): void {
  const ids = [...new Set(entries.map((entry) => String(entry.row[field.name])))];
  const rows = tx.rows(object, ids);
  const missing = new Set(ids.filter((_, i) => rows[i] === undefined));
  const hidden = system || OPEN.has(object) ? new Set<string>() : hiddenFrom(tx, object, ids);
  if (missing.size === 0 && hidden.size === 0) return;
  for (const entry of entries) {
    const id = String(entry.row[field.name]);
    if (missing.has(id)) batch.fail(entry, wasDeleted(tx, object, id) ? entityDeleted() : invalidReference());
    else if (hidden.has(id)) batch.fail(entry, noAccessToReference(id));
  }
}

function hiddenFrom(tx: Transaction, object: string, ids: readonly string[]): Set<string> {
  const rights = tx.access.object(object);
  if (rights.viewAll || rights.modifyAll) return new Set();
  if (!rights.read) return new Set(ids);
  const levels = recordAccess(tx.org, tx.access, object, ids);
  return new Set(ids.filter((id) => (levels.get(id) ?? 'none') === 'none'));
}

function wasDeleted(tx: Transaction, object: string, id: string): boolean {
  return tx.org.store.values(`SELECT 1 FROM "${object}" WHERE Id = ? AND IsDeleted = 1`, [id]).length > 0;
}
