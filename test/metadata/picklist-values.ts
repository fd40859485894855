import type { Finding } from '../local-org/metadata/check/context.ts';
import { element, elements, text, texts } from '../local-org/metadata/xml.ts';
import type { Component, Field, Schema, XmlElement } from '../local-org/schema/model.ts';
import { splitName } from '../local-org/schema/field.ts';

/**
 * Values of picklists where they are spoken of: in filters of list views, reports and roll-ups, and in the
 * dependency of one picklist on another. A deploy takes most of them and finds nothing afterwards.
 */
export function picklistFindings({ type, fullName, xml }: Component, schema: Schema): Finding[] {
  const owner = splitName(fullName)[0];
  switch (type) {
    case 'ListView':
      return elements(xml, 'filters').flatMap((filter) =>
        filterFindings(filter, 'field', (name) => fieldNamed(schema, owner, name)),
      );
    case 'Report':
      return elements(element(xml, 'filter'), 'criteriaItems').flatMap((filter) =>
        filterFindings(filter, 'column', (name) => {
          const at = name.includes('$') ? name.lastIndexOf('$') : name.lastIndexOf('.');
          return fieldNamed(schema, name.slice(0, at), name.slice(at + 1));
        }),
      );
    case 'CustomField':
      return [
        ...elements(xml, 'summaryFilterItems').flatMap((filter) =>
          filterFindings(filter, 'field', (name) => fieldNamed(schema, ...splitName(name))),
        ),
        ...dependencyFindings(xml, schema, fullName),
      ];
    default:
      return [];
  }
}

/** Only picklists of one's own have all their values in the folder. */
function fieldNamed(schema: Schema, object: string, name: string): Field | undefined {
  const field = schema.object(object)?.field(name);
  return field?.custom && field.picklist && field.picklist.length > 0 ? field : undefined;
}

const COMPARES_WHOLE: ReadonlySet<string> = new Set(['equals', 'notEqual', 'includes', 'excludes']);

function filterFindings(filter: XmlElement, child: string, find: (name: string) => Field | undefined): Finding[] {
  const operation = text(filter, 'operation')?.trim() ?? text(filter, 'operator')?.trim() ?? '';
  const field = COMPARES_WHOLE.has(operation) ? find(text(filter, child)?.trim() ?? '') : undefined;
  if (!field?.picklist) return [];
  const known = new Set(field.picklist.flatMap((value) => [value.name, value.label]));
  return texts(filter, 'value').flatMap((values, index) =>
    values
      .split(/[,;]/)
      .map((value) => value.trim().replace(/^"(.*)"$/, '$1'))
      .filter((value) => value !== '' && !known.has(value))
      .map((value) => valueFinding(value, field, { element: filter, child: 'value', index })),
  );
}

function dependencyFindings(xml: XmlElement, schema: Schema, fullName: string): Finding[] {
  const set = element(xml, 'valueSet');
  const own = fieldNamed(schema, ...splitName(fullName));
  const controlling = fieldNamed(schema, splitName(fullName)[0], text(set, 'controllingField')?.trim() ?? '');
  return elements(set, 'valueSettings').flatMap((setting) => {
    const name = text(setting, 'valueName')?.trim() ?? '';
    return [
      ...(own?.picklist && !own.picklist.some((value) => value.name === name)
        ? [valueFinding(name, own, { element: setting, child: 'valueName' })]
        : []),
      ...texts(setting, 'controllingFieldValue').flatMap((value, index) =>
        controlling?.picklist && !controlling.picklist.some((each) => each.name === value.trim())
          ? [valueFinding(value.trim(), controlling, { element: setting, child: 'controllingFieldValue', index })]
          : [],
      ),
    ];
  });
}

function valueFinding(value: string, field: Field, at: NonNullable<Finding['at']>): Finding {
  const values = field.picklist!.map((each) => each.name);
  return {
    problem: `The picklist ${field.name} has no value ${value}: use one of ${values.slice(0, 8).join(', ')}${values.length > 8 ? ' …' : ''}, or add it`,
    rule: 'reference/picklist-value',
    at,
  };
}
