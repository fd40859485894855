import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OrgError } from '../errors.ts';
import type { Org } from '../org.ts';
import { prepare, splitUrl } from './dispatch.ts';
import { asOrgError, failureBody, logOf, methodNotAllowed } from './failure.ts';
import type { Log } from './failure.ts';
import { BODY_LIMIT, originOf, plainBody, tokenOf } from './incoming.ts';
import type { Headers } from './incoming.ts';
import { useOfApi } from './limits.ts';
import { createRouter } from './router.ts';
import type { Router } from './router.ts';
import type { Reply } from './route.ts';
import { allRoutes } from './routes.ts';
import { ENTERPRISE_NAMESPACE, METADATA_NAMESPACE, PARTNER_NAMESPACE, soapFault } from './soap.ts';

export interface ServerOptions {
  org: Org;
  /** 0 takes any free port. */
  port: number;
  /** A loopback address; 127.0.0.1 unless told. */
  host?: string;
  /** Where bugs are reported; standard error unless told. */
  log?: Log;
}

export interface RunningServer {
  /** `http://127.0.0.1:7770` */
  url: string;
  /** Takes no new request, finishes those under way, and closes. The org stays open. */
  close(): Promise<void>;
}

/** On a loopback interface compressing smaller answers costs more than it saves. */
const COMPRESS_FROM = 256 * 1024;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const gzipped = promisify(gzip);

/** Serves an org over HTTP. Rejects with the system's EADDRINUSE where the port is taken. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { org, port, host = '127.0.0.1' } = options;
  if (options.log) logOf(org).log = options.log;
  const router = createRouter(allRoutes);

  const app = fastify({
    bodyLimit: BODY_LIMIT,
    // Idle connections of clients that keep them alive do not hold up the end.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    clientErrorHandler(_error, socket) {
      if (socket.writable)
        socket.end(
          `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n${BAD_HTTP}`,
        );
    },
    frameworkErrors: (error, request, reply) => void send(reply, request, failure(org, request, error)),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, request, reply) => send(reply, request, failure(org, request, error)));
  app.setNotFoundHandler((request, reply) =>
    send(reply, request, failure(org, request, methodNotAllowed(request.method, []))),
  );
  app.route({
    method: [...METHODS],
    url: '*',
    handler: async (request, reply) => send(reply, request, await answer(org, router, request)),
  });

  await app.listen({ port, host });
  return { url: urlOf(app), close: () => app.close() };
}

const BAD_HTTP = JSON.stringify(failureBody(new OrgError('JSON_PARSER_ERROR', 'The request is not HTTP')));

function urlOf(app: FastifyInstance): string {
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://${address.address}:${address.port}`;
}

/** A request from outside, answered: whatever goes wrong becomes an error in the shape that its API family uses. */
async function answer(org: Org, router: Router, request: FastifyRequest): Promise<Reply> {
  try {
    const [path, search] = splitUrl(request.raw.url ?? '/');
    const headers = headersOf(request);
    const origin = originOf(headers['host'] ?? '');
    const body = plainBody(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0), headers);
    const { method } = request;
    const token = tokenOf(method, path, headers, body, origin);
    const { route, orgRequest } = prepare({
      org,
      router,
      method,
      path,
      search,
      headers,
      body,
      json: undefined,
      origin,
      token,
    });
    if (!route.open) useOfApi(org).count();
    return await route.handle(orgRequest);
  } catch (thrown) {
    return failure(org, request, thrown);
  }
}

function headersOf(request: FastifyRequest): Headers {
  const headers: Headers = {};
  for (const [name, value] of Object.entries(request.headers))
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return headers;
}

function failure(org: Org, request: FastifyRequest, thrown: unknown): Reply {
  const error = fromFastify(thrown) ?? asOrgError(org, thrown);
  const soap = /^\/+services\/+Soap\/+(\w)/i.exec(request.raw.url ?? '')?.[1];
  if (soap !== undefined) {
    return soapFault(error, { m: METADATA_NAMESPACE, c: ENTERPRISE_NAMESPACE }[soap] ?? PARTNER_NAMESPACE);
  }
  return { status: error.status, body: failureBody(error) };
}

/** What fastify itself refuses: bodies that are too long, of the wrong length, methods without a body that have one. */
function fromFastify(thrown: unknown): OrgError | undefined {
  const { code, message, statusCode } = (thrown ?? {}) as { code?: unknown; message?: unknown; statusCode?: unknown };
  if (typeof code !== 'string' || !code.startsWith('FST_') || typeof statusCode !== 'number' || statusCode >= 500)
    return undefined;
  return statusCode === 413
    ? new OrgError('REQUEST_LIMIT_EXCEEDED', `The body is longer than ${BODY_LIMIT} bytes`, { status: 413 })
    : new OrgError('JSON_PARSER_ERROR', String(message), { status: statusCode });
}

async function send(reply: FastifyReply, request: FastifyRequest, answered: Reply): Promise<FastifyReply> {
  const { status, headers = {}, body } = answered;
  reply
    .code(status)
    .headers({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN', 'cache-control': 'no-store' });
  if (body !== undefined && !isPlain(body)) reply.header('content-type', 'application/json;charset=UTF-8');
  reply.headers(headers);
  if (body === undefined) return reply.send();
  const bytes = Buffer.from(isPlain(body) ? body : JSON.stringify(body));
  const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (bytes.length < COMPRESS_FROM || !takesGzip || headers['content-encoding'] !== undefined) return reply.send(bytes);
  reply.headers({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
  return reply.send(await gzipped(bytes, { level: constants.Z_BEST_SPEED }));
}

const isPlain = (body: unknown): body is string | Uint8Array => typeof body === 'string' || body instanceof Uint8Array;
