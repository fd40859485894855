import { compileFieldFormula, storeReader } from '../formula/record.ts';
import type { Store } from '../org.ts';
import type { Value } from '../schema/model.ts';
import type { Environment } from './environment.ts';
import { localDateTime } from './zone.ts';

const running = new WeakMap<Store, Environment[]>();

/**
 * Runs a query with the functions that translated SOQL calls: formula fields as this user would see
 * them, and the wall clock of a time zone.
 */
export function withFunctions<T>(environment: Environment, run: () => T): T {
  const { store } = environment.org;
  let stack = running.get(store);
  if (!stack) {
    running.set(store, (stack = []));
    define(store, stack);
  }
  stack.push(environment);
  try {
    return run();
  } finally {
    stack.pop();
  }
}

/** Records kept while a query runs, so that several formulas of one row read it once. */
const KEPT_ROWS = 1000;

/** The value of a formula field of one record; blank where the record is gone. */
export function formulaValue(environment: Environment, object: string, field: string, id: string): Value {
  const { org, access, now, rows } = environment;
  let row = rows.get(id);
  if (!row) {
    [row] = org.store.read(object, [id]);
    if (rows.size >= KEPT_ROWS) rows.clear();
    rows.set(id, row);
  }
  const formula = org.derived(`soql formula ${object}.${field}`, (schema) => {
    const described = schema.object(object)?.field(field);
    return described && compileFieldFormula(schema, object, described);
  });
  if (!row || !formula) return null;
  return formula.evaluate({ row, prior: undefined, isNew: false, access, now, ...storeReader(org.store) });
}

function define(store: Store, stack: Environment[]): void {
  store.define('soql_formula', ([object, field, id]) => {
    const environment = stack.at(-1);
    if (!environment || typeof id !== 'string') return null;
    const value = formulaValue(environment, String(object), String(field), id);
    return typeof value === 'boolean' ? Number(value) : value;
  });
  store.define('soql_local', ([iso, zone]) => (typeof iso === 'string' ? localDateTime(iso, String(zone)) : null));
}
