import { gunzipSync, inflateSync } from 'node:zlib';
import { OrgError } from '../errors.ts';
import { sessionIdIn } from './soap.ts';

/** Names in lower case, repeated ones joined. */
export type Headers = Record<string, string | undefined>;

/** 150 MB, what Bulk API 2.0 takes in one upload, the largest request there is. */
export const BODY_LIMIT = 150 * 1024 * 1024;

/**
 * The caller's token: the Authorization header, the SOAP SessionHeader, or the browser's cookie.
 * A cookie goes along with whatever a page of another site makes the browser send, and cookies know no
 * ports, so it counts only where the browser says that the request comes from a page of our own origin.
 */
export function tokenOf(method: string, path: string, headers: Headers, body: Buffer, origin: string): string {
  const bearer = /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(headers['authorization'] ?? '')?.[1];
  if (bearer !== undefined) return bearer;
  if (/^\/+services\/+Soap\//i.test(path)) return sessionIdIn(body) ?? '';
  if (!sameOrigin(method, headers, origin)) return '';
  return /(?:^|;\s*)sid=([^;\s]+)/.exec(headers['cookie'] ?? '')?.[1] ?? '';
}

function sameOrigin(method: string, headers: Headers, origin: string): boolean {
  if (headers['origin'] !== undefined) return headers['origin'] === origin;
  // No browser of today leaves this out; what only reads may come from other clients with a cookie jar.
  if (headers['sec-fetch-site'] === undefined) return method === 'GET' || method === 'HEAD';
  // `none`: typed, or opened from outside the browser.
  return headers['sec-fetch-site'] === 'same-origin' || headers['sec-fetch-site'] === 'none';
}

/**
 * Our origin as the caller reached us. Other host names are refused: a page elsewhere could point its own
 * name at the loopback address and would then be of "our" origin to the browser (DNS rebinding).
 */
export function originOf(host: string): string {
  if (!/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host)) {
    throw new OrgError('FORBIDDEN', 'The Host header is not this org; reach it as localhost or 127.0.0.1', {
      status: 403,
    });
  }
  return `http://${host.toLowerCase()}`;
}

/** The body as it was before the sender compressed it. */
export function plainBody(sent: Buffer, headers: Headers): Buffer {
  const encoding = headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (sent.length === 0 || encoding === 'identity') return sent;
  try {
    if (encoding === 'gzip') return gunzipSync(sent, { maxOutputLength: BODY_LIMIT });
    if (encoding === 'deflate') return inflateSync(sent, { maxOutputLength: BODY_LIMIT });
  } catch {
    throw new OrgError('JSON_PARSER_ERROR', `The body is not ${encoding}, or longer than ${BODY_LIMIT} bytes`);
  }
  throw new OrgError('UNSUPPORTED_MEDIA_TYPE', `Content-Encoding ${encoding} is not supported`, { status: 415 });
}

/** Throws JSON_PARSER_ERROR, or UNSUPPORTED_MEDIA_TYPE where the body says that it is something else. */
export function parseJson(headers: Headers, body: Buffer): unknown {
  const type = headers['content-type'] ?? 'application/json';
  if (!/^(application\/json|text\/json|application\/merge-patch\+json)\b/i.test(type)) {
    throw new OrgError('UNSUPPORTED_MEDIA_TYPE', `Content type ${type} is not supported; send application/json`, {
      status: 415,
    });
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    throw new OrgError('JSON_PARSER_ERROR', error instanceof Error ? error.message : 'The body is not JSON');
  }
}
