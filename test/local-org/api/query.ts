import { randomBytes } from 'node:crypto';
import { OrgError } from '../errors.ts';
import type { Org, QueryColumn, QueryResult } from '../org.ts';
import { query } from '../soql/query.ts';
import { notCovered } from './failure.ts';
import { perOrg } from './per-org.ts';
import type { OrgRequest, Reply, Route } from './route.ts';

const FAMILY = 'REST: query';
const PAGE = 2_000;
const SMALLEST_PAGE = 200;
/** A user has this many open cursors; the oldest gives way, as on Salesforce. */
const CURSORS_PER_USER = 10;
const CURSOR_LIFE = 15 * 60 * 1000;

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm */
export const queryRoutes: Route[] = [
  {
    method: 'GET',
    path: '/services/data/:version/query',
    family: FAMILY,
    does: 'SOQL, in pages of 2,000 or `batchSize`; `columns=true` for the columns',
    writes: false,
    handle: (request) => run(request, { includeDeleted: false }),
  },
  {
    method: 'GET',
    path: '/services/data/:version/queryAll',
    family: FAMILY,
    does: 'SOQL over deleted records too',
    writes: false,
    handle: (request) => run(request, { includeDeleted: true }),
  },
  {
    method: 'GET',
    path: '/services/data/:version/query/:locator',
    family: FAMILY,
    does: 'the next page',
    writes: false,
    handle: next,
  },
  {
    method: 'GET',
    path: '/services/data/:version/queryAll/:locator',
    family: FAMILY,
    does: 'the next page',
    writes: false,
    handle: next,
  },
];

export function run(request: OrgRequest, options: { includeDeleted: boolean }): Reply {
  if (request.query.has('explain')) throw notCovered('The query plan (explain)');
  const soql = request.query.get('q');
  if (soql === null || soql.trim() === '') throw new OrgError('MALFORMED_QUERY', 'A query string has to be specified');
  const result = query(request.org, request.user, soql, { ...options, version: versionIn(request) });
  if (request.query.get('columns') === 'true') return { status: 200, body: columnMetadata(request.org, result) };
  const size = pageSize(request);
  const cursor = {
    userId: request.user.userId,
    records: result.records,
    totalSize: result.totalSize,
    opened: request.org.now().getTime(),
  };
  const locator = result.records.length > size ? cursorsOf(request.org).open(cursor) : undefined;
  return page(request, cursor, 0, size, locator);
}

/** `nextRecordsUrl` ends in `locator-offset`. */
function next(request: OrgRequest): Reply {
  const [, locator = '', offset = ''] = /^(\w+)-(\d{1,9})$/.exec(request.params['locator'] ?? '') ?? [];
  const cursor = cursorsOf(request.org).find(locator);
  if (!cursor || cursor.userId !== request.user.userId || Number(offset) > cursor.records.length) {
    throw new OrgError('INVALID_QUERY_LOCATOR', 'invalid query locator');
  }
  return page(request, cursor, Number(offset), pageSize(request), locator);
}

function page(request: OrgRequest, cursor: Cursor, from: number, size: number, locator: string | undefined): Reply {
  const to = Math.min(from + size, cursor.records.length);
  const done = to === cursor.records.length;
  const { version } = request.params;
  return {
    status: 200,
    body: {
      totalSize: cursor.totalSize,
      done,
      ...(done ? {} : { nextRecordsUrl: `/services/data/${version}/query/${locator}-${to}` }),
      records: cursor.records.slice(from, to),
    },
  };
}

/** `66.0` of `/services/data/v66.0/…`, as the links in the answer have it. */
export function versionIn(request: OrgRequest): string {
  return (request.params['version'] ?? '').slice(1);
}

function pageSize(request: OrgRequest): number {
  const asked = /batchSize\s*=\s*(\d+)/i.exec(request.headers['sforce-query-options'] ?? '')?.[1];
  return asked === undefined ? PAGE : Math.min(PAGE, Math.max(SMALLEST_PAGE, Number(asked)));
}

interface Cursor {
  userId: string;
  records: Record<string, unknown>[];
  totalSize: number;
  /** Milliseconds since 1970. */
  opened: number;
}

const cursorsOf = perOrg((org: Org) => {
  const cursors = new Map<string, Cursor>();
  return {
    open(cursor: Cursor): string {
      for (const [locator, { opened }] of cursors)
        if (opened < org.now().getTime() - CURSOR_LIFE) cursors.delete(locator);
      const own = [...cursors].filter(([, { userId }]) => userId === cursor.userId);
      for (const [locator] of own.slice(0, Math.max(0, own.length - CURSORS_PER_USER + 1))) cursors.delete(locator);
      const locator = `0r8${randomBytes(12).toString('hex')}`;
      cursors.set(locator, cursor);
      return locator;
    },
    find: (locator: string): Cursor | undefined => cursors.get(locator),
  };
});

/** What `columns=true` answers; the official CLI asks it to lay out a table. */
function columnMetadata(org: Org, result: QueryResult): Record<string, unknown> {
  return {
    columnMetadata: result.columns.map(column),
    entityName: result.object,
    groupBy: result.isAggregate && result.columns.some(({ aggregate }) => !aggregate),
    idSelected: result.columns.some(({ name }) => name.toLowerCase() === 'id'),
    keyPrefix: org.schema.object(result.object)?.keyPrefix ?? null,
  };
}

function column(of: QueryColumn): Record<string, unknown> {
  return {
    aggregate: of.aggregate,
    apexType: of.type,
    booleanType: of.booleanType,
    columnName: of.name,
    custom: of.custom,
    displayName: of.displayName,
    foreignKeyName: of.foreignKey ?? null,
    insertable: of.insertable,
    joinColumns: of.joinColumns.map(column),
    numberType: of.numberType,
    textType: of.textType,
    updatable: of.updatable,
  };
}
