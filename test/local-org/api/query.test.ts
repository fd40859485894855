import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import jsforce from '@jsforce/jsforce-node';
import { addUser, startTestOrg } from './org.fixture.ts';
import type { TestOrg } from './org.fixture.ts';

interface Page {
  totalSize: number;
  done: boolean;
  nextRecordsUrl?: string;
  records: Record<string, unknown>[];
}

describe('queries over REST', () => {
  let test: TestOrg;
  let connection: InstanceType<typeof jsforce.Connection>;
  before(async () => {
    test = await startTestOrg();
    connection = new jsforce.Connection({ instanceUrl: test.url, accessToken: test.token, version: '66.0' });
    const records = Array.from({ length: 450 }, (_, i) => ({ Name: `P${String(i).padStart(3, '0')}` }));
    await connection.sobject('Account').create(records, { allowRecursive: true });
  });
  after(() => test.close());

  const ask = (soql: string, rest = '', headers: Record<string, string> = {}) =>
    test.call('GET', `query?q=${encodeURIComponent(soql)}${rest}`, undefined, headers);

  it('come in pages of the size asked, which a locator continues', async () => {
    const headers = { 'sforce-query-options': 'batchSize=200' };
    const first = (await ask('SELECT Id, Name FROM Account ORDER BY Name', '', headers)).body as Page;
    assert.deepEqual([first.totalSize, first.done, first.records.length], [450, false, 200]);
    assert.match(first.nextRecordsUrl ?? '', /^\/services\/data\/v66\.0\/query\/\w+-200$/);
    const second = (await test.call('GET', first.nextRecordsUrl ?? '', undefined, headers)).body as Page;
    assert.deepEqual([second.records.length, second.records[0]?.['Name'], second.done], [200, 'P200', false]);
    const last = (await test.call('GET', second.nextRecordsUrl ?? '', undefined, headers)).body as Page;
    assert.deepEqual([last.records.length, last.done, last.nextRecordsUrl], [50, true, undefined]);

    const all = await connection.query('SELECT Id FROM Account', {
      autoFetch: true,
      maxFetch: 1000,
      headers: { 'Sforce-Query-Options': 'batchSize=200' },
    });
    assert.equal(all.records.length, 450);
    const plain = await connection.query('SELECT Id FROM Account');
    assert.deepEqual([plain.done, plain.records.length], [true, 450]);
  });

  it('belong to who asked them, and end', async () => {
    const headers = { 'sforce-query-options': 'batchSize=200' };
    const { nextRecordsUrl = '' } = (await ask('SELECT Id FROM Account', '', headers)).body as Page;
    const other = addUser(test.org, 'other');
    const theirs = await test.call('GET', nextRecordsUrl, undefined, { authorization: `Bearer ${other.token}` });
    assert.deepEqual(theirs.body, [{ message: 'invalid query locator', errorCode: 'INVALID_QUERY_LOCATOR' }]);
    for (let i = 0; i < 10; i += 1) await ask('SELECT Id FROM Account', '', headers);
    assert.equal((await test.call('GET', nextRecordsUrl)).status, 400);
    for (const locator of ['nope', '0r8-5', nextRecordsUrl.slice(-30, -3) + '99999'])
      assert.equal((await test.call('GET', `query/${locator}`)).status, 400);
  });

  it('tell their columns', async () => {
    const { body } = await ask('SELECT Id, Owner.Name FROM Account LIMIT 1', '&columns=true');
    const { columnMetadata, ...rest } = body as {
      columnMetadata: { columnName: string; joinColumns: { columnName: string }[] }[];
    };
    assert.deepEqual(rest, { entityName: 'Account', groupBy: false, idSelected: true, keyPrefix: '001' });
    assert.equal(columnMetadata[0]?.columnName, 'Id');
    const grouped = await ask('SELECT COUNT(Id) cnt FROM Account', '&columns=true');
    assert.equal(
      (grouped.body as { columnMetadata: { columnName: string; aggregate: boolean }[] }).columnMetadata[0]?.columnName,
      'cnt',
    );
  });

  it('count, aggregate and reach deleted records', async () => {
    assert.deepEqual((await ask('SELECT COUNT() FROM Account')).body, { totalSize: 450, done: true, records: [] });
    const aggregate = (await ask('SELECT COUNT(Id) cnt FROM Account')).body as Page;
    assert.deepEqual(aggregate.records, [{ attributes: { type: 'AggregateResult' }, cnt: 450 }]);
    const id = await test.create('Account', { Name: 'Gone' });
    await test.call('DELETE', `sobjects/Account/${id}`);
    const soql = encodeURIComponent(`SELECT Id FROM Account WHERE Id = '${id}'`);
    assert.equal(((await test.call('GET', `query?q=${soql}`)).body as Page).totalSize, 0);
    assert.equal(((await test.call('GET', `queryAll?q=${soql}`)).body as Page).totalSize, 1);
  });

  it('link to records in the version that was asked', async () => {
    const { body } = await test.call(
      'GET',
      `/services/data/v60.0/query?q=${encodeURIComponent('SELECT Id, Owner.Name FROM Account LIMIT 1')}`,
    );
    const [record] = (
      body as { records: { Id: string; attributes: { url: string }; Owner: { attributes: { url: string } } }[] }
    ).records;
    assert.equal(record?.attributes.url, `/services/data/v60.0/sobjects/Account/${record?.Id}`);
    assert.match(record?.Owner.attributes.url ?? '', /^\/services\/data\/v60\.0\/sobjects\/User\//);
  });

  it('are refused as Salesforce refuses them', async () => {
    const code = async (path: string) => {
      const { status, body } = await test.call('GET', path);
      return [status, (body as { errorCode: string }[])[0]?.errorCode];
    };
    assert.deepEqual(await code('query'), [400, 'MALFORMED_QUERY']);
    assert.deepEqual(await code('query?q=SELECT'), [400, 'MALFORMED_QUERY']);
    assert.deepEqual(await code('query?q=SELECT+Nope+FROM+Account'), [400, 'INVALID_FIELD']);
    assert.deepEqual(await code('query?q=SELECT+Id+FROM+ScratchOrgInfo+limit+1'), [400, 'INVALID_TYPE']);
    assert.deepEqual(await code('tooling/query?q=SELECT+Id+FROM+SandboxProcess'), [400, 'INVALID_TYPE']);
    assert.deepEqual(await code('query?explain=SELECT+Id+FROM+Account'), [403, 'FUNCTIONALITY_NOT_ENABLED']);
    assert.deepEqual(await code('search?q=FIND'), [403, 'FUNCTIONALITY_NOT_ENABLED']);
    assert.equal((await connection.tooling.query('SELECT Id FROM Account LIMIT 1')).records.length, 1);
  });

  it('are compressed where it pays', async () => {
    const records = Array.from({ length: 1_600 }, (_, i) => ({ Name: `Long name of an account, number ${i}` }));
    await connection.sobject('Account').create(records, { allowRecursive: true });
    const answer = await ask('SELECT Id, Name, OwnerId, CreatedDate, LastModifiedDate FROM Account');
    assert.equal(answer.headers.get('content-encoding'), 'gzip');
    assert.equal((answer.body as Page).records.length, 2_000);
    assert.equal((await ask('SELECT Id FROM Account LIMIT 1')).headers.get('content-encoding'), null);
  });
});
