import { literal, type Client } from '../org/client.ts';
import type { Day } from './generate/calendar.ts';
import type { Deal, Story } from './generate/model.ts';

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
  planned: number;
}

/** Watches the stories pass, and picks the deal that shows most: still open, with calls told and one ahead. */
export function watchForShowcase(
  deals: readonly Deal[],
  asOf: Day,
): { seen(story: Story): void; best(): Deal | undefined; callsOn(deal: Deal): number } {
  const byKey = new Map<string, Seen>(deals.map((deal) => [deal.key, { deal, calls: 0, told: 0, planned: 0 }]));
  const worth = ({ deal, calls, told, planned }: Seen): number =>
    (deal.to > asOf ? 100 : 0) + (told >= 2 ? 50 : told * 10) + (planned > 0 ? 20 : 0) + calls;
  return {
    seen: ({ call }) => {
      const seen = byKey.get(call.Opportunity__c);
      if (!seen) return;
      seen.calls++;
      if (call.Agenda_Set_By__c !== undefined) seen.told++;
      if (call.Status__c === 'Planned') seen.planned++;
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
