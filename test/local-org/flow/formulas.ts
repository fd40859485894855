import { compileFormula, type FormulaField, type FormulaType } from '../formula/compile.ts';
import { compileFieldFormula, compileRecordFormula, formulaType, type RecordContext } from '../formula/record.ts';
import type { Field, Row, Schema, Value } from '../schema/model.ts';
import { single, type Interview } from './model.ts';
import type { Resources } from './resources.ts';
import { type DataType, type Expression, type ResourceType } from './types.ts';

/** A flow's formula resource: paths are the flow's resources, ISCHANGED and PRIORVALUE look at `$Record`. Throws FormulaError. */
export function flowFormula(
  resources: Resources,
  source: string,
  data: DataType | undefined,
  element: string,
): Expression {
  const formula = compileFormula<Interview>(source, {
    use: 'flow',
    ...(data === undefined ? {} : { returns: FORMULA_TYPES[data] }),
    scope: {
      resolve: (path) => fieldOf(resources.schema, resources.reference(path.join('.'), element)),
      isNew: (i) => i.isNew,
      now: (i) => i.host.now,
      timeZone: (i) => String(i.host.access.user['TimeZoneSidKey'] ?? 'GMT'),
    },
  });
  return { type: { kind: 'value', data: data ?? dataOf(formula.type) }, get: (i) => formula.evaluate(i) };
}

function fieldOf(schema: Schema, expression: Expression): FormulaField<Interview> | undefined {
  const { type, get, field, prior } = expression;
  if (type.kind !== 'value') return undefined;
  return {
    type: field ? formulaType(schema, field) : FORMULA_TYPES[type.data],
    get: (i) => single(get(i)),
    ...(prior ? { prior } : {}),
    ...(field?.picklist ? { picklistValues: field.picklist.map((value) => value.name) } : {}),
  };
}

/** `$User.Alias`, `$Permission.X`, `$Label.X`, `TODAY()`: whatever a record's formulas can say without a record. */
export function globalValue(schema: Schema, object: string, source: string): Expression {
  const formula = compileRecordFormula(schema, object, source, { use: 'flow' });
  const type: ResourceType = { kind: 'value', data: dataOf(formula.type) };
  return { type, get: (i) => formula.evaluate(recordContext(i, i.record.row)) };
}

/** A formula field of a record, wherever the flow has the record from. */
export function recordFormula(
  schema: Schema,
  object: string,
  field: Field,
): (i: Interview, row: Row | undefined) => Value {
  const formula = compileFieldFormula(schema, object, field);
  return (i, row) => (row ? formula.evaluate(recordContext(i, row)) : null);
}

function recordContext(i: Interview, row: Row): RecordContext {
  const own = row === i.record.row;
  return {
    row,
    prior: own ? i.prior : undefined,
    isNew: own && i.isNew,
    access: i.host.access,
    now: i.host.now,
    parent: i.host.row,
    find: i.host.find,
  };
}

const FORMULA_TYPES: Record<DataType, FormulaType> = {
  String: 'Text',
  Number: 'Number',
  Currency: 'Currency',
  Boolean: 'Boolean',
  Date: 'Date',
  DateTime: 'DateTime',
  Time: 'Time',
  Picklist: 'Picklist',
  Multipicklist: 'MultiselectPicklist',
};

function dataOf(type: FormulaType): DataType {
  switch (type) {
    case 'Number':
    case 'Currency':
    case 'Boolean':
    case 'Date':
    case 'DateTime':
    case 'Time':
      return type;
    case 'Percent':
      return 'Number';
    default:
      return 'String';
  }
}
