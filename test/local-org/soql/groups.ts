import type { GroupByClause, Query } from '@jetstreamapp/soql-parser-js';
import type { QueryColumn } from '../org.ts';
import type { SObject } from '../schema/model.ts';
import { columnOf } from './columns.ts';
import type { Environment } from './environment.ts';
import { aggregate, functionName, isAggregate, isDateFunction, scalar, written, type Call } from './functions.ts';
import { sortKeys } from './order.ts';
import { conditionsOf, limitOf, pathOf, whereOf } from './records.ts';
import { Scope, type Expression } from './scope.ts';
import { jsonReader, type Reader } from './shape.ts';
import { displayed } from './show.ts';
import { clauses, joined, sql, wrapped, type Sql } from './sql.ts';
import { isGroupable } from './types.ts';
import { havingSql } from './where.ts';

/** Groups that one query returns, at most: aggregate results are not paged. */
const MAXIMUM_GROUPS = 2000;

interface Selected {
  key: string;
  /** Undefined for `GROUPING(field)`, which only the set of groups decides. */
  of: Expression | undefined;
  /** Which group of GROUP BY the value is, or is about. */
  group: number | undefined;
  read: (index: number) => Reader;
}

/** Whether a query gives aggregate results rather than records. */
export function isAggregateQuery(query: Query): boolean {
  return (
    query.groupBy !== undefined ||
    query.having !== undefined ||
    (query.fields ?? []).some(
      (field) =>
        field.type === 'FieldFunctionExpression' &&
        (isAggregate(field) || isDateFunction(field) || functionName(field) === 'GROUPING'),
    )
  );
}

/** `SELECT COUNT() FROM …`: the number of rows and nothing else. */
export function countRows(environment: Environment, query: Query, object: SObject): number {
  const scope = new Scope(environment, object, query.sObjectAlias);
  if (query.groupBy) throw environment.error('MALFORMED_QUERY', 'COUNT() cannot be used with GROUP BY', 'COUNT');
  if (query.orderBy) throw environment.error('MALFORMED_QUERY', 'COUNT() cannot be used with ORDER BY', 'COUNT');
  const conditions = conditionsOf(environment, scope, query);
  const rows = clauses(sql('FROM'), scope.from(), whereOf(conditions));
  const limit = limitOf(query.limit, query.offset);
  const statement = limit
    ? clauses(sql('SELECT count(*) FROM (SELECT 1'), rows, limit, sql(')'))
    : clauses(sql('SELECT count(*)'), rows);
  return Number(environment.org.store.values(statement.text, statement.parameters)[0]?.[0]);
}

/** Aggregate results, with their columns. */
export function aggregateResults(
  environment: Environment,
  query: Query,
  object: SObject,
): { records: Record<string, unknown>[]; columns: QueryColumn[] } {
  const scope = new Scope(environment, object, query.sObjectAlias);
  const { groups, sets } = environment.inClause('GROUP BY', () => groupsOf(scope, query.groupBy));
  if (groups.length === 0) {
    if (query.limit !== undefined)
      throw environment.error(
        'MALFORMED_QUERY',
        'Non-grouped query that uses overall aggregate functions cannot also use LIMIT',
        'LIMIT',
      );
    if (query.orderBy)
      throw environment.error(
        'MALFORMED_QUERY',
        'Non-grouped query that uses overall aggregate functions cannot also use ORDER BY',
        'ORDER',
      );
  }
  const selected = selection(scope, query, groups);
  const order = [query.orderBy ?? []].flat().map((clause) => {
    const of = 'fn' in clause ? valueOf(scope, clause.fn) : scope.field(clause.field);
    if (!('fn' in clause && isAggregate(clause.fn)) && groupIndex(groups, of) < 0) {
      throw environment.error('MALFORMED_QUERY', `Ordered field must be grouped or aggregated: ${of.name}`, of.name);
    }
    return { of, tail: `${clause.order === 'DESC' ? 'DESC' : 'ASC'} NULLS ${clause.nulls ?? 'FIRST'}` };
  });

  const sortCells = order.flatMap(({ of, tail }) =>
    sortKeys(of).map((key) => ({ key, group: groupIndex(groups, of), tail })),
  );
  const having = query.having && havingSql(scope, query.having, (path) => grouped(scope, groups, scope.field(path)));
  const conditions = conditionsOf(environment, scope, query);
  const statements = sets.map((set) => {
    const cells = selected.map(({ of, group }) =>
      of === undefined
        ? sql(set.includes(group!) ? '0' : '1')
        : group !== undefined && !set.includes(group)
          ? sql('NULL')
          : of.sql,
    );
    const sorting = sortCells.map(({ key, group }) => (group >= 0 && !set.includes(group) ? sql('NULL') : key));
    const by = set.map((group) => groups[group]!.sql);
    return clauses(
      wrapped('SELECT ', joined([...cells, ...sorting], ', '), ' FROM'),
      scope.from(),
      whereOf(conditions),
      by.length > 0 ? wrapped('GROUP BY ', joined(by, ', '), '') : undefined,
      having
        ? wrapped('HAVING ', having, '')
        : by.length === 0 && groups.length > 0
          ? sql('HAVING count(*) > 0')
          : undefined,
    );
  });
  const sorted = sortCells.map(({ tail }, i) => `${selected.length + i + 1} ${tail}`).join(', ');
  const most = Math.min(query.limit ?? MAXIMUM_GROUPS + 1, MAXIMUM_GROUPS + 1);
  const statement = clauses(
    joined(statements, ' UNION ALL '),
    sql(sorted === '' ? '' : `ORDER BY ${sorted}`),
    limitOf(most, query.offset),
  );
  const rows = environment.org.store.values(statement.text, statement.parameters);
  // https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_group_by_considerations.htm
  if (rows.length > MAXIMUM_GROUPS)
    throw environment.error(
      'EXCEEDED_ID_LIMIT',
      'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch',
    );

  const readers = selected.map(({ key, read }, i) => [key, read(i)] as const);
  return {
    records: rows.map((cells) => {
      const record: Record<string, unknown> = { attributes: { type: 'AggregateResult' } };
      for (const [key, read] of readers) record[key] = read(cells);
      return record;
    }),
    columns: selected.map(({ key, of }) =>
      of ? columnOf(of, key, { aggregate: of.field === undefined }) : columnOf(GROUPING, key, { aggregate: true }),
    ),
  };
}

const GROUPING: Expression = { sql: sql('0'), type: 'int', field: undefined, object: undefined, key: '', name: '' };

/** What is grouped by, and the sets of groups to make: one for a plain GROUP BY, several for ROLLUP and CUBE. */
function groupsOf(
  scope: Scope,
  groupBy: GroupByClause | GroupByClause[] | undefined,
): { groups: Expression[]; sets: number[][] } {
  const clauseList = groupBy === undefined ? [] : [groupBy].flat();
  const [first] = clauseList;
  const rollup = first && 'fn' in first ? functionName(first.fn) : '';
  const of = (item: string | Call): Expression => {
    const expression = typeof item === 'string' ? scope.field(item) : valueOf(scope, item);
    if (expression.field && !isGroupable(expression.field)) {
      throw scope.environment.error(
        'INVALID_FIELD',
        `field '${expression.field.name}' can not be grouped in a query call`,
        expression.name,
      );
    }
    if (typeof item !== 'string' && isAggregate(item))
      throw scope.environment.error(
        'MALFORMED_QUERY',
        `Grouped field should not be aggregated: ${written(item)}`,
        item.functionName,
      );
    return expression;
  };
  if (first && 'fn' in first && (rollup === 'ROLLUP' || rollup === 'CUBE')) {
    if (clauseList.length > 1)
      throw scope.environment.error(
        'MALFORMED_QUERY',
        `GROUP BY ${rollup} cannot be combined with other groups`,
        rollup,
      );
    const groups = (first.fn.parameters ?? []).map(of);
    if (groups.length > 3)
      throw scope.environment.error('MALFORMED_QUERY', `GROUP BY ${rollup} takes at most three fields`, rollup);
    const indexes = groups.map((_, i) => i);
    const sets =
      rollup === 'ROLLUP' ? [...indexes.map((i) => indexes.slice(0, groups.length - i)), []] : subsets(indexes);
    return { groups, sets };
  }
  const groups = clauseList.map((clause) => of('fn' in clause ? clause.fn : clause.field));
  return { groups, sets: [groups.map((_, i) => i)] };
}

/** All subsets, larger ones first. */
function subsets(items: number[]): number[][] {
  const all = items.reduce<number[][]>((sets, item) => sets.flatMap((set) => [[...set, item], set]), [[]]);
  return all.sort((a, b) => b.length - a.length);
}

function selection(scope: Scope, query: Query, groups: Expression[]): Selected[] {
  const { environment } = scope;
  let unnamed = 0;
  const selected = (query.fields ?? []).map((field): Selected => {
    if (field.type === 'Field' || field.type === 'FieldRelationship') {
      const of = grouped(scope, groups, scope.field(pathOf(field)));
      const key = ('alias' in field ? field.alias : undefined) ?? of.key;
      return { key, of, group: groupIndex(groups, of), read: (i) => jsonReader(i, of.type) };
    }
    if (field.type !== 'FieldFunctionExpression')
      throw environment.error('MALFORMED_QUERY', 'Aggregate queries take fields and functions only');
    const key = field.alias ?? `expr${unnamed++}`;
    if (functionName(field) === 'GROUPING') {
      const about = scope.field(String(field.parameters[0] ?? ''));
      grouped(scope, groups, about);
      return { key, of: undefined, group: groupIndex(groups, about), read: (i) => jsonReader(i, 'int') };
    }
    const of = valueOf(scope, field);
    const index = groupIndex(groups, of);
    if (!hasAggregate(field) && index < 0) throw mustBeGrouped(environment, of.name);
    const shows = !isAggregate(field) && !isDateFunction(field);
    return {
      key,
      of,
      group: index < 0 ? undefined : index,
      read: (i) => (shows ? displayed(scope, field, of, jsonReader(i, of.type)) : jsonReader(i, of.type)),
    };
  });
  const keys = new Set<string>();
  for (const { key } of selected) {
    if (keys.has(key.toLowerCase())) throw environment.error('MALFORMED_QUERY', `duplicate alias: ${key}`, key);
    keys.add(key.toLowerCase());
  }
  return selected;
}

function hasAggregate(call: Call): boolean {
  return (
    isAggregate(call) ||
    (call.parameters ?? []).some((parameter) => typeof parameter !== 'string' && hasAggregate(parameter))
  );
}

function valueOf(scope: Scope, call: Call): Expression {
  return isAggregate(call) ? aggregate(scope, call) : scalar(scope, call);
}

function groupIndex(groups: Expression[], of: Expression): number {
  return groups.findIndex((group) => same(group.sql, of.sql));
}

function grouped(scope: Scope, groups: Expression[], of: Expression): Expression {
  if (groupIndex(groups, of) < 0) throw mustBeGrouped(scope.environment, of.name);
  return of;
}

function mustBeGrouped(environment: Environment, name: string): Error {
  return environment.error('MALFORMED_QUERY', `Field must be grouped or aggregated: ${name}`, name);
}

function same(a: Sql, b: Sql): boolean {
  return a.text === b.text && JSON.stringify(a.parameters) === JSON.stringify(b.parameters);
}
