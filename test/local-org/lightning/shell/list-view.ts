import { elements, text, texts } from '../../metadata/xml.ts';
import type { UserAccess } from '../../org.ts';
import type { Component, Field, Schema, SObject, XmlElement } from '../../schema/model.ts';
import { asFilter, join } from '../browser/shell/logic/logic.ts';
import { column, nameFieldOf, pathOf } from './columns.ts';
import { highlights } from './layout.ts';
import type { Column, ListView } from './model.ts';

/** The list views of an object: those deployed, or All and My where none is. */
export function listViews(schema: Schema, access: UserAccess, object: SObject): ListView[] {
  const deployed = schema.components('ListView').filter(({ fullName }) => fullName.startsWith(`${object.name}.`));
  if (deployed.length > 0) return deployed.map((view) => listView(schema, access, object, view));
  const columns = usualColumns(schema, access, object);
  const all: ListView = { name: 'All', label: `All ${object.pluralLabel}`, columns, scope: 'EVERYTHING', where: {} };
  return object.hasOwner ? [all, { ...all, name: 'My', label: `My ${object.pluralLabel}`, scope: 'MINE' }] : [all];
}

function listView(schema: Schema, access: UserAccess, object: SObject, { fullName, xml }: Component): ListView {
  const columns = texts(xml, 'columns').flatMap((token) => column(schema, access, object, token) ?? []);
  return {
    name: fullName.split('.')[1] ?? fullName,
    label: text(xml, 'label') ?? fullName,
    columns: columns.length > 0 ? columns : usualColumns(schema, access, object),
    scope: text(xml, 'filterScope') === 'Mine' ? 'MINE' : 'EVERYTHING',
    where: join(
      text(xml, 'booleanFilter'),
      elements(xml, 'filters').map((filter) => filterOf(object, filter)),
      asFilter,
    ),
  };
}

function usualColumns(schema: Schema, access: UserAccess, object: SObject): Column[] {
  const names = [nameFieldOf(object), ...highlights(schema, access, object).map(({ name }) => name)];
  return names.flatMap((name) => column(schema, access, object, name) ?? []);
}

const OPERATORS: Record<string, string> = {
  equals: 'eq',
  notEqual: 'ne',
  lessThan: 'lt',
  greaterThan: 'gt',
  lessOrEqual: 'lte',
  greaterOrEqual: 'gte',
  includes: 'includes',
  excludes: 'excludes',
};

function filterOf(object: SObject, filter: XmlElement): Record<string, unknown> {
  const path = pathOf(object, text(filter, 'field') ?? '').split('.');
  const operation = text(filter, 'operation') ?? 'equals';
  const raw = text(filter, 'value') ?? '';
  const field = path.length === 1 ? object.field(path[0] ?? '') : undefined;
  const negative = operation === 'notContain';
  const condition = path.reduceRight<Record<string, unknown>>(
    (inner, name) => ({ [field?.name ?? name]: inner }),
    comparison(field, operation, raw),
  );
  return negative ? { not: condition } : condition;
}

/** Several values of one filter are separated by commas; any of them will do, or none for the negative ones. */
function comparison(field: Field | undefined, operation: string, raw: string): Record<string, unknown> {
  const values = raw.split(',').map((part) => valueOf(field, part.trim()));
  const [first = null] = values;
  if (operation === 'contains' || operation === 'notContain' || operation === 'startsWith') {
    return { like: operation === 'startsWith' ? `${raw}%` : `%${raw}%` };
  }
  if (values.length > 1 && operation === 'equals') return { in: values };
  if (values.length > 1 && operation === 'notEqual') return { nin: values };
  if (operation === 'includes' || operation === 'excludes') return { [operation]: values };
  return { [OPERATORS[operation] ?? 'eq']: first };
}

function valueOf(field: Field | undefined, value: string): unknown {
  if (value === '') return null;
  if (field?.type === 'Checkbox') return value === '1' || value.toLowerCase() === 'true';
  if (field && ['Number', 'Currency', 'Percent', 'Summary'].includes(field.type)) return Number(value);
  const relative = /^(LAST_N_DAYS|NEXT_N_DAYS):(\d+)$/.exec(value);
  if (field && ['Date', 'DateTime'].includes(field.type)) {
    if (relative) return { range: { [(relative[1] ?? '').toLowerCase()]: Number(relative[2]) } };
    return /^[A-Z_]+$/.test(value) ? { literal: value } : { value };
  }
  return value;
}
