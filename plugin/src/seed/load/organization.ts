import { literal, type Client } from '../../org/client.ts';
import { permissionSetIds } from '../../org/permission-sets.ts';
import { messagesOf } from '../../messages.ts';
import type { Organization, Person } from '../generate/model.ts';
import type { Loader } from './loader.ts';

const PERMISSION_SET_OF = {
  rep: 'Joint_Call_Rep',
  manager: 'Joint_Call_Manager',
  director: 'Joint_Call_Manager',
} as const;

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
  await loadRoles(client, loader, organization);
  await loadUsers(client, loader, organization.people, context);
  await loadAssignments(client, loader, organization.people);
  await loadCustomers(client, loader, organization);
}

/** Unique in all of Salesforce by the org's Id, and the same each time. */
export function usernameOf({ FirstName, LastName, does }: Person, organizationId: string): string {
  return `${FirstName}.${LastName}.${does}@${organizationId}.jointcall.example`.toLowerCase();
}

async function loadRoles(client: Client, loader: Loader, { roles }: Organization): Promise<void> {
  const known = await client.query<{ Id: string; DeveloperName: string }>(
    `SELECT Id, DeveloperName FROM UserRole WHERE DeveloperName IN (${roles.map(({ DeveloperName }) => literal(DeveloperName)).join(', ')})`,
  );
  const keys = new Map(roles.map(({ key, DeveloperName }) => [DeveloperName, key]));
  for (const { Id, DeveloperName } of known) loader.ids.set(keys.get(DeveloperName) as string, Id);

  // A role must be there before one below it can name it.
  for (let level = roles.filter(({ ParentRoleId }) => ParentRoleId === undefined); level.length > 0;) {
    await loader.load({
      object: 'UserRole',
      rows: level,
      keyOf: byKey,
      lookups: ['ParentRoleId'],
      recordOf: withoutKey,
    });
    const above = new Set(level.map(({ key }) => key));
    level = roles.filter(({ ParentRoleId }) => ParentRoleId !== undefined && above.has(ParentRoleId));
  }
}

async function loadUsers(
  client: Client,
  loader: Loader,
  people: Person[],
  context: OrganizationContext,
): Promise<void> {
  const usernames = new Map(people.map((person) => [usernameOf(person, context.organizationId), person.key]));
  const known = await client.query<{ Id: string; Username: string }>(
    `SELECT Id, Username FROM User WHERE Username IN (${[...usernames.keys()].map(literal).join(', ')})`,
  );
  for (const { Id, Username } of known) loader.ids.set(usernames.get(Username.toLowerCase()) as string, Id);

  const [self] = await client.query<Record<string, unknown>>(
    `SELECT TimeZoneSidKey, LocaleSidKey, EmailEncodingKey, LanguageLocaleKey FROM User WHERE Id = '${context.runningUserId}'`,
  );
  const habitat = without('attributes', self ?? {});
  const profileId = await profileIdOf(client, context.profile);
  for (const does of ['director', 'manager', 'rep'] as const) {
    await loader.load({
      object: 'User',
      rows: people.filter((person) => person.does === does),
      keyOf: byKey,
      lookups: ['UserRoleId', 'ManagerId'],
      recordOf: (person) => ({
        ...habitat,
        Username: usernameOf(person, context.organizationId),
        Email: `${person.FirstName}.${person.LastName}@jointcall.example`.toLowerCase(),
        FirstName: person.FirstName,
        LastName: person.LastName,
        Alias: person.key.slice(0, 8),
        ProfileId: profileId,
        UserRoleId: person.UserRoleId,
        ...(person.ManagerId === undefined ? {} : { ManagerId: person.ManagerId }),
      }),
    });
    refuseWithoutLicenses(loader);
  }
}

async function profileIdOf(client: Client, name: string): Promise<string> {
  const [profile] = await client.query<{ Id: string }>(`SELECT Id FROM Profile WHERE Name = ${literal(name)}`);
  if (profile === undefined) throw messagesOf('jointcall.seed').createError('error.profileMissing', [name]);
  return profile.Id;
}

/** Without its people there is no organisation to load. */
function refuseWithoutLicenses({ failures }: Loader): void {
  const failure = failures.find(({ statusCode }) => statusCode === 'LICENSE_LIMIT_EXCEEDED');
  if (failure) throw messagesOf('jointcall.seed').createError('error.notEnoughLicenses', [failure.message]);
}

async function loadAssignments(client: Client, loader: Loader, people: Person[]): Promise<void> {
  const sets = await permissionSetIds(client, [...new Set(Object.values(PERMISSION_SET_OF))]);
  const there = people.filter(({ key }) => loader.ids.has(key));
  const wanted = there.map(({ key, does }) => ({
    key: `${key}-permissions`,
    AssigneeId: key,
    PermissionSetId: sets.get(PERMISSION_SET_OF[does]) as string,
  }));
  const known = await client.query<{ Id: string; AssigneeId: string; PermissionSetId: string }>(
    `SELECT Id, AssigneeId, PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId IN (${idList(there, loader)}) AND PermissionSetId IN (${[...sets.values()].map(literal).join(', ')})`,
  );
  for (const { key, AssigneeId, PermissionSetId } of wanted) {
    const held = known.find(
      (row) => row.AssigneeId === loader.ids.get(AssigneeId) && row.PermissionSetId === PermissionSetId,
    );
    if (held) loader.ids.set(key, held.Id);
  }
  await loader.load({
    object: 'PermissionSetAssignment',
    rows: wanted,
    keyOf: byKey,
    lookups: ['AssigneeId'],
    recordOf: withoutKey,
  });
}

async function loadCustomers(
  client: Client,
  loader: Loader,
  { people, accounts, contacts, opportunities }: Organization,
): Promise<void> {
  const owners = idList(
    people.filter(({ key }) => loader.ids.has(key)),
    loader,
  );

  const knownAccounts = await client.query<{ Id: string; Name: string; OwnerId: string }>(
    `SELECT Id, Name, OwnerId FROM Account WHERE OwnerId IN (${owners})`,
  );
  const accountIds = new Map(knownAccounts.map(({ Id, Name, OwnerId }) => [`${OwnerId}/${Name}`, Id]));
  for (const { key, Name, OwnerId } of accounts)
    remember(loader, key, accountIds.get(`${loader.ids.get(OwnerId)}/${Name}`));
  await loader.load({ object: 'Account', rows: accounts, keyOf: byKey, lookups: ['OwnerId'], recordOf: withoutKey });

  const knownContacts = await client.query<{ Id: string; Email: string | null; AccountId: string }>(
    `SELECT Id, Email, AccountId FROM Contact WHERE Account.OwnerId IN (${owners})`,
  );
  const contactIds = new Map(knownContacts.map(({ Id, Email, AccountId }) => [`${AccountId}/${Email}`, Id]));
  for (const { key, Email, AccountId } of contacts)
    remember(loader, key, contactIds.get(`${loader.ids.get(AccountId)}/${Email}`));
  await loader.load({
    object: 'Contact',
    rows: contacts,
    keyOf: byKey,
    lookups: ['AccountId', 'OwnerId'],
    recordOf: withoutKey,
  });

  const knownDeals = await client.query<{ Id: string; Name: string; AccountId: string }>(
    `SELECT Id, Name, AccountId FROM Opportunity WHERE Account.OwnerId IN (${owners})`,
  );
  const dealIds = new Map(knownDeals.map(({ Id, Name, AccountId }) => [`${AccountId}/${Name}`, Id]));
  for (const { key, Name, AccountId } of opportunities)
    remember(loader, key, dealIds.get(`${loader.ids.get(AccountId)}/${Name}`));
  await loader.load({
    object: 'Opportunity',
    rows: opportunities,
    keyOf: byKey,
    lookups: ['AccountId', 'OwnerId'],
    recordOf: withoutKey,
  });
}

function remember(loader: Loader, key: string, id: string | undefined): void {
  if (id !== undefined) loader.ids.set(key, id);
}

function idList(people: readonly Person[], loader: Loader): string {
  return people.map(({ key }) => literal(loader.ids.get(key) as string)).join(', ');
}

function byKey(row: { key: string }): string {
  return row.key;
}

function withoutKey(row: { key: string }): Record<string, unknown> {
  return without('key', row);
}

function without(field: string, row: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== field));
}
