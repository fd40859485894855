import type { Org } from '../org.ts';

/** State that lives beside an open org as long as it does: sessions, query cursors, jobs under way. */
export function perOrg<T>(create: (org: Org) => T): (org: Org) => T {
  const states = new WeakMap<Org, T>();
  return (org) => {
    let state = states.get(org);
    if (state === undefined) {
      state = create(org);
      states.set(org, state);
    }
    return state;
  };
}
