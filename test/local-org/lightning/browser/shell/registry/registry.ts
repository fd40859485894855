import type { LightningElement } from 'lwc';

/** The deployed components that pages may place, by name. Filled once, before the page is drawn. */

export type ComponentClass = typeof LightningElement;

const components = new Map<string, ComponentClass>();

export function registerComponents(deployed: Record<string, ComponentClass>): void {
  for (const [name, component] of Object.entries(deployed)) components.set(name, component);
}

export function componentNamed(name: string): ComponentClass | undefined {
  return components.get(name);
}
