import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { OrgError } from '../errors.ts';
import type { Org } from '../org.ts';
import { perOrg } from './per-org.ts';

export type SessionKind =
  /** An access token. */
  | 'access'
  /** A refresh token. */
  | 'refresh'
  /** A one-time login link, used up by its first use. */
  | 'once';

/** Salesforce's default session timeout, counted from the last use. */
const IDLE_TIMEOUT = 2 * 60 * 60 * 1000;
/** A session's end is moved on at most once in this time, so that reading does not write each time. */
const TOUCH_EVERY = 60 * 1000;
const ONCE_TIMEOUT = 60 * 1000;
const FOREVER = 100 * 365 * 24 * 60 * 60 * 1000;

/** Sessions and passwords, kept in the org's file; of a token or password only a hash is. */
export interface Sessions {
  /**
   * A new token of the form `00D…!…`. `idleTimeout` in milliseconds, counted from the last use;
   * by default Salesforce's two hours for access tokens.
   */
  issue(userId: string, options?: { kind?: SessionKind; idleTimeout?: number }): string;
  /** The user of a token; undefined where it is unknown, expired, revoked, or of another kind. A `once` token ends by this. */
  userOf(token: string, kind?: SessionKind): string | undefined;
  /** Ends the session; unknown tokens are ignored. */
  revoke(token: string): void;
  setPassword(userId: string, password: string): void;
  /** The Id of the active user, by username in any case, whose password this is. */
  checkPassword(username: string, password: string): string | undefined;
}

export const sessionsOf: (org: Org) => Sessions = perOrg(openSessions);

/** The one row of the org itself. */
export function organizationOf(org: Org): { id: string; name: string } {
  const row = org.store.all('SELECT Id, Name FROM Organization LIMIT 1', [])[0];
  if (!row) throw new OrgError('UNKNOWN_EXCEPTION', 'The org has no Organization record');
  return { id: String(row['Id']), name: String(row['Name'] ?? '') };
}

function openSessions(org: Org): Sessions {
  const { store } = org;
  store.run(
    `CREATE TABLE IF NOT EXISTS api_session (hash TEXT PRIMARY KEY, user_id TEXT NOT NULL, kind TEXT NOT NULL,
      idle INTEGER NOT NULL, ends INTEGER NOT NULL) WITHOUT ROWID`,
  );
  store.run(
    'CREATE TABLE IF NOT EXISTS api_password (user_id TEXT PRIMARY KEY, salt TEXT NOT NULL, hash TEXT NOT NULL) WITHOUT ROWID',
  );
  const orgId = organizationOf(org).id.slice(0, 15);
  const now = () => org.now().getTime();

  return {
    issue(userId, options = {}) {
      const kind = options.kind ?? 'access';
      const idle = options.idleTimeout ?? { access: IDLE_TIMEOUT, refresh: FOREVER, once: ONCE_TIMEOUT }[kind];
      // The official CLI takes only tokens of the letters [.\w] after the `!`.
      const token = `${orgId}!AQ${randomBytes(48).toString('base64url').replaceAll('-', '.')}`;
      store.run('DELETE FROM api_session WHERE ends < ?', [now()]);
      store.run('INSERT INTO api_session (hash, user_id, kind, idle, ends) VALUES (?, ?, ?, ?, ?)', [
        hashOf(token),
        userId,
        kind,
        idle,
        now() + idle,
      ]);
      return token;
    },

    userOf(token, kind = 'access') {
      const hash = hashOf(token);
      const row = store.all('SELECT user_id, idle, ends FROM api_session WHERE hash = ? AND kind = ?', [hash, kind])[0];
      if (!row) return undefined;
      const { user_id: userId, idle, ends } = row as { user_id: string; idle: number; ends: number };
      if (kind === 'once') store.run('DELETE FROM api_session WHERE hash = ?', [hash]);
      if (ends <= now()) return undefined;
      if (kind === 'access' && ends - idle < now() - TOUCH_EVERY) {
        store.run('UPDATE api_session SET ends = ? WHERE hash = ?', [now() + idle, hash]);
      }
      return userId;
    },

    revoke(token) {
      store.run('DELETE FROM api_session WHERE hash = ?', [hashOf(token)]);
    },

    setPassword(userId, password) {
      const salt = randomBytes(16).toString('hex');
      store.run('INSERT OR REPLACE INTO api_password (user_id, salt, hash) VALUES (?, ?, ?)', [
        userId,
        salt,
        passwordHash(password, salt).toString('hex'),
      ]);
    },

    checkPassword(username, password) {
      const row = store.all(
        `SELECT u.Id AS id, p.salt AS salt, p.hash AS hash FROM "User" u JOIN api_password p ON p.user_id = u.Id
          WHERE u.Username = ? COLLATE NOCASE AND u.IsActive = 1`,
        [username],
      )[0];
      // The same work for an unknown user, so that the time taken does not tell which names exist.
      const { id, salt, hash } = (row ?? { salt: '', hash: '00'.repeat(32) }) as {
        id?: string;
        salt: string;
        hash: string;
      };
      return timingSafeEqual(passwordHash(password, salt), Buffer.from(hash, 'hex')) ? id : undefined;
    },
  };
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const passwordHash = (password: string, salt: string): Buffer => scryptSync(password, salt, 32);
