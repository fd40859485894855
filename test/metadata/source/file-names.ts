import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseXml, text, XmlError } from '../../local-org/metadata/xml.ts';
import { positionOf } from '../../local-org/metadata/xml-places.ts';
import type { Finding } from '../finding.ts';
import { typeOfFile, typeOfPlainFile, type FileType } from './registry.ts';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

/** What is wrong with files apart from what they say: names, folders, root elements, contents that are not there. */
export function fileFindings(dir: string, paths: readonly string[]): Finding[] {
  const there = new Set(paths);
  return paths.flatMap((path) => (path.endsWith('-meta.xml') ? metaFindings(dir, path) : contentFindings(path, there)));
}

function metaFindings(dir: string, path: string): Finding[] {
  const segments = path.split('/');
  const type = typeOfFile(segments);
  if (!type) return [];
  const findings: Finding[] = [];
  const tell = (rule: string, message: string, line = 1, column = 1): void => {
    findings.push({ file: path, line, column, rule, message });
  };
  const source = readFileSync(join(dir, path), 'utf8');
  const name = decoded(segments.at(-1)!.replace(/\.[A-Za-z0-9_]+-meta\.xml$/, ''));
  const expected = type.name === 'Settings' ? `${name}Settings` : type.name;
  try {
    const { root, xml } = parseXml(source);
    const at = positionOf({ element: xml });
    if (root !== expected)
      tell(
        'xml/root',
        `The root element is <${root}>, and a file of this name holds <${expected}>. Correct the root element, or rename the file.`,
        at?.line,
        at?.column,
      );
    const namespace = /<[A-Za-z]\w*\s[^>]*?xmlns\s*=\s*["']([^"']*)["']/.exec(source)?.[1];
    if (namespace !== NAMESPACE)
      tell(
        'xml/namespace',
        `The root element ${namespace === undefined ? 'has no xmlns' : `has the xmlns ${namespace}`}. Write xmlns="${NAMESPACE}".`,
        at?.line,
        at?.column,
      );
    const fullName = text(xml, 'fullName')?.trim();
    if (fullName !== undefined && type.parent === undefined && !type.bundle && !saysTheSame(fullName, name, expected)) {
      const place = positionOf({ element: xml, child: 'fullName' });
      tell(
        'file/full-name',
        `The file is named ${name}, but <fullName> says ${fullName}. Make the two the same.`,
        place?.line,
        place?.column,
      );
    }
  } catch (error) {
    // What cannot be parsed is told by those who read it.
    if (!(error instanceof XmlError)) throw error;
  }
  return [...findings, ...placeFindings(path, segments, type), ...missingContent(dir, path, type)];
}

/** Types whose `<fullName>` is no file name: objects are named by their folder, folders and settings by habit otherwise. */
function saysTheSame(fullName: string, name: string, type: string): boolean {
  if (/Folder$|Settings$/.test(type)) return true;
  return fullName === name || fullName.endsWith(`/${name}`) || fullName.endsWith(`.${name}`);
}

/** Parts of objects lie in a folder of their kind below the object's own. */
function placeFindings(path: string, segments: readonly string[], type: FileType): Finding[] {
  const inFolder = segments.includes(type.folder);
  if (type.parent !== undefined && (inFolder || type.parent !== 'CustomObject')) return [];
  if (type.parent === undefined && (inFolder || !STRICT.has(type.name))) {
    const object = /([^/]+)\/([^/]+)\.object-meta\.xml$/.exec(path);
    if (!object || object[1] === object[2]) return [];
    return [
      {
        file: path,
        line: 1,
        column: 1,
        rule: 'file/folder',
        message: `The file of an object is named as its folder: rename it to ${object[1]!}.object-meta.xml, or move it to ${object[2]!}.`,
      },
    ];
  }
  return [
    {
      file: path,
      line: 1,
      column: 1,
      rule: 'file/folder',
      message: `Files of ${type.name} lie in a folder named ${type.folder}. Move it there.`,
    },
  ];
}

const STRICT: ReadonlySet<string> = new Set(['CustomObject', 'LightningComponentBundle', 'AuraDefinitionBundle']);

function missingContent(dir: string, path: string, type: FileType): Finding[] {
  if (!type.hasContent || type.name === 'StaticResource' || type.name === 'Document') return [];
  const content = path.slice(0, -'-meta.xml'.length);
  return existsSync(join(dir, content))
    ? []
    : [
        {
          file: path,
          line: 1,
          column: 1,
          rule: 'file/no-content',
          message: `${content.split('/').at(-1)!} is missing beside it. Add the file, or delete this one.`,
        },
      ];
}

/** Files of a type that lack their `-meta.xml`, which every client passes over without a word. */
function contentFindings(path: string, there: ReadonlySet<string>): Finding[] {
  const segments = path.split('/');
  const [folder = '', name = ''] = [segments.at(-2), segments.at(-1)];
  const suffix = name.slice(name.lastIndexOf('.') + 1);
  const type = name.includes('.') ? typeOfPlainFile(folder, suffix) : undefined;
  if (!type || there.has(`${path}-meta.xml`) || type.bundle) return [];
  const what = type.hasContent
    ? `${name}-meta.xml is missing beside it, without which it is not deployed. Add the file.`
    : `Source files of ${type.name} end in -meta.xml; as it is, the file is not deployed. Rename it to ${name}-meta.xml.`;
  return [{ file: path, line: 1, column: 1, rule: 'file/no-meta', message: what }];
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
