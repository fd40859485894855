import { OrgError } from '../errors.ts';
import { deploy } from '../metadata/deploy.ts';
import type { ComponentResult, DeployOutcome } from '../metadata/deploy.ts';
import { readDeployZip } from '../metadata/read.ts';
import type { PackageContent } from '../metadata/read.ts';
import type { OpenOrg } from '../open.ts';
import type { Org, UserAccess } from '../org.ts';
import { asOrgError } from './failure.ts';
import { nextJobId } from './job-ids.ts';
import { perOrg } from './per-org.ts';

export interface DeployOptions {
  checkOnly: boolean;
  ignoreWarnings: boolean;
  rollbackOnError: boolean;
  purgeOnDelete: boolean;
  singlePackage: boolean;
  testLevel: string | undefined;
}

export interface Deployment {
  id: string;
  options: DeployOptions;
  /** Kept until it is deployed, of a validation for a quick deploy. */
  content: PackageContent | undefined;
  userId: string;
  userName: string;
  created: Date;
  completed: Date | undefined;
  outcome: DeployOutcome | undefined;
  /** Set where the deploy as a whole could not be done. */
  error: OrgError | undefined;
  canceled: boolean;
}

/** Deploys of this run of the org. A deploy runs at once after its request is answered, before the first status call. */
export interface Deployments {
  /** Throws OrgError where the caller may not deploy or there is no zip to read. */
  start(access: UserAccess, zip: Buffer, options: DeployOptions): Deployment;
  /** Carries out what a successful check-only deploy validated. Throws OrgError where it did not succeed. */
  startValidated(access: UserAccess, validationId: string): Deployment;
  /** Throws OrgError where there is none. */
  find(id: string): Deployment;
  cancel(id: string): Deployment;
}

export const deploymentsOf: (org: Org) => Deployments = perOrg((org) => {
  const deployments = new Map<string, Deployment>();

  function add(access: UserAccess, content: PackageContent, options: DeployOptions): Deployment {
    const deployment: Deployment = {
      id: nextJobId(org, '0Af'),
      options,
      content,
      userId: access.userId,
      userName: String(access.user['Name'] ?? ''),
      created: org.now(),
      completed: undefined,
      outcome: undefined,
      error: undefined,
      canceled: false,
    };
    deployments.set(deployment.id, deployment);
    setImmediate(() => run(org, deployment));
    return deployment;
  }

  function find(id: string): Deployment {
    const deployment = [...deployments.values()].find((one) => one.id.slice(0, 15) === id.slice(0, 15));
    if (!deployment) throw new OrgError('INVALID_ID_FIELD', `No deploy with the Id ${id}`, { status: 404 });
    return deployment;
  }

  return {
    start(access, zip, options) {
      requireMetadataRight(access);
      return add(access, readDeployZip(zip), options);
    },
    startValidated(access, validationId) {
      requireMetadataRight(access);
      const { options, outcome, content } = find(validationId);
      if (!options.checkOnly || !outcome?.success || !content) {
        throw new OrgError('INVALID_ID_FIELD', `${validationId} is not the Id of a successful validation`);
      }
      return add(access, content, { ...options, checkOnly: false });
    },
    find,
    cancel(id) {
      const deployment = find(id);
      if (deployment.completed === undefined) {
        deployment.canceled = true;
        deployment.completed = org.now();
      }
      return deployment;
    },
  };
});

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_modify_metadata_perm.htm */
export function requireMetadataRight(access: UserAccess): void {
  if (access.hasSystemPermission('ModifyAllData') || access.hasSystemPermission('ModifyMetadata')) return;
  const message = 'use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions';
  throw new OrgError('INSUFFICIENT_ACCESS', message, { status: 403 });
}

function run(org: Org, deployment: Deployment): void {
  const { content, userId, canceled } = deployment;
  if (canceled || !content) return;
  const { checkOnly, rollbackOnError, ignoreWarnings } = deployment.options;
  try {
    // The server is handed the org as it was opened; deploying is the one thing that needs more than `Org`.
    deployment.outcome = deploy(org as OpenOrg, content, { checkOnly, rollbackOnError, ignoreWarnings, userId });
  } catch (thrown) {
    deployment.error = asOrgError(org, thrown);
  }
  if (!checkOnly) deployment.content = undefined;
  deployment.completed = org.now();
}

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deployresult.htm */
export function deployResult(deployment: Deployment, includeDetails: boolean): Record<string, unknown> {
  const { id, options, outcome, error, created, completed } = deployment;
  const components = outcome?.components ?? [];
  const errors = components.filter((component) => !component.success);
  const success = outcome?.success ?? false;
  return {
    id,
    checkOnly: options.checkOnly,
    ignoreWarnings: options.ignoreWarnings,
    rollbackOnError: options.rollbackOnError,
    runTestsEnabled: false,
    status: statusOf(deployment),
    done: completed !== undefined,
    success,
    numberComponentErrors: errors.length,
    numberComponentsDeployed: success ? components.length - errors.length : 0,
    numberComponentsTotal: components.length,
    numberTestErrors: 0,
    numberTestsCompleted: 0,
    numberTestsTotal: 0,
    ...(error ? { errorStatusCode: error.errorCode, errorMessage: error.message } : {}),
    createdBy: deployment.userId,
    createdByName: deployment.userName,
    createdDate: created.toISOString(),
    startDate: created.toISOString(),
    ...(completed ? { completedDate: completed.toISOString() } : {}),
    lastModifiedDate: (completed ?? created).toISOString(),
    ...(includeDetails && completed ? { details: details(components, created) } : {}),
  };
}

function statusOf({ completed, canceled, outcome }: Deployment): string {
  if (completed === undefined) return 'InProgress';
  if (canceled) return 'Canceled';
  if (!outcome?.success) return 'Failed';
  return outcome.components.every((component) => component.success) ? 'Succeeded' : 'SucceededPartial';
}

function details(components: readonly ComponentResult[], created: Date): Record<string, unknown> {
  const messages = components.map((component) => message(component, created));
  return {
    componentFailures: messages.filter(({ success }) => success === false),
    componentSuccesses: messages.filter(({ success }) => success === true),
    runTestResult: { numFailures: 0, numTestsRun: 0, totalTime: 0 },
  };
}

/** A component that failed says neither changed nor created: the official CLI then shows its file and line. */
function message(component: ComponentResult, created: Date): Record<string, unknown> {
  const { success } = component;
  return {
    changed: success && component.changed,
    componentType: component.componentType,
    created: success && component.created,
    createdDate: created.toISOString(),
    deleted: success && component.deleted,
    fileName: component.fileName,
    fullName: component.fullName,
    success,
    ...(component.problem === undefined
      ? {}
      : {
          problem: component.problem,
          problemType: component.problemType,
          lineNumber: component.lineNumber,
          columnNumber: component.columnNumber,
        }),
  };
}
