import { identityUrl } from './identity.ts';
import { NEWEST_VERSION, OLDEST_VERSION } from './router.ts';
import type { OrgRequest, Route } from './route.ts';

const RESOURCES = [
  'composite',
  'graphql',
  'jobs',
  'limits',
  'metadata',
  'query',
  'queryAll',
  'sobjects',
  'tooling',
  'ui-api',
];

export const versionRoutes: Route[] = [
  {
    method: 'GET',
    path: '/services/data',
    family: 'REST: resources',
    does: 'the API versions',
    writes: false,
    open: true,
    handle: () => ({ status: 200, body: versions() }),
  },
  {
    method: 'GET',
    path: '/services/data/:version',
    family: 'REST: resources',
    does: 'the resources of a version',
    writes: false,
    handle: (request) => ({ status: 200, body: resources(request) }),
  },
];

function versions(): unknown[] {
  const numbers = Array.from({ length: NEWEST_VERSION - OLDEST_VERSION + 1 }, (_, i) => OLDEST_VERSION + i);
  return numbers.map((number) => ({
    label: releaseOf(number),
    url: `/services/data/v${number}.0`,
    version: `${number}.0`,
  }));
}

/** Three releases a year, named by season and by the year they end in: 66.0 is Spring '26. */
function releaseOf(version: number): string {
  const season = ['Spring', 'Summer', 'Winter'][version % 3] ?? '';
  const year = 26 + Math.floor((version - 66) / 3) + (season === 'Winter' ? 1 : 0);
  return `${season} '${year}`;
}

function resources(request: OrgRequest): Record<string, string> {
  const base = `/services/data/${request.params['version']}`;
  const links = Object.fromEntries(RESOURCES.map((name) => [name, `${base}/${name}`]));
  return { ...links, identity: identityUrl(request, request.user.userId) };
}
