import { checkMetadata, type Checked } from './check.ts';

/** The whole check of a source folder. Throws OrgError where there is no folder. */
export async function checkFolder(dir: string): Promise<Checked> {
  return Promise.resolve(checkMetadata(dir));
}
