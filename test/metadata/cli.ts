/**
 * `npm run check:metadata -- [DIR] [--json]`: what a real org would say to the metadata of a folder, and what else
 * is wrong with it. Without a folder: this repository's app, built as it would be deployed.
 * Exit code 1 where something was found, 2 where the folder cannot be read.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, ROOT } from '../../scripts/build/build.ts';
import { OrgError } from '../local-org/errors.ts';
import { checkFolder } from './all.ts';
import { report } from './report.ts';

const USAGE = 'npm run check:metadata -- [DIR] [--json]';

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
  const [dir] = positionals;
  // npm runs scripts in the repository's folder; where it was called from is in INIT_CWD.
  const folder = dir === undefined ? join(ROOT, 'plugin/app') : resolve(process.env['INIT_CWD'] ?? '.', dir);
  if (dir === undefined) await build({ log: (line) => !values.json && console.log(line) });
  const checked = await checkFolder(folder);
  console.log(values.json ? JSON.stringify(checked, undefined, 2) : report(folder, checked));
  return checked.findings.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await run();
} catch (error) {
  const misused = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (!(error instanceof OrgError) && !misused) throw error;
  console.error(misused ? `${error.message}\nUse: ${USAGE}` : error.message);
  process.exitCode = 2;
}
