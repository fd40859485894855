import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Connection } from '@jsforce/jsforce-node';
import type { SfError } from '@salesforce/core';
import type { TrendsInput } from '../../plugin/src/trends/input.ts';
import { openClient } from '../../plugin/src/org/client.ts';
import { namesOf } from '../../plugin/src/trends/people.ts';
import { readTrends } from '../../plugin/src/trends/trends.ts';
import { seedResult, trendsResult } from '../../plugin/test/result-schemas.ts';
import type { RunningOrg } from '../local-org/run.ts';
import { copyApp, PLUGIN_BIN } from './app.ts';
import { jsonOf, openCommandLine, resultOf, type Answer, type CommandLine } from './command-line.ts';
import { openLocalOrg } from './local-org.ts';
import { rawCalls, recordsOf, type RawCall } from './raw-calls.ts';
import { counted, recount } from './recount.ts';

const AS_OF = '2026-11-20';
const LOGIN = join(import.meta.dirname, '../../scripts/start/login.ts');

/** What salespeople, managers and admins read of the same year. Steps build on each other. */
describe('sf jointcall trends', () => {
  let org: RunningOrg;
  let line: CommandLine;
  let people: NonNullable<ReturnType<typeof seedResult.parse>['showcase']>['users'];

  const own = (...words: string[]): Promise<Answer> => line.run(PLUGIN_BIN, ['jointcall', ...words]);
  const ask = (...words: string[]): Promise<Answer> =>
    own('trends', '--as-of', AS_OF, '--target-org', org.admin.username, ...words);
  const login = async ({ url, admin: { accessToken } }: RunningOrg): Promise<void> => {
    const answer = await line.run(LOGIN, [url], { env: { SF_ACCESS_TOKEN: accessToken } });
    assert.equal(answer.code, 0, answer.stderr);
  };
  const tokenOf = (username: string): string => org.user('someone', username).accessToken;
  const as = (accessToken: string, input: Partial<TrendsInput> = {}): ReturnType<typeof readTrends> =>
    readTrends(new Connection({ instanceUrl: org.url, accessToken, version: '66.0' }), {
      months: 12,
      asOf: AS_OF,
      ...input,
    });
  const give = async (permissionSet: string): Promise<void> => {
    const [set] = await recordsOf(
      org.url,
      org.admin.accessToken,
      `SELECT Id FROM PermissionSet WHERE Name = '${permissionSet}'`,
    );
    const connection = new Connection({ instanceUrl: org.url, accessToken: org.admin.accessToken, version: '66.0' });
    await connection.create('PermissionSetAssignment', {
      AssigneeId: org.admin.userId,
      PermissionSetId: String(set?.['Id']),
    });
  };

  before(async () => {
    line = openCommandLine();
    const app = join(line.project, 'built-app');
    copyApp(app);
    org = await openLocalOrg(app);
    await login(org);
  });
  after(async () => {
    line.remove();
    await org.close();
  });

  it('says what to do where the app is not there', async () => {
    const bare = await openLocalOrg();
    try {
      await login(bare);
      const answer = jsonOf(await own('trends', '--target-org', bare.admin.username, '--json'));
      assert.equal(answer.name, 'AppMissingError');
      assert.match(String(answer.actions), /sf jointcall deploy/);
    } finally {
      await bare.close();
    }
  });

  it('says which permission is missing', async () => {
    const answer = jsonOf(await ask('--json'));
    assert.equal(answer.name, 'NoAccessError');
    assert.equal(answer.exitCode, 1);
    assert.match(String(answer.actions), /Joint_Call_Manager/);
  });

  it('says what to do where the session is over', () =>
    assert.rejects(as('00D000000000001!over'), { name: 'SessionExpiredError' }));

  it('says the next step where nothing is recorded yet', async () => {
    await give('Joint_Call_Admin');
    const shown = await ask();
    assert.equal(shown.code, 0, shown.stderr);
    assert.match(shown.stdout, /There is no joint call yet[^]*sf jointcall seed/);
    const empty = trendsResult.parse(resultOf(await ask('--json')));
    assert.deepEqual([empty.calls, empty.anyCalls, empty.minimum], [0, false, null]);
  });

  it('counts what a recount of the records counts, whatever is chosen', async () => {
    const seeded = await own(
      ...['seed', '--target-org', org.admin.username, '--with-organization', '--calls', '150', '--reps', '6'],
      ...['--as-of', AS_OF, '--json'],
    );
    people = seedResult.parse(resultOf(seeded)).showcase?.users ?? assert.fail('nobody to show');
    const calls = await rawCalls(org.url, org.admin.accessToken);
    assert.equal(calls.length, 150);
    const { team, stage } = { team: calls[0]!.Team__c!, stage: calls[0]!.Stage_At_Call__c! };
    const manager = (call: RawCall): boolean => call.Manager__c === people.manager.userId;
    const rep = (call: RawCall): boolean => call.Sales_Rep__c === people.rep.userId;
    const choices: [Partial<TrendsInput>, (call: RawCall) => boolean][] = [
      [{}, () => true],
      [{ months: 3 }, () => true],
      [{ months: 6, rep: people.rep.name }, rep],
      [{ manager: people.manager.username.toUpperCase() }, manager],
      [
        { months: 60, manager: people.manager.userId, rep: people.rep.userId.slice(0, 15) },
        (call) => manager(call) && rep(call),
      ],
    ];
    for (const [input, isChosen] of choices) {
      const trends = await as(org.admin.accessToken, input);
      const told = counted(trends);
      const expected = recount(calls.filter(isChosen), trends);
      // What one chooses among is counted without the choice by itself.
      if (input.manager !== undefined) {
        const others = input.rep === undefined ? calls : calls.filter(rep);
        expected['managers'] = recount(others, trends)['managers'];
      }
      assert.deepEqual(told, expected, JSON.stringify(input));
    }

    const ofTeam = await as(org.admin.accessToken, { team: team.toLowerCase(), stage });
    const inStage = calls.filter((call) => call.Stage_At_Call__c === stage);
    const inTeam = calls.filter((call) => call.Team__c === team);
    assert.deepEqual(counted(ofTeam), {
      ...recount(
        inStage.filter((call) => call.Team__c === team),
        ofTeam,
      ),
      teams: recount(inStage, ofTeam)['teams'],
      stages: recount(inTeam, ofTeam)['stages'],
    });
    assert.deepEqual(
      new Set(ofTeam.reps?.map(({ id }) => id)),
      new Set(
        inTeam.filter((call) => call.Stage_At_Call__c === stage && isOfYear(call)).map((call) => call.Sales_Rep__c),
      ),
    );
  });

  it('gives a rate only from the configured number of calls on, and names of people', async () => {
    const trends = await as(org.admin.accessToken, { rep: people.rep.name });
    const rates = ratesIn(trends);
    assert.ok(rates.some(({ of }) => of < 5) && rates.some(({ of }) => of >= 5));
    for (const { count, of, share } of rates) assert.equal(share, of < 5 ? undefined : count / of);
    for (const { name } of trends.managers) assert.match(name, /^\p{Lu}\p{L}+ /u);
  });

  it('shows salespeople what they may see, and not that accounts differ', async () => {
    const token = tokenOf(people.rep.username);
    const seen = await rawCalls(org.url, token);
    const trends = await as(token);
    assert.deepEqual(counted(trends), recount(seen, trends));
    assert.ok(trends.calls > 0 && trends.calls < (await as(org.admin.accessToken)).calls);
    assert.equal(trends.accountsDiffer, null);
  });

  it('shows managers the coaching that is theirs, and on how many calls accounts differ', async () => {
    const token = tokenOf(people.manager.username);
    const { coaching, accountsDiffer, period } = await as(token);
    const theirs = await recordsOf(
      org.url,
      token,
      'SELECT Shared_On__c, Rep_Acknowledged_On__c FROM Joint_Call_Coaching__c',
    );
    const has = (field: string): number => theirs.filter((each) => each[field] !== null).length;
    assert.ok(theirs.length > 0);
    assert.deepEqual(coaching, {
      given: theirs.length,
      shared: has('Shared_On__c'),
      acknowledged: has('Rep_Acknowledged_On__c'),
    });
    const differ = (await recordsOf(
      org.url,
      token,
      'SELECT Accounts_Differ__c, Call_Date__c FROM Joint_Call__c WHERE Accounts_Differ__c = 1',
    )) as { Call_Date__c: string }[];
    assert.equal(accountsDiffer?.count, differ.filter(({ Call_Date__c: day }) => day >= period.from).length);
  });

  it('makes the same few requests for many calls as for few', async () => {
    assert.equal((await as(org.admin.accessToken)).requests, 2);
    assert.equal((await as(org.admin.accessToken, { manager: people.manager.name, rep: people.rep.name })).requests, 3);

    const client = openClient(new Connection({ instanceUrl: org.url, accessToken: org.admin.accessToken }));
    const strangers = Array.from({ length: 5000 }, (_, index) => `005${String(index).padStart(12, '0')}`);
    const names = await namesOf(client, '66.0', [...strangers, people.rep.userId]);
    assert.equal(names.get(people.rep.userId), people.rep.name);
    assert.equal(client.calls, 2);
  });

  it('shows tables and plots of 80 columns, with ASCII and without colour where those are asked for', async () => {
    const shown = async (env: Record<string, string>): Promise<string> => {
      const words = ['jointcall', 'trends', '--as-of', AS_OF, '--target-org', org.admin.username];
      const answer = await line.run(PLUGIN_BIN, words, { env: { OCLIF_TABLE_COLUMN_OVERRIDE: '80', ...env } });
      assert.equal(answer.code, 0, answer.stderr);
      return answer.stdout;
    };
    const blocks = await shown({ LANG: 'C.UTF-8' });
    assert.match(blocks, /2026-11 +│[^\n]*█/);
    for (const row of blocks.split('\n')) assert.ok(row.length <= 80, row);
    // As on a terminal that has colours, though NO_COLOR asks for none.
    const ascii = await shown({ LC_ALL: 'C', FORCE_COLOR: '1' });
    assert.match(ascii, /2026-11 [^\n]*#/);
    assert.doesNotMatch(ascii, /[─-▟]/);
    assert.doesNotMatch(ascii, /\u001B\[3\d/);
  });

  it('writes CSV and JSON to the screen or a file, as sf data query does', async () => {
    const { stdout } = await ask('--result-format', 'csv');
    const file = join(line.project, 'trends.csv');
    const written = await ask('--result-format', 'csv', '--output-file', file);
    assert.match(written.stdout, /were written to/);
    assert.equal(readFileSync(file, 'utf8'), stdout);
    const { calls, told } = trendsResult.parse(jsonOf(await ask('--result-format', 'json')).result);
    assert.match(stdout, new RegExp(`^takeover,2025-12-01,2026-11-30,,,\\d+,${told},0\\.`, 'm'));
    assert.ok(calls >= told);
    assert.equal(jsonOf(await ask('--output-file', file, '--json')).name, 'FileNeedsFormatError');
  });

  it('tells the candidates of a name that is unknown, or that several people have', async () => {
    const refused = async (input: Partial<TrendsInput>, name: string, actions: RegExp): Promise<void> => {
      await assert.rejects(as(org.admin.accessToken, input), (error: SfError) => {
        assert.equal(error.name, name, JSON.stringify(input));
        assert.match(String(error.actions), actions);
        return true;
      });
    };
    const { manager, rep } = people;
    await refused({ manager: manager.name.split(' ')[0] }, 'PersonUnknownError', RegExp(manager.username));

    const [row] = org.org.store.all('SELECT Email FROM User WHERE Id = ?', [rep.userId]);
    const email = String(row?.['Email']);
    org.org.store.update('User', [{ Id: manager.userId, Email: email }]);
    await refused({ rep: email }, 'PersonAmbiguousError', RegExp(`(?=.*${rep.username}).*${manager.username}`));

    for (const typed of ["' OR Name LIKE '%", '%', '_', 'x\\', '005', '005000000000000ZZZ']) {
      await refused({ rep: typed }, 'PersonUnknownError', /^Similar names: nobody$/);
    }
    await refused({ team: "O'Brien\\" }, 'NoSuchTeamError', /Teams with joint calls: \w+/);
    await refused({ stage: "') OR (Id != '" }, 'NoSuchStageError', /Stages with joint calls: \w+/);

    const answer = jsonOf(await ask('--team', 'x', '--json'));
    assert.deepEqual([answer.name, answer.exitCode], ['NoSuchTeamError', 1]);
  });
});

function isOfYear({ Call_Date__c: day, Status__c: status }: RawCall): boolean {
  return day >= '2025-12-01' && day <= '2026-11-30' && (status === 'Held' || status === 'Debriefed');
}

/** Every rate in a result, wherever it is. */
function ratesIn(value: unknown): { count: number; of: number; share?: number }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('count' in value && 'of' in value) return [value as { count: number; of: number; share?: number }];
  return Object.values(value).flatMap(ratesIn);
}
