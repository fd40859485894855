import { notCovered } from './failure.ts';
import { run } from './query.ts';
import type { Route } from './route.ts';

/** What the official clients ask of the Tooling API; its own objects, such as SourceMember, are not there. */
export const toolingRoutes: Route[] = [
  {
    method: 'GET',
    path: '/services/data/:version/tooling/query',
    family: 'Tooling API',
    does: 'SOQL over the objects that the data API has',
    writes: false,
    handle: (request) => run(request, { includeDeleted: false }),
  },
];

/** Refused by name, where a bare NOT_FOUND would leave a caller guessing. */
export const refusedRoutes: Route[] = [
  ...['search', 'parameterizedSearch'].map((path): Route => ({
    method: 'GET',
    path: `/services/data/:version/${path}`,
    family: 'Refused',
    does: 'SOSL search',
    writes: false,
    handle: () => {
      throw notCovered('SOSL search');
    },
  })),
];
