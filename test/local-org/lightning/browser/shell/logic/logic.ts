/** How parts are joined: as a GraphQL filter, or as plain truth. */
export interface Joining<T> {
  and(parts: T[]): T;
  or(parts: T[]): T;
  not(part: T): T;
}

/**
 * Joins numbered parts as a filter logic says: `1 AND (2 OR NOT 3)`; by AND where there is none. AND binds tighter than OR.
 * @throws Error where the logic can't be read or names a part that there is not.
 */
export function join<T>(logic: string | undefined, parts: readonly T[], joining: Joining<T>): T {
  if (!logic?.trim()) return joining.and([...parts]);
  const tokens = logic.toUpperCase().match(/\d+|AND|OR|NOT|[()]|\S/g) ?? [];
  let at = 0;
  const fail = (): never => {
    throw new Error(`Filter logic is not valid: ${logic}`);
  };
  const either = (): T => chain('OR', joining.or, both);
  const both = (): T => chain('AND', joining.and, single);
  const chain = (word: string, combine: (chained: T[]) => T, part: () => T): T => {
    const chained = [part()];
    while (tokens[at] === word) {
      at += 1;
      chained.push(part());
    }
    return chained.length === 1 ? (chained[0] as T) : combine(chained);
  };
  const single = (): T => {
    const token = tokens[at++] ?? fail();
    if (token === 'NOT') return joining.not(single());
    if (token !== '(') return parts[Number(token) - 1] ?? fail();
    const inner = either();
    return tokens[at++] === ')' ? inner : fail();
  };
  const joined = either();
  return at === tokens.length ? joined : fail();
}

/** As a filter of the GraphQL API. */
export const asFilter: Joining<Record<string, unknown>> = {
  and: (parts) => (parts.length > 0 ? { and: parts } : {}),
  or: (parts) => ({ or: parts }),
  not: (part) => ({ not: part }),
};

export const asTruth: Joining<boolean> = {
  and: (parts) => parts.every(Boolean),
  or: (parts) => parts.some(Boolean),
  not: (part) => !part,
};
