import { unzipSync } from 'fflate';
import { OrgError } from '../errors.ts';
import type { Component } from '../schema/model.ts';
import { componentsOf } from './components.ts';
import { componentKey, type Destruction, type FileProblem, type Manifest, type PackageContent } from './content.ts';
import { sourceFiles } from './source.ts';
import { childType } from './types.ts';
import { elements, parseXml, text, texts, XmlError } from './xml.ts';

export type { PackageContent } from './content.ts';

/** Limits of one deploy: 10,000 files, about 400 MB unpacked (Metadata API Developer Guide, "File-Based Calls"). */
const MAX_FILES = 10_000;
const MAX_BYTES = 400 * 1024 * 1024;

/**
 * Reads a deploy package. What is wrong with single files is told in `problems`; throws OrgError
 * where there is no zip to read, or one larger than Salesforce takes.
 */
export function readDeployZip(zip: Uint8Array): PackageContent {
  const files = unzip(zip);
  const manifestFile = files.get('package.xml');
  if (!manifestFile) return refused('package.xml', 'No package.xml found');
  let manifest: Manifest;
  const destructive: Destruction[] = [];
  try {
    manifest = readManifest(manifestFile);
    for (const name of ['destructiveChangesPre.xml', 'destructiveChanges.xml', 'destructiveChangesPost.xml']) {
      const file = files.get(name);
      if (!file) continue;
      for (const [type, members] of readManifest(file).types) {
        destructive.push(...members.map((fullName) => ({ type, fullName, fileName: name })));
      }
      files.delete(name);
    }
  } catch (error) {
    if (error instanceof XmlError) return refused('package.xml', error.message, error.line, error.column);
    throw error;
  }
  files.delete('package.xml');
  const { components, problems } = componentsOf(files);
  const named = namedIn(manifest, components);
  return { components: named.components, manifest, destructive, problems: [...problems, ...named.problems] };
}

function refused(fileName: string, problem: string, line?: number, column?: number): PackageContent {
  const position = line === undefined ? {} : { line, ...(column === undefined ? {} : { column }) };
  return {
    components: [],
    manifest: { types: new Map(), version: '' },
    destructive: [],
    problems: [{ type: '', fullName: fileName, fileName, problem, problemType: 'Error', ...position }],
  };
}

/** The zip's files without the one folder that may surround them all. */
function unzip(zip: Uint8Array): Map<string, Uint8Array> {
  let count = 0;
  let bytes = 0;
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(zip, {
      filter: (file) => {
        count += 1;
        bytes += file.originalSize;
        if (count > MAX_FILES)
          throw new OrgError('LIMIT_EXCEEDED', `Maximum number of files in a deploy reached: ${MAX_FILES}`);
        if (bytes > MAX_BYTES)
          throw new OrgError(
            'LIMIT_EXCEEDED',
            `Maximum size of request reached. Maximum size of request is ${MAX_BYTES} bytes unzipped.`,
          );
        return !file.name.endsWith('/');
      },
    });
  } catch (error) {
    if (error instanceof OrgError) throw error;
    throw new OrgError(
      'INVALID_ZIP_FILE',
      `The deploy package is not a readable zip file: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const names = Object.keys(entries);
  const root = names.filter((name) => /(^|\/)package\.xml$/.test(name)).sort((a, b) => a.length - b.length)[0];
  const prefix = root?.slice(0, -'package.xml'.length) ?? '';
  return new Map(
    names.filter((name) => name.startsWith(prefix)).map((name) => [name.slice(prefix.length), entries[name]!]),
  );
}

/** A package.xml or destructiveChanges.xml. Throws XmlError where it is not one. */
export function readManifest(content: Uint8Array): Manifest {
  const { root, xml } = parseXml(content);
  if (root !== 'Package')
    throw new XmlError(`Error parsing file: Unexpected root element ${root}, expected Package`, 1, 1);
  const types = new Map<string, string[]>();
  for (const entry of elements(xml, 'types')) {
    const name = text(entry, 'name')?.trim();
    // Clients tell the folder of reports or dashboards by a slash at its end.
    const members = texts(entry, 'members').map((member) => member.trim().replace(/\/$/, ''));
    if (name) types.set(name, [...(types.get(name) ?? []), ...members]);
  }
  return { types, version: text(xml, 'version')?.trim() ?? '' };
}

/**
 * Only what the manifest names is deployed: an object's parts come with the object or by their own
 * names; a named component without a file is an error.
 */
function namedIn(manifest: Manifest, components: Component[]): { components: Component[]; problems: FileProblem[] } {
  const named = new Set<string>();
  const wildcards = new Set<string>();
  for (const [type, members] of manifest.types) {
    for (const fullName of members) {
      if (fullName === '*') wildcards.add(type);
      else named.add(componentKey({ type, fullName }));
    }
  }
  const isNamed = (component: Component): boolean => {
    const type = component.type.replace(/^(Report|Dashboard)Folder$/, '$1');
    if (wildcards.has(type) || named.has(componentKey({ ...component, type }))) return true;
    const parent = childType(type)?.parent;
    if (!parent) return false;
    const owner =
      parent.name === 'CustomLabels' ? 'CustomLabels' : component.fullName.slice(0, component.fullName.indexOf('.'));
    return wildcards.has(parent.name) || named.has(componentKey({ type: parent.name, fullName: owner }));
  };
  const kept = components.filter(isNamed);
  const isKept = new Set(kept);
  const keptOrPart = new Set(
    kept.map((component) =>
      componentKey({ ...component, type: component.type.replace(/^(Report|Dashboard)Folder$/, '$1') }),
    ),
  );
  // A file whose parts alone are named is no surprise; a file of which nothing is named is.
  const ownersWithParts = new Set(kept.map((component) => component.fullName.split('.')[0]!.toLowerCase()));
  const problems: FileProblem[] = [];
  for (const component of components) {
    if (isKept.has(component) || childType(component.type)) continue;
    if (component.type === 'CustomLabels' && kept.some((each) => each.type === 'CustomLabel')) continue;
    if (component.type === 'CustomObject' && ownersWithParts.has(component.fullName.toLowerCase())) continue;
    const fileName = [...component.files.keys()][0] ?? `objects/${component.fullName}.object`;
    problems.push({
      type: component.type,
      fullName: component.fullName,
      fileName,
      problem: 'Not in package.xml',
      problemType: 'Warning',
    });
  }
  for (const [type, members] of manifest.types) {
    for (const fullName of members) {
      if (fullName === '*' || keptOrPart.has(componentKey({ type, fullName }))) continue;
      problems.push({
        type: '',
        fullName,
        fileName: 'package.xml',
        problem: `An object '${fullName}' of type ${type} was named in package.xml, but was not found in zipped directory`,
        problemType: 'Error',
      });
    }
  }
  return { components: kept, problems };
}

/** Reads a folder in source format (any depth), as a deploy of everything in it. Throws OrgError where there is no such folder. */
export function readSourceFolder(dir: string): PackageContent {
  const { files, parts, problems } = sourceFiles(dir);
  const read = componentsOf(files);
  const components = withOwners([...read.components, ...parts]);
  const types = new Map<string, string[]>();
  for (const { type, fullName } of components) {
    const name = type.replace(/^(Report|Dashboard)Folder$/, '$1');
    types.set(name, [...(types.get(name) ?? []), fullName]);
  }
  return {
    components,
    manifest: { types, version: '66.0' },
    destructive: [],
    problems: [...problems, ...read.problems],
  };
}

/** Each object first, then its parts, as a deploy package lists them. */
function withOwners(components: Component[]): Component[] {
  const rank = (component: Component): number =>
    component.type === 'CustomObject' ? 0 : childType(component.type) ? 1 : 2;
  return components.sort((a, b) => rank(a) - rank(b));
}
