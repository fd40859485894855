import type { Component, XmlElement } from '../../schema/model.ts';
import type { Finding } from './context.ts';
import { declaredTypes } from './declared-types.ts';

/** Types that are written otherwise than they are declared: bundles as their `js-meta.xml` is. */
const OF_THEIR_OWN: ReadonlySet<string> = new Set(['LightningComponentBundle', 'StaticResource']);

/** Whether a component has the elements that its type has, once or several times, with values of their kinds. */
export function structureFindings(component: Component): Finding[] {
  // Settings are of a type each: `settings/Account.settings` has AccountSettings.
  const type = component.type === 'Settings' ? `${component.fullName}Settings` : component.type;
  if (OF_THEIR_OWN.has(type)) return [];
  if (!declaredTypes().types[type])
    return component.type === 'Settings' ? [{ problem: `Unknown type name '${type}'` }] : [];
  const findings: Finding[] = [];
  look(component.xml, type, findings);
  return findings;
}

function look(xml: XmlElement, type: string, findings: Finding[]): void {
  const { types, enums } = declaredTypes();
  const elements = types[type]!;
  for (const [name, value] of Object.entries(xml)) {
    if (value === undefined) continue;
    const declared = Object.hasOwn(elements, name) ? elements[name] : undefined;
    if (declared === undefined) {
      findings.push({
        problem: `Element {http://soap.sforce.com/2006/04/metadata}${name} invalid at this location in type ${type}`,
      });
      continue;
    }
    const of = declared.replace(/[*!]$/, '');
    const all = Array.isArray(value) ? value : [value];
    if (all.length > 1 && !declared.endsWith('*')) {
      findings.push({ problem: `Element ${name} is duplicated at this location in type ${type}` });
    }
    for (const each of all) {
      if (typeof each !== 'string') {
        if (types[of]) look(each, of, findings);
        else if (of !== 'any') findings.push({ problem: `Element ${name} in type ${type} must be a ${of}` });
      } else {
        findings.push(...valueFindings(each.trim(), of, enums[of]));
      }
    }
  }
  for (const [name, declared] of Object.entries(elements)) {
    if (declared.endsWith('!') && xml[name] === undefined)
      findings.push({ problem: `Required field is missing: ${name}` });
  }
}

/** `2026-11-24`, `2026-11-24T08:00:00.000Z` or `08:00:00.000Z`: the declarations call all three a Date. */
const DATE_OR_TIME = /^(\d{4}-\d{2}-\d{2})?T?(\d{2}:\d{2}:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;

function valueFindings(value: string, type: string, values: string[] | undefined): Finding[] {
  const bad = (kind: string): Finding[] => [{ problem: `'${value}' is not a valid value for the type xsd:${kind}` }];
  if (values)
    return value === '' || values.includes(value)
      ? []
      : [{ problem: `'${value}' is not a valid value for the enum '${type}'` }];
  switch (type) {
    case 'boolean':
      return ['true', 'false', '1', '0', ''].includes(value) ? [] : bad('boolean');
    case 'int':
      return /^-?\d*$/.test(value) ? [] : bad('int');
    case 'number':
      return Number.isFinite(Number(value)) ? [] : bad('double');
    case 'Date':
      return DATE_OR_TIME.test(value) ? [] : bad('dateTime');
    default:
      return [];
  }
}
