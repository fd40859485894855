import { auditFields, field, lookup, sobject, standard } from '../../local-org/schema/standard/define.ts';
import type { Field, SObject } from '../../local-org/schema/model.ts';
import { standardObjects as ownObjects } from '../../local-org/schema/standard/all.ts';
import { ADDED_FIELDS, DATES_WITHOUT_TIME, KNOWN_BY_NAME, OTHER_NAMES, PICKLISTS } from './corrections.ts';
import { declaredObjects, type DeclaredObject } from './declared-objects.ts';

export interface StandardObjects {
  objects: SObject[];
  /** By parent: child relationships to the object of the children. */
  children: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

let known: StandardObjects | undefined;

/**
 * Every standard object of Salesforce as far as it is known: this repository's own definition where there is
 * one, with the declared fields that it lacks; then jsforce's; then those known by name alone.
 */
export function everyStandardObject(): StandardObjects {
  return (known ??= assemble());
}

function assemble(): StandardObjects {
  const objects = new Map(ownObjects.map((object) => [object.name, object]));
  const children = new Map<string, Map<string, string>>();
  for (const [name, declared] of Object.entries(declaredObjects())) {
    if (name === '') continue;
    const fields = Object.entries(declared.fields).map(([each, kind]) => declaredField(name, each, kind, declared));
    objects.set(name, withFields(objects.get(name) ?? empty(name), fields));
    children.set(name.toLowerCase(), new Map(Object.entries(declared.children)));
  }
  for (const [name, table] of Object.entries(ADDED_FIELDS))
    objects.set(
      name,
      withFields(objects.get(name) ?? empty(name), standard(name, '', { label: name, audited: true }, table).fields),
    );
  for (const [name, object] of objects) {
    objects.set(
      name,
      withFields(object, [
        ...(object.field('CreatedById') ? [] : auditFields()),
        // There in orgs with several currencies, or once the object has record types.
        field({ name: 'CurrencyIsoCode', type: 'Picklist' }),
        field({ name: 'RecordTypeId', type: 'Lookup', reference: lookup('RecordTypeId', ['RecordType']) }),
      ]),
    );
  }
  for (const name of KNOWN_BY_NAME) if (!objects.has(name)) objects.set(name, knownByName(name));
  for (const [name, like] of Object.entries(OTHER_NAMES)) {
    const object = objects.get(like);
    if (object && !objects.has(name)) objects.set(name, sobject({ ...object, name }));
  }
  objects.set('Global', empty('Global'));
  return { objects: [...objects.values()], children };
}

function empty(name: string): SObject {
  return sobject({
    name,
    label: name,
    pluralLabel: name,
    keyPrefix: '',
    kind: 'standard',
    fields: [],
    nameField: 'Name',
    sharingModel: 'ReadWrite',
    hasOwner: true,
    historyEnabled: true,
    validationRules: [],
    fieldSets: new Map(),
    createable: true,
    updateable: true,
    deletable: true,
  });
}

/** Fields that the object has not got already. */
function withFields(object: SObject, more: readonly Field[]): SObject {
  const fields = more.filter((each) => object.field(each.name) === undefined);
  return fields.length === 0 ? object : sobject({ ...object, fields: [...object.fields, ...fields] });
}

function declaredField(object: string, name: string, kind: string, { parents }: DeclaredObject): Field {
  if (name === 'Id') return field({ name, type: 'Id', length: 18, createable: false, updateable: false });
  const relationship = name.replace(/Id$/, '');
  const parent = name.endsWith('Id') ? parents[relationship] : undefined;
  if (parent !== undefined)
    return field({ name, type: 'Lookup', length: 18, reference: lookup(name, targets(relationship, parent)) });
  switch (kind) {
    case 'boolean':
      return field({ name, type: 'Checkbox' });
    case 'number':
      return field({ name, type: 'Number', precision: 18, scale: 2 });
    case 'DateString':
      return field({ name, type: DATES_WITHOUT_TIME.test(name) ? 'Date' : 'DateTime' });
    default:
      return PICKLISTS[object]?.split(' ').includes(name)
        ? field({ name, type: 'Picklist', length: 255 })
        : field({ name, type: name === 'Description' ? 'LongTextArea' : 'Text', length: 255 });
  }
}

/** Polymorphic relationships are declared to lead to `Name`. */
function targets(relationship: string, parent: string): string[] {
  if (parent !== 'Name') return [parent];
  if (/Owner$|^Actor$|Group$|^AssignedTo$/.test(relationship)) return ['User', 'Group'];
  return relationship === 'Who' ? ['Contact', 'Lead'] : ['Name'];
}

/** An object that has every field without `__` that is asked of it. */
function knownByName(name: string): SObject {
  const base = withFields(empty(name), auditFields());
  return {
    ...base,
    field: (asked) => base.field(asked) ?? (/__/.test(asked) ? undefined : field({ name: asked, type: 'Text' })),
  };
}
