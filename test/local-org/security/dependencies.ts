import type { ObjectRights } from '../org.ts';
import type { Schema, SObject } from '../schema/model.ts';

/** Standard objects that can be read only by those who can read another. */
const STANDARD_PARENTS: Record<string, string[]> = {
  Opportunity: ['Account'],
  Contact: ['Account'],
  Case: ['Account', 'Contact'],
};

/** What must be readable for an object to be: the masters of a detail, accounts for opportunities. */
export function readParents(schema: Schema, object: SObject): SObject[] {
  const names = [
    ...(STANDARD_PARENTS[object.name] ?? []),
    ...object.fields.flatMap((field) =>
      field.type === 'MasterDetail' && object.kind === 'custom' ? (field.reference?.to ?? []) : [],
    ),
  ];
  return names.flatMap((name) => schema.object(name) ?? []);
}

/**
 * What a permission set's rights on an object lack, in Salesforce's words: edit rests on read, a detail on its master
 * (Object Reference, ObjectPermissions: https://developer.salesforce.com/docs/platform/object-reference/references/standard-objects/object-objectpermissions.html).
 */
export function unmetDependencies(
  schema: Schema,
  object: SObject,
  rights: ObjectRights,
  canRead: (parent: SObject) => boolean,
): string[] {
  const { name } = object;
  const read = { right: `Read ${name}`, given: rights.read };
  const edit = { right: `Edit ${name}`, given: rights.edit };
  const remove = { right: `Delete ${name}`, given: rights.delete };
  const viewAll = { right: `View All ${name}`, given: rights.viewAll };
  const parents = readParents(schema, object).map((parent) => ({
    right: `Read ${parent.name}`,
    given: canRead(parent),
  }));
  const dependencies = [
    { right: `Create ${name}`, given: rights.create, on: [read] },
    { ...edit, on: [read] },
    { ...remove, on: [read, edit] },
    { ...viewAll, on: [read] },
    { right: `Modify All ${name}`, given: rights.modifyAll, on: [read, edit, remove, viewAll] },
    { ...read, on: parents },
  ];
  return dependencies.flatMap(({ right, given, on }) => {
    const unmet = given ? on.filter((each) => !each.given) : [];
    return unmet.length > 0
      ? [`Permission ${right} depends on permission(s): ${unmet.map((each) => each.right).join(', ')}`]
      : [];
  });
}
