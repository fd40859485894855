import type { Org } from '../org.ts';
import { perOrg } from './per-org.ts';
import type { Route } from './route.ts';

/** What Developer Edition has; told, not enforced. */
const DAILY_REQUESTS = 15_000;
const STORAGE_MB = 5;

/** Counts requests by day, for `limits` only: this org never refuses one for their number. */
export const useOfApi = perOrg((org: Org) => {
  let day = '';
  let requests = 0;
  const today = () => org.now().toISOString().slice(0, 10);
  return {
    count(): void {
      if (day !== today()) [day, requests] = [today(), 0];
      requests += 1;
    },
    remaining: (): number => Math.max(0, DAILY_REQUESTS - (day === today() ? requests : 0)),
  };
});

export const limitsRoutes: Route[] = [
  {
    method: 'GET',
    path: '/services/data/:version/limits',
    family: 'REST: resources',
    does: 'limits of the org, told but not enforced',
    writes: false,
    handle: ({ org }) => ({
      status: 200,
      body: {
        DailyApiRequests: { Max: DAILY_REQUESTS, Remaining: useOfApi(org).remaining() },
        DataStorageMB: { Max: STORAGE_MB, Remaining: STORAGE_MB },
        FileStorageMB: { Max: STORAGE_MB, Remaining: STORAGE_MB },
      },
    }),
  },
];
