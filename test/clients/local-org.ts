import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOrg, type RunningOrg } from '../local-org/run.ts';

/** An empty local org on a free port, in this process, gone after `close`. */
export async function openLocalOrg(): Promise<RunningOrg> {
  const home = mkdtempSync(join(tmpdir(), 'clients-org-'));
  const running = await startOrg({ home, port: 0 });
  return {
    ...running,
    close: async () => {
      await running.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
