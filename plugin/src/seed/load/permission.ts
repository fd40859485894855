import type { Client } from '../../org/client.ts';
import { assignPermissionSet, permissionSetIds, unassign } from '../../org/permission-sets.ts';

const PERMISSION_SET = 'Joint_Call_Data_Loader';

export interface PermissionTold {
  onTaken(permissionSet: string): void;
  onGivenBack(permissionSet: string): void;
  /** It could not be given back; the run goes on to its own end. */
  onKept(permissionSet: string, reason: string): void;
}

/**
 * Runs `work` while the user may load history: past the guard, which would refuse an admin as anyone. Where the user does
 * not hold that permission yet, it is taken for this time only and given back whatever happens.
 */
export async function withLoadPermission<T>(
  client: Client,
  userId: string,
  told: PermissionTold,
  work: () => Promise<T>,
): Promise<T> {
  const ids = await permissionSetIds(client, [PERMISSION_SET]);
  const assignment = await assignPermissionSet(client, ids.get(PERMISSION_SET) as string, userId);
  if (assignment === undefined) return work();
  told.onTaken(PERMISSION_SET);
  try {
    return await work();
  } finally {
    try {
      await unassign(client, assignment);
      told.onGivenBack(PERMISSION_SET);
    } catch (error) {
      told.onKept(PERMISSION_SET, error instanceof Error ? error.message : String(error));
    }
  }
}
