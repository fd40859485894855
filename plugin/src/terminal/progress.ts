import type { Spinner } from '@salesforce/sf-plugins-core';

/** Shows how far something is: in place on a terminal; elsewhere a line for each part, once the next one begins. */
export interface Progress {
  start(title: string): void;
  /** `part` is what is being worked on, `state` how far that is. */
  show(part: string, state: string): void;
  stop(result: string): void;
}

export function openProgress(spinner: Spinner, print: (line: string) => void): Progress {
  if (process.stderr.isTTY) {
    return {
      start: (title) => spinner.start(title),
      show: (part, state) => (spinner.status = `${part} ${state}`),
      stop: (result) => spinner.stop(result),
    };
  }
  let current: { part: string; state: string } | undefined;
  const flush = (): void => {
    if (current) print(`  ${current.part} ${current.state}`);
    current = undefined;
  };
  return {
    start: (title) => print(`${title}...`),
    show: (part, state) => {
      if (current?.part !== part) flush();
      current = { part, state };
    },
    stop: (result) => {
      flush();
      print(`  ${result}`);
    },
  };
}
