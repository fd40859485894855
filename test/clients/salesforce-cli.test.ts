import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { RunningOrg } from '../local-org/run.ts';
import { breakRule, copyApp } from './app.ts';
import { jsonOf, openCommandLine, resultOf, type Answer, type CommandLine } from './command-line.ts';
import { installClients } from './install.ts';
import { openLocalOrg } from './local-org.ts';

/** The official CLI, unmodified, does with the local org what an admin does with any org. Steps build on each other. */
describe('the official Salesforce CLI', () => {
  let org: RunningOrg;
  let line: CommandLine;
  let sf: (words: readonly string[], env?: Record<string, string>) => Promise<Answer>;
  const ids: Record<string, string> = {};

  before(async () => {
    const clients = await installClients();
    org = await openLocalOrg();
    line = openCommandLine();
    sf = (words, env = {}) => line.run(clients.sf, words, { env });
    copyApp(join(line.project, 'app/main/default'));
  });
  after(async () => {
    line.remove();
    await org.close();
  });

  const create = async (object: string, values: string): Promise<string> =>
    resultOf<{ id: string }>(await sf(['data', 'create', 'record', '--sobject', object, '--values', values, '--json']))
      .id;

  it('logs in with an access token', async () => {
    const words = [
      'org',
      'login',
      'access-token',
      '--instance-url',
      org.url,
      '--alias',
      'local',
      '--set-default',
      '--no-prompt',
      '--json',
    ];
    const result = resultOf(await sf(words, { SF_ACCESS_TOKEN: org.admin.accessToken }));
    assert.equal(result['username'], org.admin.username);
    assert.match(String(result['instanceUrl']), new RegExp(`^${org.url}/?$`));
  });

  it('displays the org', async () => {
    const result = resultOf(await sf(['org', 'display', '--json']));
    assert.equal(result['connectedStatus'], 'Connected');
    assert.equal(result['username'], org.admin.username);
    assert.equal(result['apiVersion'], '66.0');
  });

  it('tells a failed deploy by component, file, line and column, and leaves the org as it was', async () => {
    const broken = join(line.project, 'broken/main/default');
    copyApp(broken);
    const { rule, field } = breakRule(broken);
    const answer = await sf(['project', 'deploy', 'start', '--source-dir', broken, '--json']);
    assert.equal(answer.code, 1);
    const { details } = jsonOf(answer).result as { details: { componentFailures: Record<string, unknown>[] } };
    const failure = details.componentFailures.find(({ fullName }) => fullName === rule);
    assert.equal(failure?.['componentType'], 'ValidationRule');
    assert.match(String(failure?.['problem']), new RegExp(field));

    const gone = jsonOf(await sf(['data', 'query', '--query', 'SELECT Id FROM Joint_Call__c', '--json']));
    assert.equal(gone.name, 'INVALID_TYPE');
  });

  it('deploys the app', async () => {
    const answer = await sf(['project', 'deploy', 'start', '--source-dir', 'app']);
    assert.equal(answer.code, 0, answer.stdout + answer.stderr);
    assert.match(answer.stdout, /Joint_Call__c/);
  });

  it('assigns a permission set', async () => {
    const answer = await sf(['org', 'assign', 'permset', '--name', 'Joint_Call_Admin', '--json']);
    assert.equal(resultOf<{ successes: { value: string }[] }>(answer).successes[0]?.value, 'Joint_Call_Admin');
  });

  it('creates and updates records', async () => {
    const profile = resultOf<{ Id: string }>(
      await sf(['data', 'get', 'record', '--sobject', 'Profile', '--where', "Name='Standard User'", '--json']),
    );
    const locale = 'TimeZoneSidKey=Europe/Berlin LocaleSidKey=en_US EmailEncodingKey=UTF-8 LanguageLocaleKey=en_US';
    ids['rep'] = await create(
      'User',
      `Username=rita@clients.example Email=rita@clients.example LastName=Rep Alias=rita ProfileId=${profile.Id} ${locale}`,
    );
    ids['account'] = await create('Account', "Name='Blue Door Ltd'");
    ids['deal'] = await create(
      'Opportunity',
      `Name=Renewal AccountId=${ids['account']} StageName=Qualification CloseDate=2030-01-31 Amount=5000 OwnerId=${ids['rep']}`,
    );
    const updated = await sf([
      'data',
      'update',
      'record',
      '--sobject',
      'Opportunity',
      '--record-id',
      ids['deal'],
      '--values',
      'Amount=7000',
      '--json',
    ]);
    assert.equal(resultOf(updated)['id'], ids['deal']);
  });

  it('queries, as JSON and as a table', async () => {
    const query = 'SELECT Name, Amount, Account.Name, Owner.Username FROM Opportunity';
    const { records, totalSize } = resultOf<{ records: Record<string, unknown>[]; totalSize: number }>(
      await sf(['data', 'query', '--query', query, '--json']),
    );
    assert.equal(totalSize, 1);
    assert.equal(records[0]?.['Amount'], 7000);
    const { stdout, code } = await sf(['data', 'query', '--query', query]);
    assert.equal(code, 0);
    for (const text of ['Renewal', '7000', 'Blue Door Ltd', 'rita@clients.example', 'ACCOUNT.NAME'])
      assert.match(stdout.toUpperCase(), new RegExp(text.toUpperCase()));
  });

  it('shows the message of the rule that refuses a write', async () => {
    const values = `Opportunity__c=${ids['deal']} Manager__c=${org.admin.userId} Call_Date__c=2026-01-15 Agenda_Set_By__c=Manager`;
    const asJson = jsonOf(
      await sf(['data', 'create', 'record', '--sobject', 'Joint_Call__c', '--values', values, '--json']),
    );
    assert.equal(asJson.status, 1);
    assert.match(String(asJson.message), /The agenda is the salesperson's/);
    const { stderr, stdout, code } = await sf([
      'data',
      'create',
      'record',
      '--sobject',
      'Joint_Call__c',
      '--values',
      values,
    ]);
    assert.equal(code, 1);
    assert.match((stdout + stderr).replace(/\s+/g, ' '), /The agenda is the salesperson's/);
  });
});
