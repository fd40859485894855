import type { OpenOrg } from '../open.ts';
import { recount, readRollups } from '../save/rollups.ts';
import { saveUnits } from '../save/save.ts';
import { Transaction } from '../save/transaction.ts';
import { splitName } from '../schema/field.ts';
import type { Component, Field, Row, Schema } from '../schema/model.ts';
import { quote } from '../store/columns.ts';
import type { Finding } from './check/context.ts';

/** What deploys do to the records that are already there. */

/** What the records of the org say against a field, new or changed. */
export function dataFindings(org: OpenOrg, field: Component, after: Schema): Finding[] {
  const [objectName, name] = splitName(field.fullName);
  const now = after.object(objectName)?.field(name);
  const object = org.schema.object(objectName);
  if (!object || !now?.custom) return [];
  const before = object.field(name);
  const label = `${object.name}.${now.name}`;
  if (before && kindOf(before) !== kindOf(now))
    return [{ problem: `Cannot update a field from ${kindOf(before)} to ${kindOf(now)}: ${label}` }];
  if (now.type === 'MasterDetail' && before?.type !== 'MasterDetail') {
    const orphan = before ? `${quote(before.name)} IS NULL AND ` : '';
    const [row] = org.store.values(`SELECT 1 FROM ${quote(object.name)} WHERE ${orphan}IsDeleted = 0 LIMIT 1`, []);
    if (row)
      return [
        { problem: `Cannot create a master-detail relationship ${label}: ${object.name} has records without a master` },
      ];
  }
  if (now.unique && before && !before.unique && before.formula === undefined) {
    const column = `${quote(before.name)}${now.caseSensitive ? '' : ' COLLATE NOCASE'}`;
    const [row] = org.store.values(
      `SELECT ${column} FROM ${quote(object.name)} WHERE IsDeleted = 0 AND ${quote(before.name)} IS NOT NULL GROUP BY ${column} HAVING count(*) > 1 LIMIT 1`,
      [],
    );
    if (row) return [{ problem: `Cannot make ${label} unique: duplicate value found: ${String(row[0])}` }];
  }
  return [];
}

/** Fields change their type only among those that hold their values in one way. */
function kindOf(field: Field): string {
  if (field.formula !== undefined) return 'a Formula';
  if (field.summary) return 'a Roll-Up Summary';
  if (field.type === 'AutoNumber') return 'an Auto Number';
  if (field.reference) return 'a relationship';
  if (field.type === 'Checkbox') return 'a Checkbox';
  return 'a value';
}

/** Deleted fields lose their values and deleted objects their records, so that a namesake starts empty. */
export function removeData(org: OpenOrg, removed: readonly Component[], before: Schema): void {
  for (const component of removed) {
    if (component.type === 'CustomObject') {
      const object = before.object(component.fullName);
      if (object && object.kind !== 'standard') org.store.run(`UPDATE ${quote(object.name)} SET IsDeleted = 1`);
    } else if (component.type === 'CustomField') {
      const [objectName, name] = splitName(component.fullName);
      const object = before.object(objectName);
      const field = object?.field(name);
      if (!object || !field?.custom || field.formula !== undefined) continue;
      org.store.run(
        `UPDATE ${quote(object.name)} SET ${quote(field.name)} = ${field.type === 'Checkbox' ? '0' : 'NULL'}`,
      );
    }
  }
}

/** Values of roll-ups that are new or summarize something else, for all records there are. */
export function recalculateSummaries(org: OpenOrg, before: Schema, userId: string): void {
  const after = org.schema;
  const stale = after.objects.flatMap((object) =>
    object.fields.flatMap((field) =>
      field.summary &&
      JSON.stringify(before.object(object.name)?.field(field.name)?.summary) !== JSON.stringify(field.summary)
        ? [{ object: object.name, ...field.summary }]
        : [],
    ),
  );
  if (stale.length === 0) return;
  const tx = new Transaction(org, org.access(userId), saveUnits);
  const details = new Set(stale.map((each) => each.detailObject));
  const masters = new Set(stale.map((each) => each.object));
  for (const name of details) {
    const detail = after.object(name);
    if (!detail) continue;
    for (const group of readRollups(after, detail)) {
      if (!masters.has(group.master.name)) continue;
      const ids = org.store
        .values(`SELECT Id FROM ${quote(group.master.name)} WHERE IsDeleted = 0`, [])
        .map(([id]) => String(id));
      for (let i = 0; i < ids.length; i += 2000) {
        const rows: Row[] = recount(group, ids.slice(i, i + 2000), tx);
        org.store.update(group.master.name, rows);
      }
    }
  }
}
