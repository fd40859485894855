import { createHash } from 'node:crypto';
import type { FieldType as Selected } from '@jetstreamapp/soql-parser-js';
import { OrgError } from '../../errors.ts';
import type { Org, UserAccess } from '../../org.ts';
import { to18 } from '../../schema/id.ts';
import type { Field, SObject } from '../../schema/model.ts';
import { conditionOf } from '../../soql/literal.ts';
import { queryParsed } from '../../soql/query.ts';
import { shown } from './display.ts';

/** Records in the UI API's representation. */

export interface UiField {
  value: unknown;
  displayValue: string | null;
}

export interface UiRecord {
  apiName: string;
  childRelationships: Record<string, never>;
  eTag: string;
  fields: Record<string, UiField>;
  id: string | null;
  lastModifiedById: string | null;
  lastModifiedDate: string | null;
  recordTypeId: string | null;
  recordTypeInfo: null;
  systemModstamp: string | null;
  weakEtag: number;
}

/** A field asked for, followed through parents: `[Book__c, [Book__r field, Title field]]`. */
interface Path {
  names: string[];
  /** The lookups on the way, then the field itself. */
  steps: { object: SObject; field: Field }[];
}

const AUDIT = ['LastModifiedDate', 'LastModifiedById', 'SystemModstamp', 'RecordTypeId'];

/**
 * Records by Id, undefined where there is none that the user may see.
 *
 * `fields` and `optional` are qualified: `Loan__c.Book__r.Name`. @throws OrgError INVALID_FIELD for one of `fields` that
 * does not exist or may not be read; such an optional one is left out.
 */
export function readUiRecords(
  org: Org,
  access: UserAccess,
  object: SObject,
  ids: readonly string[],
  fields: readonly string[],
  optional: readonly string[],
): (UiRecord | undefined)[] {
  const required = fields.map((name) => pathOf(org, access, object, name) ?? refuse(object, name));
  const paths = [...required, ...optional.flatMap((name) => pathOf(org, access, object, name) ?? [])];
  const audit = AUDIT.flatMap((name) => pathOf(org, access, object, `${object.name}.${name}`) ?? []);
  const { records } = queryParsed(org, access, {
    fields: [
      { type: 'Field', field: 'Id' },
      ...distinct([...paths, ...audit])
        .filter(({ names }) => names.join() !== 'Id')
        .map(selected),
    ],
    sObject: object.name,
    where: { left: conditionOf('Id', 'IN', ids.map(to18)) },
  });
  const found = new Map(records.map((record) => [String(record['Id']), record]));
  return ids.map((id) => {
    const record = found.get(to18(id));
    return record && represent(org, access, object, record, paths);
  });
}

function distinct(paths: readonly Path[]): Path[] {
  return [...new Map(paths.map((path) => [path.names.join('.'), path])).values()];
}

function selected({ names }: Path): Selected {
  const field = names.at(-1) ?? '';
  return names.length === 1
    ? { type: 'Field', field }
    : { type: 'FieldRelationship', field, relationships: names.slice(0, -1) };
}

function refuse(object: SObject, name: string): never {
  throw new OrgError(
    'INVALID_FIELD',
    `No such column '${name.slice(name.indexOf('.') + 1)}' on entity '${object.name}'.`,
  );
}

function pathOf(org: Org, access: UserAccess, object: SObject, qualified: string): Path | undefined {
  const [prefix = '', ...names] = qualified.split('.');
  if (prefix.toLowerCase() !== object.name.toLowerCase() || names.length === 0) return undefined;
  const steps: Path['steps'] = [];
  let owner: SObject | undefined = object;
  for (const [index, name] of names.entries()) {
    const at: SObject | undefined = owner;
    const last = index === names.length - 1;
    const field: Field | undefined = last
      ? at?.field(name)
      : at?.fields.find(({ reference }) => reference?.relationshipName?.toLowerCase() === name.toLowerCase());
    if (!at || !field || !access.field(at.name, field.name).read) return undefined;
    steps.push({ object: at, field });
    // Of several possible parents the first is taken, User before Group, as owners mostly are users.
    owner = last ? undefined : org.schema.object(field.reference?.to[0] ?? '');
    if (!last && (!owner || !access.object(owner.name).read)) return undefined;
  }
  return {
    names: steps.map(({ field }, index) =>
      index === steps.length - 1 ? field.name : (field.reference?.relationshipName ?? ''),
    ),
    steps,
  };
}

function represent(
  org: Org,
  access: UserAccess,
  object: SObject,
  record: Record<string, unknown>,
  paths: readonly Path[],
): UiRecord {
  const fields: Record<string, UiField> = {};
  const byParent = Map.groupBy(
    paths.filter(({ names }) => names.length > 1),
    ({ names }) => names[0] ?? '',
  );
  for (const { names, steps } of paths) {
    const [only] = steps;
    if (only && names.length === 1)
      fields[only.field.name] = shown(org.schema, access, object, only.field, record[only.field.name]);
  }
  for (const [relationship, below] of byParent) {
    const parent = record[relationship] as Record<string, unknown> | null | undefined;
    fields[relationship] = parent ? parentField(org, access, parent, below) : { value: null, displayValue: null };
  }
  const lastModified = asDate(record['LastModifiedDate']);
  const id = String(record['Id']);
  return {
    apiName: object.name,
    childRelationships: {},
    eTag: createHash('md5')
      .update(JSON.stringify([id, lastModified, fields]))
      .digest('hex'),
    fields,
    id,
    lastModifiedById: text(record['LastModifiedById']),
    lastModifiedDate: lastModified,
    recordTypeId: text(record['RecordTypeId']) ?? '012000000000000AAA',
    recordTypeInfo: null,
    systemModstamp: asDate(record['SystemModstamp']),
    weakEtag: Date.parse(lastModified ?? '') || 0,
  };
}

function parentField(org: Org, access: UserAccess, parent: Record<string, unknown>, below: readonly Path[]): UiField {
  const inner = below.map(({ names, steps }) => ({ names: names.slice(1), steps: steps.slice(1) }));
  const type = (parent['attributes'] as { type?: string } | undefined)?.type ?? '';
  const object = org.schema.object(type) ?? inner[0]?.steps[0]?.object;
  if (!object) return { value: null, displayValue: null };
  const url = (parent['attributes'] as { url?: string } | undefined)?.url ?? '';
  const record = represent(org, access, object, { Id: url.split('/').at(-1), ...parent }, inner);
  return { value: record, displayValue: text(record.fields[object.nameField ?? 'Name']?.value) };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function asDate(value: unknown): string | null {
  return text(value)?.replace('+0000', 'Z') ?? null;
}

/** All fields of an object that the user may read, qualified. */
export function readableFields(access: UserAccess, object: SObject): string[] {
  return object.fields
    .filter(({ name }) => access.field(object.name, name).read)
    .map(({ name }) => `${object.name}.${name}`);
}
