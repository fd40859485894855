import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ROOT } from '../build/build.ts';

const home = mkdtempSync(join(tmpdir(), 'start-'));
after(() => rmSync(home, { recursive: true, force: true }));

/** Starts everything as a terminal does, in a process group, and presses Ctrl-C when it has said this. */
async function startUntil(said: string): Promise<{ code: number | null; output: string }> {
  const child = spawn('node', [join(ROOT, 'scripts/start.ts'), '--port', '0'], {
    env: { ...process.env, JOINTCALL_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  let pressed = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (pressed || !output.includes(said)) return;
      pressed = true;
      process.kill(-child.pid!, 'SIGINT');
    });
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output };
}

test('Ctrl-C while it deploys or seeds ends it cleanly, and the next start does what is left', async () => {
  for (const [said, isDeployed] of [
    ['Deploying', false],
    ['Seeding', true],
    ['READY', true],
  ] as const) {
    const { code, output } = await startUntil(said);
    assert.equal(code, 0, output);
    assert.match(output, /^Stopping$/m);
    assert.doesNotMatch(output, /^ +at /m);
    assert.equal(/^READY http:/m.test(output), said === 'READY', output);
    assert.equal(existsSync(join(home, 'deployed')), isDeployed);
  }
});
