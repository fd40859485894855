import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { request as httpRequest } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { startTestOrg } from './org.fixture.ts';
import type { TestOrg } from './org.fixture.ts';
import { startServer } from './server.ts';

describe('the server', () => {
  let test: TestOrg;
  before(async () => {
    test = await startTestOrg();
  });
  after(() => test.close());

  it('answers without a session only what is open', async () => {
    const versions = await fetch(`${test.url}/services/data`);
    assert.equal(versions.status, 200);
    const list = (await versions.json()) as { version: string; label: string }[];
    assert.deepEqual(list.at(-1), { label: "Spring '26", url: '/services/data/v66.0', version: '66.0' });
    assert.equal(list[0]?.version, '50.0');

    const refused = await fetch(`${test.url}/services/data/v66.0/limits`);
    assert.equal(refused.status, 401);
    assert.deepEqual(await refused.json(), [
      { message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' },
    ]);
  });

  it('takes Bearer and OAuth, and no other token', async () => {
    assert.equal((await test.call('GET', 'limits', undefined, { authorization: `OAuth ${test.token}` })).status, 200);
    assert.equal(
      (await test.call('GET', 'limits', undefined, { authorization: 'Bearer 00D000000000001!bad' })).status,
      401,
    );
    assert.equal((await test.call('GET', 'limits', undefined, { authorization: `Basic ${test.token}` })).status, 401);
  });

  it('does not mind doubled or trailing slashes', async () => {
    assert.equal((await test.call('GET', '//services//data/v66.0/limits/')).status, 200);
    assert.equal((await test.call('GET', '//services/data')).status, 200);
  });

  it('knows versions 50.0 to 66.0', async () => {
    for (const version of ['v50.0', 'v66.0'])
      assert.equal((await test.call('GET', `/services/data/${version}/limits`)).status, 200);
    for (const version of ['v49.0', 'v67.0', 'v66', 'v66.5', '66.0.0', 'x']) {
      const { status, body } = await test.call('GET', `/services/data/${version}/limits`);
      assert.equal(status, 404, version);
      assert.deepEqual(body, [{ message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' }]);
    }
  });

  it('tells unknown paths and wrong methods apart', async () => {
    assert.deepEqual((await test.call('GET', 'process/approvals')).body, [
      { message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' },
    ]);
    assert.deepEqual((await test.call('GET', 'tooling/sobjects/SourceMember/describe')).body, [
      { message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' },
    ]);
    const { status, body } = await test.call('PUT', 'sobjects/Account', {});
    assert.equal(status, 405);
    assert.deepEqual(body, [
      { message: "HTTP Method 'PUT' not allowed. Allowed are GET,HEAD,POST", errorCode: 'METHOD_NOT_ALLOWED' },
    ]);
    assert.equal((await test.call('OPTIONS', 'sobjects')).status, 405);
    assert.equal((await test.call('HEAD', 'limits')).status, 200);
  });

  it('refuses other host names, as DNS rebinding would bring them', async () => {
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', '169.254.1.1:80']) {
      const { status, body } = await withHost(test.url, host, test.token);
      assert.equal(status, 403, host);
      assert.match(body, /FORBIDDEN/);
    }
    const { port } = new URL(test.url);
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, 'LOCALHOST'])
      assert.equal((await withHost(test.url, host, test.token)).status, 200);
  });

  it('takes the cookie only from pages of its own', async () => {
    const cookie = `other=1; sid=${test.token}`;
    const asBrowser = (headers: Record<string, string>, method = 'GET', path = 'limits') =>
      test.call(method, path, undefined, { authorization: '', cookie, ...headers });
    assert.equal((await asBrowser({ 'sec-fetch-site': 'same-origin' })).status, 200);
    assert.equal((await asBrowser({ origin: test.url })).status, 200);
    assert.equal((await asBrowser({})).status, 200, 'no browser, and only reading');
    assert.equal((await asBrowser({}, 'POST', 'sobjects/Account')).status, 401);
    assert.equal((await asBrowser({}, 'DELETE', 'sobjects/Account/001000000000001AAA')).status, 401);
    assert.equal((await asBrowser({ 'sec-fetch-site': 'same-site' })).status, 401);
    assert.equal((await asBrowser({ 'sec-fetch-site': 'cross-site' })).status, 401);
    assert.equal((await asBrowser({ origin: 'http://localhost:1' })).status, 401);
    assert.equal((await asBrowser({ origin: 'null', 'sec-fetch-site': 'same-origin' })).status, 401);
  });

  it('refuses what is not JSON', async () => {
    for (const body of ['{', '', 'null x', '\u0000', '{"a":1}}', Buffer.from([0xff, 0xfe, 0x7b])]) {
      const { status, body: errors } = await test.call('POST', 'sobjects/Account', body, {
        'content-type': 'application/json',
      });
      assert.equal(status, 400);
      assert.equal((errors as { errorCode: string }[])[0]?.errorCode, 'JSON_PARSER_ERROR');
    }
    for (const body of ['[]', '3', 'null', '"x"']) {
      const { status, body: errors } = await test.call('POST', 'sobjects/Account', body, {
        'content-type': 'application/json',
      });
      assert.equal(status, 400);
      assert.equal((errors as { errorCode: string }[])[0]?.errorCode, 'JSON_PARSER_ERROR');
    }
    assert.equal(
      (await test.call('POST', 'sobjects/Account', '<x/>', { 'content-type': 'application/xml' })).status,
      415,
    );
  });

  it('takes compressed bodies and refuses broken ones', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    assert.equal((await test.call('POST', 'sobjects/Account', gzipSync('{"Name":"Zipped"}'), headers)).status, 201);
    assert.equal((await test.call('POST', 'sobjects/Account', '{"Name":"Plain"}', headers)).status, 400);
    assert.equal(
      (await test.call('POST', 'sobjects/Account', 'x', { ...headers, 'content-encoding': 'br' })).status,
      415,
    );
  });

  it('refuses bodies longer than the longest upload', async () => {
    const socket = connect(Number(new URL(test.url).port), '127.0.0.1');
    socket.write(
      `POST /services/data/v66.0/sobjects/Account HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 200000000\r\nConnection: close\r\n\r\n{`,
    );
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    assert.match(text, /^HTTP\/1\.1 413/);
    assert.match(text, /REQUEST_LIMIT_EXCEEDED/);
  });

  it('answers what is not HTTP with a 400', async () => {
    const socket = connect(Number(new URL(test.url).port), '127.0.0.1');
    socket.write('NONSENSE\r\n\r\n');
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    assert.match(text, /^HTTP\/1\.1 400/);
    assert.match(text, /JSON_PARSER_ERROR/);
  });

  it('makes a bug a 400 with an id, and logs its stack under it', async () => {
    const broken = Object.create(test.org, {
      access: {
        value: () => {
          throw new TypeError('a bug');
        },
      },
    }) as typeof test.org;
    const logged: string[] = [];
    const server = await startServer({ org: broken, port: 0, log: (line) => logged.push(line) });
    try {
      const { sessionsOf } = await import('./sessions.ts');
      const token = sessionsOf(broken).issue(test.org.adminUserId);
      const answer = await fetch(`${server.url}/services/data/v66.0/limits`, {
        headers: { authorization: `Bearer ${token}` },
      });
      assert.equal(answer.status, 400);
      const [error] = (await answer.json()) as { errorCode: string; message: string }[];
      assert.equal(error?.errorCode, 'UNKNOWN_EXCEPTION');
      const id = /ErrorId if you report it: (\w+)/.exec(error?.message ?? '')?.[1];
      assert.ok(id);
      assert.match(logged.join('\n'), new RegExp(`UNKNOWN_EXCEPTION ${id}: TypeError: a bug\\n +at `));
    } finally {
      await server.close();
    }
  });
});

function withHost(url: string, host: string, token: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      `${url}/services/data/v66.0/limits`,
      { headers: { host, authorization: `Bearer ${token}` } },
      (answer) => {
        let body = '';
        answer.on('data', (chunk) => (body += String(chunk)));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}
