/** An org in a file of its own, with the app deployed and someone who may load data. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APP } from '../../scripts/build/build.ts';
import { deploy } from '../local-org/metadata/deploy.ts';
import { readSourceFolder } from '../local-org/metadata/read.ts';
import { openOrg, type OpenOrg } from '../local-org/open.ts';
import type { UserAccess } from '../local-org/org.ts';
import { save } from '../local-org/save/save.ts';
import { manager } from './joint-calls.ts';

export interface DeployedOrg {
  org: OpenOrg;
  /** Folder for further files, gone on `close`. */
  folder: string;
  file: string;
  /** An administrator with the permission set *Joint Call Data Loader*. */
  loader: UserAccess;
  managerId: string;
  /** The records' Ids. Throws where one is refused. */
  insert(object: string, records: Record<string, unknown>[]): string[];
  close(): void;
}

export function openDeployedOrg(): DeployedOrg {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'org.db');
  const org = openOrg({ file });
  const outcome = deploy(org, readSourceFolder(APP), { checkOnly: false, rollbackOnError: true });
  if (!outcome.success)
    throw new Error(`The app does not deploy: ${JSON.stringify(outcome.components.filter(({ success }) => !success))}`);
  const insert = (object: string, records: Record<string, unknown>[]): string[] =>
    save(org, org.access(org.adminUserId), { object, operation: 'insert', records, allOrNone: true }).map(
      ({ id, errors }) => {
        if (id === null) throw new Error(`${object}: ${JSON.stringify(errors)}`);
        return id;
      },
    );
  const [set] = org.store.readBy('PermissionSet', 'Name', ['Joint_Call_Data_Loader']);
  insert('PermissionSetAssignment', [{ AssigneeId: org.adminUserId, PermissionSetId: set!['Id'] }]);
  const [profile] = org.store.readBy('Profile', 'Name', ['Standard User']);
  const [managerId] = insert('User', [manager(String(profile!['Id']))]);
  return {
    org,
    managerId: managerId!,
    folder,
    file,
    loader: org.access(org.adminUserId),
    insert,
    close: () => {
      org.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
