/** The one way by which pages reach data: HTTP under the org's versioned API, with the viewer's session cookie. */

const API = '/services/data/v66.0';

/** A refused request in the shape that Lightning Data Service hands to components. */
export interface FetchError {
  ok: false;
  status: number;
  statusText: string;
  errorType: 'fetchResponse';
  headers: Record<string, string>;
  body: unknown;
}

/**
 * One request. Resolves to the parsed answer, `undefined` where it has no body.
 * @throws FetchError for any answer that is not 2xx, and where the org can't be reached (status 0).
 */
export async function request(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(API + path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw fetchError(0, 'Network error', {
      message: 'The org can’t be reached. Check that it is still running, then try again.',
      statusCode: 0,
    });
  }
  const text = await response.text();
  const answer: unknown = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) throw fetchError(response.status, response.statusText, answer);
  return answer;
}

function fetchError(status: number, statusText: string, body: unknown): FetchError {
  return freeze({ ok: false, status, statusText, errorType: 'fetchResponse', headers: {}, body });
}

/** Data handed to components is read-only, as it is on the platform: a component that changes it in place fails here too. */
export function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}

/** Every message in a refused request, the ones about fields included, in the order in which they were sent. */
export function messagesOf(error: unknown): string[] {
  const body = (error as Partial<FetchError>)?.body;
  if (Array.isArray(body)) return body.map((item) => String((item as { message?: string }).message ?? ''));
  const record = body as
    | {
        message?: string;
        output?: { errors?: { message: string }[]; fieldErrors?: Record<string, { message: string }[]> };
      }
    | undefined;
  const inner = [...(record?.output?.errors ?? []), ...Object.values(record?.output?.fieldErrors ?? {}).flat()].map(
    ({ message }) => message,
  );
  if (inner.length > 0) return inner;
  return [record?.message ?? (error as Error)?.message ?? 'Something went wrong.'];
}
