import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong between a client and its org. */
export interface FaultPlan {
  /** Every nth row of a collection is locked the first time that it is sent. */
  lockEvery?: number;
  /** Every nth row of an object is refused, each time. */
  refuse?: { object: string; every: number; statusCode: string; message: string };
  /** The org's request limit is reached after so many collections. */
  collectionsUntilLimit?: number;
}

export interface FaultyOrg {
  url: string;
  /** Rows refused as locked so far. */
  readonly locked: number;
  close(): Promise<void>;
}

interface Collection {
  allOrNone: boolean;
  records: Row[];
}

type Row = Record<string, unknown> & { attributes: { type: string } };

/** Stands before an org and passes requests on, except where the plan says otherwise: then it answers as Salesforce does. */
export async function openFaultyOrg(org: string, plan: FaultPlan): Promise<FaultyOrg> {
  const seen = new Set<string>();
  let collections = 0;
  let locked = 0;

  /** What a row is answered with instead of being passed on. */
  const fault = (record: Row, index: number): object | undefined => {
    const { refuse, lockEvery } = plan;
    if (refuse && record.attributes.type === refuse.object && index % refuse.every === 0) return failed(refuse);
    const key = JSON.stringify(record);
    if (lockEvery === undefined || index % lockEvery !== 0 || seen.has(key)) return undefined;
    seen.add(key);
    locked++;
    return failed({
      statusCode: 'UNABLE_TO_LOCK_ROW',
      message: 'unable to obtain exclusive access to this record',
    });
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await read(request);
    const isCollection = request.method !== 'GET' && /\/composite\/sobjects(\/|$)/.test(request.url ?? '');
    if (isCollection && plan.collectionsUntilLimit !== undefined && ++collections > plan.collectionsUntilLimit) {
      send(response, 403, [{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }]);
      return;
    }
    if (!isCollection) {
      await pass(org, request, body, response);
      return;
    }
    const { records, ...rest } = JSON.parse(body.toString()) as Collection;
    const faults = records.map(fault);
    const sent = { ...rest, records: records.filter((_, index) => !faults[index]) };
    const results =
      sent.records.length === 0
        ? []
        : ((await (await forward(org, request, Buffer.from(JSON.stringify(sent)))).json()) as unknown[]);
    send(
      response,
      200,
      faults.map((instead) => instead ?? results.shift()),
    );
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      send(response, 400, [{ message: String(error), errorCode: 'UNKNOWN_EXCEPTION' }]),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get locked() {
      return locked;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function failed({ statusCode, message }: { statusCode: string; message: string }): object {
  return { success: false, errors: [{ statusCode, message, fields: [] }] };
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function forward(org: string, request: IncomingMessage, body: Buffer): Promise<Response> {
  const headers = new Headers();
  for (const name of ['authorization', 'content-type', 'accept']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const carries = request.method !== 'GET' && request.method !== 'HEAD';
  return fetch(org + request.url, {
    method: request.method ?? 'GET',
    headers,
    ...(carries ? { body: new Uint8Array(body) } : {}),
  });
}

async function pass(org: string, request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
  const reply = await forward(org, request, body);
  response.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? 'application/json' });
  response.end(Buffer.from(await reply.arrayBuffer()));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8' }).end(JSON.stringify(body));
}
