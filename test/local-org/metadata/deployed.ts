import type { Store } from '../org.ts';
import type { Component, XmlElement } from '../schema/model.ts';
import { componentKey } from './content.ts';

/** A deployed component with what listMetadata tells of it. */
export interface DeployedComponent {
  component: Component;
  createdById: string;
  createdDate: string;
  lastModifiedById: string;
  lastModifiedDate: string;
}

/** What is deployed, kept beside the rows so that one file is the whole org. */
export interface DeployedState {
  components: Map<string, DeployedComponent>;
  keyPrefixes: Map<string, string>;
}

export function createDeployedTables(store: Store): void {
  store.run(`CREATE TABLE IF NOT EXISTS org_components (
    key TEXT PRIMARY KEY, type TEXT, full_name TEXT, xml TEXT, files TEXT,
    created_by TEXT, created_date TEXT, modified_by TEXT, modified_date TEXT, position INTEGER)`);
  store.run('CREATE TABLE IF NOT EXISTS org_key_prefixes (object TEXT PRIMARY KEY, prefix TEXT)');
}

export function loadDeployed(store: Store): DeployedState {
  const rows = store.all('SELECT * FROM org_components ORDER BY position', []);
  return {
    components: new Map(
      rows.map((row) => {
        const component: Component = {
          type: String(row['type']),
          fullName: String(row['full_name']),
          xml: JSON.parse(String(row['xml'])) as XmlElement,
          files: filesFrom(String(row['files'])),
        };
        const deployed: DeployedComponent = {
          component,
          createdById: String(row['created_by']),
          createdDate: String(row['created_date']),
          lastModifiedById: String(row['modified_by']),
          lastModifiedDate: String(row['modified_date']),
        };
        return [componentKey(component), deployed];
      }),
    ),
    keyPrefixes: new Map(
      store
        .all('SELECT object, prefix FROM org_key_prefixes', [])
        .map((row) => [String(row['object']), String(row['prefix'])]),
    ),
  };
}

/** Writes the difference between two states. */
export function saveDeployed(store: Store, before: DeployedState, after: DeployedState): void {
  for (const key of before.components.keys()) {
    if (!after.components.has(key)) store.run('DELETE FROM org_components WHERE key = ?', [key]);
  }
  let position = 0;
  for (const [key, deployed] of after.components) {
    position += 1;
    if (before.components.get(key) === deployed) continue;
    const { component } = deployed;
    store.run('INSERT OR REPLACE INTO org_components VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
      key,
      component.type,
      component.fullName,
      JSON.stringify(component.xml),
      filesTo(component.files),
      deployed.createdById,
      deployed.createdDate,
      deployed.lastModifiedById,
      deployed.lastModifiedDate,
      position,
    ]);
  }
  for (const [object, prefix] of after.keyPrefixes) {
    if (before.keyPrefixes.get(object) !== prefix)
      store.run('INSERT OR REPLACE INTO org_key_prefixes VALUES (?, ?)', [object, prefix]);
  }
}

function filesTo(files: Map<string, Uint8Array>): string {
  return JSON.stringify([...files].map(([name, content]) => [name, Buffer.from(content).toString('base64')]));
}

function filesFrom(json: string): Map<string, Uint8Array> {
  return new Map(
    (JSON.parse(json) as [string, string][]).map(([name, content]) => [name, Buffer.from(content, 'base64')]),
  );
}
