import { z } from 'zod';
import { OrgError } from '../errors.ts';
import type { SaveRequest, SaveResult } from '../org.ts';
import { save } from '../save/save.ts';
import { objectIn } from './describe.ts';
import { parseBody, saveResultBody } from './failure.ts';
import { readRecords, RecordBody } from './records.ts';
import type { OrgRequest, Reply, Route } from './route.ts';
import { allOrNothing } from './subrequests.ts';

const COLLECTION = '/services/data/:version/composite/sobjects';
const FAMILY = 'REST: collections';
const WRITE_LIMIT = 200;
const READ_LIMIT = 2_000;
const CHUNK_LIMIT = 10;

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections.htm */
export const collectionRoutes: Route[] = [
  {
    method: 'POST',
    path: COLLECTION,
    family: FAMILY,
    does: 'create up to 200',
    writes: true,
    handle: (request) => write(request, 'insert'),
  },
  {
    method: 'PATCH',
    path: COLLECTION,
    family: FAMILY,
    does: 'update up to 200',
    writes: true,
    handle: (request) => write(request, 'update'),
  },
  { method: 'DELETE', path: COLLECTION, family: FAMILY, does: 'delete up to 200', writes: true, handle: removeAll },
  {
    method: 'PATCH',
    path: `${COLLECTION}/:object/:field`,
    family: FAMILY,
    does: 'upsert up to 200 by external id',
    writes: true,
    handle: upsertAll,
  },
  {
    method: 'GET',
    path: `${COLLECTION}/:object`,
    family: FAMILY,
    does: 'read up to 2,000',
    writes: false,
    handle: (request) => readAll(request, list(request.query.get('ids')), list(request.query.get('fields'))),
  },
  {
    method: 'POST',
    path: `${COLLECTION}/:object`,
    family: FAMILY,
    does: 'read up to 2,000, asked in a body',
    writes: false,
    handle: (request) => {
      const { ids, fields } = parseBody(ReadBody, request.json());
      return readAll(request, ids, fields);
    },
  },
];

const WriteBody = z.object({ allOrNone: z.boolean().default(false), records: z.array(RecordBody) });
const ReadBody = z.object({ ids: z.array(z.string()), fields: z.array(z.string()) });

function write(request: OrgRequest, operation: 'insert' | 'update'): Reply {
  const { allOrNone, records } = parseBody(WriteBody, request.json());
  limit(records.length, WRITE_LIMIT);
  return answer(saveMixed(request, operation, records.map(typed), allOrNone));
}

function upsertAll(request: OrgRequest): Reply {
  const { allOrNone, records } = parseBody(WriteBody, request.json());
  limit(records.length, WRITE_LIMIT);
  const object = objectIn(request);
  const key = request.org.schema.object(object)?.field(request.params['field'] ?? '');
  if (!key || !(key.externalId || key.name === 'Id')) {
    const message = `Provided external ID field does not exist or is not accessible: ${request.params['field']}`;
    throw new OrgError('NOT_FOUND', message, { status: 404 });
  }
  for (const record of records) {
    const { object: type } = typed(record);
    if (type.toLowerCase() !== object.toLowerCase()) {
      throw new OrgError(
        'INVALID_TYPE',
        `The sObject type '${type}' of a record is not that of the request, '${object}'`,
      );
    }
  }
  const results = save(request.org, request.user, {
    object,
    operation: 'upsert',
    externalIdField: key.name,
    records: records.map((record) => typed(record).fields),
    allOrNone,
  });
  return answer(results, { created: true });
}

function removeAll(request: OrgRequest): Reply {
  const ids = list(request.query.get('ids'));
  limit(ids.length, WRITE_LIMIT);
  const records = ids.map((id) => ({
    object: request.org.schema.objectByPrefix(id.slice(0, 3))?.name ?? '',
    fields: { Id: id },
  }));
  return answer(saveMixed(request, 'delete', records, request.query.get('allOrNone') === 'true'));
}

function readAll(request: OrgRequest, ids: readonly string[], fields: readonly string[]): Reply {
  limit(ids.length, READ_LIMIT);
  if (fields.length === 0) throw new OrgError('INVALID_FIELD', 'fields: at least one field must be named');
  const records = readRecords(request, objectIn(request), ids, fields);
  return { status: 200, body: records.map((record) => record ?? null) };
}

interface Typed {
  object: string;
  fields: Record<string, unknown>;
}

/** A record of a collection says its own type. */
function typed(record: Record<string, unknown>): Typed {
  const { attributes, ...fields } = record;
  const type = (attributes as { type?: unknown } | undefined)?.type;
  if (typeof type !== 'string')
    throw new OrgError('INVALID_INPUT', 'Include an entity type in the attributes of each record.');
  return { object: type, fields };
}

/**
 * Saves records of one or several objects, those of the same object that follow each other together, and
 * answers in the order given. Throws OrgError where they alternate so often that it takes more chunks than
 * https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-sobjects-collections-create.html
 * allows.
 */
function saveMixed(
  request: OrgRequest,
  operation: SaveRequest['operation'],
  records: readonly Typed[],
  allOrNone: boolean,
): SaveResult[] {
  const { org, user } = request;
  const runs: { object: string; fields: Record<string, unknown>[] }[] = [];
  for (const { object, fields } of records) {
    const last = runs.at(-1);
    if (last?.object.toLowerCase() === object.toLowerCase()) last.fields.push(fields);
    else runs.push({ object, fields: [fields] });
  }
  if (runs.length > CHUNK_LIMIT) {
    throw new OrgError(
      'LIMIT_EXCEEDED',
      `Cannot have more than ${CHUNK_LIMIT} chunks in a single operation. Please rearrange the data to reduce chunking.`,
    );
  }
  const saveRun = ({ object, fields }: (typeof runs)[number]): SaveResult[] => {
    const name = org.schema.object(object)?.name;
    if (name === undefined || !user.object(name).read) return fields.map(() => unknownObject(object, operation));
    return save(org, user, { object: name, operation, records: fields, allOrNone });
  };
  if (!allOrNone || runs.length < 2) return runs.flatMap(saveRun);

  const results: SaveResult[] = [];
  allOrNothing(request, () =>
    runs.every((run) => {
      const saved = saveRun(run);
      results.push(...saved);
      return saved.every(({ success }) => success);
    }),
  );
  if (results.every(({ success }) => success)) return results;
  return records.map((_, i) => (results[i]?.success === false ? results[i] : rolledBack()));
}

function rolledBack(): SaveResult {
  const message = 'Record rolled back because not all records were valid and the request was using AllOrNone header';
  return {
    id: null,
    success: false,
    created: false,
    errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK', message, fields: [] }],
  };
}

function unknownObject(object: string, operation: SaveRequest['operation']): SaveResult {
  const error =
    operation === 'delete'
      ? { statusCode: 'MALFORMED_ID', message: 'malformed id', fields: [] }
      : { statusCode: 'INVALID_TYPE', message: `sObject type '${object}' is not supported.`, fields: [] };
  return { id: null, success: false, created: false, errors: [error] };
}

function answer(results: readonly SaveResult[], options: { created?: boolean } = {}): Reply {
  return { status: 200, body: results.map((result) => saveResultBody(result, options)) };
}

function limit(count: number, most: number): void {
  if (count > most) {
    throw new OrgError(
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${most} records in this request`,
    );
  }
}

function list(text: string | null): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
