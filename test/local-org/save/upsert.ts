import type { Field, Value } from '../schema/model.ts';
import type { Batch } from './batch.ts';
import { failure } from './errors.ts';
import type { Plan } from './plan.ts';
import { severalFound } from './references.ts';
import { checkUpsertFields } from './rights.ts';
import type { Entry, Transaction } from './transaction.ts';

/** Matches records by their external id (or Id) and hands those found to an update, the others to an insert. */
export function upsert(
  tx: Transaction,
  plan: Plan,
  batch: Batch,
  chunk: readonly Entry[],
  field: Field,
  system: boolean,
  write: (operation: 'insert' | 'update', entries: Entry[]) => void,
): void {
  if (field.name !== 'Id') match(tx, plan, batch, chunk, field);
  const live = batch.alive(chunk);
  const byOperation = {
    insert: live.filter((entry) => entry.id === null),
    update: live.filter((entry) => entry.id !== null),
  };
  for (const operation of ['insert', 'update'] as const) {
    const entries = byOperation[operation];
    if (!system) checkUpsertFields(plan, batch, entries, operation);
    const allowed = batch.alive(entries);
    if (allowed.length > 0) write(operation, allowed);
  }
}

/** Records that name the same external id in one call are all refused (SOAP API Developer Guide, "upsert()"). */
function match(tx: Transaction, plan: Plan, batch: Batch, chunk: readonly Entry[], field: Field): void {
  const fold = (value: Value): string => (field.caseSensitive ? String(value) : String(value).toLowerCase());
  const valueOf = (entry: Entry): Value => entry.values[field.name] ?? null;
  const given: Entry[] = [];
  for (const entry of chunk) {
    if (valueOf(entry) !== null) given.push(entry);
    else batch.fail(entry, failure('MISSING_ARGUMENT', `${field.name} not specified`));
  }
  const found = Map.groupBy(
    tx.org.store.readBy(
      plan.object.name,
      field.name,
      given.map((entry) => valueOf(entry) as string | number),
    ),
    (row) => fold(row[field.name] ?? null),
  );
  const sameIds = Map.groupBy(given, (entry) => fold(valueOf(entry)));
  for (const [key, entries] of sameIds) {
    const rows = found.get(key) ?? [];
    for (const entry of entries) {
      entry.id = rows.length === 1 ? String(rows[0]!['Id']) : null;
      if (entries.length > 1)
        batch.fail(
          entry,
          failure('DUPLICATE_VALUE', `Duplicate external id specified: ${String(valueOf(entry))}`, [field.name]),
        );
      else if (rows.length > 1)
        batch.fail(
          entry,
          severalFound(
            field.name,
            rows.map((row) => String(row['Id'])),
          ),
        );
    }
  }
}
