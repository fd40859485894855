import {
  argument,
  asText,
  illegalType,
  isBlank,
  requireCount,
  requirePlain,
  shared,
  variadic,
  wrongType,
} from '../expression.ts';
import type { Call, Evaluate, Expression, FunctionDefinition } from '../expression.ts';
import { equals, every, some } from '../operators.ts';
import { commonType, isText } from '../types.ts';
import type { FormulaType, Operand } from '../types.ts';

const IF: FunctionDefinition = {
  compile(call) {
    requireCount(call, 3);
    const [test, then, otherwise] = call.args as [Expression, Expression, Expression];
    const condition = argument(call.compiler, call.name, test, 'Boolean');
    const type = shared(call, shared(call, 'Null', then), otherwise);
    const [a, b] = [branch(call, type, then), branch(call, type, otherwise)];
    return { type, evaluate: (context) => (condition(context) === true ? a(context) : b(context)) };
  },
};

const CASE: FunctionDefinition = {
  compile(call) {
    const { length } = call.args;
    if (length < 4 || length % 2 === 1) requireCount(call, Math.max(4, length - 1));
    const [subject] = call.args as [Expression];
    const otherwise = call.args[length - 1] as Expression;
    const cases: { matches(value: Operand, context: unknown): boolean; result: Expression }[] = [];
    let type: FormulaType = 'Null';
    for (let index = 1; index < length - 1; index += 2) {
      const result = call.args[index + 1] as Expression;
      const matches = caseMatcher(call, subject, call.args[index] as Expression);
      type = shared(call, type, noBoolean(call, result));
      cases.push({ matches, result });
    }
    type = shared(call, type, noBoolean(call, otherwise));
    const branches = cases.map(({ matches, result }) => ({ matches, evaluate: branch(call, type, result) }));
    const last = branch(call, type, otherwise);
    return {
      type,
      evaluate: (context) => {
        const value = subject.evaluate(context);
        for (const { matches, evaluate } of branches) if (matches(value, context)) return evaluate(context);
        return last(context);
      },
    };
  },
};

/** An Id among texts is a text. */
function branch(call: Call, type: FormulaType, expression: Expression): Evaluate {
  return type === 'Text' ? asText(call.compiler, expression) : expression.evaluate;
}

function noBoolean(call: Call, expression: Expression): Expression {
  if (expression.type === 'Boolean' || expression.type === 'Geolocation')
    illegalType(call.compiler, call.name, expression.node);
  return expression;
}

function caseMatcher(
  call: Call,
  subject: Expression,
  value: Expression,
): (actual: Operand, context: unknown) => boolean {
  const { compiler, name } = call;
  if (subject.type === 'Picklist') {
    if (value.node.kind !== 'text') wrongType(compiler, name, ['Text Literal'], value);
    const literal = value.node.value;
    return (actual) => (actual ?? '') === literal;
  }
  requirePlain(compiler, noBoolean(call, subject));
  requirePlain(compiler, noBoolean(call, value));
  if (commonType(subject.type, value.type) === undefined) wrongType(compiler, name, [subject.type], value);
  const same = equals(subject, value);
  return (actual, context) => same(actual, value.evaluate(context)) === true;
}

const NOT: FunctionDefinition = {
  compile(call) {
    requireCount(call, 1);
    const evaluate = argument(call.compiler, call.name, call.args[0] as Expression, 'Boolean');
    return {
      type: 'Boolean',
      evaluate: (context) => {
        const value = evaluate(context);
        return value === null ? null : !value;
      },
    };
  },
};

/** ISBLANK, and ISNULL, for which a text is never null (Salesforce Help, "ISNULL"). */
function blankTest(textIsNeverNull: boolean): FunctionDefinition {
  return {
    compile(call) {
      requireCount(call, 1);
      const [value] = call.args as [Expression];
      if (value.type === 'Boolean') illegalType(call.compiler, call.name, value.node);
      if (value.type === 'Picklist') requirePlain(call.compiler, value);
      const { evaluate } = value;
      if (textIsNeverNull && isText(value.type)) return { type: 'Boolean', evaluate: () => false };
      return { type: 'Boolean', evaluate: (context) => isBlank(evaluate(context)) };
    },
  };
}

/** BLANKVALUE, and NULLVALUE, for which a text is never null (Salesforce Help, "NULLVALUE"). */
function substitute(textIsNeverNull: boolean): FunctionDefinition {
  return {
    compile(call) {
      requireCount(call, 2);
      const [value, replacement] = call.args as [Expression, Expression];
      for (const side of [value, replacement]) {
        if (side.type === 'Boolean' || side.type === 'Geolocation') illegalType(call.compiler, call.name, side.node);
      }
      const type = shared(call, shared(call, 'Null', value), replacement);
      const [a, b] = [branch(call, type, value), branch(call, type, replacement)];
      if (textIsNeverNull && isText(type)) return { type, evaluate: a };
      return {
        type,
        evaluate: (context) => {
          const result = a(context);
          return isBlank(result) ? b(context) : result;
        },
      };
    },
  };
}

export const logicalFunctions = {
  AND: variadic('Boolean', 'Boolean', every),
  BLANKVALUE: substitute(false),
  CASE,
  IF,
  ISBLANK: blankTest(false),
  ISNULL: blankTest(true),
  NOT,
  NULLVALUE: substitute(true),
  OR: variadic('Boolean', 'Boolean', some),
} satisfies Record<string, FunctionDefinition>;
