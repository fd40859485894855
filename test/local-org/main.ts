import { once } from 'node:events';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AlreadyRunning, OrgError, UsageError } from './errors.ts';
import type { RunningOrg, RunOptions } from './run.ts';

// Most of a start is compiling modules, which is half as long from the second time on. It must be on before
// they are imported, hence `import()` below.
enableCompileCache(join(import.meta.dirname, 'node_modules/.cache/compiled'));

const USAGE = `Usage: npm run org -- [--port N] [--fresh] [--source DIR] [--data FILE] [--home DIR]

  --port N      port on 127.0.0.1; the next free one where it is in use (default 7770)
  --fresh       begin with an empty org
  --source DIR  deploy the metadata in DIR (source format)
  --data FILE   load records: a tree or plan of \`sf data export tree\`
  --home DIR    where the org's file and org.json lie (default $LOCAL_ORG_HOME, or .local-org)
`;

/**
 * Runs an org until it is told to stop (Ctrl-C, SIGTERM, unless the caller has a signal of their own). Progress goes to
 * standard error; when the org is usable, and `onReady` is through, one line `READY http://…` goes to standard output.
 * Resolves with the exit code: 0 after a stop, 2 where an option is wrong, 1 for any other failure, told in a clear
 * message. `onReady` may answer the path that the READY line leads to; told to stop, it is to end soon, and may throw.
 */
export async function runOrg(
  options: RunOptions & {
    signal?: AbortSignal;
    onReady?: (running: RunningOrg) => Promise<string | undefined> | string | undefined;
  },
): Promise<number> {
  const { log = (line: string) => void process.stderr.write(`${line}\n`), signal = stopSignal() } = options;
  const { startOrg } = await import('./run.ts');
  let running: RunningOrg | undefined;
  try {
    running = await startOrg({ ...options, log });
    const path = signal.aborted ? undefined : await options.onReady?.(running);
    if (!signal.aborted) {
      process.stdout.write(`READY ${running.url}${path ?? '/'}\n`);
      await once(signal, 'abort');
    }
  } catch (thrown) {
    if (!signal.aborted) {
      await running?.close();
      if (thrown instanceof UsageError || thrown instanceof AlreadyRunning) log(thrown.message);
      else if (thrown instanceof OrgError) log(`${thrown.errorCode}: ${thrown.message}`);
      else log(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
      return thrown instanceof UsageError || thrown instanceof OrgError ? 2 : 1;
    }
  }
  log('Stopping');
  await running?.close();
  return 0;
}

/** Aborts when the process is told to stop. A second time the process ends at once, as without it. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

/** The command line of the bare org. */
export async function main(args: readonly string[]): Promise<number> {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '7770' },
        fresh: { type: 'boolean', default: false },
        source: { type: 'string' },
        data: { type: 'string' },
        home: { type: 'string', default: process.env['LOCAL_ORG_HOME'] ?? '.local-org' },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const { fresh, source, data, home } = values;
  const port = /^\d+$/.test(values.port) ? Number(values.port) : Number.NaN;
  return runOrg({
    home,
    port,
    fresh,
    ...(source === undefined ? {} : { source }),
    ...(data === undefined ? {} : { data }),
  });
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
