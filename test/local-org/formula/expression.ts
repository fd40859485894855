import { described, FormulaError, positionAt } from './error.ts';
import type { Node } from './syntax.ts';
import { commonType, isText, typeLabel } from './types.ts';
import type { FormulaType, Geolocation, Numeric, Operand } from './types.ts';
import type { Value } from '../schema/model.ts';

/** What a formula is for: it decides which functions are allowed. */
export type FormulaUse = 'validation' | 'field' | 'default' | 'flow';

/** A field as a formula sees it. `prior` is there where the field belongs to the record being saved. */
export interface FormulaField<C> {
  type: FormulaType;
  get(context: C): Value;
  prior?(context: C): Value;
  /** API names of a picklist's values, where INCLUDES is to check its literal against them. */
  picklistValues?: readonly string[];
}

/** What a formula can reach, for one kind of context. */
export interface FormulaScope<C> {
  /** Path segments as written, such as `['Opportunity__r', 'OwnerId']`; undefined where there is no such field. */
  resolve(path: readonly string[]): FormulaField<C> | undefined;
  isNew(context: C): boolean;
  isClone?(context: C): boolean;
  now(context: C): Date;
  /** Of the user: `Europe/Berlin`. GMT where left out. */
  timeZone?(context: C): string;
  /**
   * For VLOOKUP: how to find one field of an object's record by another, given both as paths like
   * `['$ObjectType', 'Rate__c', 'Fields', 'Name']`; undefined where there is no such pair of fields.
   */
  vlookup?(result: readonly string[], key: readonly string[]): Vlookup<C> | undefined;
}

export interface Vlookup<C> {
  type: FormulaType;
  find(context: C, key: string): Value;
}

/** Formulas are compiled for any context; the compiler never looks inside one. */
export type Context = unknown;

export type Evaluate = (context: Context) => Operand;

/** A compiled part of a formula. */
export interface Expression {
  type: FormulaType;
  evaluate: Evaluate;
  node: Node;
  /** Where the expression is a field or its PRIORVALUE. */
  field?: FormulaField<Context>;
}

export interface Compiler {
  readonly source: string;
  readonly use: FormulaUse;
  readonly blankAsZero: boolean;
  readonly scope: FormulaScope<Context>;
  compile(node: Node): Expression;
}

export interface Call {
  /** As written. */
  name: string;
  node: Node & { kind: 'call' };
  args: Expression[];
  compiler: Compiler;
}

export interface FunctionDefinition {
  /** Where the function may be used; everywhere if left out, nowhere if empty. */
  uses?: readonly FormulaUse[];
  /** The arguments are no expressions: they come uncompiled, in the call's node. */
  raw?: true;
  compile(call: Call): { type: FormulaType; evaluate: Evaluate; field?: FormulaField<Context> };
}

export function fail(compiler: Pick<Compiler, 'source'>, node: Node, message: string): never {
  throw new FormulaError(message, positionAt(compiler.source, node.at));
}

/** Throws FormulaError where the number of arguments is outside of the limits. */
export function requireCount(call: Call, minimum: number, maximum = minimum): void {
  const received = call.args.length;
  if (received >= minimum && received <= maximum) return;
  const expected = received < minimum ? minimum : maximum;
  fail(
    call.compiler,
    call.node,
    `Incorrect number of parameters for ${described(call.name)}. Expected ${expected}, received ${received}`,
  );
}

export function wrongType(
  compiler: Compiler,
  name: string,
  expected: readonly (FormulaType | 'Text Literal')[],
  actual: Expression,
): never {
  const labels = expected.map((type) => (type === 'Text Literal' ? type : typeLabel(type)));
  fail(
    compiler,
    actual.node,
    `Incorrect parameter type for ${described(name)}. Expected ${labels.join(', ')}, received ${typeLabel(actual.type)}`,
  );
}

export function illegalType(compiler: Compiler, name: string, node: Node): never {
  fail(compiler, node, `Incorrect argument type for ${described(name)}.`);
}

/**
 * Refuses picklists where only plain values are understood.
 * https://help.salesforce.com/s/articleView?id=platform.tips_for_using_picklist_formula_fields.htm
 */
export function requirePlain(compiler: Compiler, argument: Expression): void {
  if (argument.type !== 'Picklist' && argument.type !== 'MultiselectPicklist') return;
  const name = fieldName(argument.node);
  fail(
    compiler,
    argument.node,
    argument.type === 'Picklist'
      ? `Field ${name} is a picklist field. Picklist fields are only supported in certain functions.`
      : `Field ${name} is a multi-select picklist field. Multi-select picklist fields are only supported in certain functions.`,
  );
}

function fieldName(node: Node): string {
  if (node.kind === 'path') return node.text;
  const [first] = node.kind === 'call' ? node.args : [];
  return first ? fieldName(first) : '';
}

/** Checks one argument against the types a parameter takes, and returns its evaluation as that type. NULL always fits. */
export function argument(
  compiler: Compiler,
  name: string,
  actual: Expression,
  expected: FormulaType | readonly FormulaType[],
): Evaluate {
  const types = typeof expected === 'string' ? [expected] : expected;
  if (!types.includes(actual.type)) requirePlain(compiler, actual);
  const fits =
    actual.type === 'Null' || types.some((type) => type === actual.type || (isText(type) && isText(actual.type)));
  if (!fits) wrongType(compiler, name, types, actual);
  return isText(actual.type) ? asText(compiler, actual) : actual.evaluate;
}

/** A record Id reads as its 15-character form, except in flows (Salesforce Help, "CASESAFEID"). */
export function asText(compiler: Compiler, expression: Expression): Evaluate {
  const { evaluate } = expression;
  if (expression.type !== 'Id' || compiler.use === 'flow') return evaluate;
  return (context) => {
    const id = evaluate(context);
    return typeof id === 'string' ? id.slice(0, 15) : null;
  };
}

/** The type that branches of an IF or CASE share. Throws FormulaError naming the branch that does not fit. */
export function shared(call: Call, type: FormulaType, branch: Expression): FormulaType {
  requirePlain(call.compiler, branch);
  return commonType(type, branch.type) ?? wrongType(call.compiler, call.name, [type], branch);
}

interface Operands {
  Text: string;
  Id: string;
  Number: Numeric;
  Currency: Numeric;
  Percent: Numeric;
  Boolean: boolean;
  Date: number;
  DateTime: number;
  Time: number;
  Picklist: string;
  MultiselectPicklist: string;
  Geolocation: Geolocation;
  Null: null;
}

type Parameters<P extends readonly FormulaType[], Blank> = { -readonly [K in keyof P]: Operands[P[K]] | Blank };

interface DeclareOptions {
  /** Number of parameters that must be given; the others then arrive as undefined. */
  required?: number;
  uses?: readonly FormulaUse[];
}

/** A function of typed parameters whose result is blank as soon as one of them is. */
export function propagating<const P extends readonly FormulaType[]>(
  parameters: P,
  returns: FormulaType,
  run: (...values: Parameters<P, never>) => Operand,
  options: DeclareOptions = {},
): FunctionDefinition {
  const anyRun = run as unknown as (...values: Operand[]) => Operand;
  return declared(parameters, returns, options, (args) => {
    const [first, second] = args;
    if (first && args.length === 1) {
      return (context) => {
        const value = first(context);
        return value === null ? null : anyRun(value);
      };
    }
    if (first && second && args.length === 2) {
      return (context) => {
        const a = first(context);
        if (a === null) return null;
        const b = second(context);
        return b === null ? null : anyRun(a, b);
      };
    }
    return (context) => {
      const values: Operand[] = [];
      for (const evaluate of args) {
        const value = evaluate(context);
        if (value === null) return null;
        values.push(value);
      }
      return anyRun(...values);
    };
  });
}

/** A function of typed parameters that decides itself what a blank means. */
export function accepting<const P extends readonly FormulaType[]>(
  parameters: P,
  returns: FormulaType,
  run: (...values: Parameters<P, null>) => Operand,
  options: DeclareOptions = {},
): FunctionDefinition {
  const anyRun = run as unknown as (...values: Operand[]) => Operand;
  return declared(parameters, returns, options, (args) => {
    const [first, second] = args;
    if (first && args.length === 1) return (context) => anyRun(first(context));
    if (first && second && args.length === 2) return (context) => anyRun(first(context), second(context));
    return (context) => anyRun(...args.map((evaluate) => evaluate(context)));
  });
}

function declared(
  parameters: readonly FormulaType[],
  returns: FormulaType,
  options: DeclareOptions,
  build: (args: Evaluate[]) => Evaluate,
): FunctionDefinition {
  return {
    ...(options.uses ? { uses: options.uses } : {}),
    compile(call) {
      requireCount(call, options.required ?? parameters.length, parameters.length);
      const args = call.args.map((actual, index) =>
        argument(call.compiler, call.name, actual, parameters[index] ?? 'Text'),
      );
      return { type: returns, evaluate: build(args) };
    },
  };
}

/** A function of any number of arguments of one type, at least one. */
export function variadic(
  parameter: FormulaType,
  returns: FormulaType,
  build: (args: Evaluate[]) => Evaluate,
): FunctionDefinition {
  return {
    compile(call) {
      requireCount(call, 1, Infinity);
      const args = call.args.map((actual) => argument(call.compiler, call.name, actual, parameter));
      return { type: returns, evaluate: build(args) };
    },
  };
}

export function isBlank(value: Operand): value is null | '' {
  return value === null || value === '';
}
