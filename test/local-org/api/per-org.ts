import type { Org, Store } from '../org.ts';

/** State that lives beside an open org as long as it does, in whatever language it is looked at: sessions, query cursors, jobs under way. */
export function perOrg<T>(create: (org: Org) => T): (org: Org) => T {
  const states = new WeakMap<Store, T>();
  return (org) => {
    let state = states.get(org.store);
    if (state === undefined) {
      state = create(org.inLanguage(''));
      states.set(org.store, state);
    }
    return state;
  };
}
