import { z } from 'zod';
import type { JointcallDeployResult } from '../src/commands/jointcall/deploy.ts';
import type { JointcallSeedResult } from '../src/commands/jointcall/seed.ts';

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
