import { OrgError } from '../../errors.ts';
import { planOf } from '../../save/plan.ts';
import type { Field, Row, SObject, Value } from '../../schema/model.ts';
import { conditionOf } from '../../soql/literal.ts';
import { queryParsed } from '../../soql/query.ts';
import { notCovered, notFound } from '../failure.ts';
import type { OrgRequest, Reply, Route } from '../route.ts';
import { shown } from './display.ts';
import { objectInfo, picklistValues, readableObject } from './object-info.ts';
import { readableFields, readUiRecords } from './record.ts';
import { uiRecordRoutes } from './records.ts';

const BASE = '/services/data/:version/ui-api';
const INFO = `${BASE}/object-info`;
const FAMILY = 'UI API: metadata and lists';

function get(path: string, does: string, handle: (request: OrgRequest) => Reply): Route {
  return { method: 'GET', path, family: FAMILY, does, writes: false, handle };
}

/** https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_get_started.htm */
export const uiApiRoutes: Route[] = [
  ...uiRecordRoutes,
  get(`${INFO}/:object`, 'object, fields and what the user may do with them', (request) => ({
    status: 200,
    body: objectInfo(request.org, request.user, objectIn(request)),
  })),
  get(`${INFO}/batch/:objects`, 'several objects', infoBatch),
  get(`${INFO}/:object/picklist-values/:recordType`, 'choices of all picklists', allPicklists),
  get(`${INFO}/:object/picklist-values/:recordType/:field`, 'choices of one picklist', onePicklist),
  get(`${BASE}/record-defaults/create/:object`, 'a new record with its defaults', createDefaults),
  get(`${BASE}/record-defaults/clone/:id`, 'a copy of a record, not saved', cloneDefaults),
  get(`${BASE}/related-list-records/:id/:relationship`, 'children of a record', relatedRecords),
  get(`${BASE}/list-ui/*`, 'refused: use GraphQL', () => {
    throw notCovered('list-ui');
  }),
  get(`${BASE}/layout/:object`, 'refused', () => {
    throw notCovered('layout');
  }),
];

function objectIn(request: OrgRequest): SObject {
  return readableObject(request.org, request.user, request.params['object'] ?? '');
}

function infoBatch(request: OrgRequest): Reply {
  const names = (request.params['objects'] ?? '').split(',').filter(Boolean);
  const results = names.map((name) => {
    try {
      return {
        result: objectInfo(request.org, request.user, readableObject(request.org, request.user, name)),
        statusCode: 200,
      };
    } catch (error) {
      if (!(error instanceof OrgError)) throw error;
      return { result: [{ errorCode: error.errorCode, message: error.message }], statusCode: error.status };
    }
  });
  return { status: 200, body: { results } };
}

function picklists({ user }: OrgRequest, object: SObject): Field[] {
  return object.fields.filter(({ name, picklist }) => picklist !== undefined && user.field(object.name, name).read);
}

function urlOf(object: SObject, field: Field): string {
  return `/services/data/v66.0/ui-api/object-info/${object.name}/picklist-values/012000000000000AAA/${field.name}`;
}

function allPicklists(request: OrgRequest): Reply {
  const object = objectIn(request);
  const values = picklists(request, object).map((field) => [field.name, picklistValues(field, urlOf(object, field))]);
  return { status: 200, body: { picklistFieldValues: Object.fromEntries(values) } };
}

function onePicklist(request: OrgRequest): Reply {
  const object = objectIn(request);
  const name = request.params['field'] ?? '';
  const field = picklists(request, object).find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (!field) throw new OrgError('INVALID_FIELD', `${name} is not a picklist field of ${object.name}.`);
  return { status: 200, body: picklistValues(field, urlOf(object, field)) };
}

function createDefaults(request: OrgRequest): Reply {
  const { org, user } = request;
  const object = objectIn(request);
  const { blank, defaults } = planOf(org, object.name);
  const row: Row = { ...blank, ...(object.hasOwner ? { OwnerId: user.userId } : {}) };
  const parent = (name: string, id: string): Row | undefined => org.store.read(name, [id])[0];
  const find = (name: string, values: Record<string, string>): Row | undefined => {
    const [[field, value] = ['Id', ''], ...others] = Object.entries(values);
    return org.store
      .readBy(name, field, [value])
      .find((candidate) => others.every(([other, expected]) => candidate[other] === expected));
  };
  for (const { field, formula } of defaults) {
    row[field.name] = formula.evaluate({
      row,
      prior: undefined,
      isNew: true,
      access: user,
      now: org.now(),
      parent,
      find,
    });
  }
  return newRecord(request, object, row);
}

function newRecord({ org, user }: OrgRequest, object: SObject, row: Record<string, Value>): Reply {
  const fields = object.fields.filter(({ name, createable }) => createable && user.field(object.name, name).edit);
  const values = fields.map((field) => [field.name, shown(org.schema, user, object, field, row[field.name])]);
  const record = {
    apiName: object.name,
    childRelationships: {},
    fields: Object.fromEntries(values),
    id: null,
    lastModifiedById: null,
    lastModifiedDate: null,
    recordTypeInfo: null,
    systemModstamp: null,
  };
  return { status: 200, body: { layout: null, objectInfos: { [object.name]: objectInfo(org, user, object) }, record } };
}

function cloneDefaults(request: OrgRequest): Reply {
  const { org, user, params } = request;
  const id = params['id'] ?? '';
  const object = org.schema.objectByPrefix(id.slice(0, 3));
  const [record] =
    object && user.object(object.name).read
      ? readUiRecords(org, user, object, [id], [], readableFields(user, object))
      : [];
  if (!object || !record) throw notFound();
  return newRecord(
    request,
    object,
    Object.fromEntries(Object.entries(record.fields).map(([name, { value }]) => [name, value as Value])),
  );
}

function relatedRecords(request: OrgRequest): Reply {
  const { org, user, params, query } = request;
  const parent = org.schema.objectByPrefix((params['id'] ?? '').slice(0, 3));
  const child =
    parent &&
    org.schema.childrenOf(parent.name).find(({ relationshipName }) => relationshipName === params['relationship']);
  const object = child && org.schema.object(child.childObject);
  if (!parent || !child || !object || !user.object(parent.name).read || !user.object(object.name).read)
    throw notFound();
  const list = (name: string): string[] =>
    (query.get(name) ?? '')
      .split(',')
      .map((value) => value.trim())
      .filter(Boolean);
  const offset = Number(query.get('pageToken') ?? 0);
  const size = Math.min(Number(query.get('pageSize') ?? 50), 1999);
  if (!Number.isInteger(offset) || !Number.isInteger(size) || offset < 0 || size < 1)
    throw new OrgError('ILLEGAL_QUERY_PARAMETER_VALUE', 'pageSize and pageToken are whole numbers.');
  const sort = list('sortBy').map((name) => ({
    field: name.replace(/^-/, '').replace(/^.*\./, ''),
    order: name.startsWith('-') ? ('DESC' as const) : ('ASC' as const),
  }));
  const { records } = queryParsed(org, user, {
    fields: [{ type: 'Field', field: 'Id' }],
    sObject: object.name,
    where: { left: conditionOf(child.field.name, '=', params['id'] ?? '') },
    ...(sort.length > 0 ? { orderBy: sort } : {}),
    limit: size + 1,
    offset,
  });
  const ids = records.slice(0, size).map((record) => String(record['Id']));
  const found =
    ids.length > 0
      ? readUiRecords(org, user, object, ids, list('fields'), [`${object.name}.Id`, ...list('optionalFields')])
      : [];
  return {
    status: 200,
    body: {
      count: found.length,
      currentPageToken: String(offset),
      fields: list('fields'),
      listReference: {
        id: null,
        inContextOfRecordId: params['id'],
        listViewApiName: null,
        objectApiName: null,
        parentObjectApiName: parent.name,
        relatedListId: params['relationship'],
        type: 'relatedList',
      },
      nextPageToken: records.length > size ? String(offset + size) : null,
      optionalFields: list('optionalFields'),
      pageSize: size,
      previousPageToken: offset > 0 ? String(Math.max(0, offset - size)) : null,
      records: found.filter((record) => record !== undefined),
      sortBy: list('sortBy'),
    },
  };
}
