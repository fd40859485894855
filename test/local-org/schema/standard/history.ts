import type { SObject } from '../model.ts';
import { field, lookup, sobject } from './define.ts';

/** `Book__c` → `Book__History`. */
export function historyName(object: string): string {
  return `${object.replace(/__c$/, '')}__History`;
}

/** What the rows of a field's history are called by: its own name, or the relationship's for the owner. */
export function historyField(name: string): string {
  return name === 'OwnerId' ? 'Owner' : name;
}

/** The row that says that the record was created. */
export const CREATED = 'created';

/**
 * The object that keeps what changed in the tracked fields of another.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_associated_objects_history.htm
 */
export function historyObject(of: SObject, keyPrefix: string): SObject {
  const readOnly = { createable: false, updateable: false } as const;
  return sobject({
    name: historyName(of.name),
    label: `${of.label} History`,
    pluralLabel: `${of.label} History`,
    keyPrefix,
    kind: 'history',
    fields: [
      field({ name: 'Id', type: 'Id', length: 18, ...readOnly }),
      field({ name: 'IsDeleted', type: 'Checkbox', label: 'Deleted', ...readOnly }),
      field({
        name: 'ParentId',
        type: 'Lookup',
        label: `${of.label} ID`,
        length: 18,
        reference: lookup('ParentId', [of.name], { onDelete: 'Cascade', childRelationshipName: 'Histories' }),
        ...readOnly,
      }),
      field({
        name: 'CreatedById',
        type: 'Lookup',
        label: 'Created By ID',
        length: 18,
        reference: lookup('CreatedById', ['User']),
        ...readOnly,
      }),
      field({ name: 'CreatedDate', type: 'DateTime', ...readOnly }),
      field({ name: 'Field', type: 'Text', label: 'Changed Field', length: 255, ...readOnly }),
      field({ name: 'DataType', type: 'Text', label: 'Datatype', length: 40, ...readOnly }),
      field({ name: 'OldValue', type: 'Text', length: 255, ...readOnly }),
      field({ name: 'NewValue', type: 'Text', length: 255, ...readOnly }),
    ],
    nameField: undefined,
    sharingModel: 'ControlledByParent',
    hasOwner: false,
    historyEnabled: false,
    validationRules: [],
    fieldSets: new Map(),
    createable: false,
    updateable: false,
    deletable: false,
  });
}
