import { loadDeployed, createDeployedTables, saveDeployed, type DeployedState } from './metadata/deployed.ts';
import { writeSchemaRows } from './metadata/rows/schema-rows.ts';
import type { Org, UserAccess } from './org.ts';
import { runAfterCommit } from './save/after-commit.ts';
import { openQueue, type Queue } from './save/queue.ts';
import { buildSchema } from './schema/build.ts';
import type { Component, Schema } from './schema/model.ts';
import { writeFirstRows } from './schema/standard/first-rows.ts';
import { buildAccess } from './security/access.ts';
import { openStore } from './store/sqlite.ts';
import { translatedSchema } from './translation/translated-schema.ts';

export interface OpenOrg extends Org {
  readonly queue: Queue;
  readonly organizationId: string;
  /** The administrator that every org starts with. */
  readonly adminUserId: string;
  /** Everything deployed, in the order it first came. */
  components(): readonly Component[];
  /** The same with who deployed what when. */
  deployed(): DeployedState;
  /**
   * Puts another state in place of what is deployed: components in the file, tables, and
   * everything derived. Part of the transaction that it is called in; `schema` is what `buildSchema`
   * made of the components.
   */
  replaceComponents(next: DeployedState, schema: Schema): void;
  /** Goes back to an earlier state in memory, after a transaction with `replaceComponents` has rolled back. */
  restore(previous: DeployedState, schema: Schema): void;
  close(): void;
}

/**
 * Opens the org in a file (`:memory:` for one that leaves none), making it on first use with its
 * organisation, profiles and administrator.
 */
export function openOrg(options: { file: string; now?: () => Date }): OpenOrg {
  const store = openStore(options.file);
  const now = options.now ?? (() => new Date());
  createDeployedTables(store);
  let deployed = loadDeployed(store);
  let schema = buildSchema(componentsOf(deployed), deployed.keyPrefixes).schema;
  store.applySchema(schema);
  if (store.values('SELECT 1 FROM "Organization" LIMIT 1', []).length === 0) {
    store.transaction(() => {
      writeFirstRows(store, now());
      writeSchemaRows(store, undefined, schema);
    });
  }
  const organizationId = String(store.values('SELECT min(Id) FROM "Organization"', [])[0]?.[0]);
  const adminUserId = String(store.values('SELECT min(Id) FROM "User"', [])[0]?.[0]);

  const accesses = new Map<string, UserAccess>();
  const views = new Map<string, { schema: Schema; derived: Map<string, unknown> }>();

  function become(next: DeployedState, nextSchema: Schema): void {
    deployed = next;
    schema = nextSchema;
    views.clear();
    accesses.clear();
  }

  /** What the org is in a language; undefined asks for the language that it was deployed in. */
  function view(language: string | undefined): { schema: Schema; derived: Map<string, unknown> } {
    const translated =
      language === undefined ? schema : (views.get(language)?.schema ?? translatedSchema(schema, language));
    const key = language === undefined || translated === schema ? '' : language;
    let found = views.get(key);
    if (!found) views.set(key, (found = { schema: translated, derived: new Map() }));
    return found;
  }

  function derived<T>(language: string | undefined, key: string, build: (schema: Schema) => T): T {
    const { schema: built, derived: values } = view(language);
    if (!values.has(key)) values.set(key, build(built));
    return values.get(key) as T;
  }

  function inLanguage(language: string): Org {
    if (view(language).schema === schema) return org;
    return Object.create(org, {
      schema: { get: () => view(language).schema },
      derived: { value: <T>(key: string, build: (schema: Schema) => T) => derived(language, key, build) },
    }) as Org;
  }

  const org: OpenOrg = {
    store,
    organizationId,
    adminUserId,
    get schema() {
      return schema;
    },
    now,
    access(userId) {
      let access = accesses.get(userId);
      if (!access) accesses.set(userId, (access = buildAccess(org, userId)));
      return access;
    },
    accessChanged: () => accesses.clear(),
    derived: (key, build) => derived(undefined, key, build),
    inLanguage,
    get queue(): Queue {
      return queue;
    },
    components: () => componentsOf(deployed),
    deployed: () => deployed,
    replaceComponents(next, nextSchema) {
      saveDeployed(store, deployed, next);
      store.applySchema(nextSchema);
      become(next, nextSchema);
    },
    restore(previous, previousSchema) {
      store.applySchema(previousSchema);
      become(previous, previousSchema);
    },
    close: () => store.close(),
  };
  const queue = openQueue(store, (kind, payload) => runAfterCommit(org, kind, payload), now);
  queue.resume();
  return org;
}

function componentsOf(state: DeployedState): Component[] {
  return [...state.components.values()].map((each) => each.component);
}
