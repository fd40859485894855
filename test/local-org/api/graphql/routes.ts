import {
  execute,
  GraphQLError,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { z } from 'zod';
import { OrgError } from '../../errors.ts';
import type { Org, UserAccess } from '../../org.ts';
import { parseBody } from '../failure.ts';
import type { OrgRequest, Reply, Route } from '../route.ts';
import type { Context } from './connection.ts';
import { executionError, syntaxError, validationError, type SalesforceGraphQLError } from './errors.ts';
import type { MutationRun } from './mutation.ts';
import { userSchema } from './schema.ts';

/** https://developer.salesforce.com/docs/platform/graphql/guide/graphql-about.html */
export const graphqlRoutes: Route[] = [
  {
    method: 'POST',
    path: '/services/data/:version/graphql',
    family: 'GraphQL',
    does: 'record and aggregate queries with filters, order, pages, parents and children; create, update and delete; object infos; introspection',
    writes: true,
    handle: answer,
  },
];

const Body = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** Subqueries a request may hold, and how deep and long it may be before it is not read at all. */
const SUBQUERIES = 10;
const LONGEST = 100_000;
const MOST_TOKENS = 20_000;

function answer(request: OrgRequest): Reply {
  const { query, variables, operationName } = parseBody(Body, request.json());
  if (query.length > LONGEST) throw new OrgError('INVALID_INPUT', `The query is longer than ${LONGEST} characters.`);
  const respond = (data: unknown, errors: SalesforceGraphQLError[]): Reply => ({
    status: 200,
    body: { data: data ?? {}, errors },
  });
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: MOST_TOKENS });
  } catch (error) {
    if (error instanceof GraphQLError) return respond({}, [syntaxError(error)]);
    throw error;
  }
  const schema = schemaOf(request.org, request.user);
  document = withoutMissingOptional(schema, document);
  const invalid = validate(schema, document, undefined, { maxErrors: 20 });
  if (invalid.length > 0)
    return respond(
      {},
      invalid.map((error) => validationError(document, error)),
    );
  const operation = operationOf(document, operationName ?? undefined);
  if (!operation)
    return respond({}, [
      {
        message: 'The operation to run is not in the request, or not named though there are several.',
        locations: [],
        paths: [],
        extensions: { ErrorType: 'OperationNotSupported' },
      },
    ]);
  const tooMany = subqueries(operation) > SUBQUERIES;
  if (tooMany)
    return respond({}, [
      {
        message: `A request can hold at most ${SUBQUERIES} subqueries.`,
        locations: [],
        paths: [],
        extensions: { ErrorType: 'ExecutionAborted' },
      },
    ]);
  const run: Run = { schema, document, variables: variables ?? {}, operationName: operation.name?.value };
  const { data, errors } =
    operation.operation === 'mutation' ? mutation(request, run, operation) : executed(request, run, emptyRun());
  return respond(data, errors);
}

interface Run {
  schema: GraphQLSchema;
  document: DocumentNode;
  variables: Record<string, unknown>;
  operationName: string | undefined;
}

interface Outcome {
  data: unknown;
  errors: SalesforceGraphQLError[];
}

const emptyRun = (): MutationRun => ({ made: new Map(), done: [] });

function executed(
  { org, user }: OrgRequest,
  { schema, document, variables, operationName }: Run,
  run: MutationRun,
): Outcome {
  const contextValue: Context & { run: MutationRun } = { org, access: user, variables, run };
  const result = execute({
    schema,
    document,
    variableValues: variables,
    contextValue,
    operationName: operationName ?? null,
  });
  if (result instanceof Promise) throw new Error('a resolver is asynchronous');
  const { data, errors = [] }: ExecutionResult = result;
  return {
    data,
    errors: errors.map((error) =>
      error.path === undefined && data === undefined ? wrongVariables(error) : executionError(error),
    ),
  };
}

function wrongVariables(error: GraphQLError): SalesforceGraphQLError {
  return {
    message: `Validation error (WrongType@[]) : ${error.message}`,
    locations: [],
    paths: [],
    extensions: { ErrorType: 'ValidationError' },
  };
}

/** All operations in one transaction unless the request says otherwise; one that fails then takes the others back. */
function mutation(request: OrgRequest, run: Run, operation: OperationDefinitionNode): Outcome {
  const made = emptyRun();
  if (!allOrNone(operation, run.variables)) return executed(request, run, made);
  let outcome: Outcome = { data: {}, errors: [] };
  try {
    request.org.store.transaction(() => {
      outcome = executed(request, run, made);
      if (outcome.errors.length > 0) throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    const others = made.done.map(({ path, fieldNodes }): SalesforceGraphQLError => ({
      message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
      locations: fieldNodes.flatMap(({ loc }) =>
        loc ? [{ line: loc.startToken.line, column: loc.startToken.column }] : [],
      ),
      paths: ['uiapi', path.key],
      extensions: { ErrorType: 'DataFetchingException', ErrorCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK' },
    }));
    const names = [
      ...made.done.map(({ path }) => String(path.key)),
      ...outcome.errors.map(({ paths }) => String(paths[1] ?? '')),
    ].filter(Boolean);
    outcome = {
      data: { uiapi: Object.fromEntries(names.map((name) => [name, null])) },
      errors: [...outcome.errors, ...others],
    };
  }
  return outcome;
}

class RolledBack extends Error {}

function allOrNone(operation: OperationDefinitionNode, variables: Record<string, unknown>): boolean {
  const uiapi = operation.selectionSet.selections.find(
    (selection): selection is FieldNode => selection.kind === Kind.FIELD && selection.name.value === 'uiapi',
  );
  const input = uiapi?.arguments?.find(({ name }) => name.value === 'input')?.value;
  if (input?.kind === Kind.VARIABLE)
    return (variables[input.name.value] as { allOrNone?: boolean } | undefined)?.allOrNone !== false;
  const value =
    input?.kind === Kind.OBJECT ? input.fields.find(({ name }) => name.value === 'allOrNone')?.value : undefined;
  if (value?.kind === Kind.VARIABLE) return variables[value.name.value] !== false;
  return !(value?.kind === Kind.BOOLEAN && !value.value);
}

function operationOf(document: DocumentNode, name: string | undefined): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  return name === undefined
    ? operations.length === 1
      ? operations[0]
      : undefined
    : operations.find((operation) => operation.name?.value === name);
}

/** The objects asked for under `query` and `aggregate`. */
function subqueries(operation: OperationDefinitionNode): number {
  let count = 0;
  const names: string[] = [];
  visit(operation, {
    enter(node) {
      if (node.kind !== Kind.FIELD) return;
      names.push(node.name.value);
      if (names.length === 3 && (names[1] === 'query' || names[1] === 'aggregate')) count += 1;
    },
    leave(node) {
      if (node.kind === Kind.FIELD) names.pop();
    },
  });
  return count;
}

/**
 * Fields marked `@optional` that this user's schema lacks are left out of the request.
 * https://developer.salesforce.com/docs/platform/graphql/guide/optional-fields.html
 */
function withoutMissingOptional(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  if (!JSON.stringify(document.definitions).includes('"optional"')) return document;
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const optional = node.directives?.some(({ name }) => name.value === 'optional');
        return optional && !types.getFieldDef() ? null : undefined;
      },
    }),
  );
}

/** A user's schema, kept until a deploy or a change of rights. */
function schemaOf(org: Org, access: UserAccess): GraphQLSchema {
  const schemas = org.derived('graphql schemas', () => new WeakMap<UserAccess, GraphQLSchema>());
  const known = schemas.get(access);
  if (known) return known;
  const schema = userSchema(org, access);
  schemas.set(access, schema);
  return schema;
}
