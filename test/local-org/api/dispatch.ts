import { OrgError } from '../errors.ts';
import type { Org, UserAccess } from '../org.ts';
import { methodNotAllowed, notFound, sessionInvalid } from './failure.ts';
import { parseJson } from './incoming.ts';
import type { Headers } from './incoming.ts';
import type { Router } from './router.ts';
import type { InnerRequest, OrgRequest, Route } from './route.ts';
import { sessionsOf } from './sessions.ts';

/** A request that is not routed yet. */
export interface Ask {
  org: Org;
  router: Router;
  method: string;
  path: string;
  search: string;
  headers: Headers;
  body: Buffer;
  /** Given where the body is at hand as a value. */
  json: { value: unknown } | undefined;
  origin: string;
  token: string;
}

/**
 * Routes and authenticates a request; `handle` of the route does the rest.
 * Throws OrgError NOT_FOUND, METHOD_NOT_ALLOWED or INVALID_SESSION_ID.
 */
export function prepare(ask: Ask): { route: Route; orgRequest: OrgRequest } {
  const { org, router, method, path, search, headers, body, origin, token } = ask;
  const match = router.find(method, path);
  if (!match.found) throw match.allowed.length > 0 ? methodNotAllowed(method, match.allowed) : notFound();
  const { route, params } = match;

  let access: UserAccess | undefined;
  const inner = (request: InnerRequest) => prepare(innerAsk(ask, request));
  const orgRequest: OrgRequest = {
    get org() {
      return access ? org.inLanguage(String(access.user['LanguageLocaleKey'] ?? '')) : org;
    },
    method,
    params,
    query: new URLSearchParams(search),
    headers,
    body,
    origin,
    token,
    get user() {
      access ??= accessOf(org, token);
      return access;
    },
    json: () => (ask.json ? ask.json.value : parseJson(headers, body)),
    inner: async (request) => {
      const { route: innerRoute, orgRequest: innerRequest } = inner(request);
      return innerRoute.handle(innerRequest);
    },
    innerNow: (request) => {
      const { route: innerRoute, orgRequest: innerRequest } = inner(request);
      const reply = innerRoute.handle(innerRequest);
      if (reply instanceof Promise)
        throw new OrgError('INVALID_INPUT', `${request.url} is not allowed inside another request`);
      return reply;
    },
  };
  if (!route.open) access = accessOf(org, token);
  return { route, orgRequest };
}

function innerAsk(outer: Ask, request: InnerRequest): Ask {
  const [path, search] = splitUrl(request.url);
  const { org, router, origin, token } = outer;
  const body = request.body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(request.body));
  return {
    org,
    router,
    origin,
    token,
    path,
    search,
    body,
    method: request.method.toUpperCase(),
    headers: { 'content-type': 'application/json', ...request.headers },
    json: { value: request.body },
  };
}

function accessOf(org: Org, token: string): UserAccess {
  const userId = token === '' ? undefined : sessionsOf(org).userOf(token);
  if (userId === undefined) throw sessionInvalid();
  try {
    return org.access(userId);
  } catch (thrown) {
    // A user deactivated since has no session any more.
    if (thrown instanceof OrgError) throw sessionInvalid();
    throw thrown;
  }
}

/** The path, and what follows its question mark. */
export function splitUrl(text: string): [string, string] {
  const index = text.indexOf('?');
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}
