/**
 * `npm start -- [--port 7770] [--fresh]`: builds, starts the local org, deploys the app into it with our own
 * plugin, seeds it, and says where to look and as whom. A later start goes on with the same data.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { runOrg, stopSignal } from '../test/local-org/main.ts';
import type { OrgFileUser, RunningOrg } from '../test/local-org/run.ts';
import { CARRIED, build } from './build/build.ts';
import { hashOf } from './build/inputs.ts';
import { OptionError, readOptions, type StartOptions } from './start/options.ts';
import { logIn, sfJointcall, type PluginLogin } from './start/plugin.ts';
import { keepShowcase, readShowcase, showcaseOf, type Showcase } from './start/showcase.ts';

const say = (line: string): void => console.error(line);

async function start({ home, port, fresh }: StartOptions): Promise<number> {
  const signal = stopSignal();
  say('Building');
  try {
    await build({ log: say, signal });
  } catch (error) {
    if (!signal.aborted) throw error;
    say('Stopping');
    return 0;
  }
  return runOrg({
    home,
    port,
    fresh,
    log: say,
    signal,
    onReady: async (running) => {
      // The first page would wait for its platform; built beside the deploy it costs nothing.
      const { preparePlatform } = await import('../test/local-org/lightning/assets.ts');
      const [filled, platform] = await Promise.allSettled([fill(running, signal), preparePlatform()]);
      // Ctrl-C ends the bundler's own process at once, and its failure can be here before the signal is.
      if (platform.status === 'rejected') await setTimeout(200);
      signal.throwIfAborted();
      if (platform.status === 'rejected') throw platform.reason;
      if (filled.status === 'rejected') throw filled.reason;
      const showcase = filled.value;
      const users = writeUsers(running, showcase);
      tell(running, showcase, users);
      return `/lightning/r/Opportunity/${showcase.opportunity.id}/view`;
    },
  });
}

/** Deploys the app where it changed, and seeds the org where that was not done yet. */
async function fill(running: RunningOrg, signal: AbortSignal): Promise<Showcase> {
  const { home, url, admin, existed } = running;
  const deployedMark = join(home, 'deployed');
  if (!existed) for (const mark of [deployedMark, join(home, 'showcase.json')]) rmSync(mark, { force: true });

  const app = hashOf([CARRIED]);
  const isDeployed = existsSync(deployedMark) && readFileSync(deployedMark, 'utf8') === app;
  const seeded = readShowcase(home);
  if (isDeployed && seeded) {
    say('Going on with the data that is there');
    return seeded;
  }
  const login: PluginLogin = { home, url, username: admin.username, accessToken: admin.accessToken };
  await logIn(login, signal);
  if (!isDeployed) {
    say('Deploying the app: sf jointcall deploy');
    await sfJointcall(login, ['deploy', '--language', 'de', '--assign-permission-set', 'Joint_Call_Admin'], signal);
    writeFileSync(deployedMark, app);
  }
  if (seeded) return seeded;
  say('Seeding a year of joint calls: sf jointcall seed --with-organization');
  const showcase = showcaseOf(await sfJointcall(login, ['seed', '--with-organization'], signal));
  keepShowcase(home, showcase);
  return showcase;
}

function writeUsers(running: RunningOrg, { users, opportunity }: Showcase): OrgFileUser[] {
  const path = `/lightning/r/Opportunity/${opportunity.id}/view`;
  const written = (['rep', 'manager', 'admin', 'otherRep'] as const).map((role) =>
    running.user(role, users[role].username, path),
  );
  running.writeUsers(written);
  return written;
}

function tell({ url, home, admin }: RunningOrg, { users, opportunity }: Showcase, written: OrgFileUser[]): void {
  const who = {
    rep: `${users.rep.name}, the salesperson who owns the deal`,
    manager: `${users.manager.name}, the salesperson's manager`,
    admin: `${users.admin.name}, the admin`,
    otherRep: `${users.otherRep.name}, a salesperson of another team (has no access to this deal)`,
  };
  say(`\n"${opportunity.name}" has ${opportunity.jointCalls} joint calls. Open it as`);
  for (const { role, opportunityUrl } of written) say(`  ${who[role as keyof typeof who]}\n    ${opportunityUrl}`);
  say(`\nThe official CLI reaches this org with the tokens in ${join(home, 'org.json')}:
  SF_ACCESS_TOKEN=$(node -p "require('${join(home, 'org.json')}').users.find(u => u.role === 'admin').accessToken") \\
    sf org login access-token --instance-url ${url} --no-prompt --alias local
  sf org display --target-org local          # ${admin.username}
\nCtrl-C stops it; the next npm start goes on with the same data.\n`);
}

try {
  process.exitCode = await start(readOptions(process.argv.slice(2), process.env));
} catch (error) {
  say(error instanceof OptionError ? error.message : ((error as Error).stack ?? String(error)));
  process.exitCode = error instanceof OptionError ? 2 : 1;
}
