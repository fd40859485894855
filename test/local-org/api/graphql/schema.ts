import {
  DirectiveLocation,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLEnumType,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  specifiedDirectives,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
  type GraphQLInputFieldConfigMap,
  type GraphQLInputType,
} from 'graphql';
import type { Org, UserAccess } from '../../org.ts';
import type { Field, SObject } from '../../schema/model.ts';
import { DATE_FUNCTIONS } from '../../soql/functions.ts';
import { conditionOf } from '../../soql/literal.ts';
import { shown } from '../ui-api/display.ts';
import { aggregateConnection } from './aggregate.ts';
import { connection, nodeById, type ConnectionArguments, type Context, type Node } from './connection.ts';
import { mutate, type MutationInput, type MutationRun } from './mutation.ts';
import {
  OBJECT_INFO_TYPES,
  ObjectInfo,
  ObjectInfoInputType,
  objectInfos,
  type ObjectInfoInput,
} from './object-infos.ts';
import { AggregateValue, FieldValue, kindOf, Long, operatorFields, operatorsName } from './values.ts';

/**
 * The GraphQL schema of one user: the objects and fields that they may read, and what they may write. What they may not is
 * not in it, so asking for it is a validation error, as on Salesforce.
 * https://developer.salesforce.com/docs/platform/graphql/guide/graphql-about.html
 */
export function userSchema(org: Org, access: UserAccess): GraphQLSchema {
  const types = new ObjectTypes(org, access);
  const objects = org.schema.objects.filter((object) => supported(access, object));
  const query = fieldsOf(objects, (object) => types.connection(object));
  const aggregates = fieldsOf(objects, (object) => types.aggregate(object));
  const mutations = Object.assign({}, ...objects.map((object) => types.mutations(object))) as GraphQLFieldConfigMap<
    unknown,
    Run
  >;
  const pass = { resolve: () => ({}) };
  const uiapi = new GraphQLObjectType<unknown, Context>({
    name: 'UIAPI',
    fields: {
      query: { type: new GraphQLNonNull(new GraphQLObjectType({ name: 'RecordQuery', fields: query })), ...pass },
      aggregate: {
        type: new GraphQLNonNull(new GraphQLObjectType({ name: 'RecordQueryAggregate', fields: aggregates })),
        ...pass,
      },
      objectInfos: {
        type: new GraphQLList(ObjectInfo),
        args: {
          apiNames: { type: new GraphQLList(GraphQLString) },
          objectInfoInputs: { type: new GraphQLList(new GraphQLNonNull(ObjectInfoInputType)) },
        },
        resolve: (_, args: { apiNames?: string[]; objectInfoInputs?: ObjectInfoInput[] }, context) =>
          objectInfos(
            context.org,
            context.access,
            args.objectInfoInputs ?? (args.apiNames ?? []).map((apiName) => ({ apiName })),
          ),
      },
    },
  });
  const mutation = new GraphQLObjectType<unknown, Run>({
    name: 'Mutation',
    fields: {
      uiapi: {
        type: new GraphQLNonNull(new GraphQLObjectType({ name: 'UIAPIMutations', fields: mutations })),
        args: { input: { type: MutationsInput } },
        ...pass,
      },
    },
  });
  return new GraphQLSchema({
    query: new GraphQLObjectType({ name: 'Query', fields: { uiapi: { type: new GraphQLNonNull(uiapi), ...pass } } }),
    ...(Object.keys(mutations).length > 0 ? { mutation } : {}),
    types: [...OBJECT_INFO_TYPES, ...types.records()],
    directives: [...specifiedDirectives, Optional, ...OFFLINE],
  });
}

type Run = Context & { run: MutationRun };

const MutationsInput = new GraphQLInputObjectType({
  name: 'UIAPIMutationsInput',
  fields: { allOrNone: { type: GraphQLBoolean, defaultValue: true } },
});

/** A field under it may be missing for this user: it is then left out instead of failing the request. */
const Optional = new GraphQLDirective({ name: 'optional', locations: [DirectiveLocation.FIELD] });

/** Hints for mobile clients, without effect here. */
const OFFLINE = ['category', 'fieldCategory'].map(
  (name) =>
    new GraphQLDirective({
      name,
      args: { name: { type: GraphQLString } },
      locations: [DirectiveLocation.FIELD, DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT],
    }),
);

const PageInfo = new GraphQLObjectType({
  name: 'PageInfo',
  fields: {
    hasNextPage: { type: new GraphQLNonNull(GraphQLBoolean) },
    hasPreviousPage: { type: new GraphQLNonNull(GraphQLBoolean) },
    startCursor: { type: GraphQLString },
    endCursor: { type: GraphQLString },
  },
});

const Scope = new GraphQLEnumType({ name: 'SupportedScopes', values: { EVERYTHING: {}, MINE: {} } });
const OrderByClause = new GraphQLInputObjectType({
  name: 'OrderByClause',
  fields: {
    order: { type: new GraphQLEnumType({ name: 'ResultOrder', values: { ASC: {}, DESC: {} } }) },
    nulls: { type: new GraphQLEnumType({ name: 'NullOrder', values: { FIRST: {}, LAST: {} } }) },
  },
});
const GroupByClause = new GraphQLInputObjectType({
  name: 'GroupByClause',
  fields: { group: { type: GraphQLBoolean } },
});
const GroupByDate = new GraphQLInputObjectType({
  name: 'GroupByDateFunction',
  fields: {
    group: { type: GraphQLBoolean },
    function: {
      type: new GraphQLEnumType({
        name: 'GroupByFunction',
        values: Object.fromEntries([...DATE_FUNCTIONS].map((name) => [name, {}])),
      }),
    },
  },
});
const GroupByType = new GraphQLEnumType({ name: 'GroupByType', values: { GROUP_BY: {}, ROLLUP: {}, CUBE: {} } });

/** Share records and lists of Setup values, which have an ApiName of their own, are not for the UI API. */
function supported(access: UserAccess, object: SObject): boolean {
  return (
    access.object(object.name).read && object.kind !== 'share' && object.kind !== 'history' && !object.field('ApiName')
  );
}

function fieldsOf(
  objects: readonly SObject[],
  make: (object: SObject) => GraphQLFieldConfig<unknown, Context>,
): GraphQLFieldConfigMap<unknown, Context> {
  return Object.fromEntries(objects.map((object) => [object.name, make(object)]));
}

/** The types of each object, made once and when first needed: they refer to one another in circles. */
class ObjectTypes {
  private readonly org: Org;
  private readonly access: UserAccess;
  private readonly made = new Map<string, GraphQLObjectType | GraphQLInputObjectType>();

  constructor(org: Org, access: UserAccess) {
    this.org = org;
    this.access = access;
  }

  private once<T extends GraphQLObjectType | GraphQLInputObjectType>(name: string, make: () => T): T {
    const known = this.made.get(name);
    if (known) return known as T;
    const type = make();
    this.made.set(name, type);
    return type;
  }

  private readable(object: SObject): Field[] {
    return object.fields.filter(({ name }) => this.access.field(object.name, name).read);
  }

  /** The one object that a lookup points to, where the user may read it. */
  private parentOf({ reference }: Field): SObject | undefined {
    const [target = '', ...others] = reference?.to ?? [];
    const parent = this.org.schema.object(target);
    return others.length === 0 && parent && supported(this.access, parent) ? parent : undefined;
  }

  records(): GraphQLObjectType[] {
    return this.org.schema.objects
      .filter((object) => supported(this.access, object))
      .map((object) => this.record(object));
  }

  /** What a lookup to one of several objects answers; inline fragments say what to read of which. */
  private readonly anyRecord = new GraphQLInterfaceType({
    name: 'Record',
    fields: { Id: { type: new GraphQLNonNull(GraphQLID) }, ApiName: { type: GraphQLString } },
    resolveType: (node: Node) => String(node['ApiName']),
  });

  private record(object: SObject): GraphQLObjectType {
    return this.once(
      object.name,
      () =>
        new GraphQLObjectType<Node, Context>({
          name: object.name,
          interfaces: [this.anyRecord],
          fields: () => this.recordFields(object),
        }),
    );
  }

  private recordFields(object: SObject): GraphQLFieldConfigMap<Node, Context> {
    const fields: GraphQLFieldConfigMap<Node, Context> = {
      ApiName: { type: GraphQLString, resolve: () => object.name },
    };
    for (const field of this.readable(object)) {
      fields[field.name] =
        field.name === 'Id'
          ? { type: new GraphQLNonNull(GraphQLID) }
          : {
              type: FieldValue(kindOf(this.org.schema, object, field)),
              resolve: (node, _, { org, access }) => shown(org.schema, access, object, field, node[field.name]),
            };
      const relationship = field.reference?.relationshipName;
      const parent = this.parentOf(field);
      if (relationship && parent)
        fields[relationship] = { type: this.record(parent), resolve: (node) => node[relationship] ?? null };
      else if (relationship && (field.reference?.to.length ?? 0) > 1)
        fields[relationship] = {
          type: this.anyRecord,
          resolve: (node, _, context, info) => this.polymorphic(context, node[field.name], info),
        };
    }
    for (const { childObject, field, relationshipName } of this.org.schema.childrenOf(object.name)) {
      const child = this.org.schema.object(childObject);
      if (
        !child ||
        !relationshipName ||
        !supported(this.access, child) ||
        !this.access.field(child.name, field.name).read
      )
        continue;
      const { type, args = {} } = this.connection(child);
      fields[relationshipName] = {
        type,
        args,
        resolve: (node, given, context, info) =>
          connection(
            context,
            child,
            given as ConnectionArguments,
            info,
            conditionOf(field.name, '=', String(node['Id'])),
          ),
      };
    }
    return fields;
  }

  private polymorphic(context: Context, id: unknown, info: Parameters<typeof nodeById>[3]): Node | null {
    const object = typeof id === 'string' ? this.org.schema.objectByPrefix(id.slice(0, 3)) : undefined;
    if (!object || !supported(this.access, object)) return null;
    const node = nodeById(context, object, String(id), info);
    return node && { ...node, ApiName: object.name };
  }

  connection(object: SObject): GraphQLFieldConfig<unknown, Context> {
    const type = this.once(`${object.name}Connection`, () => {
      const edge = new GraphQLObjectType({
        name: `${object.name}Edge`,
        fields: () => ({ node: { type: this.record(object) }, cursor: { type: new GraphQLNonNull(GraphQLString) } }),
      });
      return new GraphQLObjectType({
        name: `${object.name}Connection`,
        fields: {
          edges: { type: new GraphQLList(edge) },
          pageInfo: { type: new GraphQLNonNull(PageInfo) },
          totalCount: { type: new GraphQLNonNull(GraphQLInt) },
          pageResultCount: { type: new GraphQLNonNull(GraphQLInt) },
        },
      });
    });
    return {
      type,
      args: {
        first: { type: GraphQLInt },
        after: { type: GraphQLString },
        where: { type: this.filter(object) },
        orderBy: { type: this.order(object) },
        scope: { type: Scope },
        upperBound: { type: GraphQLInt },
      },
      resolve: (_, args, context, info) => connection(context, object, args as ConnectionArguments, info),
    };
  }

  private filter(object: SObject): GraphQLInputObjectType {
    return this.once(`${object.name}_Filter`, () => {
      const type: GraphQLInputObjectType = new GraphQLInputObjectType({
        name: `${object.name}_Filter`,
        fields: () => ({
          and: { type: new GraphQLList(type) },
          or: { type: new GraphQLList(type) },
          not: { type },
          ...this.filterFields(object),
        }),
      });
      return type;
    });
  }

  private filterFields(object: SObject): GraphQLInputFieldConfigMap {
    const fields: GraphQLInputFieldConfigMap = {};
    for (const field of this.readable(object)) {
      const kind = kindOf(this.org.schema, object, field);
      const operators = this.operatorsOf(kind);
      if (operators) fields[field.name] = { type: operators };
      const parent = this.parentOf(field);
      if (field.reference?.relationshipName && parent)
        fields[field.reference.relationshipName] = { type: this.filter(parent) };
    }
    return fields;
  }

  private operatorsOf(kind: ReturnType<typeof kindOf>): GraphQLInputType | undefined {
    const name = operatorsName(kind);
    return name === undefined
      ? undefined
      : this.once(name, () => new GraphQLInputObjectType({ name, fields: () => operatorFields(kind, this.join) }));
  }

  private readonly join = (): GraphQLInputType =>
    this.once('JoinInput', () => {
      const objects = this.org.schema.objects.filter((object) => supported(this.access, object));
      return new GraphQLInputObjectType({
        name: 'JoinInput',
        fields: () => ({
          ...Object.fromEntries(objects.map((object) => [object.name, { type: this.filter(object) }])),
          ApiName: { type: GraphQLString },
        }),
      });
    });

  private order(object: SObject): GraphQLInputObjectType {
    return this.once(`${object.name}_OrderBy`, () =>
      this.perField(
        object,
        `${object.name}_OrderBy`,
        () => OrderByClause,
        (parent) => this.order(parent),
      ),
    );
  }

  private group(object: SObject): GraphQLInputObjectType {
    return this.once(`${object.name}_GroupBy`, () =>
      this.perField(
        object,
        `${object.name}_GroupBy`,
        ({ type }) => (type === 'Date' || type === 'DateTime' ? GroupByDate : GroupByClause),
        (parent) => this.group(parent),
        { type: { type: GroupByType } },
      ),
    );
  }

  /** An input with something for each field that can be sorted and grouped by, parents' fields under the relationship. */
  private perField(
    object: SObject,
    name: string,
    own: (field: Field) => GraphQLInputType,
    ofParent: (parent: SObject) => GraphQLInputType,
    more: GraphQLInputFieldConfigMap = {},
  ): GraphQLInputObjectType {
    return new GraphQLInputObjectType({
      name,
      fields: () => {
        const fields: GraphQLInputFieldConfigMap = { ...more };
        for (const field of this.readable(object)) {
          if (!['LongTextArea', 'Html', 'MultiselectPicklist', 'EncryptedText'].includes(field.type))
            fields[field.name] = { type: own(field) };
          const parent = this.parentOf(field);
          if (field.reference?.relationshipName && parent)
            fields[field.reference.relationshipName] = { type: ofParent(parent) };
        }
        return fields;
      },
    });
  }

  aggregate(object: SObject): GraphQLFieldConfig<unknown, Context> {
    const result = new GraphQLObjectType({
      name: `${object.name}Result`,
      fields: () => ({ aggregate: { type: this.aggregateRecord(object) } }),
    });
    const edge = new GraphQLObjectType({
      name: `${object.name}AggregateEdge`,
      fields: { node: { type: result }, cursor: { type: new GraphQLNonNull(GraphQLString) } },
    });
    return {
      type: new GraphQLObjectType({
        name: `${object.name}AggregateConnection`,
        fields: {
          edges: { type: new GraphQLList(edge) },
          pageInfo: { type: new GraphQLNonNull(PageInfo) },
          totalCount: { type: Long },
        },
      }),
      args: {
        first: { type: GraphQLInt },
        after: { type: GraphQLString },
        where: { type: this.filter(object) },
        groupBy: { type: this.group(object) },
        orderBy: { type: this.order(object) },
        scope: { type: Scope },
        upperBound: { type: GraphQLInt },
      },
      resolve: (_, args, context, info) => aggregateConnection(context, object, args as ConnectionArguments, info),
    };
  }

  private aggregateRecord(object: SObject): GraphQLObjectType {
    return this.once(
      `${object.name}Aggregate`,
      () =>
        new GraphQLObjectType({
          name: `${object.name}Aggregate`,
          fields: () => {
            const fields: GraphQLFieldConfigMap<unknown, Context> = {};
            for (const field of this.readable(object)) {
              if (!['LongTextArea', 'Html', 'MultiselectPicklist', 'EncryptedText'].includes(field.type))
                fields[field.name] = { type: AggregateValue(kindOf(this.org.schema, object, field)) };
              const parent = this.parentOf(field);
              if (field.reference?.relationshipName && parent)
                fields[field.reference.relationshipName] = { type: this.aggregateRecord(parent) };
            }
            return fields;
          },
        }),
    );
  }

  mutations(object: SObject): GraphQLFieldConfigMap<unknown, Run> {
    const rights = this.access.object(object.name);
    const fields: GraphQLFieldConfigMap<unknown, Run> = {};
    if (object.createable && rights.create) fields[`${object.name}Create`] = this.write(object, 'Create');
    if (object.updateable && rights.edit) fields[`${object.name}Update`] = this.write(object, 'Update');
    if (object.deletable && rights.delete) {
      fields[`${object.name}Delete`] = {
        type: RecordDeletePayload,
        args: { input: { type: new GraphQLNonNull(RecordDeleteInput) } },
        resolve: (_, { input }: { input: MutationInput }, context, info) => ({
          Id: mutate(context, object, 'delete', input, info),
        }),
      };
    }
    return fields;
  }

  private write(object: SObject, kind: 'Create' | 'Update'): GraphQLFieldConfig<unknown, Run> {
    const may = (field: Field): boolean =>
      this.access.field(object.name, field.name).edit && (kind === 'Create' ? field.createable : field.updateable);
    const fields = object.fields
      .filter(may)
      .map((field) => [field.name, { type: kindOf(this.org.schema, object, field).scalar }]);
    const representation = new GraphQLInputObjectType({
      name: `${object.name}${kind}Representation`,
      fields: fields.length > 0 ? Object.fromEntries(fields) : { Id: { type: GraphQLID } },
    });
    const input = new GraphQLInputObjectType({
      name: `${object.name}${kind}Input`,
      fields: {
        [object.name]: { type: new GraphQLNonNull(representation) },
        ...(kind === 'Update' ? { Id: { type: new GraphQLNonNull(GraphQLID) } } : {}),
      },
    });
    return {
      type: new GraphQLObjectType<{ id: string }, Run>({
        name: `${object.name}${kind}Payload`,
        fields: {
          Record: {
            type: this.record(object),
            resolve: ({ id }, _, context, info) => nodeById(context, object, id, info),
          },
        },
      }),
      args: { input: { type: new GraphQLNonNull(input) } },
      resolve: (_, { input: given }: { input: MutationInput }, context, info) => ({
        id: mutate(context, object, kind === 'Create' ? 'insert' : 'update', given, info),
      }),
    };
  }
}

const RecordDeletePayload = new GraphQLObjectType({ name: 'RecordDeletePayload', fields: { Id: { type: GraphQLID } } });
const RecordDeleteInput = new GraphQLInputObjectType({
  name: 'RecordDeleteInput',
  fields: { Id: { type: new GraphQLNonNull(GraphQLID) } },
});
