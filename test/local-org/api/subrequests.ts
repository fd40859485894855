import { OrgError } from '../errors.ts';
import { failureBody } from './failure.ts';
import type { InnerRequest, OrgRequest, Reply } from './route.ts';

/** Resources that may stand inside composite, batch and graph; everything else is refused there. */
const INSIDE =
  /^\/services\/data\/v\d\d\.0\/(sobjects|query|queryAll|limits|composite\/sobjects|composite\/tree)(\/|\?|$)/;

/** Runs one subrequest; what it throws becomes its reply. */
export function attempt(request: OrgRequest, subrequest: InnerRequest): Reply {
  try {
    if (!INSIDE.test(subrequest.url)) {
      throw new OrgError(
        'INVALID_INPUT',
        `The resource ${subrequest.url} is not allowed in a subrequest of the local org`,
      );
    }
    return request.innerNow(subrequest);
  } catch (thrown) {
    if (!(thrown instanceof OrgError)) throw thrown;
    return { status: thrown.status, body: failureBody(thrown) };
  }
}

export const failed = (reply: Reply): boolean => reply.status >= 400;

/** `Location` and its like as subrequests tell them. */
export function headersOf(reply: Reply): Record<string, string> {
  const location = reply.headers?.['location'];
  return location === undefined ? {} : { Location: location };
}

class RolledBack extends Error {}

/** Runs `work` as one transaction, undone where it answers false. */
export function allOrNothing(request: OrgRequest, work: () => boolean): void {
  const { org } = request;
  try {
    org.store.transaction(() => {
      if (!work()) throw new RolledBack();
    });
  } catch (thrown) {
    // Whatever was derived from rows that are gone again is derived anew.
    org.accessChanged();
    if (!(thrown instanceof RolledBack)) throw thrown;
  }
}
