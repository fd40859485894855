import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { frontdoorUrl } from './api/frontdoor.ts';
import { startServer } from './api/server.ts';
import type { RunningServer } from './api/server.ts';
import { sessionsOf } from './api/sessions.ts';
import { AlreadyRunning, UsageError } from './errors.ts';
import { loadData } from './load-data.ts';
import { deploy } from './metadata/deploy.ts';
import { readSourceFolder } from './metadata/read.ts';
import { openOrg } from './open.ts';
import type { OpenOrg } from './open.ts';

export interface RunOptions {
  /** Folder of the org's file and of `org.json`; made where it is missing. */
  home: string;
  /** The next free one is taken where it is in use; 0 for any. */
  port: number;
  /** Begin with an empty org. */
  fresh?: boolean;
  /** Folder of metadata in source format, to deploy. */
  source?: string;
  /** A file of records as `sf data export tree` writes it, to load. */
  data?: string;
  /** Where progress goes; nowhere unless told. */
  log?: (line: string) => void;
}

/** Someone who can use the org, as `org.json` tells it. */
export interface OrgFileUser {
  role: string;
  username: string;
  userId: string;
  accessToken: string;
  opportunityUrl: string;
}

export interface RunningOrg {
  readonly org: OpenOrg;
  /** `http://127.0.0.1:7770` */
  readonly url: string;
  readonly home: string;
  readonly admin: OrgFileUser;
  /** Whether the org's file was there before. */
  readonly existed: boolean;
  /** A user for `org.json`, with a token that lasts; `path` is where their link leads: `/lightning/r/…`. */
  user(role: string, username: string, path?: string): OrgFileUser;
  /** Rewrites `org.json` with these users. */
  writeUsers(users: readonly OrgFileUser[]): void;
  /** Finishes what is under way and what is queued, and closes the file. */
  close(): Promise<void>;
}

/** Tokens in `org.json` are for people who come back to an org after days. */
const TOKEN_LIFE = 30 * 24 * 60 * 60 * 1000;
const PORTS_TO_TRY = 50;

/** Opens the org of a home and serves it. Throws UsageError, AlreadyRunning, or OrgError of a deploy or load that failed. */
export async function startOrg(options: RunOptions): Promise<RunningOrg> {
  const log = options.log ?? (() => undefined);
  checkOptions(options);
  const home = resolve(options.home);
  inHome(home, () => mkdirSync(home, { recursive: true, mode: 0o700 }));
  const unlock = inHome(home, () => lock(home));
  let org: OpenOrg | undefined;
  let server: RunningServer | undefined;
  const end = async (): Promise<void> => {
    await server?.close();
    await org?.queue.drain();
    org?.close();
    unlock();
  };
  try {
    const file = join(home, 'org.db');
    if (options.fresh) for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    const existed = existsSync(file);
    log(existed ? `Opening ${file}` : `Creating ${file}`);
    org = inHome(home, () => openOrg({ file }));
    if (options.source !== undefined) deploySource(org, options.source, log);
    const opened = org;
    if (options.data !== undefined) {
      const count = loadData(opened, opened.access(opened.adminUserId), options.data);
      log(`Loaded ${count} records from ${options.data}`);
    }
    server = await listen(opened, options.port, log);
    const { url } = server;
    const tokens = new Map(readOrgFile(home)?.users.map(({ userId, accessToken }) => [userId, accessToken]));
    const user = (role: string, username: string, path?: string): OrgFileUser =>
      userEntry(opened, url, role, username, tokens, path);
    const running: RunningOrg = {
      org: opened,
      url,
      home,
      existed,
      admin: user('admin', usernameOf(opened, opened.adminUserId)),
      user,
      writeUsers: (users) => writeOrgFile(home, url, users),
      close: end,
    };
    running.writeUsers([running.admin]);
    return running;
  } catch (thrown) {
    await end();
    throw thrown;
  }
}

function checkOptions({ port, source, data }: RunOptions): void {
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError('--port: a port is a number from 0 to 65535');
  if (source !== undefined && !statSync(source, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--source ${source}: there is no such folder`);
  if (data !== undefined && !statSync(data, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`--data ${data}: there is no such file`);
}

const SQLITE_BUSY = 5;
/** What SQLite says where it is the file that fails: read-only, input or output, corrupt, full, not to be opened, no database. */
const SQLITE_FILE_FAILS: ReadonlySet<unknown> = new Set([8, 10, 11, 13, 14, 26]);

/** Work on the files of a home; throws UsageError where the system or the files themselves do not allow it. */
function inHome<T>(home: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    const { errcode, syscall, message } = thrown as { errcode?: unknown; syscall?: unknown; message?: unknown };
    if (syscall === undefined && !SQLITE_FILE_FAILS.has(errcode)) throw thrown;
    throw new UsageError(
      `The org's home ${home} cannot be used: ${String(message)}. Take another home, or begin it anew with --fresh.`,
    );
  }
}

/**
 * Keeps a second org off the same home for as long as this one runs. A database lock, since the system
 * takes it back however the process ends, which a file with a process id in it would survive.
 */
function lock(home: string): () => void {
  const database = new DatabaseSync(join(home, 'lock.db'));
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (thrown) {
    database.close();
    if ((thrown as { errcode?: unknown }).errcode !== SQLITE_BUSY) throw thrown;
    const at = readOrgFile(home);
    const where = at ? ` at ${at.url} (process ${at.pid})` : '';
    throw new AlreadyRunning(`The org in ${home} is running already${where}. Stop it first, or use another home.`);
  }
  return () => database.close();
}

function deploySource(org: OpenOrg, source: string, log: (line: string) => void): void {
  const content = readSourceFolder(source);
  if (content.components.length === 0 && content.problems.length === 0)
    throw new UsageError(`--source ${source}: there is no metadata in source format in it`);
  const outcome = deploy(org, content, { checkOnly: false, rollbackOnError: true });
  const failures = outcome.components.filter(({ success }) => !success);
  if (!outcome.success) {
    const lines = failures.map(
      ({ fileName, lineNumber, problem }) => `  ${fileName}${lineNumber ? `:${lineNumber}` : ''}: ${problem}`,
    );
    throw new UsageError(`--source ${source} does not deploy:\n${lines.join('\n')}`);
  }
  log(`Deployed ${outcome.components.length} components from ${source}`);
}

function usernameOf(org: OpenOrg, userId: string): string {
  return String(org.store.read('User', [userId])[0]?.['Username']);
}

async function listen(org: OpenOrg, port: number, log: (line: string) => void): Promise<RunningServer> {
  for (let tried = port; ; tried += 1) {
    try {
      return await startServer({ org, port: tried, log });
    } catch (thrown) {
      const { code } = thrown as { code?: unknown };
      if (code === 'EACCES') throw new UsageError(`--port ${tried}: not allowed; take one above 1023`);
      if (code !== 'EADDRINUSE' || tried - port >= PORTS_TO_TRY || tried >= 65_535) throw thrown;
      log(`Port ${tried} is in use; trying ${tried + 1}`);
    }
  }
}

function userEntry(
  org: OpenOrg,
  url: string,
  role: string,
  username: string,
  tokens: ReadonlyMap<string, string>,
  path?: string,
): OrgFileUser {
  const row = org.store.readBy('User', 'Username', [username])[0];
  if (!row) throw new UsageError(`There is no user ${username}`);
  const userId = String(row['Id']);
  const sessions = sessionsOf(org);
  const earlier = tokens.get(userId);
  // A token that a client may have stored goes on.
  const accessToken =
    earlier !== undefined && sessions.userOf(earlier) === userId
      ? earlier
      : sessions.issue(userId, { idleTimeout: TOKEN_LIFE });
  return { role, username, userId, accessToken, opportunityUrl: frontdoorUrl(url, accessToken, path) };
}

interface OrgFile {
  url: string;
  pid: number;
  users: OrgFileUser[];
}

const orgFile = (home: string): string => join(home, 'org.json');

function writeOrgFile(home: string, url: string, users: readonly OrgFileUser[]): void {
  writePrivately(orgFile(home), { url, pid: process.pid, users });
}

/** Readable by its owner alone, and never seen half written. */
function writePrivately(file: string, content: unknown): void {
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}

/** As this or an earlier run left it. */
function readOrgFile(home: string): OrgFile | undefined {
  try {
    return JSON.parse(readFileSync(orgFile(home), 'utf8')) as OrgFile;
  } catch {
    return undefined;
  }
}
