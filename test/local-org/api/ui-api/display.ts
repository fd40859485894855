import type { UserAccess } from '../../org.ts';
import type { Field, Schema, SObject, Value } from '../../schema/model.ts';
import { describeType } from '../../schema/describe-field.ts';

/**
 * A value as the UI API and GraphQL give it beside its `displayValue`: numbers, dates and picklists as people of the
 * viewer's locale and time zone read them; null where the value itself is what one reads.
 */
export interface ShownValue {
  value: Value;
  displayValue: string | null;
}

export function shown(schema: Schema, access: UserAccess, object: SObject, field: Field, raw: unknown): ShownValue {
  const value = valueOf(raw);
  if (value === null) return { value, displayValue: null };
  return { value, displayValue: displayed(describeType(schema, object, field), field, value, access) };
}

/** Date-times without a zone name, as `2026-11-24T08:00:00.000Z`; SOQL writes them with `+0000`. */
function valueOf(raw: unknown): Value {
  if (typeof raw === 'string') return /^\d{4}-\d\d-\d\dT.*\+0000$/.test(raw) ? raw.replace('+0000', 'Z') : raw;
  return typeof raw === 'number' || typeof raw === 'boolean' ? raw : null;
}

function displayed(type: string, field: Field, value: string | number | boolean, access: UserAccess): string | null {
  const locale = localeOf(access);
  switch (type) {
    case 'currency':
      return new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD', ...digits(field) }).format(
        Number(value),
      );
    case 'percent':
      return `${new Intl.NumberFormat(locale, digits(field)).format(Number(value))}%`;
    case 'double':
    case 'int':
      return new Intl.NumberFormat(locale, digits(field)).format(Number(value));
    case 'date':
      return new Intl.DateTimeFormat(locale, { timeZone: 'UTC' }).format(new Date(`${String(value)}T00:00:00Z`));
    case 'datetime':
      return new Intl.DateTimeFormat(locale, {
        timeZone: zoneOf(access),
        dateStyle: 'short',
        timeStyle: 'short',
      }).format(new Date(String(value)));
    case 'time':
      return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', timeStyle: 'short' }).format(
        new Date(`1970-01-01T${String(value)}`),
      );
    case 'picklist':
    case 'multipicklist':
    case 'combobox':
      return String(value)
        .split(';')
        .map((name) => labelOf(field, name))
        .join(';');
    default:
      return null;
  }
}

export function labelOf(field: Field, name: string): string {
  return field.picklist?.find((value) => value.name === name)?.label ?? name;
}

function digits({ scale }: Field): Intl.NumberFormatOptions {
  return scale === undefined ? {} : { minimumFractionDigits: scale, maximumFractionDigits: scale };
}

function localeOf({ user }: UserAccess): string {
  return String(user['LocaleSidKey'] ?? 'en_US').replaceAll('_', '-');
}

function zoneOf({ user }: UserAccess): string {
  return String(user['TimeZoneSidKey'] ?? 'UTC');
}
