/**
 * The org under test. `npm run test:conformance -- --target-org X` names a real one; without it each file
 * of checks gets a local org of its own, with the app deployed, and thrown away at the end.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalOrg } from '../org/start.ts';
import { people, type People } from './people.ts';
import { Session } from './session.ts';

export interface Target {
  /** The user whose login was given: an admin who may manage users and permission sets. */
  setup: Session;
  people: People;
  /** Whether this is a local org, whose route table may be read. */
  isLocal: boolean;
  close(): Promise<void>;
}

const APP = join(import.meta.dirname, '../../plugin/app');

/** Opens the target and makes sure of its people. Throws with the reason where the org cannot be used. */
export async function openTarget(): Promise<Target> {
  const { CONFORMANCE_URL: url, CONFORMANCE_TOKEN: token } = process.env;
  if (url && token) {
    const setup = await withUser(url, token);
    return { setup, people: await people(setup), isLocal: false, close: () => Promise.resolve() };
  }
  const home = mkdtempSync(join(tmpdir(), 'conformance-'));
  const org = await startLocalOrg({ home, source: APP });
  const setup = await withUser(org.url, org.admin.accessToken);
  return {
    setup,
    people: await people(setup),
    isLocal: true,
    close: async () => {
      await org.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function withUser(url: string, token: string): Promise<Session> {
  const { status, body } = await new Session(url, token, '').call({ method: 'GET', path: '/services/oauth2/userinfo' });
  if (status !== 200) throw new Error(`The org does not take the session: ${JSON.stringify(body)}. Log in again.`);
  return new Session(url, token, (body as { user_id: string }).user_id);
}
