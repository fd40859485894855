import { z } from 'zod';
import type { Client } from '../org/client.ts';

/**
 * Queries that one request can carry. A batch takes 25 of any kind, where `composite` takes 25 with at most 5 queries
 * among them. Each counts as an API call of its own.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_batch.htm
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_composite_post.htm
 */
const MOST_QUERIES = 25;

/** What became of one query: its records, or why the org refused it. */
export type Answer = { records: Record<string, unknown>[] } | { refusal: Refusal };

export interface Refusal {
  errorCode: string;
  message: string;
}

const batchAnswer = z.object({
  results: z.array(
    z.object({
      statusCode: z.number(),
      result: z.union([
        z.object({ records: z.array(z.record(z.string(), z.unknown())) }),
        z.array(z.object({ errorCode: z.string(), message: z.string() })).min(1),
      ]),
    }),
  ),
});

/** Several queries in one request, or as few as they fit in. The answers come in the order of the queries. */
export async function queryTogether(client: Client, version: string, queries: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < queries.length; from += MOST_QUERIES) {
    const batchRequests = queries
      .slice(from, from + MOST_QUERIES)
      .map((soql) => ({ method: 'GET', url: `v${version}/query?q=${encodeURIComponent(soql)}` }));
    const { results } = batchAnswer.parse(await client.send('POST', '/composite/batch', { batchRequests }));
    for (const { result } of results) {
      answers.push(Array.isArray(result) ? { refusal: result[0]! } : { records: result.records });
    }
  }
  return answers;
}
