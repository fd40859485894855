import { splitName } from '../../schema/field.ts';
import type { Component, Schema, XmlElement } from '../../schema/model.ts';
import type { Place } from '../xml-places.ts';
import { text } from '../xml.ts';
import { missing, resolvePath, type Finding } from './context.ts';
import { REFERENCES, type Names } from './reference-table.ts';

/** References that need no more than the name of what they lead to; the rest is in the checks of each type. */
export function referenceFindings(component: Component, schema: Schema): Finding[] {
  return (REFERENCES[component.type] ?? []).flatMap(([path, names]) =>
    named(component.xml, path.split('.')).flatMap(({ value, place }) =>
      names.after?.test(value) === false
        ? []
        : unknown(value.replace(names.after ?? '', ''), names, place, component, schema),
    ),
  );
}

interface Named {
  value: string;
  place: Place & { child: string };
}

/** The texts at the end of a path of elements, each with its place. */
function named(element: XmlElement, path: string[]): Named[] {
  const [child = '', ...rest] = path;
  const value = element[child];
  const all = value === undefined ? [] : Array.isArray(value) ? value : [value];
  return all.flatMap((each, index): Named[] => {
    if (typeof each !== 'string') return named(each, rest);
    const name = each.trim();
    return rest.length === 0 && name !== '' ? [{ value: name, place: { element, child, index } }] : [];
  });
}

/** Objects that layouts, rules and translations are about: the part of their name before the first dot or hyphen. */
function ownerOf(component: Component): string {
  return /^[^.-]+/.exec(component.fullName)?.[0] ?? '';
}

function unknown(value: string, names: Names, place: Named['place'], component: Component, schema: Schema): Finding[] {
  if (names.unless?.test(value)) return [];
  if (names.when && text(place.element, names.when[0])?.trim() !== names.when[1]) return [];
  const owner = names.of === undefined ? ownerOf(component) : (text(component.xml, names.of)?.trim() ?? '');
  switch (names.kind) {
    case 'object':
      return schema.object(value) ? [] : [missing(place.child, 'CustomObject', value, place)];
    case 'component': {
      const candidates = names.types.flatMap((type) => [[type, value] as const]);
      return candidates.some(([type, name]) => schema.component(type, name))
        ? []
        : [missing(place.child, names.types[0]!, value, place)];
    }
    case 'part': {
      const owners = owner === 'Task' || owner === 'Event' ? [owner, 'Activity'] : [owner];
      const fullName = value.startsWith(`${owner}.`) ? value.slice(owner.length + 1) : value;
      return owners.some((each) => schema.component(names.type, `${each}.${fullName}`))
        ? []
        : [missing(place.child, names.type, `${owner}.${fullName}`, place)];
    }
    case 'own-field':
      return fieldFindings(owner, value.startsWith(`${owner}.`) ? value.slice(owner.length + 1) : value, place, schema);
    case 'field': {
      const [object, path] = splitName(value);
      return path === '' ? [] : fieldFindings(object, path, place, schema);
    }
  }
}

/** Standard fields have names of their own in some places, so only custom ones are looked for there. */
function fieldFindings(objectName: string, path: string, place: Named['place'], schema: Schema): Finding[] {
  const object = schema.object(objectName);
  if (!object) return [missing(place.child, 'CustomObject', objectName, place)];
  const followed = path.replace(/__c\./g, '__r.');
  return !/__c$/.test(path) || resolvePath(schema, object, followed)
    ? []
    : [missing(place.child, 'CustomField', `${object.name}.${path}`, place)];
}
