import { z } from 'zod';
import type { JointcallDeployResult } from '../src/commands/jointcall/deploy.ts';
import type { JointcallSeedResult } from '../src/commands/jointcall/seed.ts';
import type { JointcallTrendsResult } from '../src/commands/jointcall/trends.ts';

/** What `--json` gives as `result`. The published JSON schemas are made from these, and real results are checked by them. */

const component = z.strictObject({
  type: z.string(),
  fullName: z.string(),
  state: z.enum(['Created', 'Changed', 'Unchanged', 'Deleted', 'Failed']),
  problem: z.string().optional(),
  problemType: z.enum(['Warning', 'Error']).optional(),
  filePath: z.string().optional(),
  line: z.number().optional(),
  column: z.number().optional(),
});

export const deployResult: z.ZodType<JointcallDeployResult> = z.strictObject({
  id: z.string(),
  status: z.string(),
  success: z.boolean(),
  dryRun: z.boolean(),
  sourceDir: z.string(),
  componentsDeployed: z.number(),
  componentErrors: z.number(),
  components: z.array(component),
  assignedPermissionSets: z.array(z.string()),
});

const user = z.strictObject({ userId: z.string(), username: z.string(), name: z.string() });

export const seedResult: z.ZodType<JointcallSeedResult> = z.strictObject({
  org: z.strictObject({ id: z.string(), name: z.string() }),
  mode: z.enum(['organization', 'ownOpportunities']),
  randomSeed: z.int(),
  asOf: z.iso.date(),
  dryRun: z.boolean(),
  planned: z.array(z.strictObject({ object: z.string(), rows: z.int(), apiCalls: z.int() })),
  objects: z.array(
    z.strictObject({
      object: z.string(),
      created: z.int(),
      alreadyThere: z.int(),
      failed: z.int(),
      skipped: z.int(),
    }),
  ),
  failures: z.array(
    z.strictObject({
      object: z.string(),
      key: z.string(),
      statusCode: z.string(),
      message: z.string(),
      fields: z.array(z.string()),
    }),
  ),
  apiCalls: z.int(),
  managersWithoutApp: z.int(),
  showcase: z
    .strictObject({
      users: z.strictObject({ admin: user, rep: user, manager: user, otherRep: user.nullable() }),
      opportunity: z.strictObject({ id: z.string(), name: z.string(), jointCalls: z.int() }),
    })
    .nullable(),
});

const period = z.strictObject({ from: z.iso.date(), to: z.iso.date() });
const share = z.number().min(0).max(1);
const rate = z.strictObject({
  count: z.int(),
  of: z.int(),
  share: share.optional(),
  low: share.optional(),
  high: share.optional(),
});
const difference = z.strictObject({ by: z.number(), low: z.number(), high: z.number() });
const measure = z.enum(['takeover', 'agenda', 'transitions', 'ask', 'bailOut', 'silent', 'heldBack', 'toManager']);
const callRates = { calls: z.int(), takeover: rate, bailOut: rate, silent: rate, heldBack: rate };
const person = { id: z.string(), name: z.string() };
const waiting = z.strictObject({ calls: z.int(), oldest: z.iso.date().nullable() });
const consequence = z.strictObject({ calls: rate, followUps: rate });

export const trendsResult: z.ZodType<JointcallTrendsResult> = z.strictObject({
  filters: z.strictObject({
    months: z.int(),
    team: z.string().nullable(),
    manager: z.strictObject(person).nullable(),
    rep: z.strictObject(person).nullable(),
    stage: z.string().nullable(),
  }),
  period,
  before: period,
  minimum: z.number().nullable(),
  calls: z.int(),
  told: z.int(),
  change: z.strictObject({ measure, before: rate, now: rate, difference, better: z.boolean() }).nullable(),
  comparable: z.boolean(),
  measures: z.record(measure, z.strictObject({ now: rate, before: rate })),
  months: z.array(z.strictObject({ month: z.string(), ...callRates })),
  managers: z.array(z.strictObject({ ...person, ...callRates })),
  teams: z.array(z.strictObject({ team: z.string().nullable(), ...callRates })),
  reps: z.array(z.strictObject({ ...person, ...callRates })).nullable(),
  stages: z.array(z.strictObject({ stage: z.string().nullable(), ...callRates })),
  responsiveness: z.array(z.strictObject({ responsiveness: z.string().nullable(), ...callRates })),
  consequence: z.strictObject({ takeovers: consequence, clean: consequence, difference: difference.nullable() }),
  handBacks: z.array(
    z.strictObject({
      level: z.string().nullable(),
      routedTo: z.string().nullable(),
      handedBack: rate,
      meanDays: z.number().nullable(),
    }),
  ),
  introducedBy: z.array(z.strictObject({ by: z.string().nullable(), calls: z.int(), rate: rate.nullable() })),
  waiting: z.strictObject({ toDebrief: waiting, notTold: waiting }),
  debriefs: z.strictObject({ debriefed: z.int(), of: z.int(), meanDays: z.number().nullable() }),
  accountsDiffer: rate.nullable(),
  coaching: z.strictObject({ given: z.int(), shared: z.int(), acknowledged: z.int() }).nullable(),
  deals: z.array(
    z.strictObject({
      level: z.string().nullable(),
      won: z.int(),
      lost: z.int(),
      open: z.int(),
      wonOfClosed: rate,
      meanAmount: z.number().nullable(),
    }),
  ),
  cutOff: z.array(
    z.enum([
      'months',
      'managers',
      'teams',
      'reps',
      'introducers',
      'responsiveness',
      'stages',
      'reached',
      'handedBack',
      'deals',
      'accounts',
      'waiting',
      'coaching',
    ]),
  ),
  anyCalls: z.boolean(),
  requests: z.int(),
  outputFile: z.string().optional(),
});
