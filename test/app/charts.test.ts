/** The library that draws the charts is carried as it was published, with its licence. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const PUBLISHED = dirname(dirname(createRequire(import.meta.url).resolve('chart.js')));
const RESOURCE = fileURLToPath(
  new URL('../../force-app/main/default/staticresources/Joint_Call_Charts', import.meta.url),
);

test('the charts’ static resource is Chart.js as published, with its licence on top and its version told', () => {
  const text = (name: string) => readFileSync(join(PUBLISHED, name), 'utf8');
  const licence = text('LICENSE.md')
    .trim()
    .split('\n')
    .map((line) => ` * ${line}`.trimEnd());
  const code = text('dist/chart.umd.min.js')
    .replace(/\n\/\/# sourceMappingURL=.*/, '')
    .trimEnd();
  assert.equal(readFileSync(`${RESOURCE}.js`, 'utf8'), `/*!\n${licence.join('\n')}\n */\n${code}\n`);
  const { version } = JSON.parse(text('package.json')) as { version: string };
  assert.match(readFileSync(`${RESOURCE}.resource-meta.xml`, 'utf8'), new RegExp(`Chart\\.js ${version},`));
});
