import { compileFormula, FormulaError, FormulaRuntimeError } from './compile.ts';
import type { CompiledFormula, FormulaField, FormulaScope, FormulaType, FormulaUse } from './compile.ts';
import { formulaType, NOT_IN_FIELDS } from './field-type.ts';
import { globalField } from './global.ts';
import { Exact } from './number.ts';
import type { Store, UserAccess } from '../org.ts';
import type { Field, Row, Schema, SObject, Value } from '../schema/model.ts';

/** What a record's formula reads, at one moment of one user's request. */
export interface RecordContext {
  /** The whole record as it would be saved. */
  row: Row;
  /** The whole record as it was, undefined on insert. */
  prior: Row | undefined;
  isNew: boolean;
  isClone?: boolean;
  access: UserAccess;
  now: Date;
  /** A record by its Id, undefined where there is none. */
  parent(object: string, id: string): Row | undefined;
  /** The first record whose fields have these values: custom metadata, the organization, what VLOOKUP looks for. */
  find(object: string, values: Record<string, string>): Row | undefined;
}

export interface RecordFormula {
  type: FormulaType;
  /** Relationship paths whose parent rows are read, such as `['Opportunity__r', 'Owner']`, each once. */
  parents: string[][];
  /**
   * The result as a row would hold it. A formula field without a result is blank, as the API answers it; other
   * formulas throw FormulaRuntimeError.
   */
  evaluate(context: RecordContext): Value;
}

export interface RecordFormulaOptions {
  use: FormulaUse;
  returns?: FormulaType;
  /** Blank if left out. */
  blankAsZero?: boolean;
  /** Decimal places that a number is rounded to, half away from zero. */
  scale?: number;
}

/** Compiles a formula of an object: a validation rule, a default, a formula field. Throws FormulaError. */
export function compileRecordFormula(
  schema: Schema,
  object: string,
  source: string,
  options: RecordFormulaOptions,
): RecordFormula {
  const sobject = schema.object(object);
  if (!sobject) throw new FormulaError(`${object} is an invalid object type. Check spelling.`);
  const formula = bind({ schema, following: [] }, sobject, source, options);
  return options.use === 'field' ? blankOnError(formula) : formula;
}

/** Compiles a formula field as it is declared. Throws FormulaError. */
export function compileFieldFormula(schema: Schema, object: string, field: Field): RecordFormula {
  const sobject = schema.object(object);
  if (!sobject) throw new FormulaError(`${object} is an invalid object type. Check spelling.`);
  const following = [`${sobject.name}.${field.name}`];
  return blankOnError(bind({ schema, following }, sobject, field.formula ?? '', fieldOptions(schema, field)));
}

export { formulaType } from './field-type.ts';

/** A record context's two look-ups, straight from the rows. */
export function storeReader(store: Store): Pick<RecordContext, 'parent' | 'find'> {
  return {
    parent: (object, id) => store.read(object, [id])[0],
    find(object, values) {
      const [first, ...others] = Object.entries(values);
      if (!first) {
        const [row] = store.all(`SELECT "Id" FROM "${object}" LIMIT 1`, []);
        return typeof row?.['Id'] === 'string' ? store.read(object, [row['Id']])[0] : undefined;
      }
      return store
        .readBy(object, first[0], [first[1]])
        .find((row) => others.every(([name, value]) => row[name] === value));
    },
  };
}

interface Binding {
  schema: Schema;
  /** Formula fields being compiled, outermost first, to find cycles. */
  following: readonly string[];
}

function bind(binding: Binding, sobject: SObject, source: string, options: RecordFormulaOptions): RecordFormula {
  const parents = new Map<string, string[]>();
  const formula = compileFormula<RecordContext>(source, {
    use: options.use,
    scope: recordScope(binding, sobject, options.use, parents),
    ...(options.returns ? { returns: options.returns } : {}),
    ...(options.blankAsZero === undefined ? {} : { blankAsZero: options.blankAsZero }),
  });
  return { type: formula.type, parents: [...parents.values()], evaluate: rounded(formula, options.scale) };
}

function rounded({ evaluate }: CompiledFormula<RecordContext>, scale: number | undefined): RecordFormula['evaluate'] {
  if (scale === undefined) return evaluate;
  return (context) => {
    const value = evaluate(context);
    if (typeof value !== 'number' || Number.isInteger(value)) return value;
    return new Exact(value).toDecimalPlaces(scale).toNumber();
  };
}

function blankOnError(formula: RecordFormula): RecordFormula {
  return {
    ...formula,
    evaluate(context) {
      try {
        return formula.evaluate(context);
      } catch (error) {
        if (error instanceof FormulaRuntimeError) return null;
        throw error;
      }
    },
  };
}

function recordScope(
  binding: Binding,
  sobject: SObject,
  use: FormulaUse,
  parents: Map<string, string[]>,
): FormulaScope<RecordContext> {
  const { schema } = binding;
  return {
    resolve(path) {
      const [first = ''] = path;
      if (first.startsWith('$')) return globalField(schema, path);
      // A default is worked out before there is a record.
      if (use === 'default') return undefined;
      return recordField(binding, sobject, path, use, parents);
    },
    isNew: (context) => context.isNew,
    isClone: (context) => context.isClone ?? false,
    now: (context) => context.now,
    timeZone: (context) => String(context.access.user['TimeZoneSidKey'] ?? 'GMT'),
    vlookup(result, key) {
      const [object, resultField] = objectTypeField(schema, result) ?? [];
      const [keyObject, keyField] = objectTypeField(schema, key) ?? [];
      if (!object || !resultField || keyObject !== object || keyField?.name !== 'Name') return undefined;
      return {
        type: formulaType(schema, resultField),
        find: (context, text) => context.find(object.name, { Name: text })?.[resultField.name] ?? null,
      };
    },
  };
}

/** `$ObjectType.Rate__c.Fields.Name`. */
function objectTypeField(schema: Schema, path: readonly string[]): [SObject, Field] | undefined {
  const [root = '', objectName = '', fields = '', fieldName = ''] = path;
  if (path.length !== 4 || root.toLowerCase() !== '$objecttype' || fields.toLowerCase() !== 'fields') return undefined;
  const object = schema.object(objectName);
  const field = object?.field(fieldName);
  return object && field && [object, field];
}

/** One step from a child to its parent. */
interface Hop {
  field: string;
  name: string;
  targets: SObject[];
}

function recordField(
  binding: Binding,
  sobject: SObject,
  path: readonly string[],
  use: FormulaUse,
  parents: Map<string, string[]>,
): FormulaField<RecordContext> | undefined {
  const hops: Hop[] = [];
  let at = [sobject];
  for (const step of path.slice(0, -1)) {
    const hop = hopAlong(binding.schema, at, step);
    if (!hop) return undefined;
    hops.push(hop);
    at = hop.targets;
  }
  const fieldName = path[path.length - 1] ?? '';
  const object = at.find((target) => target.field(fieldName));
  const field = object?.field(fieldName);
  if (!object || !field) return undefined;
  const unsupported = use === 'field' ? NOT_IN_FIELDS[field.type] : undefined;
  if (unsupported) {
    throw new FormulaError(
      `You referenced an unsupported field type called "${unsupported}" using the following field: ${path.join('.')}`,
    );
  }
  const steps = hops.map((hop) => hop.name);
  const inner = field.formula === undefined ? stored(field) : computed(binding, object, field, path, use);
  for (const extra of [[], ...inner.parents]) {
    for (let length = 1; length <= steps.length + extra.length; length++) {
      const parentPath = [...steps, ...extra].slice(0, length);
      parents.set(parentPath.join('.'), parentPath);
    }
  }
  const common = {
    type: formulaType(binding.schema, field),
    ...(field.picklist ? { picklistValues: field.picklist.map((value) => value.name) } : {}),
  };
  if (hops.length === 0) {
    return {
      ...common,
      get: (context) => inner.read(context, context.row),
      prior: (context) => (context.prior ? inner.read(context, context.prior) : null),
    };
  }
  return {
    ...common,
    get(context) {
      const row = parentRow(binding.schema, context, hops);
      return row ? inner.read(context, row) : null;
    },
  };
}

interface Reading {
  read(context: RecordContext, row: Row): Value;
  parents: readonly string[][];
}

function stored({ name }: Field): Reading {
  return { read: (_, row) => row[name] ?? null, parents: [] };
}

/** Another formula field, followed. What has no result reads as blank, but a formula field that uses it has none either. */
function computed(binding: Binding, object: SObject, field: Field, path: readonly string[], use: FormulaUse): Reading {
  const id = `${object.name}.${field.name}`;
  if (binding.following.includes(id)) {
    throw new FormulaError(
      `Formula cannot use another formula field that directly or indirectly refers to itself. ${[...binding.following, id].join(' -> ')}`,
    );
  }
  const following = [...binding.following, id];
  let formula: RecordFormula;
  try {
    formula = bind(
      { schema: binding.schema, following },
      object,
      field.formula ?? '',
      fieldOptions(binding.schema, field),
    );
  } catch (error) {
    if (!(error instanceof FormulaError) || following.length > 1) throw error;
    throw error.message.startsWith('Formula cannot use')
      ? error
      : new FormulaError(`Error in referenced formula ${path.join('.')}, ${error.message}`);
  }
  const { evaluate } = use === 'field' ? formula : blankOnError(formula);
  return {
    read: (context, row) => evaluate(row === context.row ? context : { ...context, row, prior: undefined }),
    parents: formula.parents,
  };
}

function fieldOptions(schema: Schema, field: Field): RecordFormulaOptions {
  return {
    use: 'field',
    returns: formulaType(schema, field),
    blankAsZero: field.blankAsZero,
    ...(field.scale === undefined ? {} : { scale: field.scale }),
  };
}

/** `Opportunity__r`, `Owner`, or `Owner:User` where a lookup may point to several objects. */
function hopAlong(schema: Schema, from: readonly SObject[], step: string): Hop | undefined {
  const [name = '', type] = step.split(':');
  for (const object of from) {
    const field = object.fields.find(
      (candidate) => candidate.reference?.relationshipName?.toLowerCase() === name.toLowerCase(),
    );
    if (!field?.reference) continue;
    const targets = field.reference.to
      .filter((target) => type === undefined || target.toLowerCase() === type.toLowerCase())
      .flatMap((target) => schema.object(target) ?? []);
    if (targets.length > 0) return { field: field.name, name: field.reference.relationshipName ?? name, targets };
  }
  return undefined;
}

function parentRow(schema: Schema, context: RecordContext, hops: readonly Hop[]): Row | undefined {
  let row: Row | undefined = context.row;
  for (const { field, targets } of hops) {
    const id: Value | undefined = row[field];
    if (typeof id !== 'string' || id === '') return undefined;
    const [only] = targets;
    const object: SObject | undefined = targets.length === 1 ? only : schema.objectByPrefix(id.slice(0, 3));
    if (!object || !targets.includes(object)) return undefined;
    row = context.parent(object.name, id);
    if (!row) return undefined;
  }
  return row;
}
