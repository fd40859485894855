import { runInterviews, startInterviews } from '../flow/run.ts';
import type { Flow } from '../flow/compile.ts';
import { FormulaRuntimeError } from '../formula/compile.ts';
import { ACCESS_OBJECTS } from '../security/access.ts';
import type { Row, Value } from '../schema/model.ts';
import { queueAsyncPaths } from './after-commit.ts';
import type { Batch } from './batch.ts';
import { duplicateValue, entityDeleted, failure, invalidReference, requiredMissing } from './errors.ts';
import { recordHistory } from './history.ts';
import type { Plan } from './plan.ts';
import { checkReferences, resolveForeignKeys } from './references.ts';
import { checkMasters, checkOwners, checkRecordRights } from './rights.ts';
import { rollUp } from './roll-up.ts';
import { behaviourOf } from './standard.ts';
import type { Entry, Transaction } from './transaction.ts';

/**
 * Inserts and updates in Salesforce's order of execution
 * (Apex Developer Guide, "Triggers and Order of Execution").
 */
export function write(
  tx: Transaction,
  plan: Plan,
  batch: Batch,
  chunk: Entry[],
  operation: 'insert' | 'update',
  system: boolean,
): void {
  const behaviour = behaviourOf(plan.object);
  resolveForeignKeys(tx, batch, chunk);

  // 1. The original record, 2. overlaid with what the request says.
  let live = batch.alive(chunk);
  if (operation === 'insert') initialise(tx, plan, live);
  else load(tx, plan, batch, live);
  live = batch.alive(live);
  if (!system) {
    checkRecordRights(tx, plan, batch, live, operation);
    checkOwners(tx, plan, batch, live);
  }
  // Whatever comes through an API has its foreign keys checked before anything runs, the rest after.
  checkReferences(tx, plan, batch, batch.alive(live), system);
  if (!system) checkMasters(tx, plan, batch, batch.alive(live));
  live = batch.alive(live);
  behaviour?.derive?.(live, tx);

  // 3. Flows that run before the save.
  fetchParents(tx, plan, live);
  runBeforeSave(tx, plan, batch, live);
  live = batch.alive(live);
  behaviour?.derive?.(live, tx);
  checkFlowReferences(tx, plan, batch, live);

  // 4. System validation again, then custom validation rules, then what must be unique.
  validate(plan, batch, batch.alive(live));
  applyRules(tx, plan, batch, batch.alive(live));
  checkUnique(tx, plan, batch, batch.alive(live));
  behaviour?.check?.(batch.alive(live), tx, (entry, error) => batch.fail(entry, error));
  live = batch.alive(live);
  if (live.length === 0) return;

  // 5. Into the store, not yet committed.
  store(tx, plan, live, operation);
  recordHistory(tx, plan, live, operation);
  behaviour?.written?.(live, tx);

  // 6. Flows that run after the save, then roll-ups, each through the master's own save.
  const triggered = runAfterSave(tx, plan, batch, live);
  rollUp(tx, plan, batch, batch.alive(live));
  for (const { flow, entries } of triggered) queueAsyncPaths(tx, flow, batch.alive(entries));
}

function initialise(tx: Transaction, plan: Plan, entries: readonly Entry[]): void {
  const owned = plan.object.hasOwner;
  for (const entry of entries) {
    entry.created = true;
    entry.prior = undefined;
    entry.row = { ...plan.blank, ...entry.values };
    if (owned && entry.row['OwnerId'] === null) entry.row['OwnerId'] = tx.access.userId;
    if (plan.defaults.length > 0) applyDefaults(tx, plan, entry);
  }
}

function applyDefaults(tx: Transaction, plan: Plan, entry: Entry): void {
  const context = tx.context(entry.row, entry.prior);
  for (const { field, formula } of plan.defaults) {
    if (field.name in entry.values) continue;
    try {
      entry.row[field.name] = formula.evaluate(context);
    } catch (error) {
      // A default that cannot be computed leaves the field blank.
      if (!(error instanceof FormulaRuntimeError)) throw error;
    }
  }
}

/** Reads the originals. The same record twice in one request would make the outcome depend on chance. */
function load(tx: Transaction, plan: Plan, batch: Batch, entries: readonly Entry[]): void {
  const rows = tx.rows(
    plan.object.name,
    entries.map((entry) => entry.id!),
  );
  const seen = new Set<string>();
  entries.forEach((entry, i) => {
    const prior = rows[i];
    const id = entry.id!;
    if (!prior) {
      batch.fail(entry, isDeleted(tx, plan, id) ? entityDeleted() : invalidReference());
    } else if (seen.has(id)) {
      batch.fail(entry, failure('DUPLICATE_VALUE', `Duplicate id in list: ${id}`));
    } else {
      seen.add(id);
      entry.prior = prior;
      entry.row = { ...prior, ...entry.values };
    }
  });
}

export function isDeleted(tx: Transaction, plan: Plan, id: string): boolean {
  return tx.org.store.values(`SELECT 1 FROM "${plan.object.name}" WHERE Id = ? AND IsDeleted = 1`, [id]).length > 0;
}

/** Reads, set-based, the parents that formulas and flows will ask for one by one. */
function fetchParents(tx: Transaction, plan: Plan, entries: readonly Entry[]): void {
  const { schema } = plan;
  for (const path of plan.parents) {
    let object = plan.object;
    let rows: readonly Row[] = entries.map((entry) => entry.row);
    for (const step of path) {
      const key = object.fields.find(
        (field) => field.reference?.relationshipName?.toLowerCase() === step.toLowerCase(),
      );
      if (!key) break;
      const ids = [
        ...new Set(rows.flatMap((row) => (typeof row[key.name] === 'string' ? [String(row[key.name])] : []))),
      ];
      const byObject = Map.groupBy(ids, (id) => schema.objectByPrefix(id.slice(0, 3)));
      const found: Row[] = [];
      for (const [parent, parentIds] of byObject) {
        if (parent) found.push(...tx.rows(parent.name, parentIds).filter((row) => row !== undefined));
      }
      const next = schema.object(key.reference!.to[0] ?? '');
      if (!next) break;
      object = next;
      rows = found;
    }
  }
}

function runBeforeSave(tx: Transaction, plan: Plan, batch: Batch, entries: readonly Entry[]): void {
  for (const flow of plan.beforeSave) {
    const triggering = entries.filter((entry) => batch.isAlive(entry) && triggers(tx, flow, entry));
    const started = startInterviews(
      flow,
      triggering.map((entry) => ({ row: entry.row, prior: entry.prior, isNew: entry.prior === undefined })),
      tx.host,
    );
    for (const { at } of started) {
      const entry = triggering[at]!;
      entry.ran.push(flow.name);
      if (entry.id !== null) tx.markRunning(flow.name, entry.id);
    }
    runInterviews(
      started.map(({ interview }) => interview),
      flow.start,
    );
    for (const { interview, at } of started)
      for (const error of interview.failure ?? []) batch.fail(triggering[at]!, error);
  }
}

/** Flows of this kind of save that aren't running for the record already: none runs inside itself. */
function triggers(tx: Transaction, flow: Flow, entry: Entry): boolean {
  if (entry.prior === undefined ? !flow.onCreate : !flow.onUpdate) return false;
  return entry.id === null || !tx.isRunning(flow.name, entry.id);
}

/** Runs the flows' immediate paths; answers with the records that met each flow's conditions, for its other paths. */
function runAfterSave(
  tx: Transaction,
  plan: Plan,
  batch: Batch,
  entries: readonly Entry[],
): { flow: Flow; entries: Entry[] }[] {
  return plan.afterSave.map((flow) => {
    const triggering = entries.filter((entry) => batch.isAlive(entry) && triggers(tx, flow, entry));
    const started = startInterviews(
      flow,
      triggering.map((entry) => ({ row: { ...entry.row }, prior: entry.prior, isNew: entry.prior === undefined })),
      tx.host,
    );
    for (const { at } of started) tx.markRunning(flow.name, triggering[at]!.id!);
    if (flow.start)
      runInterviews(
        started.map(({ interview }) => interview),
        flow.start,
      );
    for (const { interview, at } of started)
      for (const error of interview.failure ?? []) batch.fail(triggering[at]!, error);
    return { flow, entries: started.map(({ at }) => triggering[at]!) };
  });
}

/** Lookups that a flow set. */
function checkFlowReferences(tx: Transaction, plan: Plan, batch: Batch, entries: readonly Entry[]): void {
  if (plan.beforeSave.length > 0) checkReferences(tx, plan, batch, entries, true);
}

/** Length, range, restricted values of what changes, and required fields. */
function validate(plan: Plan, batch: Batch, entries: readonly Entry[]): void {
  const { checks, required } = plan;
  for (const entry of entries) {
    const { row, prior } = entry;
    let missing: string[] | undefined;
    for (const { name } of required) if (isBlank(row[name])) (missing ??= []).push(name);
    if (missing) batch.fail(entry, requiredMissing(missing));
    for (const { name, check } of checks) {
      const value = row[name];
      if (value === null || value === undefined || (prior !== undefined && prior[name] === value)) continue;
      const wrong = check(value);
      if (wrong) batch.fail(entry, wrong);
    }
  }
}

function isBlank(value: Value | undefined): boolean {
  return value === null || value === undefined || value === '';
}

/** Custom validation rules: the errors of all that hold. */
function applyRules(tx: Transaction, plan: Plan, batch: Batch, entries: readonly Entry[]): void {
  if (plan.rules.length === 0) return;
  for (const entry of entries) {
    const context = tx.context(entry.row, entry.prior);
    for (const { rule, formula } of plan.rules) {
      let refuses: boolean;
      try {
        refuses = formula.evaluate(context) === true;
      } catch (error) {
        if (!(error instanceof FormulaRuntimeError)) throw error;
        batch.fail(
          entry,
          failure(
            'FORMULA_EXPRESSION_INVALID',
            `The formula in the "${rule.name}" validation rule is invalid due to the following: ${error.message}`,
          ),
        );
        continue;
      }
      if (refuses)
        batch.fail(
          entry,
          failure(
            'FIELD_CUSTOM_VALIDATION_EXCEPTION',
            rule.message,
            rule.errorField === undefined ? [] : [rule.errorField],
          ),
        );
    }
  }
}

function checkUnique(tx: Transaction, plan: Plan, batch: Batch, entries: readonly Entry[]): void {
  for (const field of plan.unique) {
    const { name } = field;
    const fold = (value: Value): string => (field.caseSensitive ? String(value) : String(value).toLowerCase());
    const given = entries.filter(
      (entry) => batch.isAlive(entry) && !isBlank(entry.row[name]) && entry.prior?.[name] !== entry.row[name],
    );
    if (given.length === 0) continue;
    const taken = new Map<string, string | Entry>();
    for (const row of tx.org.store.readBy(
      plan.object.name,
      name,
      given.map((entry) => entry.row[name] as string | number),
    )) {
      taken.set(fold(row[name] ?? null), String(row['Id']));
    }
    for (const entry of given) {
      const value = fold(entry.row[name]!);
      const holder = taken.get(value);
      const id = typeof holder === 'object' ? idOf(tx, plan, holder) : holder;
      if (id !== undefined && id !== entry.id) {
        batch.fail(
          entry,
          plan.object.name === 'User' && name === 'Username' ? duplicateUsername() : duplicateValue(field, id),
        );
      } else {
        taken.set(value, entry);
      }
    }
  }
}

/** A record's Id; one that is about to be inserted gets the Id that it will have. */
function idOf(tx: Transaction, plan: Plan, entry: Entry): string {
  return (entry.id ??= tx.org.store.nextId(plan.object.name));
}

const duplicateUsername = (): ReturnType<typeof failure> =>
  failure(
    'DUPLICATE_USERNAME',
    "Duplicate Username.<br>The username already exists in this or another Salesforce organization. Usernames must be unique across all Salesforce organizations. To resolve, use a different username (it doesn't need to match the user's email address).",
    ['Username'],
  );

function store(tx: Transaction, plan: Plan, entries: readonly Entry[], operation: 'insert' | 'update'): void {
  const { object, audit } = plan;
  const { org, stamp } = tx;
  const user = tx.access.userId;
  if (operation === 'insert') {
    for (const entry of entries) {
      const id = idOf(tx, plan, entry);
      const { row } = entry;
      row['Id'] = id;
      if (audit.created) {
        row['CreatedDate'] = stamp;
        row['CreatedById'] = user;
      }
      for (const field of plan.autoNumbers)
        row[field.name] = autoNumber(
          field.displayFormat ?? '{0}',
          org.store.nextNumber(object.name, field.name),
          tx.now,
        );
      // A custom object's record that was given no name is named by its Id.
      if (object.kind === 'custom' && row['Name'] === null) row['Name'] = id;
      modified(row, plan, stamp, user);
      entry.id = id;
      for (const flow of entry.ran) tx.markRunning(flow, id);
    }
    org.store.insert(
      object.name,
      entries.map((entry) => entry.row),
    );
  } else {
    const changes = entries.map((entry) => {
      const { row, prior } = entry;
      modified(row, plan, stamp, user);
      const change: Row = { Id: entry.id };
      for (const name of plan.stored) if (row[name] !== prior![name]) change[name] = row[name] ?? null;
      return change;
    });
    org.store.update(object.name, changes);
  }
  for (const entry of entries) {
    entry.written = true;
    tx.remember(object.name, entry.id!, entry.row);
  }
  if (ACCESS_OBJECTS.has(object.name)) {
    tx.accessTouched = true;
    org.accessChanged();
  }
}

function modified(row: Row, { audit }: Plan, stamp: string, user: string): void {
  if (audit.modified) {
    row['LastModifiedDate'] = stamp;
    row['LastModifiedById'] = user;
  }
  if (audit.stamp) row['SystemModstamp'] = stamp;
}

/** `JC-{000000}` and 7 → `JC-000007`; also `{YYYY}`, `{MM}` and their like (Salesforce Help, "Auto-Number Fields"). */
function autoNumber(format: string, number: number, now: Date): string {
  return format.replace(/\{([^}]*)\}/g, (whole, inside: string) => {
    if (/^0+$/.test(inside)) return String(number).padStart(inside.length, '0');
    const date = now.toISOString();
    switch (inside) {
      case 'YYYY':
        return date.slice(0, 4);
      case 'YY':
        return date.slice(2, 4);
      case 'MM':
        return date.slice(5, 7);
      case 'DD':
        return date.slice(8, 10);
      default:
        return whole;
    }
  });
}
