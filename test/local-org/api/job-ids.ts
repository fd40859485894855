import type { Org } from '../org.ts';
import { idFrom } from '../schema/id.ts';
import { perOrg } from './per-org.ts';

/** Numbers jobs from the time at which the org was opened, so that Ids of an earlier run do not come back. */
const counterOf = perOrg((org) => ({ next: org.now().getTime() * 100 }));

/** An Id for a job that is no record: a deploy (`0Af`), a retrieve (`09S`), a bulk job (`750`). */
export function nextJobId(org: Org, keyPrefix: string): string {
  return idFrom(keyPrefix, counterOf(org).next++);
}
