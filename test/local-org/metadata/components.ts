import type { Component, XmlElement } from '../schema/model.ts';
import type { FileProblem } from './content.ts';
import { typeOfFolder, type MetadataType } from './types.ts';
import { elements, parseXml, text, XmlError } from './xml.ts';
import { standsAt } from './xml-places.ts';

/** Components and what could not be read, from files laid out as in a deploy package (`flows/X.flow`). */
export function componentsOf(files: ReadonlyMap<string, Uint8Array>): {
  components: Component[];
  problems: FileProblem[];
} {
  const components: Component[] = [];
  const problems: FileProblem[] = [];
  const bundles = new Map<string, Map<string, Uint8Array>>();
  for (const [path, content] of files) {
    const [folder = '', ...rest] = path.split('/');
    const type = typeOfFolder(folder);
    if (rest.length === 0) {
      problems.push(problemOf('', path, path, 'Unexpected file at the root of the package', 'Warning'));
    } else if (!type) {
      problems.push(problemOf('', rest.join('/'), path, `Unknown folder in the package: ${folder}`));
    } else if (type.suffix === undefined || type.metaFile) {
      const name = type.suffix === undefined ? (rest[0] ?? '') : rest.join('/').replace(/-meta\.xml$/, '');
      const key = `${folder}/${name}`;
      const bundle = bundles.get(key) ?? new Map<string, Uint8Array>();
      bundle.set(path, content);
      bundles.set(key, bundle);
    } else {
      tryRead(problems, type, path, rest, () => components.push(...documentComponents(type, path, rest, content)));
    }
  }
  for (const [key, bundle] of bundles) {
    const [folder = '', ...rest] = key.split('/');
    const type = typeOfFolder(folder)!;
    tryRead(problems, type, key, rest, () => components.push(bundleComponent(type, key, rest, bundle)));
  }
  return { components, problems };
}

function problemOf(
  type: string,
  fullName: string,
  fileName: string,
  problem: string,
  problemType: 'Error' | 'Warning' = 'Error',
): FileProblem {
  return { type, fullName, fileName, problem, problemType };
}

function tryRead(problems: FileProblem[], type: MetadataType, path: string, rest: string[], read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    problems.push({
      ...problemOf(type.name, nameIn(type, rest), path, error.message),
      line: error.line,
      column: error.column,
    });
  }
}

/** The full name that a file's path gives its component; `%2E`-like escapes are resolved. */
function nameIn(type: MetadataType, rest: string[]): string {
  const path = type.inFolder ? rest.join('/') : (rest.at(-1) ?? '');
  const name = type.suffix && path.endsWith(`.${type.suffix}`) ? path.slice(0, -type.suffix.length - 1) : path;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function documentComponents(type: MetadataType, path: string, rest: string[], content: Uint8Array): Component[] {
  const files = new Map([[path, content]]);
  if (type.inFolder && path.endsWith('-meta.xml')) {
    const { xml } = readRoot(content, `${type.name}Folder`);
    return [{ type: `${type.name}Folder`, fullName: rest.join('/').replace(/-meta\.xml$/, ''), files, xml }];
  }
  const fullName = nameIn(type, rest);
  const { xml } = readRoot(content, type.name === 'Settings' ? `${fullName}Settings` : type.name);
  return type.children ? split(type, fullName, xml) : [{ type: type.name, fullName, files, xml }];
}

function readRoot(content: Uint8Array, expected: string): { xml: XmlElement } {
  const { root, xml } = parseXml(content);
  if (root !== expected)
    throw new XmlError(`Error parsing file: Unexpected root element ${root}, expected ${expected}`, 1, 1);
  return { xml };
}

/**
 * The parts of an object or a label file as components of their own, and what is left of it as the
 * component that holds them. Their files are not kept: retrieving writes them again from the XML,
 * so that source and deploy packages make the same components.
 */
function split(type: MetadataType, fullName: string, xml: XmlElement): Component[] {
  const children = type.children!;
  const own: XmlElement = {};
  const parts: Component[] = [];
  for (const [key, value] of Object.entries(xml)) {
    const child = children[key];
    if (!child) {
      own[key] = value;
      continue;
    }
    for (const part of elements(xml, key)) {
      const name = text(part, 'fullName')?.trim() ?? '';
      parts.push({
        type: child.name,
        fullName: type.name === 'CustomObject' ? `${fullName}.${name}` : name,
        files: new Map(),
        xml: part,
      });
    }
  }
  return [{ type: type.name, fullName, files: new Map(), xml: standsAt(own, xml) }, ...parts];
}

/** A folder of files, or a file with its `-meta.xml`, as one component. */
function bundleComponent(type: MetadataType, key: string, rest: string[], files: Map<string, Uint8Array>): Component {
  const fullName = nameIn(type, rest);
  const metaPath = type.metaFile ? `${key}-meta.xml` : [...files.keys()].find((path) => path.endsWith('-meta.xml'));
  const meta = metaPath === undefined ? undefined : files.get(metaPath);
  return { type: type.name, fullName, files, xml: meta ? parseXml(meta).xml : {} };
}
