import type { Field, FieldType, Row, Value } from '../schema/model.ts';
import { CREATED, historyField, historyName } from '../schema/standard/history.ts';
import type { Plan } from './plan.ts';
import type { Entry, Transaction } from './transaction.ts';

/**
 * Field history: who changed a tracked field when, from what to what. Long text is tracked without its values, a
 * lookup as two rows, by name and by Id.
 * https://help.salesforce.com/s/articleView?id=platform.tracking_field_history.htm
 */
export function recordHistory(
  tx: Transaction,
  plan: Plan,
  entries: readonly Entry[],
  operation: 'insert' | 'update',
): void {
  if (!plan.object.historyEnabled || plan.object.kind !== 'custom') return;
  const rows = operation === 'insert' ? entries.map((entry) => created(entry)) : changed(tx, plan, entries);
  if (rows.length === 0) return;
  const name = historyName(plan.object.name);
  tx.org.store.insert(
    name,
    rows.map((row) => ({
      Id: tx.org.store.nextId(name),
      IsDeleted: false,
      CreatedById: tx.access.userId,
      CreatedDate: tx.stamp,
      ...row,
    })),
  );
}

function created({ id }: Entry): Row {
  return { ParentId: id, Field: CREATED, DataType: 'Text', OldValue: null, NewValue: null };
}

function changed(tx: Transaction, plan: Plan, entries: readonly Entry[]): Row[] {
  return entries.flatMap(({ id, row, prior }) =>
    plan.tracked
      .filter(({ name }) => (row[name] ?? null) !== (prior?.[name] ?? null))
      .flatMap((field) =>
        changesOf(tx, field, prior?.[field.name] ?? null, row[field.name] ?? null).map((change) => ({
          ParentId: id,
          Field: historyField(field.name),
          ...change,
        })),
      ),
  );
}

function changesOf(tx: Transaction, field: Field, before: Value, after: Value): Row[] {
  const row = (DataType: string, OldValue: Value, NewValue: Value): Row => ({
    DataType,
    OldValue: asText(OldValue),
    NewValue: asText(NewValue),
  });
  if (WITHOUT_VALUES.has(field.type)) return [row('TextArea', null, null)];
  if (!field.reference) return [row(DATA_TYPES[field.type] ?? 'Text', before, after)];
  return [row('Text', nameOf(tx, before), nameOf(tx, after)), row('EntityId', before, after)];
}

const WITHOUT_VALUES: ReadonlySet<FieldType> = new Set([
  'LongTextArea',
  'Html',
  'MultiselectPicklist',
  'EncryptedText',
]);

const DATA_TYPES: Partial<Record<FieldType, string>> = {
  Picklist: 'DynamicEnum',
  Checkbox: 'Boolean',
  Date: 'DateOnly',
  DateTime: 'DateTime',
  Number: 'Double',
  Currency: 'Currency',
  Percent: 'Percent',
};

function asText(value: Value): string | null {
  return value === null ? null : String(value).slice(0, 255);
}

function nameOf(tx: Transaction, id: Value): string | null {
  if (typeof id !== 'string') return null;
  const object = tx.org.schema.objectByPrefix(id.slice(0, 3));
  const [row] = object ? tx.rows(object.name, [id]) : [];
  return row ? asText(row[object?.nameField ?? 'Name'] ?? null) : null;
}
