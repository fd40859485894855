import { declaredTypes } from '../local-org/metadata/check/declared-types.ts';
import type { Finding } from '../local-org/metadata/check/context.ts';
import type { Component, Schema } from '../local-org/schema/model.ts';
import { lightningModules } from '../local-org/metadata/check/lightning-modules.ts';
import { withAdvice } from './advice.ts';

/** What a finding of the local org says to somebody who never saw a deploy's own words, with what to do. */
export function plainMessage(finding: Finding, schema: Schema): string {
  const { problem, rule = '', names } = finding;
  if (names !== undefined && /no \w+ named/.test(problem)) return referenceMessage(rule, problem, names, schema);
  const words = SENTENCES[rule]?.(problem) ?? importMessage(problem, schema);
  // Clients take the place from the words of a component's problems.
  const plain = problem.replace(/^\[Line: \d+, Col: \d+\] /, '').replace(/ \/\S+\/(?=[\w.]+: )/, ' ');
  return words ?? withAdvice(/[.!?]$/.test(plain) ? plain : `${plain}.`);
}

const SENTENCES: Record<string, (problem: string) => string | undefined> = {
  'structure/unknown-element': (problem) => {
    const [, name = '', type = ''] = /\}(\S+) invalid at this location in type (\S+)/.exec(problem) ?? [];
    const near = nearest(name, Object.keys(declaredTypes().types[type] ?? {}));
    return `${type} has no element <${name}>. ${near ? `Did you mean <${near}>?` : 'Remove it, or move it to where it belongs.'}`;
  },
  'structure/enum': (problem) => {
    const [, value = '', type = ''] = /^'(.*)' is not a valid value for the enum '(\S+)'/.exec(problem) ?? [];
    const values = declaredTypes().enums[type] ?? [];
    const near = nearest(value, values);
    return `${value} is no value of ${type}. ${values.length <= 8 ? `Use one of ${values.join(', ')}.` : near ? `Did you mean ${near}?` : 'Use one of those that the Metadata API names.'}`;
  },
  'structure/value': (problem) => {
    const [, value = '', type = ''] = /^'(.*)' is not a valid value for the type xsd:(\S+)/.exec(problem) ?? [];
    if (type === '') return undefined;
    const wanted: Record<string, string> = {
      boolean: 'true or false',
      int: 'a whole number',
      double: 'a number',
      dateTime: 'a date such as 2026-11-24 or a date and time such as 2026-11-24T08:00:00.000Z',
    };
    return `${value} stands where ${wanted[type] ?? type} is needed. Correct it.`;
  },
  'structure/duplicate': (problem) => {
    const [, name = '', type = ''] = /^Element (\S+) is duplicated at this location in type (\S+)/.exec(problem) ?? [];
    return `${type} takes one <${name}>, and this is another. Remove one of them.`;
  },
  'structure/apart': (problem) => {
    const [, name = ''] = /^Element (\S+) is duplicated/.exec(problem) ?? [];
    return `<${name}> stands in two groups with other elements between, which a deploy takes for a duplicate. Move this one to the others.`;
  },
  'reference/user-permission': (problem) => {
    const name = problem.replace('Unknown user permission: ', '');
    return `There is no user permission ${name}. Correct the name.`;
  },
  'reference/column': (problem) =>
    `There is no column ${problem.replace('Could not resolve list view column: ', '')} for this list view. Correct the name, or add the field.`,
  'reference/relationship': (problem) =>
    `${problem}. Correct the name, or add the lookup that has this relationship name.`,
  'structure/required': (problem) => `<${problem.replace('Required field is missing: ', '')}> is missing here. Add it.`,
};

/** What a component imports or uses in a template and nobody has. */
function importMessage(problem: string, schema: Schema): string | undefined {
  const [, namespace, module = ''] = /No MODULE named markup:\/\/(c|lightning):(\w+) found/.exec(problem) ?? [];
  if (namespace !== undefined) {
    const known = namespace === 'c' ? namesOf('LightningComponentBundle', module, schema) : [...lightningModules()];
    const near = nearest(module, known);
    const where = namespace === 'c' ? 'in this folder' : 'among those of the platform';
    const way = namespace === 'c' ? 'Correct the name, or add it.' : 'Correct the name.';
    return `There is no component ${namespace}:${module} ${where}. ${near ? `Did you mean ${namespace}:${near}?` : way}`;
  }
  const [, name = '', type = ''] =
    /Invalid reference (\S+) of type (label|resourceUrl|sobjectField)\b/.exec(problem) ?? [];
  const near = nearest(name, namesToImport(type, name, schema));
  return near && `There is no ${IMPORTED[type]} ${name}. Did you mean ${near}?`;
}

const IMPORTED: Record<string, string> = { label: 'label', resourceUrl: 'static resource', sobjectField: 'field' };

function namesToImport(type: string, name: string, schema: Schema): string[] {
  if (type === 'label') return namesOf('CustomLabel', name, schema).map((label) => `c.${label}`);
  return type === 'resourceUrl' ? namesOf('StaticResource', name, schema) : namesOf('CustomField', name, schema);
}

function referenceMessage(rule: string, problem: string, names: string, schema: Schema): string {
  const type = /no (\w+) named/.exec(problem)?.[1] ?? rule.slice('reference/'.length);
  const where = /^In field: (\w+)/.exec(problem)?.[1];
  const near = nearest(names, namesOf(type, names, schema));
  return `There is no ${SPOKEN[type] ?? words(type)} ${names}${where === undefined ? '' : ` (in <${where}>)`}: neither in this folder nor among what Salesforce has of its own. ${
    near ? `Did you mean ${near}?` : 'Correct the name, or add what it names.'
  }`;
}

const SPOKEN: Record<string, string> = {
  CustomField: 'field',
  CustomObject: 'object',
  CustomTab: 'tab',
  CustomApplication: 'app',
  CustomLabel: 'label',
  LightningComponentBundle: 'Lightning web component',
  FlexiPage: 'Lightning page',
  ApexClass: 'Apex class',
  ApexPage: 'Visualforce page',
};

function words(type: string): string {
  return type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

function namesOf(type: string, asked: string, schema: Schema): string[] {
  if (type === 'CustomObject') return schema.objects.map((object) => object.name);
  if (type === 'CustomField') {
    const object = schema.object(asked.slice(0, asked.indexOf('.')));
    return object?.fields.map((field) => `${object.name}.${field.name}`) ?? [];
  }
  return schema.components(type).map((component: Component) => component.fullName);
}

/** The name that differs least, where it differs in few letters: at most `most`, or a third of them. */
export function nearest(name: string, among: readonly string[], most?: number): string | undefined {
  const stem = name.replace(/^.*\./, '').replace(/__\w+$/, '');
  let best: string | undefined;
  let least = (most ?? (stem.length <= 4 ? 1 : Math.max(2, Math.floor(stem.length / 3)))) + 1;
  for (const each of among) {
    if (Math.abs(each.length - name.length) >= least) continue;
    const differs = distance(name.toLowerCase(), each.toLowerCase(), least);
    if (differs < least) [best, least] = [each, differs];
  }
  return best;
}

/** How many letters must be added, removed or changed; `limit` where it is more. */
function distance(a: string, b: string, limit: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    if (Math.min(...next) >= limit) return limit;
    row = next;
  }
  return row[b.length]!;
}
