import type { FieldType as Selected, GroupByClause } from '@jetstreamapp/soql-parser-js';
import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { OrgError } from '../../errors.ts';
import type { Field, SObject } from '../../schema/model.ts';
import { queryParsed } from '../../soql/query.ts';
import { shown } from '../ui-api/display.ts';
import { page, scopeConditions, type ConnectionArguments, type Context } from './connection.ts';
import { below, fieldsOf, writtenArgument } from './selection.ts';
import { orderClauses, whereClause } from './where.ts';

/**
 * Aggregate queries: groups with counts, sums and their like.
 * https://developer.salesforce.com/docs/platform/graphql/guide/aggregate-query-examples.html
 */

const FUNCTIONS: Record<string, string> = {
  count: 'COUNT',
  countDistinct: 'COUNT_DISTINCT',
  sum: 'SUM',
  avg: 'AVG',
  min: 'MIN',
  max: 'MAX',
  grouping: 'GROUPING',
};

interface Column {
  /** Where it goes in the answer: `['Owner', 'Name', 'value']`. */
  place: string[];
  alias: string;
  object: SObject;
  field: Field;
  select: Selected;
  counted: boolean;
}

interface Group {
  path: string;
  clause: GroupByClause;
  /** The date function it is grouped by. */
  fn: string | undefined;
}

export function aggregateConnection(
  context: Context,
  object: SObject,
  args: ConnectionArguments,
  info: GraphQLResolveInfo,
): object {
  const { org, access } = context;
  const { first, offset } = page(args);
  const groups = groupsOf(writtenArgument(info, 'groupBy', context.variables), []);
  const sets = info.fieldNodes.map(({ selectionSet }) => selectionSet);
  const nodes = below(
    info,
    below(info, sets, `${object.name}AggregateConnection`, 'edges'),
    `${object.name}AggregateEdge`,
    'node',
  );
  const columns = columnsOf(context, object, info, below(info, nodes, `${object.name}Result`, 'aggregate'), groups, []);
  const where = whereClause(org.schema, object, [args.where], scopeConditions(access, object, args.scope));
  const orderBy = orderClauses(writtenArgument(info, 'orderBy', context.variables));
  // Without a group or a function there would be no aggregate: the count of records makes it one.
  const count: Selected = {
    type: 'FieldFunctionExpression',
    functionName: 'COUNT',
    parameters: ['Id'],
    alias: 'rows',
    isAggregateFn: true,
    rawValue: 'COUNT(Id)',
  };
  const { records } = queryParsed(org, access, {
    fields: [count, ...columns.map(({ select }) => select)],
    sObject: object.name,
    ...(where ? { where } : {}),
    ...(groups.length > 0 ? { groupBy: groups.map(({ clause }) => clause) } : {}),
    ...(orderBy.length > 0 ? { orderBy } : {}),
    ...(groups.length > 0 ? { limit: offset + first + 1 } : {}),
  });
  const edges = records.slice(offset, offset + first).map((row, index) => ({
    node: { aggregate: answer(context, columns, row) },
    cursor: Buffer.from(`v1:${offset + index + 1}`).toString('base64'),
  }));
  return {
    edges,
    totalCount: records.length - offset > first ? null : records.length,
    pageInfo: {
      hasNextPage: records.length > offset + first,
      hasPreviousPage: offset > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function groupsOf(groupBy: unknown, path: string[]): Group[] {
  return Object.entries((groupBy ?? {}) as Record<string, unknown>).flatMap(([name, value]) => {
    if (name === 'type') {
      if (value === 'GROUP_BY') return [];
      throw new OrgError('INVALID_INPUT', `groupBy type ${String(value)} is not covered by the local org.`);
    }
    const steps = [...path, name];
    const group = value as { group?: boolean; function?: string };
    if (group.function)
      return [
        {
          path: steps.join('.'),
          fn: group.function,
          clause: {
            fn: {
              functionName: group.function,
              parameters: [steps.join('.')],
              rawValue: `${group.function}(${steps.join('.')})`,
            },
          },
        },
      ];
    if (group.group === true) return [{ path: steps.join('.'), fn: undefined, clause: { field: steps.join('.') } }];
    return group.group === undefined ? groupsOf(value, steps) : [];
  });
}

function columnsOf(
  context: Context,
  object: SObject,
  info: GraphQLResolveInfo,
  sets: readonly (SelectionSetNode | undefined)[],
  groups: readonly Group[],
  path: string[],
): Column[] {
  const columns: Column[] = [];
  for (const node of fieldsOf(info, sets, `${object.name}Aggregate`)) {
    const name = node.name.value;
    const field = object.field(name);
    if (field) {
      columns.push(...valuesOf(object, field, info, node, groups, path));
      continue;
    }
    const lookup = object.fields.find(({ reference }) => reference?.relationshipName === name);
    const parent = context.org.schema.object(lookup?.reference?.to[0] ?? '');
    if (parent) columns.push(...columnsOf(context, parent, info, [node.selectionSet], groups, [...path, name]));
  }
  const unique = new Map(columns.map((column) => [column.place.join('.'), column]));
  return [...unique.values()].map((column, index) => ({
    ...column,
    alias: `c${index}`,
    select: { ...column.select, alias: `c${index}` } as Selected,
  }));
}

function valuesOf(
  object: SObject,
  field: Field,
  info: GraphQLResolveInfo,
  node: FieldNode,
  groups: readonly Group[],
  path: string[],
): Column[] {
  const full = [...path, field.name].join('.');
  const group = groups.find((candidate) => candidate.path === full);
  const asked = new Set(fieldsOf(info, [node.selectionSet], '').map(({ name }) => name.value));
  const base = { alias: '', object, field };
  const call = (functionName: string): Selected => ({
    type: 'FieldFunctionExpression',
    functionName,
    parameters: [full],
    isAggregateFn: true,
    rawValue: `${functionName}(${full})`,
  });
  const wantsValue = ['value', 'displayValue', 'label'].some((name) => asked.has(name));
  if (wantsValue && !group) {
    throw new OrgError(
      'INVALID_INPUT',
      `Field ${full} must be grouped or aggregated: add it to groupBy, or ask for count, sum, avg, min or max.`,
    );
  }
  const grouped: Selected =
    path.length === 0
      ? { type: 'Field', field: field.name }
      : { type: 'FieldRelationship', field: field.name, relationships: path };
  const value: Column[] =
    wantsValue && group
      ? [
          {
            ...base,
            place: [...path, field.name, 'value'],
            select: group.fn ? call(group.fn) : grouped,
            counted: group.fn !== undefined,
          },
        ]
      : [];
  const functions = [...asked].flatMap((name): Column[] => {
    const fn = FUNCTIONS[name];
    return fn
      ? [
          {
            ...base,
            place: [...path, field.name, name],
            select: call(fn),
            counted: !['sum', 'min', 'max'].includes(name),
          },
        ]
      : [];
  });
  return [...value, ...functions];
}

type Answer = Record<string, unknown>;

function answer({ org, access }: Context, columns: readonly Column[], row: Record<string, unknown>): Answer {
  const result: Answer = {};
  for (const { place, alias, object, field, counted } of columns) {
    const raw = row[alias] ?? null;
    const value = counted
      ? { value: raw, displayValue: raw === null ? null : String(raw) }
      : shown(org.schema, access, object, field, raw);
    const last = place.at(-1) ?? '';
    let at = result;
    for (const step of place.slice(0, -1)) at = (at[step] ??= {}) as Answer;
    if (last === 'value') Object.assign(at, value);
    else at[last] = value;
  }
  return result;
}
