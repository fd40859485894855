import type { Client } from '../../org/client.ts';
import type { Organization } from '../generate/model.ts';
import { loadCustomers } from './customers.ts';
import type { Loader } from './loader.ts';
import { loadPeople } from './people.ts';

export interface OrganizationContext {
  organizationId: string;
  runningUserId: string;
  /** Name of the profile that the users get. */
  profile: string;
}

/**
 * Creates the organisation: roles, users with their permission sets, accounts, contacts, opportunities. Standard objects
 * have no external id of ours, so what is there already is told by its natural key: a role's developer name, a username,
 * an owner's account of that name, an account's contact of that e-mail or opportunity of that name.
 */
export async function loadOrganization(
  client: Client,
  loader: Loader,
  organization: Organization,
  context: OrganizationContext,
): Promise<void> {
  // One domain an org makes usernames unique in all of Salesforce, and tells these users from any other.
  const domain = `${context.organizationId}.jointcall.example`.toLowerCase();
  await loadPeople(client, loader, organization, { ...context, domain });
  await loadCustomers(client, loader, organization, domain);
}
