const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Turns Ctrl-C into an AbortSignal, so that the request under way can finish and be tidied up after; a second Ctrl-C ends
 * the process at once. Takes the place of the listeners that are there (sf-plugins-core's ends it at the first) until released.
 */
export function stopOnInterrupt(): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const interrupt = (): void => {
    controller.abort();
    for (const name of SIGNALS) process.off(name, interrupt);
  };
  const replaced = SIGNALS.map((name) => ({ name, listeners: process.listeners(name) }));
  for (const { name } of replaced) process.removeAllListeners(name).on(name, interrupt);
  return {
    signal: controller.signal,
    release: () => {
      for (const { name, listeners } of replaced) {
        process.off(name, interrupt);
        for (const listener of listeners) process.on(name, listener);
      }
    },
  };
}
