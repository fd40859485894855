import { readFileSync } from 'node:fs';
import type { Component, XmlElement } from '../../schema/model.ts';
import type { Finding } from './context.ts';

/**
 * Whether a component has only elements that its type has, with values of their kinds. The types are
 * those of the Metadata API's own schema: element name to type, `*` for those that repeat, `!` for required.
 */
interface Structure {
  types: Record<string, Record<string, string>>;
  enums: Record<string, string[]>;
}

let structure: Structure | undefined;

function load(): Structure {
  structure ??= JSON.parse(readFileSync(new URL('structure.json', import.meta.url), 'utf8')) as Structure;
  return structure;
}

/** Types that are written otherwise than the schema has them: bundles as their `js-meta.xml` is. */
const OF_THEIR_OWN: ReadonlySet<string> = new Set(['LightningComponentBundle', 'StaticResource']);

export function structureFindings(component: Component): Finding[] {
  if (OF_THEIR_OWN.has(component.type) || !load().types[component.type]) return [];
  const findings: Finding[] = [];
  look(component.xml, component.type, findings);
  return findings;
}

function look(xml: XmlElement, type: string, findings: Finding[]): void {
  const { types, enums } = load();
  const elements = types[type]!;
  for (const [name, value] of Object.entries(xml)) {
    if (value === undefined) continue;
    const declared = Object.hasOwn(elements, name) ? elements[name] : undefined;
    if (declared === undefined) {
      findings.push({ problem: `Element {http://soap.sforce.com/2006/04/metadata}${name} invalid at this location in type ${type}` });
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
        else if (of !== 'anyType') findings.push({ problem: `Element ${name} in type ${type} must be a ${of}` });
      } else {
        findings.push(...valueFindings(each.trim(), of, enums[of]));
      }
    }
  }
}

function valueFindings(value: string, type: string, values: string[] | undefined): Finding[] {
  const bad = (): Finding[] => [{ problem: `'${value}' is not a valid value for the type xsd:${type}` }];
  if (values) return value === '' || values.includes(value) ? [] : [{ problem: `'${value}' is not a valid value for the enum '${type}'` }];
  switch (type) {
    case 'boolean':
      return ['true', 'false', '1', '0', ''].includes(value) ? [] : bad();
    case 'int':
      return /^-?\d*$/.test(value) ? [] : bad();
    case 'double':
      return Number.isFinite(Number(value)) ? [] : bad();
    default:
      return [];
  }
}
