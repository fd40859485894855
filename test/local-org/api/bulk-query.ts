import { z } from 'zod';
import { OrgError } from '../errors.ts';
import type { Org, QueryColumn } from '../org.ts';
import { query } from '../soql/query.ts';
import { writeCsv } from './bulk-csv.ts';
import type { CsvFormat, Table } from './bulk-csv.ts';
import { notFound, parseBody } from './failure.ts';
import { nextJobId } from './job-ids.ts';
import { perOrg } from './per-org.ts';
import { restTime } from './rest-time.ts';
import type { OrgRequest, Reply, Route } from './route.ts';

const JOBS = '/services/data/:version/jobs/query';
const FAMILY = 'Bulk API 2.0: query';
const PAGE = 250_000;

/** https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/queries.htm */
export const bulkQueryRoutes: Route[] = [
  { method: 'POST', path: JOBS, family: FAMILY, does: 'run a query or queryAll', writes: false, handle: createJob },
  {
    method: 'GET',
    path: `${JOBS}/:id`,
    family: FAMILY,
    does: 'state of a job',
    writes: false,
    handle: (request) => ({ status: 200, body: info(jobIn(request)) }),
  },
  {
    method: 'GET',
    path: `${JOBS}/:id/results`,
    family: FAMILY,
    does: 'its rows, CSV, in pages of `maxRecords`',
    writes: false,
    handle: results,
  },
  { method: 'DELETE', path: `${JOBS}/:id`, family: FAMILY, does: 'forget a job', writes: false, handle: removeJob },
];

const JobBody = z.looseObject({
  operation: z.enum(['query', 'queryAll']),
  query: z.string(),
  columnDelimiter: z.enum(['COMMA', 'TAB', 'PIPE', 'SEMICOLON', 'CARET', 'BACKQUOTE']).default('COMMA'),
  lineEnding: z.enum(['LF', 'CRLF']).default('LF'),
  contentType: z.literal('CSV').default('CSV'),
});

interface Job extends CsvFormat {
  id: string;
  operation: string;
  object: string;
  userId: string;
  apiVersion: number;
  created: Date;
  table: Table;
}

/** Jobs of this run of the org; each is done when it is created, and said to be so at the first look. */
const jobsOf = perOrg((_org: Org) => new Map<string, Job>());

function createJob(request: OrgRequest): Reply {
  const body = parseBody(JobBody, request.json());
  const { org, user } = request;
  const result = query(org, user, body.query, { includeDeleted: body.operation === 'queryAll' });
  const nested = org.schema.childrenOf(result.object).map(({ relationshipName }) => relationshipName);
  if (result.columns.some(({ name }) => nested.includes(name)))
    throw new OrgError('API_ERROR', 'Bulk queries do not take nested queries');
  const columns = result.columns.flatMap((column) => paths(column));
  if (columns.length === 0) throw new OrgError('API_ERROR', 'Bulk queries do not take COUNT() alone');
  const job: Job = {
    id: nextJobId(org, '750'),
    operation: body.operation,
    object: result.object,
    columnDelimiter: body.columnDelimiter,
    lineEnding: body.lineEnding,
    userId: user.userId,
    apiVersion: Number((request.params['version'] ?? '').slice(1)),
    created: org.now(),
    table: {
      header: columns.map((path) => path.join('.')),
      rows: result.records.map((record) => columns.map((path) => cell(record, path))),
    },
  };
  jobsOf(org).set(job.id, job);
  return { status: 200, body: { ...info(job), state: 'UploadComplete' } };
}

/** A column's path, or those of the columns below it. */
function paths(column: QueryColumn): string[][] {
  return column.joinColumns.length === 0
    ? [column.name.split('.')]
    : column.joinColumns.flatMap((join) => paths(join).map((path) => [...column.name.split('.'), ...path]));
}

function cell(record: Record<string, unknown>, path: readonly string[]): string {
  let value: unknown = record;
  for (const step of path) value = (value as Record<string, unknown> | null | undefined)?.[step];
  if (value === null || value === undefined) return '';
  return String(value as string | number | boolean);
}

/** Throws NOT_FOUND where it is not the caller's. */
function jobIn(request: OrgRequest): Job {
  const id = (request.params['id'] ?? '').slice(0, 15);
  const job = [...jobsOf(request.org).values()].find((one) => one.id.slice(0, 15) === id);
  if (!job || job.userId !== request.user.userId) throw notFound();
  return job;
}

function removeJob(request: OrgRequest): Reply {
  jobsOf(request.org).delete(jobIn(request).id);
  return { status: 204 };
}

/** The locator is the number of the first row of the next page; `null` as text at the end. */
function results(request: OrgRequest): Reply {
  const job = jobIn(request);
  const { header, rows } = job.table;
  const from = wholeNumber(request, 'locator', 0);
  const to = Math.min(rows.length, from + Math.max(1, wholeNumber(request, 'maxRecords', PAGE)));
  return {
    status: 200,
    headers: {
      'content-type': 'text/csv',
      'sforce-locator': to < rows.length ? String(to) : 'null',
      'sforce-numberofrecords': String(Math.max(0, to - from)),
    },
    body: writeCsv({ header, rows: rows.slice(from, to) }, job),
  };
}

function wholeNumber(request: OrgRequest, name: string, otherwise: number): number {
  const text = request.query.get(name);
  if (text === null) return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw new OrgError('INVALID_QUERY_LOCATOR', `${name} is not one of this job: ${text}`);
  return Number(text);
}

function info(job: Job): Record<string, unknown> {
  const created = restTime(job.created);
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.userId,
    createdDate: created,
    systemModstamp: created,
    state: 'JobComplete',
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: job.apiVersion,
    jobType: 'V2Query',
    lineEnding: job.lineEnding,
    columnDelimiter: job.columnDelimiter,
    numberRecordsProcessed: job.table.rows.length,
    retries: 0,
    totalProcessingTime: 0,
    isPkChunkingSupported: true,
  };
}
