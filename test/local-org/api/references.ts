import { failed } from './subrequests.ts';
import type { Reply } from './route.ts';

/** `@{newAccount.id}`, `@{found.records[0].Id}` */
const REFERENCE = /@\{(\w+)((?:\.\w+|\[\d+\])*)\}/g;

export class NoSuchReference extends Error {}

/**
 * A subrequest's url or body with its references to earlier answers replaced. A text that is nothing but a
 * reference takes the value's own type. Throws NoSuchReference where an answer failed or lacks the value.
 */
export function resolve(
  value: unknown,
  answers: ReadonlyMap<string, Reply>,
  encode: (text: string) => string = (text) => text,
): unknown {
  if (typeof value === 'string') return resolveText(value, answers, encode);
  if (Array.isArray(value)) return value.map((part) => resolve(part, answers, encode));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, resolve(part, answers, encode)]));
}

function resolveText(text: string, answers: ReadonlyMap<string, Reply>, encode: (text: string) => string): unknown {
  const whole = new RegExp(`^${REFERENCE.source}$`).exec(text);
  if (whole) {
    const value = lookUp(whole[1] ?? '', whole[2] ?? '', answers);
    return typeof value === 'string' ? encode(value) : value;
  }
  return text.replace(REFERENCE, (_, name: string, path: string) => encode(String(lookUp(name, path, answers))));
}

function lookUp(name: string, path: string, answers: ReadonlyMap<string, Reply>): unknown {
  const answer = answers.get(name);
  let value: unknown = answer && !failed(answer) ? answer.body : undefined;
  for (const [, key = ''] of path.matchAll(/[.[](\w+)/g)) {
    const holder: unknown = value;
    value =
      typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
        ? (holder as Record<string, unknown>)[key]
        : undefined;
  }
  if (value === undefined || value === null)
    throw new NoSuchReference(`Invalid reference specified. No value for ${name}${path} found in ${name}`);
  return value;
}
