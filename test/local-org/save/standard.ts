import type { SaveError } from '../org.ts';
import type { Row, SObject, Value } from '../schema/model.ts';
import { shareFields, sharedObject, shareObjectOf } from '../security/shares.ts';
import { failure } from './errors.ts';
import { refusedTimes, workOutTimes } from './event-times.ts';
import { fieldPermissions, objectPermissions } from './permissions.ts';
import type { Entry, Transaction } from './transaction.ts';

/** What Salesforce itself does with the records of one of its objects. */
export interface Behaviour {
  /** Sets the fields that follow from others. Runs before flows and again after them. */
  derive?(entries: readonly Entry[], tx: Transaction): void;
  /** Rules of its own, after the custom validation rules. */
  check?(entries: readonly Entry[], tx: Transaction, refuse: (entry: Entry, error: SaveError) => void): void;
  /** What follows in other objects, once the records are in the store. */
  written?(entries: readonly Entry[], tx: Transaction): void;
}

export function behaviourOf(object: SObject): Behaviour | undefined {
  const own = BEHAVIOURS[object.name] ?? (object.kind === 'share' ? shareOf(object) : undefined);
  return object.hasOwner
    ? { ...own, written: (entries, tx) => (own?.written?.(entries, tx), forgetManualShares(object, entries, tx)) }
    : own;
}

function changed(entry: Entry, field: string): boolean {
  return entry.prior === undefined || entry.row[field] !== entry.prior[field];
}

/** `FirstName LastName`, as the compound name of people is read through the APIs. */
const person: Behaviour = {
  derive(entries) {
    for (const { row } of entries) row['Name'] = [row['FirstName'], row['LastName']].filter(Boolean).join(' ') || null;
  },
};

/** Probability, forecast and whether it is closed follow the stage; a stage that comes with its own probability keeps it. */
const opportunity: Behaviour = {
  derive(entries, tx) {
    for (const entry of entries) {
      const { row, prior, values } = entry;
      if (changed(entry, 'StageName') && row['StageName'] !== null) {
        const stage = tx.find('OpportunityStage', { ApiName: String(row['StageName']) });
        if (stage) {
          row['IsClosed'] = stage['IsClosed'] ?? false;
          row['IsWon'] = stage['IsWon'] ?? false;
          row['ForecastCategory'] = stage['ForecastCategory'] ?? null;
          if (!('ForecastCategoryName' in values)) row['ForecastCategoryName'] = stage['ForecastCategoryName'] ?? null;
          if (!('Probability' in values)) row['Probability'] = stage['DefaultProbability'] ?? null;
        }
        if (prior) row['LastStageChangeDate'] = tx.stamp;
      }
      const amount = row['Amount'];
      const probability = row['Probability'];
      row['ExpectedRevenue'] =
        typeof amount === 'number' && typeof probability === 'number' ? Math.round(amount * probability) / 100 : null;
      const close = row['CloseDate'];
      if (typeof close === 'string' && changed(entry, 'CloseDate')) {
        const quarter = Math.floor((Number(close.slice(5, 7)) - 1) / 3) + 1;
        row['FiscalYear'] = Number(close.slice(0, 4));
        row['FiscalQuarter'] = quarter;
        row['Fiscal'] = `${close.slice(0, 4)} ${quarter}`;
      }
    }
  },
};

const task: Behaviour = {
  derive(entries, tx) {
    for (const entry of entries) {
      const { row, prior } = entry;
      if (changed(entry, 'Status')) {
        const closed = tx.find('TaskStatus', { ApiName: String(row['Status']) })?.['IsClosed'] === true;
        if (closed && prior?.['IsClosed'] !== true) row['CompletedDateTime'] = tx.stamp;
        if (!closed) row['CompletedDateTime'] = null;
        row['IsClosed'] = closed;
      }
      row['IsHighPriority'] = row['Priority'] === 'High';
      row['AccountId'] = accountOf(row, tx);
    }
  },
};

const event: Behaviour = {
  derive(entries, tx) {
    for (const entry of entries) {
      workOutTimes(entry);
      entry.row['AccountId'] = accountOf(entry.row, tx);
    }
  },
  check(entries, _tx, refuse) {
    for (const entry of entries) {
      const error = refusedTimes(entry);
      if (error) refuse(entry, error);
    }
  },
};

/** The account that an activity belongs to, through what or whom it is about. */
function accountOf(row: Row, tx: Transaction): Value {
  for (const name of ['WhatId', 'WhoId']) {
    const id = row[name];
    if (typeof id !== 'string') continue;
    if (id.startsWith('001')) return id;
    const object = id.startsWith('006') ? 'Opportunity' : id.startsWith('003') ? 'Contact' : undefined;
    const account = object && tx.row(object, id)?.['AccountId'];
    if (account) return account;
  }
  return null;
}

const teamMember: Behaviour = {
  derive(entries, tx) {
    for (const { row } of entries) {
      const user = typeof row['UserId'] === 'string' ? tx.row('User', row['UserId']) : undefined;
      row['Name'] = user?.['Name'] ?? null;
      row['Title'] = user?.['Title'] ?? null;
    }
  },
};

const assignment: Behaviour = {
  check(entries, tx, refuse) {
    const given = entries.filter((entry) => entry.prior === undefined);
    const key = (row: Row): string => `${String(row['AssigneeId'])} ${String(row['PermissionSetId'])}`;
    const taken = new Set(
      tx.org.store
        .readBy(
          'PermissionSetAssignment',
          'AssigneeId',
          given.map(({ row }) => String(row['AssigneeId'])),
        )
        .map(key),
    );
    for (const entry of given) {
      if (taken.has(key(entry.row))) {
        refuse(
          entry,
          failure(
            'DUPLICATE_VALUE',
            `Duplicate PermissionSetAssignment. Assignee: ${String(entry.row['AssigneeId'])}; Permission Set: ${String(entry.row['PermissionSetId'])}`,
          ),
        );
      }
      taken.add(key(entry.row));
    }
  },
};

const ACCESS_ORDER = ['Read', 'Edit', 'All'];

/**
 * Share rows: none that the org-wide default makes idle, and one for each record, user and cause
 * (Object Reference, "AccountShare").
 */
function shareOf(shares: SObject): Behaviour {
  return {
    written(entries, tx) {
      const parent = sharedObject(tx.org.schema, shares.name);
      if (parent === undefined) return;
      const { parent: field } = shareFields(parent);
      const key = (row: Row): string =>
        `${String(row[field])} ${String(row['UserOrGroupId'])} ${String(row['RowCause'])}`;
      const latest = new Map(
        entries.filter((entry) => entry.prior === undefined).map((entry) => [key(entry.row), entry.id]),
      );
      const rows = tx.org.store.readBy(
        shares.name,
        field,
        entries.map((entry) => String(entry.row[field])),
      );
      const replaced = rows.filter((row) => latest.has(key(row)) && latest.get(key(row)) !== row['Id']);
      tx.org.store.remove(
        shares.name,
        replaced.map((row) => String(row['Id'])),
      );
    },
    check(entries, tx, refuse) {
      const { schema } = tx.org;
      const object = schema.object(sharedObject(schema, shares.name) ?? '');
      if (!object) return;
      const { level: field } = shareFields(object.name);
      const open = object.sharingModel === 'Read' ? 'Read' : object.sharingModel === 'ReadWrite' ? 'Edit' : undefined;
      for (const entry of entries) {
        const level = String(entry.row[field]);
        if (open === undefined || ACCESS_ORDER.indexOf(level) > ACCESS_ORDER.indexOf(open)) continue;
        const message = `field integrity exception: ${field} (trivial share level ${level}, for organization with default level ${open})`;
        refuse(entry, failure('FIELD_INTEGRITY_EXCEPTION', message, [field]));
      }
    },
  };
}

/** A record that changes hands is no longer shared by hand (Salesforce Help, "Considerations for Changing Record Ownership"). */
function forgetManualShares(object: SObject, entries: readonly Entry[], tx: Transaction): void {
  const given = entries
    .filter(({ prior, row }) => prior !== undefined && prior['OwnerId'] !== row['OwnerId'])
    .map(({ id }) => id!);
  const shares = given.length > 0 ? shareObjectOf(tx.org.schema, object.name) : undefined;
  if (!shares) return;
  const rows = tx.org.store
    .readBy(shares.name, shareFields(object.name).parent, given)
    .filter((row) => row['RowCause'] === 'Manual');
  tx.org.store.remove(
    shares.name,
    rows.map((row) => String(row['Id'])),
  );
}

const BEHAVIOURS: Record<string, Behaviour> = {
  Contact: person,
  Event: event,
  FieldPermissions: fieldPermissions,
  Lead: person,
  ObjectPermissions: objectPermissions,
  Opportunity: opportunity,
  OpportunityTeamMember: teamMember,
  PermissionSetAssignment: assignment,
  Task: task,
  User: person,
};
