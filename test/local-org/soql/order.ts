import type { OrderByClause } from '@jetstreamapp/soql-parser-js';
import type { Environment } from './environment.ts';
import type { Expression } from './scope.ts';
import { clauses, joined, sql, wrapped, type Sql } from './sql.ts';
import { isSortable } from './types.ts';

/**
 * `ORDER BY …`: blanks come first in either direction unless the query says otherwise, and picklists
 * sort in the order of their values.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_orderby.htm
 */
export function orderSql(
  environment: Environment,
  orderBy: OrderByClause | OrderByClause[] | undefined,
  resolve: (clause: OrderByClause) => Expression,
): Sql | undefined {
  if (orderBy === undefined) return undefined;
  const terms = environment.inClause('ORDER BY', () =>
    [orderBy].flat().map((clause) => {
      const of = resolve(clause);
      if (of.field && !isSortable(of.field))
        throw environment.error('INVALID_FIELD', `field '${of.field.name}' can not be sorted in a query call`, of.name);
      const direction = clause.order === 'DESC' ? 'DESC' : 'ASC';
      return joined(
        sortKeys(of).map((key) => wrapped('', key, ` ${direction} NULLS ${clause.nulls ?? 'FIRST'}`)),
        ', ',
      );
    }),
  );
  return wrapped('ORDER BY ', joined(terms, ', '), '');
}

/** What rows are sorted by for one expression. */
export function sortKeys(of: Expression): Sql[] {
  const values = of.type === 'picklist' ? (of.field?.picklist ?? []) : [];
  if (values.length === 0) return [of.sql];
  // A value that is in the list no more sorts behind those that are, by its name.
  const cases = values.map((value, i) => sql(`WHEN ? THEN ${i}`, [value.name]));
  const place = clauses(
    sql('CASE'),
    of.sql,
    ...cases,
    wrapped('ELSE CASE WHEN ', of.sql, ` IS NOT NULL THEN ${values.length} END END`),
  );
  return [place, of.sql];
}
