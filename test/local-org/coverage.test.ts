import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { withCoverage } from './coverage.ts';

it('the coverage table in the README is as the code has it', () => {
  const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
  assert.equal(withCoverage(readme), readme, 'run `node test/local-org/coverage.ts`');
});
