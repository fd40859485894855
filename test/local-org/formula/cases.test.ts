import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CaseFileError, runCases } from './cases.ts';

const folder = new URL('./cases/', import.meta.url);

for (const file of readdirSync(folder).filter((name) => name.endsWith('.jsonl'))) {
  test(`cases: ${file}`, () => {
    const report = runCases(readFileSync(new URL(file, folder), 'utf8'));
    assert.ok(report.total > 0);
    assert.deepEqual(report.failed, []);
    assert.equal(report.passed, report.total);
  });
}

const row = {
  name: 'any',
  formula: 'n + 1',
  returns: 'Double',
  scale: null as number | null,
  types: { n: 'Double' },
  values: { n: '2' },
  expected: '3',
  expectedBlankAsNull: '3',
};

test('each expectation is a check of its own', () => {
  const report = runCases(`${JSON.stringify(row)}\n\n${JSON.stringify({ ...row, expectedBlankAsNull: '4' })}\n`);
  assert.deepEqual(report, {
    total: 4,
    passed: 3,
    failed: [{ line: 3, formula: 'n + 1', expected: '4', actual: '3' }],
  });
});

test('numbers are compared closely', () => {
  const verdict = (expected: string, formula: string, scale: number | null = null): boolean =>
    runCases(JSON.stringify({ ...row, formula, scale, expected, expectedBlankAsNull: expected })).failed.length === 0;
  assert.equal(verdict('1', '1.0000000001'), false);
  assert.equal(verdict('1.00', '1'), true);
  assert.equal(verdict('0.33333333333333333333333333333333', '1/3'), true);
  assert.equal(verdict('0.3333333', '1/3'), false);
  assert.equal(verdict('0.33', '1/3', 2), true);
  assert.equal(verdict('null', '1'), false);
  assert.equal(verdict('Error: any', '1/0'), true);
  assert.equal(verdict('Error: any', 'NOSUCH()'), false);
});

test('a name changes nothing', () => {
  assert.deepEqual(runCases(JSON.stringify({ ...row, name: 'testSomethingElse' })), runCases(JSON.stringify(row)));
});

test('malformed lines are named', () => {
  for (const line of [
    '{',
    '[]',
    JSON.stringify({ ...row, returns: 'Number' }),
    JSON.stringify({ ...row, formula: 1 }),
  ]) {
    assert.throws(
      () => runCases(`${JSON.stringify(row)}\n${line}`),
      (error) => error instanceof CaseFileError && error.message.startsWith('line 2: '),
      line,
    );
  }
});

test('the command reports, and tells failures and bad files apart', () => {
  const directory = mkdtempSync(join(tmpdir(), 'formula-cases-'));
  const run = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [fileURLToPath(new URL('./cases-cli.ts', import.meta.url)), ...args], {
      encoding: 'utf8',
    });
  const file = (name: string, text: string): string => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };
  try {
    const good = run(file('good.jsonl', `${JSON.stringify(row)}\n`), '--json');
    assert.equal(good.status, 0);
    assert.deepEqual(JSON.parse(good.stdout), { total: 2, passed: 2, failed: [] });
    const failing = run(file('failing.jsonl', JSON.stringify({ ...row, expected: '9' })));
    assert.equal(failing.status, 1);
    assert.match(failing.stdout, /expected 9\n {2}actual {3}3\n1 of 2 checks passed \(50\.00 %\)/);
    const malformed = run(file('malformed.jsonl', 'x'));
    assert.equal(malformed.status, 2);
    assert.match(malformed.stderr, /malformed\.jsonl: line 1: is not JSON/);
    const missing = run(join(directory, 'missing.jsonl'));
    assert.equal(missing.status, 2);
    assert.match(missing.stderr, /Cannot read .*missing\.jsonl: ENOENT/);
    assert.equal(run().status, 2);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
