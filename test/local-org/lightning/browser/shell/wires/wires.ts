import { onChange } from 'shell/changes';
import { freeze, request } from 'shell/rest';

/** The part that every wire adapter of ours shares: wait for the configuration, ask, drop late answers, ask again on news. */

export type Emit<R> = (result: R) => void;

export interface WireResult<T> {
  data: T | undefined;
  error: unknown;
}

/** What a configuration asks for; undefined while it is incomplete. */
export interface Question {
  path: string;
  /** Records whose change makes the answer stale. */
  about?: (answer: unknown) => string[];
}

/** A wire adapter that answers from one GET under the API. Concurrent equal questions share one request. */
export function getAdapter<C>(
  ask: (config: C) => Question | undefined,
): new (emit: Emit<WireResult<unknown>>) => object {
  return class {
    private readonly emit: Emit<WireResult<unknown>>;
    private question: Question | undefined;
    private answer: unknown;
    private turn = 0;
    private stop: (() => void) | undefined;

    constructor(emit: Emit<WireResult<unknown>>) {
      this.emit = emit;
      emit({ data: undefined, error: undefined });
    }

    connect(): void {
      this.stop = onChange((ids) => {
        if (this.question?.about?.(this.answer).some((id) => ids.has(id))) void this.fetch();
      });
    }

    disconnect(): void {
      this.stop?.();
      this.turn += 1;
    }

    update(config: C): void {
      const next = ask(config);
      if (!next || next.path === this.question?.path) return;
      this.question = next;
      void this.fetch();
    }

    private async fetch(): Promise<void> {
      const turn = ++this.turn;
      const path = this.question?.path ?? '';
      let result: WireResult<unknown>;
      try {
        result = { data: await shared(path), error: undefined };
      } catch (error) {
        result = { data: undefined, error };
      }
      if (turn !== this.turn) return;
      this.answer = result.data;
      this.emit(result);
    }
  };
}

const running = new Map<string, Promise<unknown>>();

function shared(path: string): Promise<unknown> {
  const already = running.get(path);
  if (already) return already;
  const asked = request('GET', path)
    .then(freeze)
    .finally(() => running.delete(path));
  running.set(path, asked);
  return asked;
}

/** A field or object reference of a component: the API name itself, or what `@salesforce/schema` gives. */
export type Reference = string | { objectApiName: string; fieldApiName?: string };

export function objectName(reference: Reference): string {
  return typeof reference === 'string' ? reference : reference.objectApiName;
}

/** `Account.Name`, however the field was named. */
export function qualified(reference: Reference): string {
  return typeof reference === 'string' ? reference : `${reference.objectApiName}.${reference.fieldApiName ?? ''}`;
}

export function list<T>(value: T | readonly T[] | undefined): T[] {
  return value === undefined ? [] : Array.isArray(value) ? [...(value as readonly T[])] : [value as T];
}
