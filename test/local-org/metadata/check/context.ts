import type { Component, Field, Schema, SObject } from '../../schema/model.ts';
import { splitName } from '../../schema/field.ts';
import type { Place } from '../xml-places.ts';

/** What a check found; the line is in the component's own file where it has one. */
export interface Finding {
  problem: string;
  line?: number;
  column?: number;
  /** The file at fault, of a component with several. */
  fileName?: string;
  /** The element at fault, of which the line and column follow where the component was read from a file. */
  at?: Place;
  /** Group and name of the rule that was broken, such as `reference/field`; `deploy/refused` where none is said. */
  rule?: string;
  /** What it refers to in vain, of a reference. */
  names?: string;
  /** Salesforce takes it, and this org does not carry it out. */
  unsupported?: true;
}

/** Looks at one component against the schema that would be; says in a deploy's words what is wrong. */
export type Check = (component: Component, schema: Schema) => Finding[];

export function found(problem: string, at?: Place): Finding[] {
  return [{ problem, ...(at && { at }) }];
}

/** What Salesforce takes and this org does not. */
export function unsupported(problem: string, at?: Place): Finding {
  return { problem, unsupported: true, ...(at && { at }) };
}

/** The rule that a reference to a type breaks; those that are told most often have names of their own. */
const REFERENCE_RULES: Record<string, string> = {
  CustomObject: 'reference/object',
  CustomField: 'reference/field',
  LightningComponentBundle: 'reference/component',
};

/** Salesforce's words for a reference to something that is not there. */
export function missing(where: string, type: string, name: string, at?: Place): Finding {
  const rule = REFERENCE_RULES[type] ?? `reference/${type.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}`;
  return { problem: `In field: ${where} - no ${type} named ${name} found`, rule, names: name, ...(at && { at }) };
}

/** Nothing, or that the named component is not there. */
export function requireComponent(
  schema: Schema,
  where: string,
  type: string,
  name: string | undefined,
  at?: Place,
): Finding[] {
  return name === undefined || schema.component(type, name) ? [] : [missing(where, type, name, at)];
}

/** Nothing, or that the named object is not there. */
export function requireObject(schema: Schema, where: string, name: string | undefined, at?: Place): Finding[] {
  return name === undefined || schema.object(name) ? [] : [missing(where, 'CustomObject', name, at)];
}

/** Nothing, or that `Object.Field` is not there. */
export function requireField(schema: Schema, where: string, fullName: string, at?: Place): Finding[] {
  const [object, field] = splitName(fullName);
  return resolvePath(schema, schema.object(object), field) ? [] : [missing(where, 'CustomField', fullName, at)];
}

/**
 * The field at the end of a path such as `Opportunity__r.Owner.Name`. Compound names that layouts
 * and pages use for a group of fields (`BillingAddress`) are answered with one of the group.
 */
export function resolvePath(schema: Schema, object: SObject | undefined, path: string): Field | undefined {
  let current = object;
  const steps = path.split('.');
  for (const step of steps.slice(0, -1)) {
    const via = current?.fields.find(
      (field) => field.reference?.relationshipName?.toLowerCase() === step.toLowerCase(),
    );
    current = via?.reference
      ? schema.object(via.reference.to.includes('User') ? 'User' : (via.reference.to[0] ?? ''))
      : undefined;
  }
  const last = steps.at(-1) ?? '';
  return (
    current?.field(last) ??
    current?.field(COMPOUNDS.get(last) ?? `${last}Id`) ??
    current?.field(last.replace(/Address$/, 'Street'))
  );
}

const COMPOUNDS = new Map([
  ['Address', 'Street'],
  ['CreatedBy', 'CreatedById'],
  ['LastModifiedBy', 'LastModifiedById'],
  ['Owner', 'OwnerId'],
]);
