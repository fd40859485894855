import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { OrgError } from '../errors.ts';
import type { Org, SaveError, SaveResult } from '../org.ts';
import { perOrg } from './per-org.ts';
import type { Reply } from './route.ts';

/** Where a bug's stack goes; a client sees only the id under which it was logged. */
export type Log = (line: string) => void;

/** The log of an org's server; standard error until the server says otherwise. */
export const logOf = perOrg((_org: Org): { log: Log } => ({ log: (line) => void process.stderr.write(`${line}\n`) }));

/**
 * HTTP status of a record's error code.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm
 */
export function statusOf(errorCode: string): number {
  switch (errorCode) {
    case 'INVALID_SESSION_ID':
      return 401;
    case 'INSUFFICIENT_ACCESS':
    case 'INSUFFICIENT_ACCESS_OR_READONLY':
    case 'REQUEST_LIMIT_EXCEEDED':
      return 403;
    case 'NOT_FOUND':
    case 'ENTITY_IS_DELETED':
      return 404;
    default:
      return 400;
  }
}

/** The body of a failed REST request: `[{message, errorCode, fields?}]`. */
export function failureBody(error: OrgError): unknown {
  const { message, errorCode, fields } = error;
  return [fields.length > 0 ? { message, errorCode, fields } : { message, errorCode }];
}

/** A failed save of one record, as its REST resource answers it. */
export function saveFailure(errors: readonly SaveError[]): Reply {
  return {
    status: statusOf(errors[0]?.statusCode ?? ''),
    body: errors.map(({ message, statusCode, fields }) => ({ message, errorCode: statusCode, fields })),
  };
}

/** One result of several, as collections answer it: no id where nothing was saved. */
export function saveResultBody(result: SaveResult, options: { created?: boolean } = {}): Record<string, unknown> {
  return {
    ...(result.id === null ? {} : { id: result.id }),
    success: result.success,
    errors: result.errors,
    ...(options.created && result.success ? { created: result.created } : {}),
  };
}

export const notFound = (): OrgError =>
  new OrgError('NOT_FOUND', 'The requested resource does not exist', { status: 404 });

export function methodNotAllowed(method: string, allowed: readonly string[]): OrgError {
  const message = `HTTP Method '${method}' not allowed. Allowed are ${allowed.join(',')}`;
  return new OrgError('METHOD_NOT_ALLOWED', message, { status: 405 });
}

export const sessionInvalid = (): OrgError =>
  new OrgError('INVALID_SESSION_ID', 'Session expired or invalid', { status: 401 });

/** Refuses, by name, what Salesforce has and this org leaves out. */
export function notCovered(what: string): OrgError {
  return new OrgError('FUNCTIONALITY_NOT_ENABLED', `${what} is not covered by the local org`, { status: 403 });
}

/**
 * Any thrown value as an OrgError. What is not one is a bug of ours: it is logged under an id, and told
 * as a 400, since clients repeat a request that a server failed with 5xx.
 */
export function asOrgError(org: Org, thrown: unknown): OrgError {
  if (thrown instanceof OrgError) return thrown;
  const id = randomUUID().slice(0, 8);
  logOf(org).log(
    `UNKNOWN_EXCEPTION ${id}: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`,
  );
  return new OrgError(
    'UNKNOWN_EXCEPTION',
    `An unexpected error occurred. Please include this ErrorId if you report it: ${id}`,
  );
}

/** Checks a JSON body; throws JSON_PARSER_ERROR that names the first place that does not fit. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue?.path.map(String).join('.') ?? '';
  throw new OrgError(
    'JSON_PARSER_ERROR',
    place ? `${issue?.message ?? ''} at [${place}]` : (issue?.message ?? 'Invalid body'),
  );
}
