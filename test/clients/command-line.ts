import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

export interface Answer {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Someone's terminal, with a home of its own: nothing is read from or left in the real one. */
export interface CommandLine {
  /** A Salesforce project to run in; files can be put there. */
  readonly project: string;
  /** Runs `node START ...words`; never rejects for an exit code. */
  run(
    start: string,
    words: readonly string[],
    options?: { env?: Record<string, string>; onStart?: (child: ChildProcess) => void },
  ): Promise<Answer>;
  remove(): void;
}

export function openCommandLine(): CommandLine {
  const base = mkdtempSync(join(tmpdir(), 'clients-'));
  const home = join(base, 'home');
  const project = join(base, 'project');
  mkdirSync(home);
  mkdirSync(join(project, 'app'), { recursive: true });
  writeFileSync(
    join(project, 'sfdx-project.json'),
    JSON.stringify({ packageDirectories: [{ path: 'app', default: true }], sourceApiVersion: '66.0' }),
  );
  return {
    project,
    run: (start, words, { env = {}, onStart } = {}) =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [start, ...words], {
          cwd: project,
          env: { ...environment(home), ...env },
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        const answer: Answer = { code: null, stdout: '', stderr: '' };
        child.stdout.setEncoding('utf8').on('data', (text: string) => (answer.stdout += text));
        child.stderr.setEncoding('utf8').on('data', (text: string) => (answer.stderr += text));
        child.on('error', reject).on('close', (code) => resolve({ ...answer, code }));
        onStart?.(child);
      }),
    remove: () => rmSync(base, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** The few variables that are needed, and what keeps the CLI to itself. Proxies would send loopback elsewhere. */
function environment(home: string): Record<string, string> {
  return {
    // Commands of the CLI start `sf` and `node` by name.
    PATH: [join(import.meta.dirname, 'node_modules/.bin'), dirname(process.execPath), process.env['PATH']].join(
      delimiter,
    ),
    HOME: home,
    USERPROFILE: home,
    TMPDIR: tmpdir(),
    NO_COLOR: '1',
    SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
    SF_DISABLE_TELEMETRY: 'true',
    SF_DISABLE_LOG_FILE: 'true',
    SF_AUTOUPDATE_DISABLE: 'true',
    SF_SKIP_NEW_VERSION_CHECK: 'true',
    SF_HIDE_RELEASE_NOTES: 'true',
    OCLIF_TABLE_SKIP_CI_CHECK: 'true',
    COLUMNS: '200',
  };
}

/** `result` of a command that was run with `--json` and succeeded; throws an Error with all it said otherwise. */
export function resultOf<T = Record<string, unknown>>(answer: Answer): T {
  const parsed = jsonOf(answer);
  if (parsed.status !== 0) throw new Error(`The command failed:\n${answer.stdout}\n${answer.stderr}`);
  return parsed.result as T;
}

export interface JsonAnswer {
  status: number;
  result?: unknown;
  name?: string;
  message?: string;
  exitCode?: number;
  actions?: string[];
  data?: unknown;
  warnings?: unknown[];
}

export function jsonOf({ stdout, stderr, code }: Answer): JsonAnswer {
  try {
    return JSON.parse(stdout) as JsonAnswer;
  } catch {
    throw new Error(`No JSON on standard output (exit code ${code}):\n${stdout}\n${stderr}`);
  }
}
