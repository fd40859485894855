import { check } from '../local-org/metadata/check/all.ts';
import type { Finding as LocalFinding } from '../local-org/metadata/check/context.ts';
import { structureFindings } from '../local-org/metadata/check/structure.ts';
import { depthOf } from '../local-org/metadata/types.ts';
import { positionOf } from '../local-org/metadata/xml-places.ts';
import { splitName } from '../local-org/schema/field.ts';
import type { Component, Schema } from '../local-org/schema/model.ts';
import { codeReferenceFindings } from './code-references.ts';
import { inOrder, type Finding } from './finding.ts';
import { isManaged } from './managed.ts';
import { fileFindings } from './source/file-names.ts';
import { picklistFindings } from './picklist-values.ts';
import { readSource, type Source } from './source/read.ts';
import { locate } from '../local-org/metadata/check/locate.ts';
import { referenceFindings } from '../local-org/metadata/check/references.ts';
import { schemaOf } from './schema.ts';
import { ADDED_FIELDS, KNOWN_BY_NAME } from './standard/corrections.ts';
import { nearest, plainMessage } from './words.ts';

export interface Checked {
  findings: Finding[];
  /** Names that belong to installed packages and the like, of which nothing can be known here. */
  notChecked: string[];
  /** How many components were looked at. */
  components: number;
}

/** Everything that can be told of a source folder's metadata without an org. Throws OrgError where there is no folder. */
export function checkMetadata(dir: string): Checked {
  const source = readSource(dir);
  const { schema, problems } = schemaOf(source.components, source.unread);
  const notChecked = new Set<string>();
  const findings = [...source.findings, ...fileFindings(dir, source.paths)];
  findings.push(...twice(source));
  const byKey = new Map(source.components.map((each) => [`${each.type}:${each.fullName}`, each]));
  const unbuilt = new Set<Component>();
  for (const problem of problems) {
    const component = byKey.get(`${problem.type}:${problem.fullName}`);
    if (!component) continue;
    unbuilt.add(component);
    // Of values that an enum does not have, the structure tells, with the line.
    if (/not a valid value for the enum/.test(problem.problem)) continue;
    add(source, schema, component, builtFinding(problem.problem), { findings, notChecked });
  }
  for (const component of source.components) {
    for (const finding of componentFindings(component, schema, unbuilt.has(component)))
      add(source, schema, component, finding, { findings, notChecked });
  }
  return {
    findings: inOrder(once(findings)),
    notChecked: [...notChecked].sort(),
    components: source.components.length,
  };
}

/** Components that two files of the folder describe; a deploy would take one of them, and nobody knows which. */
function twice(source: Source): Finding[] {
  const first = new Map<string, string>();
  return source.components.flatMap((component) => {
    const key = `${component.type}:${component.fullName.toLowerCase()}`;
    const file = source.fileOf(component);
    const before = first.get(key);
    if (before === undefined) first.set(key, file);
    if (before === undefined) return [];
    const place = positionOf({ element: component.xml });
    return [
      {
        file,
        line: place?.line ?? 1,
        column: place?.column ?? 1,
        rule: 'file/twice',
        message: `${component.type} ${component.fullName} is described ${before === file ? 'twice in this file' : `in ${before} as well`}. Keep one of the two.`,
      },
    ];
  });
}

function componentFindings(component: Component, schema: Schema, unbuilt: boolean): LocalFinding[] {
  // Of what an installed package brings, source holds only the part that was changed.
  if (isManaged(component.fullName) || depthOf(component.type) === 'refused')
    return [
      ...structureFindings(component),
      ...referenceFindings(component, schema),
      ...codeReferenceFindings(component, schema),
    ];
  if (unbuilt) return structureFindings(component);
  return [...check(component, schema), ...picklistFindings(component, schema)];
}

/** A problem with building the schema, which says the name of an object that is not there. */
function builtFinding(problem: string): LocalFinding {
  const [, type, names] = /no (\w+) named (\S+) found/.exec(problem) ?? [];
  const notThere = /^Object (\S+) is not supported by this org/.exec(problem)?.[1];
  if (notThere !== undefined)
    return { problem: `no CustomObject named ${notThere} found`, rule: 'reference/object', names: notThere };
  return type !== undefined && names !== undefined
    ? { problem, rule: type === 'CustomObject' ? 'reference/object' : `reference/${kebab(type)}`, names }
    : { problem };
}

function add(
  source: Source,
  schema: Schema,
  component: Component,
  finding: LocalFinding,
  to: { findings: Finding[]; notChecked: Set<string> },
): void {
  // A geolocation is put into the schema as a text, so what formulas say of one is no finding.
  if (finding.unsupported || /\bGeolocation\b/.test(finding.problem)) return;
  if (finding.names !== undefined && cannotBeKnown(finding.rule ?? '', finding.names, schema)) {
    to.notChecked.add(finding.names);
    return;
  }
  const place = finding.at ?? (finding.line === undefined ? locate(component.xml, finding) : undefined);
  const at = finding.line === undefined && place ? positionOf(place) : undefined;
  to.findings.push({
    file: source.fileOf(component, finding.fileName),
    line: finding.line ?? at?.line ?? 1,
    column: finding.column ?? at?.column ?? 1,
    rule: finding.rule ?? `deploy/${kebab(component.type)}`,
    message: plainMessage(finding, schema),
  });
}

const BY_NAME: ReadonlySet<string> = new Set(KNOWN_BY_NAME.filter((name) => !(name in ADDED_FIELDS)));

/** Names of installed packages, fields that depend on an org's settings, and what newer releases may have added. */
function cannotBeKnown(rule: string, names: string, schema: Schema): boolean {
  if (isManaged(names) || names.endsWith('.CurrencyIsoCode')) return true;
  // Standard objects and fields that came after jsforce's list; what nearly is a known name is a slip.
  if (rule === 'reference/object' && !names.includes('__'))
    return (
      nearest(
        names,
        schema.objects.map(({ name }) => name),
      ) === undefined
    );
  if (rule === 'reference/field' && !names.includes('__')) {
    const [object, path] = splitName(names);
    return nearest(path, schema.object(object)?.fields.map(({ name }) => name) ?? []) === undefined;
  }
  if (rule === 'reference/user-permission')
    return (
      nearest(
        names,
        schema.object('PermissionSet')?.fields.map(({ name }) => name.replace(/^Permissions/, '')) ?? [],
        2,
      ) === undefined
    );
  return rule === 'reference/field' && names.split('.').length > 2 && BY_NAME.has(names.split('.')[0]!);
}

function once(findings: readonly Finding[]): Finding[] {
  return [
    ...new Map(findings.map((each) => [`${each.file}:${each.line}:${each.column}:${each.message}`, each])).values(),
  ];
}

function kebab(type: string): string {
  return type.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}
