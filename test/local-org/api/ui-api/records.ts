import { z } from 'zod';
import { OrgError } from '../../errors.ts';
import type { SaveError } from '../../org.ts';
import { save } from '../../save/save.ts';
import { isId } from '../../schema/id.ts';
import type { SObject } from '../../schema/model.ts';
import { notFound, parseBody } from '../failure.ts';
import type { OrgRequest, Reply, Route } from '../route.ts';
import { recordFailure } from './failure.ts';
import { readableFields, readUiRecords, type UiRecord } from './record.ts';

const BASE = '/services/data/:version/ui-api/records';
const FAMILY = 'UI API: records';

/** https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_records.htm */
export const uiRecordRoutes: Route[] = [
  {
    method: 'GET',
    path: `${BASE}/:id`,
    family: FAMILY,
    does: 'read `fields` and `optionalFields`, parents’ fields too',
    writes: false,
    handle: read,
  },
  { method: 'GET', path: `${BASE}/batch/:ids`, family: FAMILY, does: 'read several', writes: false, handle: readBatch },
  { method: 'POST', path: BASE, family: FAMILY, does: 'create', writes: true, handle: create },
  {
    method: 'PATCH',
    path: `${BASE}/:id`,
    family: FAMILY,
    does: 'update, unless changed since `If-Unmodified-Since`',
    writes: true,
    handle: update,
  },
  { method: 'DELETE', path: `${BASE}/:id`, family: FAMILY, does: 'delete', writes: true, handle: remove },
];

const RecordInput = z.object({
  apiName: z.string().nullish(),
  fields: z.record(z.string(), z.unknown()),
  allowSaveOnDuplicate: z.boolean().optional(),
});

function read(request: OrgRequest): Reply {
  return { status: 200, body: oneRecord(request, request.params['id'] ?? '') };
}

function oneRecord(request: OrgRequest, id: string): UiRecord {
  const object = objectOf(request, id);
  const { fields, optional } = asked(request, object);
  const [record] = readUiRecords(request.org, request.user, object, [id], fields, optional);
  if (!record) throw notFound();
  return record;
}

function readBatch(request: OrgRequest): Reply {
  const ids = (request.params['ids'] ?? '').split(',').filter(Boolean);
  if (ids.length > 200) throw new OrgError('INVALID_INPUT', 'Specify at most 200 record Ids.');
  const results = ids.map((id) => {
    try {
      return { result: oneRecord(request, id), statusCode: 200 };
    } catch (error) {
      if (!(error instanceof OrgError)) throw error;
      return { result: [{ errorCode: error.errorCode, message: error.message }], statusCode: error.status };
    }
  });
  return { status: 200, body: { hasErrors: results.some(({ statusCode }) => statusCode !== 200), results } };
}

/** The fields in the question; with `layoutTypes`, every field that a layout could hold. */
function asked({ query, user }: OrgRequest, object: SObject): { fields: string[]; optional: string[] } {
  const list = (name: string): string[] =>
    query
      .getAll(name)
      .flatMap((value) => value.split(','))
      .map((value) => value.trim())
      .filter(Boolean);
  const fields = list('fields');
  const optional = list('optionalFields');
  const layout = list('layoutTypes').length > 0 ? readableFields(user, object) : [];
  if (fields.length + optional.length + layout.length === 0) {
    throw new OrgError(
      'ILLEGAL_QUERY_PARAMETER_VALUE',
      'Specify one of the following query parameters: fields, optionalFields, layoutTypes.',
    );
  }
  return { fields, optional: [...optional, ...layout] };
}

function create(request: OrgRequest): Reply {
  const { apiName, fields } = parseBody(RecordInput, request.json());
  const object = request.org.schema.object(apiName ?? '');
  if (!object || !request.user.object(object.name).read)
    throw new OrgError('INVALID_TYPE', `Object ${apiName ?? ''} is not supported in UI API`);
  const [result] = save(request.org, request.user, {
    object: object.name,
    operation: 'insert',
    records: [fields],
    allOrNone: true,
  });
  if (!result?.success) return recordFailure(object, result?.errors ?? [], 'create');
  return { status: 201, body: saved(request, object, result.id ?? '') };
}

function update(request: OrgRequest): Reply {
  const id = request.params['id'] ?? '';
  const object = objectOf(request, id);
  const { fields } = parseBody(RecordInput, request.json());
  refuseStale(request, object, id);
  const [result] = save(request.org, request.user, {
    object: object.name,
    operation: 'update',
    records: [{ ...fields, Id: id }],
    allOrNone: true,
  });
  if (!result?.success) return refused(object, result?.errors ?? [], 'update');
  return { status: 200, body: saved(request, object, id) };
}

/**
 * Refuses where the record was saved after the moment that the client read it.
 * https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_record_patch.htm
 */
function refuseStale(request: OrgRequest, object: SObject, id: string): void {
  const since = Date.parse(request.headers['if-unmodified-since'] ?? request.headers['if-modified-since'] ?? '');
  if (Number.isNaN(since)) return;
  const [record] = readUiRecords(request.org, request.user, object, [id], [`${object.name}.Id`], []);
  // HTTP dates know seconds only; ours may come with milliseconds.
  if (record && Math.floor(record.weakEtag / 1000) > Math.floor(since / 1000)) {
    throw new OrgError('CONFLICT', 'The record has been changed since you last read it.', { status: 412 });
  }
}

function remove(request: OrgRequest): Reply {
  const id = request.params['id'] ?? '';
  const object = objectOf(request, id);
  const [result] = save(request.org, request.user, {
    object: object.name,
    operation: 'delete',
    records: [{ Id: id }],
    allOrNone: true,
  });
  return result?.success ? { status: 204 } : refused(object, result?.errors ?? [], 'delete');
}

/** @throws OrgError NOT_FOUND where the record is not there, as for reading it. */
function refused(object: SObject, errors: readonly SaveError[], doing: 'update' | 'delete'): Reply {
  const missing = errors.some(
    ({ statusCode, fields }) =>
      fields.length === 0 && (statusCode === 'INVALID_CROSS_REFERENCE_KEY' || statusCode === 'ENTITY_IS_DELETED'),
  );
  if (missing) throw notFound();
  return recordFailure(object, errors, doing);
}

/** The record after a save; what the user can no longer see is told by its Id alone. */
function saved(
  { org, user }: OrgRequest,
  object: SObject,
  id: string,
): UiRecord | { apiName: string; id: string; fields: object } {
  const [record] = readUiRecords(org, user, object, [id], [], readableFields(user, object));
  return record ?? { apiName: object.name, id, fields: {} };
}

/** The object of a record Id. @throws OrgError NOT_FOUND where there is none that the user may read. */
function objectOf({ org, user }: OrgRequest, id: string): SObject {
  const object = isId(id) ? org.schema.objectByPrefix(id.slice(0, 3)) : undefined;
  if (!object || !user.object(object.name).read) throw notFound();
  return object;
}
