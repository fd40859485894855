import type { Component } from '../schema/model.ts';
import { childType, metadataType } from './types.ts';

/** What a deploy brings: read, parsed, and not yet looked at for sense. */
export interface PackageContent {
  components: Component[];
  manifest: Manifest;
  destructive: Destruction[];
  /** What could not be read, file by file. */
  problems: FileProblem[];
}

export interface Manifest {
  /** Type to members, `*` among them for all. */
  types: Map<string, string[]>;
  version: string;
}

export interface Destruction {
  type: string;
  fullName: string;
  /** The file that asked for it. */
  fileName: string;
}

/** A problem told in a deploy result. */
export interface FileProblem {
  type: string;
  fullName: string;
  fileName: string;
  problem: string;
  problemType: 'Error' | 'Warning';
  line?: number;
  column?: number;
  /** The file it was read from, where the package was made of a source folder. */
  source?: string;
}

/** Where a component lies in a deploy package, which is what deploy results name. */
export function packageFile(component: { type: string; fullName: string }): string {
  const { type, fullName } = component;
  const child = childType(type);
  if (child) {
    const owner = child.parent.name === 'CustomLabels' ? 'CustomLabels' : fullName.slice(0, fullName.indexOf('.'));
    return `${child.parent.folder}/${owner}.${child.parent.suffix}`;
  }
  if (type === 'ReportFolder') return `reports/${fullName}`;
  if (type === 'DashboardFolder') return `dashboards/${fullName}`;
  const known = metadataType(type);
  if (!known) return `${type}/${fullName}`;
  return known.suffix ? `${known.folder}/${fullName}.${known.suffix}` : `${known.folder}/${fullName}`;
}

/** The key under which a component is known among all of an org. Full names ignore case. */
export function componentKey(component: { type: string; fullName: string }): string {
  return `${component.type}:${component.fullName.toLowerCase()}`;
}
