/** How soon the local org with the app can be used, beside an empty web server on the same Node and fastify. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APP, ROOT } from '../../scripts/build/build.ts';
import { startLocalOrg } from '../org/start.ts';
import { type Bench, beside, median } from './measure.ts';

const EMPTY_SERVER = `
const { default: fastify } = await import('fastify');
const server = fastify();
server.get('/', () => 'hello');
await server.listen({ port: 0, host: '127.0.0.1' });
console.log('READY');`;

export const ready: Bench = async (log) => {
  const home = mkdtempSync(join(tmpdir(), 'bench-ready-'));
  try {
    log('an empty fastify server');
    const peer = await median(5, emptyServer);
    log('the first start, which deploys the app');
    const first = await median(3, async () => {
      rmSync(home, { recursive: true, force: true });
      return started(home, APP);
    });
    log('later starts');
    const later = await median(5, () => started(home));
    return [
      beside('local org ready, first start with a deploy; peer: empty fastify server', 'ms', first, peer),
      beside('local org ready, app deployed before; peer: empty fastify server', 'ms', later, peer),
    ];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
};

/** Milliseconds from the start of the process until it says READY. */
async function started(home: string, source?: string): Promise<number> {
  const began = performance.now();
  const org = await startLocalOrg({ home, ...(source && { source }) });
  const took = performance.now() - began;
  await org.stop();
  return took;
}

async function emptyServer(): Promise<number> {
  const began = performance.now();
  // From the local org's folder, whose dependency fastify is.
  const child = spawn('node', ['--input-type=module', '--eval', EMPTY_SERVER], { cwd: join(ROOT, 'test/local-org') });
  await once(child.stdout, 'data');
  const took = performance.now() - began;
  child.kill();
  await once(child, 'close');
  return took;
}
