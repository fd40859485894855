import type { SaveError, UserAccess } from '../org.ts';
import { isId, to18 } from '../schema/id.ts';
import type { Field } from '../schema/model.ts';
import { failure, malformedId, noSuchColumn, notWritable } from './errors.ts';
import type { Plan } from './plan.ts';
import type { Entry, ForeignKey, Operation } from './transaction.ts';
import type { Format, ReadValue } from './values.ts';

export interface InputOptions {
  operation: Operation;
  /** Undefined where the system itself writes, to which all fields are open. */
  access: UserAccess | undefined;
  externalIdField: Field | undefined;
  format: Format;
}

/** What one key of a request's records means. */
type Key =
  | { kind: 'field'; field: Field; read: ReadValue; writable: boolean }
  | { kind: 'relationship'; field: Field; writable: boolean }
  | { kind: 'id' }
  | { kind: 'ignored' }
  | { kind: 'unknown'; error: SaveError };

/**
 * Reads a request's records into entries: names in their own case, values of their field's type, and
 * the errors of what cannot be read. `unit` says which records belong together.
 */
export function readRecords(
  plan: Plan,
  records: readonly Record<string, unknown>[],
  unit: (index: number) => number,
  options: InputOptions,
): Entry[] {
  const keys = new Map<string, Key>();
  const keyOf = (name: string): Key => {
    let key = keys.get(name);
    if (!key) keys.set(name, (key = meaning(plan, name, options)));
    return key;
  };
  return records.map((record, index) => {
    const entry: Entry = {
      index,
      unit: unit(index),
      id: null,
      values: {},
      foreign: undefined,
      row: {},
      prior: undefined,
      errors: [],
      written: false,
      created: false,
      ran: [],
    };
    readRecord(entry, record, keyOf, plan, options);
    return entry;
  });
}

function readRecord(
  entry: Entry,
  record: Record<string, unknown>,
  keyOf: (name: string) => Key,
  plan: Plan,
  options: InputOptions,
): void {
  let refused: string[] | undefined;
  for (const name in record) {
    const key = keyOf(name);
    const raw = record[name];
    switch (key.kind) {
      case 'field': {
        if (!key.writable) {
          (refused ??= []).push(key.field.name);
          break;
        }
        const value = key.read(raw, options.format);
        if (typeof value === 'object' && value !== null) entry.errors.push(value);
        else entry.values[key.field.name] = value;
        break;
      }
      case 'id':
        readId(entry, raw, plan, options);
        break;
      case 'relationship':
        if (!key.writable) (refused ??= []).push(key.field.name);
        else readRelationship(entry, key.field, raw, plan);
        break;
      case 'unknown':
        entry.errors.push(key.error);
        break;
      case 'ignored':
        break;
    }
  }
  for (const { field } of entry.foreign ?? []) if (field in entry.values) entry.errors.push(givenTwice(plan, field));
  if (refused) entry.errors.push(notWritable(refused));
  if (
    entry.id === null &&
    options.operation !== 'insert' &&
    options.operation !== 'upsert' &&
    entry.errors.length === 0
  ) {
    entry.errors.push(
      failure(
        'MISSING_ARGUMENT',
        `Id not specified in ${options.operation === 'update' || options.operation === 'undelete' ? 'an' : 'a'} ${options.operation} call`,
      ),
    );
  }
}

/** A parent is named by its Id or by an external id of it, never by both, even where they agree. */
function givenTwice(plan: Plan, name: string): SaveError {
  const relationship = plan.object.field(name)?.reference?.relationshipName ?? '';
  return failure(
    'INVALID_FIELD',
    `Cannot specify both an external ID reference ${relationship} and a salesforce id, ${name}`,
    [name],
  );
}

function readId(entry: Entry, raw: unknown, plan: Plan, { operation, externalIdField }: InputOptions): void {
  if (raw === null || raw === undefined || raw === '') return;
  if (operation === 'insert') {
    entry.errors.push(failure('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']));
  } else if (operation === 'upsert' && externalIdField && externalIdField.name !== 'Id') {
    entry.errors.push(
      failure('INVALID_FIELD_FOR_INSERT_UPDATE', 'The Id field should not be specified in the sobject data.', ['Id']),
    );
  } else if (typeof raw !== 'string' || !isId(raw) || !raw.startsWith(plan.object.keyPrefix)) {
    entry.errors.push(malformedId(`${plan.object.label} ID`, 'Id', String(raw)));
  } else {
    entry.id = to18(raw);
  }
}

/** A parent given by an external id: `"Account": {"Code__c": "X"}` in place of an Id. */
function readRelationship(entry: Entry, field: Field, raw: unknown, plan: Plan): void {
  if (raw === null || raw === undefined) {
    entry.values[field.name] = null;
    return;
  }
  if (typeof raw !== 'object' || Array.isArray(raw)) {
    entry.errors.push(
      failure(
        'JSON_PARSER_ERROR',
        `Cannot deserialize instance of ${field.reference!.relationshipName!} from ${JSON.stringify(raw)}`,
      ),
    );
    return;
  }
  const given = Object.entries(raw);
  const attributes = given.find(([name]) => name === 'attributes')?.[1];
  const type =
    typeof attributes === 'object' && attributes !== null && 'type' in attributes ? String(attributes.type) : undefined;
  const object = plan.schema.object(type ?? field.reference!.to[0] ?? '');
  const keys = given.filter(([name]) => name !== 'attributes');
  const [name, value] = keys[0] ?? ['', undefined];
  const key = object?.field(name);
  if (!object || !key) {
    entry.errors.push(noSuchColumn(name, object?.name ?? String(type)));
  } else if (
    keys.length > 1 ||
    !(key.externalId || key.name === 'Id' || isIdLookup(key)) ||
    (typeof value !== 'string' && typeof value !== 'number')
  ) {
    entry.errors.push(
      failure(
        'INVALID_FIELD',
        `The relationship field ${field.reference!.relationshipName!} must be given by exactly one external ID field of ${object.name}.`,
        [key.name],
      ),
    );
  } else if (key.name === 'Id') {
    if (isId(String(value))) entry.values[field.name] = to18(String(value));
    else entry.errors.push(malformedId(field.label, field.name, String(value)));
  } else {
    const foreign: ForeignKey = { field: field.name, object: object.name, externalIdField: key.name, value };
    (entry.foreign ??= []).push(foreign);
  }
}

/** Standard fields by which a parent may be named as by an external id, such as a user's name. */
function isIdLookup(field: Field): boolean {
  return !field.custom && field.unique;
}

function meaning(plan: Plan, name: string, options: InputOptions): Key {
  const lower = name.toLowerCase();
  if (lower === 'attributes') return { kind: 'ignored' };
  if (lower === 'id') return { kind: 'id' };
  if (options.operation === 'delete' || options.operation === 'undelete') return { kind: 'ignored' };
  const { object } = plan;
  const reader = plan.readers.get(lower);
  const field = reader?.field ?? plan.relationships.get(lower);
  if (!field || (options.access && !options.access.field(object.name, field.name).read)) {
    return { kind: 'unknown', error: noSuchColumn(name, object.name) };
  }
  const writable = isWritable(field, plan, options);
  return reader ? { kind: 'field', field, read: reader.read, writable } : { kind: 'relationship', field, writable };
}

function isWritable(field: Field, plan: Plan, { access, operation, externalIdField }: InputOptions): boolean {
  if (field.formula !== undefined) return false;
  // The system writes roll-ups and stamps that no client may.
  if (!access) return true;
  if (field === externalIdField) return true;
  const open =
    operation === 'insert'
      ? field.createable
      : operation === 'update'
        ? field.updateable
        : field.createable || field.updateable;
  return open && access.field(plan.object.name, field.name).edit;
}
