import type { Connection } from '@jsforce/jsforce-node';
import { SfError } from '@salesforce/core/sfError';
import { messagesOf } from '../messages.ts';
import { openClient } from '../org/client.ts';
import { readOrganization, readRunningUser, refuseProduction } from '../org/organization.ts';
import type { Deal } from './generate/model.ts';
import type { RowFailure } from './load/collections.ts';
import { openLoader, type Loader, type Tally } from './load/loader.ts';
import { loadOrganization } from './load/organization.ts';
import { withLoadPermission, type PermissionTold } from './load/permission.ts';
import { loadStories } from './load/stories.ts';
import { seedOptions, type SeedInput, type SeedOptions } from './options.ts';
import { costOf, makePlan, type PlannedObject } from './plan.ts';
import { readShowcase, watchForShowcase, type Showcase } from './showcase.ts';

export interface SeedOutcome {
  org: { id: string; name: string };
  mode: 'organization' | 'ownOpportunities';
  randomSeed: number;
  asOf: string;
  dryRun: boolean;
  /** What a dry run would write, at most; empty otherwise. */
  planned: PlannedObject[];
  /** What became of each object's rows; empty on a dry run. */
  objects: Tally[];
  failures: RowFailure[];
  /** API calls made; on a dry run, those that the load would make at most. */
  apiCalls: number;
  /** Managers without the app's permission set, whose coaching was left out. */
  managersWithoutApp: number;
  showcase: Showcase | null;
}

export interface SeedEvents extends PermissionTold {
  onProgress?(tally: Tally): void;
}

/**
 * Loads a generated year of joint calls. Run again, it sends what is missing and leaves the rest as it is. Rows that the
 * org refuses are in the outcome, not thrown. Throws SfError for invalid options, a production org that was not named,
 * an org without the app or without opportunities, a reached request limit, an interruption through `signal`; the last
 * two carry `{ objects, failures }` of what was done as their data.
 */
export async function seedOrg(
  connection: Connection,
  input: SeedInput,
  events: SeedEvents,
  signal?: AbortSignal,
): Promise<SeedOutcome> {
  const options = validOptions(input);
  const client = openClient(connection);
  const organization = await readOrganization(client);
  const user = await readRunningUser(client);
  if (!options.dryRun) refuseProduction(organization, options.confirmedOrg);

  const plan = await makePlan(client, options, user.timeZone);
  const told = {
    org: { id: organization.id, name: organization.name },
    mode: options.withOrganization ? ('organization' as const) : ('ownOpportunities' as const),
    randomSeed: options.randomSeed,
    asOf: options.asOf,
    dryRun: options.dryRun,
    managersWithoutApp: plan.managersWithoutApp,
  };
  if (options.dryRun) {
    const { objects, apiCalls } = costOf(plan);
    return { ...told, planned: objects, objects: [], failures: [], apiCalls, showcase: null };
  }

  const loader = openLoader(client, { signal, onProgress: events.onProgress?.bind(events) });
  const watch = watchForShowcase(plan.deals, options.asOf);
  await withLoadPermission(client, user.id, events, () =>
    carryingProgress(loader, async () => {
      if (plan.organization) {
        const context = { organizationId: organization.id, runningUserId: user.id, profile: options.profile };
        await loadOrganization(client, loader, plan.organization, context);
      } else takeAsKnown(loader, plan.deals);
      await loadStories(client, loader, options.randomSeed, plan.stories(), watch.seen);
    }),
  );

  const deal = watch.best();
  const showcase = deal && {
    deal,
    jointCalls: watch.callsOn(deal),
    deals: plan.deals,
    idOf: (key: string) => loader.ids.get(key),
    adminId: user.id,
  };
  return {
    ...told,
    planned: [],
    objects: loader.tallies,
    failures: loader.failures,
    apiCalls: client.calls,
    showcase: (showcase && (await readShowcase(client, showcase))) ?? null,
  };
}

/** The org's own opportunities and their people are in it, under their Ids. */
function takeAsKnown(loader: Loader, deals: readonly Deal[]): void {
  for (const { key, rep, manager, director } of deals) {
    for (const id of [key, rep, manager, director ?? manager]) loader.ids.set(id, id);
  }
}

/** Whatever ends the load early tells how far it came. */
async function carryingProgress(loader: Loader, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isAbort = error instanceof Error && error.name === 'AbortError';
    const explained = isAbort
      ? messagesOf('jointcall.seed').createError('error.interrupted', [], [], 130, error)
      : SfError.wrap(error);
    explained.setData({
      objects: loader.tallies.map((tally) => ({ ...tally })),
      failures: loader.failures.map((failure) => ({ ...failure })),
    });
    throw explained;
  }
}

function validOptions(input: SeedInput): SeedOptions {
  const parsed = seedOptions.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw messagesOf('jointcall.seed').createError('error.invalidOptions', [problems]);
}
