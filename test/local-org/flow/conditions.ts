import { elements, text } from '../metadata/xml.ts';
import type { Value, XmlElement } from '../schema/model.ts';
import { FlowProblem, single, type FlowValue, type Interview } from './model.ts';
import type { Expression } from './types.ts';

/** Yes or no for one interview, or one record of a collection in it. */
export type Condition = (interview: Interview) => boolean;

const OPERATORS = new Set([
  'EqualTo',
  'NotEqualTo',
  'GreaterThan',
  'LessThan',
  'GreaterThanOrEqualTo',
  'LessThanOrEqualTo',
  'StartsWith',
  'EndsWith',
  'Contains',
  'IsNull',
  'IsBlank',
  'IsEmpty',
  'IsChanged',
  'In',
  'NotIn',
]);

/**
 * One comparison of a decision, an entry condition or a collection filter. Text compares with its
 * case; a blank is neither greater nor less than anything (Salesforce Help, "Flow Operators in
 * Decision, Wait, and Collection Filter Elements").
 */
export function compileCondition(
  left: Expression,
  operator: string,
  right: Expression | undefined,
  element: string,
): Condition {
  if (!OPERATORS.has(operator)) throw new FlowProblem(element, `The operator "${operator}" isn't supported here.`);
  const get = left.get;
  const wanted = right ? right.get : (): FlowValue => null;
  switch (operator) {
    case 'IsChanged': {
      const { changed } = left;
      if (!changed) throw new FlowProblem(element, 'The operator "IsChanged" works only on a field of $Record.');
      return (i) => changed(i) === (single(wanted(i)) !== false);
    }
    case 'IsNull':
      return (i) => (get(i) === null) === (single(wanted(i)) !== false);
    case 'IsBlank':
      return (i) => isBlank(get(i)) === (single(wanted(i)) !== false);
    case 'IsEmpty':
      return (i) => isEmpty(get(i)) === (single(wanted(i)) !== false);
    case 'In':
      return (i) => isIn(get(i), wanted(i));
    case 'NotIn':
      return (i) => !isIn(get(i), wanted(i));
    case 'EqualTo':
      return (i) => equal(get(i), wanted(i));
    case 'NotEqualTo':
      return (i) => !equal(get(i), wanted(i));
    default: {
      const holds = COMPARISONS[operator]!;
      return (i) => {
        const a = single(get(i));
        const b = single(wanted(i));
        return a !== null && b !== null && holds(a, b);
      };
    }
  }
}

const COMPARISONS: Record<string, (a: Exclude<Value, null>, b: Exclude<Value, null>) => boolean> = {
  GreaterThan: (a, b) => compare(a, b) > 0,
  LessThan: (a, b) => compare(a, b) < 0,
  GreaterThanOrEqualTo: (a, b) => compare(a, b) >= 0,
  LessThanOrEqualTo: (a, b) => compare(a, b) <= 0,
  StartsWith: (a, b) => String(a).startsWith(String(b)),
  EndsWith: (a, b) => String(a).endsWith(String(b)),
  Contains: (a, b) => String(a).includes(String(b)),
};

function isBlank(value: FlowValue): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

function isEmpty(value: FlowValue): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function isIn(value: FlowValue, collection: FlowValue): boolean {
  return Array.isArray(collection) && collection.some((item) => equal(item, value));
}

export function equal(a: FlowValue, b: FlowValue): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a === 'object' || typeof b === 'object') return false;
  return compare(a, b) === 0;
}

/** Negative, zero or positive. Numbers and texts that stand for one another compare as numbers; dates with date-times as moments. */
export function compare(a: Exclude<Value, null>, b: Exclude<Value, null>): number {
  if (typeof a === 'number' || typeof b === 'number') return Number(a) - Number(b);
  let left = String(a);
  let right = String(b);
  if (left.length !== right.length && DATE.test(left) && DATE.test(right)) {
    if (left.length === 10) left += 'T00:00:00.000Z';
    if (right.length === 10) right += 'T00:00:00.000Z';
  }
  return left < right ? -1 : left > right ? 1 : 0;
}

const DATE = /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?$/;

/** Joins conditions by `<conditionLogic>` or `<filterLogic>`: `and`, `or`, or a formula such as `1 AND (2 OR 3)`. */
export function joinConditions<C>(
  logic: string | undefined,
  conditions: readonly ((context: C) => boolean)[],
  element: string,
): (context: C) => boolean {
  const how = (logic ?? 'and').trim();
  if (how === '' || /^(and|no_conditions|formula_evaluates_to_true)$/i.test(how))
    return (c) => conditions.every((holds) => holds(c));
  if (/^or$/i.test(how)) return (c) => conditions.some((holds) => holds(c));
  return parseLogic(how, conditions, element);
}

function parseLogic<C>(
  logic: string,
  conditions: readonly ((context: C) => boolean)[],
  element: string,
): (context: C) => boolean {
  const tokens = logic.match(/\d+|AND|OR|NOT|[()]|\S/gi) ?? [];
  let at = 0;
  const wrong = (): FlowProblem => new FlowProblem(element, `The condition logic "${logic}" is invalid.`);
  const takes = (word: string): boolean => tokens[at]?.toUpperCase() === word && ++at > 0;

  function any(): (c: C) => boolean {
    const parts = [all()];
    while (takes('OR')) parts.push(all());
    return parts.length === 1 ? parts[0]! : (c) => parts.some((holds) => holds(c));
  }
  function all(): (c: C) => boolean {
    const parts = [one()];
    while (takes('AND')) parts.push(one());
    return parts.length === 1 ? parts[0]! : (c) => parts.every((holds) => holds(c));
  }
  function one(): (c: C) => boolean {
    if (takes('NOT')) {
      const inner = one();
      return (c) => !inner(c);
    }
    if (takes('(')) {
      const inner = any();
      if (!takes(')')) throw wrong();
      return inner;
    }
    const condition = conditions[Number(tokens[at++]) - 1];
    if (!condition) throw wrong();
    return condition;
  }

  const whole = any();
  if (at !== tokens.length) throw wrong();
  return whole;
}

/** What reading conditions needs of the flow's resources. */
export interface ConditionScope {
  reference(path: string, element: string): Expression;
  value(xml: XmlElement | undefined, element: string): Expression | undefined;
}

/** The `<conditions>` of a decision outcome or a collection filter. */
export function compileConditions(xml: XmlElement, scope: ConditionScope, element: string): Condition {
  const conditions = elements(xml, 'conditions').map((condition) => {
    const left = text(condition, 'leftValueReference');
    if (left === undefined) throw new FlowProblem(element, 'A condition has no resource to compare.');
    const value = condition['rightValue'];
    return compileCondition(
      scope.reference(left, element),
      text(condition, 'operator') ?? '',
      scope.value(typeof value === 'object' && !Array.isArray(value) ? value : undefined, element),
      element,
    );
  });
  return joinConditions(text(xml, 'conditionLogic'), conditions, element);
}
