/** Starts a bare local org in a process of its own, as its users would, and reads where it can be reached. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const User = z.object({
  role: z.string(),
  username: z.string(),
  userId: z.string(),
  accessToken: z.string(),
  opportunityUrl: z.string().nullable(),
});

const OrgFile = z.object({ url: z.url(), pid: z.number(), users: z.array(User) });

export interface LocalOrg {
  url: string;
  admin: z.infer<typeof User>;
  /** Stops it as Ctrl-C does, and waits until it has ended. */
  stop(): Promise<void>;
}

export interface LocalOrgOptions {
  /** Folder of its data and of `org.json`. */
  home: string;
  /** Source folder to deploy. */
  source?: string;
  /** Records to load, as `--data` takes them. */
  data?: string;
}

const ROOT = join(import.meta.dirname, '../..');

/** Resolves once the org is usable. Rejects with its output where it ends before. */
export async function startLocalOrg({ home, source, data }: LocalOrgOptions): Promise<LocalOrg> {
  const flags = ['--port', '0', ...(source ? ['--source', source] : []), ...(data ? ['--data', data] : [])];
  const child = spawn('node', ['scripts/org.ts', ...flags], {
    cwd: ROOT,
    env: { ...process.env, JOINTCALL_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (/^READY /m.test(output)) resolve();
    });
    child.on('close', (code) => reject(new Error(`The local org ended with ${code} before it was ready.\n${output}`)));
  });
  const { url, users } = OrgFile.parse(JSON.parse(readFileSync(join(home, 'org.json'), 'utf8')));
  return {
    url,
    admin: users.find(({ role }) => role === 'admin')!,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
}
