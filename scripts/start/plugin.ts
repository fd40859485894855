/** Runs our own `sf jointcall` commands against the local org, as an admin would, with a login kept in the org's home. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../../test/local-org/errors.ts';
import { ROOT } from '../build/build.ts';
import { run, RunError } from '../build/run.ts';

const Outcome = z.object({ status: z.number(), result: z.unknown().optional(), message: z.string().optional() });

/** A deploy's result, of which only what failed is told. */
const Deployed = z.object({
  components: z.array(
    z.object({
      fullName: z.string(),
      filePath: z.string().optional(),
      line: z.number().optional(),
      problem: z.string().optional(),
    }),
  ),
});

export interface PluginLogin {
  home: string;
  username: string;
  url: string;
  accessToken: string;
}

/** Logs the plugin in. The login stays inside `home`, apart from the logins of the user's own CLI. */
export async function logIn({ home, url, accessToken }: PluginLogin, signal: AbortSignal): Promise<void> {
  mkdirSync(cliHome(home), { recursive: true, mode: 0o700 });
  await run('node', [join(ROOT, 'scripts/start/login.ts'), url], {
    cwd: ROOT,
    env: { ...environment(home), SF_ACCESS_TOKEN: accessToken },
    signal,
  });
}

/**
 * Runs one command with `--json` and returns its result. Throws UsageError with the command's own message, or with
 * its rows of problems where it has some.
 */
export async function sfJointcall(
  login: PluginLogin,
  command: readonly string[],
  signal: AbortSignal,
): Promise<unknown> {
  const bin = join(ROOT, 'plugin/bin/run.js');
  let output: string;
  try {
    output = await run('node', [bin, 'jointcall', ...command, '--target-org', login.username, '--json'], {
      cwd: ROOT,
      env: environment(login.home),
      signal,
    });
  } catch (error) {
    if (!(error instanceof RunError) || !error.output.trim().startsWith('{')) throw error;
    output = error.output;
  }
  const { status, result, message } = Outcome.parse(JSON.parse(output));
  if (status !== 0) throw new UsageError(`sf jointcall ${command.join(' ')} failed: ${message ?? problemsOf(result)}`);
  return result;
}

function problemsOf(result: unknown): string {
  const deployed = Deployed.safeParse(result);
  if (!deployed.success) return JSON.stringify(result, null, 2);
  return deployed.data.components
    .filter(({ problem }) => problem !== undefined)
    .map(({ fullName, filePath, line, problem }) => `\n  ${filePath ?? fullName}${line ? `:${line}` : ''}: ${problem}`)
    .join('');
}

function cliHome(home: string): string {
  return join(home, 'cli');
}

function environment(home: string): NodeJS.ProcessEnv {
  const { HTTP_PROXY, HTTPS_PROXY, http_proxy, https_proxy, ...rest } = process.env;
  void [HTTP_PROXY, HTTPS_PROXY, http_proxy, https_proxy]; // jsforce sends even loopback traffic to a proxy
  return {
    ...rest,
    HOME: cliHome(home),
    SF_DISABLE_TELEMETRY: 'true',
    SF_DISABLE_LOG_FILE: 'true',
    NODE_NO_WARNINGS: '1',
  };
}
