import type { FieldType, Query } from '@jetstreamapp/soql-parser-js';
import { z } from 'zod';
import { OrgError } from '../errors.ts';
import { save } from '../save/save.ts';
import { isId } from '../schema/id.ts';
import type { Field } from '../schema/model.ts';
import { conditionOf } from '../soql/literal.ts';
import { queryParsed } from '../soql/query.ts';
import { objectIn } from './describe.ts';
import { notFound, parseBody, saveFailure } from './failure.ts';
import { versionIn } from './query.ts';
import type { OrgRequest, Reply, Route } from './route.ts';

const OBJECT = '/services/data/:version/sobjects/:object';
const RECORD = `${OBJECT}/:id`;
const BY_KEY = `${OBJECT}/:field/:value`;
const FAMILY = 'REST: records';

/** A record in a request body: fields by name. What values they take is for the save to say. */
export const RecordBody = z.record(z.string(), z.unknown());

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_retrieve.htm and its neighbours */
export const recordRoutes: Route[] = [
  { method: 'POST', path: OBJECT, family: FAMILY, does: 'create', writes: true, handle: create },
  {
    method: 'GET',
    path: RECORD,
    family: FAMILY,
    does: 'read, all fields or those in `fields`',
    writes: false,
    handle: read,
  },
  { method: 'PATCH', path: RECORD, family: FAMILY, does: 'update', writes: true, handle: update },
  { method: 'DELETE', path: RECORD, family: FAMILY, does: 'delete', writes: true, handle: remove },
  { method: 'GET', path: BY_KEY, family: FAMILY, does: 'read by external id', writes: false, handle: readByKey },
  { method: 'PATCH', path: BY_KEY, family: FAMILY, does: 'upsert by external id', writes: true, handle: upsert },
  {
    method: 'POST',
    path: `${OBJECT}/Id`,
    family: FAMILY,
    does: 'create, as an upsert without an Id',
    writes: true,
    handle: create,
  },
  { method: 'DELETE', path: BY_KEY, family: FAMILY, does: 'delete by external id', writes: true, handle: removeByKey },
];

function create(request: OrgRequest): Reply {
  const object = objectIn(request);
  const [result] = save(request.org, request.user, {
    object,
    operation: 'insert',
    records: [fieldsIn(request)],
    allOrNone: true,
  });
  if (!result?.success) return saveFailure(result?.errors ?? []);
  return {
    status: 201,
    headers: location(request, object, result.id),
    body: { id: result.id, success: true, errors: [] },
  };
}

function read(request: OrgRequest): Reply {
  const object = objectIn(request);
  return { status: 200, body: oneRecord(request, object, idIn(request)) };
}

function update(request: OrgRequest): Reply {
  const fields = fieldsIn(request);
  refuseField(fields, 'Id');
  return changed(request, 'update', { ...fields, Id: idIn(request) });
}

function remove(request: OrgRequest): Reply {
  return changed(request, 'delete', { Id: idIn(request) });
}

function readByKey(request: OrgRequest): Reply {
  const object = objectIn(request);
  const ids = idsByKey(request, object);
  if (ids.length > 1) return severalFound(request, object, ids);
  return { status: 200, body: oneRecord(request, object, ids[0] ?? '') };
}

function removeByKey(request: OrgRequest): Reply {
  const object = objectIn(request);
  const ids = idsByKey(request, object);
  if (ids.length > 1) return severalFound(request, object, ids);
  if (ids.length === 0) throw notFound();
  return changed(request, 'delete', { Id: ids[0] });
}

/**
 * 201 where it created, 200 where it updated (in versions before 46.0, which are not served, 204).
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_upsert.htm
 */
function upsert(request: OrgRequest): Reply {
  const object = objectIn(request);
  const key = keyField(request, object);
  const fields = fieldsIn(request);
  refuseField(fields, key.name);
  const ids = idsByKey(request, object);
  if (ids.length > 1) return severalFound(request, object, ids);
  if (ids.length === 0 && request.query.get('updateOnly') === 'true') throw notFound();
  const [result] = save(request.org, request.user, {
    object,
    operation: 'upsert',
    externalIdField: key.name,
    records: [{ ...fields, [key.name]: request.params['value'] }],
    allOrNone: true,
  });
  if (!result?.success) return saveFailure(result?.errors ?? []);
  const { id, created } = result;
  return {
    status: created ? 201 : 200,
    headers: created ? location(request, object, id) : {},
    body: { id, success: true, errors: [], created },
  };
}

function changed(request: OrgRequest, operation: 'update' | 'delete', record: Record<string, unknown>): Reply {
  const [result] = save(request.org, request.user, {
    object: objectIn(request),
    operation,
    records: [record],
    allOrNone: true,
  });
  return result?.success ? { status: 204 } : saveFailure(result?.errors ?? []);
}

/** The record as the caller may see it; throws NOT_FOUND. */
function oneRecord(request: OrgRequest, object: string, id: string): Record<string, unknown> {
  const asked = request.query.get('fields');
  const fields = asked === null ? readableFields(request, object) : asked.split(',').map((name) => name.trim());
  const [record] = readRecords(request, object, [id], fields);
  if (!record) throw notFound();
  return record;
}

/** Records by Id with the fields named (`Name`, `Owner.Name`), undefined where there is none that the caller may see. */
export function readRecords(
  request: OrgRequest,
  object: string,
  ids: readonly string[],
  fields: readonly string[],
): (Record<string, unknown> | undefined)[] {
  const sought = ids.filter((id) => isId(id));
  // Names are the same whatever their case, and one asked for twice is answered once.
  const distinct = Map.groupBy(['Id', ...fields], (path) => path.toLowerCase());
  const select = [...distinct.values()].map(([path = '']) => selected(object, path));
  if (sought.length === 0) return ids.map(() => undefined);
  const ast: Query = { fields: select, sObject: object, where: { left: conditionOf('Id', 'IN', sought) } };
  const { records } = queryParsed(request.org, request.user, ast, { version: versionIn(request) });
  const found = new Map(records.map((record) => [String(record['Id']).slice(0, 15), record]));
  return ids.map((id) => found.get(id.slice(0, 15)));
}

function selected(object: string, path: string): FieldType {
  if (!/^\w+(\.\w+)*$/.test(path))
    throw new OrgError('INVALID_FIELD', `No such column '${path}' on entity '${object}'`);
  const relationships = path.split('.');
  const field = relationships.pop() ?? '';
  return relationships.length === 0 ? { type: 'Field', field } : { type: 'FieldRelationship', field, relationships };
}

/** All fields of an object that the caller may read, in order of declaration. */
function readableFields({ org, user }: OrgRequest, object: string): string[] {
  const fields = org.schema.object(object)?.fields ?? [];
  return fields.filter(({ name }) => user.field(object, name).read).map(({ name }) => name);
}

function fieldsIn(request: OrgRequest): Record<string, unknown> {
  const fields = { ...parseBody(RecordBody, request.json()) };
  delete fields['attributes'];
  return fields;
}

function refuseField(fields: Record<string, unknown>, name: string): void {
  if (Object.keys(fields).some((field) => field.toLowerCase() === name.toLowerCase())) {
    throw new OrgError('INVALID_FIELD', `The ${name} field should not be specified in the sobject data.`, {
      fields: [name],
    });
  }
}

/** The Id in the path. What is none is taken for the name of an external id field, as Salesforce does. */
function idIn(request: OrgRequest): string {
  const id = request.params['id'] ?? '';
  if (!isId(id)) throw noSuchKey(id);
  return id;
}

function keyField(request: OrgRequest, object: string): Field {
  const name = request.params['field'] ?? '';
  const field = request.org.schema.object(object)?.field(name);
  if (!field || !(field.externalId || field.name === 'Id') || !request.user.field(object, field.name).read)
    throw noSuchKey(name);
  return field;
}

function noSuchKey(name: string): OrgError {
  return new OrgError('NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${name}`, {
    status: 404,
  });
}

/** Ids of records that carry the key in the path, whether or not the caller may see them: keys are unique for all. */
function idsByKey(request: OrgRequest, object: string): string[] {
  const field = keyField(request, object);
  const value = request.params['value'] ?? '';
  if (field.name === 'Id') return isId(value) ? [value] : [];
  const key = field.type === 'Number' ? Number(value) : value;
  if (Number.isNaN(key)) return [];
  const ast: Query = {
    fields: [{ type: 'Field', field: 'Id' }],
    sObject: object,
    where: { left: conditionOf(field.name, '=', key) },
  };
  return queryParsed(request.org, request.user, ast, { system: true }).records.map((record) => String(record['Id']));
}

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm: 300 with where they are. */
function severalFound(request: OrgRequest, object: string, ids: readonly string[]): Reply {
  return { status: 300, body: ids.map((id) => location(request, object, id)['location']) };
}

function location(request: OrgRequest, object: string, id: string | null): Record<string, string> {
  return { location: `/services/data/${request.params['version']}/sobjects/${object}/${id}` };
}
