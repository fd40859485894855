import { z } from 'zod';
import { isDay } from './generate/calendar.ts';

/** What can be asked of a seed; the same rules whether it comes from the command line or from a script. */
export const seedOptions = z.object({
  /** Create users, roles, accounts and opportunities; otherwise the org's own opportunities are used. */
  withOrganization: z.boolean().default(false),
  calls: z.int().min(1).max(100_000).default(400),
  reps: z.int().min(2).max(1000).default(12),
  randomSeed: z.int().min(0).max(2_147_483_647).default(1),
  /** The day that counts as today. */
  asOf: z.string().refine(isDay, 'must be a date such as 2026-11-24'),
  /** Profile of the created users. */
  profile: z.string().min(1).default('Standard User'),
  /** Name of the org, where it is a production org. */
  confirmedOrg: z.string().optional(),
  dryRun: z.boolean().default(false),
});

export type SeedOptions = z.output<typeof seedOptions>;
export type SeedInput = z.input<typeof seedOptions>;
