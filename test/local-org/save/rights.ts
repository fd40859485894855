import { OrgError } from '../errors.ts';
import { canCreateDetail, recordAccess, reaches } from '../security/records.ts';
import { shareFields, sharedObject } from '../security/shares.ts';
import type { Batch } from './batch.ts';
import { failure, noAccess, noAccessToReference, notWritable } from './errors.ts';
import { unknownObject, type Plan } from './plan.ts';
import type { Entry, Operation, Transaction } from './transaction.ts';

/**
 * Whether the user may do this to the object's records at all: the error for each record, or
 * undefined. Throws OrgError INVALID_TYPE where the user may not even see the object.
 */
export function objectRefusal(
  tx: Transaction,
  { object }: Plan,
  operation: Operation,
): ReturnType<typeof failure> | undefined {
  const rights = tx.access.object(object.name);
  if (!rights.read) throw unknownObject(object.name);
  switch (operation) {
    case 'insert':
      return object.createable && rights.create ? undefined : notAllowed(object.label, 'inserted');
    case 'upsert':
      return undefined;
    case 'update':
      if (!object.updateable) return notAllowed(object.label, 'updated');
      return rights.edit ? undefined : noAccess();
    case 'delete':
    case 'undelete':
      if (!object.deletable) return notAllowed(object.label, 'deleted');
      return rights.delete || (operation === 'undelete' && rights.modifyAll) ? undefined : noAccess();
  }
}

const notAllowed = (label: string, done: string): ReturnType<typeof failure> =>
  failure('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be ${done}: ${label}`);

/** An upsert turns out to insert or update only when its records are matched. */
export function checkObjectRights(
  tx: Transaction,
  plan: Plan,
  batch: Batch,
  entries: readonly Entry[],
  operation: Operation,
): void {
  const refusal = objectRefusal(tx, plan, operation);
  if (refusal) for (const entry of entries) batch.fail(entry, refusal);
}

/** Whether the user's sharing lets them change these records. */
export function checkRecordRights(
  tx: Transaction,
  plan: Plan,
  batch: Batch,
  entries: readonly Entry[],
  operation: 'insert' | 'update' | 'delete',
): void {
  const { object } = plan;
  if (operation === 'insert' || entries.length === 0 || tx.access.object(object.name).modifyAll) return;
  const levels = recordAccess(
    tx.org,
    tx.access,
    object.name,
    entries.map((entry) => entry.id!),
  );
  const needed = operation === 'delete' ? 'all' : 'edit';
  for (const entry of entries) {
    const level = levels.get(entry.id!) ?? 'none';
    if (!reaches(level, needed)) batch.fail(entry, noAccess());
    else if (
      operation === 'update' &&
      'OwnerId' in entry.values &&
      entry.values['OwnerId'] !== entry.prior?.['OwnerId']
    ) {
      // Who may edit a record may not yet give it away.
      if (level !== 'all' && !tx.access.hasSystemPermission('TransferAnyEntity')) batch.fail(entry, noAccess());
    }
  }
}

/** Details are created under, and moved to, masters that the user may write to; records are shared by those with full access. */
export function checkMasters(tx: Transaction, plan: Plan, batch: Batch, entries: readonly Entry[]): void {
  if (plan.object.kind === 'share') return checkShared(tx, plan, batch, entries);
  if (plan.masters.length === 0) return;
  const placed = entries.filter((entry) => plan.masters.some(({ name }) => entry.row[name] !== entry.prior?.[name]));
  if (placed.length === 0) return;
  const allowed = canCreateDetail(
    tx.org,
    tx.access,
    plan.object.name,
    placed.map((entry) => entry.row),
  );
  placed.forEach((entry, i) => {
    if (!allowed[i]) batch.fail(entry, noAccessToReference(String(entry.row[plan.masters[0]!.name])));
  });
}

function checkShared(tx: Transaction, { object }: Plan, batch: Batch, entries: readonly Entry[]): void {
  const shared = sharedObject(tx.org.schema, object.name);
  if (shared === undefined || tx.access.object(shared).modifyAll) return;
  const { parent } = shareFields(shared);
  const levels = recordAccess(
    tx.org,
    tx.access,
    shared,
    entries.map((entry) => String(entry.row[parent])),
  );
  for (const entry of entries) {
    const id = String(entry.row[parent]);
    if (levels.get(id) !== 'all') batch.fail(entry, noAccessToReference(id));
  }
}

/** Owners must be active and able to read what they are given. */
export function checkOwners(tx: Transaction, plan: Plan, batch: Batch, entries: readonly Entry[]): void {
  if (!plan.object.hasOwner) return;
  for (const entry of entries) {
    const owner = entry.row['OwnerId'];
    if (
      typeof owner !== 'string' ||
      owner === tx.access.userId ||
      owner === entry.prior?.['OwnerId'] ||
      !owner.startsWith('005')
    )
      continue;
    if (!tx.row('User', owner)) continue;
    try {
      if (!tx.org.access(owner).object(plan.object.name).read) {
        batch.fail(entry, failure('TRANSFER_REQUIRES_READ', 'The new owner must have read permission', ['OwnerId']));
      }
    } catch (error) {
      if (!(error instanceof OrgError)) throw error;
      batch.fail(
        entry,
        failure(
          'INACTIVE_OWNER_OR_USER',
          `operation performed with inactive user [${owner}] as owner of ${plan.object.label.toLowerCase()}`,
          ['OwnerId'],
        ),
      );
    }
  }
}

/** Fields of a matched upsert that may only be set when a record is created, or only later. */
export function checkUpsertFields(
  plan: Plan,
  batch: Batch,
  entries: readonly Entry[],
  operation: 'insert' | 'update',
): void {
  for (const entry of entries) {
    const names = [...Object.keys(entry.values), ...(entry.foreign?.map((key) => key.field) ?? [])];
    const refused = names.filter((name) => {
      const field = plan.object.field(name);
      return field && name !== 'Id' && !(operation === 'insert' ? field.createable : field.updateable);
    });
    if (refused.length > 0) batch.fail(entry, notWritable(refused));
  }
}
