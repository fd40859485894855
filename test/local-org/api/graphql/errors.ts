import { GraphQLError, visit, type ASTNode, type DocumentNode } from 'graphql';
import { OrgError } from '../../errors.ts';

/**
 * Errors as Salesforce's GraphQL API tells them: HTTP 200, with a type and, where there is one, the error code.
 * https://developer.salesforce.com/docs/platform/graphql/guide/query-status.html
 */
export interface SalesforceGraphQLError {
  message: string;
  locations: { line: number; column: number }[];
  paths: (string | number)[];
  extensions: { ErrorType: string; ErrorCode?: string };
}

export function syntaxError(error: GraphQLError): SalesforceGraphQLError {
  return {
    message: `Invalid syntax : ${error.message.replace(/^Syntax Error: /, '')}`,
    locations: locationsOf(error),
    paths: [],
    extensions: { ErrorType: 'InvalidSyntax' },
  };
}

/** What does not fit the schema, with the kinds and the path notation that Salesforce uses. */
export function validationError(document: DocumentNode, error: GraphQLError): SalesforceGraphQLError {
  const path = pathTo(document, error.nodes?.[0]);
  const { kind, text } = worded(error.message);
  return {
    message: `Validation error (${kind}@[${path.join('/')}]) : ${text}`,
    locations: locationsOf(error),
    paths: [],
    extensions: { ErrorType: 'ValidationError' },
  };
}

const WORDINGS: [RegExp, string, (match: RegExpExecArray) => string][] = [
  [
    /^Cannot query field "(\w+)" on type "(\w+)"/,
    'FieldUndefined',
    ([, field, type]) => `Field '${field ?? ''}' in type '${type ?? ''}' is undefined`,
  ],
  [/^Unknown argument "(\w+)"/, 'UnknownArgument', ([, name]) => `Unknown field argument '${name ?? ''}'`],
  [/^Unknown type "([^"]+)"/, 'UnknownType', ([, name]) => `Unknown type '${name ?? ''}'`],
  [/^Variable "\$(\w+)" is not defined/, 'UndefinedVariable', ([, name]) => `Undefined variable '${name ?? ''}'`],
  [
    /^Field "(\w+)" of type "([^"]+)" must have a selection/,
    'SubselectionRequired',
    ([, field, type]) => `Subselection required for type '${type ?? ''}' of field '${field ?? ''}'`,
  ],
  [
    /^Field "(\w+)" must not have a selection since type "([^"]+)"/,
    'SubselectionNotAllowed',
    ([, field, type]) => `Subselection not allowed on leaf type '${type ?? ''}' of field '${field ?? ''}'`,
  ],
];

function worded(message: string): { kind: string; text: string } {
  for (const [form, kind, text] of WORDINGS) {
    const match = form.exec(message);
    if (match) return { kind, text: text(match) };
  }
  return { kind: /value|type|required/i.test(message) ? 'WrongType' : 'InvalidDocument', text: message };
}

/** The names of the fields that lead to a node. */
function pathTo(document: DocumentNode, target: ASTNode | undefined): string[] {
  const names: string[] = [];
  let found: string[] | undefined;
  visit(document, {
    enter(node) {
      if (node.kind === 'Field') names.push(node.name.value);
      if (node === target) found ??= [...names];
    },
    leave(node) {
      if (node.kind === 'Field') names.pop();
    },
  });
  return found ?? [];
}

/** What went wrong while answering; an error that is not one of ours is passed on, to be logged. */
export function executionError(error: GraphQLError): SalesforceGraphQLError {
  const { originalError } = error;
  if (originalError && !(originalError instanceof OrgError) && !(originalError instanceof GraphQLError))
    throw originalError;
  const code = originalError instanceof OrgError ? originalError.errorCode : error.extensions['ErrorCode'];
  const fields =
    originalError instanceof OrgError ? originalError.fields : (error.extensions['fields'] as string[] | undefined);
  return {
    message: error.message,
    locations: locationsOf(error),
    paths: [...(error.path ?? [])],
    extensions: {
      ErrorType: 'DataFetchingException',
      ...(typeof code === 'string' ? { ErrorCode: code } : {}),
      ...(fields?.length ? { fields } : {}),
    },
  };
}

function locationsOf({ locations }: GraphQLError): { line: number; column: number }[] {
  return (locations ?? []).map(({ line, column }) => ({ line, column }));
}
