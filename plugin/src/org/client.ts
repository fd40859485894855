import type { Connection, HttpRequest } from '@jsforce/jsforce-node';
import { explainOrgError } from './explain.ts';

/** An org as the work in this plugin needs it: REST requests, counted. */
export interface Client {
  /** API calls made so far. */
  readonly calls: number;
  /** All records of a query, page after page. */
  query<T extends object>(soql: string): Promise<T[]>;
  /** `path` starts at the API version (`/composite/…`) or at the instance (`/services/…`). */
  send<T>(method: HttpRequest['method'], path: string, body?: unknown): Promise<T>;
}

/**
 * Every request goes through here, so that the limits and sessions of the org are answered in one place.
 * Throws what concerns the org as a whole as an SfError with the way on, anything else as jsforce throws it.
 */
export function openClient(connection: Connection): Client {
  let calls = 0;
  const send = async <T>(method: HttpRequest['method'], path: string, body?: unknown): Promise<T> => {
    calls++;
    try {
      return await connection.request<T>({
        method,
        url: path,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
    } catch (error) {
      throw explainOrgError(error, connection.instanceUrl);
    }
  };
  return {
    get calls() {
      return calls;
    },
    send,
    query: async <T extends object>(soql: string): Promise<T[]> => {
      const records: T[] = [];
      let path: string | undefined = `/query?q=${encodeURIComponent(soql)}`;
      while (path !== undefined) {
        const page: { records: T[]; done: boolean; nextRecordsUrl?: string } = await send('GET', path);
        records.push(...page.records);
        path = page.done ? undefined : page.nextRecordsUrl;
      }
      return records;
    },
  };
}

/** A text as a SOQL literal, quotes included. */
export function literal(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
