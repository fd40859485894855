/**
 * Which records were written from this page, so that whoever shows one asks for it again. A small part of what
 * Lightning Data Service does: it keeps no copies of records, it only passes the news on.
 */

type Listener = (recordIds: ReadonlySet<string>) => void;

const listeners = new Set<Listener>();

export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells everyone; resolves once those who refetch have started to. */
export async function changed(recordIds: readonly string[]): Promise<void> {
  const ids = new Set(recordIds);
  for (const listener of [...listeners]) listener(ids);
  await Promise.resolve();
}
