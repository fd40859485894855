import { messagesOf } from '../messages.ts';

/** The same in SOAP, whose faults carry their code in the message only. */
const SESSION_FAULT = /INVALID_SESSION_ID/;

/**
 * What concerns the org as a whole and not one request, as an SfError with the way on: RequestLimitExceeded,
 * SessionExpired, OrgUnreachable. Anything else is returned as it is.
 */
export function explainOrgError(error: unknown, instanceUrl: string): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'errorCode' in error ? error.errorCode : error.name;
  const explain = (key: string, tokens: string[] = []): Error =>
    messagesOf('org').createError(key, tokens, [], 1, error);
  if (code === 'REQUEST_LIMIT_EXCEEDED') return explain('error.requestLimitExceeded');
  if (code === 'INVALID_SESSION_ID' || SESSION_FAULT.test(error.message)) return explain('error.sessionExpired');
  if (isNetworkFault(error)) return explain('error.orgUnreachable', [instanceUrl, reasonOf(error)]);
  return error;
}

/** Node's fetch says no more than this, and gives the system's error as the cause. */
function isNetworkFault(error: Error): boolean {
  return (
    error.message.includes('fetch failed') || /^E(CONN|HOST|NET|NOTFOUND|AI_AGAIN|TIMEDOUT)/.test(codeOf(error) ?? '')
  );
}

function reasonOf(error: Error): string {
  const innermost = error.cause instanceof Error ? reasonOf(error.cause) : (codeOf(error) ?? error.message);
  return innermost || error.message;
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
