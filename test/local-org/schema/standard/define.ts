import type { Field, FieldType, ObjectKind, PicklistValue, Reference, SharingModel, SObject } from '../model.ts';

/**
 * Standard objects are written as tables, one line a field:
 *
 *     Name  Type(argument)  "Label"  flags
 *
 * Arguments: length of texts, `precision,scale` of numbers, `A; B*; C` of picklists (`*` marks the
 * default), objects of lookups. Flags: `required`, `read-only`, `create-only`, `unique`, `external`,
 * `restricted`, `default=formula`, `as=Relationship`, `children=ChildRelationship`, `cascade`, `restrict`.
 */

export interface ObjectOptions {
  label: string;
  pluralLabel?: string;
  nameField?: string | null;
  sharingModel?: SharingModel;
  /** Objects that may own a record; without it the object has no owner. */
  owners?: string[];
  /** `true` for all three, or those allowed through the APIs. */
  writes?: boolean | ('create' | 'update' | 'delete')[];
  historyEnabled?: boolean;
  kind?: ObjectKind;
  /** False for the few objects without CreatedById and its like. */
  audited?: boolean;
}

/** A standard object from its table of fields; Id, audit fields and OwnerId are added. */
export function standard(name: string, keyPrefix: string, options: ObjectOptions, table: string): SObject {
  const owned = options.owners !== undefined;
  const fields = [
    idField(name),
    ...table.split('\n').flatMap((line) => (line.trim() ? [parseField(line.trim())] : [])),
    ...(owned ? [ownerField(options.owners!)] : []),
    ...(options.audited === false ? [] : auditFields()),
  ];
  const writes = options.writes ?? true;
  const may = (what: 'create' | 'update' | 'delete'): boolean =>
    typeof writes === 'boolean' ? writes : writes.includes(what);
  return sobject({
    name,
    label: options.label,
    pluralLabel: options.pluralLabel ?? `${options.label}s`,
    keyPrefix,
    kind: options.kind ?? 'standard',
    fields,
    nameField: options.nameField === null ? undefined : (options.nameField ?? 'Name'),
    sharingModel: options.sharingModel ?? 'ReadWrite',
    hasOwner: owned,
    historyEnabled: options.historyEnabled ?? false,
    validationRules: [],
    fieldSets: new Map(),
    createable: may('create'),
    updateable: may('update'),
    deletable: may('delete'),
  });
}

/** An object with its case-insensitive `field()` lookup. */
export function sobject(parts: Omit<SObject, 'field'>): SObject {
  const byName = new Map(parts.fields.map((field) => [field.name.toLowerCase(), field]));
  return { ...parts, field: (name) => byName.get(name.toLowerCase()) };
}

/** A field with everything unset that is not said. */
export function field(parts: Partial<Field> & { name: string; type: FieldType }): Field {
  return {
    label: words(parts.name),
    custom: false,
    description: undefined,
    helpText: undefined,
    length: undefined,
    precision: undefined,
    scale: undefined,
    required: false,
    unique: false,
    caseSensitive: false,
    externalId: false,
    createable: true,
    updateable: true,
    defaultFormula: undefined,
    formula: undefined,
    blankAsZero: false,
    restrictedPicklist: false,
    picklist: undefined,
    reference: undefined,
    summary: undefined,
    displayFormat: undefined,
    trackHistory: false,
    ...parts,
  };
}

/** `LastModifiedDate` → `Last Modified Date`, `AccountId` → `Account ID`. */
function words(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/ Id$/, ' ID');
}

const READ_ONLY = { createable: false, updateable: false } as const;

function idField(object: string): Field {
  return field({ name: 'Id', type: 'Id', label: `${words(object)} ID`, length: 18, ...READ_ONLY });
}

/** Owner of a record: set to the saving user where a client gives none. */
export function ownerField(to: string[]): Field {
  return field({
    name: 'OwnerId',
    type: 'Lookup',
    label: 'Owner ID',
    length: 18,
    required: true,
    reference: lookup('OwnerId', to),
  });
}

export function auditFields(): Field[] {
  return [
    field({ name: 'IsDeleted', type: 'Checkbox', label: 'Deleted', ...READ_ONLY }),
    field({ name: 'CreatedDate', type: 'DateTime', ...READ_ONLY }),
    field({
      name: 'CreatedById',
      type: 'Lookup',
      length: 18,
      reference: lookup('CreatedById', ['User']),
      ...READ_ONLY,
    }),
    field({ name: 'LastModifiedDate', type: 'DateTime', ...READ_ONLY }),
    field({
      name: 'LastModifiedById',
      type: 'Lookup',
      length: 18,
      reference: lookup('LastModifiedById', ['User']),
      ...READ_ONLY,
    }),
    field({ name: 'SystemModstamp', type: 'DateTime', ...READ_ONLY }),
  ];
}

/** A lookup as standard fields have it: `ParentId` is followed as `Parent`. */
export function lookup(name: string, to: string[], rest: Partial<Reference> = {}): Reference {
  return {
    to,
    relationshipName: name.replace(/Id$/, ''),
    childRelationshipName: undefined,
    onDelete: 'SetNull',
    master: undefined,
    ...rest,
  };
}

const LINE = /^(\w+)\s+([A-Za-z]+)(?:\(([^)]*)\))?(?:\s+"([^"]*)")?\s*(.*)$/;

function parseField(line: string): Field {
  const match = LINE.exec(line);
  if (!match) throw new Error(`Not a field of a standard object: ${line}`);
  const [, name = '', typeName = '', argument = '', label, rest = ''] = match;
  const type = typeName as FieldType;
  const flags = new Map<string, string>();
  for (const word of rest.split(/\s+/).filter(Boolean)) {
    const at = word.indexOf('=');
    flags.set(at < 0 ? word : word.slice(0, at), at < 0 ? '' : word.slice(at + 1));
  }
  const reference = type === 'Lookup' || type === 'MasterDetail' ? referenceOf(name, type, argument, flags) : undefined;
  return field({
    name,
    type,
    ...(label === undefined ? {} : { label }),
    ...sizeOf(type, argument),
    required: flags.has('required') || type === 'MasterDetail',
    unique: flags.has('unique'),
    externalId: flags.has('external'),
    createable: !flags.has('read-only'),
    updateable: !flags.has('read-only') && !flags.has('create-only') && type !== 'MasterDetail',
    defaultFormula: flags.get('default') ?? (type === 'Checkbox' ? 'false' : undefined),
    restrictedPicklist: flags.has('restricted'),
    picklist: type === 'Picklist' || type === 'MultiselectPicklist' ? picklistOf(argument) : undefined,
    reference,
  });
}

function sizeOf(type: FieldType, argument: string): Partial<Field> {
  switch (type) {
    case 'Number':
    case 'Currency':
    case 'Percent': {
      const [precision = 18, scale = 0] = argument.split(',').filter(Boolean).map(Number);
      return { precision, scale };
    }
    case 'Text':
    case 'TextArea':
    case 'LongTextArea':
    case 'Html':
      return { length: Number(argument || 255) };
    case 'Email':
      return { length: Number(argument || 80) };
    case 'Phone':
      return { length: Number(argument || 40) };
    case 'Url':
    case 'Picklist':
      return { length: 255 };
    case 'AutoNumber':
      return { length: 30, displayFormat: argument };
    case 'Lookup':
    case 'MasterDetail':
      return { length: 18 };
    default:
      return {};
  }
}

function picklistOf(argument: string): PicklistValue[] {
  return argument
    .split(';')
    .map((value) => value.trim())
    .filter(Boolean)
    .map((value) => {
      const name = value.replace(/\*$/, '');
      return { name, label: name, isDefault: value.endsWith('*'), isActive: true };
    });
}

function referenceOf(name: string, type: FieldType, argument: string, flags: Map<string, string>): Reference {
  return lookup(
    name,
    argument.split(',').map((object) => object.trim()),
    {
      ...(flags.has('as') ? { relationshipName: flags.get('as') } : {}),
      childRelationshipName: flags.get('children'),
      onDelete:
        flags.has('cascade') || type === 'MasterDetail' ? 'Cascade' : flags.has('restrict') ? 'Restrict' : 'SetNull',
      master: type === 'MasterDetail' ? { order: 0, reparentable: false, writeRequiresMasterRead: false } : undefined,
    },
  );
}
