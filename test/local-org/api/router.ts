import findMyWay from 'find-my-way';
import type { HTTPMethod } from 'find-my-way';
import type { Route } from './route.ts';

/** API versions that the org answers to; others are not there, as on Salesforce. */
export const OLDEST_VERSION = 50;
export const NEWEST_VERSION = 66;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export type Match =
  | { found: true; route: Route; params: Record<string, string> }
  /** The path exists for `allowed` methods only; none where there is no such path. */
  | { found: false; allowed: string[] };

export interface Router {
  /** `path` without its query. Trailing and doubled slashes do not matter: the official CLI sends `//services/…`. */
  find(method: string, path: string): Match;
}

/** One table for requests from outside and for those inside composite, batch and graph. */
export function createRouter(routes: readonly Route[]): Router {
  const table = findMyWay({ ignoreDuplicateSlashes: true, ignoreTrailingSlash: true, maxParamLength: 4_000 });
  for (const route of routes) table.on(route.method, route.path, () => undefined, route);

  const at = (method: string, path: string) => {
    const hit = table.find(method as HTTPMethod, path);
    if (hit === null) return undefined;
    const params: Record<string, string> = {};
    for (const [name, value] of Object.entries(hit.params)) params[name] = value ?? '';
    return versionExists(params['version']) ? { route: hit.store as Route, params } : undefined;
  };

  /** HEAD is there wherever GET is. */
  const find = (method: string, path: string) => at(method, path) ?? (method === 'HEAD' ? at('GET', path) : undefined);

  return {
    find(method, path) {
      const hit = find(method, path);
      if (hit) return { found: true, ...hit };
      return { found: false, allowed: METHODS.filter((other) => find(other, path) !== undefined) };
    },
  };
}

function versionExists(version: string | undefined): boolean {
  if (version === undefined) return true;
  const number = /^v?(\d\d)\.0$/.exec(version)?.[1];
  return number !== undefined && Number(number) >= OLDEST_VERSION && Number(number) <= NEWEST_VERSION;
}
