import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { messagesOf } from '../../messages.ts';
import { dayOf, isDay } from '../../seed/generate/calendar.ts';
import type { Tally } from '../../seed/load/loader.ts';
import { seedOrg, type SeedOutcome } from '../../seed/seed.ts';

const messages = messagesOf('jointcall.seed');

/** Failed rows shown on the screen; `--json` has all of them. */
const SHOWN_FAILURES = 20;

export type JointcallSeedResult = SeedOutcome;

export default class JointcallSeed extends SfCommand<JointcallSeedResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly flags = {
    'target-org': Flags.requiredOrg(),
    'api-version': Flags.orgApiVersion(),
    'with-organization': Flags.boolean({
      summary: messages.getMessage('flags.with-organization.summary'),
      description: messages.getMessage('flags.with-organization.description'),
    }),
    calls: Flags.integer({
      char: 'n',
      min: 1,
      max: 100_000,
      default: 400,
      summary: messages.getMessage('flags.calls.summary'),
    }),
    reps: Flags.integer({
      min: 2,
      max: 1000,
      default: 12,
      dependsOn: ['with-organization'],
      summary: messages.getMessage('flags.reps.summary'),
      description: messages.getMessage('flags.reps.description'),
    }),
    profile: Flags.string({
      default: 'Standard User',
      dependsOn: ['with-organization'],
      summary: messages.getMessage('flags.profile.summary'),
    }),
    'random-seed': Flags.integer({
      min: 0,
      max: 2_147_483_647,
      default: 1,
      summary: messages.getMessage('flags.random-seed.summary'),
      description: messages.getMessage('flags.random-seed.description'),
    }),
    'as-of': Flags.string({
      summary: messages.getMessage('flags.as-of.summary'),
      description: messages.getMessage('flags.as-of.description'),
      parse: (input) => Promise.resolve(pastDay(input)),
    }),
    'confirm-org': Flags.string({
      summary: messages.getMessage('flags.confirm-org.summary'),
    }),
    'dry-run': Flags.boolean({
      summary: messages.getMessage('flags.dry-run.summary'),
    }),
  };

  public async run(): Promise<JointcallSeedResult> {
    const { flags } = await this.parse(JointcallSeed);
    const org = flags['target-org'];
    const stop = stopOnInterrupt();

    this.spinner.start(messages.getMessage('progress.seeding', [org.getUsername() ?? '']));
    try {
      const outcome = await seedOrg(
        org.getConnection(flags['api-version']),
        {
          withOrganization: flags['with-organization'],
          calls: flags.calls,
          reps: flags.reps,
          profile: flags.profile,
          randomSeed: flags['random-seed'],
          asOf: flags['as-of'] ?? dayOf(new Date()),
          confirmedOrg: flags['confirm-org'],
          dryRun: flags['dry-run'],
        },
        {
          onProgress: ({ object, created }) => {
            this.spinner.status = messages.getMessage('progress.rows', [object, created]);
          },
          onTaken: (name) => this.log(messages.getMessage('info.permissionTaken', [name])),
          onGivenBack: (name) => this.log(messages.getMessage('info.permissionGivenBack', [name])),
          onKept: (name, reason) => this.warn(messages.createWarning('warning.permissionKept', [name, reason], [name])),
        },
        stop.signal,
      );
      this.spinner.stop(messages.getMessage('progress.done'));
      this.report(outcome);
      return outcome;
    } finally {
      stop.release();
      this.spinner.stop();
    }
  }

  private report(outcome: SeedOutcome): void {
    if (outcome.dryRun) {
      this.table({
        data: outcome.planned.map(({ object, rows, apiCalls }) => ({
          Object: object,
          Rows: rows,
          'API Calls': apiCalls,
        })),
        columns: ['Object', 'Rows', 'API Calls'],
      });
      this.log(messages.getMessage('info.dryRun', [outcome.apiCalls]));
      return;
    }
    this.table({
      data: outcome.objects.map(tallyRow),
      columns: ['Object', 'Created', 'Already There', 'Failed', 'Skipped'],
    });
    if (outcome.managersWithoutApp > 0) {
      this.warn(messages.createWarning('warning.managersWithoutApp', [outcome.managersWithoutApp]));
    }
    this.reportFailures(outcome);
    if (outcome.showcase) this.reportShowcase(outcome.showcase);
  }

  private reportFailures({ failures }: SeedOutcome): void {
    if (failures.length === 0) return;
    process.exitCode = 1;
    this.table({
      title: messages.getMessage('info.failures', [failures.length]),
      data: failures.slice(0, SHOWN_FAILURES).map(({ object, key, statusCode, message }) => ({
        Object: object,
        Row: key,
        Error: `${statusCode}: ${message}`,
      })),
      columns: ['Object', 'Row', 'Error'],
      overflow: 'wrap',
    });
    if (failures.length > SHOWN_FAILURES)
      this.log(messages.getMessage('info.moreFailures', [failures.length - SHOWN_FAILURES]));
    this.logToStderr(messages.getMessage('info.runAgain'));
  }

  private reportShowcase({ users, opportunity }: NonNullable<SeedOutcome['showcase']>): void {
    this.log(messages.getMessage('info.showcase', [opportunity.jointCalls, opportunity.name, opportunity.id]));
    const rows = Object.entries(users).flatMap(([role, user]) =>
      user ? [{ As: role, Name: user.name, Username: user.username }] : [],
    );
    this.table({ data: rows, columns: ['As', 'Name', 'Username'] });
  }
}

function tallyRow({ object, created, alreadyThere, failed, skipped }: Tally): Record<string, string | number> {
  return { Object: object, Created: created, 'Already There': alreadyThere, Failed: failed, Skipped: skipped };
}

/** A held call can't lie ahead, so neither can the day that counts as today. */
function pastDay(input: string): string {
  if (!isDay(input)) throw messages.createError('error.invalidDay', [input]);
  if (input > dayOf(new Date())) throw messages.createError('error.futureDay', [input]);
  return input;
}

/** Ctrl-C lets the request under way finish and gives the load permission back; pressed twice, it ends at once. */
function stopOnInterrupt(): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const interrupt = (): void => controller.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
    },
  };
}
