import { changed } from 'shell/changes';
import { page } from 'shell/session';

/**
 * `lightning/refresh`. Approximated: a RefreshEvent runs the registered handlers, then asks again for the page's record.
 * There are no nested refresh containers.
 */

type Handler = () => Promise<unknown>;

const handlers = new Map<number, Handler>();
let lastId = 0;

export const REFRESH_COMPLETE = 'completed';
export const REFRESH_COMPLETE_WITH_ERRORS = 'completed_with_errors';
export const REFRESH_ERROR = 'error';

export class RefreshEvent extends CustomEvent<undefined> {
  constructor() {
    super('lightning__refresh', { bubbles: true, composed: true });
  }
}

export function registerRefreshHandler(context: object, handler: Handler): number {
  handlers.set(++lastId, handler.bind(context));
  return lastId;
}

export function unregisterRefreshHandler(id: number): void {
  handlers.delete(id);
}

/** For the page's frame: does what a RefreshEvent asks. */
export async function refreshView(): Promise<void> {
  await Promise.allSettled([...handlers.values()].map((handler) => handler()));
  if (typeof page['recordId'] === 'string') await changed([page['recordId']]);
}
