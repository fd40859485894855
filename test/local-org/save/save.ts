import { OrgError } from '../errors.ts';
import type { Org, SaveRequest, SaveResult, UserAccess } from '../org.ts';
import type { Field, Row } from '../schema/model.ts';
import { settle, type Batch } from './batch.ts';
import { rolledBack } from './errors.ts';
import { readRecords } from './input.ts';
import { planOf, type Plan } from './plan.ts';
import { remove } from './remove.ts';
import { checkObjectRights, objectRefusal } from './rights.ts';
import { Transaction, type Entry, type Operation } from './transaction.ts';
import { undelete } from './undelete.ts';
import { upsert } from './upsert.ts';
import type { Format } from './values.ts';
import { write } from './write.ts';

export interface SaveOptions {
  /** The system itself writes, such as a flow or the loading of first rows: no rights are asked for, and read-only fields may be set. */
  system?: boolean;
  /** `text` where all values come as text, as in a CSV file: it decides how a value of a wrong type is told. `json` if left out. */
  format?: Format;
}

/**
 * Saves records: the one way in which anything in the org is written. All rights, checks, flows, rules
 * and roll-ups apply, in Salesforce's order of execution, in bulk; the whole is one transaction.
 *
 * Results come in the order of the records. With `allOrNone`, one failure undoes all; without, each record
 * is for itself. Throws OrgError where the request as a whole is wrong: an unknown object, an external id
 * field that is none.
 */
export function save(org: Org, access: UserAccess, request: SaveRequest, options: SaveOptions = {}): SaveResult[] {
  const plan = planOf(org, request.object);
  const system = options.system === true;
  const tx = new Transaction(org, access, saveUnits);
  const externalIdField =
    request.operation === 'upsert' ? upsertField(plan, request.externalIdField, access, system) : undefined;
  const refusal = system ? undefined : objectRefusal(tx, plan, request.operation);
  const entries = readRecords(plan, request.records, request.allOrNone ? () => 0 : (index) => index, {
    operation: request.operation,
    access: system ? undefined : access,
    externalIdField,
    format: options.format ?? 'json',
  });
  if (refusal) for (const entry of entries) entry.errors = [refusal];
  run(tx, plan, entries, request.operation, externalIdField, system);
  return entries.map(resultOf);
}

/**
 * Saves for flows and roll-ups inside a transaction under way: by the system, each unit as a whole or
 * not at all. Results in the same nesting.
 */
export function saveUnits(
  tx: Transaction,
  operation: 'insert' | 'update' | 'delete',
  object: string,
  units: readonly (readonly Row[])[],
): SaveResult[][] {
  const plan = planOf(tx.org, object);
  const unitOf = units.flatMap((unit, i) => unit.map(() => i));
  const entries = readRecords(plan, units.flat(), (index) => unitOf[index]!, {
    operation,
    access: undefined,
    externalIdField: undefined,
    format: 'json',
  });
  run(tx, plan, entries, operation, undefined, true);
  const results: SaveResult[][] = units.map(() => []);
  for (const entry of entries) results[entry.unit]!.push(resultOf(entry));
  return results;
}

function run(
  tx: Transaction,
  plan: Plan,
  entries: readonly Entry[],
  operation: Operation,
  externalIdField: Field | undefined,
  system: boolean,
): void {
  const pipeline = (batch: Batch, chunk: Entry[]): void => {
    switch (operation) {
      case 'insert':
      case 'update':
        return write(tx, plan, batch, chunk, operation, system);
      case 'upsert':
        return upsert(tx, plan, batch, chunk, externalIdField!, system, (of, records) => {
          if (!system) checkObjectRights(tx, plan, batch, records, of);
          const live = batch.alive(records);
          if (live.length > 0) write(tx, plan, batch, live, of, system);
        });
      case 'delete':
        return remove(tx, plan, batch, chunk, system);
      case 'undelete':
        return undelete(tx, plan, batch, chunk);
    }
  };
  // One transaction for the whole request, however many chunks it takes.
  tx.org.store.transaction(() => settle(tx, entries, pipeline));
  const broken = new Set(entries.filter((entry) => entry.errors.length > 0).map((entry) => entry.unit));
  for (const entry of entries) if (broken.has(entry.unit) && entry.errors.length === 0) entry.errors.push(rolledBack());
}

function resultOf(entry: Entry): SaveResult {
  const success = entry.errors.length === 0;
  return { id: success ? entry.id : null, success, created: success && entry.created, errors: entry.errors };
}

/** The field by which an upsert finds its records. */
function upsertField(plan: Plan, name: string | undefined, access: UserAccess, system: boolean): Field {
  const { object } = plan;
  const field = object.field(name ?? 'Id');
  if (!field || (!system && !access.field(object.name, field.name).read)) {
    throw new OrgError('INVALID_FIELD', `No such column '${name ?? ''}' on sobject of type ${object.name}`);
  }
  const matches = field.name === 'Id' || field.externalId || (field.unique && !field.custom);
  if (!matches) {
    throw new OrgError(
      'INVALID_FIELD',
      `Field name provided, ${field.name} is not an External ID or indexed field for ${object.name}`,
      { fields: [field.name] },
    );
  }
  return field;
}
