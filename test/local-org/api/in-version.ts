import { NEWEST_VERSION } from './router.ts';

const NEWEST = `/services/data/v${NEWEST_VERSION}.0/`;

/**
 * Links in a describe or in records lead to the version they were asked in; they are made in the newest.
 * `version` as in the path: `v60.0`. Changes the value in place and returns it.
 */
export function inVersion<T>(value: T, version: string | undefined): T {
  if (version !== undefined && version !== `v${NEWEST_VERSION}.0`) rewrite(value, `/services/data/${version}/`);
  return value;
}

function rewrite(value: unknown, base: string): void {
  if (Array.isArray(value)) for (const part of value) rewrite(part, base);
  else if (value !== null && typeof value === 'object') {
    for (const [name, part] of Object.entries(value)) {
      if (typeof part === 'object') rewrite(part, base);
      // Only `url` and the members of `urls` hold links; what a record holds is left alone.
      else if (typeof part === 'string' && part.startsWith(NEWEST) && /^[a-z]/.test(name)) {
        (value as Record<string, unknown>)[name] = base + part.slice(NEWEST.length);
      }
    }
  }
}
