import { spawn } from 'node:child_process';

export interface RunOptions {
  cwd: string;
  env?: NodeJS.ProcessEnv;
  /** Shown as it comes, instead of being kept for the error. */
  onLine?: (line: string) => void;
  /** Stops it. It may tidy up: the run is over when it has ended. */
  signal?: AbortSignal;
}

/**
 * Runs a program and returns what it wrote to standard output. Throws an Error with its whole output where it fails, and
 * the signal's reason where that stopped it.
 */
export async function run(program: string, parameters: readonly string[], options: RunOptions): Promise<string> {
  const { cwd, env = process.env, signal } = options;
  signal?.throwIfAborted();
  // What can be stopped has a process group of its own. Ctrl-C reaches everything in that of the terminal, so it would be
  // told twice, and twice means at once.
  const child = spawn(program, parameters, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: signal !== undefined,
  });
  const stop = (): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGTERM');
  };
  signal?.addEventListener('abort', stop, { once: true });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
    if (options.onLine) text.split('\n').filter(Boolean).forEach(options.onLine);
  });
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  signal?.removeEventListener('abort', stop);
  signal?.throwIfAborted();
  if (code !== 0) throw new RunError(`${program} ${parameters.join(' ')}`, code, output, errors);
  return output;
}

export class RunError extends Error {
  readonly code: number | null;
  readonly output: string;

  constructor(command: string, code: number | null, output: string, errors: string) {
    super(`${command} ended with ${code ?? 'a signal'}\n${errors}${output}`.trimEnd());
    this.name = 'RunError';
    this.code = code;
    this.output = output;
  }
}
