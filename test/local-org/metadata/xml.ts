import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { OrgError } from '../errors.ts';
import type { XmlElement, XmlValue } from '../schema/model.ts';
import { remember } from './xml-places.ts';

/**
 * Metadata XML to plain objects and back. Attributes are left out (they only say `xsi:type` and
 * `xsi:nil`), repeated elements become arrays, text stays text. Where each element stood in its file is
 * kept beside (xml-places.ts).
 */

const parser = new XMLParser({
  preserveOrder: true,
  captureMetaData: true,
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  htmlEntities: true,
});

/** Where in a file an XML error is. */
export class XmlError extends OrgError {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super('INVALID_XML', message);
    this.line = line;
    this.column = column;
  }
}

/**
 * The document's root element and its name. Throws XmlError where the text is no well-formed XML
 * or has a document type (which metadata never has, and which could expand without end).
 */
export function parseXml(source: Uint8Array | string): { root: string; xml: XmlElement } {
  const text = (typeof source === 'string' ? source : new TextDecoder().decode(source)).replace(/^\uFEFF/, '');
  if (/<!DOCTYPE/i.test(text)) throw new XmlError('Error parsing file: DOCTYPE is not allowed', 1, 1);
  const verdict = XMLValidator.validate(text);
  if (verdict !== true)
    throw new XmlError(`Error parsing file: ${verdict.err.msg}`, verdict.err.line, verdict.err.col || 1);
  refuseUnknownEntity(text);
  // The parser counts line ends as one character.
  const lines = text.replace(/\r\n?/g, '\n');
  const roots = parse(lines).flatMap((node) => partOf(node) ?? []);
  const root = roots[0];
  if (root === undefined || roots.length > 1) {
    throw new XmlError('Error parsing file: Premature end of file.', 1, 1);
  }
  const xml = valueOf(root, lines);
  return { root: root.name, xml: typeof xml === 'string' ? emptyElement(root, lines) : xml };
}

/** XML itself knows five named entities; anything else would have to be declared. */
function refuseUnknownEntity(text: string): void {
  const blanked = text.replace(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g, (part) => part.replace(/[^\n]/g, ' '));
  const bad = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)([\w.-]*);?/i.exec(blanked);
  if (!bad) return;
  const before = blanked.slice(0, bad.index).split('\n');
  const problem = bad[1]
    ? `The entity "${bad[1]}" was referenced, but not declared.`
    : "The entity name must immediately follow the '&' in the entity reference.";
  throw new XmlError(`Error parsing file: ${problem}`, before.length, before.at(-1)!.length + 1);
}

/** What the parser makes of an element: its name as the only key, and under a symbol where it begins. */
type Node = Record<string, unknown>;
interface Part {
  name: string;
  inside: Node[];
  offset: number;
}

const METADATA = XMLParser.getMetaDataSymbol() as unknown as symbol;

function parse(text: string): Node[] {
  try {
    return parser.parse(text) as Node[];
  } catch (error) {
    throw new XmlError(`Error parsing file: ${error instanceof Error ? error.message : String(error)}`, 1, 1);
  }
}

/** An element with its children; undefined for text. */
function partOf(node: Node): Part | undefined {
  const name = Object.keys(node).find((key) => key !== '#text');
  const inside = name === undefined ? undefined : node[name];
  if (name === undefined || !Array.isArray(inside)) return undefined;
  const metadata = (node as Record<symbol, { startIndex?: number } | undefined>)[METADATA];
  return { name, inside: inside as Node[], offset: metadata?.startIndex ?? 0 };
}

/** The text of an element without elements, or its elements by name; the white space between them is dropped. */
function valueOf(part: Part, source: string): string | XmlElement {
  const parts = part.inside.flatMap((node) => partOf(node) ?? []);
  if (parts.length === 0) return part.inside.map((node) => String(node['#text'] ?? '')).join('');
  const element: XmlElement = {};
  for (const child of parts) {
    const value = valueOf(child, source);
    const before = Object.hasOwn(element, child.name) ? element[child.name] : undefined;
    element[child.name] = before === undefined ? value : [before, value].flat();
  }
  remember(element, source, part.offset, parts);
  return element;
}

function emptyElement(part: Part, source: string): XmlElement {
  const element: XmlElement = {};
  remember(element, source, part.offset, []);
  return element;
}

/** The text of a child element; undefined where there is none or it has elements of its own. */
export function text(xml: XmlElement | undefined, name: string): string | undefined {
  const value = first(xml?.[name]);
  return typeof value === 'string' ? value : undefined;
}

/** Whether a child element says true. */
export function flag(xml: XmlElement | undefined, name: string): boolean {
  return text(xml, name)?.trim() === 'true';
}

/** A child element that has elements of its own. */
export function element(xml: XmlElement | undefined, name: string): XmlElement | undefined {
  const value = first(xml?.[name]);
  return typeof value === 'object' ? value : undefined;
}

/** All child elements of a name, none, one or several; an empty one counts as an element without children. */
export function elements(xml: XmlElement | undefined, name: string): XmlElement[] {
  return all(xml?.[name]).map((value) => (typeof value === 'string' ? {} : value));
}

/** The texts of all child elements of a name. */
export function texts(xml: XmlElement | undefined, name: string): string[] {
  return all(xml?.[name]).filter((value) => typeof value === 'string');
}

function all(value: XmlValue | undefined): (string | XmlElement)[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function first(value: XmlValue | undefined): string | XmlElement | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** A metadata file for an element. */
export function writeXml(root: string, xml: XmlElement): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<${root} xmlns="http://soap.sforce.com/2006/04/metadata">\n${children(xml, '    ')}</${root}>\n`
  );
}

function children(xml: XmlElement, indent: string): string {
  let out = '';
  for (const [name, value] of Object.entries(xml)) {
    for (const item of all(value)) {
      out +=
        typeof item === 'string'
          ? `${indent}<${name}>${escapeXml(item)}</${name}>\n`
          : `${indent}<${name}>\n${children(item, `${indent}    `)}${indent}</${name}>\n`;
    }
  }
  return out;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => ENTITIES[c]!);
}
