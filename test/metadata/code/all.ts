import { relative, sep } from 'node:path';
import type { Finding } from '../finding.ts';
import { deployedFiles } from '../source/files.ts';
import { bundlesIn } from './bundles.ts';
import { compilerFindings } from './compiler.ts';
import { componentFindings } from './components.ts';
import { flowFindings } from './flows.ts';
import { templateFindings } from './templates.ts';

/** What is wrong with code, by who says so. */
export interface CodeFindings {
  templates: Finding[];
  linted: Finding[];
  compiled: Finding[];
  flows: Finding[];
}

/** What is wrong with the folder's components and flows beside what an org would refuse. Throws OrgError for a configuration that cannot be read. */
export async function codeFindings(dir: string): Promise<CodeFindings> {
  const files = deployedFiles(dir).map((path) => relative(dir, path).split(sep).join('/'));
  const bundles = bundlesIn(dir, files);
  return {
    templates: templateFindings(bundles),
    linted: await componentFindings(bundles),
    compiled: await compilerFindings(bundles),
    flows: await flowFindings(dir, files),
  };
}
