import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import jsforce from '@jsforce/jsforce-node';
import { addUser, startTestOrg, withShelves } from './org.fixture.ts';
import type { TestOrg } from './org.fixture.ts';

interface Failure {
  errorCode: string;
  message: string;
  fields?: string[];
}

describe('records over REST', () => {
  let test: TestOrg;
  let connection: InstanceType<typeof jsforce.Connection>;
  before(async () => {
    test = await startTestOrg();
    await withShelves(test);
    connection = new jsforce.Connection({ instanceUrl: test.url, accessToken: test.token, version: '66.0' });
  });
  after(() => test.close());

  it('are created, read, updated and deleted by jsforce', async () => {
    const accounts = connection.sobject('Account');
    const created = await accounts.create({ Name: 'Reading Room' });
    assert.ok(created.success);
    assert.match(created.id, /^001\w{15}$/);
    assert.equal((await accounts.retrieve(created.id))['Name'], 'Reading Room');
    assert.deepEqual(await accounts.update({ Id: created.id, Name: 'Reading Hall' }), {
      id: created.id,
      success: true,
      errors: [],
    });
    assert.equal((await accounts.retrieve(created.id))['Name'], 'Reading Hall');
    await accounts.destroy(created.id);
    await assert.rejects(async () => accounts.retrieve(created.id), { errorCode: 'NOT_FOUND' });
  });

  it('answer with the status, headers and links of Salesforce', async () => {
    const created = await test.call('POST', 'sobjects/account', {
      attributes: { type: 'Account' },
      name: 'Cases do not matter',
    });
    assert.equal(created.status, 201);
    const { id } = created.body as { id: string };
    assert.deepEqual(created.body, { id, success: true, errors: [] });
    assert.equal(created.headers.get('location'), `/services/data/v66.0/sobjects/Account/${id}`);
    assert.equal((await test.call('PATCH', `sobjects/Account/${id}`, { Industry: null })).status, 204);

    const read = await test.call('GET', `/services/data/v58.0/sobjects/Account/${id}?fields=Name,OwnerId`);
    assert.deepEqual(read.body, {
      attributes: { type: 'Account', url: `/services/data/v58.0/sobjects/Account/${id}` },
      Id: id,
      Name: 'Cases do not matter',
      OwnerId: test.org.adminUserId,
    });
    const twice = await test.call('GET', `sobjects/Account/${id}?fields=id,NAME,Name`);
    assert.deepEqual(Object.keys(twice.body as object), ['attributes', 'Id', 'Name']);
    assert.equal((await test.call('GET', `sobjects/Account/${id.slice(0, 15)}`)).status, 200);
    assert.equal((await test.call('DELETE', `sobjects/Account/${id}`)).status, 204);
    assert.equal((await test.call('DELETE', `sobjects/Account/${id}`)).status, 404);
  });

  it('are refused as Salesforce refuses', async () => {
    const first = async (method: string, path: string, body?: unknown): Promise<[number, Failure]> => {
      const answer = await test.call(method, path, body);
      return [answer.status, (answer.body as Failure[])[0] as Failure];
    };
    assert.deepEqual(await first('POST', 'sobjects/Account', {}), [
      400,
      { message: 'Required fields are missing: [Name]', errorCode: 'REQUIRED_FIELD_MISSING', fields: ['Name'] },
    ]);
    const [unknownField, failure] = await first('POST', 'sobjects/Account', { Name: 'x', Nope: 1 });
    assert.equal(unknownField, 400);
    assert.equal(failure.errorCode, 'INVALID_FIELD');
    assert.deepEqual(await first('POST', 'sobjects/Shelf__c', { Name: 'x', Width__c: -1 }), [
      400,
      { message: 'A shelf has a width.', errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', fields: ['Width__c'] },
    ]);
    assert.deepEqual(await first('POST', 'sobjects/Nope__c', {}), [
      404,
      { message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' },
    ]);
    assert.deepEqual(await first('GET', 'sobjects/Account/001000000000000AAA'), [
      404,
      { message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' },
    ]);
    assert.deepEqual(await first('PATCH', 'sobjects/Account/nonsense', {}), [
      404,
      { message: 'Provided external ID field does not exist or is not accessible: nonsense', errorCode: 'NOT_FOUND' },
    ]);
    const id = await test.create('Account', { Name: 'x' });
    assert.equal((await first('PATCH', `sobjects/Account/${id}`, { Id: id }))[1].errorCode, 'INVALID_FIELD');
    assert.equal((await first('GET', `sobjects/Account/${id}?fields=Nope`))[1].errorCode, 'INVALID_FIELD');
    assert.equal((await first('GET', `sobjects/Account/${id}?fields=Id FROM User`))[1].errorCode, 'INVALID_FIELD');
  });

  it('are upserted by external id: 201 when new, 200 when not', async () => {
    const path = 'sobjects/Shelf__c/Key__c/A%2F1';
    const created = await test.call('PATCH', path, { Name: 'First' });
    assert.equal(created.status, 201);
    const { id } = created.body as { id: string };
    assert.deepEqual(created.body, { id, success: true, errors: [], created: true });
    const updated = await test.call('PATCH', path, { Name: 'Second' });
    assert.equal(updated.status, 200);
    assert.deepEqual(updated.body, { id, success: true, errors: [], created: false });
    const read = await test.call('GET', path);
    assert.equal((read.body as Record<string, unknown>)['Name'], 'Second');
    assert.equal((read.body as Record<string, unknown>)['Key__c'], 'A/1');

    assert.equal((await test.call('PATCH', 'sobjects/Shelf__c/Key__c/new?updateOnly=true', { Name: 'x' })).status, 404);
    const twice = await test.call('PATCH', path, { Key__c: 'A/1' });
    assert.equal(
      (twice.body as Failure[])[0]?.message,
      'The Key__c field should not be specified in the sobject data.',
    );
    assert.equal((await test.call('PATCH', 'sobjects/Shelf__c/Width__c/1', {})).status, 404);
    assert.equal((await test.call('GET', "sobjects/Shelf__c/Key__c/'%20OR%20Name%20!=%20'")).status, 404);
    assert.equal((await test.call('DELETE', path)).status, 204);
    assert.equal((await test.call('GET', path)).status, 404);
  });

  it('are those of the caller: another sees neither object nor field without permission', async () => {
    const { token } = addUser(test.org, 'stranger');
    const id = await test.create('Shelf__c', { Name: 'Mine' });
    const asStranger = { authorization: `Bearer ${token}` };
    // To them it is as if there were no such object.
    for (const [method, path, fields] of [
      ['GET', `sobjects/Shelf__c/${id}`],
      ['PATCH', `sobjects/Shelf__c/${id}`, { Name: 'Theirs' }],
      ['DELETE', `sobjects/Shelf__c/${id}`],
      ['POST', 'sobjects/Shelf__c', { Name: 'Theirs' }],
      ['PATCH', 'sobjects/Shelf__c/Key__c/x', { Name: 'Theirs' }],
    ] as const) {
      const { status, body } = await test.call(method, path, fields, asStranger);
      assert.deepEqual(
        [status, body],
        [404, [{ message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' }]],
        `${method} ${path}`,
      );
    }
    const { body } = await test.call('GET', `sobjects/Shelf__c/${id}`);
    assert.equal((body as Record<string, unknown>)['Name'], 'Mine');
  });

  it('tell what changed and what was deleted', async () => {
    const from = new Date(Date.now() - 60_000).toISOString();
    const id = await test.create('Account', { Name: 'Changing' });
    const until = () => new Date(Date.now() + 60_000).toISOString();
    const updated = await test.call('GET', `sobjects/Account/updated?start=${from}&end=${until()}`);
    assert.ok((updated.body as { ids: string[] }).ids.includes(id));
    await test.call('DELETE', `sobjects/Account/${id}`);
    const deleted = await test.call(
      'GET',
      `sobjects/Account/deleted?start=${encodeURIComponent(from.replace('Z', '+00:00'))}&end=${until()}`,
    );
    assert.ok((deleted.body as { deletedRecords: { id: string }[] }).deletedRecords.some((record) => record.id === id));
    assert.equal((await test.call('GET', 'sobjects/Account/deleted?start=x&end=y')).status, 400);
  });

  it('are described', async () => {
    const global = await connection.describeGlobal();
    assert.ok(global.sobjects.some(({ name }) => name === 'Shelf__c'));
    const shelf = await connection.sobject('Shelf__c').describe();
    assert.equal(shelf.fields.find(({ name }) => name === 'Key__c')?.externalId, true);
    const account = await test.call('GET', '/services/data/v55.0/sobjects/account/describe');
    assert.match(JSON.stringify(account.body), /"\/services\/data\/v55\.0\/sobjects\/Account\/describe"/);
    assert.doesNotMatch(JSON.stringify(account.body), /v66\.0/);
    const short = await test.call('GET', 'sobjects/Account');
    assert.equal((short.body as { objectDescribe: { keyPrefix: string } }).objectDescribe.keyPrefix, '001');
    assert.equal((await test.call('GET', 'sobjects/Nope/describe')).status, 404);
  });
});
