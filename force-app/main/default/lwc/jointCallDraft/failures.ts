/** What a failed save means for a draft. Pure, but for asking whether there is a connection. */

interface Told {
  errorCode?: string;
}

interface Failure {
  status?: number;
  body?: Told[] | (Told & { output?: { errors?: Told[]; fieldErrors?: Record<string, Told[]> } });
}

/** Whether a unique key is there already: an earlier attempt was saved, and its answer was lost. */
export function isDuplicate(error: unknown): boolean {
  const body = (error as Failure | undefined)?.body;
  if (!body) return false;
  const told = Array.isArray(body)
    ? body
    : [body, ...(body.output?.errors ?? []), ...Object.values(body.output?.fieldErrors ?? {}).flat()];
  return told.some(({ errorCode }) => errorCode === 'DUPLICATE_VALUE');
}

/** Whether the request did not reach the org: what the org refuses has a status, or a body that says why. */
export function isOffline(error: unknown): boolean {
  if (typeof navigator !== 'undefined' && navigator.onLine === false) return true;
  const { status, body } = (error ?? {}) as Failure;
  return status === 0 || (status === undefined && body === undefined);
}
