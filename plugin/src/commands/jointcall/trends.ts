import { writeFileSync } from 'node:fs';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { messagesOf } from '../../messages.ts';
import { orgLabel } from '../../org/organization.ts';
import { isDay } from '../../seed/generate/calendar.ts';
import { openProgress } from '../../terminal/progress.ts';
import { csvOf } from '../../trends/csv.ts';
import { PERIODS } from '../../trends/input.ts';
import { isUnicodeTerminal, plotFor } from '../../trends/plot.ts';
import { reportOf } from '../../trends/report.ts';
import { readTrends, type Trends } from '../../trends/trends.ts';

const messages = messagesOf('jointcall.trends');

export type JointcallTrendsResult = Trends & {
  /** The file of `--output-file`. */
  outputFile?: string;
};

export default class JointcallTrends extends SfCommand<JointcallTrendsResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly flags = {
    'target-org': Flags.requiredOrg(),
    'api-version': Flags.orgApiVersion(),
    months: Flags.option({
      char: 'm',
      options: PERIODS.map(String),
      default: '12',
      summary: messages.getMessage('flags.months.summary'),
    })(),
    team: Flags.string({
      summary: messages.getMessage('flags.team.summary'),
      description: messages.getMessage('flags.team.description'),
    }),
    manager: Flags.string({ summary: messages.getMessage('flags.manager.summary') }),
    rep: Flags.string({ summary: messages.getMessage('flags.rep.summary') }),
    stage: Flags.string({ summary: messages.getMessage('flags.stage.summary') }),
    'as-of': Flags.string({
      summary: messages.getMessage('flags.as-of.summary'),
      description: messages.getMessage('flags.as-of.description'),
      parse: (input) => Promise.resolve(existingDay(input)),
    }),
    'result-format': Flags.option({
      char: 'r',
      options: ['human', 'csv', 'json'] as const,
      default: 'human',
      summary: messages.getMessage('flags.result-format.summary'),
      description: messages.getMessage('flags.result-format.description'),
    })(),
    'output-file': Flags.file({ summary: messages.getMessage('flags.output-file.summary') }),
  };

  public async run(): Promise<JointcallTrendsResult> {
    const { flags } = await this.parse(JointcallTrends);
    const org = flags['target-org'];
    const connection = org.getConnection(flags['api-version']);
    const format = flags['result-format'];
    const file = flags['output-file'];
    if (file !== undefined && format === 'human') throw messages.createError('error.fileNeedsFormat');

    const progress = openProgress(this.spinner, (line) => this.logToStderr(line));
    progress.start(messages.getMessage('progress.asking', [orgLabel(org.getUsername(), connection.instanceUrl)]));
    const trends = await readTrends(connection, {
      months: PERIODS.find((months) => String(months) === flags.months)!,
      asOf: flags['as-of'] ?? today(new Date()),
      team: flags.team,
      manager: flags.manager,
      rep: flags.rep,
      stage: flags.stage,
    });
    progress.stop(messages.getMessage('progress.done'));

    const result = file === undefined ? trends : { ...trends, outputFile: file };
    if (format === 'human') this.report(trends);
    else {
      const written = format === 'csv' ? csvOf(trends) : `${JSON.stringify({ status: 0, result }, null, 2)}\n`;
      if (file === undefined) this.log(written.trimEnd());
      else {
        writeFileSync(file, written);
        this.log(messages.getMessage('info.written', [file]));
      }
    }
    return result;
  }

  private report(trends: Trends): void {
    const isUnicode = isUnicodeTerminal(process.env, process.platform);
    // The tables' own setting: borders are drawn with more than ASCII.
    if (!isUnicode) process.env['SF_TABLE_BORDER_STYLE'] ??= 'none';
    // The tables' headings are blue whatever NO_COLOR says: https://no-color.org
    const headerOptions = process.env['NO_COLOR'] ? { color: undefined } : {};
    const { sentence, about, sections } = reportOf(trends, plotFor(isUnicode));
    for (const line of [sentence, '', ...about, '']) this.log(line);
    for (const { title, columns, rows, notes } of sections) {
      this.table({ title, columns, data: rows, headerOptions });
      for (const note of notes) this.log(note);
      if (notes.length > 0) this.log();
    }
  }
}

function existingDay(input: string): string {
  if (!isDay(input)) throw messages.createError('error.invalidDay', [input]);
  return input;
}

/** The day it is where the command runs. */
function today(now: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
