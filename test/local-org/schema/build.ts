import { elements, flag, text } from '../metadata/xml.ts';
import { adjustedField, customField, picklistValue, splitName, type Problem, type ValueSets } from './field.ts';
import { base62 } from './id.ts';
import type { ChildRelationship, Component, Field, Schema, SharingModel, SObject } from './model.ts';
import { standardObjects } from './standard/all.ts';
import { auditFields, field, lookup, ownerField, sobject } from './standard/define.ts';
import { historyName, historyObject } from './standard/history.ts';
import { shareName, shareObject, standardSharePrefix } from './standard/share.ts';
import { withStandardValues } from './standard/value-sets.ts';

export type { Problem } from './field.ts';

export interface Built {
  schema: Schema;
  problems: Problem[];
  /** Object name → key prefix of every deployed object: to be handed in again, so that Ids stay what they are. */
  keyPrefixes: Map<string, string>;
}

/**
 * The schema of an org: the standard objects (this org's own, unless others are given) with everything that is
 * deployed put on top.
 *
 * Pure, and lenient: what cannot be built is left out and told as a problem, so that one bad field
 * does not hide what is wrong with others.
 */
export function buildSchema(
  components: readonly Component[],
  keyPrefixes: ReadonlyMap<string, string> = new Map(),
  standardOnes: readonly SObject[] = standardObjects,
): Built {
  const problems: Problem[] = [];
  const prefixes = new PrefixAllocator(keyPrefixes);
  const byType = Map.groupBy(components, (component) => component.type);
  const of = (type: string): Component[] => byType.get(type) ?? [];
  const valueSets: ValueSets = new Map(
    of('GlobalValueSet').map((set) => [
      set.fullName.toLowerCase(),
      elements(set.xml, 'customValue').map(picklistValue),
    ]),
  );
  const parts = {
    fields: withActivityFields(childrenByObject(of('CustomField'))),
    rules: childrenByObject(of('ValidationRule')),
    fieldSets: childrenByObject(of('FieldSet')),
    recordTypes: childrenByObject(of('RecordType')),
  };

  const definitions = new Map(of('CustomObject').map((component) => [component.fullName.toLowerCase(), component]));
  const standard = withStandardValues(standardOnes, of('StandardValueSet'));
  const objects = standard.map((base) =>
    extend(base, definitions.get(base.name.toLowerCase()), parts, valueSets, problems),
  );
  const standardNames = new Set(standard.map((object) => object.name.toLowerCase()));
  for (const definition of definitions.values()) {
    if (standardNames.has(definition.fullName.toLowerCase())) continue;
    const object = customObject(definition, prefixes, problems);
    if (object) objects.push(extend(object, definition, parts, valueSets, problems));
  }

  const known = new Set(objects.map((object) => object.name.toLowerCase()));
  for (const component of [...of('CustomField'), ...of('ValidationRule'), ...of('FieldSet'), ...of('RecordType')]) {
    const owner = splitName(component.fullName)[0];
    if (!known.has(owner.toLowerCase()) && owner !== ACTIVITY) {
      problems.push({
        type: component.type,
        fullName: component.fullName,
        problem: `Entity Enumeration Or ID: no CustomObject named ${owner} found`,
      });
    }
  }

  const related = withActivities(objects, definitions);
  const sized = withSummaryTypes(related);
  const shares = sized.flatMap((object) => sharesOf(object, prefixes));
  const histories = sized.flatMap((object) => historyOf(object, prefixes));
  return {
    schema: schemaOf([...sized, ...shares, ...histories], components),
    problems,
    keyPrefixes: prefixes.assigned,
  };
}

function childrenByObject(components: Component[]): Map<string, Component[]> {
  return Map.groupBy(components, (component) => splitName(component.fullName)[0].toLowerCase());
}

/** The object that keeps the custom fields that tasks and events share. */
const ACTIVITY = 'Activity';

/**
 * "Custom fields for tasks and events are on the Activity object": a field of Activity is one of both.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_activity.htm
 */
function withActivityFields(fields: Map<string, Component[]>): Map<string, Component[]> {
  const shared = fields.get(ACTIVITY.toLowerCase());
  if (!shared) return fields;
  const joined = new Map(fields);
  for (const object of ['task', 'event']) joined.set(object, [...(fields.get(object) ?? []), ...shared]);
  return joined;
}

/** Key prefixes of deployed objects in the order they first came: a00, a01 … */
class PrefixAllocator {
  readonly assigned: Map<string, string>;

  constructor(known: ReadonlyMap<string, string>) {
    this.assigned = new Map(known);
  }

  of(object: string, family: 'a' | 'c' | 'h' | 'm'): string {
    const known = this.assigned.get(object);
    if (known !== undefined) return known;
    const used = new Set(this.assigned.values());
    for (let n = 0; ; n++) {
      const prefix = family + base62(n, 2);
      if (used.has(prefix)) continue;
      this.assigned.set(object, prefix);
      return prefix;
    }
  }
}

function customObject(definition: Component, prefixes: PrefixAllocator, problems: Problem[]): SObject | undefined {
  const { fullName: name, xml } = definition;
  const refuse = (problem: string): undefined => void problems.push({ type: definition.type, fullName: name, problem });
  if (!/__(c|mdt)$/i.test(name))
    return refuse(
      `Object ${name} is not supported by this org: neither one of its standard objects nor a custom object or custom metadata type`,
    );
  if (text(xml, 'customSettingsType') !== undefined) return refuse('Custom settings are not supported by this org');
  const metadataType = /__mdt$/i.test(name);
  const label = text(xml, 'label')?.trim() || name;
  return sobject({
    name,
    label,
    pluralLabel: text(xml, 'pluralLabel')?.trim() || label,
    keyPrefix: prefixes.of(name, metadataType ? 'm' : 'a'),
    kind: metadataType ? 'customMetadata' : 'custom',
    fields: [idOf(label), ...(metadataType ? metadataRecordFields() : [nameOf(definition), ...auditFields()])],
    nameField: metadataType ? 'DeveloperName' : 'Name',
    sharingModel: metadataType ? 'ReadWrite' : (sharingModel(xml) ?? 'ReadWrite'),
    hasOwner: false,
    historyEnabled: flag(xml, 'enableHistory'),
    validationRules: [],
    fieldSets: new Map(),
    createable: !metadataType,
    updateable: !metadataType,
    deletable: !metadataType,
  });
}

function idOf(label: string): Field {
  return field({ name: 'Id', type: 'Id', label: `${label} ID`, length: 18, createable: false, updateable: false });
}

function nameOf(definition: Component): Field {
  const xml = elements(definition.xml, 'nameField')[0];
  const auto = text(xml, 'type')?.trim() === 'AutoNumber';
  return field({
    name: 'Name',
    type: auto ? 'AutoNumber' : 'Text',
    label: text(xml, 'label')?.trim() || 'Name',
    length: 80,
    displayFormat: auto ? text(xml, 'displayFormat') : undefined,
    createable: !auto,
    updateable: !auto,
    trackHistory: flag(xml, 'trackHistory'),
  });
}

function metadataRecordFields(): Field[] {
  const readOnly = { createable: false, updateable: false } as const;
  return [
    field({
      name: 'DeveloperName',
      type: 'Text',
      label: 'Custom Metadata Record Name',
      length: 40,
      unique: true,
      ...readOnly,
    }),
    field({ name: 'MasterLabel', type: 'Text', label: 'Label', length: 40, ...readOnly }),
    field({ name: 'Language', type: 'Text', label: 'Master Language', length: 40, ...readOnly }),
    field({ name: 'NamespacePrefix', type: 'Text', length: 15, ...readOnly }),
    field({ name: 'Label', type: 'Text', length: 40, ...readOnly }),
    field({ name: 'QualifiedApiName', type: 'Text', length: 70, ...readOnly }),
    field({ name: 'SystemModstamp', type: 'DateTime', ...readOnly }),
  ];
}

const SHARING_MODELS: ReadonlySet<string> = new Set<SharingModel>([
  'Private',
  'Read',
  'ReadWrite',
  'ControlledByParent',
  'FullAccess',
]);

function sharingModel(xml: Component['xml']): SharingModel | undefined {
  const model = text(xml, 'sharingModel')?.trim();
  if (model === 'ReadWriteTransfer') return 'ReadWrite';
  return model !== undefined && SHARING_MODELS.has(model) ? (model as SharingModel) : undefined;
}

interface Parts {
  fields: Map<string, Component[]>;
  rules: Map<string, Component[]>;
  fieldSets: Map<string, Component[]>;
  recordTypes: Map<string, Component[]>;
}

/** An object with its deployed fields, rules, field sets and record types. */
function extend(
  base: SObject,
  definition: Component | undefined,
  parts: Parts,
  valueSets: ValueSets,
  problems: Problem[],
): SObject {
  const key = base.name.toLowerCase();
  const deployed = parts.fields.get(key) ?? [];
  const rules = parts.rules.get(key) ?? [];
  const fieldSets = parts.fieldSets.get(key) ?? [];
  const recordTypes = parts.recordTypes.get(key) ?? [];
  if (
    base.kind === 'standard' &&
    !definition &&
    deployed.length + rules.length + fieldSets.length + recordTypes.length === 0
  )
    return base;

  let fields = base.fields;
  const custom: Field[] = [];
  for (const component of deployed) {
    const name = splitName(component.fullName)[1];
    const standard = base.field(name);
    if (standard) {
      fields = fields.map((each) => (each === standard ? adjustedField(standard, component) : each));
    } else if (!/__c$/.test(name)) {
      problems.push({
        type: component.type,
        fullName: component.fullName,
        problem: `${name} is no standard field of ${base.name} that this org knows; a custom field's name ends in __c`,
      });
    } else {
      const made = customField(component, valueSets);
      if (typeof made === 'string')
        problems.push({ type: component.type, fullName: component.fullName, problem: made });
      else custom.push(base.kind === 'customMetadata' ? { ...made, createable: false, updateable: false } : made);
    }
  }
  const detail = custom.some((each) => each.type === 'MasterDetail');
  const owned = base.kind === 'custom' ? !detail : base.hasOwner;
  return sobject({
    ...base,
    fields: [
      ...fields,
      ...(recordTypes.length > 0 && !base.field('RecordTypeId') ? [recordTypeField()] : []),
      ...(base.kind === 'custom' && owned ? [ownerField(['Group', 'User'])] : []),
      ...custom,
    ],
    sharingModel:
      base.kind === 'custom' && detail
        ? 'ControlledByParent'
        : ((definition && sharingModel(definition.xml)) ?? base.sharingModel),
    hasOwner: owned,
    historyEnabled: definition ? flag(definition.xml, 'enableHistory') : base.historyEnabled,
    validationRules: rules.map(({ fullName, xml }) => ({
      name: splitName(fullName)[1],
      active: flag(xml, 'active'),
      formula: text(xml, 'errorConditionFormula') ?? '',
      message: text(xml, 'errorMessage') ?? '',
      errorField: text(xml, 'errorDisplayField')?.trim() || undefined,
    })),
    fieldSets: new Map(
      fieldSets.map(({ fullName, xml }) => [
        splitName(fullName)[1],
        elements(xml, 'displayedFields').flatMap((each) => text(each, 'field') ?? []),
      ]),
    ),
  });
}

function recordTypeField(): Field {
  return field({
    name: 'RecordTypeId',
    type: 'Lookup',
    label: 'Record Type ID',
    length: 18,
    reference: lookup('RecordTypeId', ['RecordType']),
  });
}

/** Tasks, events and e-mails may be about every deployed object that says so. */
function withActivities(objects: SObject[], definitions: Map<string, Component>): SObject[] {
  const more = objects
    .filter(
      (object) => object.kind === 'custom' && flag(definitions.get(object.name.toLowerCase())?.xml, 'enableActivities'),
    )
    .map((object) => object.name);
  if (more.length === 0) return objects;
  const widened = new Set(['WhatId', 'RelatedToId']);
  return objects.map((object) =>
    object.name === 'Task' || object.name === 'Event' || object.name === 'EmailMessage'
      ? sobject({
          ...object,
          fields: object.fields.map((each) =>
            widened.has(each.name) && each.reference
              ? { ...each, reference: { ...each.reference, to: [...each.reference.to, ...more] } }
              : each,
          ),
        })
      : object,
  );
}

/** A roll-up shows as many decimals as the field it sums. */
function withSummaryTypes(objects: SObject[]): SObject[] {
  const byName = new Map(objects.map((object) => [object.name.toLowerCase(), object]));
  return objects.map((object) => {
    if (!object.fields.some((each) => each.summary)) return object;
    return sobject({
      ...object,
      fields: object.fields.map((each) => {
        if (!each.summary) return each;
        const summed = byName.get(each.summary.detailObject.toLowerCase())?.field(each.summary.summarizedField ?? '');
        return { ...each, scale: summed?.scale ?? 0 };
      }),
    });
  });
}

/** Objects whose records are not open to all anyway have an object of shares. */
function sharesOf(object: SObject, prefixes: PrefixAllocator): SObject[] {
  if (object.sharingModel !== 'Private' && object.sharingModel !== 'Read') return [];
  const prefix = object.kind === 'custom' ? prefixes.of(shareName(object.name), 'c') : standardSharePrefix(object.name);
  return prefix === undefined ? [] : [shareObject(object, prefix)];
}

/** Deployed objects that track history have an object of what changed. */
function historyOf(object: SObject, prefixes: PrefixAllocator): SObject[] {
  if (object.kind !== 'custom' || !object.historyEnabled) return [];
  return [historyObject(object, prefixes.of(historyName(object.name), 'h'))];
}

/** Looks objects and components up; names in any case. */
export function schemaOf(objects: SObject[], components: readonly Component[]): Schema {
  const byName = new Map(objects.map((object) => [object.name.toLowerCase(), object]));
  const byPrefix = new Map(objects.map((object) => [object.keyPrefix, object]));
  const children = new Map<string, ChildRelationship[]>();
  for (const object of objects) {
    for (const each of object.fields) {
      for (const parent of each.reference?.to ?? []) {
        const list = children.get(parent.toLowerCase()) ?? [];
        list.push({ childObject: object.name, field: each, relationshipName: each.reference?.childRelationshipName });
        children.set(parent.toLowerCase(), list);
      }
    }
  }
  const byType = Map.groupBy(components, (component) => component.type);
  const byFullName = new Map(
    components.map((component) => [`${component.type}:${component.fullName.toLowerCase()}`, component]),
  );
  return {
    objects,
    allComponents: components,
    object: (name) => byName.get(name.toLowerCase()),
    objectByPrefix: (keyPrefix) => byPrefix.get(keyPrefix),
    childrenOf: (object) => children.get(object.toLowerCase()) ?? [],
    components: (type) => byType.get(type) ?? [],
    component: (type, fullName) => byFullName.get(`${type}:${fullName.toLowerCase()}`),
  };
}
