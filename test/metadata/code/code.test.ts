import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { checkFolder } from '../all.ts';

const META = `<?xml version="1.0" encoding="UTF-8"?>
<LightningComponentBundle xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>66.0</apiVersion>
    <isExposed>false</isExposed>
</LightningComponentBundle>
`;

/** What is found in components of the given files, each as `file:line rule`; names are below `lwc`. */
async function found(t: TestContext, files: Record<string, string>): Promise<string[]> {
  const dir = mkdtempSync(join(tmpdir(), 'code-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  };
  write('.forceignore', '**/__tests__/**\n**/*.ts\n');
  for (const [path, content] of Object.entries(files)) {
    const name = path.split('/')[0]!;
    write(`lwc/${name}/${name}.js-meta.xml`, META);
    write(`lwc/${path}`, content);
  }
  const { findings } = await checkFolder(dir);
  return findings.map(({ file, line, rule }) => `${file.replace(/^lwc\//, '')}:${line} ${rule}`);
}

const TYPESCRIPT = {
  'note/note.ts': `import { LightningElement, api, wire } from 'lwc';
import { getRecord, FieldsRef } from 'lightning/uiRecordApi';
import { NavigationMixin } from 'lightning/navigation';
import { Kind, type Note } from './kinds';

enum Shade {
  Light = 'light',
  Dark = 'dark',
}

const nameOf = (kind: Kind): string => (kind === Kind.Long ? 'long' : 'short');

export default class NoteCard extends (NavigationMixin(LightningElement) as unknown as typeof LightningElement) {
  @api recordId!: string;
  declare later: string;
  private fields: FieldsRef[] = ['Account.Name' as FieldsRef];

  @wire(getRecord, { recordId: '$recordId', fields: '$fields' })
  record?: { data?: Note };

  get kind(): string {
    return \`\${nameOf(Kind.Long)} \${Shade.Dark}\`;
  }

  connectedCallback(): void {
    this.later = 'later';
  }
}
`,
  'note/kinds.ts': 'export enum Kind {\n  Short,\n  Long,\n}\n\nexport interface Note {\n  text: string;\n}\n',
  'note/note.html': '<template>\n  <p title={later}>{kind} {record.data}</p>\n</template>\n',
  'note/__tests__/note.test.ts': "import Note from 'c/nothing';\n",
  'note/note.d.ts': "declare module 'nothing';\n",
};

test('TypeScript counts as the script that it is compiled to, though .forceignore names it', async (t) => {
  assert.deepEqual(await found(t, TYPESCRIPT), []);
});

test('in TypeScript mistakes are found where they stand', async (t) => {
  const script = TYPESCRIPT['note/note.ts']
    .replace("from 'lightning/navigation'", "from 'lightning/navigate'")
    .replace("    this.later = 'later'", "    debugger;\n    this.later = 'later'");
  const template = TYPESCRIPT['note/note.html'].replace('{later}', '{latter}');
  assert.deepEqual(await found(t, { ...TYPESCRIPT, 'note/note.ts': script, 'note/note.html': template }), [
    'note/note.ts:3 deploy/lightning-component-bundle',
    'note/note.ts:26 code/no-debugger',
  ]);
  assert.deepEqual(await found(t, { ...TYPESCRIPT, 'note/note.html': template }), [
    'note/note.html:2 lwc/unknown-member',
  ]);
  assert.deepEqual(await found(t, { ...TYPESCRIPT, 'note/note.ts': 'export default class {\n  kind: = 1;\n}\n' }), [
    'note/note.ts:2 code/syntax',
  ]);
});

test('a script that was compiled counts, and not what it was compiled from', async (t) => {
  const compiled = "import { LightningElement } from 'lwc';\n\nexport default class Note extends LightningElement {}\n";
  assert.deepEqual(
    await found(t, {
      'note/note.js': compiled,
      'note/note.ts': `${compiled}debugger;\n`,
      'note/note.html': '<template>\n  <p>{title}</p>\n</template>\n',
    }),
    [],
  );
});

const page = (members: string): string => `<template>\n  <p>${members}</p>\n</template>\n`;

test('what a class inherits from a component of the folder is known, whatever name it goes by', async (t) => {
  const files = {
    'base/base.js':
      "import { LightningElement as Element, api } from 'lwc';\n\nclass Base extends Element {\n  @api label = '';\n}\n\nexport { Base as default };\n",
    'heir/heir.js': "import Base from 'c/base';\n\nexport default class Heir extends Base {\n  own = 1;\n}\n",
    'heir/heir.html': page('{label} {own} {ariaLabel}'),
    'user/user.js':
      "import { LightningElement } from 'lwc';\n\nexport default class User extends LightningElement {}\n",
    'user/user.html': '<template>\n  <c-heir label="Heir" tab-index="0" data-own="x"></c-heir>\n</template>\n',
  };
  assert.deepEqual(await found(t, files), []);
  const wrong = {
    'heir/heir.html': page('{lable}'),
    'user/user.html': '<template>\n  <c-heir own="1"></c-heir>\n</template>\n',
  };
  assert.deepEqual(await found(t, { ...files, ...wrong }), [
    'heir/heir.html:2 lwc/unknown-member',
    'user/user.html:2 lwc/unknown-property',
  ]);
});

test('nothing is said of members where a class takes names that only its run tells, or extends what is not here', async (t) => {
  const files = {
    'open/open.js':
      "import { LightningElement } from 'lwc';\n\nexport default class Open extends LightningElement {\n  change({ target }) {\n    this[target.name] = target.value;\n  }\n}\n",
    'open/open.html': page('{anything}'),
    'given/given.js':
      "import { LightningElement, api } from 'lwc';\n\nexport default class Given extends LightningElement {\n  @api values;\n\n  connectedCallback() {\n    Object.assign(this, this.values);\n  }\n}\n",
    'given/given.html': page('{anything}'),
    'foreign/foreign.js':
      "import { mixed } from 'lightning/timeline';\n\nexport default class Foreign extends mixed {}\n",
    'foreign/foreign.html': page('{anything}'),
  };
  assert.deepEqual(await found(t, files), []);
});
