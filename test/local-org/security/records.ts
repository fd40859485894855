import type { Org, UserAccess } from '../org.ts';
import type { Field, Row, SObject } from '../schema/model.ts';
import { CREATED, historyField } from '../schema/standard/history.ts';
import { quote } from '../store/columns.ts';
import { principalsOf } from './principals.ts';
import { shareFields, shareObjectOf, sharedObject } from './shares.ts';
import { isPermissionable } from './unpermissioned.ts';

/** How far a user may go with a record: `all` is to delete, transfer and share it. */
export type RecordLevel = 'none' | 'read' | 'edit' | 'all';

/** A condition on the rows of one table; undefined stands for every row. */
export interface Filter {
  sql: string;
  parameters: string[];
}

const NOTHING: Filter = { sql: '0', parameters: [] };
const EVERYTHING = undefined;

const LEVELS = ['read', 'edit', 'all'] as const;
type Level = (typeof LEVELS)[number];

/**
 * What the user may do with each record by sharing alone: org-wide default, ownership, role
 * hierarchy, shares, teams, the master record, and "view all" and "modify all". Rights on the object
 * (`access.object`) come on top of it. Deleted and unknown records are `none`.
 */
export function recordAccess(
  org: Org,
  access: UserAccess,
  object: string,
  ids: readonly string[],
): Map<string, RecordLevel> {
  const levels = new Map<string, RecordLevel>(ids.map((id) => [id, 'none']));
  const described = org.schema.object(object);
  if (!described || ids.length === 0) return levels;
  let asked: readonly string[] = [...levels.keys()];
  for (const level of LEVELS) {
    const filter = accessFilter(org, access, described, 'r', level);
    const sql = `SELECT r.Id FROM ${quote(described.name)} r WHERE r.Id IN (SELECT value FROM json_each(?)) AND r.IsDeleted = 0${filter ? ` AND ${filter.sql}` : ''}`;
    asked = org.store.values(sql, [JSON.stringify(asked), ...(filter?.parameters ?? [])]).map(([id]) => String(id));
    if (asked.length === 0) break;
    for (const id of asked) levels.set(id, level);
  }
  return levels;
}

/**
 * The condition under which the user sees a record of the object, on the table's alias in a query;
 * undefined where every record is seen. Sharing only: that the object itself may be read is
 * checked by `access.object`.
 */
export function readableFilter(org: Org, access: UserAccess, object: string, alias: string): Filter | undefined {
  const described = org.schema.object(object);
  return described ? accessFilter(org, access, described, alias, 'read') : NOTHING;
}

/**
 * Whether the user may create each of these rows as far as their masters are concerned: edit access
 * to every master record, or read where the relationship says that reading is enough
 * (`writeRequiresMasterRead`). True for objects without a master.
 */
export function canCreateDetail(org: Org, access: UserAccess, object: string, rows: readonly Row[]): boolean[] {
  const masters = org.schema.object(object)?.fields.filter((field) => field.reference?.master) ?? [];
  const allowed = rows.map(() => true);
  for (const field of masters) {
    const parent = field.reference?.to[0];
    if (parent === undefined) continue;
    const needed: Level = field.reference?.master?.writeRequiresMasterRead ? 'read' : 'edit';
    const ids = rows.flatMap((row) => (typeof row[field.name] === 'string' ? [String(row[field.name])] : []));
    const levels = recordAccess(org, access, parent, ids);
    rows.forEach((row, i) => {
      const level = levels.get(String(row[field.name]));
      if (level !== undefined && !reaches(level, needed)) allowed[i] = false;
    });
  }
  return allowed;
}

/** Whether one level includes another. */
export function reaches(level: RecordLevel, needed: Level): boolean {
  return level !== 'none' && LEVELS.indexOf(level) >= LEVELS.indexOf(needed);
}

function accessFilter(org: Org, access: UserAccess, object: SObject, alias: string, level: Level): Filter | undefined {
  if (object.kind === 'history') return level === 'read' ? readableHistory(org, access, object, alias) : NOTHING;
  const rights = access.object(object.name);
  if (rights.modifyAll || (level === 'read' && rights.viewAll)) return EVERYTHING;
  if (object.kind === 'customMetadata') return EVERYTHING;
  if (object.kind === 'share') {
    const parent = sharedObject(org.schema, object.name);
    // Who has full access to a record may share it with others.
    return parent === undefined
      ? NOTHING
      : throughParent(
          org,
          access,
          [parent],
          `${alias}.${shareFields(parent).parent}`,
          level === 'read' ? 'read' : 'all',
        );
  }
  const activity = ACTIVITY_PARENTS[object.name];
  if (activity) return activityFilter(org, access, object, alias, level, activity);
  switch (object.sharingModel) {
    case 'FullAccess':
      return EVERYTHING;
    case 'ReadWrite':
      // Only its owner, and whoever stands above, deletes or transfers a record.
      return level === 'all' && object.hasOwner ? owned(org, access, object, alias, level) : EVERYTHING;
    case 'Read':
      return level === 'read' || !isPermissionable(object) ? EVERYTHING : owned(org, access, object, alias, level);
    case 'Private':
      return owned(org, access, object, alias, level);
    case 'ControlledByParent':
      return controlledByParent(org, access, object, alias, level);
  }
}

/** The history of the records that the user sees, and of them of the fields that they may read. */
function readableHistory(org: Org, access: UserAccess, object: SObject, alias: string): Filter {
  const parent = object.field('ParentId')?.reference?.to[0] ?? '';
  const fields = (org.schema.object(parent)?.fields ?? [])
    .filter(({ name, trackHistory }) => trackHistory && access.field(parent, name).read)
    .map(({ name }) => historyField(name));
  const own = throughParent(org, access, [parent], `${alias}.ParentId`, 'read');
  return {
    sql: `(${own ? `${own.sql} AND ` : ''}${alias}.Field IN (SELECT value FROM json_each(?)))`,
    parameters: [...(own?.parameters ?? []), JSON.stringify([CREATED, ...fields])],
  };
}

function owned(org: Org, access: UserAccess, object: SObject, alias: string, level: Level): Filter {
  if (!object.hasOwner) return NOTHING;
  const principals = JSON.stringify(principalsOf(org, access).usersAndGroups);
  const grants: Filter[] = [{ sql: `${alias}.OwnerId IN ${LISTED}`, parameters: [principals] }];
  const share = shareObjectOf(org.schema, object.name);
  if (share) {
    const { parent, level: column } = shareFields(object.name);
    grants.push({
      sql: `${alias}.Id IN (SELECT s.${parent} FROM ${quote(share.name)} s WHERE s.IsDeleted = 0 AND s.UserOrGroupId IN ${LISTED} AND s.${column} IN ${AT_LEAST[level]})`,
      parameters: [principals],
    });
  }
  if (object.name === 'Opportunity') grants.push(...opportunityGrants(org, access, alias, level));
  return anyOf(grants);
}

/** Opportunities are also opened by their team, and by what sharing and owning the account carries along. */
function opportunityGrants(org: Org, access: UserAccess, alias: string, level: Level): Filter[] {
  const { users, usersAndGroups } = principalsOf(org, access);
  const levels = AT_LEAST[level];
  const grants: Filter[] = [];
  if (org.schema.object('OpportunityTeamMember')) {
    grants.push({
      sql: `${alias}.Id IN (SELECT t.OpportunityId FROM OpportunityTeamMember t WHERE t.IsDeleted = 0 AND t.UserId IN ${LISTED} AND t.OpportunityAccessLevel IN ${levels})`,
      parameters: [JSON.stringify(users)],
    });
  }
  if (org.schema.object('AccountShare')) {
    grants.push({
      sql: `${alias}.AccountId IN (SELECT s.AccountId FROM AccountShare s WHERE s.IsDeleted = 0 AND s.UserOrGroupId IN ${LISTED} AND s.OpportunityAccessLevel IN ${levels})`,
      parameters: [JSON.stringify(usersAndGroups)],
    });
  }
  if (org.schema.object('Account') && org.schema.object('UserRole')?.field('OpportunityAccessForAccountOwner')) {
    // What a role grants to those who own the account of somebody else's deal.
    grants.push({
      sql: `EXISTS (SELECT 1 FROM Account o JOIN User u ON u.Id = o.OwnerId JOIN UserRole l ON l.Id = u.UserRoleId WHERE o.Id = ${alias}.AccountId AND o.IsDeleted = 0 AND o.OwnerId IN ${LISTED} AND l.OpportunityAccessForAccountOwner IN ${levels})`,
      parameters: [JSON.stringify(users)],
    });
  }
  return grants;
}

function controlledByParent(
  org: Org,
  access: UserAccess,
  object: SObject,
  alias: string,
  level: Level,
): Filter | undefined {
  const masters = object.fields.filter((field) => field.reference?.master);
  if (masters.length === 0) {
    const account = object.field('AccountId');
    if (!account) return object.hasOwner ? owned(org, access, object, alias, level) : EVERYTHING;
    // A contact follows its account; one without an account is its owner's own.
    const parent = throughParent(org, access, ['Account'], `${alias}.AccountId`, level === 'all' ? 'edit' : level);
    const own = owned(org, access, object, alias, level);
    const parentGrant = parent ?? { sql: `${alias}.AccountId IS NOT NULL`, parameters: [] };
    return anyOf([parentGrant, { sql: `(${alias}.AccountId IS NULL AND ${own.sql})`, parameters: own.parameters }]);
  }
  const conditions = masters.flatMap((field) => {
    // Deleting a detail asks no more of its master than changing it does.
    const needed = level === 'read' || field.reference?.master?.writeRequiresMasterRead ? 'read' : 'edit';
    return throughParent(org, access, field.reference?.to ?? [], `${alias}.${quote(field.name)}`, needed) ?? [];
  });
  if (conditions.length === 0) return EVERYTHING;
  return {
    sql: `(${conditions.map((c) => c.sql).join(' AND ')})`,
    parameters: conditions.flatMap((c) => c.parameters),
  };
}

/** The lookups through which an activity is seen by those who see what it is about. */
const ACTIVITY_PARENTS: Record<string, { owner: string; parents: string[] }> = {
  Task: { owner: 'OwnerId', parents: ['WhatId', 'WhoId'] },
  Event: { owner: 'OwnerId', parents: ['WhatId', 'WhoId'] },
  EmailMessage: { owner: 'CreatedById', parents: ['RelatedToId', 'ParentId'] },
};

/**
 * Activities under a private default: their owner and whoever stands above edits them, and who can
 * read what they are about reads them
 * (https://help.salesforce.com/s/articleView?id=platform.security_sharing_owd_default_settings.htm, Activities).
 */
function activityFilter(
  org: Org,
  access: UserAccess,
  object: SObject,
  alias: string,
  level: Level,
  activity: { owner: string; parents: string[] },
): Filter {
  const grants: Filter[] = [
    {
      sql: `${alias}.${activity.owner} IN ${LISTED}`,
      parameters: [JSON.stringify(principalsOf(org, access).usersAndGroups)],
    },
  ];
  if (level === 'read') {
    for (const name of activity.parents) {
      const field = object.field(name);
      if (!field) continue;
      const column = `${alias}.${field.name}`;
      for (const parent of parentsOf(org, field)) {
        const filter = access.object(parent.name).read
          ? throughParent(org, access, [parent.name], column, 'read')
          : NOTHING;
        if (filter === undefined) grants.push({ sql: `substr(${column}, 1, 3) = ?`, parameters: [parent.keyPrefix] });
        else if (filter !== NOTHING) grants.push(filter);
      }
    }
  }
  return anyOf(grants);
}

function parentsOf(org: Org, field: Field): SObject[] {
  return (field.reference?.to ?? []).flatMap((name) => org.schema.object(name) ?? []);
}

function throughParent(
  org: Org,
  access: UserAccess,
  parents: string[],
  column: string,
  level: Level,
): Filter | undefined {
  const parent = org.schema.object(parents[0] ?? '');
  if (!parent) return NOTHING;
  const alias = `p${column.replaceAll(/\W/g, '_')}`;
  const filter = accessFilter(org, access, parent, alias, level);
  if (!filter) return EVERYTHING;
  return {
    sql: `EXISTS (SELECT 1 FROM ${quote(parent.name)} ${alias} WHERE ${alias}.Id = ${column} AND ${alias}.IsDeleted = 0 AND ${filter.sql})`,
    parameters: filter.parameters,
  };
}

const LISTED = '(SELECT value FROM json_each(?))';

/** Access levels of shares that reach the one asked for. */
const AT_LEAST: Record<Level, string> = { read: "('Read', 'Edit', 'All')", edit: "('Edit', 'All')", all: "('All')" };

function anyOf(grants: Filter[]): Filter {
  return {
    sql: `(${grants.map((grant) => grant.sql).join(' OR ')})`,
    parameters: grants.flatMap((grant) => grant.parameters),
  };
}
