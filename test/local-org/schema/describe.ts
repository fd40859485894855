import { OrgError } from '../errors.ts';
import { text } from '../metadata/xml.ts';
import type { Org, Store, UserAccess } from '../org.ts';
import { describeField } from './describe-field.ts';
import type { Schema, SObject, Value } from './model.ts';

/**
 * Describes as the REST API gives them ("Describe Global", "sObject Describe", REST API Developer
 * Guide): each user sees the objects and fields that they may read. Links are those of the newest version.
 */

const BASE = '/services/data/v66.0/sobjects';

export interface GlobalDescribe {
  encoding: string;
  maxBatchSize: number;
  sobjects: Record<string, unknown>[];
}

export function describeGlobal(schema: Schema, access: UserAccess): GlobalDescribe {
  return {
    encoding: 'UTF-8',
    maxBatchSize: 200,
    sobjects: schema.objects
      .filter((object) => access.object(object.name).read)
      .map((object) => summary(object, schema, access)),
  };
}

/** One object with its fields, relationships and record types; throws NOT_FOUND where the user can't see it. */
export function describeSObject({ schema, store }: Org, access: UserAccess, name: string): Record<string, unknown> {
  const object = schema.object(name);
  if (!object || !access.object(object.name).read)
    throw new OrgError('NOT_FOUND', 'The requested resource does not exist', { status: 404 });
  return {
    actionOverrides: [],
    childRelationships: childRelationships(object, schema, access),
    compactLayoutable: isLayoutable(object),
    defaultImplementation: null,
    extendedBy: null,
    extendsInterfaces: null,
    fields: object.fields
      .filter((field) => access.field(object.name, field.name).read)
      .map((field) => describeField(schema, object, field, access)),
    implementedBy: null,
    implementsInterfaces: null,
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: recordTypes(object, store),
    searchLayoutable: isLayoutable(object),
    sobjectDescribeOption: 'FULL',
    supportedScopes: [
      { label: `All ${object.pluralLabel.toLowerCase()}`, name: 'everything' },
      ...(object.hasOwner ? [{ label: `My ${object.pluralLabel.toLowerCase()}`, name: 'mine' }] : []),
    ],
    ...summary(object, schema, access),
  };
}

/** What objects that belong to another are to it. */
const ASSOCIATED: Partial<Record<SObject['kind'], string>> = { share: 'Share', history: 'History' };

function parentOf(object: SObject): string | null {
  const [parent] = object.fields.filter(({ reference }) => reference?.onDelete === 'Cascade');
  return parent?.reference?.to[0] ?? null;
}

function summary(object: SObject, schema: Schema, access: UserAccess): Record<string, unknown> {
  const rights = access.object(object.name);
  const records = isLayoutable(object);
  return {
    activateable: false,
    associateEntityType: ASSOCIATED[object.kind] ?? null,
    associateParentEntity: ASSOCIATED[object.kind] ? parentOf(object) : null,
    createable: object.createable && rights.create,
    custom: object.kind === 'custom' || object.kind === 'customMetadata',
    customSetting: false,
    deepCloneable: false,
    deletable: object.deletable && rights.delete,
    deprecatedAndHidden: false,
    feedEnabled: false,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.kind === 'share' ? null : object.keyPrefix,
    label: object.label,
    labelPlural: object.pluralLabel,
    layoutable: records,
    mergeable: ['Account', 'Contact', 'Lead', 'Case'].includes(object.name),
    mruEnabled: records,
    name: object.name,
    queryable: true,
    replicateable: records,
    retrieveable: true,
    searchable:
      records && schema.component('CustomObject', object.name) === undefined ? true : searchable(schema, object),
    triggerable: records,
    undeletable: records && object.deletable,
    updateable: object.updateable && rights.edit,
    urls: {
      describe: `${BASE}/${object.name}/describe`,
      rowTemplate: `${BASE}/${object.name}/{ID}`,
      sobject: `${BASE}/${object.name}`,
      ...(records
        ? {
            layouts: `${BASE}/${object.name}/describe/layouts`,
            compactLayouts: `${BASE}/${object.name}/describe/compactLayouts`,
          }
        : {}),
    },
  };
}

function searchable(schema: Schema, object: SObject): boolean {
  return (
    object.kind === 'custom' &&
    text(schema.component('CustomObject', object.name)?.xml, 'enableSearch')?.trim() === 'true'
  );
}

/** Objects of records that people work with, rather than of Setup. */
function isLayoutable(object: SObject): boolean {
  return (
    object.kind === 'custom' ||
    ['Account', 'Contact', 'Opportunity', 'Lead', 'Case', 'Campaign', 'Task', 'Event', 'EmailMessage', 'User'].includes(
      object.name,
    )
  );
}

function childRelationships(object: SObject, schema: Schema, access: UserAccess): Record<string, unknown>[] {
  return schema
    .childrenOf(object.name)
    .filter((child) => access.object(child.childObject).read && access.field(child.childObject, child.field.name).read)
    .map((child) => ({
      cascadeDelete: child.field.reference?.onDelete === 'Cascade',
      childSObject: child.childObject,
      deprecatedAndHidden: false,
      field: child.field.name,
      junctionIdListNames: [],
      junctionReferenceTo: [],
      relationshipName: child.relationshipName ?? null,
      restrictedDelete: child.field.reference?.onDelete === 'Restrict',
    }));
}

const MASTER_RECORD_TYPE = '012000000000000AAA';

/** The object's record types, and the master record type, which every object has. */
function recordTypes(object: SObject, store: Store): Record<string, unknown>[] {
  const layout = (id: Value | undefined): string => `${BASE}/${object.name}/describe/layouts/${id}`;
  return [
    ...store.readBy('RecordType', 'SobjectType', [object.name]).map((row) => ({
      active: row['IsActive'],
      available: true,
      defaultRecordTypeMapping: false,
      developerName: row['DeveloperName'],
      master: false,
      name: row['Name'],
      recordTypeId: row['Id'],
      urls: { layout: layout(row['Id']) },
    })),
    {
      active: true,
      available: true,
      defaultRecordTypeMapping: true,
      developerName: 'Master',
      master: true,
      name: 'Master',
      recordTypeId: MASTER_RECORD_TYPE,
      urls: { layout: layout(MASTER_RECORD_TYPE) },
    },
  ];
}
