import type { Client } from '../../org/client.ts';
import { messagesOf } from '../../messages.ts';
import { addDays, dayOf, type Day } from '../generate/calendar.ts';
import type { Deal } from '../generate/model.ts';

interface OwnOpportunity {
  Id: string;
  OwnerId: string;
  Amount: number | null;
  CloseDate: Day;
  IsClosed: boolean;
  StageName: string;
  CreatedDate: string;
  Owner: {
    TimeZoneSidKey: string;
    ManagerId: string;
    Manager: { ManagerId: string | null; Manager: { IsActive: boolean } | null };
  };
}

/**
 * The org's own opportunities as deals to hold joint calls on: those that close within the last year or later and whose
 * owner is an active user with an active manager. Throws SfError NoOpportunities where there is none.
 */
export async function ownDeals(client: Client, asOf: Day, limit: number): Promise<Deal[]> {
  const rows = await client.query<OwnOpportunity>(
    'SELECT Id, OwnerId, Amount, CloseDate, IsClosed, StageName, CreatedDate, Owner.TimeZoneSidKey, Owner.ManagerId, Owner.Manager.ManagerId, Owner.Manager.Manager.IsActive FROM Opportunity ' +
      `WHERE CloseDate >= ${addDays(asOf, -364)} AND Owner.IsActive = true AND Owner.ManagerId != null AND Owner.Manager.IsActive = true ` +
      `ORDER BY CloseDate DESC, Id LIMIT ${limit}`,
  );
  const twoPeople = rows.filter(({ OwnerId, Owner }) => OwnerId !== Owner.ManagerId);
  if (twoPeople.length === 0) throw messagesOf('jointcall.seed').createError('error.noOpportunities');
  return twoPeople.sort((one, other) => (one.Id < other.Id ? -1 : 1)).map((row) => dealOf(row, asOf));
}

/** Users who hold the app's permission set for managers: only they can own coaching records. */
export async function managersWithTheApp(client: Client): Promise<Set<string>> {
  const rows = await client.query<{ AssigneeId: string }>(
    "SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Joint_Call_Manager'",
  );
  return new Set(rows.map(({ AssigneeId }) => AssigneeId));
}

function dealOf(
  { Id, OwnerId, Amount, CloseDate, IsClosed, StageName, CreatedDate, Owner }: OwnOpportunity,
  asOf: Day,
): Deal {
  const director = Owner.Manager.ManagerId;
  const ahead = addDays(asOf, 28);
  const to = IsClosed ? (CloseDate < asOf ? CloseDate : asOf) : ahead;
  const created = dayOf(new Date(CreatedDate));
  // A deal that was entered late was still talked about before: half a year of calls at most.
  const earliest = addDays(to, -180);
  return {
    key: Id,
    rep: OwnerId,
    manager: Owner.ManagerId,
    ...(director === null || director === OwnerId || !Owner.Manager.Manager?.IsActive ? {} : { director }),
    contacts: [],
    from: created < earliest ? created : earliest,
    to,
    // How it came there is not told.
    stageAt: (progress) => (progress < 1 ? undefined : StageName),
    amount: Amount ?? undefined,
    timeZone: Owner.TimeZoneSidKey,
  };
}
