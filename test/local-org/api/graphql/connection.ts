import type { ConditionWithValueQuery, FieldType as Selected } from '@jetstreamapp/soql-parser-js';
import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { OrgError } from '../../errors.ts';
import type { Org, UserAccess } from '../../org.ts';
import type { SObject } from '../../schema/model.ts';
import { conditionOf } from '../../soql/literal.ts';
import { queryParsed } from '../../soql/query.ts';
import { below, fieldsOf, writtenArgument } from './selection.ts';
import { orderClauses, whereClause, type Filter } from './where.ts';

/** Record queries: each connection is one SOQL query, with the parents that it asks for. */

export interface Context {
  org: Org;
  access: UserAccess;
  /** As sent, for the order of their keys. */
  variables: Record<string, unknown>;
}

export interface ConnectionArguments {
  first?: number | null;
  after?: string | null;
  where?: Filter | null;
  scope?: string | null;
  upperBound?: number | null;
}

/** A record as SOQL answers it. */
export type Node = Record<string, unknown>;

interface Connection {
  edges: { node: Node; cursor: string }[];
  totalCount: () => number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  pageResultCount: number;
}

/** Records a connection gives at most, and where it is not told how many. */
const MOST = 2000;
const USUAL = 10;

export function connection(
  context: Context,
  object: SObject,
  args: ConnectionArguments,
  info: GraphQLResolveInfo,
  parent?: ConditionWithValueQuery,
): Connection {
  const { org, access } = context;
  const { first, offset } = page(args);
  const where = whereClause(
    org.schema,
    object,
    [args.where],
    [...scopeConditions(access, object, args.scope), ...(parent ? [parent] : [])],
  );
  const sets = info.fieldNodes.map(({ selectionSet }) => selectionSet);
  const nodes = below(info, below(info, sets, `${object.name}Connection`, 'edges'), `${object.name}Edge`, 'node');
  const orderBy = orderClauses(writtenArgument(info, 'orderBy', context.variables));
  const clause = where ? { where } : {};
  const { records } = queryParsed(org, access, {
    fields: [{ type: 'Field', field: 'Id' }, ...selected(context, object, info, nodes, [])],
    sObject: object.name,
    ...clause,
    ...(orderBy.length > 0 ? { orderBy } : {}),
    limit: offset + first + 1,
  });
  const edges = records
    .slice(offset, offset + first)
    .map((node, index) => ({ node, cursor: cursorAt(offset + index + 1) }));
  return {
    edges,
    totalCount: () =>
      queryParsed(org, access, {
        fields: [
          {
            type: 'FieldFunctionExpression',
            functionName: 'COUNT',
            parameters: [],
            isAggregateFn: true,
            rawValue: 'COUNT()',
          },
        ],
        sObject: object.name,
        ...clause,
      }).totalSize,
    pageInfo: {
      hasNextPage: records.length > offset + first,
      hasPreviousPage: offset > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    pageResultCount: edges.length,
  };
}

/** How many records, and how many to pass over. @throws OrgError INVALID_INPUT */
export function page({ first = USUAL, after, upperBound }: ConnectionArguments): { first: number; offset: number } {
  const count = first ?? USUAL;
  if (count < 1 || count > MOST)
    throw new OrgError('INVALID_INPUT', `The value of first must be between 1 and ${MOST}.`);
  if (upperBound && (upperBound < 200 || upperBound > 10_000))
    throw new OrgError('INVALID_INPUT', 'The value of upperBound must be between 200 and 10000.');
  return { first: count, offset: after ? offsetOf(after) : 0 };
}

function cursorAt(offset: number): string {
  return Buffer.from(`v1:${offset}`).toString('base64');
}

function offsetOf(cursor: string): number {
  const offset = /^v1:(\d{1,9})$/.exec(Buffer.from(cursor, 'base64').toString('latin1'))?.[1];
  if (offset === undefined) throw new OrgError('INVALID_INPUT', `The cursor ${cursor} is not valid.`);
  return Number(offset);
}

export function scopeConditions(
  access: UserAccess,
  object: SObject,
  scope: string | null | undefined,
): ConditionWithValueQuery[] {
  if (scope !== 'MINE') return [];
  if (!object.hasOwner) throw new OrgError('INVALID_INPUT', `Scope MINE is not supported for ${object.name}.`);
  return [conditionOf('OwnerId', '=', access.userId)];
}

/** The fields of a record and of the parents it asks for. Children and parents of several types are asked for one by one. */
function selected(
  context: Context,
  object: SObject,
  info: GraphQLResolveInfo,
  sets: readonly (SelectionSetNode | undefined)[],
  path: string[],
): Selected[] {
  const own = (field: string): Selected =>
    path.length === 0 ? { type: 'Field', field } : { type: 'FieldRelationship', field, relationships: path };
  const names = [...new Set(fieldsOf(info, sets, object.name).map(({ name }) => name.value))];
  const all = names.flatMap((name): Selected[] => {
    if (object.field(name)) return name === 'Id' && path.length === 0 ? [] : [own(name)];
    const lookup = object.fields.find(({ reference }) => reference?.relationshipName === name);
    if (!lookup) return [];
    const [target = '', ...others] = lookup.reference?.to ?? [];
    const parent = context.org.schema.object(target);
    if (others.length > 0) return [own(lookup.name)];
    if (!parent) return [];
    const steps = [...path, name];
    return [
      { type: 'FieldRelationship', field: 'Id', relationships: steps },
      ...selected(context, parent, info, below(info, sets, object.name, name), steps),
    ];
  });
  return [...new Map(all.map((field) => [JSON.stringify(field), field])).values()];
}

/** One record by Id as a query of its own, with what is asked of it there; null where the user can't see it. */
export function nodeById(context: Context, object: SObject, id: string, info: GraphQLResolveInfo): Node | null {
  const sets = info.fieldNodes.map(({ selectionSet }) => selectionSet);
  const { records } = queryParsed(context.org, context.access, {
    fields: [{ type: 'Field', field: 'Id' }, ...selected(context, object, info, sets, [])],
    sObject: object.name,
    where: { left: conditionOf('Id', '=', id) },
  });
  return records[0] ?? null;
}
