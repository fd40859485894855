import { OrgError } from '../errors.ts';
import type { OpenOrg } from '../open.ts';
import { buildSchema } from '../schema/build.ts';
import type { Component, Schema } from '../schema/model.ts';
import { check } from './check/all.ts';
import type { Finding } from './check/context.ts';
import { componentKey, packageFile, type FileProblem, type PackageContent } from './content.ts';
import { dataFindings, recalculateSummaries, removeData } from './data.ts';
import type { DeployedComponent, DeployedState } from './deployed.ts';
import { planDeploy, type Plan } from './plan.ts';
import { writeRows } from './rows/all.ts';
import { RowWriter } from './rows/writer.ts';
import { positionOf } from './xml-places.ts';

export interface DeployOptions {
  /** Check everything and change nothing. */
  checkOnly?: boolean;
  /** True (the default): any problem undoes all. False: what has no problem is deployed. */
  rollbackOnError?: boolean;
  /** False (the default): a warning counts as an error. */
  ignoreWarnings?: boolean;
  /** Who deploys; the org's administrator where not given. Needs a permission to change metadata. */
  userId?: string;
}

/** One line of a deploy result, as the Metadata API's DeployMessage. */
export interface ComponentResult {
  /** Empty for package.xml and for files that are no component. */
  componentType: string;
  fullName: string;
  fileName: string;
  created: boolean;
  changed: boolean;
  deleted: boolean;
  success: boolean;
  problem?: string;
  problemType?: 'Error' | 'Warning';
  lineNumber?: number;
  columnNumber?: number;
}

export interface DeployOutcome {
  success: boolean;
  components: ComponentResult[];
}

/**
 * Deploys a package in one transaction: merges it with what is deployed, builds the schema that would
 * be, checks every component against it, fits tables and records, writes the rows that stand for
 * metadata. Problems with components are told in the outcome and leave the org as it was; throws
 * OrgError where the user may not deploy at all.
 */
export function deploy(org: OpenOrg, content: PackageContent, options: DeployOptions = {}): DeployOutcome {
  const userId = options.userId ?? org.adminUserId;
  requireDeployRight(org, userId);
  const fileProblems = content.problems.map((problem) =>
    problem.problemType === 'Warning' && !options.ignoreWarnings
      ? { ...problem, problemType: 'Error' as const }
      : problem,
  );
  const state = org.deployed();
  const existing = new Map([...state.components].map(([key, deployed]) => [key, deployed.component]));
  const rollbackOnError = options.rollbackOnError ?? true;

  let accepted = content.components;
  const failures = fileProblems.filter((problem) => problem.problemType === 'Error');
  const warnings = fileProblems.filter((problem) => problem.problemType === 'Warning');
  for (;;) {
    const plan = planDeploy(existing, { ...content, components: accepted });
    const { found, schema, keyPrefixes } = examine(org, plan, state);
    failures.push(...found);
    if (found.length === 0) {
      const failed = failures.length > 0 && rollbackOnError;
      if (!failed)
        apply(
          org,
          plan,
          { components: nextComponents(org, plan, state, userId), keyPrefixes },
          schema,
          userId,
          options.checkOnly ?? false,
        );
      return outcome(content, plan, existing, failures, warnings, failed);
    }
    if (rollbackOnError) return outcome(content, plan, existing, failures, warnings, true);
    // What failed is taken out and the rest looked at again, until nothing more falls.
    const bad = new Set(found.map(componentKey));
    const left = accepted.filter((component) => !bad.has(componentKey(component)));
    if (left.length === accepted.length) return outcome(content, plan, existing, failures, warnings, true);
    accepted = left;
  }
}

function requireDeployRight(org: OpenOrg, userId: string): void {
  const access = org.access(userId);
  if (
    access.hasSystemPermission('ModifyMetadata') ||
    access.hasSystemPermission('ModifyAllData') ||
    access.hasSystemPermission('CustomizeApplication')
  )
    return;
  throw new OrgError(
    'INSUFFICIENT_ACCESS',
    'insufficient access rights on entity: deploying needs the permission Modify Metadata Through Metadata API Functions',
    { status: 403 },
  );
}

/** Problems of every component as it would be, and the schema they were held against. */
function examine(
  org: OpenOrg,
  plan: Plan,
  state: DeployedState,
): { found: FileProblem[]; schema: Schema; keyPrefixes: Map<string, string> } {
  const built = buildSchema([...plan.components.values()], state.keyPrefixes);
  const found: FileProblem[] = [];
  const broken: { component: Component; problem: string }[] = [];
  const written = new Set(plan.written.map(componentKey));
  const tell = (component: Component, finding: Finding): void => {
    if (!plan.deployed.has(componentKey(component))) {
      broken.push({ component, problem: finding.problem });
      return;
    }
    const { problem } = finding;
    const { line, column } = finding.line === undefined && finding.at ? { ...positionOf(finding.at) } : finding;
    found.push({
      type: component.type,
      fullName: component.fullName,
      fileName: finding.fileName ?? packageFile(component),
      problem,
      problemType: 'Error',
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    });
  };
  const unbuilt = new Set<string>();
  for (const problem of built.problems) {
    const component = plan.components.get(componentKey(problem));
    if (!component) continue;
    unbuilt.add(componentKey(component));
    tell(component, problem);
  }
  for (const [key, component] of plan.components) {
    if (unbuilt.has(key)) continue;
    // Compiling components is dear: those that did not change and lost nothing stay as they were found.
    if (component.type === 'LightningComponentBundle' && !written.has(key) && plan.removed.length === 0) continue;
    const findings = check(component, built.schema);
    if (component.type === 'CustomField' && written.has(key) && findings.length === 0)
      findings.push(...dataFindings(org, component, built.schema));
    for (const finding of findings) tell(component, finding);
  }
  found.push(...consequences(plan, broken), ...assignedSets(org, plan));
  return { found, schema: built.schema, keyPrefixes: built.keyPrefixes };
}

/** Types whose mention of what is deleted or can no longer be granted goes away by itself, as on Salesforce. */
const FORGETFUL: ReadonlySet<string> = new Set([
  'PermissionSet',
  'Profile',
  'Layout',
  'ListView',
  'CompactLayout',
  'Report',
  'ReportType',
  'CustomApplication',
  'Translations',
  'CustomObjectTranslation',
]);

/** What a deploy breaks outside itself is a problem of the deploy: of its deletions, or of the package. */
function consequences(plan: Plan, broken: { component: Component; problem: string }[]): FileProblem[] {
  return broken.flatMap(({ component, problem }): FileProblem[] => {
    if (FORGETFUL.has(component.type)) return [];
    const [deletion] = plan.deletions.filter((each) => each.keys.length > 0);
    if (!deletion) {
      return [
        {
          type: component.type,
          fullName: component.fullName,
          fileName: packageFile(component),
          problem,
          problemType: 'Error',
        },
      ];
    }
    const cause =
      plan.deletions.find(
        (each) => problem.includes(each.fullName) || problem.includes(each.fullName.split('.').at(-1)!),
      ) ?? deletion;
    return [
      {
        type: cause.type,
        fullName: cause.fullName,
        fileName: cause.fileName,
        problem: `This ${cause.type} is referenced elsewhere in salesforce.com. : ${component.type} - ${component.fullName}`,
        problemType: 'Error',
      },
    ];
  });
}

/** A permission set that users hold can't be deleted. */
function assignedSets(org: OpenOrg, plan: Plan): FileProblem[] {
  return plan.deletions.flatMap((deletion): FileProblem[] => {
    if (deletion.type !== 'PermissionSet') return [];
    const set = org.store.readBy('PermissionSet', 'Name', [deletion.fullName])[0];
    if (!set || org.store.readBy('PermissionSetAssignment', 'PermissionSetId', [String(set['Id'])]).length === 0)
      return [];
    const problem = `You can't delete the permission set ${deletion.fullName}: it's assigned to users`;
    return [
      { type: deletion.type, fullName: deletion.fullName, fileName: deletion.fileName, problem, problemType: 'Error' },
    ];
  });
}

/** The deployed state that follows, with who changed what when. */
function nextComponents(
  org: OpenOrg,
  plan: Plan,
  state: DeployedState,
  userId: string,
): Map<string, DeployedComponent> {
  const at = org.now().toISOString();
  const written = new Set(plan.written.map(componentKey));
  return new Map(
    [...plan.components].map(([key, component]) => {
      const before = state.components.get(key);
      if (before && !written.has(key)) return [key, before];
      return [
        key,
        {
          component,
          createdById: before?.createdById ?? userId,
          createdDate: before?.createdDate ?? at,
          lastModifiedById: userId,
          lastModifiedDate: at,
        },
      ];
    }),
  );
}

class CheckedOnly extends Error {}

function apply(
  org: OpenOrg,
  plan: Plan,
  next: DeployedState,
  schema: Schema,
  userId: string,
  checkOnly: boolean,
): void {
  const before = org.deployed();
  const beforeSchema = org.schema;
  try {
    org.store.transaction(() => {
      removeData(org, plan.removed, beforeSchema);
      org.replaceComponents(next, schema);
      writeRows(new RowWriter(org.store, schema, userId, org.now().toISOString()), {
        before: beforeSchema,
        written: plan.written,
        removed: plan.removed,
      });
      org.accessChanged();
      recalculateSummaries(org, beforeSchema, userId);
      if (checkOnly) throw new CheckedOnly();
    });
  } catch (error) {
    org.restore(before, beforeSchema);
    if (!(error instanceof CheckedOnly)) throw error;
  }
  org.accessChanged();
}

function outcome(
  content: PackageContent,
  plan: Plan,
  existing: ReadonlyMap<string, Component>,
  failures: FileProblem[],
  warnings: FileProblem[],
  failed: boolean,
): DeployOutcome {
  const components: ComponentResult[] = failures.map((problem) =>
    result(problem, { success: false, ...problemOf(problem) }),
  );
  const fell = new Set(failures.map(componentKey));
  components.push(...warnings.map((problem) => result(problem, { success: true, ...problemOf(problem) })));
  if (!fell.has(':package.xml'))
    components.push(
      result({ type: '', fullName: 'package.xml', fileName: 'package.xml' }, { success: true, changed: true }),
    );
  const written = new Set(plan.written.map(componentKey));
  for (const component of content.components) {
    const key = componentKey(component);
    if (fell.has(key)) continue;
    const changed = written.has(key);
    components.push(
      result(
        { ...component, fileName: packageFile(component) },
        {
          success: true,
          changed: changed && !failed,
          created: changed && !failed && !existing.has(key) && !isStandardObject(component),
        },
      ),
    );
  }
  for (const deletion of plan.deletions) {
    if (fell.has(componentKey(deletion))) continue;
    const there = deletion.keys.length > 0;
    components.push(
      result(deletion, {
        success: true,
        changed: there && !failed,
        deleted: there && !failed,
        ...(there
          ? {}
          : { problem: `No ${deletion.type} named: ${deletion.fullName} found`, problemType: 'Warning' as const }),
      }),
    );
  }
  return { success: failures.length === 0, components };
}

function result(
  of: { type: string; fullName: string; fileName: string },
  rest: Partial<ComponentResult>,
): ComponentResult {
  return {
    componentType: of.type,
    fullName: of.fullName,
    fileName: of.fileName,
    created: false,
    changed: false,
    deleted: false,
    success: true,
    ...rest,
  };
}

function problemOf(problem: FileProblem): Partial<ComponentResult> {
  return {
    problem: problem.problem,
    problemType: problem.problemType,
    ...(problem.line === undefined ? {} : { lineNumber: problem.line }),
    ...(problem.column === undefined ? {} : { columnNumber: problem.column }),
  };
}

function isStandardObject(component: Component): boolean {
  return component.type === 'CustomObject' && !/__(c|mdt)$/.test(component.fullName);
}
