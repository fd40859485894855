import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { deployZip, SHELF, startTestOrg, withShelves } from './org.fixture.ts';
import type { Answer, TestOrg } from './org.fixture.ts';
import { allRoutes } from './routes.ts';

/** Whatever comes in: an answer, or an error in Salesforce's shape; never a 5xx, and never a bug behind it. */
describe('any request', () => {
  let test: TestOrg;
  let accountId: string;
  before(async () => {
    test = await startTestOrg();
    await withShelves(test);
    accountId = await test.create('Account', { Name: 'Fuzz' });
  });
  after(() => test.close());

  // Ending the session or changing the caller's own user would make the rest of the run meaningless. Pages
  // answer people, in HTML, and have tests of their own.
  const routes = allRoutes.filter(
    ({ path, family }) => !/revoke|logout|password/.test(path) && family !== 'Lightning pages',
  );

  const names = () =>
    fc.constantFrom(
      'Account',
      'account',
      'Shelf__c',
      'Contact',
      'Opportunity',
      'Nope__c',
      'Id',
      'Name',
      'Key__c',
      'Contacts',
      'attributes',
      '__proto__',
      'constructor',
    );
  const values = () =>
    fc.oneof(
      names(),
      fc.constantFrom(
        accountId,
        accountId.slice(0, 15),
        '001000000000000AAA',
        '005000000000000AAA',
        'A1',
        '',
        '%',
        '%zz',
        '../..',
        "' OR Name != '",
        '@{a.id}',
        '2026-11-24',
      ),
      fc.string({ maxLength: 30 }),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
  const json = () => fc.oneof(body(), fc.jsonValue({ maxDepth: 4 }));

  function body(): fc.Arbitrary<unknown> {
    const attributes = fc.record(
      { type: values(), referenceId: fc.constantFrom('a', 'b', 'c d') },
      { requiredKeys: [] },
    );
    const fields = fc.dictionary(
      names(),
      fc.oneof(values(), fc.double(), fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 2 })),
      { maxKeys: 4 },
    );
    const record = fc.tuple(attributes, fields).map(([a, f]) => ({ attributes: a, ...f }));
    const records = fc.array(record, { maxLength: 4 });
    const method = fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT', 'get');
    const url = fc
      .tuple(fc.constantFrom('sobjects', 'query', 'composite', 'composite/sobjects', 'jobs/ingest', 'limits'), values())
      .map(([a, b]) => `/services/data/v66.0/${a}/${b}`);
    const subrequest = fc.record(
      { method, url, referenceId: fc.constantFrom('a', 'b', 'c', '-'), body: fc.oneof(record, records) },
      { requiredKeys: ['method', 'url'] },
    );
    const subrequests = fc.array(subrequest, { maxLength: 3 });
    return fc.oneof(
      record,
      fc.record({ allOrNone: fc.boolean(), records }, { requiredKeys: ['records'] }),
      fc.record({ ids: fc.array(values(), { maxLength: 3 }), fields: fc.array(values(), { maxLength: 3 }) }),
      fc.record({ allOrNone: fc.boolean(), compositeRequest: subrequests }),
      fc.record({
        graphs: fc.array(fc.record({ graphId: values(), compositeRequest: subrequests }), { maxLength: 2 }),
      }),
      fc.record({ haltOnError: fc.boolean(), batchRequests: subrequests }),
      fc.record(
        {
          object: names(),
          operation: fc.constantFrom('insert', 'update', 'upsert', 'delete', 'query'),
          externalIdFieldName: names(),
          query: values(),
        },
        { requiredKeys: ['operation'] },
      ),
    );
  }

  const queryString = () =>
    fc
      .dictionary(
        fc.constantFrom(
          'q',
          'fields',
          'ids',
          'columns',
          'allOrNone',
          'start',
          'end',
          'sid',
          'retURL',
          'explain',
          'updateOnly',
          'locator',
          'maxRecords',
        ),
        values(),
        { maxKeys: 3 },
      )
      .map((fields) => new URLSearchParams(fields).toString());

  const contentTypes = () =>
    fc.constantFrom(
      'application/json',
      'application/json',
      'text/csv',
      'text/xml',
      'multipart/form-data; boundary=b',
      'application/x-www-form-urlencoded',
      '*/*',
    );

  it('to any route, with any parameters and body', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...routes),
        fc.array(values(), { minLength: 4, maxLength: 4 }),
        queryString(),
        json(),
        contentTypes(),
        async (route, parameters, query, content, contentType) => {
          let i = 0;
          const path = route.path.replace(/:(\w+)|\*/g, (_, name: string) =>
            name === 'version'
              ? route.path.includes('Soap')
                ? '66.0'
                : 'v66.0'
              : encodeURIComponent((parameters[i++ % 4] ?? '').toWellFormed()),
          );
          const bodiless = route.method === 'GET' || route.method === 'HEAD';
          const answer = await test.call(
            route.method,
            `${path}?${query}`,
            bodiless ? undefined : JSON.stringify(content),
            bodiless ? {} : { 'content-type': contentType },
          );
          shaped(`${route.method} ${path}?${query}`, answer);
        },
      ),
      { numRuns: 600 },
    );
    assert.deepEqual(test.logged, []);
  });

  it('to any path, with any bytes', async () => {
    const path = fc.array(
      fc.oneof(
        fc.constantFrom(
          'services',
          'data',
          'v66.0',
          'sobjects',
          'composite',
          'oauth2',
          'Soap',
          'm',
          'u',
          'id',
          'secur',
          '',
        ),
        values(),
      ),
      { maxLength: 7 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
        path,
        fc.uint8Array({ maxLength: 200 }),
        contentTypes(),
        async (method, steps, bytes, contentType) => {
          const url = `/${steps.map((step) => encodeURIComponent(step.toWellFormed())).join('/')}`;
          const answer = await test.call(method, url, method === 'GET' ? undefined : bytes, {
            'content-type': contentType,
          });
          shaped(`${method} ${url}`, answer);
        },
      ),
      { numRuns: 300 },
    );
    assert.deepEqual(test.logged, []);
  });

  it('with any damage to a deploy zip, a SOAP call or a CSV file', async () => {
    const zip = deployZip(SHELF.files, SHELF.types);
    const soap = (content: string) =>
      `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><SessionHeader><sessionId>${test.token}</sessionId></SessionHeader></e:Header><e:Body><deploy><ZipFile>${content}</ZipFile><DeployOptions><checkOnly>true</checkOnly></DeployOptions></deploy></e:Body></e:Envelope>`;
    const damage = fc.array(fc.tuple(fc.nat({ max: zip.length - 1 }), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(damage, fc.nat({ max: 40 }), async (changes, cut) => {
        const bad = Buffer.from(zip);
        for (const [at, byte] of changes) bad[at] = byte;
        const content = bad.subarray(0, bad.length - (cut > 30 ? cut : 0));
        shaped(
          'deploy',
          await test.call('POST', '/services/Soap/m/66.0', soap(content.toString('base64')), {
            'content-type': 'text/xml',
          }),
        );
        const text = soap('');
        const at = (changes[0]?.[0] ?? 0) % text.length;
        shaped(
          'envelope',
          await test.call(
            'POST',
            '/services/Soap/m/66.0',
            text.slice(0, at) + String.fromCharCode(changes[0]?.[1] ?? 0) + text.slice(at + 1),
            { 'content-type': 'text/xml' },
          ),
        );
      }),
      { numRuns: 60 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.string({ maxLength: 60 }),
        fc.constantFrom('insert', 'update', 'delete'),
        async (csv, operation) => {
          const created = await test.call('POST', 'jobs/ingest', { object: 'Account', operation });
          const { id } = created.body as { id: string };
          shaped('upload', await test.call('PUT', `jobs/ingest/${id}/batches`, csv, { 'content-type': 'text/csv' }));
          shaped('close', await test.call('PATCH', `jobs/ingest/${id}`, { state: 'UploadComplete' }));
          shaped('state', await test.call('GET', `jobs/ingest/${id}`));
        },
      ),
      { numRuns: 60 },
    );
    // Deploys run after their call is answered.
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(test.logged, []);
  });
});

function shaped(what: string, { status, headers, body }: Answer): void {
  assert.ok(status < 500, `${what}: ${status}`);
  if (status < 400) return;
  const type = headers.get('content-type') ?? '';
  if (type === '' && body === '') return; // HEAD
  if (type.startsWith('text/xml')) {
    assert.match(String(body), /<soapenv:Fault><faultcode>[^<]+<\/faultcode><faultstring>/, what);
    return;
  }
  assert.match(type, /^application\/json/, what);
  if (Array.isArray(body)) {
    assert.ok(body.length > 0, what);
    for (const error of body as Record<string, unknown>[]) {
      assert.match(String(error['errorCode']), /^[A-Za-z_:]+$/, `${what}: ${JSON.stringify(body)}`);
      assert.equal(typeof error['message'], 'string', what);
    }
    return;
  }
  // OAuth, trees, GraphQL, UI API
  const object = body as Record<string, unknown>;
  assert.ok(
    ['error', 'hasErrors', 'errors', 'enhancedErrorType'].some((name) => name in object),
    `${what}: ${JSON.stringify(body)}`,
  );
}
