import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import jsforce from '@jsforce/jsforce-node';
import { addUser, startTestOrg } from './org.fixture.ts';
import type { TestOrg } from './org.fixture.ts';
import { sessionsOf } from './sessions.ts';

describe('login', () => {
  let test: TestOrg;
  let time = new Date('2026-11-24T08:00:00Z');
  let admin: string;
  before(async () => {
    test = await startTestOrg(() => time);
    admin = String(test.org.access(test.org.adminUserId).user['Username']);
    const { status } = await test.call('POST', `sobjects/User/${test.org.adminUserId}/password`, {
      NewPassword: 'correct horse',
    });
    assert.equal(status, 204);
  });
  after(() => test.close());

  const tokenCall = async (fields: Record<string, string>) => {
    const answer = await fetch(`${test.url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams(fields),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, string> };
  };

  it('gives tokens that the official CLI takes, and keeps only their hash', () => {
    assert.match(test.token, /^00D\w{12}![.\w]+$/);
    const rows = test.org.store.all('SELECT * FROM api_session', []);
    assert.ok(rows.length > 0);
    assert.ok(!JSON.stringify(rows).includes(test.token));
    assert.ok(!JSON.stringify(test.org.store.all('SELECT * FROM api_password', [])).includes('correct horse'));
  });

  it('by SOAP, as jsforce does it', async () => {
    const connection = new jsforce.Connection({ loginUrl: test.url, version: '66.0' });
    const info = await connection.login(admin, 'correct horse');
    assert.equal(info.id, test.org.adminUserId);
    assert.equal(info.organizationId, test.org.organizationId);
    const { body } = await test.call('GET', '/services/oauth2/userinfo', undefined, {
      authorization: `Bearer ${connection.accessToken}`,
    });
    assert.equal((body as Record<string, unknown>)['user_id'], test.org.adminUserId);
    assert.equal((body as Record<string, unknown>)['preferred_username'], admin);
    await connection.logout();
  });

  it('refuses a wrong password, an unknown user and a user without a password alike', async () => {
    for (const [username, password] of [
      [admin, 'wrong horse'],
      ['nobody@example.test', 'correct horse'],
      [addUser(test.org, 'unset').username, 'correct horse'],
    ] as const) {
      const connection = new jsforce.Connection({ loginUrl: test.url, version: '66.0' });
      await assert.rejects(
        connection.login(username, password),
        /INVALID_LOGIN: Invalid username, password, security token; or user locked out\./,
      );
    }
  });

  it('by OAuth, and tells errors as OAuth has them', async () => {
    const granted = await tokenCall({
      grant_type: 'password',
      username: admin.toUpperCase(),
      password: 'correct horse',
    });
    assert.equal(granted.status, 200);
    assert.equal(granted.body['instance_url'], test.url);
    const again = await tokenCall({ grant_type: 'refresh_token', refresh_token: granted.body['refresh_token'] ?? '' });
    assert.equal(
      (await test.call('GET', 'limits', undefined, { authorization: `Bearer ${again.body['access_token']}` })).status,
      200,
    );
    assert.equal(
      (await test.call('GET', 'limits', undefined, { authorization: `Bearer ${granted.body['refresh_token']}` }))
        .status,
      401,
    );

    const asApp = new jsforce.Connection({
      instanceUrl: test.url,
      oauth2: { clientId: admin, clientSecret: 'correct horse', loginUrl: test.url },
    });
    await asApp.authorize({ grant_type: 'client_credentials' });
    assert.ok(asApp.accessToken);

    assert.deepEqual(await tokenCall({ grant_type: 'password', username: admin, password: 'x' }), {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'authentication failure' },
    });
    assert.equal(
      (await tokenCall({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' })).body['error'],
      'unsupported_grant_type',
    );
    assert.equal((await tokenCall({})).body['error'], 'invalid_request');
  });

  it('tells the identity, to the caller of themselves alone', async () => {
    const connection = new jsforce.Connection({ instanceUrl: test.url, accessToken: test.token, version: '66.0' });
    const identity = await connection.identity();
    assert.equal(identity.username, admin);
    const other = addUser(test.org, 'identity');
    assert.equal((await test.call('GET', `/id/${test.org.organizationId}/${other.userId}`)).status, 403);
    assert.equal((await test.call('GET', `/id/00D000000000000AAA/${test.org.adminUserId}`)).status, 404);
  });

  it('opens a browser by a link that works once', async () => {
    const { body } = await test.call('GET', '/services/oauth2/singleaccess');
    const link = new URL((body as { frontdoor_uri: string }).frontdoor_uri);
    assert.equal(link.origin, test.url);
    const door = await fetch(link, { redirect: 'manual' });
    assert.equal(door.status, 302);
    assert.equal(door.headers.get('location'), '/lightning');
    const cookie = door.headers.get('set-cookie') ?? '';
    assert.match(cookie, /^sid=00D[^;]+; Path=\/; HttpOnly; SameSite=Strict$/);
    const inside = await fetch(`${test.url}/services/data/v66.0/limits`, {
      headers: { cookie: cookie.split(';')[0] ?? '', 'sec-fetch-site': 'same-origin' },
    });
    assert.equal(inside.status, 200);
    assert.equal((await fetch(link, { redirect: 'manual' })).status, 401);
  });

  it('leads from the front door to paths of its own only', async () => {
    const door = async (retURL: string) =>
      (
        await fetch(`${test.url}/secur/frontdoor.jsp?${new URLSearchParams({ sid: test.token, retURL }).toString()}`, {
          redirect: 'manual',
        })
      ).headers.get('location');
    assert.equal(await door('/lightning/r/Account/001/view?x=1#y'), '/lightning/r/Account/001/view?x=1#y');
    for (const away of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example',
      'javascript:alert(1)',
      '\t//evil.example',
      'http:\\\\evil.example',
    ]) {
      const location = (await door(away)) ?? '';
      assert.equal(new URL(location, test.url).origin, test.url, away);
      assert.match(location, /^\/(?![/\\])/, away);
    }
    assert.equal((await fetch(`${test.url}/secur/frontdoor.jsp?sid=bad`, { redirect: 'manual' })).status, 401);
  });

  it('ends a session when it is revoked, idle for two hours, or its user is made inactive', async () => {
    const status = async (token: string) =>
      (await test.call('GET', 'limits', undefined, { authorization: `Bearer ${token}` })).status;
    const revoked = sessionsOf(test.org).issue(test.org.adminUserId);
    assert.equal(await status(revoked), 200);
    await fetch(`${test.url}/services/oauth2/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: revoked }),
    });
    assert.equal(await status(revoked), 401);

    const idle = sessionsOf(test.org).issue(test.org.adminUserId);
    const busy = sessionsOf(test.org).issue(test.org.adminUserId);
    for (let i = 0; i < 3; i += 1) {
      time = new Date(time.getTime() + 60 * 60 * 1000);
      assert.equal(await status(busy), 200);
    }
    assert.equal(await status(idle), 401);

    const connection = new jsforce.Connection({ instanceUrl: test.url, accessToken: idle, version: '66.0' });
    await assert.rejects(async () => connection.query('SELECT Id FROM Account'), {
      errorCode: 'INVALID_SESSION_ID',
      message: 'Session expired or invalid',
    });

    const leaver = addUser(test.org, 'leaver');
    assert.equal(await status(leaver.token), 200);
    const admin2 = sessionsOf(test.org).issue(test.org.adminUserId);
    const { status: updated } = await test.call(
      'PATCH',
      `sobjects/User/${leaver.userId}`,
      { IsActive: false },
      { authorization: `Bearer ${admin2}` },
    );
    assert.equal(updated, 204);
    assert.equal(await status(leaver.token), 401);
  });

  it("lets users set their own password, and only who manages users another's", async () => {
    const admin3 = { authorization: `Bearer ${sessionsOf(test.org).issue(test.org.adminUserId)}` };
    const plain = addUser(test.org, 'plain');
    const own = { authorization: `Bearer ${sessionsOf(test.org).issue(plain.userId)}` };
    assert.equal(
      (await test.call('POST', `sobjects/User/${plain.userId}/password`, { NewPassword: 'long enough' }, own)).status,
      204,
    );
    assert.equal(
      (await test.call('POST', `sobjects/User/${test.org.adminUserId}/password`, { NewPassword: 'long enough' }, own))
        .status,
      403,
    );
    assert.equal(
      (await test.call('POST', `sobjects/User/${plain.userId}/password`, { NewPassword: 'short' }, own)).status,
      400,
    );
    assert.deepEqual((await test.call('GET', `sobjects/User/${plain.userId}/password`, undefined, own)).body, {
      isExpired: false,
    });
    const { body } = await test.call('DELETE', `sobjects/User/${plain.userId}/password`, undefined, admin3);
    const connection = new jsforce.Connection({ loginUrl: test.url, version: '66.0' });
    await connection.login(plain.username, (body as { NewPassword: string }).NewPassword);
  });
});
