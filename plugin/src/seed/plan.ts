import type { Client } from '../org/client.ts';
import type { Deal, Organization, Story } from './generate/model.ts';
import { generateOrganization } from './generate/organization.ts';
import { dealsFor, generateYear } from './generate/year.ts';
import { COLLECTION_SIZE } from './load/collections.ts';
import { managersWithTheApp, ownDeals } from './load/own-deals.ts';
import type { SeedOptions } from './options.ts';

/** What is to be loaded. The stories are made anew each time they are asked for, since a million need not be kept. */
export interface Plan {
  organization: Organization | undefined;
  deals: Deal[];
  stories(): Iterable<Story>;
  /** Managers whose coaching is left out, since they lack the permission set without which none can own it. */
  managersWithoutApp: number;
}

/** `timeZone` is that of a created organisation; the org's own people have theirs. */
export async function makePlan(client: Client, options: SeedOptions, timeZone: string): Promise<Plan> {
  const { calls, randomSeed: seed, asOf, reps } = options;
  if (options.withOrganization) {
    const organization = generateOrganization({ seed, asOf, reps, opportunities: dealsFor(calls), timeZone });
    const { deals } = organization;
    return { organization, deals, stories: () => generateYear(deals, { seed, asOf, calls }), managersWithoutApp: 0 };
  }
  const deals = await ownDeals(client, asOf, dealsFor(calls));
  const managers = [...new Set(deals.flatMap(({ manager, director }) => [manager, director ?? manager]))];
  const able = await managersWithTheApp(client);
  return {
    organization: undefined,
    deals,
    stories: () => onlyCoachedBy(able, generateYear(deals, { seed, asOf, calls })),
    managersWithoutApp: managers.filter((manager) => !able.has(manager)).length,
  };
}

function* onlyCoachedBy(managers: ReadonlySet<string>, stories: Iterable<Story>): Generator<Story> {
  for (const story of stories) {
    yield story.coaching && !managers.has(story.coaching.OwnerId) ? { ...story, coaching: undefined } : story;
  }
}

export interface PlannedObject {
  object: string;
  rows: number;
  /** API calls that writing all of them takes. */
  apiCalls: number;
}

/** Lookups before and around the writing: org, user, permission sets, what is there already. Pages of 2,000 come on top. */
const LOOKUPS = { own: 12, organization: 21 };

/** Rows and API calls, were nothing there yet; rows that are there need none. */
export function costOf(plan: Plan): { objects: PlannedObject[]; apiCalls: number } {
  const { organization } = plan;
  const levels = (count: number, rows: number): number => Math.min(rows, count + Math.floor(rows / COLLECTION_SIZE));
  const objects: PlannedObject[] = [];
  const add = (object: string, rows: number, apiCalls = Math.ceil(rows / COLLECTION_SIZE)): void => {
    objects.push({ object, rows, apiCalls });
  };
  if (organization) {
    add('UserRole', organization.roles.length, levels(3, organization.roles.length));
    add('User', organization.people.length, levels(3, organization.people.length));
    add('PermissionSetAssignment', organization.people.length);
    add('Account', organization.accounts.length);
    add('Contact', organization.contacts.length);
    add('Opportunity', organization.opportunities.length);
  }
  const counts = { calls: 0, followUps: 0, coachings: 0 };
  for (const { followUps, coaching } of plan.stories()) {
    counts.calls++;
    counts.followUps += followUps.length;
    if (coaching) counts.coachings++;
  }
  // Follow-ups and coaching are sent with their batch of 2,000 calls, the last request of each of which may be partly full.
  const batches = Math.ceil(counts.calls / 2000);
  const perBatch = (rows: number): number => (rows === 0 ? 0 : Math.ceil(rows / COLLECTION_SIZE) + batches - 1);
  add('Joint_Call__c', counts.calls);
  add('Joint_Call_Follow_Up__c', counts.followUps, perBatch(counts.followUps));
  add('Joint_Call_Coaching__c', counts.coachings, perBatch(counts.coachings));
  const lookups = organization ? LOOKUPS.organization : LOOKUPS.own;
  return { objects, apiCalls: lookups + objects.reduce((sum, { apiCalls }) => sum + apiCalls, 0) };
}
