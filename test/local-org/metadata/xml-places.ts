import type { XmlElement } from '../schema/model.ts';

/** A line and a column of a file, both from 1. */
export interface Position {
  line: number;
  column: number;
}

/** An element of a parsed file, or its child of a name: the first one where no index says which. */
export interface Place {
  element: XmlElement;
  child?: string;
  index?: number;
}

interface Remembered {
  source: string;
  offset: number;
  children: { name: string; offset: number }[];
}

/** Kept beside the elements, which stay plain data; what was not read from a file has no place. */
const places = new WeakMap<XmlElement, Remembered>();

/** Notes where an element and its children stood in the text they were read from. */
export function remember(
  element: XmlElement,
  source: string,
  offset: number,
  children: readonly { name: string; offset: number }[],
): void {
  places.set(element, { source, offset, children: children.map(({ name, offset: at }) => ({ name, offset: at })) });
}

/** A copy of an element, or a part of it, stands where the element stood. */
export function standsAt<T extends XmlElement>(copy: T, original: XmlElement): T {
  const place = places.get(original);
  if (place) places.set(copy, place);
  return copy;
}

/** Where something stood in its file; a child that is not there is looked for at its element. */
export function positionOf(place: Place): Position | undefined {
  const known = places.get(place.element);
  return known && positionAt(known.source, offsetOf(known, place));
}

function offsetOf(known: Remembered, { child, index = 0 }: Place): number {
  const named = child === undefined ? [] : known.children.filter((each) => each.name === child);
  return (named[index] ?? named[0] ?? known).offset;
}

/**
 * Where a place inside a text stood in the file, such as the third line of a formula. The column is right
 * as long as nothing before it on its line is written as an entity.
 */
export function positionInText(place: Place, inside: Position): Position | undefined {
  const known = places.get(place.element);
  if (!known) return undefined;
  const opened = known.source.indexOf('>', offsetOf(known, place)) + 1;
  const cdata = known.source.startsWith('<![CDATA[', opened) ? '<![CDATA['.length : 0;
  const start = positionAt(known.source, opened + cdata);
  return {
    line: start.line + inside.line - 1,
    column: inside.line === 1 ? start.column + inside.column - 1 : inside.column,
  };
}

function positionAt(source: string, offset: number): Position {
  const before = source.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}

/**
 * Children that are repeated with others in between, each with the number of the child at which its second
 * group begins. Salesforce refuses them as duplicates.
 */
export function apart(element: XmlElement): { name: string; index: number }[] {
  const found = new Map<string, number>();
  const counts = new Map<string, number>();
  let last: string | undefined;
  for (const { name } of places.get(element)?.children ?? []) {
    const count = counts.get(name) ?? 0;
    if (count > 0 && last !== name && !found.has(name)) found.set(name, count);
    counts.set(name, count + 1);
    last = name;
  }
  return [...found].map(([name, index]) => ({ name, index }));
}
