import type { Component, XmlElement } from '../../schema/model.ts';
import { apart, type Place } from '../xml-places.ts';
import type { Finding } from './context.ts';
import { declaredTypes } from './declared-types.ts';

/** Types whose values are written otherwise than they are declared: bundles as their `js-meta.xml` is. */
const OF_THEIR_OWN: ReadonlySet<string> = new Set(['LightningComponentBundle', 'StaticResource']);

/** Whether a component has the elements that its type has, once or several times, with values of their kinds. */
export function structureFindings(component: Component): Finding[] {
  // Settings are of a type each: `settings/Account.settings` has AccountSettings.
  const type = component.type === 'Settings' ? `${component.fullName}Settings` : component.type;
  if (OF_THEIR_OWN.has(type)) return unknownElements(component, type);
  if (!declaredTypes().types[type])
    return component.type === 'Settings' ? [{ problem: `Unknown type name '${type}'` }] : [];
  const findings: Finding[] = [];
  look(component.xml, type, findings);
  return findings;
}

/** Of a bundle's own file at least the names of the elements are as declared. */
function unknownElements({ xml, files }: Component, type: string): Finding[] {
  const declared = declaredTypes().types[type] ?? {};
  const fileName = [...files.keys()].find((name) => name.endsWith('-meta.xml'));
  return Object.keys(xml)
    .filter((name) => !Object.hasOwn(declared, name))
    .map((name) => ({
      problem: `Element {http://soap.sforce.com/2006/04/metadata}${name} invalid at this location in type ${type}`,
      rule: 'structure/unknown-element',
      at: { element: xml, child: name },
      ...(fileName !== undefined && { fileName }),
    }));
}

function look(xml: XmlElement, type: string, findings: Finding[]): void {
  const { types, enums } = declaredTypes();
  const elements = types[type]!;
  const tell = (rule: string, problem: string, child?: string, index?: number): void => {
    const at: Place = { element: xml, ...(child !== undefined && { child }), ...(index !== undefined && { index }) };
    findings.push({ problem, rule: `structure/${rule}`, at });
  };
  for (const [name, value] of Object.entries(xml)) {
    if (value === undefined) continue;
    const declared = Object.hasOwn(elements, name) ? elements[name] : undefined;
    if (declared === undefined) {
      tell(
        'unknown-element',
        `Element {http://soap.sforce.com/2006/04/metadata}${name} invalid at this location in type ${type}`,
        name,
      );
      continue;
    }
    const of = declared.replace(/[*!]$/, '');
    const all = Array.isArray(value) ? value : [value];
    if (all.length > 1 && !declared.endsWith('*')) {
      tell('duplicate', `Element ${name} is duplicated at this location in type ${type}`, name, 1);
    }
    all.forEach((each, index) => {
      if (typeof each !== 'string') {
        if (types[of]) look(each, of, findings);
        else if (of !== 'any') tell('value', `Element ${name} in type ${type} must be a ${of}`, name, index);
      } else {
        const problem = valueProblem(each.trim(), of, enums[of]);
        if (problem !== undefined) tell(enums[of] ? 'enum' : 'value', problem, name, index);
      }
    });
  }
  // Salesforce reads elements in one go: the same one again, after others, counts as a duplicate.
  for (const { name, index } of apart(xml)) {
    if (elements[name]?.endsWith('*'))
      tell('apart', `Element ${name} is duplicated at this location in type ${type}`, name, index);
  }
  for (const [name, declared] of Object.entries(elements)) {
    if (declared.endsWith('!') && xml[name] === undefined) tell('required', `Required field is missing: ${name}`);
  }
}

/** `2026-11-24`, `2026-11-24T08:00:00.000Z` or `08:00:00.000Z`: the declarations call all three a Date. */
const DATE_OR_TIME = /^(\d{4}-\d{2}-\d{2})?T?(\d{2}:\d{2}:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;

function valueProblem(value: string, type: string, values: string[] | undefined): string | undefined {
  const bad = (kind: string): string => `'${value}' is not a valid value for the type xsd:${kind}`;
  if (values)
    return value === '' || values.includes(value)
      ? undefined
      : `'${value}' is not a valid value for the enum '${type}'`;
  switch (type) {
    case 'boolean':
      return ['true', 'false', '1', '0', ''].includes(value) ? undefined : bad('boolean');
    case 'int':
      return /^-?\d*$/.test(value) ? undefined : bad('int');
    case 'number':
      return Number.isFinite(Number(value)) ? undefined : bad('double');
    case 'Date':
      return DATE_OR_TIME.test(value) ? undefined : bad('dateTime');
    default:
      return undefined;
  }
}
