import type { DeployMessage, DeployResult } from '@salesforce/source-deploy-retrieve';
import { withinApp } from './app.ts';

/** One component of a deploy, as the org answered it. Paths are relative to the deployed folder. */
export interface DeployedComponent {
  type: string;
  fullName: string;
  state: 'Created' | 'Changed' | 'Unchanged' | 'Deleted' | 'Failed';
  problem?: string;
  problemType?: 'Warning' | 'Error';
  filePath?: string;
  line?: number;
  column?: number;
}

/** All components, failed ones first, then by type and name. */
export function componentsOf(result: DeployResult, folders: readonly string[]): DeployedComponent[] {
  const { componentFailures, componentSuccesses } = result.response.details;
  const failed = failuresOf(result, folders, listed(componentFailures));
  const succeeded = listed(componentSuccesses)
    // The manifest that every deploy carries is no component of ours.
    .filter(({ fullName }) => fullName !== 'package.xml')
    .map(succeededComponent);
  return [...failed, ...succeeded.sort(byTypeAndName)];
}

/**
 * Source-deploy-retrieve knows the file, line and column of most failures; what it can't match to a file
 * (a manifest entry, a limit) is taken as the org said it, so that none gets lost.
 */
function failuresOf(result: DeployResult, folders: readonly string[], raw: DeployMessage[]): DeployedComponent[] {
  const located: DeployedComponent[] = result
    .getFileResponses()
    .filter((response) => response.state === 'Failed')
    .map((response) => ({
      type: response.type,
      fullName: response.fullName,
      state: 'Failed',
      ...('error' in response ? { problem: response.error, problemType: response.problemType } : {}),
      ...present({ filePath: withinApp(folders, response.filePath) }),
      ...('error' in response ? present({ line: response.lineNumber, column: response.columnNumber }) : {}),
    }));
  const known = new Set(located.map(({ fullName }) => fullName));
  const others = raw
    .filter(({ fullName }) => !known.has(fullName))
    .map((message): DeployedComponent => ({
      type: message.componentType ?? '',
      fullName: message.fullName,
      state: 'Failed',
      problem: message.problem ?? '',
      problemType: message.problemType ?? 'Error',
      ...present({
        filePath: message.fileName,
        line: number(message.lineNumber),
        column: number(message.columnNumber),
      }),
    }));
  return [...located, ...others].sort(byTypeAndName);
}

function succeededComponent(message: DeployMessage): DeployedComponent {
  const is = (flag: unknown): boolean => flag === true || flag === 'true';
  return {
    type: message.componentType ?? '',
    fullName: message.fullName,
    state: is(message.created)
      ? 'Created'
      : is(message.deleted)
        ? 'Deleted'
        : is(message.changed)
          ? 'Changed'
          : 'Unchanged',
    ...(message.problem === undefined ? {} : { problem: message.problem, problemType: 'Warning' as const }),
  };
}

function byTypeAndName(one: DeployedComponent, other: DeployedComponent): number {
  return (
    one.type.localeCompare(other.type) ||
    one.fullName.localeCompare(other.fullName) ||
    (one.line ?? 0) - (other.line ?? 0)
  );
}

/** Lists of the Metadata API come as one object where there is one entry. */
function listed<T>(entries: T | T[] | undefined): T[] {
  return entries === undefined ? [] : Array.isArray(entries) ? entries : [entries];
}

function number(text: string | number | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** Without what is undefined. */
function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
