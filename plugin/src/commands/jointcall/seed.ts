import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { messagesOf } from '../../messages.ts';
import { orgLabel } from '../../org/organization.ts';
import { dayOf, isDay } from '../../seed/generate/calendar.ts';
import { seedOrg, type SeedOutcome } from '../../seed/seed.ts';
import { stopOnInterrupt } from '../../terminal/interrupt.ts';
import { openProgress } from '../../terminal/progress.ts';

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
      default: false,
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
      dependsOn: ['with-organization'],
      summary: messages.getMessage('flags.reps.summary'),
      description: messages.getMessage('flags.reps.description'),
    }),
    profile: Flags.string({
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
      default: false,
      summary: messages.getMessage('flags.dry-run.summary'),
    }),
  };

  public async run(): Promise<JointcallSeedResult> {
    const { flags } = await this.parse(JointcallSeed);
    const org = flags['target-org'];
    const connection = org.getConnection(flags['api-version']);
    const stop = stopOnInterrupt();

    const progress = openProgress(this.spinner, (line) => this.logToStderr(line));
    progress.start(messages.getMessage('progress.seeding', [orgLabel(org.getUsername(), connection.instanceUrl)]));
    try {
      const outcome = await seedOrg(
        connection,
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
          onProgress: ({ object, created }) => progress.show(object, String(created)),
          onTaken: (name) => this.log(messages.getMessage('info.permissionTaken', [name])),
          onGivenBack: (name) => this.log(messages.getMessage('info.permissionGivenBack', [name])),
          onKept: (name, reason) => this.warn(messages.createWarning('warning.permissionKept', [name, reason], [name])),
        },
        stop.signal,
      );
      progress.stop(messages.getMessage('progress.done'));
      this.report(outcome);
      return outcome;
    } finally {
      stop.release();
    }
  }

  private report(outcome: SeedOutcome): void {
    if (outcome.dryRun) {
      const columns = ['object' as const, 'rows' as const, { key: 'apiCalls' as const, name: 'API Calls' }];
      this.table({ data: outcome.planned.map((planned) => ({ ...planned })), columns });
      this.log(messages.getMessage('info.dryRun', [outcome.apiCalls]));
      return;
    }
    this.table({
      data: outcome.objects.map((tally) => ({ ...tally })),
      columns: ['object', 'created', 'alreadyThere', 'failed', 'skipped'],
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

/** A held call can't lie ahead, so neither can the day that counts as today. */
function pastDay(input: string): string {
  if (!isDay(input)) throw messages.createError('error.invalidDay', [input]);
  if (input > dayOf(new Date())) throw messages.createError('error.futureDay', [input]);
  return input;
}
