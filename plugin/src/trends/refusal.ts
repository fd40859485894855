import { messagesOf } from '../messages.ts';
import type { Client } from '../org/client.ts';
import { explainOrgError } from '../org/explain.ts';
import type { Answer, Refusal } from './batch.ts';

/** An org says the same of what is not there and of what one may not see. */
const NOT_SEEN: readonly string[] = ['INVALID_TYPE', 'INVALID_FIELD'];

export function isNotSeen({ errorCode }: Refusal): boolean {
  return NOT_SEEN.includes(errorCode);
}

/** The records of an answer. Throws what `explainRefusal` says otherwise. */
export function recordsOf(answer: Answer): Record<string, unknown>[] {
  if ('refusal' in answer) throw explainRefusal(answer.refusal);
  return answer.records;
}

/** A refusal as an SfError with the way on: QueryTimeout, QueryRefused, or what concerns the org as a whole. */
export function explainRefusal({ errorCode, message }: Refusal): Error {
  const refused = Object.assign(new Error(message), { errorCode });
  const explained = explainOrgError(refused, '');
  if (explained !== refused && explained instanceof Error) return explained;
  const key = errorCode === 'QUERY_TIMEOUT' ? 'error.queryTimeout' : 'error.queryRefused';
  return messagesOf('jointcall.trends').createError(key, [errorCode, lastLine(message)], [], 1, refused);
}

/** Whether joint calls are missing or only not the reader's to see, as an SfError: AppMissing or NoAccess. */
export async function explainNotSeen(client: Client, { message }: Refusal): Promise<Error> {
  const deployed = await client.query("SELECT Id FROM PermissionSet WHERE Name = 'Joint_Call_Rep'");
  const key = deployed.length > 0 ? 'error.noAccess' : 'error.appMissing';
  return messagesOf('jointcall.trends').createError(key, [lastLine(message)]);
}

/** An org's message quotes the query first, and says what is wrong with it at the end. */
function lastLine(message: string): string {
  return message.trim().split('\n').at(-1) ?? message;
}
