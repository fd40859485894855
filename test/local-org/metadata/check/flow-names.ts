import type { Component, Schema, XmlElement } from '../../schema/model.ts';
import type { Place } from '../xml-places.ts';
import { elements, text } from '../xml.ts';
import { found, missing, resolvePath, type Finding } from './context.ts';

/**
 * Names in a flow of any kind that nothing in it has: elements that connectors lead to, resources that values come
 * from and go to, fields of the records that it gets and changes. Flows that this org runs are compiled instead.
 */
export function flowNameFindings({ xml }: Component, schema: Schema): Finding[] {
  const known = new Set(namesIn(xml).map((name) => name.toLowerCase()));
  const targets = new Set(
    Object.values(xml).flatMap((value) =>
      [value ?? []]
        .flat()
        .flatMap((each) => (typeof each === 'string' ? [] : (text(each, 'name')?.trim().toLowerCase() ?? []))),
    ),
  );
  const findings: Finding[] = [];
  visit(xml, (child, value, place) => {
    if (child === 'targetReference') {
      if (!targets.has(value.toLowerCase())) findings.push(lost('element', value, place));
      return;
    }
    for (const name of RESOURCES.has(child) ? [value] : mergeFields(value)) {
      const root = /^[^.[]+/.exec(name)?.[0] ?? '';
      if (root !== '' && !root.startsWith('$') && !known.has(root.toLowerCase()))
        findings.push(lost('resource', root, place));
    }
  });
  return [...findings, ...Object.values(xml).flatMap((value) => recordFindings(value, schema))];
}

function lost(what: string, name: string, at: Place): Finding {
  return {
    problem: `The flow has no ${what} named ${name}: correct the name, or add it`,
    rule: `reference/flow-${what}`,
    at,
  };
}

/** Elements whose text is the name of a resource, with or without a field of it. */
const RESOURCES: ReadonlySet<string> = new Set([
  'elementReference',
  'assignToReference',
  'assignNextValueToReference',
  'assignRecordIdToReference',
  'collectionReference',
  'inputReference',
  'outputReference',
  'leftValueReference',
  'choiceReferences',
  'defaultSelectedChoiceReference',
]);

/** `{!Name}` and `{!Name.Field}` in texts and formulas; `{!$User.Id}` and its like are nobody's names. */
function mergeFields(value: string): string[] {
  return [...value.matchAll(/\{!([A-Za-z][\w.]*)\}/g)].map((match) => match[1]!);
}

/** Every name that is given anywhere in the flow: elements, variables, fields of screens, outcomes … */
function namesIn(element: XmlElement): string[] {
  const names: string[] = [];
  visit(element, (child, value) => {
    if (child === 'name') names.push(value);
  });
  return names;
}

function visit(element: XmlElement, tell: (child: string, value: string, place: Place) => void): void {
  for (const [child, value] of Object.entries(element)) {
    [value ?? []].flat().forEach((each, index) => {
      if (typeof each === 'string') tell(child, each.trim(), { element, child, index });
      else visit(each, tell);
    });
  }
}

/** Fields of the object that an element gets, creates, changes or lets choose from. */
function recordFindings(value: XmlElement[string], schema: Schema): Finding[] {
  return [value ?? []].flat().flatMap((element): Finding[] => {
    if (typeof element === 'string') return [];
    const object = schema.object(text(element, 'object')?.trim() ?? '');
    if (!object) return [];
    const written: ReadonlySet<XmlElement> = new Set(elements(element, 'inputAssignments'));
    const fields: Place[] = [
      ...['filters', 'inputAssignments', 'outputAssignments'].flatMap((group) =>
        elements(element, group).map((each): Place => ({ element: each, child: 'field' })),
      ),
      ...['sortField', 'displayField', 'valueField', 'picklistField'].map((child): Place => ({ element, child })),
      ...[element['queriedFields'] ?? []].flat().map((_, index): Place => ({ element, child: 'queriedFields', index })),
    ];
    return fields.flatMap((place) => {
      const name = [place.element[place.child!] ?? []].flat()[place.index ?? 0];
      if (typeof name !== 'string' || name.trim() === '') return [];
      const field = resolvePath(schema, object, name.trim());
      if (!field) return [missing(place.child!, 'CustomField', `${object.name}.${name.trim()}`, place)];
      return written.has(place.element) && !field.createable && !field.updateable
        ? found(`The field ${object.name}.${field.name} is filled by the system and cannot be written`, place)
        : [];
    });
  });
}
