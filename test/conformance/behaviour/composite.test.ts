/**
 * Several requests in one, that refer to each other.
 * https://developer.salesforce.com/docs/platform/api-rest/guide/requests-composite.html
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { VERSION } from '../session.ts';
import { type Ground, openGround } from './ground.ts';

let ground: Ground;
before(async () => (ground = await openGround()));
after(() => ground.close());

const DATA = `/services/data/v${VERSION}`;
const ROLLED_BACK = 'The transaction was rolled back since another operation in the same transaction failed.';

const rep = () => ground.people.rep;
const named = (name: string) => rep().query(`SELECT Id FROM Account WHERE Name = '${name}'`);

interface Part {
  httpStatusCode: number;
  referenceId: string;
  httpHeaders: Record<string, string>;
  body: unknown;
}

async function composite(compositeRequest: unknown[], allOrNone: boolean): Promise<Part[]> {
  const { status, body } = await rep().call({
    method: 'POST',
    path: 'composite',
    body: { allOrNone, compositeRequest },
  });
  // Whatever happens inside, the outer request succeeds.
  assert.equal(status, 200, JSON.stringify(body));
  return (body as { compositeResponse: Part[] }).compositeResponse;
}

const makeAccount = (name: string) => ({
  method: 'POST',
  url: `${DATA}/sobjects/Account`,
  referenceId: 'account',
  body: { Name: name },
});
const makeContact = (LastName: string | undefined) => ({
  method: 'POST',
  url: `${DATA}/sobjects/Contact`,
  referenceId: 'contact',
  body: { LastName, AccountId: '@{account.id}' },
});
const readContact = {
  method: 'GET',
  url: `${DATA}/sobjects/Contact/@{contact.id}?fields=AccountId`,
  referenceId: 'read',
};

const codes = (parts: Part[]) =>
  parts.map(({ httpStatusCode, body }) => [
    httpStatusCode,
    Array.isArray(body) ? (body as { errorCode: string }[])[0]!.errorCode : 'done',
  ]);

describe('composite', () => {
  test('later requests use the results of earlier ones', async () => {
    const parts = await composite([makeAccount(ground.label), makeContact(ground.label), readContact], true);
    assert.deepEqual(
      parts.map(({ referenceId, httpStatusCode }) => [referenceId, httpStatusCode]),
      [
        ['account', 201],
        ['contact', 201],
        ['read', 200],
      ],
    );
    const [made, , read] = parts;
    const { id } = made!.body as { id: string };
    assert.equal(made!.httpHeaders['Location'], `${DATA}/sobjects/Account/${id}`);
    assert.equal((read!.body as { AccountId: string }).AccountId, id);
  });

  // Those that did no wrong answer 400 too:
  // https://developer.salesforce.com/docs/atlas.en-us.238.0.api_rest.meta/api_rest/resources_composite_subrequest_result.htm
  test('all or none: one failure undoes them all', async () => {
    const name = `${ground.label} undone`;
    const parts = await composite([makeAccount(name), makeContact(undefined), readContact], true);
    assert.deepEqual(codes(parts), [
      [400, 'PROCESSING_HALTED'],
      [400, 'REQUIRED_FIELD_MISSING'],
      [400, 'PROCESSING_HALTED'],
    ]);
    assert.deepEqual(parts[0]!.body, [{ errorCode: 'PROCESSING_HALTED', message: ROLLED_BACK }]);
    assert.deepEqual(await named(name), []);
  });

  test('else only what depends on the failed one is left out', async () => {
    const name = `${ground.label} kept`;
    const last = { ...makeAccount(name), referenceId: 'last' };
    const parts = await composite([makeAccount(name), makeContact(undefined), readContact, last], false);
    assert.deepEqual(codes(parts), [
      [201, 'done'],
      [400, 'REQUIRED_FIELD_MISSING'],
      [400, 'PROCESSING_HALTED'],
      [201, 'done'],
    ]);
    assert.equal((await named(name)).length, 2);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_allornone.htm
  test('all or none outside rules over each collection inside', async () => {
    const name = `${ground.label} inner`;
    const record = (Name: string) => ({ attributes: { type: 'Account' }, Name });
    const collection = {
      method: 'POST',
      url: `${DATA}/composite/sobjects`,
      referenceId: 'collection',
      body: { allOrNone: false, records: [record(name), record('')] },
    };
    await composite([collection, { ...makeAccount(name), referenceId: 'other' }], true);
    assert.deepEqual(await named(name), []);
  });

  test('25 requests at most, with a name each', async () => {
    const limits = (referenceId: string) => ({ method: 'GET', url: `${DATA}/limits`, referenceId });
    for (const compositeRequest of [
      Array.from({ length: 26 }, (_, index) => limits(`r${index}`)),
      [limits('same'), limits('same')],
    ]) {
      const { status } = await rep().call({ method: 'POST', path: 'composite', body: { compositeRequest } });
      assert.equal(status, 400);
    }
  });
});

describe('composite batch', () => {
  const missing = { method: 'GET', url: `v${VERSION}/sobjects/Missing__c` };
  const make = (Name: string) => ({ method: 'POST', url: `v${VERSION}/sobjects/Account`, richInput: { Name } });
  const batch = async (body: unknown) => {
    const { body: answer } = await rep().call({ method: 'POST', path: 'composite/batch', body });
    const { hasErrors, results } = answer as { hasErrors: boolean; results: { statusCode: number }[] };
    return { hasErrors, statuses: results.map(({ statusCode }) => statusCode) };
  };

  test('each for itself', async () => {
    const name = `${ground.label} batch`;
    assert.deepEqual(await batch({ batchRequests: [missing, make(name)] }), { hasErrors: true, statuses: [404, 201] });
    assert.equal((await named(name)).length, 1);
  });

  test('or none after the first that fails', async () => {
    const name = `${ground.label} halted`;
    const answer = await batch({ haltOnError: true, batchRequests: [missing, make(name)] });
    assert.deepEqual(answer, { hasErrors: true, statuses: [404, 412] });
    assert.deepEqual(await named(name), []);
  });
});

describe('composite tree', () => {
  const tree = (name: string, LastName: string | undefined) => ({
    records: [
      {
        attributes: { type: 'Account', referenceId: 'parent' },
        Name: name,
        Contacts: { records: [{ attributes: { type: 'Contact', referenceId: 'child' }, LastName }] },
      },
    ],
  });
  const send = (body: unknown) => rep().call({ method: 'POST', path: 'composite/tree/Account', body });

  test('parents and children together', async () => {
    const { status, body } = await send(tree(`${ground.label} tree`, ground.label));
    assert.equal(status, 201);
    const { hasErrors, results } = body as { hasErrors: boolean; results: { referenceId: string; id: string }[] };
    assert.equal(hasErrors, false);
    assert.deepEqual(
      results.map(({ referenceId, id }) => [referenceId, id.slice(0, 3)]),
      [
        ['parent', '001'],
        ['child', '003'],
      ],
    );
  });

  test('or not at all, and only the faulty ones are told', async () => {
    const name = `${ground.label} stump`;
    const { status, body } = await send(tree(name, undefined));
    assert.equal(status, 400);
    const { hasErrors, results } = body as { hasErrors: boolean; results: { referenceId: string }[] };
    assert.deepEqual([hasErrors, results.map(({ referenceId }) => referenceId)], [true, ['child']]);
    assert.deepEqual(await named(name), []);
  });
});

describe('composite graph', () => {
  test('each graph is all or none for itself', async () => {
    const name = `${ground.label} graph`;
    const { body } = await rep().call({
      method: 'POST',
      path: 'composite/graph',
      body: {
        graphs: [
          { graphId: 'good', compositeRequest: [makeAccount(name), makeContact(ground.label)] },
          { graphId: 'bad', compositeRequest: [makeAccount(name), makeContact(undefined)] },
        ],
      },
    });
    const { graphs } = body as { graphs: { graphId: string; isSuccessful: boolean }[] };
    assert.deepEqual(
      graphs.map(({ graphId, isSuccessful }) => [graphId, isSuccessful]),
      [
        ['good', true],
        ['bad', false],
      ],
    );
    assert.equal((await named(name)).length, 1);
  });
});
