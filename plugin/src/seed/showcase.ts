import { literal, type Client } from '../org/client.ts';
import type { Day } from './generate/calendar.ts';
import { HELPS, type Deal, type JointCall, type Story } from './generate/model.ts';

export interface NamedUser {
  userId: string;
  username: string;
  name: string;
}

/** Whom to log in as, and where, to see what was seeded from each side. */
export interface Showcase {
  users: {
    /** The running user. */
    admin: NamedUser;
    /** Owner of the opportunity. */
    rep: NamedUser;
    /** The rep's line manager. */
    manager: NamedUser;
    /** A rep of another team, who has no part in the opportunity; null where all have the same manager. */
    otherRep: NamedUser | null;
  };
  opportunity: { id: string; name: string; jointCalls: number };
}

interface Seen {
  deal: Deal;
  calls: number;
  told: number;
  /** Calls ahead that are prepared. */
  ahead: number;
  /** Calls, whether ahead or over, that are prepared. */
  prepared: number;
}

/**
 * Watches the stories pass, and picks the deal that shows most: still open, with calls told and one ahead, and plans to
 * read on all of them.
 */
export function watchForShowcase(
  deals: readonly Deal[],
  asOf: Day,
): { seen(story: Story): void; best(): Deal | undefined; callsOn(deal: Deal): number } {
  const byKey = new Map<string, Seen>(
    deals.map((deal) => [deal.key, { deal, calls: 0, told: 0, ahead: 0, prepared: 0 }]),
  );
  const worth = ({ deal, calls, told, ahead, prepared }: Seen): number =>
    (deal.to > asOf ? 100 : 0) +
    (told >= 2 ? 50 : told * 10) +
    (ahead > 0 ? 40 : 0) +
    (prepared === calls ? 20 : 0) +
    calls;
  return {
    seen: ({ call }) => {
      const seen = byKey.get(call.Opportunity__c);
      if (!seen) return;
      seen.calls++;
      if (call.Agenda_Set_By__c !== undefined) seen.told++;
      if (!isPrepared(call)) return;
      seen.prepared++;
      if (call.Status__c === 'Planned') seen.ahead++;
    },
    best: () => {
      const candidates = [...byKey.values()].filter(({ calls }) => calls > 0);
      return candidates.reduce<Seen | undefined>(
        (best, seen) => (best && worth(best) >= worth(seen) ? best : seen),
        undefined,
      )?.deal;
    },
    callsOn: ({ key }) => byKey.get(key)?.calls ?? 0,
  };
}

/** Whether the manager finds a plan with something in it that is asked of them. */
function isPrepared(call: JointCall): boolean {
  return HELPS.some((help) => call[`Ask_${help}__c`]);
}

/** Looks up who and what was picked. Undefined where not all of it came to be in the org. */
export async function readShowcase(
  client: Client,
  picked: {
    deal: Deal;
    jointCalls: number;
    deals: readonly Deal[];
    idOf(key: string): string | undefined;
    adminId: string;
  },
): Promise<Showcase | undefined> {
  const { deal, idOf, adminId } = picked;
  const other = picked.deals.find(
    ({ manager, rep }) => manager !== deal.manager && rep !== deal.manager && idOf(rep) !== undefined,
  );
  const [repId, managerId, dealId] = [idOf(deal.rep), idOf(deal.manager), idOf(deal.key)];
  const otherId = other && idOf(other.rep);
  if (repId === undefined || managerId === undefined || dealId === undefined) return undefined;

  const ids = [adminId, repId, managerId, ...(otherId ? [otherId] : [])];
  const rows = await client.query<{ Id: string; Username: string; Name: string }>(
    `SELECT Id, Username, Name FROM User WHERE Id IN (${ids.map(literal).join(', ')})`,
  );
  const user = (id: string): NamedUser | undefined => {
    const row = rows.find(({ Id }) => Id === id);
    return row && { userId: row.Id, username: row.Username, name: row.Name };
  };
  const [opportunity] = await client.query<{ Name: string }>(`SELECT Name FROM Opportunity WHERE Id = '${dealId}'`);
  const [admin, rep, manager] = [user(adminId), user(repId), user(managerId)];
  if (!admin || !rep || !manager || !opportunity) return undefined;
  return {
    users: { admin, rep, manager, otherRep: (otherId && user(otherId)) || null },
    opportunity: { id: dealId, name: opportunity.Name, jointCalls: picked.jointCalls },
  };
}
