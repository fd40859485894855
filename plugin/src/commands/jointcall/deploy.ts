import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import { LANGUAGES } from '../../deploy/app.ts';
import type { DeployedComponent } from '../../deploy/components.ts';
import { deployApp, type DeployOutcome } from '../../deploy/deploy.ts';
import { messagesOf } from '../../messages.ts';
import { openClient, type Client } from '../../org/client.ts';
import { orgLabel, readRunningUser } from '../../org/organization.ts';
import { assignPermissionSet, permissionSetIds } from '../../org/permission-sets.ts';
import { openProgress } from '../../terminal/progress.ts';

const messages = messagesOf('jointcall.deploy');

export type JointcallDeployResult = DeployOutcome & {
  /** Permission sets that the running user has now because of `--assign-permission-set`. */
  assignedPermissionSets: string[];
};

export default class JointcallDeploy extends SfCommand<JointcallDeployResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly flags = {
    'target-org': Flags.requiredOrg(),
    'api-version': Flags.orgApiVersion(),
    'source-dir': Flags.string({
      char: 'd',
      summary: messages.getMessage('flags.source-dir.summary'),
      description: messages.getMessage('flags.source-dir.description'),
    }),
    language: Flags.option({
      char: 'l',
      multiple: true,
      options: LANGUAGES,
      exclusive: ['source-dir'],
      summary: messages.getMessage('flags.language.summary'),
      description: messages.getMessage('flags.language.description'),
    })(),
    'dry-run': Flags.boolean({
      default: false,
      summary: messages.getMessage('flags.dry-run.summary'),
    }),
    'assign-permission-set': Flags.string({
      char: 'p',
      multiple: true,
      summary: messages.getMessage('flags.assign-permission-set.summary'),
      description: messages.getMessage('flags.assign-permission-set.description'),
    }),
    wait: Flags.integer({
      char: 'w',
      min: 1,
      default: 33,
      summary: messages.getMessage('flags.wait.summary'),
      description: messages.getMessage('flags.wait.description'),
    }),
  };

  public async run(): Promise<JointcallDeployResult> {
    const { flags } = await this.parse(JointcallDeploy);
    const org = flags['target-org'];
    const connection = org.getConnection(flags['api-version']);

    const progress = openProgress(this.spinner, (line) => this.logToStderr(line));
    progress.start(
      messages.getMessage(flags['dry-run'] ? 'progress.checking' : 'progress.deploying', [
        orgLabel(org.getUsername(), connection.instanceUrl),
      ]),
    );
    const outcome = await deployApp(connection, {
      sourceDir: flags['source-dir'],
      languages: flags.language,
      dryRun: flags['dry-run'],
      waitMinutes: flags.wait,
      apiVersion: flags['api-version'],
      onProgress: ({ status, done, total }) => {
        progress.show(status, total > 0 ? `${done}/${total}` : '');
      },
    });
    progress.stop(outcome.status);

    this.report(outcome);
    const assignedPermissionSets =
      outcome.success && !outcome.dryRun
        ? await this.assign(flags['assign-permission-set'] ?? [], openClient(connection))
        : [];
    if (outcome.success) this.tellNextStep(outcome);
    else process.exitCode = 1;
    return { ...outcome, assignedPermissionSets };
  }

  private async assign(names: string[], client: Client): Promise<string[]> {
    if (names.length === 0) return [];
    const user = await readRunningUser(client);
    for (const [name, id] of await permissionSetIds(client, names)) {
      const isNew = (await assignPermissionSet(client, id, user.id)) !== undefined;
      this.log(messages.getMessage(isNew ? 'info.assigned' : 'info.alreadyAssigned', [name, user.username]));
    }
    return names;
  }

  private report({ components, success, dryRun, id, componentErrors }: DeployOutcome): void {
    const problems = components.filter(({ problem }) => problem !== undefined);
    if (problems.length > 0) {
      this.table({
        title: messages.getMessage('info.problems', [problems.length]),
        data: problems.map(problemRow),
        columns: ['type', 'name', 'problem', { key: 'position', name: 'Line:Column' }],
        overflow: 'wrap',
      });
    }
    if (!success) {
      this.logToStderr(messages.getMessage('info.failed', [componentErrors, id]));
      if (problems.some(({ type }) => type.includes('Translation'))) this.log(messages.getMessage('info.workbench'));
      return;
    }
    const count = (state: DeployedComponent['state']): number =>
      components.filter((component) => component.state === state).length;
    const counts = [count('Created'), count('Changed'), count('Unchanged')];
    this.logSuccess(messages.getMessage(dryRun ? 'info.checked' : 'info.deployed', [components.length, ...counts]));
  }

  private tellNextStep({ dryRun }: DeployOutcome): void {
    this.log(messages.getMessage(dryRun ? 'info.nextAfterDryRun' : 'info.next'));
  }
}

function problemRow({ type, fullName, problem, line, column, problemType }: DeployedComponent): {
  type: string;
  name: string;
  problem: string;
  position: string;
} {
  return {
    type: problemType === 'Warning' ? `${type} (warning)` : type,
    name: fullName,
    problem: problem ?? '',
    position: line === undefined ? '' : `${line}:${column ?? 0}`,
  };
}
