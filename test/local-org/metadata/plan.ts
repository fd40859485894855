import type { Component } from '../schema/model.ts';
import { componentKey, type Destruction, type PackageContent } from './content.ts';
import { keysDeletedBy, labelFile, mergeComponent, sameComponent } from './merge.ts';

/** What a deploy would make of what is deployed. */
export interface Plan {
  /** Everything deployed afterwards, by key. */
  components: Map<string, Component>;
  /** Keys of what the package brings. */
  deployed: Set<string>;
  /** New or different components. */
  written: Component[];
  /** Components that would be gone. */
  removed: Component[];
  /** Each deletion asked for, with the keys it takes away. */
  deletions: (Destruction & { keys: string[] })[];
}

/** Deletions come before additions unless they stand in `destructiveChangesPost.xml`. */
export function planDeploy(existing: ReadonlyMap<string, Component>, content: PackageContent): Plan {
  const components = new Map(existing);
  const deletions: Plan['deletions'] = [];
  const destroy = (destruction: Destruction): void => {
    const keys = keysDeletedBy(destruction, components.values());
    for (const key of keys) components.delete(key);
    deletions.push({ ...destruction, keys });
  };
  const isPost = (destruction: Destruction): boolean => destruction.fileName === 'destructiveChangesPost.xml';

  for (const destruction of content.destructive) if (!isPost(destruction)) destroy(destruction);
  const written: Component[] = [];
  for (const component of content.components) {
    if (component.type === 'CustomLabels') continue;
    const key = componentKey(component);
    const merged = mergeComponent(components.get(key), component);
    const before = existing.get(key);
    if (before && components.has(key) && sameComponent(before, merged)) continue;
    components.set(key, merged);
    written.push(merged);
  }
  for (const destruction of content.destructive) if (isPost(destruction)) destroy(destruction);
  const labels = labelFile([...components.values()].filter((component) => component.type === 'CustomLabel'));
  const before = components.get(componentKey(labels));
  if (
    before
      ? !sameComponent(before, labels)
      : content.components.some((component) => component.type.startsWith('CustomLabel'))
  ) {
    components.set(componentKey(labels), labels);
    written.push(labels);
  }

  return {
    components,
    deployed: new Set(content.components.map(componentKey)),
    written: written.filter((component) => components.get(componentKey(component)) === component),
    removed: [...existing].filter(([key]) => !components.has(key)).map(([, component]) => component),
    deletions,
  };
}
