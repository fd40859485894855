import { relative, sep } from 'node:path';
import type { Finding } from '../finding.ts';
import { deployedFiles } from '../source/files.ts';
import { componentFindings } from './components.ts';
import { flowFindings } from './flows.ts';
import { templateFindings } from './templates.ts';

/** What is wrong with the folder's components and flows beside what an org would refuse. Throws OrgError for a configuration that cannot be read. */
export async function codeFindings(dir: string): Promise<Finding[]> {
  const files = deployedFiles(dir).map((path) => relative(dir, path).split(sep).join('/'));
  return [
    ...templateFindings(dir, files),
    ...(await componentFindings(dir, files)),
    ...(await flowFindings(dir, files)),
  ];
}
