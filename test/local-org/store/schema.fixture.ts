import { field as defined } from '../schema/standard/define.ts';
import type { ChildRelationship, Field, FieldType, Schema, SharingModel, SObject } from '../schema/model.ts';

/** Small schemas by hand, for tests that need no metadata. */

export function field(name: string, type: FieldType, more: Partial<Field> = {}): Field {
  return defined({ name, type, custom: name.endsWith('__c'), ...more });
}

/** A lookup; `master` makes it a master-detail. */
export function lookup(
  name: string,
  to: string | string[],
  childRelationshipName?: string,
  master?: { writeRequiresMasterRead: boolean },
): Field {
  return field(name, master ? 'MasterDetail' : 'Lookup', {
    reference: {
      to: typeof to === 'string' ? [to] : to,
      relationshipName: name.endsWith('__c') ? name.replace(/__c$/, '__r') : name.replace(/Id$/, ''),
      childRelationshipName,
      onDelete: master ? 'Cascade' : 'SetNull',
      master: master && { order: 0, reparentable: false, ...master },
    },
  });
}

export function object(
  name: string,
  keyPrefix: string,
  fields: Field[],
  more: Partial<SObject> & { sharingModel?: SharingModel } = {},
): SObject {
  const all = [field('Id', 'Id', { createable: false, updateable: false }), ...fields];
  if (!fields.some((f) => f.name === 'IsDeleted'))
    all.push(field('IsDeleted', 'Checkbox', { createable: false, updateable: false }));
  const byName = new Map(all.map((f) => [f.name.toLowerCase(), f]));
  return {
    name,
    label: name,
    pluralLabel: `${name}s`,
    keyPrefix,
    kind: name.endsWith('__Share') ? 'share' : name.endsWith('__c') ? 'custom' : 'standard',
    fields: all,
    field: (n) => byName.get(n.toLowerCase()),
    nameField: byName.has('name') ? 'Name' : undefined,
    sharingModel: 'ReadWrite',
    hasOwner: byName.has('ownerid'),
    historyEnabled: false,
    validationRules: [],
    fieldSets: new Map(),
    createable: true,
    updateable: true,
    deletable: true,
    ...more,
  };
}

export function schemaOf(objects: SObject[]): Schema {
  const byName = new Map(objects.map((o) => [o.name.toLowerCase(), o]));
  return {
    objects,
    allComponents: [],
    object: (name) => byName.get(name.toLowerCase()),
    objectByPrefix: (prefix) => objects.find((o) => o.keyPrefix === prefix),
    childrenOf: (name) =>
      objects.flatMap((o) =>
        o.fields
          .filter((f) => f.reference?.to.includes(name))
          .map((f): ChildRelationship => ({
            childObject: o.name,
            field: f,
            relationshipName: f.reference?.childRelationshipName,
          })),
      ),
    components: () => [],
    component: () => undefined,
  };
}
