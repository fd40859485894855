import { z } from 'zod';
import { messagesOf } from '../messages.ts';
import type { Client } from './client.ts';

export interface Organization {
  id: string;
  name: string;
  /** Neither a sandbox, a scratch or trial org, nor a Developer Edition. */
  isProduction: boolean;
}

export interface RunningUser {
  id: string;
  username: string;
  /** Such as `Europe/Berlin`. */
  timeZone: string;
}

const organizationRow = z.object({
  Id: z.string(),
  Name: z.string(),
  OrganizationType: z.string().nullable(),
  IsSandbox: z.boolean(),
  TrialExpirationDate: z.string().nullish(),
});

/** The org behind the connection. Scratch orgs count as sandboxes and expire, as trials do. */
export async function readOrganization(client: Client): Promise<Organization> {
  const rows = await client.query(
    'SELECT Id, Name, OrganizationType, IsSandbox, TrialExpirationDate FROM Organization',
  );
  const row = organizationRow.parse(rows[0]);
  const isProduction = !row.IsSandbox && row.OrganizationType !== 'Developer Edition' && !row.TrialExpirationDate;
  return { id: row.Id, name: row.Name, isProduction };
}

/** Whom the session belongs to. https://help.salesforce.com/s/articleView?id=sf.remoteaccess_using_openid.htm */
export async function readRunningUser(client: Client): Promise<RunningUser> {
  const info = z.object({ user_id: z.string(), preferred_username: z.string(), zoneinfo: z.string() });
  const { user_id, preferred_username, zoneinfo } = info.parse(await client.send('GET', '/services/oauth2/userinfo'));
  return { id: user_id, username: preferred_username, timeZone: zoneinfo };
}

/** Throws SfError ProductionNotConfirmed unless a production org was named as it is named. */
export function refuseProduction(organization: Organization, confirmed: string | undefined): void {
  if (!organization.isProduction || confirmed === organization.name) return;
  throw messagesOf('org').createError('error.productionNotConfirmed', [organization.name], [organization.name]);
}

/** How to speak of an org: by its username, or its address where somebody targets it by a token, which is nobody's to read. */
export function orgLabel(username: string | undefined, instanceUrl: string): string {
  return username === undefined || /^00D\w{12,15}!/.test(username) ? instanceUrl : username;
}
