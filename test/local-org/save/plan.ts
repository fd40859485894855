import { compileFlow, type Flow } from '../flow/compile.ts';
import { FormulaError, FormulaRuntimeError } from '../formula/error.ts';
import { compileRecordFormula, formulaType, type RecordFormula } from '../formula/record.ts';
import { OrgError } from '../errors.ts';
import type { Org } from '../org.ts';
import type { Field, Row, Schema, SObject, ValidationRule, Value } from '../schema/model.ts';
import { fieldCheck, type Check } from './checks.ts';
import { readRollups, type RollupGroup } from './rollups.ts';
import { valueReader, type ReadValue } from './values.ts';

/** What saving an object's records takes, worked out once per schema. */
export interface Plan {
  schema: Schema;
  object: SObject;
  /** A new record before anything is given: blanks, false checkboxes, picklist defaults, zero counts. */
  blank: Row;
  /** Default values that must be computed. */
  defaults: { field: Field; formula: RecordFormula }[];
  /** By name in lower case: how to read what a client sends. */
  readers: Map<string, { field: Field; read: ReadValue }>;
  /** Lookups by relationship name in lower case. */
  relationships: Map<string, Field>;
  /** Names of all stored fields but Id. */
  stored: string[];
  checks: { name: string; check: Check }[];
  required: Field[];
  unique: Field[];
  references: Field[];
  autoNumbers: Field[];
  masters: Field[];
  rules: { rule: ValidationRule; formula: RecordFormula }[];
  beforeSave: Flow[];
  afterSave: Flow[];
  beforeDelete: Flow[];
  /** Relationship paths that rules, flows and defaults read, to be fetched in bulk. */
  parents: string[][];
  rollups: RollupGroup[];
  /** Fields whose changes are kept as history. */
  tracked: Field[];
  audit: { created: boolean; modified: boolean; stamp: boolean };
}

/** The plan of an object, from the cache of what is derived from the schema. Throws OrgError INVALID_TYPE. */
export function planOf(org: Org, name: string): Plan {
  const object = org.schema.object(name);
  if (!object) throw unknownObject(name);
  return org.derived(`save:${object.name}`, (schema) => makePlan(schema, object));
}

export function unknownObject(name: string): OrgError {
  return new OrgError(
    'INVALID_TYPE',
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}

function makePlan(schema: Schema, object: SObject): Plan {
  const stored = object.fields.filter((field) => field.formula === undefined && field.name !== 'Id');
  const has = (name: string): boolean => object.field(name) !== undefined;
  const rules = object.validationRules
    .filter((rule) => rule.active)
    .map((rule) => ({ rule, formula: ruleFormula(schema, object, rule) }));
  const flows = flowsOf(schema, object);
  const defaults = stored.flatMap((field) =>
    field.defaultFormula !== undefined && constantDefault(field) === undefined
      ? [
          {
            field,
            formula: compileRecordFormula(schema, object.name, field.defaultFormula, {
              use: 'default',
              returns: formulaType(schema, field),
            }),
          },
        ]
      : [],
  );
  const rollups = readRollups(schema, object);
  return {
    schema,
    object,
    blank: Object.fromEntries([['Id', null], ...stored.map((field) => [field.name, initialValue(field)])]),
    defaults,
    readers: new Map(
      object.fields.map((field) => [field.name.toLowerCase(), { field, read: valueReader(field, schema) }]),
    ),
    relationships: new Map(
      stored.flatMap((field) =>
        field.reference?.relationshipName ? [[field.reference.relationshipName.toLowerCase(), field]] : [],
      ),
    ),
    stored: stored.map((field) => field.name),
    checks: stored.flatMap((field) => {
      const check = field.createable || field.updateable ? fieldCheck(field) : undefined;
      return check ? [{ name: field.name, check }] : [];
    }),
    required: stored.filter((field) => (field.required || field.type === 'MasterDetail') && field.type !== 'Checkbox'),
    unique: stored.filter((field) => field.unique),
    references: stored.filter((field) => field.reference && !AUDIT.has(field.name)),
    autoNumbers: stored.filter((field) => field.type === 'AutoNumber'),
    masters: stored.filter((field) => field.reference?.master),
    rules,
    beforeSave: flows.filter((flow) => flow.trigger === 'beforeSave'),
    afterSave: flows.filter((flow) => flow.trigger === 'afterSave'),
    beforeDelete: flows.filter((flow) => flow.trigger === 'beforeDelete'),
    parents: distinctPaths(
      [...rules, ...defaults].flatMap(({ formula }) => formula.parents).concat(flows.flatMap((flow) => flow.parents)),
    ),
    rollups,
    tracked: stored.filter((field) => field.trackHistory && !field.summary && field.type !== 'AutoNumber'),
    audit: { created: has('CreatedDate'), modified: has('LastModifiedDate'), stamp: has('SystemModstamp') },
  };
}

/** A rule that no longer compiles, since something it names is gone, fails every save with that reason. */
function ruleFormula(schema: Schema, object: SObject, rule: ValidationRule): RecordFormula {
  try {
    return compileRecordFormula(schema, object.name, rule.formula, { use: 'validation' });
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    const { message } = error;
    return {
      type: 'Boolean',
      parents: [],
      evaluate: () => {
        throw new FormulaRuntimeError(message);
      },
    };
  }
}

const AUDIT = new Set(['CreatedById', 'LastModifiedById']);

/** Flows in the order in which they run: by trigger order, those without one last, then by name. */
function flowsOf(schema: Schema, object: SObject): Flow[] {
  return schema
    .components('Flow')
    .filter(
      (component) =>
        triggeringObject(component.xml['start']) === object.name.toLowerCase() && component.xml['status'] === 'Active',
    )
    .map((component) => compileFlow(component, schema))
    .sort((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || (a.name < b.name ? -1 : 1));
}

function triggeringObject(start: unknown): string | undefined {
  if (typeof start !== 'object' || start === null || !('object' in start)) return undefined;
  return typeof start.object === 'string' ? start.object.toLowerCase() : undefined;
}

function distinctPaths(paths: string[][]): string[][] {
  return [...new Map(paths.map((path) => [path.join('.').toLowerCase(), path])).values()];
}

function initialValue(field: Field): Value {
  if (field.type === 'Checkbox') return constantDefault(field) ?? false;
  if (field.summary) return field.summary.operation === 'count' || field.summary.operation === 'sum' ? 0 : null;
  if (field.type === 'Picklist' || field.type === 'MultiselectPicklist') {
    return (
      field.picklist
        ?.filter((value) => value.isDefault && value.isActive)
        .map((value) => value.name)
        .join(';') || null
    );
  }
  return constantDefault(field) ?? null;
}

/** A default that needs no formula to be computed. */
function constantDefault(field: Field): Value | undefined {
  const source = field.defaultFormula?.trim();
  if (source === undefined) return undefined;
  if (/^(?:true|false)$/i.test(source)) return source.toLowerCase() === 'true';
  return undefined;
}
