import { FormulaError } from './error.ts';
import { asText, fail, requirePlain } from './expression.ts';
import type { Compiler, Context, Expression, FormulaField, FormulaScope, FormulaUse } from './expression.ts';
import { FUNCTIONS } from './functions/index.ts';
import { parseNumber } from './number.ts';
import { compileBinary, compileUnary } from './operators.ts';
import { parse, tooDeep } from './syntax.ts';
import type { Node } from './syntax.ts';
import { expressionType, isText, resultLabel } from './types.ts';
import type { FormulaType } from './types.ts';
import { reader, writer } from './value.ts';
import type { Value } from '../schema/model.ts';

export { FormulaError, FormulaRuntimeError } from './error.ts';
export type { FormulaField, FormulaScope, FormulaUse, Vlookup } from './expression.ts';
export type { FormulaType } from './types.ts';

export interface FormulaOptions<C> {
  scope: FormulaScope<C>;
  /** The type that the result must have; any if left out. Of a Percent the result is in percents: 0.24 becomes 24. */
  returns?: FormulaType;
  /** Whether blank number, currency and percent fields count as zero; as blank if left out. */
  blankAsZero?: boolean;
  use: FormulaUse;
}

export interface CompiledFormula<C> {
  type: FormulaType;
  /** Every path that the formula reads, as written, each once. */
  paths: string[][];
  /**
   * The result for one context: texts, numbers and booleans as they are, dates as `2026-11-24`, date-times as
   * `2026-11-24T08:00:00.000Z`, times as `08:00:00.000Z`, null where blank.
   * Throws FormulaRuntimeError where there is none, as Salesforce shows `#Error!`.
   */
  evaluate(context: C): Value;
}

/**
 * Compiles a formula to closures, to be run often. Throws FormulaError with Salesforce's message, line and column where
 * the formula is no formula, its types do not fit, or it uses what its use does not allow.
 */
export function compileFormula<C>(source: string, options: FormulaOptions<C>): CompiledFormula<C> {
  const paths = new Map<string, string[]>();
  const compiler: Compiler = {
    source,
    use: options.use,
    blankAsZero: options.blankAsZero ?? false,
    // The compiler hands contexts back to the scope they belong to and never looks inside.
    scope: options.scope as unknown as FormulaScope<Context>,
    compile: (node) => ({ ...compileNode(compiler, paths, node), node }),
  };
  try {
    const root = compiler.compile(parse(source));
    const type = resultType(compiler, root, options.returns);
    return {
      type,
      paths: [...paths.values()],
      evaluate: writer(type, type === 'Id' ? root.evaluate : asText(compiler, root)),
    };
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep();
    throw error;
  }
}

type Compiled = Omit<Expression, 'node'>;

function compileNode(compiler: Compiler, paths: Map<string, string[]>, node: Node): Compiled {
  switch (node.kind) {
    case 'number': {
      const value = parseNumber(node.text) ?? null;
      return { type: 'Number', evaluate: () => value };
    }
    case 'text': {
      const { value } = node;
      return { type: 'Text', evaluate: () => value };
    }
    case 'boolean': {
      const { value } = node;
      return { type: 'Boolean', evaluate: () => value };
    }
    case 'null':
      return { type: 'Null', evaluate: () => null };
    case 'path':
      return compilePath(compiler, paths, node);
    case 'call':
      return compileCall(compiler, node);
    case 'unary':
      return compileUnary(compiler, node);
    case 'binary':
      return compileBinary(compiler, node);
  }
}

function compilePath(compiler: Compiler, paths: Map<string, string[]>, node: Node & { kind: 'path' }): Compiled {
  if (node.merge && compiler.use !== 'flow') fail(compiler, node, "Syntax error. Found '{'");
  const path = node.text.split('.');
  const field = resolve(compiler, node, path);
  if (!field) fail(compiler, node, `Field ${node.text} does not exist. Check spelling.`);
  const key = node.text.toLowerCase();
  if (!paths.has(key)) paths.set(key, path);
  return {
    type: expressionType(field.type),
    evaluate: reader(field.type, (context) => field.get(context), compiler.blankAsZero),
    field,
  };
}

/** What the scope refuses, such as a formula field that refers to itself, is refused where it is named. */
function resolve(compiler: Compiler, node: Node, path: readonly string[]): FormulaField<Context> | undefined {
  try {
    return compiler.scope.resolve(path);
  } catch (error) {
    if (error instanceof FormulaError) fail(compiler, node, error.message);
    throw error;
  }
}

function compileCall(compiler: Compiler, node: Node & { kind: 'call' }): Compiled {
  const definition = FUNCTIONS.get(node.name.toUpperCase());
  if (!definition) fail(compiler, node, `Unknown function ${node.name}. Check spelling.`);
  if (definition.uses && !definition.uses.includes(compiler.use)) {
    fail(compiler, node, `Function ${node.name.toUpperCase()} may not be used in this type of formula`);
  }
  return definition.compile({
    name: node.name,
    node,
    args: definition.raw ? [] : node.args.map((argument) => compiler.compile(argument)),
    compiler,
  });
}

function resultType(compiler: Compiler, root: Expression, returns: FormulaType | undefined): FormulaType {
  requirePlain(compiler, root);
  if (root.type === 'Geolocation') fail(compiler, root.node, "Incorrect argument type for function 'GEOLOCATION()'.");
  if (returns === undefined) return root.type;
  const fits =
    root.type === 'Null' ||
    root.type === expressionType(returns) ||
    (isText(root.type) && (isText(returns) || returns === 'Picklist' || returns === 'MultiselectPicklist'));
  if (fits) return returns;
  throw new FormulaError(
    `Formula result is data type (${root.type === 'Id' ? 'Text' : root.type}), incompatible with expected data type (${resultLabel(returns)}).`,
  );
}
