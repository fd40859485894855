import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { openOrg, type OpenOrg } from '../open.ts';
import { save } from '../save/save.ts';
import type { SaveResult } from '../org.ts';
import type { Component, XmlElement } from '../schema/model.ts';
import type { PackageContent } from './content.ts';
import { deploy, type DeployOutcome } from './deploy.ts';
import { packageFiles } from './list.ts';
import { readDeployZip, readSourceFolder } from './read.ts';
import { parseXml, writeXml } from './xml.ts';

/** The lending library, as it lies in source. */
export const LIBRARY = fileURLToPath(new URL('../fixtures/library-app', import.meta.url));

export function library(): PackageContent {
  return readSourceFolder(LIBRARY);
}

/** An org of one test, with the library unless told otherwise. */
export function libraryOrg(file = ':memory:'): OpenOrg {
  const org = openOrg({ file, now: () => new Date('2026-11-24T10:00:00Z') });
  const outcome = deploy(org, library());
  if (!outcome.success) throw new Error(JSON.stringify(problems(outcome)));
  return org;
}

/** `Type FullName: problem` of everything that failed. */
export function problems(outcome: DeployOutcome): string[] {
  return outcome.components
    .filter((each) => !each.success)
    .map((each) => `${each.componentType} ${each.fullName}: ${each.problem}`);
}

/** A deploy package of text files; `package.xml` names the members given. */
export function zipOf(types: Record<string, string[]>, files: Record<string, string | Uint8Array> = {}): Uint8Array {
  const manifest = Object.entries(types).map(
    ([name, members]) =>
      `<types>${members.map((member) => `<members>${member}</members>`).join('')}<name>${name}</name></types>`,
  );
  const all: Record<string, string | Uint8Array> = {
    'package.xml': `<Package>${manifest.join('')}<version>66.0</version></Package>`,
    ...files,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(all).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content]),
    ),
  );
}

/** The components as the deploy package that a client would send. */
export function packageOf(components: readonly Component[]): Uint8Array {
  const types: Record<string, string[]> = {};
  for (const { type, fullName } of components) (types[type] ??= []).push(fullName);
  return zipOf(types, Object.fromEntries(packageFiles(components)));
}

/** Deploys a package of a few files. */
export function deployFiles(
  org: OpenOrg,
  types: Record<string, string[]>,
  files: Record<string, string>,
  options = {},
): DeployOutcome {
  return deploy(org, readDeployZip(zipOf(types, files)), options);
}

/** Deploys the library with one component changed or, under a new full name, added: `change` edits the XML in place or answers another. */
export function deployVariant(
  org: OpenOrg,
  type: string,
  fullName: string,
  change: (xml: XmlElement, component: Component) => unknown,
): DeployOutcome {
  const content = library();
  const index = content.components.findIndex((each) => each.type === type && each.fullName === fullName);
  const before = content.components[index] ?? { type, fullName, files: new Map(), xml: {} };
  const component: Component = { ...before, files: new Map(before.files), xml: structuredClone(before.xml) };
  const answer = change(component.xml, component);
  const xml = answer === undefined ? component.xml : (answer as XmlElement);
  // Documents are told by their file as well: both say the same.
  for (const [name] of component.files)
    if (component.files.size === 1) component.files.set(name, strToU8(writeXml(type, xml)));
  const changed = { ...component, xml };
  if (index < 0) content.components.push(changed);
  else content.components[index] = changed;
  return deploy(org, content);
}

/** Parses the inside of an element. */
export function xmlOf(inside: string): XmlElement {
  return parseXml(`<x>${inside}</x>`).xml;
}

export function insert(org: OpenOrg, object: string, ...records: Record<string, unknown>[]): string[] {
  const results: SaveResult[] = save(
    org,
    org.access(org.adminUserId),
    { object, operation: 'insert', records, allOrNone: true },
    { system: true },
  );
  return results.map((result) => {
    if (result.id === null || !result.success) throw new Error(`${object} not saved: ${JSON.stringify(result.errors)}`);
    return result.id;
  });
}
