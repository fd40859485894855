import type { Environment } from './environment.ts';
import { argument, functionName, isAggregate, type Call } from './functions.ts';
import { formulaValue } from './formulas.ts';
import type { Expression, Scope } from './scope.ts';
import { dateTimeJson, jsonReader, type Reader, type SelectList } from './shape.ts';
import { sql } from './sql.ts';
import { isNumber } from './types.ts';

/**
 * How a selected value becomes JSON. Formula fields of fetched records are computed after the fetch,
 * so that sorting and limits do not compute those of records left out.
 */
export function readerOf(environment: Environment, list: SelectList, of: Expression): Reader {
  if (of.field?.formula !== undefined && of.object && of.alias !== undefined) {
    const { name: object } = of.object;
    const { name: field } = of.field;
    const id = list.add(sql(`${of.alias}.Id`));
    const shown: Reader = (cells) =>
      typeof cells[id] === 'string' ? formulaValue(environment, object, field, cells[id]) : null;
    return of.type === 'datetime' ? (cells) => dateTimeJson(shown(cells)) : shown;
  }
  return jsonReader(list.add(of.sql), of.type);
}

/** `toLabel(Status)`, `FORMAT(Amount)` and their like around a value. */
export function displayed(scope: Scope, call: Call, of: Expression, read: Reader): Reader {
  const inner = argument(scope, call);
  const shown = typeof inner === 'string' || isAggregate(inner) ? read : displayed(scope, inner, of, read);
  switch (functionName(call)) {
    case 'TOLABEL': {
      const labels = new Map((of.field?.picklist ?? []).map((value) => [value.name, value.label]));
      return (cells) => {
        const value = shown(cells);
        return typeof value === 'string'
          ? value
              .split(';')
              .map((name) => labels.get(name) ?? name)
              .join(';')
          : value;
      };
    }
    case 'FORMAT': {
      const show = formatter(scope.environment, of);
      return (cells) => {
        const value = shown(cells);
        return value === null || value === undefined ? null : show(value);
      };
    }
    default:
      return shown;
  }
}

function formatter(environment: Environment, of: Expression): (value: unknown) => string {
  const locale = String(environment.access.user['LocaleSidKey'] ?? 'en_US').replaceAll('_', '-');
  if (isNumber(of.type)) {
    const digits = of.field?.scale;
    const format = new Intl.NumberFormat(
      locale,
      digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits },
    );
    return (value) => format.format(Number(value)) + (of.type === 'percent' ? '%' : '');
  }
  if (of.type === 'date' || of.type === 'datetime') {
    const format = new Intl.DateTimeFormat(
      locale,
      of.type === 'date'
        ? { timeZone: 'UTC', dateStyle: 'short' }
        : { timeZone: environment.zone, dateStyle: 'short', timeStyle: 'short' },
    );
    return (value) => format.format(new Date(String(value).replace('+0000', 'Z')));
  }
  return String;
}
