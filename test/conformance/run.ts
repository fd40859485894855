/**
 * `npm run test:conformance -- [--target-org X]`: the conformance suite against a local org, or unchanged
 * against the real org that the official CLI knows as X. It makes users, a deal and joint calls there and
 * removes the records it can; take a sandbox or a scratch org.
 */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = join(import.meta.dirname, '../..');

/** The URL and access token of an org that the official CLI is logged in to. */
async function sessionOf(targetOrg: string): Promise<{ url: string; token: string }> {
  const { Org } = await import('@salesforce/core');
  const org = await Org.create({ aliasOrUsername: targetOrg });
  await org.refreshAuth();
  const { accessToken, instanceUrl } = org.getConnection().getConnectionOptions();
  if (!accessToken || !instanceUrl) throw new Error(`The login of ${targetOrg} holds no session. Log in again.`);
  return { url: instanceUrl, token: accessToken };
}

try {
  const { values } = parseArgs({ options: { 'target-org': { type: 'string', short: 'o' } } });
  const target = values['target-org'] && (await sessionOf(values['target-org']));
  const files = globSync('test/conformance/**/*.test.ts', { cwd: ROOT });
  const child = spawn('node', ['--test', '--test-concurrency=1', ...files], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...(target && { CONFORMANCE_URL: target.url, CONFORMANCE_TOKEN: target.token }) },
  });
  child.on('close', (code) => (process.exitCode = code ?? 1));
} catch (error) {
  console.error(`${(error as Error).message}\nUsage: npm run test:conformance -- [--target-org <username or alias>]`);
  process.exitCode = 2;
}
