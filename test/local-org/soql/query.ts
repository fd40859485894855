import type { Query } from '@jetstreamapp/soql-parser-js';
import { OrgError } from '../errors.ts';
import type { Org, QueryOptions, QueryResult, UserAccess } from '../org.ts';
import { columnOf } from './columns.ts';
import { Environment } from './environment.ts';
import { withFunctions } from './formulas.ts';
import { functionName } from './functions.ts';
import { aggregateResults, countRows, isAggregateQuery } from './groups.ts';
import { parse } from './parse.ts';
import { RecordsQuery } from './records.ts';
import type { Expression } from './scope.ts';
import { sql } from './sql.ts';

/**
 * Answers SOQL as the REST API's query resource does, for one user: only objects and fields that
 * they may read, only records shared with them. Throws OrgError (MALFORMED_QUERY, INVALID_FIELD,
 * INVALID_TYPE…) worded and placed as Salesforce does.
 *
 * All records are in the result; a caller that pages keeps it and hands out slices.
 */
export function query(org: Org, access: UserAccess, soql: string, options: QueryOptions = {}): QueryResult {
  const { text, ast, aliases } = parse(soql);
  return answer(new Environment(org, access, options, text, aliases), ast);
}

/**
 * As `query`, for a query built by a program as the parser's tree (see `literal.ts` for conditions of
 * plain values). Errors come without a place in a text.
 */
export function queryParsed(org: Org, access: UserAccess, ast: Query, options: QueryOptions = {}): QueryResult {
  return answer(new Environment(org, access, options, undefined, new Map()), ast);
}

const COUNT: Expression = {
  sql: sql('count(*)'),
  type: 'int',
  field: undefined,
  object: undefined,
  key: 'expr0',
  name: 'COUNT()',
};

/** What SQLite says of statements beyond its limits, which are wider than Salesforce's. */
const TOO_COMPLICATED =
  /Expression tree is too large|too many SQL variables|tables in a join|too many terms|stack overflow|too many columns|too big|pattern too complex/i;

function answer(environment: Environment, ast: Query): QueryResult {
  const object = environment.object(ast.sObject ?? '');
  if (!ast.fields || ast.fields.length === 0) throw new OrgError('MALFORMED_QUERY', 'SELECT needs at least one field');
  const [only] = ast.fields;
  return limited(() =>
    withFunctions(environment, () => {
      if (
        only?.type === 'FieldFunctionExpression' &&
        functionName(only) === 'COUNT' &&
        only.parameters.length === 0 &&
        ast.fields?.length === 1
      ) {
        return {
          object: object.name,
          isAggregate: false,
          columns: [columnOf(COUNT, 'expr0', { aggregate: true })],
          records: [],
          totalSize: countRows(environment, ast, object),
        };
      }
      if (isAggregateQuery(ast)) {
        const { records, columns } = aggregateResults(environment, ast, object);
        return { object: object.name, isAggregate: true, columns, records, totalSize: records.length };
      }
      const statement = new RecordsQuery(environment, ast, object);
      const { records } = statement.run();
      return {
        object: object.name,
        isAggregate: false,
        columns: statement.columns,
        records,
        totalSize: records.length,
      };
    }),
  );
}

function limited<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof OrgError || !(error instanceof Error) || !TOO_COMPLICATED.test(error.message)) throw error;
    throw new OrgError(
      'QUERY_TOO_COMPLICATED',
      'Query is either selecting too many fields or the filter conditions are too complicated.',
    );
  }
}
