import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ROOT } from '../build/build.ts';

const home = mkdtempSync(join(tmpdir(), 'start-'));
after(() => rmSync(home, { recursive: true, force: true }));

/** Starts everything as a terminal does, in a process group, and presses Ctrl-C when it has said this and `then` is done. */
async function startUntil(
  said: string,
  then: () => Promise<void> = () => Promise.resolve(),
): Promise<{ code: number | null; output: string }> {
  const child = spawn('node', [join(ROOT, 'scripts/start.ts'), '--port', '0'], {
    env: { ...process.env, JOINTCALL_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  let done: Promise<void> | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (done || !output.includes(said)) return;
      done = then().finally(() => process.kill(-child.pid!, 'SIGINT'));
      done.catch(() => undefined); // told below, once everything has stopped
    });
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  await done;
  return { code, output };
}

/** The README's first query with the official CLI, as whom it logs in. */
async function readmesQuery(): Promise<void> {
  const { url, users } = JSON.parse(readFileSync(join(home, 'org.json'), 'utf8')) as {
    url: string;
    users: { role: string; accessToken: string }[];
  };
  const { accessToken } = users.find(({ role }) => role === 'admin')!;
  const soql = 'SELECT Name, Takeover_Level__c FROM Joint_Call__c LIMIT 5';
  const response = await fetch(`${url}/services/data/v66.0/query?q=${encodeURIComponent(soql)}`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  const answer = (await response.json()) as { records?: unknown[] };
  assert.equal(answer.records?.length, 5, JSON.stringify(answer));
}

test('Ctrl-C while it deploys or seeds ends it cleanly, and the next start does what is left', async () => {
  for (const [said, isDeployed] of [
    ['Deploying', false],
    ['Seeding', true],
    ['READY', true],
  ] as const) {
    const { code, output } = await startUntil(said, said === 'READY' ? readmesQuery : undefined);
    assert.equal(code, 0, output);
    assert.match(output, /^Stopping$/m);
    assert.doesNotMatch(output, /^ +at /m);
    assert.equal(/^READY http:/m.test(output), said === 'READY', output);
    assert.equal(existsSync(join(home, 'deployed')), isDeployed);
  }
});
