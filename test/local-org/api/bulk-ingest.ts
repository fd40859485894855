import { z } from 'zod';
import { OrgError } from '../errors.ts';
import type { Org, SaveResult, UserAccess } from '../org.ts';
import { save } from '../save/save.ts';
import { readCsv, writeCsv } from './bulk-csv.ts';
import type { CsvFormat, Table } from './bulk-csv.ts';
import { asOrgError, notFound, parseBody } from './failure.ts';
import { nextJobId } from './job-ids.ts';
import { perOrg } from './per-org.ts';
import { restTime } from './rest-time.ts';
import type { OrgRequest, Reply, Route } from './route.ts';

const JOBS = '/services/data/:version/jobs/ingest';
const JOB = `${JOBS}/:id`;
const FAMILY = 'Bulk API 2.0: ingest';
/** Salesforce saves Bulk API 2.0 data in internal batches; between two of them other requests are answered. */
const BATCH = 2_000;

/** https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/bulk_api_2_0_ingest.htm */
export const bulkIngestRoutes: Route[] = [
  {
    method: 'POST',
    path: JOBS,
    family: FAMILY,
    does: 'create a job: insert, update, upsert, delete',
    writes: false,
    handle: createJob,
  },
  { method: 'GET', path: JOBS, family: FAMILY, does: 'all jobs', writes: false, handle: allJobs },
  {
    method: 'PUT',
    path: `${JOB}/batches`,
    family: FAMILY,
    does: 'upload the data, CSV',
    writes: false,
    handle: upload,
  },
  {
    method: 'PATCH',
    path: JOB,
    family: FAMILY,
    does: 'say that the data is complete, which saves it, or abort',
    writes: true,
    handle: changeState,
  },
  {
    method: 'GET',
    path: JOB,
    family: FAMILY,
    does: 'state of a job',
    writes: false,
    handle: (request) => ({ status: 200, body: info(jobIn(request)) }),
  },
  { method: 'DELETE', path: JOB, family: FAMILY, does: 'forget a job', writes: false, handle: removeJob },
  {
    method: 'GET',
    path: `${JOB}/successfulResults`,
    family: FAMILY,
    does: 'rows saved',
    writes: false,
    handle: (request) => results(request, successful),
  },
  {
    method: 'GET',
    path: `${JOB}/failedResults`,
    family: FAMILY,
    does: 'rows refused, with why',
    writes: false,
    handle: (request) => results(request, refused),
  },
  {
    method: 'GET',
    path: `${JOB}/unprocessedrecords`,
    family: FAMILY,
    does: 'rows not come to',
    writes: false,
    handle: (request) => results(request, unprocessed),
  },
];

const JobBody = z.looseObject({
  object: z.string(),
  operation: z.enum(['insert', 'update', 'upsert', 'delete']),
  externalIdFieldName: z.string().nullish(),
  columnDelimiter: z.enum(['COMMA', 'TAB', 'PIPE', 'SEMICOLON', 'CARET', 'BACKQUOTE']).default('COMMA'),
  lineEnding: z.enum(['LF', 'CRLF']).default('LF'),
  contentType: z.literal('CSV').default('CSV'),
});
const StateBody = z.looseObject({ state: z.enum(['UploadComplete', 'Aborted']) });

type State = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

interface Job extends CsvFormat {
  id: string;
  object: string;
  operation: 'insert' | 'update' | 'upsert' | 'delete';
  externalIdFieldName: string | undefined;
  userId: string;
  apiVersion: number;
  created: Date;
  changed: Date;
  state: State;
  errorMessage: string | undefined;
  data: string | undefined;
  table: Table;
  /** As far as it has come, in the order of the rows. */
  saved: SaveResult[];
}

/** Jobs of this run of the org. */
const jobsOf = perOrg((_org: Org) => new Map<string, Job>());

function createJob(request: OrgRequest): Reply {
  const body = parseBody(JobBody, request.json());
  const { org, user } = request;
  const object = org.schema.object(body.object);
  if (!object) throw new OrgError('INVALIDENTITY', `Entity ${body.object} is not supported by the API`);
  const key = body.externalIdFieldName ?? undefined;
  if (body.operation === 'upsert' && (key === undefined || !object.field(key))) {
    throw new OrgError(
      'INVALIDJOB',
      `externalIdFieldName is needed for an upsert and must be a field of ${object.name}`,
    );
  }
  const job: Job = {
    id: nextJobId(org, '750'),
    object: object.name,
    operation: body.operation,
    externalIdFieldName: key,
    columnDelimiter: body.columnDelimiter,
    lineEnding: body.lineEnding,
    userId: user.userId,
    apiVersion: Number((request.params['version'] ?? '').slice(1)),
    created: org.now(),
    changed: org.now(),
    state: 'Open',
    errorMessage: undefined,
    data: undefined,
    table: { header: [], rows: [] },
    saved: [],
  };
  jobsOf(org).set(job.id, job);
  return { status: 200, body: info(job) };
}

function allJobs(request: OrgRequest): Reply {
  const own = [...jobsOf(request.org).values()].filter(({ userId }) => userId === request.user.userId);
  return { status: 200, body: { done: true, records: own.map(info), nextRecordsUrl: null } };
}

/** The caller's job in the path, or any for who may see all data; throws NOT_FOUND. */
function jobIn(request: OrgRequest): Job {
  const id = (request.params['id'] ?? '').slice(0, 15);
  const job = [...jobsOf(request.org).values()].find((one) => one.id.startsWith(id) && id.length === 15);
  if (!job || (job.userId !== request.user.userId && !request.user.hasSystemPermission('ViewAllData')))
    throw notFound();
  return job;
}

function upload(request: OrgRequest): Reply {
  const job = jobIn(request);
  if (job.state !== 'Open' || job.data !== undefined) {
    throw new OrgError('INVALIDJOBSTATE', 'The job takes one upload while it is Open');
  }
  job.data = request.body.toString('utf8');
  return { status: 201 };
}

function changeState(request: OrgRequest): Reply {
  const job = jobIn(request);
  const { state } = parseBody(StateBody, request.json());
  if (job.state !== 'Open') throw new OrgError('INVALIDJOBSTATE', `The job is ${job.state} and cannot become ${state}`);
  if (state === 'UploadComplete' && job.data === undefined) {
    throw new OrgError('INVALIDJOBSTATE', 'The job has no data yet; upload it before saying that it is complete');
  }
  job.state = state;
  job.changed = request.org.now();
  if (state === 'UploadComplete') setImmediate(() => saveRows(request.org, request.user, job, 0));
  return { status: 200, body: info(job) };
}

function removeJob(request: OrgRequest): Reply {
  const job = jobIn(request);
  if (job.state === 'UploadComplete' || job.state === 'InProgress')
    throw new OrgError('INVALIDJOBSTATE', `The job is ${job.state}`);
  jobsOf(request.org).delete(job.id);
  return { status: 204 };
}

/** Saves one batch after the other, the rows each for itself, letting other requests in between. */
function saveRows(org: Org, access: UserAccess, job: Job, from: number): void {
  try {
    if (from === 0) {
      const { data = '' } = job;
      job.data = undefined;
      job.table = readCsv(data, job);
      checkHeader(org, job);
      job.state = 'InProgress';
    }
    const rows = job.table.rows.slice(from, from + BATCH);
    if (rows.length > 0) {
      const records = rows.map((row) => recordOf(job.table.header, row));
      const { object, operation, externalIdFieldName } = job;
      const request = {
        object,
        operation,
        records,
        allOrNone: false,
        ...(externalIdFieldName ? { externalIdField: externalIdFieldName } : {}),
      };
      job.saved.push(...save(org, access, request, { format: 'text' }));
    }
    if (from + BATCH < job.table.rows.length) setImmediate(() => saveRows(org, access, job, from + BATCH));
    else job.state = 'JobComplete';
  } catch (thrown) {
    const { errorCode, message } = asOrgError(org, thrown);
    job.state = 'Failed';
    job.errorMessage = `${errorCode} : ${message}`;
  }
  job.changed = org.now();
}

/** A column that is no field fails the job as a whole. */
function checkHeader(org: Org, job: Job): void {
  const object = org.schema.object(job.object);
  for (const name of job.table.header) {
    const [first = '', second] = name.split('.');
    const known =
      second === undefined
        ? object?.field(first)
        : object?.fields.find(({ reference }) => reference?.relationshipName?.toLowerCase() === first.toLowerCase());
    if (!known) throw new OrgError('InvalidBatch', `Field name not found : ${name}`);
  }
}

/**
 * An empty cell is left alone, `#N/A` blanks a field, `Parent__r.Key__c` names a parent by its external id.
 * https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_prepare_csv.htm
 */
function recordOf(header: readonly string[], row: readonly string[]): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  header.forEach((name, i) => {
    const cell = row[i] ?? '';
    if (cell === '') return;
    const value = cell === '#N/A' ? null : cell;
    const [first = '', second] = name.split('.');
    record[first] = second === undefined ? value : { [second]: value };
  });
  return record;
}

/** https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/get_job_info.htm */
function info(job: Job): Record<string, unknown> {
  const done = job.state === 'JobComplete' || job.state === 'Failed' || job.state === 'InProgress';
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.userId,
    createdDate: restTime(job.created),
    systemModstamp: restTime(job.changed),
    state: job.state,
    ...(job.externalIdFieldName === undefined ? {} : { externalIdFieldName: job.externalIdFieldName }),
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: job.apiVersion,
    ...(job.state === 'Open'
      ? { contentUrl: `services/data/v${job.apiVersion.toFixed(1)}/jobs/ingest/${job.id}/batches` }
      : {}),
    jobType: 'V2Ingest',
    lineEnding: job.lineEnding,
    columnDelimiter: job.columnDelimiter,
    ...(job.errorMessage === undefined ? {} : { errorMessage: job.errorMessage }),
    ...(done
      ? {
          numberRecordsProcessed: job.saved.length,
          numberRecordsFailed: job.saved.filter(({ success }) => !success).length,
          retries: 0,
          totalProcessingTime: job.changed.getTime() - job.created.getTime(),
          apiActiveProcessingTime: 0,
          apexProcessingTime: 0,
        }
      : {}),
  };
}

function results(request: OrgRequest, tableOf: (job: Job) => Table): Reply {
  const job = jobIn(request);
  if (job.state === 'Open' || job.state === 'UploadComplete' || job.state === 'InProgress') {
    throw new OrgError('INVALIDJOBSTATE', `The job is ${job.state}; its results are there once it is complete`);
  }
  return { status: 200, headers: { 'content-type': 'text/csv' }, body: writeCsv(tableOf(job), job) };
}

function successful({ table, saved, operation }: Job): Table {
  const rows = table.rows.flatMap((row, i) => {
    const result = saved[i];
    return result?.success ? [[result.id ?? '', String(operation === 'insert' || result.created), ...row]] : [];
  });
  return { header: ['sf__Id', 'sf__Created', ...table.header], rows };
}

function refused({ table, saved }: Job): Table {
  const rows = table.rows.flatMap((row, i) => {
    const result = saved[i];
    if (!result || result.success) return [];
    const why = result.errors
      .map(({ statusCode, message, fields }) => `${statusCode}:${message}:${fields.join(',')} --`)
      .join(';');
    return [[result.id ?? '', why, ...row]];
  });
  return { header: ['sf__Id', 'sf__Error', ...table.header], rows };
}

function unprocessed({ table, saved }: Job): Table {
  return { header: table.header, rows: table.rows.slice(saved.length) };
}
