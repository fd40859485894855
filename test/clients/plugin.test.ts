import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { deployResult, seedResult } from '../../plugin/test/result-schemas.ts';
import { sessionsOf } from '../local-org/api/sessions.ts';
import type { RunningOrg } from '../local-org/run.ts';
import { breakRule, copyApp, PLUGIN_BIN, PLUGIN_FOLDER } from './app.ts';
import { jsonOf, openCommandLine, resultOf, type Answer, type CommandLine } from './command-line.ts';
import { openFaultyOrg, type FaultPlan, type FaultyOrg } from './faults.ts';
import { installClients } from './install.ts';
import { openLocalOrg } from './local-org.ts';

const AS_OF = '2026-11-20';
const SMALL = ['--with-organization', '--calls', '60', '--reps', '4', '--as-of', AS_OF];

/** The plugin, linked into the official CLI and through its own bin. Steps build on each other. */
describe('sf jointcall', () => {
  let org: RunningOrg;
  let line: CommandLine;
  let sf: (words: readonly string[], env?: Record<string, string>) => Promise<Answer>;

  /** The plugin's own bin, which starts faster. */
  const own = (...words: string[]): Promise<Answer> => line.run(PLUGIN_BIN, ['jointcall', ...words]);
  const count = async (soql: string, token = org.admin.accessToken): Promise<number> => {
    const response = await fetch(`${org.url}/services/data/v66.0/query?q=${encodeURIComponent(soql)}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return ((await response.json()) as { totalSize: number }).totalSize;
  };
  const loaderPermissions = (): Promise<number> =>
    count("SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Joint_Call_Data_Loader'");
  const login = async (url: string, alias: string): Promise<void> => {
    const words = [
      'org',
      'login',
      'access-token',
      '--instance-url',
      url,
      '--alias',
      alias,
      '--set-default',
      '--no-prompt',
      '--json',
    ];
    resultOf(await sf(words, { SF_ACCESS_TOKEN: org.admin.accessToken }));
  };

  /** Logged in to an org where things go wrong, for as long as `work` takes. */
  const amidFaults = async (plan: FaultPlan, work: (faulty: FaultyOrg) => Promise<void>): Promise<void> => {
    const faulty = await openFaultyOrg(org.url, plan);
    try {
      await login(faulty.url, 'faulty');
      await work(faulty);
    } finally {
      await faulty.close();
      await login(org.url, 'local');
    }
  };

  before(async () => {
    const clients = await installClients();
    org = await openLocalOrg();
    line = openCommandLine();
    sf = (words, env = {}) => line.run(clients.sf, words, { env });
    await login(org.url, 'local');
  });
  after(async () => {
    line.remove();
    await org.close();
  });

  it('is linked into the official CLI', async () => {
    const answer = await sf(['plugins', 'link', PLUGIN_FOLDER, '--no-install']);
    assert.equal(answer.code, 0, answer.stderr);
    const help = await sf(['jointcall', '--help']);
    assert.match(help.stdout, /jointcall deploy {2}Deploy the Joint Call app/);
  });

  it('says what to do first, where the app is not there yet', async () => {
    const answer = jsonOf(await own('seed', ...SMALL, '--json'));
    assert.equal(answer.name, 'PermissionSetMissingError');
    assert.equal(answer.exitCode, 1);
    assert.match(String(answer.actions), /sf jointcall deploy/);
  });

  it('shows each component that the org refuses, and deploys nothing', async () => {
    const broken = join(line.project, 'broken');
    copyApp(broken);
    const { rule, field } = breakRule(broken);
    const answer = await own('deploy', '--source-dir', broken, '--json');
    assert.equal(answer.code, 1);
    const { status, result } = jsonOf(answer);
    assert.equal(status, 1);
    const outcome = deployResult.parse(result);
    const failure = outcome.components.find(({ fullName }) => fullName === rule);
    assert.equal(failure?.state, 'Failed');
    assert.match(failure?.problem ?? '', new RegExp(field));
    assert.match(failure?.filePath ?? '', /^objects\/Joint_Call__c\/validationRules\//);

    const shown = await own('deploy', '--source-dir', broken);
    assert.equal(shown.code, 1);
    for (const text of ['ValidationRule', rule, 'Line:Column'])
      assert.ok(shown.stdout.toUpperCase().includes(text.toUpperCase()), text);
  });

  it('checks without deploying, then deploys through the official CLI, and then changes nothing', async () => {
    const dry = deployResult.parse(resultOf(await own('deploy', '--dry-run', '--json')));
    assert.ok(dry.success && dry.dryRun && dry.components.length > 50);

    const first = await sf(['jointcall', 'deploy', '--assign-permission-set', 'Joint_Call_Admin']);
    assert.equal(first.code, 0, first.stdout + first.stderr);
    assert.match(first.stdout, /Deployed \d+ components: \d+ new, 0 changed/);
    assert.match(first.stdout, /Gave the permission set Joint_Call_Admin to/);
    assert.match(first.stdout, /sf jointcall seed/);

    const again = deployResult.parse(resultOf(await own('deploy', '--json')));
    assert.equal(again.components.length, dry.components.length);
    assert.deepEqual(
      again.components.filter(({ state }) => state === 'Created'),
      [],
    );
  });

  it('shows what a seed would write, and writes nothing', async () => {
    const dry = seedResult.parse(resultOf(await own('seed', ...SMALL, '--dry-run', '--json')));
    assert.equal(dry.planned.find(({ object }) => object === 'Joint_Call__c')?.rows, 60);
    assert.equal(await count('SELECT Id FROM Account'), 0);
    const shown = await own('seed', ...SMALL, '--dry-run');
    assert.match(shown.stdout, new RegExp(`at most ${dry.apiCalls} API calls`));
  });

  it('seeds a year of calls through the official CLI, with the load permission only meanwhile', async () => {
    const planned = seedResult.parse(resultOf(await own('seed', ...SMALL, '--dry-run', '--json')));
    const seeded = seedResult.parse(resultOf(await sf(['jointcall', 'seed', ...SMALL, '--json'])));
    assert.deepEqual(seeded.failures, []);
    assert.deepEqual(
      seeded.objects.map(({ object, created }) => ({ object, rows: created })),
      planned.planned.map(({ object, rows }) => ({ object, rows })),
    );
    assert.ok(seeded.apiCalls <= planned.apiCalls, `${seeded.apiCalls} calls, ${planned.apiCalls} announced`);
    assert.equal(await loaderPermissions(), 0);
    assert.equal(await count('SELECT Id FROM Joint_Call__c'), 60);

    const { users, opportunity } = seeded.showcase ?? assert.fail('nothing to show');
    assert.equal(users.admin.username, org.admin.username);
    assert.equal(
      await count(
        `SELECT Id FROM Opportunity WHERE Id = '${opportunity.id}' AND OwnerId = '${users.rep.userId}' AND Owner.ManagerId = '${users.manager.userId}'`,
      ),
      1,
    );
    assert.equal(
      await count(`SELECT Id FROM Joint_Call__c WHERE Opportunity__c = '${opportunity.id}'`),
      opportunity.jointCalls,
    );
    assert.notEqual(users.otherRep, null);
  });

  it('lets the rep and the manager see the deal’s calls, and not a rep of another team', async () => {
    const { users, opportunity } =
      seedResult.parse(resultOf(await own('seed', ...SMALL, '--json'))).showcase ?? assert.fail();
    const seen = (username: string): Promise<number> =>
      count(
        `SELECT Id FROM Joint_Call__c WHERE Opportunity__c = '${opportunity.id}'`,
        org.user('someone', username).accessToken,
      );
    assert.equal(await seen(users.rep.username), opportunity.jointCalls);
    assert.equal(await seen(users.manager.username), opportunity.jointCalls);
    assert.equal(await seen(users.otherRep?.username ?? ''), 0);
  });

  it('stamps what the app works out, as for any call', async () => {
    assert.equal(
      await count(
        "SELECT Id FROM Joint_Call__c WHERE Status__c IN ('Held', 'Debriefed') AND (Takeover_Level__c = null OR Call_Month__c = null OR Sales_Rep__c = null OR Team__c = null)",
      ),
      0,
    );
    assert.ok((await count("SELECT Id FROM Joint_Call__c WHERE Takeover_Level__c IN ('Partial', 'Full')")) > 0);
    assert.ok((await count("SELECT Id FROM Joint_Call_Follow_Up__c WHERE Routed_To__c = 'Manager'")) > 0);
    assert.equal(await count('SELECT Id FROM Joint_Call_Follow_Up__c WHERE Routed_To__c = null'), 0);
  });

  it('sends nothing twice, and only what is missing', async () => {
    const again = seedResult.parse(resultOf(await own('seed', ...SMALL, '--json')));
    assert.ok(
      again.objects.every(({ created, failed }) => created === 0 && failed === 0),
      JSON.stringify(again.objects),
    );
    const other = seedResult.parse(resultOf(await own('seed', ...SMALL, '--random-seed', '2', '--json')));
    assert.equal(other.objects.find(({ object }) => object === 'Joint_Call__c')?.created, 60);
    assert.equal(await count('SELECT Id FROM Joint_Call__c'), 120);
  });

  it('puts calls on the org’s own opportunities', async () => {
    const shown = await own('seed', '--calls', '30', '--random-seed', '3', '--as-of', AS_OF);
    assert.equal(shown.code, 0, shown.stdout + shown.stderr);
    assert.match(shown.stdout, /Joint_Call__c +.?\s*30/);
    assert.equal(await count('SELECT Id FROM Joint_Call__c'), 150);
  });

  it('goes on over locked rows', () =>
    amidFaults({ lockEvery: 20 }, async (faulty) => {
      const seeded = seedResult.parse(resultOf(await own('seed', ...SMALL, '--random-seed', '4', '--json')));
      assert.ok(faulty.locked > 0);
      assert.deepEqual(seeded.failures, []);
      assert.equal(seeded.objects.find(({ object }) => object === 'Joint_Call__c')?.created, 60);
    }));

  it('lists the rows that the org refuses, leaves out what belongs to them, and sends them later', async () => {
    const refuse = {
      object: 'Joint_Call__c',
      every: 10,
      statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: 'Not on a Friday.',
    };
    await amidFaults({ refuse }, async () => {
      const answer = await own('seed', ...SMALL, '--random-seed', '7', '--json');
      assert.equal(answer.code, 1);
      const partly = seedResult.parse(jsonOf(answer).result);
      assert.equal(partly.failures.length, 6);
      assert.deepEqual(new Set(partly.failures.map(({ message }) => message)), new Set(['Not on a Friday.']));
      assert.ok(partly.objects.some(({ object, skipped }) => object === 'Joint_Call_Follow_Up__c' && skipped > 0));

      const shown = await own('seed', ...SMALL, '--random-seed', '7');
      assert.equal(shown.code, 1);
      assert.match(shown.stdout, /Rows that failed \[1\]/);
      assert.match(shown.stdout, /FIELD_CUSTOM_VALIDATION_EXCEPTION: Not on a Friday\./);
    });
    const rest = seedResult.parse(resultOf(await own('seed', ...SMALL, '--random-seed', '7', '--json')));
    assert.deepEqual(rest.failures, []);
  });

  it('says what to do where the licences do not suffice', () => {
    const refuse = {
      object: 'User',
      every: 1,
      statusCode: 'LICENSE_LIMIT_EXCEEDED',
      message: 'License Limit Exceeded',
    };
    return amidFaults({ refuse }, async () => {
      const answer = jsonOf(await own('seed', ...SMALL, '--random-seed', '8', '--json'));
      assert.equal(answer.name, 'NotEnoughLicensesError');
      assert.match(String(answer.actions), /--reps/);
    });
  });

  it('stops at the request limit, tells how far it came, and goes on from there', async () => {
    await amidFaults({ collectionsUntilLimit: 4 }, async () => {
      const stopped = jsonOf(await own('seed', ...SMALL, '--random-seed', '5', '--json'));
      assert.equal(stopped.name, 'RequestLimitExceededError');
      const { objects } = stopped.data as { objects: { object: string; created: number }[] };
      assert.ok(objects.some(({ object, created }) => object === 'User' && created > 0));
      assert.equal(await loaderPermissions(), 0);
    });
    const rest = seedResult.parse(resultOf(await own('seed', ...SMALL, '--random-seed', '5', '--json')));
    assert.ok(
      rest.objects.some(({ object, alreadyThere, created }) => object === 'User' && alreadyThere > 0 && created === 0),
    );
    assert.equal(rest.objects.find(({ object }) => object === 'Joint_Call__c')?.created, 60);
  });

  it('gives the load permission back when it is interrupted', async () => {
    const answer = await line.run(
      PLUGIN_BIN,
      ['jointcall', 'seed', '--with-organization', '--calls', '20000', '--random-seed', '6', '--as-of', AS_OF],
      {
        onStart: (child) =>
          child.stdout?.on('data', (text: string) => /Took the permission set/.test(text) && child.kill('SIGINT')),
      },
    );
    assert.equal(answer.code, 130, answer.stdout + answer.stderr);
    assert.match(answer.stderr, /Stopped before the end/);
    assert.equal(await loaderPermissions(), 0);
  });

  it('refuses a production org that is not named', async () => {
    const [row] = org.org.store.all('SELECT Id FROM Organization', []);
    const set = (edition: string): void =>
      org.org.store.update('Organization', [{ Id: String(row?.['Id']), OrganizationType: edition }]);
    set('Enterprise Edition');
    try {
      const refused = jsonOf(await own('seed', ...SMALL, '--json'));
      assert.equal(refused.name, 'ProductionNotConfirmedError');
      const name = /--confirm-org "(.+)"/.exec(String(refused.actions))?.[1] ?? '';
      assert.equal(jsonOf(await own('seed', ...SMALL, '--confirm-org', name, '--json')).status, 0);
    } finally {
      set('Developer Edition');
    }
  });

  it('says what to do where the session is over', async () => {
    const { accessToken } = org.user('guest', org.admin.username);
    const words = [
      'org',
      'login',
      'access-token',
      '--instance-url',
      org.url,
      '--alias',
      'over',
      '--no-prompt',
      '--json',
    ];
    resultOf(await sf(words, { SF_ACCESS_TOKEN: accessToken }));
    sessionsOf(org.org).revoke(accessToken);
    for (const command of ['deploy', 'seed']) {
      assert.equal(jsonOf(await own(command, '--target-org', 'over', '--json')).name, 'SessionExpiredError');
    }
    await login(org.url, 'local');
  });

  it('refuses what is no date, no folder, no org', async () => {
    const refused = async (...words: string[]): Promise<string | undefined> =>
      jsonOf(await own(...words, '--json')).name;
    assert.equal(await refused('seed', '--as-of', '2026-02-30'), 'InvalidDayError');
    assert.equal(await refused('deploy', '--source-dir', 'nowhere'), 'SourceDirMissingError');
    assert.equal(await refused('deploy', '--target-org', 'nobody'), 'NamedOrgNotFoundError');
  });

  it('says so where the org does not answer', async () => {
    const faulty = await openFaultyOrg(org.url, {});
    await login(faulty.url, 'gone');
    await faulty.close();
    const answer = jsonOf(await own('deploy', '--json'));
    assert.equal(answer.name, 'OrgUnreachableError');
    assert.match(String(answer.message), /ECONNREFUSED/);
  });
});
