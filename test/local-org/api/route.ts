import type { Org, UserAccess } from '../org.ts';

/** A request after routing and authentication. */
export interface OrgRequest {
  org: Org;
  /** The caller; on a route marked `open` there is none and reading it throws. */
  user: UserAccess;
  method: string;
  /** Decoded path parameters. */
  params: Record<string, string>;
  query: URLSearchParams;
  headers: Record<string, string | undefined>;
  body: Buffer;
  /** The body as JSON; throws OrgError `JSON_PARSER_ERROR` where it is not. */
  json(): unknown;
  /** `http://127.0.0.1:7770`, as the caller reached us. */
  origin: string;
  /** The session's token, for answers that repeat it. */
  token: string;
  /** Runs another request against this org as the same user: composite, batch, graph. */
  inner(request: InnerRequest): Promise<Reply>;
  /** As `inner`, but at once, so that several are one transaction. Refused where the route is asynchronous. */
  innerNow(request: InnerRequest): Reply;
}

export interface InnerRequest {
  method: string;
  /** Path with its query: `/services/data/v66.0/sobjects/Account`. */
  url: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** An object is sent as JSON; a string or buffer as it is; undefined as an empty body. */
  body?: unknown;
}

/**
 * One operation of one API family. The list of all routes is the org's public surface: coverage
 * tables are generated from it, and checks that must visit every way to write start from it.
 */
export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'HEAD';
  /** Fastify pattern: `/services/data/:version/sobjects/:object/:id`. */
  path: string;
  /** Title of its family in the coverage table: `REST: records`. */
  family: string;
  /** What it does, in a few words, for the coverage table. */
  does: string;
  /** Whether a client can create or change records of any object through it. */
  writes: boolean;
  /** Reached without a session (login, the list of versions). */
  open?: boolean;
  handle(request: OrgRequest): Promise<Reply> | Reply;
}
