import type { ObjectRights } from '../org.ts';
import type { Row } from '../schema/model.ts';
import { readParents, unmetDependencies } from '../security/dependencies.ts';
import { failure } from './errors.ts';
import type { Behaviour } from './standard.ts';
import type { Entry } from './transaction.ts';

/** Rights on objects, one row for each permission set and object: each right with those that it rests on in the same set. */
export const objectPermissions: Behaviour = {
  check(entries, tx, refuse) {
    const { schema, store } = tx.org;
    for (const [set, written] of Map.groupBy(entries, ({ row }) => String(row['ParentId']))) {
      const rows = new Map(store.readBy('ObjectPermissions', 'ParentId', [set]).map((row) => [objectOf(row), row]));
      for (const { row } of written) rows.set(objectOf(row), row);
      const canRead = (object: { name: string }): boolean =>
        rows.get(object.name.toLowerCase())?.['PermissionsRead'] === true;
      const lacking = (row: Row): string[] => {
        const object = schema.object(objectOf(row));
        return object ? unmetDependencies(schema, object, rightsOf(row), canRead) : [];
      };
      const refuseAll = (entry: Entry, messages: string[]): void => {
        for (const message of messages) refuse(entry, failure('FIELD_INTEGRITY_EXCEPTION', message));
      };
      for (const entry of written) {
        refuseAll(entry, lacking(entry.row));
        if (entry.prior?.['PermissionsRead'] !== true || entry.row['PermissionsRead'] === true) continue;
        // What is taken away here may be what another object's rights rest on.
        const resting = [...rows.values()].filter((row) => {
          const object = schema.object(objectOf(row));
          return (
            object && readParents(schema, object).some((parent) => parent.name.toLowerCase() === objectOf(entry.row))
          );
        });
        refuseAll(entry, resting.flatMap(lacking));
      }
    }
  },
};

/** A field that can be edited can be read (Object Reference, FieldPermissions). */
export const fieldPermissions: Behaviour = {
  check(entries, _tx, refuse) {
    for (const entry of entries) {
      const { row } = entry;
      if (row['PermissionsEdit'] !== true || row['PermissionsRead'] === true) continue;
      refuse(
        entry,
        failure(
          'FIELD_INTEGRITY_EXCEPTION',
          `Permission Edit ${String(row['Field'])} depends on permission(s): Read ${String(row['Field'])}`,
        ),
      );
    }
  },
};

const objectOf = (row: Row): string => String(row['SobjectType']).toLowerCase();

function rightsOf(row: Row): ObjectRights {
  const has = (right: string): boolean => row[`Permissions${right}`] === true;
  return {
    read: has('Read'),
    create: has('Create'),
    edit: has('Edit'),
    delete: has('Delete'),
    viewAll: has('ViewAllRecords'),
    modifyAll: has('ModifyAllRecords'),
  };
}
