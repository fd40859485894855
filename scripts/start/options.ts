import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ROOT } from '../build/build.ts';

export interface StartOptions {
  home: string;
  port: number;
  fresh: boolean;
}

const Port = z.coerce.number().int().min(0).max(65_535);

/** What was asked for cannot be done; the message says what to give instead. */
export class OptionError extends Error {}

/** Where the local org keeps its data: `JOINTCALL_HOME`, else `.jointcall` in the repository. */
export function readHome(env: NodeJS.ProcessEnv): string {
  return env['JOINTCALL_HOME'] || join(ROOT, '.jointcall');
}

/** Reads `[--port N] [--fresh]` and `JOINTCALL_PORT`, `JOINTCALL_HOME`. Throws OptionError. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): StartOptions {
  let values: { port?: string | undefined; fresh?: boolean | undefined };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: { port: { type: 'string' }, fresh: { type: 'boolean', default: false } },
    }));
  } catch (error) {
    throw new OptionError(`${(error as Error).message}\nUsage: npm start -- [--port 7770] [--fresh]`);
  }
  const asked = values.port ?? env['JOINTCALL_PORT'] ?? '7770';
  const port = Port.safeParse(asked);
  if (asked === '' || !port.success) {
    throw new OptionError(`"${asked}" is no port: give a number from 0 to 65535, as in npm start -- --port 7771`);
  }
  return { home: readHome(env), port: port.data, fresh: values.fresh ?? false };
}
