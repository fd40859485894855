import type { Field, SObject } from '../model.ts';
import { field, lookup, sobject } from './define.ts';

const STANDARD_PREFIXES: Record<string, string> = {
  Account: '00r',
  Contact: '03s',
  Opportunity: '00t',
  Lead: '01o',
  Case: '01n',
};

/** `Account` → `AccountShare`, `Book__c` → `Book__Share`. */
export function shareName(object: string): string {
  return object.endsWith('__c') ? `${object.slice(0, -3)}__Share` : `${object}Share`;
}

/** The standard objects that have shares, with the key prefix of those. */
export function standardSharePrefix(object: string): string | undefined {
  return STANDARD_PREFIXES[object];
}

/**
 * The object whose rows open single records to users and groups. Standard objects name its fields
 * after themselves (`OpportunityId`, `OpportunityAccessLevel`), custom ones `ParentId` and `AccessLevel`.
 */
export function shareObject(of: SObject, keyPrefix: string): SObject {
  const custom = of.kind === 'custom';
  const parent = custom ? 'ParentId' : `${of.name}Id`;
  const levels = (names: string[]): NonNullable<Field['picklist']> =>
    names.map((name) => ({ name, label: name, isDefault: name === 'Read', isActive: true }));
  const level = (name: string): Field =>
    field({
      name,
      type: 'Picklist',
      length: 40,
      required: true,
      restrictedPicklist: true,
      picklist: levels(['Read', 'Edit', 'All']),
    });
  // Sharing an account carries levels for its deals and cases as well.
  const carried = of.name === 'Account' ? ['OpportunityAccessLevel', 'CaseAccessLevel', 'ContactAccessLevel'] : [];
  return sobject({
    name: shareName(of.name),
    label: `${of.label} Share`,
    pluralLabel: `${of.label} Share`,
    keyPrefix,
    kind: 'share',
    fields: [
      field({ name: 'Id', type: 'Id', length: 18, createable: false, updateable: false }),
      field({
        name: parent,
        type: 'Lookup',
        length: 18,
        required: true,
        updateable: false,
        reference: lookup(parent, [of.name], { onDelete: 'Cascade', childRelationshipName: 'Shares' }),
      }),
      field({
        name: 'UserOrGroupId',
        type: 'Lookup',
        length: 18,
        required: true,
        updateable: false,
        reference: lookup('UserOrGroupId', ['Group', 'User'], { onDelete: 'Cascade' }),
      }),
      level(custom ? 'AccessLevel' : `${of.name}AccessLevel`),
      ...carried.map((name) => ({ ...level(name), required: name === 'OpportunityAccessLevel' })),
      field({
        name: 'RowCause',
        type: 'Picklist',
        length: 40,
        updateable: false,
        picklist: ['Owner', 'Manual', 'Rule', 'Team', 'ImplicitParent', 'ImplicitChild'].map((name) => ({
          name,
          label: name,
          isDefault: name === 'Manual',
          isActive: true,
        })),
      }),
      field({ name: 'LastModifiedDate', type: 'DateTime', createable: false, updateable: false }),
      field({
        name: 'LastModifiedById',
        type: 'Lookup',
        length: 18,
        createable: false,
        updateable: false,
        reference: lookup('LastModifiedById', ['User']),
      }),
      field({ name: 'IsDeleted', type: 'Checkbox', createable: false, updateable: false }),
    ],
    nameField: undefined,
    sharingModel: 'ReadWrite',
    hasOwner: false,
    historyEnabled: false,
    validationRules: [],
    fieldSets: new Map(),
    createable: true,
    updateable: true,
    deletable: true,
  });
}
