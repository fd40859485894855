import type { Connection } from '@jsforce/jsforce-node';
import { SfError } from '@salesforce/core/sfError';
import { messagesOf } from '../messages.ts';
import { openClient } from '../org/client.ts';
import { readOrganization, readRunningUser, refuseProduction } from '../org/organization.ts';
import type { RowFailure } from './load/collections.ts';
import { openLoader, type Loader, type Tally } from './load/loader.ts';
import { loadOrganization } from './load/organization.ts';
import { withLoadPermission, type PermissionTold } from './load/permission.ts';
import { loadStories } from './load/stories.ts';
import { seedOptions, type SeedInput, type SeedOptions } from './options.ts';
import { costOf, makePlan, type Plan, type PlannedObject } from './plan.ts';
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
  onStart?(plan: { objects: PlannedObject[]; apiCalls: number }): void;
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

  const plan = await makePlan(client, options);
  const cost = costOf(plan);
  events.onStart?.(cost);
  const outcome: SeedOutcome = {
    org: { id: organization.id, name: organization.name },
    mode: options.withOrganization ? 'organization' : 'ownOpportunities',
    randomSeed: options.randomSeed,
    asOf: options.asOf,
    dryRun: options.dryRun,
    planned: options.dryRun ? cost.objects : [],
    objects: [],
    failures: [],
    apiCalls: cost.apiCalls,
    managersWithoutApp: plan.managersWithoutApp,
    showcase: null,
  };
  if (options.dryRun) return outcome;

  const loader = openLoader(client, { signal, onProgress: events.onProgress?.bind(events) });
  const watch = watchForShowcase(plan.deals, options.asOf);
  const context = { organizationId: organization.id, runningUserId: user.id, profile: options.profile };
  await withLoadPermission(client, user.id, events, () =>
    carryingProgress(loader, async () => {
      await load(client, loader, plan, options, context, watch.seen);
    }),
  );
  const deal = watch.best();
  const showcase =
    deal &&
    (await readShowcase(client, {
      deal,
      jointCalls: watch.callsOn(deal),
      deals: plan.deals,
      idOf: (key) => loader.ids.get(key),
      adminId: user.id,
    }));
  return {
    ...outcome,
    objects: loader.tallies,
    failures: loader.failures,
    apiCalls: client.calls,
    showcase: showcase ?? null,
  };
}

async function load(
  client: Parameters<typeof loadOrganization>[0],
  loader: Loader,
  plan: Plan,
  { randomSeed }: SeedOptions,
  context: Parameters<typeof loadOrganization>[3],
  seen: Parameters<typeof loadStories>[4],
): Promise<void> {
  if (plan.organization) await loadOrganization(client, loader, plan.organization, context);
  else {
    // Own opportunities and their people are known by their Ids.
    for (const { key, rep, manager, director } of plan.deals) {
      for (const id of [key, rep, manager, director ?? manager]) loader.ids.set(id, id);
    }
  }
  await loadStories(client, loader, randomSeed, plan.stories(), seen);
}

/** Whatever ends the load early tells how far it came. */
async function carryingProgress(loader: Loader, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isAbort = error instanceof Error && error.name === 'AbortError';
    const told = isAbort
      ? messagesOf('jointcall.seed').createError('error.interrupted', [], [], 130, error)
      : SfError.wrap(error);
    told.setData({
      objects: loader.tallies.map((tally) => ({ ...tally })),
      failures: loader.failures.map((failure) => ({ ...failure })),
    });
    throw told;
  }
}

function validOptions(input: SeedInput): SeedOptions {
  const parsed = seedOptions.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw messagesOf('jointcall.seed').createError('error.invalidOptions', [problems]);
}
