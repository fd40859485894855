import { createRequire } from 'node:module';

/**
 * Which files hold which type of metadata, as Salesforce's own clients know it: the registry of
 * `@salesforce/source-deploy-retrieve`.
 */
interface RegistryType {
  name: string;
  suffix?: string;
  directoryName: string;
  strictDirectoryName?: boolean;
  inFolder?: boolean;
  folderContentType?: string;
  strategies?: { adapter?: string };
  children?: { types: Record<string, RegistryType> };
  /** Of a part: the element that holds it in its parent, and the element that names it. */
  xmlElementName?: string;
  uniqueIdElement?: string;
}

export interface FileType {
  /** Metadata API type, which is also the root element of its file; `FooSettings` for settings. */
  name: string;
  /** The folder that its files lie in by habit. */
  folder: string;
  /** Whether the file describes a content that must lie beside it. */
  hasContent: boolean;
  /** Whether a folder of files is one component. */
  bundle: boolean;
  /** Whether the folders between are part of the name. */
  inFolder: boolean;
  /** The type that holds it in one file, for the parts of objects and their like. */
  parent: string | undefined;
}

const { types } = createRequire(import.meta.url)(
  '@salesforce/source-deploy-retrieve/lib/src/registry/metadataRegistry.json',
) as { types: Record<string, RegistryType> };

const bySuffix = new Map<string, { type: RegistryType; parent: string | undefined }[]>();
const byFolder = new Map<string, RegistryType>();

function note(type: RegistryType, parent: string | undefined): void {
  if (type.suffix !== undefined) bySuffix.set(type.suffix, [...(bySuffix.get(type.suffix) ?? []), { type, parent }]);
}

for (const type of Object.values(types)) {
  note(type, undefined);
  if (type.suffix === undefined || type.strictDirectoryName) byFolder.set(type.directoryName, type);
}
for (const type of Object.values(types)) {
  for (const child of Object.values(type.children?.types ?? {})) note(child, type.name);
}

/** Every type's name, parts among them. */
export const TYPE_NAMES: ReadonlySet<string> = new Set(
  Object.values(types).flatMap((type) => [
    type.name,
    ...Object.values(type.children?.types ?? {}).map((child) => child.name),
  ]),
);

/** The type of a `….suffix-meta.xml` by its folders and its name; undefined where no type has such files. */
export function typeOfFile(segments: readonly string[]): FileType | undefined {
  const name = segments.at(-1) ?? '';
  const suffix = /\.([A-Za-z0-9_]+)-meta\.xml$/.exec(name)?.[1];
  if (suffix === undefined) return undefined;
  const folders = segments.slice(0, -1);
  const bundle = folders.findLast((folder) => byFolder.get(folder) && byFolder.get(folder)!.suffix === undefined);
  const candidates = bySuffix.get(suffix) ?? [];
  const inPlace = candidates.find(({ type }) => type.strictDirectoryName && folders.includes(type.directoryName));
  if (bundle !== undefined && !inPlace) return described(byFolder.get(bundle)!, undefined);
  const found = inPlace ?? candidates.find(({ type }) => !type.strictDirectoryName) ?? candidates[0];
  if (found) return described(found.type, found.parent);
  return undefined;
}

function described(type: RegistryType, parent: string | undefined): FileType {
  const adapter = type.strategies?.adapter;
  return {
    name: type.name,
    folder: type.directoryName,
    hasContent: adapter === 'matchingContentFile' || type.name === 'Document' || type.name === 'StaticResource',
    bundle: adapter === 'bundle',
    inFolder: type.inFolder === true,
    parent,
  };
}

/** Parts that are kept inside another component's file, with the elements that hold and name them. */
export function partsOf(type: string): { type: string; element: string; id: string }[] {
  return Object.values(types)
    .filter(({ name }) => name === type)
    .flatMap(({ children }) => Object.values(children?.types ?? {}))
    .flatMap(({ name, xmlElementName, uniqueIdElement }) =>
      xmlElementName && uniqueIdElement ? [{ type: name, element: xmlElementName, id: uniqueIdElement }] : [],
    );
}

/** The type whose document has this suffix and lies in this folder, for files that lack their `-meta.xml`. */
export function typeOfPlainFile(folder: string, suffix: string): FileType | undefined {
  const found = bySuffix.get(suffix)?.find(({ type }) => type.directoryName === folder);
  return found && described(found.type, found.parent);
}
