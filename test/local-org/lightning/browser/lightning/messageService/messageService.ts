import type { Emit } from 'shell/wires';

/** `lightning/messageService` within one page; there is no utility bar or second workspace tab to reach. */

export const APPLICATION_SCOPE = Symbol('APPLICATION_SCOPE');

type Channel = string;
type Listener = (message: unknown) => void;
interface Subscription {
  channel: Channel;
  listener: Listener;
}

const subscriptions = new Set<Subscription>();

export function createMessageContext(): object {
  return {};
}

export function releaseMessageContext(): void {
  // Contexts hold nothing.
}

export class MessageContext {
  private readonly emit: Emit<object>;

  constructor(emit: Emit<object>) {
    this.emit = emit;
  }

  connect(): void {
    this.emit(createMessageContext());
  }

  disconnect(): void {
    // Contexts hold nothing.
  }

  update(): void {
    // Takes no configuration.
  }
}

export function publish(_context: object, channel: Channel, message?: unknown): void {
  for (const subscription of [...subscriptions]) if (subscription.channel === channel) subscription.listener(message);
}

export function subscribe(_context: object, channel: Channel, listener: Listener): Subscription {
  const subscription = { channel, listener };
  subscriptions.add(subscription);
  return subscription;
}

export function unsubscribe(subscription: Subscription | undefined): void {
  if (subscription) subscriptions.delete(subscription);
}
