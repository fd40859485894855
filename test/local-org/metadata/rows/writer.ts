import type { Store } from '../../org.ts';
import type { Row, Schema, Value } from '../../schema/model.ts';

/**
 * Writes the rows that stand for metadata: permission sets, roles, custom metadata records. It
 * knows no rules; it compares with what is there, so that Ids outlive a redeploy.
 */
export class RowWriter {
  readonly store: Store;
  readonly schema: Schema;
  readonly userId: string;
  readonly at: string;

  constructor(store: Store, schema: Schema, userId: string, at: string) {
    this.store = store;
    this.schema = schema;
    this.userId = userId;
    this.at = at;
  }

  /** The one row that has a value in a field. */
  find(object: string, field: string, value: string): Row | undefined {
    return this.store.readBy(object, field, [value])[0];
  }

  insert(object: string, values: Row): Row {
    const row = { Id: this.store.nextId(object), ...this.#stamps(object, true), ...values };
    this.store.insert(object, [row]);
    return row;
  }

  /** Brings an existing row to the values, or makes a new one. */
  upsert(object: string, existing: Row | undefined, values: Row): Row {
    if (!existing) return this.insert(object, values);
    const differs = Object.entries(values).some(([name, value]) => (existing[name] ?? null) !== value);
    if (differs) this.store.update(object, [{ Id: existing['Id']!, ...values, ...this.#stamps(object, false) }]);
    return { ...existing, ...values };
  }

  /**
   * Makes the rows of `object` that have `parent` in `field` be exactly `wanted`, matching by `key`.
   * With `keepOthers` rows that are not wanted stay.
   */
  sync(
    object: string,
    field: string,
    parent: Value,
    wanted: Row[],
    key: (row: Row) => string,
    keepOthers = false,
  ): void {
    const existing = new Map(this.store.readBy(object, field, [String(parent)]).map((row) => [key(row), row]));
    for (const values of wanted) {
      this.upsert(object, existing.get(key(values)), { [field]: parent, ...values });
      existing.delete(key(values));
    }
    if (!keepOthers)
      this.store.remove(
        object,
        [...existing.values()].map((row) => String(row['Id'])),
      );
  }

  #stamps(object: string, created: boolean): Row {
    const all: Row = {
      ...(created ? { CreatedDate: this.at, CreatedById: this.userId } : {}),
      LastModifiedDate: this.at,
      LastModifiedById: this.userId,
      SystemModstamp: this.at,
    };
    const known = this.schema.object(object);
    return Object.fromEntries(Object.entries(all).filter(([name]) => known?.field(name)));
  }
}
