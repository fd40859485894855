import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import jsforce from '@jsforce/jsforce-node';
import { addUser, startTestOrg, withShelves } from './org.fixture.ts';
import type { TestOrg } from './org.fixture.ts';

describe('Bulk API 2.0', () => {
  let test: TestOrg;
  let connection: InstanceType<typeof jsforce.Connection>;
  before(async () => {
    test = await startTestOrg();
    await withShelves(test);
    connection = new jsforce.Connection({ instanceUrl: test.url, accessToken: test.token, version: '66.0' });
    connection.bulk2.pollInterval = 20;
    connection.bulk2.pollTimeout = 20_000;
  });
  after(() => test.close());

  type Info = Record<string, unknown> & { id: string; state: string };

  const job = async (body: Record<string, unknown>, csv: string) => {
    const created = await test.call('POST', 'jobs/ingest', body);
    assert.equal(created.status, 200, JSON.stringify(created.body));
    const { id, contentUrl } = created.body as Info;
    assert.equal((await test.call('PUT', `/${String(contentUrl)}`, csv, { 'content-type': 'text/csv' })).status, 201);
    const closed = await test.call('PATCH', `jobs/ingest/${id}/`, { state: 'UploadComplete' });
    assert.equal((closed.body as Info).state, 'UploadComplete');
    for (;;) {
      const { body: info } = await test.call('GET', `jobs/ingest/${id}`);
      if (['JobComplete', 'Failed'].includes((info as Info).state)) return info as Info;
    }
  };
  const lines = async (id: string, what: string) =>
    String((await test.call('GET', `jobs/ingest/${id}/${what}/`)).body)
      .trimEnd()
      .split(/\r?\n/);

  it('inserts for jsforce, and tells which rows were saved and which were not', async () => {
    const { successfulResults, failedResults, unprocessedRecords } = await connection.bulk2.loadAndWaitForResults({
      object: 'Account',
      operation: 'insert',
      input: [{ Name: 'B1', Industry: 'Education' }, { Industry: 'noname' }],
    });
    assert.equal(successfulResults.length, 1);
    assert.equal((successfulResults[0] as Record<string, string> | undefined)?.['Name'], 'B1');
    assert.equal(successfulResults[0]?.sf__Created, 'true');
    assert.match(
      String(failedResults[0]?.sf__Error),
      /^REQUIRED_FIELD_MISSING:Required fields are missing: \[Name\]:Name --$/,
    );
    assert.deepEqual(unprocessedRecords, []);
  });

  it('upserts by external id, blanks by #N/A, leaves empty cells alone, finds parents by key', async () => {
    const first = await job(
      { object: 'Shelf__c', operation: 'upsert', externalIdFieldName: 'Key__c' },
      'Key__c,Name,Width__c\nS1,One,12.5\nS2,Two,3\n',
    );
    assert.deepEqual(
      [first.state, first['numberRecordsProcessed'], first['numberRecordsFailed']],
      ['JobComplete', 2, 0],
    );
    const second = await job(
      { object: 'Shelf__c', operation: 'upsert', externalIdFieldName: 'Key__c' },
      'Key__c,Name,Width__c\nS1,,#N/A\nS3,Three,1\n',
    );
    assert.deepEqual(
      (await lines(second.id, 'successfulResults')).slice(1).map((line) => line.split(',')[1]),
      ['"false"', '"true"'],
    );
    const { records } = await connection.query("SELECT Name, Width__c FROM Shelf__c WHERE Key__c = 'S1'");
    assert.deepEqual([records[0]?.['Name'], records[0]?.['Width__c']], ['One', null]);
  });

  it('runs the rules of the org on each row', async () => {
    const { id } = await job({ object: 'Shelf__c', operation: 'insert' }, 'Name,Width__c\nGood,1\nBad,-1\n');
    const [header, failed] = await lines(id, 'failedResults');
    assert.equal(header, '"sf__Id","sf__Error","Name","Width__c"');
    assert.equal(failed, '"","FIELD_CUSTOM_VALIDATION_EXCEPTION:A shelf has a width.:Width__c --","Bad","-1"');
  });

  it('updates and deletes, in other delimiters and line endings', async () => {
    const id = await test.create('Account', { Name: 'Before; after' });
    const updated = await job(
      { object: 'Account', operation: 'update', columnDelimiter: 'SEMICOLON', lineEnding: 'CRLF' },
      `Id;Name\r\n${id};"After; all\nover"\r\n`,
    );
    const { body } = await test.call('GET', `jobs/ingest/${updated.id}/successfulResults`);
    assert.equal(body, `"sf__Id";"sf__Created";"Id";"Name"\r\n"${id}";"false";"${id}";"After; all\nover"\r\n`);
    await job({ object: 'Account', operation: 'delete' }, `Id\n${id}\n`);
    assert.equal((await test.call('GET', `sobjects/Account/${id}`)).status, 404);
  });

  it('fails a job as a whole where the file does not fit', async () => {
    const wrongField = await job({ object: 'Account', operation: 'insert' }, 'Name,Nope\nx,y\n');
    assert.deepEqual(
      [wrongField.state, wrongField['errorMessage']],
      ['Failed', 'InvalidBatch : Field name not found : Nope'],
    );
    assert.deepEqual(await lines(wrongField.id, 'unprocessedrecords'), ['"Name","Nope"', '"x","y"']);
    const ragged = await job({ object: 'Account', operation: 'insert' }, 'Name\na,b\n');
    assert.match(String(ragged['errorMessage']), /^InvalidBatch : The data is not CSV/);
  });

  it('keeps the states of a job apart', async () => {
    const code = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
      const answer = await test.call(method, path, body, headers);
      return [answer.status, (answer.body as { errorCode?: string }[])[0]?.errorCode];
    };
    assert.deepEqual(await code('POST', 'jobs/ingest', { object: 'Nope', operation: 'insert' }), [
      400,
      'INVALIDENTITY',
    ]);
    assert.deepEqual(await code('POST', 'jobs/ingest', { object: 'Account', operation: 'hardDelete' }), [
      400,
      'JSON_PARSER_ERROR',
    ]);
    assert.deepEqual(await code('POST', 'jobs/ingest', { object: 'Account', operation: 'upsert' }), [
      400,
      'INVALIDJOB',
    ]);
    const { id } = (await test.call('POST', 'jobs/ingest', { object: 'Account', operation: 'insert' })).body as Info;
    assert.deepEqual(await code('PATCH', `jobs/ingest/${id}`, { state: 'UploadComplete' }), [400, 'INVALIDJOBSTATE']);
    assert.deepEqual(await code('GET', `jobs/ingest/${id}/failedResults`), [400, 'INVALIDJOBSTATE']);
    const { token } = addUser(test.org, 'bulkother');
    assert.deepEqual(await code('GET', `jobs/ingest/${id}`, undefined, { authorization: `Bearer ${token}` }), [
      404,
      'NOT_FOUND',
    ]);
    assert.equal(((await test.call('PATCH', `jobs/ingest/${id}`, { state: 'Aborted' })).body as Info).state, 'Aborted');
    assert.equal((await test.call('DELETE', `jobs/ingest/${id}`)).status, 204);
    assert.deepEqual(await code('GET', `jobs/ingest/${id}`), [404, 'NOT_FOUND']);
  });

  it('queries for jsforce, in pages too', async () => {
    const rows = await (
      await connection.bulk2.query("SELECT Id, Name, Owner.Name FROM Account WHERE Name = 'B1'")
    ).toArray();
    assert.equal(rows.length, 1);
    assert.equal(rows[0]?.['Name'], 'B1');

    const { body } = await test.call('POST', 'jobs/query', {
      operation: 'query',
      query: 'SELECT Name FROM Shelf__c ORDER BY Name',
    });
    const { id } = body as Info;
    const page = await test.call('GET', `jobs/query/${id}/results?maxRecords=2`);
    assert.equal(page.headers.get('sforce-numberofrecords'), '2');
    const rest = await test.call('GET', `jobs/query/${id}/results?locator=${page.headers.get('sforce-locator')}`);
    assert.equal(rest.headers.get('sforce-locator'), 'null');
    assert.equal(page.body, '"Name"\n"Good"\n"One"\n');
    assert.equal(rest.body, '"Name"\n"Three"\n"Two"\n');
    assert.equal(
      (
        await test.call('POST', 'jobs/query', {
          operation: 'query',
          query: 'SELECT Name, (SELECT Id FROM Contacts) FROM Account',
        })
      ).status,
      400,
    );
  });
});
