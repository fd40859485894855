/** Deploys a few components through the REST Metadata API. */
import { strToU8, zipSync } from 'fflate';
import { type Session, VERSION } from './session.ts';

const BOUNDARY = 'conformance-deploy-boundary';

/**
 * Deploys files of the metadata format (`objects/X.object`, `flows/Y.flow`) and waits for the end. `members` are the
 * component names by metadata type. Throws with the org's problems where it refuses.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_rest_deploy.htm
 */
export async function deploy(
  session: Session,
  members: Record<string, readonly string[]>,
  files: Record<string, string>,
  removed: Record<string, readonly string[]> = {},
): Promise<void> {
  const zip = zipSync({
    'package.xml': strToU8(manifest(members)),
    ...(Object.keys(removed).length && { 'destructiveChangesPost.xml': strToU8(manifest(removed)) }),
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
  });
  const options = JSON.stringify({ deployOptions: { singlePackage: true, rollbackOnError: true } });
  const body = Buffer.concat([
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="entity_content"\r\nContent-Type: application/json\r\n\r\n${options}\r\n` +
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="deploy.zip"\r\nContent-Type: application/zip\r\n\r\n`,
    ),
    zip,
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);
  const url = `${session.url}/services/data/v${VERSION}/metadata/deployRequest`;
  const headers = { authorization: `Bearer ${session.token}` };
  const started = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body,
  });
  const { id } = (await started.json()) as { id: string };
  for (let waited = 0; waited < 300_000; waited += 500) {
    const { body: status } = await session.call({
      method: 'GET',
      path: `metadata/deployRequest/${id}?includeDetails=true`,
    });
    const { deployResult } = status as {
      deployResult: { done: boolean; success: boolean; details: { componentFailures: { problem: string }[] } };
    };
    if (deployResult.done && deployResult.success) return;
    if (deployResult.done) throw new Error(`deploy: ${JSON.stringify(deployResult.details.componentFailures)}`);
    await new Promise((resolve) => setTimeout(resolve, waited === 0 ? 50 : 500));
  }
  throw new Error(`deploy ${id} did not finish within five minutes`);
}

function manifest(members: Record<string, readonly string[]>): string {
  const types = Object.entries(members).map(
    ([name, names]) =>
      `<types>${names.map((each) => `<members>${each}</members>`).join('')}<name>${name}</name></types>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<Package xmlns="http://soap.sforce.com/2006/04/metadata">${types.join('')}<version>${VERSION}</version></Package>`;
}
