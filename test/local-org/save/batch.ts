import type { SaveError } from '../org.ts';
import type { Entry, Transaction } from './transaction.ts';

/** How many records go through the order of execution together (Apex Developer Guide, "Triggers and Order of Execution"). */
const CHUNK = 200;

/** Records on their way together, and which of them have failed. */
export class Batch {
  readonly entries: readonly Entry[];
  private readonly broken = new Set<number>();

  constructor(entries: readonly Entry[]) {
    this.entries = entries;
    for (const entry of entries) if (entry.errors.length > 0) this.broken.add(entry.unit);
  }

  fail(entry: Entry, error: SaveError): void {
    entry.errors.push(error);
    this.broken.add(entry.unit);
  }

  isAlive(entry: Entry): boolean {
    return !this.broken.has(entry.unit);
  }

  alive(entries: readonly Entry[] = this.entries): Entry[] {
    return this.broken.size === 0 ? entries.slice() : entries.filter((entry) => !this.broken.has(entry.unit));
  }

  /** Whether something was written that must not stay. */
  mustUndo(): boolean {
    return this.broken.size > 0 && this.entries.some((entry) => entry.written && this.broken.has(entry.unit));
  }
}

/**
 * Runs records through a pipeline in chunks. Where one fails after it was written, everything is
 * undone and tried again without the failed, as Salesforce retries partial saves
 * (Apex Developer Guide, "Bulk DML Exception Handling"). Errors are left in the entries.
 */
export function settle(tx: Transaction, entries: readonly Entry[], run: (batch: Batch, chunk: Entry[]) => void): void {
  const single = new Set(entries.map((entry) => entry.unit)).size === entries.length;
  // Records that stand alone are settled chunk by chunk; units may span chunks.
  const groups = single ? chunksOf(entries) : [entries];
  for (const group of groups) {
    let live = group;
    for (;;) {
      const batch = new Batch(live);
      const undone = tx.attempt(() => {
        for (const chunk of chunksOf(live)) {
          const alive = batch.alive(chunk);
          if (alive.length > 0) run(batch, alive);
        }
        return batch.mustUndo();
      });
      if (!undone) break;
      live = batch.alive();
      for (const entry of live) reset(entry);
      for (const entry of batch.entries) if (!batch.isAlive(entry)) reset(entry);
      if (live.length === 0) break;
    }
  }
}

/** Forgets what an undone attempt made of the record; its errors stay. */
function reset(entry: Entry): void {
  if (entry.created) entry.id = null;
  entry.row = {};
  entry.prior = undefined;
  entry.written = false;
  entry.created = false;
  entry.ran = [];
}

function chunksOf(entries: readonly Entry[]): Entry[][] {
  const chunks: Entry[][] = [];
  for (let at = 0; at < entries.length; at += CHUNK) chunks.push(entries.slice(at, at + CHUNK));
  return chunks;
}
