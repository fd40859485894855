import { describeGlobal, describeSObject } from '../schema/describe.ts';
import { notFound } from './failure.ts';
import { inVersion } from './in-version.ts';
import type { OrgRequest, Route } from './route.ts';

export const describeRoutes: Route[] = [
  {
    method: 'GET',
    path: '/services/data/:version/sobjects',
    family: 'REST: describe',
    does: 'all objects that the caller can see',
    writes: false,
    handle: (request) => ({ status: 200, body: linked(request, describeGlobal(request.org.schema, request.user)) }),
  },
  {
    method: 'GET',
    path: '/services/data/:version/sobjects/:object',
    family: 'REST: describe',
    does: 'an object in short',
    writes: false,
    handle: (request) => ({ status: 200, body: { objectDescribe: linked(request, summary(request)), recentItems: [] } }),
  },
  {
    method: 'GET',
    path: '/services/data/:version/sobjects/:object/describe',
    family: 'REST: describe',
    does: 'an object with fields and relationships',
    writes: false,
    handle: (request) => ({ status: 200, body: linked(request, describe(request)) }),
  },
];

function linked<T>(request: OrgRequest, value: T): T {
  return inVersion(structuredClone(value), request.params['version']);
}

function describe(request: OrgRequest): Record<string, unknown> {
  return describeSObject(request.org.schema, request.user, objectIn(request));
}

function summary(request: OrgRequest): Record<string, unknown> {
  const name = objectIn(request);
  const entry = describeGlobal(request.org.schema, request.user).sobjects.find((object) => object['name'] === name);
  if (!entry) throw notFound();
  return entry;
}

/** The canonical name of the object in the path; throws NOT_FOUND. */
export function objectIn(request: OrgRequest): string {
  const object = request.org.schema.object(request.params['object'] ?? '');
  if (!object) throw notFound();
  return object.name;
}
