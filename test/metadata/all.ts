import { checkMetadata, type Checked } from './check.ts';
import { inOrder } from './finding.ts';

/** The whole check of a source folder: its metadata, and its code by the tools that Salesforce has for it. */
export async function checkFolder(dir: string): Promise<Checked> {
  const checked = checkMetadata(dir);
  return { ...checked, findings: inOrder([...checked.findings]) };
}
