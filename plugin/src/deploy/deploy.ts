import type { Connection } from '@salesforce/core';
import type { ComponentSet, DeployResult } from '@salesforce/source-deploy-retrieve';
import { messagesOf } from '../messages.ts';
import { explainOrgError } from '../org/explain.ts';
import { appFolder, languageFolder, type Language } from './app.ts';
import { componentsOf, type DeployedComponent } from './components.ts';

/** The version that the app's metadata is written in. */
const SOURCE_API_VERSION = '66.0';
const POLL_MILLISECONDS = 500;

export interface DeployOptions {
  /** Another folder in source format than the carried app. */
  sourceDir?: string | undefined;
  /** Translations to deploy with the carried app. */
  languages?: readonly Language[] | undefined;
  /** Check only: the org compiles and validates everything, and keeps nothing. */
  dryRun: boolean;
  waitMinutes: number;
  apiVersion?: string | undefined;
  onProgress?: (progress: DeployProgress) => void;
}

export interface DeployProgress {
  id: string;
  status: string;
  done: number;
  failed: number;
  total: number;
}

export interface DeployOutcome {
  id: string;
  /** Salesforce's own status: `Succeeded`, `Failed`, `SucceededPartial`, `Canceled`. */
  status: string;
  success: boolean;
  dryRun: boolean;
  sourceDir: string;
  componentsDeployed: number;
  componentErrors: number;
  components: DeployedComponent[];
}

/**
 * Deploys the app in one transaction: all of it or nothing. Deploying again what is there changes nothing.
 * A component that the org refuses is in the outcome, not thrown. Throws SfError for a folder without
 * components, a deploy that never ends, and whatever the org says of the request as a whole.
 */
export async function deployApp(connection: Connection, options: DeployOptions): Promise<DeployOutcome> {
  const folder = appFolder(options.sourceDir);
  const folders = [folder, ...(options.languages ?? []).map(languageFolder)];
  const components = await readComponents(folders, options.apiVersion);
  try {
    const job = await components.deploy({
      usernameOrConnection: connection,
      apiOptions: { checkOnly: options.dryRun, rollbackOnError: true, singlePackage: true },
    });
    job.onUpdate((response) => options.onProgress?.(progressOf(response)));
    const result = await finished(
      job.pollStatus(POLL_MILLISECONDS, options.waitMinutes * 60),
      job.id ?? '',
      options.waitMinutes,
    );
    return outcomeOf(result, folders, options.dryRun);
  } catch (error) {
    throw explainOrgError(error, connection.instanceUrl);
  }
}

function progressOf(response: DeployResult['response']): DeployProgress {
  return {
    id: response.id,
    status: response.status,
    done: response.numberComponentsDeployed,
    failed: response.numberComponentErrors,
    total: response.numberComponentsTotal,
  };
}

async function readComponents(folders: string[], apiVersion: string | undefined): Promise<ComponentSet> {
  const { ComponentSet } = await import('@salesforce/source-deploy-retrieve');
  const components = ComponentSet.fromSource({ fsPaths: folders });
  if (components.size === 0) throw messagesOf('jointcall.deploy').createError('error.noComponents', [folders[0] ?? '']);
  components.sourceApiVersion = SOURCE_API_VERSION;
  if (apiVersion !== undefined) components.apiVersion = apiVersion;
  return components;
}

async function finished(polling: Promise<DeployResult>, id: string, minutes: number): Promise<DeployResult> {
  try {
    return await polling;
  } catch (error) {
    if (!(error instanceof Error) || !/timed out/i.test(`${error.message} ${String(error.cause)}`)) throw error;
    throw messagesOf('jointcall.deploy').createError('error.notFinished', [id, minutes], [id], 69, error);
  }
}

function outcomeOf(result: DeployResult, folders: readonly string[], dryRun: boolean): DeployOutcome {
  const { response } = result;
  return {
    id: response.id,
    status: response.status,
    success: response.success,
    dryRun,
    sourceDir: folders[0] ?? '',
    componentsDeployed: response.numberComponentsDeployed,
    componentErrors: response.numberComponentErrors,
    components: componentsOf(result, folders),
  };
}
