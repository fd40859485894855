import { messagesOf } from '../messages.ts';
import { literal, type Client } from './client.ts';

/** Ids by name. Throws SfError PermissionSetMissing where the org lacks one. */
export async function permissionSetIds(client: Client, names: readonly string[]): Promise<Map<string, string>> {
  const rows = await client.query<{ Id: string; Name: string }>(
    `SELECT Id, Name FROM PermissionSet WHERE Name IN (${names.map(literal).join(', ')})`,
  );
  const ids = new Map(rows.map(({ Id, Name }) => [Name, Id]));
  const missing = names.filter((name) => !ids.has(name));
  if (missing.length > 0) throw messagesOf('org').createError('error.permissionSetMissing', [missing.join(', ')]);
  return ids;
}

/** Gives a user a permission set. The new assignment's Id, or undefined where the user has it already. */
export async function assignPermissionSet(
  client: Client,
  permissionSetId: string,
  userId: string,
): Promise<string | undefined> {
  const held = await client.query<{ Id: string }>(
    `SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = '${userId}' AND PermissionSetId = '${permissionSetId}'`,
  );
  if (held.length > 0) return undefined;
  const { id } = await client.send<{ id: string }>('POST', '/sobjects/PermissionSetAssignment', {
    AssigneeId: userId,
    PermissionSetId: permissionSetId,
  });
  return id;
}

/** Takes back what `assignPermissionSet` gave. */
export async function unassign(client: Client, assignmentId: string): Promise<void> {
  await client.send('DELETE', `/sobjects/PermissionSetAssignment/${assignmentId}`);
}
