import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openStore } from '../store/sqlite.ts';
import { openQueue } from './queue.ts';

describe('the after-commit queue', () => {
  it('runs what was committed, in order, once the transaction is over', async () => {
    const store = openStore(':memory:');
    const ran: unknown[] = [];
    const queue = openQueue(store, (kind, payload) => (ran.push([kind, payload]), []));
    store.transaction(() => {
      queue.add('a', 1);
      queue.add('b', { two: 2 });
      assert.deepEqual(ran, []);
    });
    assert.throws(() =>
      store.transaction(() => {
        queue.add('never', 0);
        throw new Error('undone');
      }),
    );
    await queue.drain();
    assert.deepEqual(ran, [
      ['a', 1],
      ['b', { two: 2 }],
    ]);
    await queue.drain();
    assert.equal(ran.length, 2);
    store.close();
  });

  it('waits for what its own work adds', async () => {
    const store = openStore(':memory:');
    const ran: unknown[] = [];
    const queue = openQueue(store, (_, payload) => {
      ran.push(payload);
      if (Number(payload) > 0) queue.add('next', Number(payload) - 1);
      return [];
    });
    queue.add('first', 3);
    await queue.drain();
    assert.deepEqual(ran, [3, 2, 1, 0]);
    store.close();
  });

  it('undoes and records what fails, and goes on', async () => {
    const store = openStore(':memory:');
    store.run('CREATE TABLE org_marks (mark)');
    const queue = openQueue(store, (kind) => {
      store.run('INSERT INTO org_marks VALUES (?)', [kind]);
      if (kind === 'bad') throw new Error('no good');
      return kind === 'half' ? ['one of two failed'] : [];
    });
    for (const kind of ['bad', 'half', 'good']) queue.add(kind, kind);
    await queue.drain();
    assert.deepEqual(store.values('SELECT mark FROM org_marks', []), [['half'], ['good']]);
    assert.deepEqual(
      queue.failures().map(({ kind, message }) => [kind, message]),
      [
        ['bad', 'no good'],
        ['half', 'one of two failed'],
      ],
    );
    store.close();
  });

  it('keeps its entries in the file for the next to open it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'queue-'));
    try {
      const file = join(folder, 'org.db');
      const first = openStore(file);
      openQueue(first, () => assert.fail('closed before it could run')).add('later', 7);
      first.close();
      const second = openStore(file);
      const ran: unknown[] = [];
      const queue = openQueue(second, (_, payload) => (ran.push(payload), []));
      queue.resume();
      await queue.drain();
      assert.deepEqual(ran, [7]);
      second.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
