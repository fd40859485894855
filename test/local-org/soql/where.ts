import type { ConditionWithValueQuery, HavingClause, Query, WhereClause } from '@jetstreamapp/soql-parser-js';
import { comparison, type Comparable } from './comparison.ts';
import { conditionTree, UnexpectedToken, type ConditionTree } from './conditions.ts';
import type { Environment } from './environment.ts';
import { aggregate, argument, functionName, isAggregate, scalar } from './functions.ts';
import { Scope, type Expression } from './scope.ts';
import { clauses, joined, sql, wrapped, type Sql } from './sql.ts';
import { isFilterable } from './types.ts';

/**
 * A WHERE clause in SQL. Each condition is true or false, never unknown: a blank field is unequal
 * to every value, and NOT of a condition that a blank field does not meet is true.
 */
export function whereSql(scope: Scope, clause: WhereClause): Sql {
  return scope.environment.inClause('WHERE', () => {
    const tree = treeOf(scope.environment, () => conditionTree(clause));
    checkSemiJoins(scope.environment, tree);
    return treeSql(tree, (condition) => conditionSql(scope, condition));
  });
}

/** A HAVING clause in SQL, over aggregates and the fields that are grouped. */
export function havingSql(scope: Scope, clause: HavingClause, grouped: (written: string) => Expression): Sql {
  return scope.environment.inClause('HAVING', () => {
    const tree = treeOf(scope.environment, () => conditionTree(clause));
    return treeSql(tree, (condition) => {
      if ('fn' in condition && condition.fn) {
        const call = condition.fn;
        return comparison(scope, isAggregate(call) ? aggregate(scope, call) : scalar(scope, call), condition);
      }
      if ('field' in condition) return comparison(scope, grouped(condition.field), condition as Comparable);
      throw scope.environment.error('MALFORMED_QUERY', "unexpected token: 'HAVING'", 'HAVING');
    });
  });
}

function treeOf<T>(environment: Environment, build: () => T): T {
  try {
    return build();
  } catch (error) {
    if (error instanceof UnexpectedToken) throw environment.error('MALFORMED_QUERY', error.message, error.token);
    throw error;
  }
}

function treeSql<C>(tree: ConditionTree<C>, condition: (c: C) => Sql): Sql {
  switch (tree.kind) {
    case 'condition':
      return condition(tree.condition);
    case 'not':
      return wrapped('(', treeSql(tree.part, condition), ') IS NOT TRUE');
    default:
      return wrapped(
        '(',
        joined(
          tree.parts.map((part) => treeSql(part, condition)),
          tree.kind === 'and' ? ' AND ' : ' OR ',
        ),
        ')',
      );
  }
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_comparisonoperators.htm, on semi-joins */
function checkSemiJoins(environment: Environment, tree: ConditionTree<ConditionWithValueQuery>): void {
  let count = 0;
  const visit = (part: ConditionTree<ConditionWithValueQuery>, above: 'and' | 'or' | 'not'): void => {
    if (part.kind === 'condition') {
      if (!('valueQuery' in part.condition)) return;
      count++;
      if (above === 'or')
        throw environment.error('MALFORMED_QUERY', "Semi join sub-selects are not allowed with the 'OR' operator");
      if (above === 'not')
        throw environment.error(
          'MALFORMED_QUERY',
          'Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.',
        );
      return;
    }
    const inside = above === 'and' ? part.kind : above;
    for (const inner of part.kind === 'not' ? [part.part] : part.parts) visit(inner, inside);
  };
  visit(tree, 'and');
  if (count > 2) throw environment.error('MALFORMED_QUERY', 'Cannot have more than 2 semi join/anti join sub-selects');
}

function conditionSql(scope: Scope, condition: ConditionWithValueQuery): Sql {
  if ('valueQuery' in condition) return semiJoinSql(scope, condition.field, condition.operator, condition.valueQuery);
  if ('fn' in condition && condition.fn) {
    const call = condition.fn;
    if (isAggregate(call))
      throw scope.environment.error(
        'MALFORMED_QUERY',
        'aggregate functions are not allowed in a WHERE clause',
        functionName(call),
      );
    if (functionName(call) === 'TOLABEL') return labelComparison(scope, call, condition);
    return comparison(scope, scalar(scope, call), condition);
  }
  if (!('field' in condition)) throw scope.environment.error('MALFORMED_QUERY', "unexpected token: '('");
  const of = scope.field(condition.field);
  if (of.field && !isFilterable(of.field))
    throw scope.environment.error(
      'INVALID_FIELD',
      `field '${of.field.name}' can not be filtered in a query call`,
      of.name,
    );
  return comparison(scope, of, condition);
}

/** `toLabel(Status) = 'Offen'`: by what users see of a picklist's values. */
function labelComparison(scope: Scope, call: Parameters<typeof scalar>[1], condition: Comparable): Sql {
  const operand = argument(scope, call);
  const of = typeof operand === 'string' ? scope.field(operand) : scalar(scope, operand);
  const values = of.field?.picklist ?? [];
  const cases = values
    .filter((value) => value.label !== value.name)
    .map((value) => sql('WHEN ? THEN ?', [value.name, value.label]));
  if (cases.length === 0) return comparison(scope, of, condition);
  const labels = clauses(sql('(CASE'), of.sql, ...cases, sql('ELSE'), of.sql, sql('END COLLATE NOCASE)'));
  return comparison(scope, { ...of, sql: labels }, condition);
}

function semiJoinSql(scope: Scope, written: string, operator: string, query: Query): Sql {
  const { environment } = scope;
  const left = scope.field(written);
  if (left.type !== 'id' && left.type !== 'reference') {
    throw environment.error(
      'INVALID_FIELD',
      `The left operand field in the where expression of a semi join must be an Id or a reference: ${written}`,
      written,
    );
  }
  if (operator !== 'IN' && operator !== 'NOT IN')
    throw environment.error('MALFORMED_QUERY', `unexpected token: '('`, written);
  const object = environment.object(query.sObject ?? '');
  if (object === scope.object && left.type === 'id') {
    throw environment.error(
      'MALFORMED_QUERY',
      `The inner and outer selects should not be on the same object type`,
      query.sObject,
    );
  }
  const inner = new Scope(environment, object, query.sObjectAlias);
  const [selected, ...others] = query.fields ?? [];
  const name =
    selected?.type === 'Field'
      ? selected.field
      : selected?.type === 'FieldRelationship'
        ? (selected.rawValue ?? [...selected.relationships, selected.field].join('.'))
        : undefined;
  if (name === undefined || others.length > 0)
    throw environment.error(
      'MALFORMED_QUERY',
      'Semi join sub-selects can only have one field, and it must be an Id or a reference',
    );
  if (query.groupBy || query.orderBy || query.limit !== undefined || query.offset !== undefined) {
    throw environment.error(
      'MALFORMED_QUERY',
      'Semi join sub-selects cannot have GROUP BY, ORDER BY, LIMIT or OFFSET',
      query.sObject,
    );
  }
  const right = inner.field(name);
  if (right.type !== 'id' && right.type !== 'reference') {
    throw environment.error(
      'MALFORMED_QUERY',
      `The selected field in the semi join sub-select must be an Id or a reference: ${name}`,
      name,
    );
  }
  if (!pointsTo(left).some((to) => pointsTo(right).includes(to))) {
    throw environment.error(
      'MALFORMED_QUERY',
      `The selected field '${name}' in the subquery and the left operand field '${written}' in the where expression in the outer query should point to the same object type`,
      written,
    );
  }
  if (query.where && hasSubquery(query.where))
    throw environment.error('MALFORMED_QUERY', 'Nesting of semi join sub-selects is not supported');
  const where = query.where ? [whereSql(inner, query.where)] : [];
  const conditions = joined(
    [...environment.visible(object, inner.alias), wrapped('', right.sql, ' IS NOT NULL'), ...where],
    ' AND ',
  );
  const select = clauses(sql('SELECT'), right.sql, sql('FROM'), inner.from(), sql('WHERE'), conditions);
  const within = clauses(left.sql, sql('IN ('), select, sql(')'));
  return operator === 'IN' ? within : wrapped('(', within, ') IS NOT TRUE');
}

function hasSubquery(clause: WhereClause): boolean {
  return 'valueQuery' in (clause.left ?? {}) || ('right' in clause && hasSubquery(clause.right));
}

function pointsTo(of: Expression): string[] {
  return of.type === 'id' ? (of.object ? [of.object.name] : []) : (of.field?.reference?.to ?? []);
}
