import { checkMetadata, type Checked } from './check.ts';
import { codeFindings } from './code/all.ts';
import { inOrder } from './finding.ts';

/** The whole check of a source folder. Throws OrgError where there is no folder. */
export async function checkFolder(dir: string): Promise<Checked> {
  const checked = checkMetadata(dir);
  return { ...checked, findings: inOrder([...checked.findings, ...(await codeFindings(dir))]) };
}
