import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { deploy } from '../../metadata/deploy.ts';
import { readSourceFolder } from '../../metadata/read.ts';
import { openOrg } from '../../open.ts';
import type { Component, Schema } from '../../schema/model.ts';
import { bundleApp, checkBundle } from './app.ts';
import { compileFile, CompileError } from './compile.ts';
import { publicModules } from './places.ts';
import { platform } from './platform.ts';

const LIBRARY = new URL('../../fixtures/library-app/', import.meta.url).pathname;

function librarySchema(): Schema {
  const org = openOrg({ file: ':memory:' });
  const { success } = deploy(org, readSourceFolder(LIBRARY), {});
  assert.equal(success, true);
  const { schema } = org;
  org.close();
  return schema;
}

const schema = librarySchema();

/** A bundle of these files, as a deploy brings them. */
function bundle(files: Record<string, string>): Component {
  const encoder = new TextEncoder();
  return {
    type: 'LightningComponentBundle',
    fullName: 'probe',
    files: new Map(Object.entries(files).map(([name, text]) => [`lwc/probe/${name}`, encoder.encode(text)])),
    xml: { isExposed: 'true' },
  };
}

function problems(files: Record<string, string>): string[] {
  return checkBundle(schema, bundle(files)).map(({ file, line, message }) => `${file}:${line} ${message}`);
}

const SCRIPT = `import { LightningElement } from 'lwc';\nexport default class Probe extends LightningElement {}\n`;

test('the deployed components become one script that imports only the platform', async () => {
  const { code, problems: found, hash } = await bundleApp(schema);
  assert.deepEqual(found, []);
  const imports = [...code.matchAll(/(?<=^|;)import\s*[^;"]*"([^"]+)"/gm)].map((match) => match[1]);
  assert.deepEqual([...new Set(imports)].sort(), [
    'lightning/card',
    'lightning/navigation',
    'lightning/uiRecordApi',
    'lwc',
  ]);
  assert.match(code, /Lent out/);
  assert.equal((await bundleApp(schema)).hash, hash);
});

test('what does not exist is told with its file and line', () => {
  assert.deepEqual(
    problems({
      'probe.js': SCRIPT,
      'probe.html': '<template>\n  <lightning-buton label="x"></lightning-buton>\n</template>',
    }),
    ['lwc/probe/probe.html:2 No MODULE named markup://lightning:buton found'],
  );
  assert.deepEqual(
    problems({
      'probe.js': SCRIPT,
      'probe.html': '<template>\n  <lightning-button lable="x"></lightning-button>\n</template>',
    }),
    ['lwc/probe/probe.html:2 Invalid attribute "lable" for <lightning-button>'],
  );
  assert.deepEqual(problems({ 'probe.js': SCRIPT, 'probe.html': '<template><c-nobody></c-nobody></template>' }), [
    'lwc/probe/probe.html:1 No MODULE named markup://c:nobody found',
  ]);
  assert.deepEqual(problems({ 'probe.js': `import X from '@salesforce/label/c.Nothing';\n${SCRIPT}export { X };` }), [
    'lwc/probe/probe.js:1 Invalid reference c.Nothing of type label',
  ]);
  assert.deepEqual(
    problems({ 'probe.js': `import X from '@salesforce/schema/Book__c.Nothing__c';\n${SCRIPT}export { X };` }),
    ['lwc/probe/probe.js:1 Invalid reference Book__c.Nothing__c of type schema'],
  );
  assert.deepEqual(problems({ 'probe.js': `import X from '@salesforce/apex/Books.all';\n${SCRIPT}export { X };` }), [
    'lwc/probe/probe.js:1 The local org has no @salesforce/apex modules',
  ]);
  assert.deepEqual(problems({ 'probe.js': `import x from './missing';\n${SCRIPT}export { x };` }), [
    'lwc/probe/probe.js:1 Could not resolve ./missing from lwc/probe/probe.js',
  ]);
  assert.deepEqual(problems({ 'probe.js': `import x from 'lodash';\n${SCRIPT}export { x };` }).length, 1);
});

test('what does not compile is told where', () => {
  const [found] = checkBundle(schema, bundle({ 'probe.js': `${SCRIPT}const = 1;\n` }));
  assert.ok(found);
  assert.equal(found.file, 'lwc/probe/probe.js');
  assert.equal(found.line, 3);
  const [template] = checkBundle(
    schema,
    bundle({ 'probe.js': SCRIPT, 'probe.html': '<template>\n  <p>{a b}</p>\n</template>' }),
  );
  assert.ok(template);
  assert.equal(template.line, 2);
});

test('what exists compiles: modules of every kind, global and data attributes', () => {
  assert.deepEqual(
    problems({
      'probe.js': [
        `import { LightningElement, wire } from 'lwc';`,
        `import { graphql, gql, executeMutation } from 'lightning/graphql';`,
        `import LABEL from '@salesforce/label/c.Library_Lent';`,
        `import OBJECT from '@salesforce/schema/Loan__c';`,
        `import FIELD from '@salesforce/schema/Loan__c.Book__r.Name';`,
        `import ID from '@salesforce/user/Id';`,
        `import CAN from '@salesforce/customPermission/Library_Correct';`,
        `import FORM from '@salesforce/client/formFactor';`,
        `import ZONE from '@salesforce/i18n/timeZone';`,
        `import LANG from '@salesforce/i18n/lang';`,
        `export default class Probe extends LightningElement {`,
        `  all = [LABEL, OBJECT, FIELD, ID, CAN, FORM, ZONE, LANG, executeMutation];`,
        `  @wire(graphql, { query: gql\`query { uiapi { query { Book__c { totalCount } } } }\` }) books;`,
        `}`,
      ].join('\n'),
      'probe.html':
        '<template><lightning-button label="x" class="a" data-name="b" title="c"></lightning-button><lightning-record-picker label="x" object-api-name="Book__c"></lightning-record-picker><c-book-card></c-book-card></template>',
      'probe.css': ':host { color: red; }',
    }),
    [],
  );
});

test('TypeScript keeps its decorators and loses its types', () => {
  const code = compileFile(
    `import { LightningElement, api } from 'lwc';\nexport default class P extends LightningElement { @api name: string = ''; private n = 1 as number; }`,
    'p.ts',
    { namespace: 'c', name: 'p' },
  );
  assert.match(code, /publicProps/);
  assert.doesNotMatch(code, /: string/);
  assert.throws(() => compileFile('const = 1', 'p.ts', { namespace: 'c', name: 'p' }), CompileError);
});

test('the platform is built once and found again; every public module is in it', async () => {
  const cache = mkdtempSync(join(tmpdir(), 'platform-'));
  try {
    const built = await platform(cache);
    for (const name of publicModules()) assert.ok(built.modules[`lightning/${name}`], name);
    const files = new Set(readdirSync(built.folder));
    for (const file of Object.values(built.modules)) assert.ok(files.has(file), file);
    assert.ok(files.has('synthetic-shadow.js'));
    const before = readFileSync(join(built.folder, 'modules.json'), 'utf8');
    assert.deepEqual(await platform(cache), built);
    assert.equal(readFileSync(join(built.folder, 'modules.json'), 'utf8'), before);
    assert.deepEqual(readdirSync(cache), [built.hash]);
  } finally {
    rmSync(cache, { recursive: true });
  }
});
