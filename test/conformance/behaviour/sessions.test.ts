/** Who is asking, and in which version. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Session } from '../session.ts';
import { openTarget, type Target } from '../target.ts';
import { refused } from './ground.ts';

let target: Target;
before(async () => (target = await openTarget()));
after(() => target.close());

/** https://developer.salesforce.com/docs/platform/api-metadata/guide/meta-error-handling-session-exp.html */
describe('a session', () => {
  const invalid = { status: 401, errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' };
  const limits = { method: 'GET', path: 'limits' };

  test('that is none, or never was', async () => {
    const { url } = target.setup;
    for (const token of ['', 'abc', `${target.setup.token}x`]) {
      refused(await new Session(url, token, '').call(limits), invalid);
    }
  });

  test('ends where it is revoked', async () => {
    const { loginAs } = await import('../login.ts');
    const { userId } = target.people.colleague;
    const [user] = await target.setup.query<{ Username: string }>(`SELECT Username FROM User WHERE Id = '${userId}'`);
    const session = await loginAs(target.setup, { Id: userId, Username: user!.Username });
    assert.equal((await session.call(limits)).status, 200);
    const revoked = await fetch(`${session.url}/services/oauth2/revoke`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token: session.token }),
    });
    assert.equal(revoked.status, 200);
    refused(await session.call(limits), invalid);
  });

  test('knows its user', async () => {
    const { rep } = target.people;
    const { body } = await rep.call({ method: 'GET', path: '/services/oauth2/userinfo' });
    const { user_id: userId, organization_id: organization } = body as Record<string, string>;
    assert.equal(userId, rep.userId);
    assert.match(organization!, /^00D\w{15}$/);
  });
});

describe('versions', () => {
  // The one resource that needs no session.
  test('are listed for anyone', async () => {
    const response = await fetch(`${target.setup.url}/services/data`);
    const versions = (await response.json()) as { label: string; url: string; version: string }[];
    const ours = versions.find(({ version }) => version === '66.0');
    assert.deepEqual([ours?.label, ours?.url], ["Spring '26", '/services/data/v66.0']);
  });

  test('before ours answer in their own name', async () => {
    const { status, body } = await target.people.rep.call({
      method: 'GET',
      path: `/services/data/v60.0/query?q=${encodeURIComponent(`SELECT Id FROM User WHERE Id = '${target.people.rep.userId}'`)}`,
    });
    assert.equal(status, 200);
    const [user] = (body as { records: { attributes: { url: string } }[] }).records;
    assert.equal(user!.attributes.url, `/services/data/v60.0/sobjects/User/${target.people.rep.userId}`);
  });

  test('that do not exist are not found', async () => {
    for (const version of ['v999.0', 'v1.5', 'latest']) {
      const { status } = await target.people.rep.call({ method: 'GET', path: `/services/data/${version}/sobjects` });
      assert.equal(status, 404, version);
    }
  });

  test('have a list of what can be reached', async () => {
    const { body } = await target.people.rep.call({ method: 'GET', path: '' });
    const resources = body as Record<string, string>;
    for (const name of ['sobjects', 'query', 'queryAll', 'composite', 'limits']) {
      assert.equal(resources[name], `/services/data/v66.0/${name}`);
    }
  });
});
