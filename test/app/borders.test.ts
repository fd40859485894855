/** Who may know of whom: the borders that keep the local org an org, and the plugin a plugin. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '../..');
const isOurs = (file: string) => !/node_modules|\.cache|\.generated\./.test(file);

function filesOf(...patterns: string[]): string[] {
  return globSync(patterns, { cwd: ROOT }).filter(isOurs);
}

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

function importing(files: string[], wanted: RegExp, source: (file: string) => string = read): string[] {
  return files.filter((file) =>
    [...source(file).matchAll(/(?:from|import\()\s*'([^']+)'/g)].some(([, name]) => wanted.test(name!)),
  );
}

/** Without imports of types, of which nothing is there when it runs. */
const running = (file: string) => read(file).replace(/^import type [^']*'[^']+';$/gm, '');

test('no file of the local org names joint calls', () => {
  const files = filesOf('test/local-org/**/*.{ts,js,json,md,xml,html,css,peggy}');
  assert.ok(files.length > 150);
  const naming = files.filter((file) => /joint.?call/i.test(read(file)) || /joint.?call/i.test(file));
  assert.deepEqual(naming, []);
});

test('the plugin does not import the local org, nor the local org the plugin', () => {
  assert.deepEqual(importing(filesOf('plugin/src/**/*.ts'), /local-org/), []);
  assert.deepEqual(importing(filesOf('test/local-org/**/*.ts'), /plugin-jointcall|\/plugin\//), []);
});

test('pages import nothing but the platform and each other', () => {
  const files = filesOf('force-app/main/default/lwc/**/*.ts').filter((file) => !file.includes('__tests__'));
  assert.deepEqual(importing(files, /^(?!lwc$|lightning\/|@salesforce\/|c\/|\.\/)/, running), []);
});

test('nothing of the product or its tests reads the reference data beside the repository', () => {
  const files = filesOf('{scripts,plugin/src,plugin/test,test,config,force-app}/**/*.{ts,js,json}', '*.{js,json}');
  assert.deepEqual(
    files.filter((file) => /\.\.\/shared\//.test(read(file)) && !file.endsWith('borders.test.ts')),
    [],
  );
});
