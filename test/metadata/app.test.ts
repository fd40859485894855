import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { build, ROOT } from '../../scripts/build/build.ts';
import { checkFolder } from './all.ts';
import { report } from './report.ts';

test('nothing is wrong with the app as it would be deployed', async () => {
  await build({ log: () => undefined });
  const dir = join(ROOT, 'plugin/app');
  const checked = await checkFolder(dir);
  assert.ok(checked.components > 200, `${checked.components} components`);
  assert.deepEqual(checked.notChecked, []);
  assert.equal(checked.findings.length, 0, report(dir, checked));
});
