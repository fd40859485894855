import { messagesOf } from '../../messages.ts';
import { literal, type Client } from '../../org/client.ts';
import { permissionSetIds } from '../../org/permission-sets.ts';
import type { Organization, Person, Role } from '../generate/model.ts';
import type { Loader } from './loader.ts';
import type { OrganizationContext } from './organization.ts';

const PERMISSION_SET_OF = {
  rep: 'Joint_Call_Rep',
  manager: 'Joint_Call_Manager',
  director: 'Joint_Call_Manager',
} as const;

type PeopleContext = OrganizationContext & {
  /** What the usernames end in, after the @. */
  domain: string;
};

/** Roles, then users from the top down, then their permission sets. Throws SfError where the licences do not suffice. */
export async function loadPeople(
  client: Client,
  loader: Loader,
  { roles, people }: Organization,
  context: PeopleContext,
): Promise<void> {
  const profileId = await profileIdOf(client, context.profile);
  await loadRoles(client, loader, roles);
  await loadUsers(client, loader, people, profileId, context);
  await loadAssignments(client, loader, people, context.domain);
}

async function loadRoles(client: Client, loader: Loader, roles: Role[]): Promise<void> {
  const known = await client.query<{ Id: string; DeveloperName: string }>(
    "SELECT Id, DeveloperName FROM UserRole WHERE DeveloperName LIKE 'Joint_Call_Seed_%'",
  );
  loader.recognise(
    roles,
    ({ DeveloperName }) => DeveloperName,
    known,
    ({ DeveloperName }) => DeveloperName,
  );

  // A role must be there before one below it can name it.
  for (let level = roles.filter(({ ParentRoleId }) => !ParentRoleId); level.length > 0;) {
    await loader.load({ object: 'UserRole', rows: level, lookups: ['ParentRoleId'] });
    const above = new Set(level.map(({ key }) => key));
    level = roles.filter(({ ParentRoleId }) => ParentRoleId !== undefined && above.has(ParentRoleId));
  }
}

async function loadUsers(
  client: Client,
  loader: Loader,
  people: Person[],
  profileId: string,
  context: PeopleContext,
): Promise<void> {
  const usernameOf = ({ FirstName, LastName, does }: Person): string =>
    `${FirstName}.${LastName}.${does}@${context.domain}`.toLowerCase();
  const known = await client.query<{ Id: string; Username: string }>(
    `SELECT Id, Username FROM User WHERE Username LIKE '%@${context.domain}'`,
  );
  loader.recognise(people, usernameOf, known, ({ Username }) => Username.toLowerCase());

  const habitat = await habitatOf(client, context.runningUserId);
  for (const does of ['director', 'manager', 'rep'] as const) {
    await loader.load({
      object: 'User',
      rows: people.filter((person) => person.does === does),
      lookups: ['UserRoleId', 'ManagerId'],
      recordOf: (person) => ({
        ...habitat,
        Username: usernameOf(person),
        Email: `${person.FirstName}.${person.LastName}@jointcall.example`.toLowerCase(),
        FirstName: person.FirstName,
        LastName: person.LastName,
        Alias: person.key.slice(0, 8),
        ProfileId: profileId,
        UserRoleId: person.UserRoleId,
        ...(person.ManagerId === undefined ? {} : { ManagerId: person.ManagerId }),
      }),
    });
    // Without its people there is no organisation to load.
    const failure = loader.failures.find(({ statusCode }) => statusCode === 'LICENSE_LIMIT_EXCEEDED');
    if (failure) throw messagesOf('jointcall.seed').createError('error.notEnoughLicenses', [failure.message]);
  }
}

async function profileIdOf(client: Client, name: string): Promise<string> {
  const [profile] = await client.query<{ Id: string }>(`SELECT Id FROM Profile WHERE Name = ${literal(name)}`);
  if (profile === undefined) throw messagesOf('jointcall.seed').createError('error.profileMissing', [name]);
  return profile.Id;
}

/** Time zone, locale and language as the running user has them. */
async function habitatOf(client: Client, userId: string): Promise<Record<string, unknown>> {
  const [user] = await client.query<Record<string, unknown>>(
    `SELECT TimeZoneSidKey, LocaleSidKey, EmailEncodingKey, LanguageLocaleKey FROM User WHERE Id = '${userId}'`,
  );
  return Object.fromEntries(Object.entries(user ?? {}).filter(([name]) => name !== 'attributes'));
}

async function loadAssignments(client: Client, loader: Loader, people: Person[], domain: string): Promise<void> {
  const sets = await permissionSetIds(client, [...new Set(Object.values(PERMISSION_SET_OF))]);
  const wanted = people.map(({ key, does }) => ({
    key: `${key}-permissions`,
    AssigneeId: key,
    PermissionSetId: sets.get(PERMISSION_SET_OF[does]),
  }));
  const known = await client.query<{ Id: string; AssigneeId: string; PermissionSetId: string }>(
    `SELECT Id, AssigneeId, PermissionSetId FROM PermissionSetAssignment WHERE Assignee.Username LIKE '%@${domain}'`,
  );
  loader.recognise(
    wanted,
    ({ AssigneeId, PermissionSetId }) => `${loader.ids.get(AssigneeId)}/${PermissionSetId}`,
    known,
    ({ AssigneeId, PermissionSetId }) => `${AssigneeId}/${PermissionSetId}`,
  );
  await loader.load({ object: 'PermissionSetAssignment', rows: wanted, lookups: ['AssigneeId'] });
}
