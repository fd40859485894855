import { z } from 'zod';
import { isDay } from '../seed/generate/calendar.ts';

/** How many months people choose among, as on the page. */
export const PERIODS = [3, 6, 12, 24, 60] as const;

/** What the trends are asked for. People are given by name, e-mail, username or Id. */
export const trendsInput = z.strictObject({
  months: z.literal(PERIODS),
  /** The day that counts as today: the period ends with its month. */
  asOf: z.string().refine(isDay, 'is no date such as 2026-11-24'),
  team: z.string().optional(),
  manager: z.string().optional(),
  rep: z.string().optional(),
  stage: z.string().optional(),
});

export type TrendsInput = z.input<typeof trendsInput>;
