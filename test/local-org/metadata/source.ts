import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { OrgError } from '../errors.ts';
import type { Component } from '../schema/model.ts';
import type { FileProblem } from './content.ts';
import { FIELD_TRANSLATION, joinTranslations } from './object-translations.ts';
import { metadataType, typeOfSuffix } from './types.ts';
import { parseXml, text, XmlError } from './xml.ts';
import { standsAt } from './xml-places.ts';

export interface SourceFiles {
  /** Everything that lies in one file or bundle, under its path in a deploy package. */
  files: Map<string, Uint8Array>;
  /** Objects and their parts, which source keeps apart. */
  parts: Component[];
  problems: FileProblem[];
  /** The source file of each of `files` and, by type and name, of each part. */
  origins: Map<string, string>;
  /** Metadata of types that this org does not know. */
  unknown: string[];
}

const OBJECT_PARTS = new Map(
  Object.values(metadataType('CustomObject')!.children!).flatMap((child) =>
    child.folder && child.suffix ? [[child.folder, child] as const] : [],
  ),
);

/** Not part of a bundle: tests, TypeScript, editor settings (as the usual `.forceignore` has it). */
const NOT_DEPLOYED = /(^|\/)(__tests__|__mocks__|\.[^/]*)(\/|$)|\.ts$|(^|\/)(jsconfig|tsconfig)\.json$/;

/**
 * The metadata below a folder in source format, at any depth; what is no metadata is passed over.
 * `paths` are the files to look at where not all below the folder are meant.
 */
export function sourceFiles(dir: string, paths: Iterable<string> = walk(dir)): SourceFiles {
  const found: SourceFiles = { files: new Map(), parts: [], problems: [], origins: new Map(), unknown: [] };
  const resources = new Map<string, Map<string, Uint8Array>>();
  const translations = new Map<string, string[]>();
  for (const path of paths) {
    const segments = relative(dir, path).split(sep);
    const at = segments.findLastIndex(
      (segment) =>
        segment === 'lwc' ||
        segment === 'aura' ||
        segment === 'staticresources' ||
        segment === 'objects' ||
        segment === 'objectTranslations',
    );
    const inside = segments.slice(at + 1);
    const folder = at < 0 ? '' : segments[at]!;
    if ((folder === 'lwc' || folder === 'aura') && inside.length > 1) {
      if (!NOT_DEPLOYED.test(inside.join('/'))) add(found, `${folder}/${inside.join('/')}`, path);
    } else if (folder === 'staticresources') {
      addResource(found, resources, inside, path);
    } else if (folder === 'objects' && inside.length > 1 && path.endsWith('-meta.xml')) {
      addObjectPart(found, inside, path);
    } else if (folder === 'objectTranslations' && inside.length > 1 && path.endsWith('-meta.xml')) {
      translations.set(inside[0]!, [...(translations.get(inside[0]!) ?? []), path]);
    } else {
      addDocument(found, segments, path);
    }
  }
  for (const [name, files] of resources) found.files.set(`staticresources/${name}.resource`, archive(files));
  for (const [name, files] of translations) addTranslation(found, name, files);
  return found;
}

function add(found: SourceFiles, packagePath: string, path: string): void {
  found.files.set(packagePath, readFileSync(path));
  found.origins.set(packagePath, path);
}

/** Every file below a folder but those of hidden folders and installed packages. */
export function* walk(dir: string): Generator<string> {
  let entries;
  try {
    entries = readdirSync(dir, { withFileTypes: true });
  } catch {
    throw new OrgError('INVALID_INPUT', `There is no folder ${dir} to read metadata from`);
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(dir, entry.name);
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield path;
  }
}

/** `flows/X.flow-meta.xml` → `flows/X.flow`; folders of reports keep their name alone. */
function addDocument(found: SourceFiles, segments: string[], path: string): void {
  const match = /^(.*)\.([A-Za-z0-9]+)-meta\.xml$/.exec(segments.at(-1)!);
  if (!match) return;
  const [, name = '', suffix = ''] = match;
  const folderOf = /^(report|dashboard)Folder$/.exec(suffix)?.[1];
  const type = typeOfSuffix(folderOf ?? suffix);
  if (!type) {
    found.unknown.push(path);
    found.problems.push({
      type: '',
      fullName: name,
      fileName: segments.join('/'),
      source: path,
      problem: `Unknown file type: .${suffix}-meta.xml`,
      problemType: 'Error',
    });
    return;
  }
  const at = segments.lastIndexOf(type.folder);
  const between = type.inFolder && at >= 0 ? segments.slice(at + 1, -1) : [];
  const base = [type.folder, ...between, name].join('/');
  const packagePath = folderOf
    ? `${base}-meta.xml`
    : type.metaFile
      ? `${base}.${suffix}-meta.xml`
      : `${base}.${suffix}`;
  add(found, packagePath, path);
  if (type.metaFile) {
    // The content lies beside, under the name without `-meta.xml`.
    const content = path.slice(0, -'-meta.xml'.length);
    found.files.set(`${base}.${suffix}`, readIfThere(content));
    found.origins.set(`${base}.${suffix}`, content);
  }
}

function readIfThere(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    return new Uint8Array();
  }
}

/** `objects/Book__c/fields/Title__c.field-meta.xml` → a CustomField `Book__c.Title__c`. */
function addObjectPart(found: SourceFiles, inside: string[], path: string): void {
  const object = inside[0]!;
  const child = inside.length > 2 ? OBJECT_PARTS.get(inside[1]!) : undefined;
  const fileName = `objects/${object}.object`;
  const type = child?.name ?? 'CustomObject';
  const named = inside.at(-1)!.replace(/\.[^.]+-meta\.xml$/, '');
  let fullName = child ? `${object}.${named}` : object;
  try {
    found.origins.set(`${type}:${fullName}`, path);
    const { root, xml } = parseXml(readFileSync(path));
    if (root !== type)
      throw new XmlError(`Error parsing file: Unexpected root element ${root}, expected ${type}`, 1, 1);
    if (child) {
      const base = inside.at(-1)!.slice(0, -`.${child.suffix}-meta.xml`.length);
      const name = text(xml, 'fullName')?.trim() || base;
      fullName = `${object}.${name}`;
      found.origins.set(`${type}:${fullName}`, path);
      if (name !== base) {
        // Clients name parts in package.xml by their file and send them under their own name.
        const problem = `An object '${object}.${base}' of type ${type} was named in package.xml, but was not found in zipped directory`;
        found.problems.push({
          type: '',
          fullName: `${object}.${base}`,
          fileName: 'package.xml',
          problem,
          problemType: 'Error',
          source: path,
        });
      }
      found.parts.push({ type, fullName, files: new Map(), xml: standsAt({ fullName: name, ...xml }, xml) });
    } else {
      found.parts.push({ type, fullName, files: new Map(), xml });
    }
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    found.problems.push({
      type,
      fullName,
      fileName,
      problem: error.message,
      problemType: 'Error',
      line: error.line,
      column: error.column,
      source: path,
    });
  }
}

/** A static resource is one file of any name beside its `.resource-meta.xml`, or a folder that is zipped. */
function addResource(
  found: SourceFiles,
  resources: Map<string, Map<string, Uint8Array>>,
  inside: string[],
  path: string,
): void {
  const [first = '', ...rest] = inside;
  const content = readFileSync(path);
  if (rest.length > 0) {
    const files = resources.get(first) ?? new Map<string, Uint8Array>();
    files.set(rest.join('/'), content);
    resources.set(first, files);
  } else if (first.endsWith('.resource-meta.xml')) {
    add(found, `staticresources/${first}`, path);
  } else {
    add(found, `staticresources/${first.replace(/\.[^.]+$/, '')}.resource`, path);
  }
}

/** `objectTranslations/Book__c-de/…`: the object's file and one for each field make one in a deploy. */
function addTranslation(found: SourceFiles, fullName: string, paths: string[]): void {
  const fileName = `objectTranslations/${fullName}.objectTranslation`;
  const [fields, objects] = [true, false].map((ofField) =>
    paths.filter((path) => path.endsWith(FIELD_TRANSLATION) === ofField),
  );
  found.origins.set(fileName, objects?.[0] ?? paths[0]!);
  const read = (path: string) => readFileSync(path);
  try {
    found.files.set(fileName, joinTranslations(objects?.map(read)[0], fields!.map(read)));
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    found.problems.push({
      type: 'CustomObjectTranslation',
      fullName,
      fileName,
      problem: error.message,
      problemType: 'Error',
      line: error.line,
      column: error.column,
      source: paths[0]!,
    });
  }
}

/** The same bytes for the same files, whenever it is made. */
function archive(files: Map<string, Uint8Array>): Uint8Array {
  const entries: Zippable = {};
  for (const [name, content] of files) entries[name] = [content, { mtime: '1980-01-01T00:00:00' }];
  return zipSync(entries);
}
