import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { depthOf, METADATA_TYPES } from '../types.ts';
import { CORRECTIONS } from './declared-corrections.ts';
import { cached, declaredTypes, extract } from './declared-types.ts';

test('elements with their kinds, what is inherited among them, and enums', () => {
  const { types, enums } = extract(`
    export type Base = { fullName?: string; };
    export type Color = 'Red' | 'Green';
    export type Only = 'One';
    export type Alias = string;
    export type Thing = Base & { color: Color; size?: number; parts: Base[]; on: boolean; since?: Date; notes?: string[]; other?: any };
    export type ApiSchemaTypes = { Thing: Thing };`);
  assert.deepEqual(types, {
    Base: { fullName: 'string' },
    Thing: {
      fullName: 'string',
      color: 'Color!',
      size: 'number',
      parts: 'Base*',
      on: 'boolean!',
      since: 'Date',
      notes: 'string*',
      other: 'any',
    },
  });
  assert.deepEqual(enums, { Color: ['Red', 'Green'], Only: ['One'] });
});

test('every type that can be deployed is declared', () => {
  const { types } = declaredTypes();
  const names = METADATA_TYPES.flatMap((type) => [
    type.name,
    ...Object.values(type.children ?? {}).map((child) => child.name),
  ]);
  const known = [...names, 'ReportFolder', 'DashboardFolder', 'AccountSettings'].filter(
    (name) => name !== 'Settings' && depthOf(name) !== 'refused',
  );
  assert.deepEqual(
    known.filter((name) => !types[name]),
    [],
  );
  assert.equal(types['ReportFolder']!['name'], 'string!');
  assert.equal(types['CustomField']!['length'], 'int');
});

test('what is corrected is there to be corrected', (t) => {
  const { types } = cached(folder(t));
  for (const { type, base, elements = {} } of CORRECTIONS) {
    assert.equal(types[type] === undefined, base !== undefined, type);
    for (const [name, kind] of Object.entries(elements)) {
      const declared = types[type]?.[name];
      assert.ok(declared !== undefined && declared !== kind, `${type}.${name} is ${declared}`);
    }
  }
});

function folder(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'types-'));
  t.after(() => rmSync(dir, { recursive: true }));
  return dir;
}

test('types are kept once they are extracted, and extracted again where what is kept is broken', (t) => {
  const dir = folder(t);
  const first = cached(dir);
  const [file = ''] = readdirSync(dir);
  assert.match(file, /^metadata-types-1\.7\.\d+-[0-9a-f]{16}\.json$/);
  assert.deepEqual(cached(dir), first);
  writeFileSync(join(dir, file), '{"types":');
  assert.deepEqual(cached(dir), first);
  assert.deepEqual(readdirSync(dir), [file]);
});

test('a folder that cannot be written does no harm', (t) => {
  const file = join(folder(t), 'taken');
  writeFileSync(file, '');
  assert.ok(cached(join(file, 'inside')).types['CustomField']);
});
