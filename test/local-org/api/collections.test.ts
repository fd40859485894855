import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import jsforce from '@jsforce/jsforce-node';
import { addUser, startTestOrg, withShelves } from './org.fixture.ts';
import type { TestOrg } from './org.fixture.ts';

interface Result {
  id?: string;
  success: boolean;
  created?: boolean;
  errors: { statusCode: string; message: string; fields: string[] }[];
}

describe('collections', () => {
  let test: TestOrg;
  let connection: InstanceType<typeof jsforce.Connection>;
  before(async () => {
    test = await startTestOrg();
    await withShelves(test);
    connection = new jsforce.Connection({ instanceUrl: test.url, accessToken: test.token, version: '66.0' });
  });
  after(() => test.close());

  const account = (fields: Record<string, unknown>) => ({ attributes: { type: 'Account' }, ...fields });
  const post = async (records: unknown[], allOrNone: boolean) =>
    (await test.call('POST', 'composite/sobjects', { allOrNone, records })).body as Result[];

  it('of jsforce: create, read, update, delete', async () => {
    const accounts = connection.sobject('Account');
    const created = await accounts.create([{ Name: 'K1' }, { Name: 'K2' }, {}] as { Name: string }[]);
    assert.deepEqual(
      created.map(({ success }) => success),
      [true, true, false],
    );
    const ids = created.flatMap((result) => (result.success ? [result.id] : []));
    const read = await accounts.retrieve(ids);
    assert.deepEqual(
      read.map((record) => record['Name']),
      ['K1', 'K2'],
    );
    const updated = await accounts.update(
      ids.map((Id) => ({ Id, Industry: 'Education' })),
      { allOrNone: true },
    );
    assert.ok(updated.every(({ success }) => success));
    const deleted = await accounts.destroy(ids);
    assert.ok(deleted.every(({ success }) => success));
    const upserted = await connection.sobject('Shelf__c').upsert(
      [
        { Key__c: 'U1', Name: 'a' },
        { Key__c: 'U2', Name: 'b' },
      ],
      'Key__c',
    );
    assert.deepEqual(
      upserted.map((result) => result.success && result.created),
      [true, true],
    );
    const again = await connection.sobject('Shelf__c').upsert([{ Key__c: 'u1', Name: 'c' }], 'Key__c');
    assert.deepEqual(
      again.map((result) => result.success && [result.id, result.created]),
      [[upserted[0]?.id, false]],
    );
  });

  it('take 200 records and no more', async () => {
    const many = Array.from({ length: 201 }, (_, i) => account({ Name: `Q${i}` }));
    const { status, body } = await test.call('POST', 'composite/sobjects', { records: many });
    assert.equal(status, 400);
    assert.deepEqual(body, [
      {
        message: 'record limit reached. cannot submit more than 200 records in this request',
        errorCode: 'EXCEEDED_ID_LIMIT',
      },
    ]);
    const results = await post(many.slice(1), false);
    assert.equal(results.length, 200);
    assert.ok(results.every(({ success }) => success));
  });

  it('take up to ten runs of one object, and nothing of what takes more', async () => {
    const alternating = (count: number) =>
      Array.from({ length: count }, (_, i) =>
        i % 2 === 0 ? account({ Name: 'Alternating' }) : { attributes: { type: 'Shelf__c' }, Name: 'Alternating' },
      );
    assert.ok((await post(alternating(10), false)).every(({ success }) => success));
    const { status, body } = await test.call('POST', 'composite/sobjects', { records: alternating(11) });
    assert.equal(status, 400);
    assert.match((body as { message: string }[])[0]?.message ?? '', /^Cannot have more than 10 chunks/);
    assert.equal((await connection.query("SELECT Id FROM Account WHERE Name = 'Alternating'")).totalSize, 5);
  });

  it('tell of an object that the caller may not see at its records alone', async () => {
    const asStranger = { authorization: `Bearer ${addUser(test.org, 'outsider').token}` };
    const records = [account({ Name: 'Seen' }), { attributes: { type: 'Shelf__c' }, Name: 'Unseen' }];
    const { status, body } = await test.call('POST', 'composite/sobjects', { records }, asStranger);
    assert.equal(status, 200);
    assert.deepEqual(
      (body as Result[]).map(({ success, errors }) => [success, errors[0]?.statusCode]),
      [
        [true, undefined],
        [false, 'INVALID_TYPE'],
      ],
    );
  });

  it('save each record for itself, or all or none, over several objects too', async () => {
    const records = [account({ Name: 'Good' }), { attributes: { type: 'Shelf__c' }, Name: 'Good too' }, account({})];
    const each = await post(records, false);
    assert.deepEqual(
      each.map(({ success }) => success),
      [true, true, false],
    );
    assert.deepEqual(each[2], {
      success: false,
      errors: [
        { statusCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [Name]', fields: ['Name'] },
      ],
    });

    const count = async () => (await connection.query("SELECT Id FROM Account WHERE Name = 'Good'")).totalSize;
    const before = await count();
    for (const set of [records, [records[0], records[2]]]) {
      const none = await post(set, true);
      assert.ok(none.every(({ success, id }) => !success && id === undefined));
      assert.equal(none[0]?.errors[0]?.statusCode, 'ALL_OR_NONE_OPERATION_ROLLED_BACK');
      assert.equal(none.at(-1)?.errors[0]?.statusCode, 'REQUIRED_FIELD_MISSING');
    }
    assert.equal(await count(), before);
  });

  it('answer null for records that are not there', async () => {
    const [created] = await post([account({ Name: 'There' })], true);
    const { body } = await test.call('POST', 'composite/sobjects/Account', {
      ids: [created?.id, '001000000000000AAA', 'x'],
      fields: ['Name'],
    });
    assert.deepEqual(
      (body as ({ Name: string } | null)[]).map((record) => record?.Name ?? null),
      ['There', null, null],
    );
    const get = await test.call('GET', `composite/sobjects/Account?ids=${created?.id}&fields=Name,Owner.Name`);
    assert.equal(((get.body as { Name: string }[])[0] ?? {}).Name, 'There');
  });

  it('refuse what is malformed', async () => {
    const code = async (method: string, path: string, body?: unknown) => {
      const answer = await test.call(method, path, body);
      return [answer.status, (answer.body as { errorCode?: string }[])[0]?.errorCode];
    };
    assert.deepEqual(await code('POST', 'composite/sobjects', { records: {} }), [400, 'JSON_PARSER_ERROR']);
    assert.deepEqual(await code('POST', 'composite/sobjects', { records: [{ Name: 'x' }] }), [400, 'INVALID_INPUT']);
    assert.deepEqual(await code('PATCH', 'composite/sobjects/Shelf__c/Width__c', { records: [] }), [404, 'NOT_FOUND']);
    assert.deepEqual(await code('GET', 'composite/sobjects/Account?ids=x'), [400, 'INVALID_FIELD']);
    const unknown = await post([{ attributes: { type: 'Nope' }, Name: 'x' }], false);
    assert.equal(unknown[0]?.errors[0]?.statusCode, 'INVALID_TYPE');
    const deleted = await test.call('DELETE', 'composite/sobjects?ids=zzz');
    assert.equal((deleted.body as Result[])[0]?.success, false);
  });
});
