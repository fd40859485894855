import { describeGlobal, describeSObject } from '../schema/describe.ts';
import { notFound } from './failure.ts';
import { NEWEST_VERSION } from './router.ts';
import type { OrgRequest, Route } from './route.ts';

export const describeRoutes: Route[] = [
  {
    method: 'GET',
    path: '/services/data/:version/sobjects',
    family: 'REST: describe',
    does: 'all objects that the caller can see',
    writes: false,
    handle: (request) => ({ status: 200, body: inVersion(request, describeGlobal(request.org.schema, request.user)) }),
  },
  {
    method: 'GET',
    path: '/services/data/:version/sobjects/:object',
    family: 'REST: describe',
    does: 'an object in short',
    writes: false,
    handle: (request) => ({
      status: 200,
      body: { objectDescribe: inVersion(request, summary(request)), recentItems: [] },
    }),
  },
  {
    method: 'GET',
    path: '/services/data/:version/sobjects/:object/describe',
    family: 'REST: describe',
    does: 'an object with fields and relationships',
    writes: false,
    handle: (request) => ({ status: 200, body: inVersion(request, describe(request)) }),
  },
];

function describe(request: OrgRequest): Record<string, unknown> {
  return describeSObject(request.org, request.user, objectIn(request));
}

function summary(request: OrgRequest): Record<string, unknown> {
  const name = objectIn(request);
  const entry = describeGlobal(request.org.schema, request.user).sobjects.find((object) => object['name'] === name);
  if (!entry) throw notFound();
  return entry;
}

/** The canonical name of the object in the path; throws NOT_FOUND, also where it is none that the caller may read. */
export function objectIn(request: OrgRequest): string {
  const object = request.org.schema.object(request.params['object'] ?? '');
  if (!object || !request.user.object(object.name).read) throw notFound();
  return object.name;
}

const NEWEST = `/services/data/v${NEWEST_VERSION}.0/`;

/**
 * Links in a describe lead to the version that it was asked in; they are made in the newest. Changes the
 * value in place and returns it.
 */
function inVersion<T>(request: OrgRequest, value: T): T {
  const { version } = request.params;
  if (version !== undefined && version !== `v${NEWEST_VERSION}.0`) rewrite(value, `/services/data/${version}/`);
  return value;
}

function rewrite(value: unknown, base: string): void {
  if (Array.isArray(value)) for (const part of value) rewrite(part, base);
  else if (value !== null && typeof value === 'object') {
    for (const [name, part] of Object.entries(value)) {
      if (typeof part === 'object') rewrite(part, base);
      else if (typeof part === 'string' && part.startsWith(NEWEST)) {
        (value as Record<string, unknown>)[name] = base + part.slice(NEWEST.length);
      }
    }
  }
}
