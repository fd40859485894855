import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { componentsOf } from '../../local-org/metadata/components.ts';
import { packageFile, type FileProblem } from '../../local-org/metadata/content.ts';
import { sourceFiles, type SourceFiles } from '../../local-org/metadata/source.ts';
import { childType } from '../../local-org/metadata/types.ts';
import { parseXml, XmlError } from '../../local-org/metadata/xml.ts';
import type { Component } from '../../local-org/schema/model.ts';
import type { Finding } from '../finding.ts';
import { deployedFiles } from './files.ts';
import { typeOfFile } from './registry.ts';
import { compileTypeScript, isTypeScript } from './typescript.ts';

/** A source folder's metadata, of every type there is. */
export interface Source {
  components: Component[];
  /** What stands for components that could not be read, so that what names them is not wrong as well. */
  unread: Component[];
  /** All files looked at, below the folder, with `/` between folders. */
  paths: string[];
  /** The file of a component, or of one of several files that it is made of (as a deploy package names them). */
  fileOf(component: Component, packagePath?: string): string;
  /** What could not be read. */
  findings: Finding[];
}

/** Reads a folder in source format. Throws OrgError where there is none. */
export function readSource(dir: string): Source {
  const files = deployedFiles(dir);
  const below = (path: string): string => relative(dir, path).split(sep).join('/');
  const found = sourceFiles(dir, files);
  const uncompiled = files
    .filter((path) => isTypeScript(below(path)))
    .flatMap((path) => addCompiled(found, path, below(path)));
  const read = componentsOf(found.files);
  const others = found.unknown.map((path) => otherComponent(path, below(path)));
  const otherFiles = new Map(others.flatMap(({ component, file }) => (component ? [[component, file]] : [])));
  const components = [...read.components, ...found.parts, ...others.flatMap(({ component }) => component ?? [])];
  const origin = (packagePath: string): string | undefined => {
    const path = found.origins.get(packagePath);
    return path === undefined ? undefined : below(path);
  };
  return {
    components,
    unread: [...found.problems, ...read.problems].flatMap(({ type, fullName }) =>
      type === '' ? [] : [{ type, fullName, files: new Map<string, Uint8Array>(), xml: {} }],
    ),
    paths: files.map(below),
    fileOf(component, packagePath) {
      const other = otherFiles.get(component);
      if (other !== undefined) return other;
      const named = packagePath === undefined ? undefined : origin(packagePath);
      if (named !== undefined) return named;
      const part = origin(`${component.type}:${component.fullName}`);
      if (part !== undefined) return part;
      const main = [...component.files.keys()].sort(
        (a, b) => Number(b.endsWith('-meta.xml')) - Number(a.endsWith('-meta.xml')),
      );
      const own = main.map(origin).find((path) => path !== undefined);
      const holder = childType(component.type) ? origin(packageFile(component)) : undefined;
      return own ?? holder ?? [...found.origins.values()].map(below)[0] ?? '.';
    },
    findings: [
      ...uncompiled,
      ...[...found.problems, ...read.problems].flatMap((problem) => unreadable(problem, below, origin)),
      ...others.flatMap(({ findings }) => findings),
    ],
  };
}

/** Puts what a script in TypeScript is compiled to where a deploy would have it; tells where that cannot be done. */
function addCompiled(found: SourceFiles, path: string, file: string): Finding[] {
  const compiled = compileTypeScript(readFileSync(path, 'utf8'));
  const packagePath = file.slice(`/${file}`.lastIndexOf('/lwc/')).replace(/\.ts$/, '.js');
  found.files.set(packagePath, new TextEncoder().encode('script' in compiled ? compiled.script : ''));
  found.origins.set(packagePath, path);
  if ('script' in compiled) return [];
  const { problem, line, column } = compiled;
  return [{ file, line, column, rule: 'code/syntax', message: `${problem} Correct the TypeScript at this place.` }];
}

/** Metadata of a type that the local org does not know, which has at least a structure. */
function otherComponent(
  path: string,
  file: string,
): { component: Component | undefined; file: string; findings: Finding[] } {
  const segments = file.split('/');
  const type = typeOfFile(segments);
  const name = segments.at(-1)!.replace(/\.[A-Za-z0-9_]+-meta\.xml$/, '');
  const nothing = (message: string, rule: string, line = 1, column = 1) => ({
    component: undefined,
    file,
    findings: [{ file, line, column, rule, message }],
  });
  if (!type)
    return nothing(
      `No type of metadata has files that end like ${segments.at(-1)!}. Correct the ending, or name the file in .forceignore.`,
      'file/unknown-type',
    );
  try {
    const content = readFileSync(path);
    const { xml } = parseXml(content);
    const at = segments.lastIndexOf(type.folder);
    const fullName = type.inFolder && at >= 0 ? [...segments.slice(at + 1, -1), name].join('/') : name;
    return {
      component: { type: type.name, fullName: decoded(fullName), files: new Map([[file, content]]), xml },
      file,
      findings: [],
    };
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return nothing(notWellFormed(error.message), 'xml/not-well-formed', error.line, error.column);
  }
}

function notWellFormed(problem: string): string {
  return `${problem.replace('Error parsing file: ', '').replace(/\.$/, '')}. Mend the XML at this place.`;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function unreadable(
  problem: FileProblem,
  below: (path: string) => string,
  origin: (packagePath: string) => string | undefined,
): Finding[] {
  // Types that the local org does not know are read above.
  // … and a wrong root element is told with the names of files.
  if (/^Unknown file type|Unexpected root element/.test(problem.problem)) return [];
  const file = problem.source === undefined ? origin(problem.fileName) : below(problem.source);
  const wrongName = /An object '([^']*)' of type (\w+) was named in package.xml/.exec(problem.problem);
  return [
    {
      file: file ?? problem.fileName,
      line: problem.line ?? 1,
      column: problem.column ?? 1,
      ...(wrongName
        ? {
            rule: 'file/full-name',
            message: `The file is named as ${wrongName[1]!}, but <fullName> in it says otherwise. Make the two the same.`,
          }
        : { rule: 'xml/not-well-formed', message: notWellFormed(problem.problem) }),
    },
  ];
}
