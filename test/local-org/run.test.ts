import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

const MAIN = join(import.meta.dirname, 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'local-org-'));

interface OrgFile {
  url: string;
  pid: number;
  users: { role: string; username: string; userId: string; accessToken: string; opportunityUrl: string }[];
}

describe('the command that runs an org', () => {
  const started: ChildProcess[] = [];
  after(() => {
    for (const child of started) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts it; `ready` resolves with the URL of the READY line, `ended` with exit code and what it said. */
  function run(...args: string[]) {
    const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    started.push(child);
    let said = '';
    child.stderr.on('data', (chunk) => (said += String(chunk)));
    const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
      child.on('close', (code) => resolve({ code, said })),
    );
    const ready = new Promise<string>((resolve, reject) => {
      let out = '';
      child.stdout.on('data', (chunk) => {
        out += String(chunk);
        const url = /^READY (http:\/\/127\.0\.0\.1:\d+\/.*)$/m.exec(out)?.[1];
        if (url) resolve(url);
      });
      void ended.then(() => reject(new Error(`not ready: ${said}`)));
    });
    ready.catch(() => undefined);
    return { child, ready, ended };
  }

  const orgFile = (home: string) => JSON.parse(readFileSync(join(home, 'org.json'), 'utf8')) as OrgFile;
  const limits = async ({ url }: OrgFile, token: string) =>
    (await fetch(`${url}/services/data/v66.0/limits`, { headers: { authorization: `Bearer ${token}` } })).status;

  it('says READY with org.json written, stops on a signal, and starts again on its data and tokens', async () => {
    const home = join(folder, 'home');
    const first = run('--port', '0', '--home', home);
    const url = await first.ready;
    const file = orgFile(home);
    assert.equal(`${file.url}/`, url);
    assert.equal(file.pid, first.child.pid);
    assert.equal(statSync(join(home, 'org.json')).mode & 0o777, 0o600);
    const [admin] = file.users;
    assert.equal(admin?.role, 'admin');
    assert.match(admin?.accessToken ?? '', /^00D\w{12,15}![.\w]+$/);
    assert.match(admin?.opportunityUrl ?? '', /\/secur\/frontdoor\.jsp\?sid=/);
    assert.equal(await limits(file, admin?.accessToken ?? ''), 200);

    const second = await run('--port', '0', '--home', home).ended;
    assert.equal(second.code, 1);
    assert.match(
      second.said,
      /is running already at http:\/\/127\.0\.0\.1:\d+ \(process \d+\)\. Stop it first, or use another home\./,
    );

    const created = await fetch(`${file.url}/services/data/v66.0/sobjects/Account`, {
      method: 'POST',
      headers: { authorization: `Bearer ${admin?.accessToken}`, 'content-type': 'application/json' },
      body: '{"Name":"Kept"}',
    });
    assert.equal(created.status, 201);
    first.child.kill('SIGINT');
    const { code, said } = await first.ended;
    assert.equal(code, 0, said);

    const again = run('--port', '0', '--home', home);
    await again.ready;
    const reopened = orgFile(home);
    assert.equal(reopened.users[0]?.accessToken, admin?.accessToken);
    const query = async (from: OrgFile) => {
      const answer = await fetch(`${from.url}/services/data/v66.0/query?q=SELECT+COUNT()+FROM+Account`, {
        headers: { authorization: `Bearer ${from.users[0]?.accessToken}` },
      });
      return ((await answer.json()) as { totalSize: number }).totalSize;
    };
    assert.equal(await query(reopened), 1);
    again.child.kill('SIGKILL');
    await again.ended;

    const fresh = run('--port', '0', '--home', home, '--fresh');
    await fresh.ready;
    assert.equal(await query(orgFile(home)), 0);
    fresh.child.kill('SIGTERM');
    assert.equal((await fresh.ended).code, 0);
  });

  it('takes the next port where one is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    const org = run('--port', String(port), '--home', join(folder, 'port'));
    const url = await org.ready;
    taken.close();
    assert.ok(Number(new URL(url).port) > port);
    org.child.kill('SIGINT');
    assert.match((await org.ended).said, new RegExp(`Port ${port} is in use; trying ${port + 1}`));
  });

  it('loads records that refer to one another', async () => {
    const data = join(folder, 'data.json');
    writeFileSync(
      data,
      JSON.stringify([
        {
          records: [
            {
              attributes: { type: 'Account', referenceId: 'A1' },
              Name: 'Loaded',
              Contacts: { records: [{ attributes: { type: 'Contact', referenceId: 'C1' }, LastName: 'Nested' }] },
            },
          ],
        },
        {
          records: [
            {
              attributes: { type: 'Opportunity', referenceId: 'O1' },
              Name: 'Deal',
              StageName: 'Prospecting',
              CloseDate: '2027-01-01',
              AccountId: '@A1',
            },
          ],
        },
      ]),
    );
    const home = join(folder, 'data');
    const org = run('--port', '0', '--home', home, '--data', data);
    await org.ready;
    const file = orgFile(home);
    const answer = await fetch(`${file.url}/services/data/v66.0/query?q=SELECT+Account.Name+FROM+Opportunity`, {
      headers: { authorization: `Bearer ${file.users[0]?.accessToken}` },
    });
    const { records } = (await answer.json()) as { records: { Account: { Name: string } }[] };
    assert.deepEqual(
      records.map(({ Account }) => Account.Name),
      ['Loaded'],
    );
    org.child.kill('SIGINT');
    await org.ended;
  });

  it('leaves a file that is no org alone, unless told to begin anew', async () => {
    const home = join(folder, 'foreign');
    mkdirSync(home);
    writeFileSync(join(home, 'org.db'), 'somebody’s letters');
    const { code, said } = await run('--port', '0', '--home', home).ended;
    assert.equal(code, 2);
    assert.match(said, /cannot be used: file is not a database\. .*--fresh\.$/m);
    assert.equal(readFileSync(join(home, 'org.db'), 'utf8'), 'somebody’s letters');
    const fresh = run('--port', '0', '--home', home, '--fresh');
    await fresh.ready;
    fresh.child.kill('SIGINT');
    assert.equal((await fresh.ended).code, 0);
  });

  it('says what is wrong with its options and ends with 2', async () => {
    const bad = join(folder, 'bad.json');
    const text = (content: unknown) =>
      writeFileSync(bad, typeof content === 'string' ? content : JSON.stringify(content));
    const home = join(folder, 'options');
    const expectations: [string[], RegExp, unknown?][] = [
      [['--port', '99999'], /--port: a port is a number from 0 to 65535/],
      [['--port', 'x'], /--port: a port is a number/],
      [['--what'], /Unknown option '--what'[\s\S]*Usage:/],
      [['--source', join(folder, 'nowhere')], /--source .*nowhere: there is no such folder/],
      [['--data', join(folder, 'nowhere.json')], /--data .*nowhere\.json: there is no such file/],
      [['--data', bad], /JSON_PARSER_ERROR: .*bad\.json/, '{'],
      [['--data', bad], /is not a file of records/, { rows: [] }],
      [['--source', folder], /--source .*: there is no metadata/],
      [['--home', bad], /home .*bad\.json cannot be used: .*Take another home/],
      [
        ['--data', bad],
        /INVALID_CROSS_REFERENCE_KEY: No record before this one has the referenceId A9/,
        { records: [{ attributes: { type: 'Contact', referenceId: 'c' }, LastName: 'x', AccountId: '@A9' }] },
      ],
      [
        ['--data', bad],
        /REQUIRED_FIELD_MISSING: c: Required fields are missing: \[LastName\]/,
        { records: [{ attributes: { type: 'Contact', referenceId: 'c' } }] },
      ],
    ];
    for (const [args, message, content] of expectations) {
      if (content !== undefined) text(content);
      const { code, said } = await run('--port', '0', '--home', home, ...args).ended;
      assert.equal(code, 2, said);
      assert.match(said, message);
    }
  });
});
