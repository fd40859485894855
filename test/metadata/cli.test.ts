import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const HARVEST = join(import.meta.dirname, 'fixtures/harvest');
const CLI = join(import.meta.dirname, 'cli.ts');

function run(...parameters: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [CLI, ...parameters], { encoding: 'utf8' });
}

test('a correct folder ends with 0, and says so', () => {
  const { status, stdout } = run(HARVEST);
  assert.equal(status, 0, stdout);
  assert.match(stdout, /^No findings in \d+ components\.$/m);
});

test('a mistake ends with 1, for people and for programs', (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'check-'));
  t.after(() => rmSync(dir, { recursive: true }));
  cpSync(HARVEST, dir, { recursive: true });
  const role = join(dir, 'force-app/main/default/roles/Tractor_Driver.role-meta.xml');
  writeFileSync(role, readFileSync(role, 'utf8').replace('Farm_Manager', 'Farm_Manger'));
  const forPeople = run(dir);
  assert.equal(forPeople.status, 1);
  assert.match(forPeople.stdout, /Tractor_Driver\.role-meta\.xml\n {2}8:5 {2}There is no role Farm_Manger/);
  const forPrograms = run(dir, '--json');
  assert.equal(forPrograms.status, 1);
  const { findings } = JSON.parse(forPrograms.stdout) as { findings: Record<string, unknown>[] };
  assert.deepEqual(
    findings.map(({ file, line, column, rule }) => [file, line, column, rule]),
    [['force-app/main/default/roles/Tractor_Driver.role-meta.xml', 8, 5, 'reference/role']],
  );
});

test('a folder that is not there ends with 2 and a sentence', () => {
  const { status, stderr } = run('/nowhere/at/all');
  assert.equal(status, 2);
  assert.equal(stderr.trim(), 'There is no folder /nowhere/at/all to read metadata from');
});

test('what the command does not know is told with what it takes', () => {
  const { status, stderr } = run('--jsn');
  assert.equal(status, 2);
  assert.match(stderr, /--jsn.*\n.*npm run check:metadata -- \[DIR\] \[--json\]/);
});
