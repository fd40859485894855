import type { AfterCommit, Store } from '../org.ts';

/** Runs one entry. Answers with what failed in it; what it throws is recorded too, after its effects are undone. */
export type RunAfterCommit = (kind: string, payload: unknown) => readonly string[];

export interface Queue extends AfterCommit {
  /** Starts on what an earlier process left undone. */
  resume(): void;
  /** Entries that failed, newest last, as `sf`'s "failed flow interviews" would list them. */
  failures(): { kind: string; payload: unknown; message: string; at: string }[];
}

/**
 * Work after the commit, kept in the store's file: an entry that is added inside a transaction is
 * there exactly when the transaction is committed, and outlives the process until it has run. Each
 * runs in a transaction of its own together with its removal, so that its effect happens once; only
 * an entry that fails is undone and recorded.
 */
export function openQueue(store: Store, run: RunAfterCommit, now: () => Date = () => new Date()): Queue {
  store.run(
    'CREATE TABLE IF NOT EXISTS org_queue (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, payload TEXT NOT NULL)',
  );
  store.run(
    'CREATE TABLE IF NOT EXISTS org_queue_failures (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, payload TEXT NOT NULL, message TEXT NOT NULL, at TEXT NOT NULL)',
  );
  let working: Promise<void> | undefined;

  function next(): { id: number; kind: string; payload: string } | undefined {
    const [row] = store.values('SELECT id, kind, payload FROM org_queue ORDER BY id LIMIT 1', []);
    return row && { id: Number(row[0]), kind: String(row[1]), payload: String(row[2]) };
  }

  function done(entry: { id: number; kind: string; payload: string }, failures: readonly string[]): void {
    for (const message of failures) {
      store.run('INSERT INTO org_queue_failures (kind, payload, message, at) VALUES (?, ?, ?, ?)', [
        entry.kind,
        entry.payload,
        message,
        now().toISOString(),
      ]);
    }
    store.run('DELETE FROM org_queue WHERE id = ?', [entry.id]);
  }

  function runOne(entry: { id: number; kind: string; payload: string }): void {
    try {
      store.transaction(() => done(entry, run(entry.kind, JSON.parse(entry.payload))));
    } catch (error) {
      store.transaction(() => done(entry, [error instanceof Error ? error.message : String(error)]));
    }
  }

  async function work(): Promise<void> {
    // Not before the transaction that is under way has ended: everything in it is synchronous.
    await new Promise<void>((resolve) => setImmediate(resolve));
    for (let entry = next(); entry; entry = next()) {
      runOne(entry);
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  function start(): Promise<void> {
    working ??= work().finally(() => {
      working = undefined;
    });
    return working;
  }

  /** A queue whose store was closed has nothing left to do; its entries wait in the file. */
  const startQuietly = (): void => void start().catch(() => undefined);

  return {
    add(kind, payload) {
      store.run('INSERT INTO org_queue (kind, payload) VALUES (?, ?)', [kind, JSON.stringify(payload)]);
      startQuietly();
    },
    async drain() {
      await start();
      if (next()) await start();
    },
    resume() {
      if (next()) startQuietly();
    },
    failures() {
      return store
        .values('SELECT kind, payload, message, at FROM org_queue_failures ORDER BY id', [])
        .map(([kind, payload, message, at]) => ({
          kind: String(kind),
          payload: JSON.parse(String(payload)) as unknown,
          message: String(message),
          at: String(at),
        }));
    },
  };
}
