import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOrg, type RunningOrg } from '../local-org/run.ts';

/** A local org on a free port, in this process, empty or with a folder's metadata, gone after `close`. */
export async function openLocalOrg(source?: string): Promise<RunningOrg> {
  const home = mkdtempSync(join(tmpdir(), 'clients-org-'));
  const running = await startOrg({ home, port: 0, ...(source !== undefined && { source }) });
  return {
    ...running,
    close: async () => {
      await running.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
