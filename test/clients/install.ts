import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const HERE = import.meta.dirname;
const LOCK = join(HERE, '.installing');
const STAMP = join(HERE, 'node_modules/.lockfile-sha256');

/** What the tests drive. */
export interface Clients {
  /** The official CLI's own start file, for `node`. */
  sf: string;
}

/**
 * Installs the official clients by this folder's lockfile, the first time and whenever that changes; takes about half a
 * minute then and nothing later. Throws an Error with npm's own words where it fails.
 */
export async function installClients(): Promise<Clients> {
  const wanted = createHash('sha256')
    .update(readFileSync(join(HERE, 'package-lock.json')))
    .digest('hex');
  const isInstalled = (): boolean => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted;
  if (!isInstalled()) await alone(async () => void (isInstalled() || (await npmCi(wanted))));
  return { sf: join(HERE, 'node_modules/@salesforce/cli/bin/run.js') };
}

async function npmCi(hash: string): Promise<void> {
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  try {
    await promisify(execFile)('npm', options, { cwd: HERE, env: process.env, maxBuffer: 16 * 1024 * 1024 });
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(
      `The official Salesforce CLI could not be installed in test/clients, and these tests drive it.\n${stderr ?? String(error)}`,
      {
        cause: error,
      },
    );
  }
  writeFileSync(STAMP, hash);
}

/** One process installs, others wait for it. A lock whose process is gone counts for nothing. */
async function alone(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      mkdirSync(LOCK);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (isAbandoned()) rmSync(LOCK, { recursive: true, force: true });
      else await wait(200);
    }
  }
  try {
    writeFileSync(join(LOCK, 'pid'), String(process.pid));
    await work();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function isAbandoned(): boolean {
  const file = join(LOCK, 'pid');
  if (!existsSync(file)) return false;
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return false;
  } catch {
    return true;
  }
}
