import type { Component, Field, Schema, SObject } from '../../schema/model.ts';
import { splitName } from '../../schema/field.ts';

/** What a check found; the line is in the component's own file where it has one. */
export interface Finding {
  problem: string;
  line?: number;
  column?: number;
  /** The file at fault, of a component with several. */
  fileName?: string;
}

/** Looks at one component against the schema that would be; says in a deploy's words what is wrong. */
export type Check = (component: Component, schema: Schema) => Finding[];

export function found(problem: string): Finding[] {
  return [{ problem }];
}

/** Salesforce's words for a reference to something that is not there. */
export function missing(where: string, type: string, name: string): Finding {
  return { problem: `In field: ${where} - no ${type} named ${name} found` };
}

/** Nothing, or that the named component is not there. */
export function requireComponent(schema: Schema, where: string, type: string, name: string | undefined): Finding[] {
  return name === undefined || schema.component(type, name) ? [] : [missing(where, type, name)];
}

/** Nothing, or that the named object is not there. */
export function requireObject(schema: Schema, where: string, name: string | undefined): Finding[] {
  return name === undefined || schema.object(name) ? [] : [missing(where, 'CustomObject', name)];
}

/** Nothing, or that `Object.Field` is not there. */
export function requireField(schema: Schema, where: string, fullName: string): Finding[] {
  const [object, field] = splitName(fullName);
  return resolvePath(schema, schema.object(object), field) ? [] : [missing(where, 'CustomField', fullName)];
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
    current?.field(COMPOUNDS[last] ?? `${last}Id`) ??
    current?.field(last.replace(/Address$/, 'Street'))
  );
}

const COMPOUNDS: Record<string, string> = {
  Address: 'Street',
  CreatedBy: 'CreatedById',
  LastModifiedBy: 'LastModifiedById',
  Owner: 'OwnerId',
};
