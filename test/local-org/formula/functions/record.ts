import { described } from '../error.ts';
import { argument, fail, illegalType, requireCount, wrongType } from '../expression.ts';
import type { Call, Expression, FormulaField, FormulaUse, FunctionDefinition } from '../expression.ts';
import { expressionType, isText } from '../types.ts';
import type { FormulaType } from '../types.ts';
import { reader } from '../value.ts';
import type { Value } from '../../schema/model.ts';

/** Where a record is being saved, so that there is something before and after. */
const WHILE_SAVING: readonly FormulaUse[] = ['validation', 'flow'];

type SavedField = FormulaField<unknown> & Required<Pick<FormulaField<unknown>, 'prior'>>;

/** The field of the record itself that ISCHANGED or PRIORVALUE names. */
function savedField(call: Call): SavedField {
  requireCount(call, 1);
  const [value] = call.args as [Expression];
  if (value.node.kind !== 'path' || !value.field) illegalType(call.compiler, call.name, value.node);
  if (!value.field.prior) {
    fail(
      call.compiler,
      value.node,
      `The ${call.name.toUpperCase()} function cannot reference the ${value.node.text} field.`,
    );
  }
  return value.field as SavedField;
}

/** On insert the current value (Salesforce Help, "PRIORVALUE"). */
const PRIORVALUE: FunctionDefinition = {
  uses: WHILE_SAVING,
  compile(call) {
    const field = savedField(call);
    const { isNew } = call.compiler.scope;
    const get = (context: unknown): Value => (isNew(context) ? field.get(context) : field.prior(context));
    return { type: expressionType(field.type), evaluate: reader(field.type, get, call.compiler.blankAsZero), field };
  },
};

/** On insert false (Salesforce Help, "ISCHANGED"). */
const ISCHANGED: FunctionDefinition = {
  uses: WHILE_SAVING,
  compile(call) {
    const field = savedField(call);
    const { isNew } = call.compiler.scope;
    return {
      type: 'Boolean',
      evaluate: (context) => !isNew(context) && differs(field.prior(context), field.get(context), field.type),
    };
  },
};

/** Line ends of another operating system, an Id's other length and the two kinds of blank are no change. */
function differs(before: Value | undefined, after: Value | undefined, type: FormulaType): boolean {
  if (before === after) return false;
  return stable(before, type) !== stable(after, type);
}

function stable(value: Value | undefined, type: FormulaType): Value {
  if (type === 'Boolean') return value === true;
  if (value === undefined || value === '') return null;
  if (typeof value !== 'string') return value;
  if (type === 'Id') return value.slice(0, 15);
  return isText(type) ? value.replaceAll('\r\n', '\n') : value;
}

function flag(uses: readonly FormulaUse[], read: (call: Call, context: unknown) => boolean): FunctionDefinition {
  return {
    uses,
    compile(call) {
      requireCount(call, 0);
      return { type: 'Boolean', evaluate: (context) => read(call, context) };
    },
  };
}

const ISPICKVAL: FunctionDefinition = {
  compile(call) {
    requireCount(call, 2);
    const [field, literal] = call.args as [Expression, Expression];
    if (field.type !== 'Picklist') wrongType(call.compiler, call.name, ['Picklist'], field);
    if (literal.node.kind !== 'text') wrongType(call.compiler, call.name, ['Text Literal'], literal);
    const wanted = literal.node.value;
    return { type: 'Boolean', evaluate: (context) => (field.evaluate(context) ?? '') === wanted };
  },
};

/** https://help.salesforce.com/apex/HTViewHelpDoc?id=customize_functions_includes.htm */
const INCLUDES: FunctionDefinition = {
  compile(call) {
    requireCount(call, 2);
    const [field, literal] = call.args as [Expression, Expression];
    if (field.type !== 'MultiselectPicklist') wrongType(call.compiler, call.name, ['MultiselectPicklist'], field);
    if (literal.node.kind !== 'text') wrongType(call.compiler, call.name, ['Text Literal'], literal);
    const wanted = literal.node.value;
    const values = field.field?.picklistValues;
    if (wanted.trim() === '' || (values && !values.includes(wanted))) {
      fail(
        call.compiler,
        literal.node,
        `Incorrect parameter for ${described(call.name.toUpperCase()).replace(/'/g, '')}. Text Literal must be a valid value for this multi-select picklist field.`,
      );
    }
    return {
      type: 'Boolean',
      evaluate: (context) => {
        const selected = field.evaluate(context);
        return typeof selected === 'string' && selected.split(';').includes(wanted);
      },
    };
  },
};

const PICKLISTCOUNT: FunctionDefinition = {
  compile(call) {
    requireCount(call, 1);
    const [field] = call.args as [Expression];
    if (field.type !== 'MultiselectPicklist') wrongType(call.compiler, call.name, ['MultiselectPicklist'], field);
    return {
      type: 'Number',
      evaluate: (context) => {
        const selected = field.evaluate(context);
        return typeof selected === 'string' ? selected.split(';').length : 0;
      },
    };
  },
};

/** VLOOKUP(field_to_return, field_on_lookup_object, lookup_value), in validation rules only (Salesforce Help, "VLOOKUP"). */
const VLOOKUP: FunctionDefinition = {
  uses: ['validation'],
  raw: true,
  compile(call) {
    const { compiler, node } = call;
    requireCount({ ...call, args: node.args as unknown as Expression[] }, 3);
    const [result, key, value] = node.args as [Call['node'], Call['node'], Call['node']];
    const [resultPath, keyPath] = [result, key].map((argumentNode): string[] => {
      const path = (argumentNode as { kind: string; text?: string }).text;
      if (argumentNode.kind !== ('path' as string) || path === undefined) {
        fail(
          compiler,
          argumentNode,
          `Incorrect parameter for ${described(call.name)}. Expected $ObjectType field reference.`,
        );
      }
      return path.split('.');
    }) as [string[], string[]];
    const lookup = compiler.scope.vlookup?.(resultPath, keyPath);
    if (!lookup) fail(compiler, result, `Field ${resultPath.join('.')} does not exist. Check spelling.`);
    const wanted = argument(compiler, call.name, compiler.compile(value), 'Text');
    const find = (context: unknown): Value => {
      const text = wanted(context);
      return typeof text === 'string' && text !== '' ? lookup.find(context, text) : null;
    };
    return { type: expressionType(lookup.type), evaluate: reader(lookup.type, find, compiler.blankAsZero) };
  },
};

export const recordFunctions = {
  INCLUDES,
  ISCHANGED,
  ISCLONE: flag(WHILE_SAVING, ({ compiler }, context) => compiler.scope.isClone?.(context) ?? false),
  ISNEW: flag(WHILE_SAVING, ({ compiler }, context) => compiler.scope.isNew(context)),
  ISPICKVAL,
  PICKLISTCOUNT,
  PRIORVALUE,
  VLOOKUP,
} satisfies Record<string, FunctionDefinition>;
