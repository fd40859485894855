import type { Client } from '../../org/client.ts';
import type { Key, Organization } from '../generate/model.ts';
import type { Loader } from './loader.ts';

/** Accounts of the users whose names end in `domain`, then the accounts' contacts and opportunities. */
export async function loadCustomers(
  client: Client,
  loader: Loader,
  { accounts, contacts, opportunities }: Organization,
  domain: string,
): Promise<void> {
  const owned = `Owner.Username LIKE '%@${domain}'`;
  const within = (parent: Key, name: string): string => `${loader.ids.get(parent)}/${name}`;

  const knownAccounts = await client.query<{ Id: string; Name: string; OwnerId: string }>(
    `SELECT Id, Name, OwnerId FROM Account WHERE ${owned}`,
  );
  loader.recognise(
    accounts,
    ({ OwnerId, Name }) => within(OwnerId, Name),
    knownAccounts,
    ({ OwnerId, Name }) => `${OwnerId}/${Name}`,
  );
  await loader.load({ object: 'Account', rows: accounts, lookups: ['OwnerId'] });

  const knownContacts = await client.query<{ Id: string; Email: string | null; AccountId: string }>(
    `SELECT Id, Email, AccountId FROM Contact WHERE Account.${owned}`,
  );
  loader.recognise(
    contacts,
    ({ AccountId, Email }) => within(AccountId, Email),
    knownContacts,
    ({ AccountId, Email }) => `${AccountId}/${Email}`,
  );
  await loader.load({ object: 'Contact', rows: contacts, lookups: ['AccountId', 'OwnerId'] });

  const knownOpportunities = await client.query<{ Id: string; Name: string; AccountId: string }>(
    `SELECT Id, Name, AccountId FROM Opportunity WHERE Account.${owned}`,
  );
  loader.recognise(
    opportunities,
    ({ AccountId, Name }) => within(AccountId, Name),
    knownOpportunities,
    ({ AccountId, Name }) => `${AccountId}/${Name}`,
  );
  await loader.load({ object: 'Opportunity', rows: opportunities, lookups: ['AccountId', 'OwnerId'] });
}
