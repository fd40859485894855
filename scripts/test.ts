/**
 * `npm test`: every check there is, cheapest first, one heavy runner at a time. Ends with one line summed
 * over all runners; exit code 1 where anything failed or was skipped.
 *
 *   npm test                 everything
 *   npm test -- unit pages   only the named runners
 */
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, ROOT } from './build/build.ts';
import { PROJECTS, typecheck } from './typecheck.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

interface Runner {
  name: string;
  run(): Promise<Counts>;
}

/** No runner takes a third of this; in milliseconds. */
const LONGEST = 15 * 60 * 1000;

const scratch = mkdtempSync(join(tmpdir(), 'checks-'));

const RUNNERS: Runner[] = [
  { name: 'types', run: () => findings(PROJECTS.map((project) => [project, () => typecheck(project)])) },
  {
    name: 'lint',
    run: () =>
      commands([
        ['eslint', ['.', '--max-warnings', '0']],
        ['prettier', ['--check', '--log-level', 'warn', '.']],
      ]),
  },
  { name: 'components', run: jest },
  {
    name: 'unit',
    run: () => nodeTests(['scripts/**/*.test.ts', 'plugin/src/**/*.test.ts', 'test/local-org/**/*.test.ts']),
  },
  { name: 'app', run: () => nodeTests(['test/app/**/*.test.ts', 'test/metadata/**/*.test.ts']) },
  { name: 'conformance', run: () => nodeTests(['test/conformance/**/*.test.ts']) },
  { name: 'clients', run: () => nodeTests(['plugin/test/**/*.test.ts', 'test/clients/*.test.ts']) },
  { name: 'pages', run: () => nodeTests(['test/e2e/**/*.test.ts']) },
];

/** Node's own test runner over all files that fit; a pattern that fits no file yet adds nothing. */
async function nodeTests(patterns: string[]): Promise<Counts> {
  const files = globSync(patterns, { cwd: ROOT }).filter((file) => !file.includes('node_modules'));
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  const totals = join(scratch, `${process.hrtime.bigint()}.json`);
  const code = await show('node', [
    '--test',
    '--test-concurrency=2',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${join(ROOT, 'scripts/count-reporter.ts')}`,
    `--test-reporter-destination=${totals}`,
    ...files,
  ]);
  const counts = JSON.parse((existsSync(totals) && readFileSync(totals, 'utf8')) || '{}') as Record<string, number>;
  const failed = (counts['failed'] ?? 0) + (counts['cancelled'] ?? 0);
  return {
    passed: counts['passed'] ?? 0,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: (counts['skipped'] ?? 0) + (counts['todo'] ?? 0),
  };
}

async function jest(): Promise<Counts> {
  const output = join(scratch, 'jest.json');
  const code = await show('jest', ['--json', `--outputFile=${output}`, '--maxWorkers=2']);
  const totals = JSON.parse(readFileSync(output, 'utf8')) as Record<string, number>;
  const failed = (totals['numFailedTests'] ?? 0) + (totals['numRuntimeErrorTestSuites'] ?? 0);
  return {
    passed: totals['numPassedTests'] ?? 0,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: (totals['numPendingTests'] ?? 0) + (totals['numTodoTests'] ?? 0),
  };
}

/** Each command is one check: it passes where it exits with 0. */
async function commands(list: [string, string[]][]): Promise<Counts> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [program, parameters] of list) {
    const code = await show(program, parameters);
    console.log(`${code === 0 ? '✓' : '✗'} ${program} ${parameters.join(' ')}`);
    counts[code === 0 ? 'passed' : 'failed'] += 1;
  }
  return counts;
}

/** Each check is named and gives its findings, empty where all is well. */
async function findings(checks: [string, () => Promise<string>][]): Promise<Counts> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, check] of checks) {
    const text = await check();
    console.log(text ? `✗ ${name}\n${text}` : `✓ ${name}`);
    counts[text ? 'failed' : 'passed'] += 1;
  }
  return counts;
}

/**
 * Runs a program in the foreground and resolves to its exit code; null where it had to be ended, as one is whose test
 * failed while it was set up and left a server open.
 */
function show(program: string, parameters: string[]): Promise<number | null> {
  const child = spawn(program, parameters, { cwd: ROOT, stdio: 'inherit', timeout: LONGEST });
  return new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !RUNNERS.some((runner) => runner.name === name));
if (unknown.length) {
  console.error(`No runner is called ${unknown.join(', ')}. There are: ${RUNNERS.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const sum: Counts = { passed: 0, failed: 0, skipped: 0 };
try {
  await build({ log: (line) => console.log(line) });
  for (const { name, run } of RUNNERS.filter((runner) => asked.length === 0 || asked.includes(runner.name))) {
    const started = performance.now();
    console.log(`\n── ${name}`);
    const counts = await run();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `── ${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped (${seconds} s)`,
    );
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    sum.skipped += counts.skipped;
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
if (sum.failed || sum.skipped) process.exitCode = 1;
