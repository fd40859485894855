import { z } from 'zod';
import { OrgError } from '../errors.ts';
import { failureBody, parseBody } from './failure.ts';
import type { OrgRequest, Reply, Route } from './route.ts';
import { NoSuchReference, resolve } from './references.ts';
import { allOrNothing, attempt, failed, headersOf } from './subrequests.ts';

const FAMILY = 'REST: composite';
const SUBREQUESTS = 25;
const GRAPHS = 75;
const NODES = 500;

const Subrequest = z.object({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  url: z.string(),
  referenceId: z.string(),
  body: z.unknown().optional(),
  httpHeaders: z.record(z.string(), z.string()).optional(),
});
type Subrequest = z.infer<typeof Subrequest>;

const Composite = z.object({
  allOrNone: z.boolean().default(false),
  collateSubrequests: z.boolean().default(false),
  compositeRequest: z.array(Subrequest),
});

const Graphs = z.object({ graphs: z.array(z.object({ graphId: z.string(), compositeRequest: z.array(Subrequest) })) });

const Batch = z.object({
  haltOnError: z.boolean().default(false),
  batchRequests: z.array(
    z.object({
      method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
      url: z.string(),
      richInput: z.unknown().optional(),
    }),
  ),
});

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/using_composite_resources.htm */
export const compositeRoutes: Route[] = [
  {
    method: 'POST',
    path: '/services/data/:version/composite',
    family: FAMILY,
    does: 'up to 25 requests that may refer to each other, allOrNone',
    writes: true,
    handle: (request) => {
      const { allOrNone, compositeRequest } = parseBody(Composite, request.json());
      limit(compositeRequest.length, SUBREQUESTS, 'subrequests');
      checkReferenceIds(compositeRequest);
      return { status: 200, body: { compositeResponse: inOrder(request, compositeRequest, allOrNone) } };
    },
  },
  {
    method: 'POST',
    path: '/services/data/:version/composite/graph',
    family: FAMILY,
    does: 'graphs of up to 500 requests in all, each all or nothing',
    writes: true,
    handle: graphs,
  },
  {
    method: 'POST',
    path: '/services/data/:version/composite/batch',
    family: FAMILY,
    does: 'up to 25 independent requests, haltOnError',
    writes: true,
    handle: batch,
  },
];

interface Subresponse {
  body: unknown;
  httpHeaders: Record<string, string>;
  httpStatusCode: number;
  referenceId: string;
}

/** Runs subrequests one after the other; with `allOrNone` in one transaction, in which one failure undoes all. */
function inOrder(request: OrgRequest, subrequests: readonly Subrequest[], allOrNone: boolean): Subresponse[] {
  if (!allOrNone) {
    const answers = new Map<string, Reply>();
    for (const subrequest of subrequests) answers.set(subrequest.referenceId, one(request, subrequest, answers, false));
    return subrequests.map(({ referenceId }) => subresponse(referenceId, answers.get(referenceId)));
  }
  const answers = new Map<string, Reply>();
  let culprit: string | undefined;
  allOrNothing(request, () => {
    for (const subrequest of subrequests) {
      const reply = one(request, subrequest, answers, true);
      answers.set(subrequest.referenceId, reply);
      if (failed(reply) || hasFailedRecord(reply)) {
        culprit = subrequest.referenceId;
        return false;
      }
    }
    return true;
  });
  return subrequests.map(({ referenceId }) =>
    culprit === undefined || culprit === referenceId
      ? subresponse(referenceId, answers.get(referenceId))
      : subresponse(referenceId, UNDONE),
  );
}

const UNDONE: Reply = {
  status: 400,
  body: failureBody(
    new OrgError(
      'PROCESSING_HALTED',
      'The transaction was rolled back since another operation in the same transaction failed.',
    ),
  ),
};

/** A collection is answered with 200 though records of it failed. */
function hasFailedRecord(reply: Reply): boolean {
  return (
    Array.isArray(reply.body) &&
    reply.body.some((result: unknown) => (result as { success?: unknown } | null)?.success === false)
  );
}

function one(
  request: OrgRequest,
  subrequest: Subrequest,
  earlier: ReadonlyMap<string, Reply>,
  allOrNone: boolean,
): Reply {
  try {
    const url = resolve(subrequest.url, earlier, encodeURI) as string;
    const body = resolve(subrequest.body, earlier);
    const { method, httpHeaders: headers = {} } = subrequest;
    return attempt(request, { method, headers, ...(allOrNone ? wholeCollection(method, url, body) : { url, body }) });
  } catch (thrown) {
    if (!(thrown instanceof NoSuchReference)) throw thrown;
    return { status: 400, body: failureBody(new OrgError('PROCESSING_HALTED', thrown.message)) };
  }
}

/**
 * allOrNone of the composite overrides that of a collection in it.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_allornone.htm
 */
function wholeCollection(method: string, url: string, body: unknown): { url: string; body: unknown } {
  if (!/\/composite\/sobjects\b/.test(url)) return { url, body };
  if (method === 'DELETE') return { url: `${url}${url.includes('?') ? '&' : '?'}allOrNone=true`, body };
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  return { url, body: isObject && method !== 'GET' && 'records' in body ? { ...body, allOrNone: true } : body };
}

function subresponse(referenceId: string, reply: Reply | undefined): Subresponse {
  const { status, body } = reply ?? UNDONE;
  return { body: body ?? null, httpHeaders: reply ? headersOf(reply) : {}, httpStatusCode: status, referenceId };
}

function graphs(request: OrgRequest): Reply {
  const body = parseBody(Graphs, request.json());
  limit(body.graphs.length, GRAPHS, 'graphs');
  limit(
    body.graphs.reduce((sum, graph) => sum + graph.compositeRequest.length, 0),
    NODES,
    'nodes',
  );
  if (new Set(body.graphs.map(({ graphId }) => graphId)).size < body.graphs.length) {
    throw new OrgError('INVALID_INPUT', 'The graphId of each graph must be unique');
  }
  for (const graph of body.graphs) checkReferenceIds(graph.compositeRequest);
  return {
    status: 200,
    body: {
      graphs: body.graphs.map(({ graphId, compositeRequest }) => {
        const compositeResponse = inOrder(request, compositeRequest, true);
        const isSuccessful = compositeResponse.every(({ httpStatusCode }) => httpStatusCode < 400);
        return { graphId, graphResponse: { compositeResponse }, isSuccessful };
      }),
    },
  };
}

function batch(request: OrgRequest): Reply {
  const { haltOnError, batchRequests } = parseBody(Batch, request.json());
  limit(batchRequests.length, SUBREQUESTS, 'subrequests');
  let halted = false;
  const results = batchRequests.map(({ method, url, richInput }) => {
    if (halted) {
      const message = 'Batch processing halted per request';
      return { statusCode: 412, result: failureBody(new OrgError('BATCH_PROCESSING_HALTED', message)) };
    }
    const reply = attempt(request, { method, url: fullUrl(url), body: richInput });
    halted = haltOnError && failed(reply);
    return { statusCode: reply.status, result: reply.body ?? null };
  });
  return { status: 200, body: { hasErrors: results.some(({ statusCode }) => statusCode >= 400), results } };
}

/** A batch says `v66.0/sobjects/…`. */
function fullUrl(url: string): string {
  return url.startsWith('/services/data/') ? url : `/services/data/${url.replace(/^\/+/, '')}`;
}

function checkReferenceIds(subrequests: readonly Subrequest[]): void {
  for (const { referenceId } of subrequests) {
    if (/^[A-Za-z0-9]\w*$/.test(referenceId)) continue;
    const rule =
      "must start with a letter or a number, and it can contain only letters, numbers and underscores ('_').";
    throw new OrgError('INVALID_INPUT', `Provided referenceId ('${referenceId}') ${rule}`);
  }
  if (new Set(subrequests.map(({ referenceId }) => referenceId)).size < subrequests.length) {
    throw new OrgError('INVALID_INPUT', 'The referenceId of each subrequest must be unique');
  }
}

function limit(count: number, most: number, what: string): void {
  if (count > most)
    throw new OrgError('LIMIT_EXCEEDED', `The request has ${count} ${what}; at most ${most} are allowed`);
}
