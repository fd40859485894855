/**
 * Drafts on this device: what is being entered survives a lost connection, a closed tab and a refused save. Each has
 * a key that goes into the new record's unique external id, so that saving it twice makes one record.
 *
 * Local storage is shared by all who use the browser: a draft is kept by user, and dies after a fortnight. Where
 * storage is full or forbidden there is no draft, and everything else works.
 */

export interface DraftPlace {
  userId: string;
  /** The record that the form is about. */
  recordId: string;
  form: string;
}

export interface Draft<Entry> {
  key: string;
  /** Undefined where nothing was kept. */
  entry: Entry | undefined;
}

interface Kept<Entry> {
  key: string;
  entry: Entry;
  /** Milliseconds since 1970. */
  at: number;
}

const PREFIX = 'jointCall.draft.';
const LIFETIME = 14 * 24 * 60 * 60 * 1000;

/** The draft of a form, or a new key where there is none. Forgets drafts that are too old, of any form. */
export function openDraft<Entry>(place: DraftPlace, now = Date.now()): Draft<Entry> {
  forgetOld(now);
  const kept = read<Entry>(nameOf(place));
  return kept ? { key: kept.key, entry: kept.entry } : { key: newKey(), entry: undefined };
}

/** Keeps what is being entered; false where this device does not. */
export function keepDraft(place: DraftPlace, key: string, entry: unknown, now = Date.now()): boolean {
  try {
    localStorage.setItem(nameOf(place), JSON.stringify({ key, entry, at: now }));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(place: DraftPlace): void {
  try {
    localStorage.removeItem(nameOf(place));
  } catch {
    // Nothing was kept then.
  }
}

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function nameOf({ userId, recordId, form }: DraftPlace): string {
  return `${PREFIX}${userId}.${recordId}.${form}`;
}

function read<Entry>(name: string): Kept<Entry> | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? 'null') as Partial<Kept<Entry>> | null;
    const isWhole = typeof kept?.key === 'string' && typeof kept.at === 'number' && kept.entry !== undefined;
    return isWhole ? (kept as Kept<Entry>) : undefined;
  } catch {
    return undefined;
  }
}

function forgetOld(now: number): void {
  try {
    const names = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '');
    for (const name of names.filter((each) => each.startsWith(PREFIX))) {
      const kept = read(name);
      if (!kept || now - kept.at > LIFETIME) localStorage.removeItem(name);
    }
  } catch {
    // There is nothing to forget where nothing can be kept.
  }
}

export { isDuplicate, isOffline } from './failures';
