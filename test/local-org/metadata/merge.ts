import type { Component } from '../schema/model.ts';
import { componentKey, type Destruction } from './content.ts';
import { childType } from './types.ts';
import { text } from './xml.ts';

/**
 * A component as it is once another of the same name is deployed over it. Objects come in parts:
 * one without a label says nothing about what is already there and only adds.
 */
export function mergeComponent(before: Component | undefined, after: Component): Component {
  if (!before) return after;
  if (after.type === 'CustomObject' && text(after.xml, 'label') === undefined)
    return { ...after, xml: { ...before.xml, ...after.xml } };
  return after;
}

/** Whether two components are the same to a deploy: same XML whatever its order of elements, same files. */
export function sameComponent(a: Component, b: Component): boolean {
  if (a.fullName !== b.fullName || a.files.size !== b.files.size || canonical(a.xml) !== canonical(b.xml)) return false;
  const content = contentFiles(b);
  const before = contentFiles(a);
  return (
    content.size === before.size &&
    [...content].every(([name, bytes]) => before.has(name) && Buffer.compare(bytes, before.get(name)!) === 0)
  );
}

/** Files whose bytes count: those of a document are told by its XML. */
function contentFiles(component: Component): Map<string, Uint8Array> {
  if (component.files.size <= 1) return new Map();
  return new Map([...component.files].filter(([name]) => !name.endsWith('-meta.xml')));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

/** The keys that a deletion takes away: the component itself and all its parts. */
export function keysDeletedBy(destruction: Destruction, components: Iterable<Component>): string[] {
  const key = componentKey(destruction);
  const owner = `${destruction.fullName.toLowerCase()}.`;
  const keys: string[] = [];
  for (const component of components) {
    const own = componentKey(component);
    const part =
      destruction.type === 'CustomObject' &&
      childType(component.type)?.parent.name === 'CustomObject' &&
      component.fullName.toLowerCase().startsWith(owner);
    if (own === key || part) keys.push(own);
  }
  return keys;
}

/** The label file of the whole org: every label that is deployed, whichever package brought it and in whatever order. */
export function labelFile(labels: readonly Component[]): Component {
  const sorted = labels.toSorted((a, b) => (a.fullName < b.fullName ? -1 : 1));
  return {
    type: 'CustomLabels',
    fullName: 'CustomLabels',
    files: new Map(),
    xml: { labels: sorted.map((label) => label.xml) },
  };
}
