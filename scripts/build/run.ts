import { spawn } from 'node:child_process';

export interface RunOptions {
  cwd: string;
  env?: NodeJS.ProcessEnv;
  /** Shown as it comes, instead of being kept for the error. */
  onLine?: (line: string) => void;
  signal?: AbortSignal;
}

/** Runs a program and returns what it wrote to standard output. Throws an Error with its whole output where it fails. */
export async function run(program: string, parameters: readonly string[], options: RunOptions): Promise<string> {
  const child = spawn(program, parameters, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.signal && { signal: options.signal }),
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
    if (options.onLine) text.split('\n').filter(Boolean).forEach(options.onLine);
  });
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
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
