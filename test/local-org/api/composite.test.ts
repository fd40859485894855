import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestOrg, withShelves } from './org.fixture.ts';
import type { TestOrg } from './org.fixture.ts';

interface Sub {
  body: unknown;
  httpHeaders: Record<string, string>;
  httpStatusCode: number;
  referenceId: string;
}

const BASE = '/services/data/v66.0';
const newAccount = (referenceId: string, fields: Record<string, unknown>) => ({
  method: 'POST',
  url: `${BASE}/sobjects/Account`,
  referenceId,
  body: fields,
});

describe('composite resources', () => {
  let test: TestOrg;
  before(async () => {
    test = await startTestOrg();
    await withShelves(test);
  });
  after(() => test.close());

  const composite = async (compositeRequest: unknown[], allOrNone = false): Promise<Sub[]> => {
    const { status, body } = await test.call('POST', 'composite', { allOrNone, compositeRequest });
    assert.equal(status, 200, JSON.stringify(body));
    return (body as { compositeResponse: Sub[] }).compositeResponse;
  };
  const named = async (name: string): Promise<number> => {
    const { body } = await test.call(
      'GET',
      `query?q=${encodeURIComponent(`SELECT Id FROM Account WHERE Name = '${name}'`)}`,
    );
    return (body as { totalSize: number }).totalSize;
  };

  it('refer to what earlier requests answered', async () => {
    const [account, contact, found, collection, byLink] = await composite([
      newAccount('account', { Name: 'Composite' }),
      {
        method: 'POST',
        url: `${BASE}/sobjects/Contact`,
        referenceId: 'contact',
        body: { LastName: 'Reader', AccountId: '@{account.id}' },
      },
      {
        method: 'GET',
        url: `${BASE}/query?q=SELECT+Id,Name+FROM+Contact+WHERE+AccountId='@{account.id}'`,
        referenceId: 'found',
      },
      {
        method: 'PATCH',
        url: `${BASE}/composite/sobjects`,
        referenceId: 'collection',
        body: {
          records: [{ attributes: { type: 'Contact' }, id: '@{found.records[0].Id}', Description: 'of @{account.id}' }],
        },
      },
      { method: 'GET', url: '@{found.records[0].attributes.url}?fields=Description', referenceId: 'byLink' },
    ]);
    assert.equal(account?.httpStatusCode, 201);
    const id = (account?.body as { id: string }).id;
    assert.deepEqual(account?.httpHeaders, { Location: `${BASE}/sobjects/Account/${id}` });
    assert.equal(contact?.httpStatusCode, 201, JSON.stringify(contact));
    assert.equal((found?.body as { totalSize: number }).totalSize, 1);
    assert.deepEqual(
      (collection?.body as { success: boolean }[]).map(({ success }) => success),
      [true],
    );
    assert.equal((byLink?.body as Record<string, unknown>)['Description'], `of ${id}`);
  });

  it('go on after a failure, but not with what refers to it', async () => {
    const [bad, dependent, good] = await composite([
      newAccount('bad', {}),
      {
        method: 'POST',
        url: `${BASE}/sobjects/Contact`,
        referenceId: 'dependent',
        body: { LastName: 'x', AccountId: '@{bad.id}' },
      },
      newAccount('good', { Name: 'Went on' }),
    ]);
    assert.equal(bad?.httpStatusCode, 400);
    assert.deepEqual(dependent?.body, [
      { message: 'Invalid reference specified. No value for bad.id found in bad', errorCode: 'PROCESSING_HALTED' },
    ]);
    assert.equal(good?.httpStatusCode, 201);
    assert.equal(await named('Went on'), 1);
  });

  it('undo everything with allOrNone, collections within included', async () => {
    const undone = [
      {
        message: 'The transaction was rolled back since another operation in the same transaction failed.',
        errorCode: 'PROCESSING_HALTED',
      },
    ];
    const [first, bad, later] = await composite(
      [newAccount('a', { Name: 'Undone' }), newAccount('bad', {}), newAccount('c', { Name: 'Undone' })],
      true,
    );
    assert.deepEqual([first?.body, later?.body], [undone, undone]);
    assert.equal((bad?.body as { errorCode: string }[])[0]?.errorCode, 'REQUIRED_FIELD_MISSING');
    assert.equal(await named('Undone'), 0);

    const collection = {
      allOrNone: false,
      records: [{ attributes: { type: 'Account' }, Name: 'Undone' }, { attributes: { type: 'Account' } }],
    };
    const [, halves] = await composite(
      [
        newAccount('a', { Name: 'Undone' }),
        { method: 'POST', url: `${BASE}/composite/sobjects`, referenceId: 'halves', body: collection },
      ],
      true,
    );
    assert.deepEqual(
      (halves?.body as { success: boolean }[]).map(({ success }) => success),
      [false, false],
    );
    assert.equal(await named('Undone'), 0);
  });

  it('check their form before they run anything', async () => {
    const code = async (body: unknown) => {
      const answer = await test.call('POST', 'composite', body);
      return [answer.status, (answer.body as { errorCode: string }[])[0]?.errorCode];
    };
    const many = Array.from({ length: 26 }, (_, i) => newAccount(`r${i}`, { Name: 'x' }));
    assert.deepEqual(await code({ compositeRequest: many }), [400, 'LIMIT_EXCEEDED']);
    assert.deepEqual(await code({ compositeRequest: [newAccount('a', {}), newAccount('a', {})] }), [
      400,
      'INVALID_INPUT',
    ]);
    assert.deepEqual(await code({ compositeRequest: [newAccount('a-b', {})] }), [400, 'INVALID_INPUT']);
    assert.deepEqual(await code({ compositeRequest: [{ method: 'GET' }] }), [400, 'JSON_PARSER_ERROR']);
    for (const url of [
      `${BASE}/composite`,
      `${BASE}/composite/batch`,
      `${BASE}/jobs/ingest`,
      'https://elsewhere.example/',
      '/secur/frontdoor.jsp',
    ]) {
      const [only] = await composite([{ method: 'POST', url, referenceId: 'x', body: {} }]);
      assert.equal(only?.httpStatusCode, 400, url);
    }
  });

  it('as graphs: each all or nothing for itself', async () => {
    const { body } = await test.call('POST', 'composite/graph', {
      graphs: [
        { graphId: 'good', compositeRequest: [newAccount('a', { Name: 'Graph 1' })] },
        { graphId: 'bad', compositeRequest: [newAccount('a', { Name: 'Graph 2' }), newAccount('b', {})] },
      ],
    });
    const { graphs } = body as {
      graphs: { graphId: string; isSuccessful: boolean; graphResponse: { compositeResponse: Sub[] } }[];
    };
    assert.deepEqual(
      graphs.map(({ graphId, isSuccessful }) => [graphId, isSuccessful]),
      [
        ['good', true],
        ['bad', false],
      ],
    );
    assert.equal(graphs[0]?.graphResponse.compositeResponse[0]?.httpStatusCode, 201);
    assert.deepEqual([await named('Graph 1'), await named('Graph 2')], [1, 0]);
  });

  it('as a batch: independent, halted on request', async () => {
    const batchRequests = [
      { method: 'GET', url: 'v66.0/limits' },
      { method: 'POST', url: 'v66.0/sobjects/Account', richInput: {} },
      { method: 'POST', url: 'v66.0/sobjects/Account', richInput: { Name: 'Batch' } },
    ];
    const run = async (haltOnError: boolean) =>
      (await test.call('POST', 'composite/batch', { haltOnError, batchRequests })).body as {
        hasErrors: boolean;
        results: { statusCode: number; result: unknown }[];
      };
    const through = await run(false);
    assert.equal(through.hasErrors, true);
    assert.deepEqual(
      through.results.map(({ statusCode }) => statusCode),
      [200, 400, 201],
    );
    const halted = await run(true);
    assert.deepEqual(
      halted.results.map(({ statusCode }) => statusCode),
      [200, 400, 412],
    );
    assert.deepEqual(halted.results[2]?.result, [
      { message: 'Batch processing halted per request', errorCode: 'BATCH_PROCESSING_HALTED' },
    ]);
  });

  it('as a tree: parents with their children, all or nothing', async () => {
    const tree = (contact: Record<string, unknown>) => ({
      records: [
        {
          attributes: { type: 'Account', referenceId: 'a1' },
          Name: 'Tree',
          Contacts: { records: [{ attributes: { type: 'Contact', referenceId: 'c1' }, ...contact }] },
        },
        { attributes: { type: 'Account', referenceId: 'a2' }, Name: 'Tree' },
      ],
    });
    const bad = await test.call('POST', 'composite/tree/Account', tree({}));
    assert.equal(bad.status, 400);
    const { hasErrors, results } = bad.body as {
      hasErrors: boolean;
      results: { referenceId: string; errors: { statusCode: string }[] }[];
    };
    assert.deepEqual(
      [hasErrors, results[0]?.referenceId, results[0]?.errors[0]?.statusCode],
      [true, 'c1', 'REQUIRED_FIELD_MISSING'],
    );
    assert.equal(await named('Tree'), 0);

    const good = await test.call('POST', 'composite/tree/Account', tree({ LastName: 'Leaf' }));
    assert.equal(good.status, 201);
    assert.deepEqual(
      (good.body as { results: { referenceId: string }[] }).results.map(({ referenceId }) => referenceId),
      ['a1', 'a2', 'c1'],
    );
    assert.equal(await named('Tree'), 2);

    const refused = async (body: unknown) =>
      ((await test.call('POST', 'composite/tree/Account', body)).body as { errorCode: string }[])[0]?.errorCode;
    assert.equal(await refused({ records: [{ attributes: { type: 'Contact', referenceId: 'x' } }] }), 'INVALID_INPUT');
    assert.equal(await refused({ records: [...tree({}).records, ...tree({}).records] }), 'INVALID_INPUT');
    assert.equal(
      await refused({ records: [{ attributes: { type: 'Account', referenceId: 'x' }, Nope: { records: [] } }] }),
      'INVALID_FIELD',
    );
    assert.equal(await refused({ records: [{ Name: 'x' }] }), 'JSON_PARSER_ERROR');
  });
});
