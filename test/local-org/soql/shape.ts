import type { SObject } from '../schema/model.ts';
import type { Sql } from './sql.ts';
import type { ValueType } from './types.ts';

/** Result cells, in the order of the SELECT list, to a JSON value. */
export type Reader = (cells: unknown[]) => unknown;

/** Collects what a statement selects: each entry is the index of its cell. */
export class SelectList {
  readonly entries: Sql[] = [];
  readonly #known = new Map<string, number>();

  /** The index of a cell, the same for the same expression. */
  add(entry: Sql): number {
    const key = JSON.stringify([entry.text, entry.parameters]);
    let index = this.#known.get(key);
    if (index === undefined) {
      index = this.entries.push(entry) - 1;
      this.#known.set(key, index);
    }
    return index;
  }
}

/**
 * A stored value as REST prints it: date-times with `+0000`, checkboxes as booleans.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/intro_valid_date_formats.htm
 */
export function jsonReader(index: number, type: ValueType): Reader {
  switch (type) {
    case 'boolean':
      return (cells) => cells[index] === 1;
    case 'datetime':
      return (cells) => dateTimeJson(cells[index]);
    default:
      return (cells) => cells[index];
  }
}

/** `2026-11-24T08:00:00.000Z` → `2026-11-24T08:00:00.000+0000`. */
export function dateTimeJson(value: unknown): unknown {
  return typeof value === 'string' && value.endsWith('Z') ? `${value.slice(0, -1)}+0000` : value;
}

/** A record in the making: its fields and the parents nested in it. */
export class RecordShape {
  readonly #entries: [key: string, read: Reader][] = [];
  readonly #nested = new Map<string, RecordShape>();
  readonly #attributes: Reader;

  /** `attributes` gives null where there is no record. */
  constructor(attributes: Reader) {
    this.#attributes = attributes;
  }

  set(key: string, read: Reader): void {
    this.#entries.push([key, read]);
  }

  has(key: string): boolean {
    return this.#entries.some(([known]) => known === key);
  }

  nested(key: string, make: () => RecordShape): RecordShape {
    let shape = this.#nested.get(key);
    if (!shape) {
      shape = make();
      this.#nested.set(key, shape);
      const parent = shape;
      this.#entries.push([key, (cells) => parent.read(cells)]);
    }
    return shape;
  }

  read(cells: unknown[]): Record<string, unknown> | null {
    const attributes = this.#attributes(cells);
    if (attributes === null) return null;
    const record: Record<string, unknown> = { attributes };
    for (const [key, read] of this.#entries) record[key] = read(cells);
    return record;
  }
}

/** Attributes of records of one object, by the cell that holds their Id. */
export function attributesOf(object: SObject, id: number, version: string): Reader {
  const url = `/services/data/v${version}/sobjects/${object.name}/`;
  return (cells) => (cells[id] === null ? null : { type: object.name, url: url + String(cells[id]) });
}
