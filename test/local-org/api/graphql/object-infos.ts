import {
  GraphQLBoolean,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  type GraphQLFieldConfigMap,
} from 'graphql';
import type { Org, UserAccess } from '../../org.ts';
import { MASTER_RECORD_TYPE, objectInfo, picklistValues } from '../ui-api/object-info.ts';
import type { Context } from './connection.ts';

/**
 * `uiapi { objectInfos(…) }`: what a page needs to label and choose.
 * https://developer.salesforce.com/docs/platform/graphql/guide/query-objectinfo.html
 */

type Info = Record<string, unknown>;

const FIELD: GraphQLFieldConfigMap<Info, Context> = {
  ApiName: { type: GraphQLString, resolve: ({ apiName }) => apiName },
  label: { type: GraphQLString },
  dataType: { type: GraphQLString, resolve: ({ dataType }) => String(dataType).toUpperCase() },
  inlineHelpText: { type: GraphQLString },
  required: { type: GraphQLBoolean },
  createable: { type: GraphQLBoolean },
  updateable: { type: GraphQLBoolean },
  custom: { type: GraphQLBoolean },
  length: { type: GraphQLInt },
  precision: { type: GraphQLInt },
  scale: { type: GraphQLInt },
  reference: { type: GraphQLBoolean },
  relationshipName: { type: GraphQLString },
};

const Field = new GraphQLInterfaceType({
  name: 'Field',
  fields: FIELD as never,
  resolveType: ({ picklist }: Info) => (picklist ? 'PicklistField' : 'StandardField'),
});

const PicklistValue = new GraphQLObjectType<Info>({
  name: 'PicklistOption',
  fields: { value: { type: GraphQLString }, label: { type: GraphQLString } },
});

const ByRecordType = new GraphQLObjectType<Info>({
  name: 'PicklistValueByRecordTypeIDs',
  fields: {
    recordTypeID: { type: GraphQLID },
    defaultValue: { type: PicklistValue },
    picklistValues: { type: new GraphQLList(PicklistValue) },
  },
});

const PicklistField = new GraphQLObjectType<Info, Context>({
  name: 'PicklistField',
  interfaces: [Field],
  fields: {
    ...FIELD,
    picklistValuesByRecordTypeIDs: {
      type: new GraphQLList(ByRecordType),
      resolve: ({ picklist }) => [
        {
          recordTypeID: MASTER_RECORD_TYPE,
          defaultValue: (picklist as Info)['defaultValue'],
          picklistValues: (picklist as Info)['values'],
        },
      ],
    },
  },
});

const StandardField = new GraphQLObjectType<Info, Context>({
  name: 'StandardField',
  interfaces: [Field],
  fields: FIELD,
});

export const ObjectInfo = new GraphQLObjectType<Info, Context>({
  name: 'ObjectInfo',
  fields: {
    ApiName: { type: new GraphQLNonNull(GraphQLString), resolve: ({ apiName }) => apiName },
    label: { type: GraphQLString },
    labelPlural: { type: GraphQLString },
    keyPrefix: { type: GraphQLString },
    custom: { type: GraphQLBoolean },
    createable: { type: GraphQLBoolean },
    updateable: { type: GraphQLBoolean },
    deletable: { type: GraphQLBoolean },
    queryable: { type: GraphQLBoolean },
    nameFields: { type: new GraphQLList(GraphQLString) },
    defaultRecordTypeId: { type: GraphQLID },
    fields: { type: new GraphQLList(Field), resolve: ({ fields }) => Object.values(fields as Info) },
  },
});

export const OBJECT_INFO_TYPES = [PicklistField, StandardField];

export interface ObjectInfoInput {
  apiName: string;
  /** Ignored: this org has no record types. */
  recordTypeIds?: string[] | null;
  fieldNames?: string[] | null;
}

export const ObjectInfoInputType = new GraphQLInputObjectType({
  name: 'ObjectInfoInput',
  fields: {
    apiName: { type: new GraphQLNonNull(GraphQLString) },
    recordTypeIds: { type: new GraphQLList(new GraphQLNonNull(GraphQLID)) },
    fieldNames: { type: new GraphQLList(new GraphQLNonNull(GraphQLString)) },
  },
});

/** What the user may see of the objects named, and of those only the fields named, where any are; unknown ones are left out. */
export function objectInfos(org: Org, access: UserAccess, inputs: readonly ObjectInfoInput[]): Info[] {
  return inputs.flatMap(({ apiName, fieldNames }) => {
    const object = org.schema.object(apiName);
    if (!object || !access.object(object.name).read) return [];
    const info = objectInfo(org, access, object);
    const asked = fieldNames?.length ? new Set(fieldNames.map((name) => name.toLowerCase())) : undefined;
    const fields = Object.entries(info['fields'] as Record<string, Info>)
      .filter(([field]) => !asked || asked.has(field.toLowerCase()))
      .map(([field, about]) => {
        const described = object.field(field);
        return [field, described?.picklist ? { ...about, picklist: picklistValues(described, '') } : about];
      });
    return [{ ...info, fields: Object.fromEntries(fields) }];
  });
}
