import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { field, lookup, object, schemaOf } from './schema.fixture.ts';
import { openStore } from './sqlite.ts';

const book = object('Book__c', 'a00', [
  field('Name', 'Text'),
  field('Pages__c', 'Number'),
  field('Rare__c', 'Checkbox'),
  field('Isbn__c', 'Text', { unique: true, externalId: true }),
  field('Shelf_Code__c', 'Text', { unique: true, caseSensitive: true }),
  lookup('Sequel_To__c', 'Book__c'),
]);

function opened() {
  const store = openStore(':memory:');
  store.applySchema(schemaOf([book]));
  return store;
}

test('a row comes back as it was written, blanks as null, checkboxes as booleans', () => {
  const store = opened();
  const id = store.nextId('Book__c');
  store.insert('Book__c', [{ Id: id, Name: 'Emma', Pages__c: 474.5, Rare__c: true }]);
  assert.deepEqual(store.read('Book__c', [id, 'a00000000000099AAA']), [
    {
      Id: id,
      Name: 'Emma',
      Pages__c: 474.5,
      Rare__c: true,
      Isbn__c: null,
      Shelf_Code__c: null,
      Sequel_To__c: null,
      IsDeleted: false,
    },
    undefined,
  ]);
  store.update('Book__c', [{ Id: id, Rare__c: false, Pages__c: null }]);
  assert.equal(store.read('Book__c', [id])[0]?.['Rare__c'], false);
  assert.equal(store.read('Book__c', [id])[0]?.['Pages__c'], null);
  assert.equal(store.read('Book__c', [id])[0]?.['Name'], 'Emma');
});

test('Ids count upwards and go on after the store is opened again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  try {
    const file = join(folder, 'org.db');
    let store = openStore(file);
    store.applySchema(schemaOf([book]));
    const first = store.nextId('Book__c');
    store.insert('Book__c', [{ Id: first }]);
    assert.equal(store.nextNumber('Book__c', 'Name'), 1);
    store.close();
    store = openStore(file);
    store.applySchema(schemaOf([book]));
    assert.ok(store.nextId('Book__c') > first);
    assert.equal(store.nextNumber('Book__c', 'Name'), 2);
    assert.equal(store.read('Book__c', [first]).length, 1);
    store.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('an inner transaction that throws undoes only itself, an outer one everything', () => {
  const store = opened();
  const [a, b, c] = [store.nextId('Book__c'), store.nextId('Book__c'), store.nextId('Book__c')];
  store.transaction(() => {
    store.insert('Book__c', [{ Id: a }]);
    assert.throws(() =>
      store.transaction(() => {
        store.insert('Book__c', [{ Id: b }]);
        throw new Error('inner');
      }),
    );
  });
  assert.throws(() =>
    store.transaction(() => {
      store.insert('Book__c', [{ Id: c }]);
      throw new Error('outer');
    }),
  );
  assert.deepEqual(store.read('Book__c', [a, b, c]).map(Boolean), [true, false, false]);
});

test('unique values ignore case unless told otherwise, may be blank, and are freed by deletion', () => {
  const store = opened();
  const insert = (row: Record<string, string>) => {
    const id = store.nextId('Book__c');
    store.insert('Book__c', [{ Id: id, ...row }]);
    return id;
  };
  const first = insert({ Isbn__c: 'abc', Shelf_Code__c: 'x' });
  insert({ Shelf_Code__c: 'X' });
  insert({});
  assert.throws(() => insert({ Isbn__c: 'ABC' }), /UNIQUE/);
  assert.throws(() => insert({ Shelf_Code__c: 'x' }), /UNIQUE/);
  assert.deepEqual(
    store.readBy('Book__c', 'Isbn__c', ['ABC', 'other']).map((r) => r['Id']),
    [first],
  );
  store.remove('Book__c', [first]);
  assert.deepEqual(store.read('Book__c', [first]), [undefined]);
  insert({ Isbn__c: 'ABC' });
  assert.equal(store.all('SELECT count(*) AS n FROM "Book__c" WHERE IsDeleted = 1', [])[0]?.['n'], 1);
});

test('a changed schema adds columns, converts changed ones and keeps what was removed', () => {
  const store = opened();
  const id = store.nextId('Book__c');
  store.insert('Book__c', [{ Id: id, Name: 'Emma', Pages__c: 12, Isbn__c: '0042' }]);
  const text = object('Book__c', 'a00', [
    field('Name', 'Text'),
    field('Pages__c', 'Text'),
    field('Isbn__c', 'Number'),
    field('Read__c', 'Checkbox'),
  ]);
  store.applySchema(schemaOf([text]));
  assert.deepEqual(store.read('Book__c', [id])[0], {
    Id: id,
    Name: 'Emma',
    Pages__c: '12',
    Isbn__c: 42,
    Read__c: false,
    IsDeleted: false,
  });
  store.applySchema(schemaOf([book]));
  assert.equal(store.read('Book__c', [id])[0]?.['Pages__c'], 12);
});

test('what was acknowledged survives a killed process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  try {
    const file = join(folder, 'org.db');
    const here = (name: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, name)).href);
    const child = spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { openStore } from ${here('sqlite.ts')};
         import { object, schemaOf } from ${here('schema.fixture.ts')};
         import { writeSync } from 'node:fs';
         const store = openStore(${JSON.stringify(file)});
         store.applySchema(schemaOf([object('Book__c', 'a00', [])]));
         for (let i = 0; ; i++) {
           const id = store.nextId('Book__c');
           store.insert('Book__c', [{ Id: id }]);
           writeSync(1, id + '\\n');
           if (i === 50) store.transaction(() => { store.insert('Book__c', [{ Id: store.nextId('Book__c') }]); process.kill(process.pid, 'SIGKILL'); });
         }`,
      ],
      { encoding: 'utf8' },
    );
    assert.equal(child.signal, 'SIGKILL', child.stderr);
    const acknowledged = child.stdout.trim().split('\n');
    assert.equal(acknowledged.length, 51);
    const store = openStore(file);
    store.applySchema(schemaOf([object('Book__c', 'a00', [])]));
    assert.ok(store.read('Book__c', acknowledged).every(Boolean));
    assert.equal(store.values('SELECT count(*) FROM Book__c', [])[0]?.[0], 51);
    store.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
