import type { Condition, ConditionWithValueQuery, HavingClause, WhereClause } from '@jetstreamapp/soql-parser-js';

/** A WHERE or HAVING clause as a tree. */
export type ConditionTree<C> =
  | { kind: 'and' | 'or'; parts: ConditionTree<C>[] }
  | { kind: 'not'; part: ConditionTree<C> }
  | { kind: 'condition'; condition: C };

type Token<C> = '(' | ')' | 'AND' | 'OR' | 'NOT' | { condition: C };

/** Thrown with the token that should not stand where it does. */
export class UnexpectedToken extends Error {
  readonly token: string;

  constructor(token: string) {
    super(`unexpected token: '${token}'`);
    this.token = token;
  }
}

/**
 * The parser gives conditions as a chain with counted parentheses; this makes the tree of it.
 *
 * SOQL has no precedence: AND and OR do not mix without parentheses, and NOT next to another
 * condition stands in parentheses too; throws UnexpectedToken where they don't.
 */
export function conditionTree(clause: WhereClause): ConditionTree<ConditionWithValueQuery>;
export function conditionTree(clause: HavingClause): ConditionTree<Condition>;
export function conditionTree(clause: WhereClause | HavingClause): ConditionTree<ConditionWithValueQuery> {
  const tokens = tokensOf(clause);
  let at = 0;

  function expression(depth: number): ConditionTree<ConditionWithValueQuery> {
    if (tokens[at] === 'NOT') {
      at++;
      return { kind: 'not', part: operand(depth) };
    }
    const parts = [operand(depth)];
    const operator = tokens[at];
    if (operator !== 'AND' && operator !== 'OR') return parts[0]!;
    while (tokens[at] === operator) {
      at++;
      parts.push(operand(depth));
    }
    return { kind: operator === 'AND' ? 'and' : 'or', parts };
  }

  function operand(depth: number): ConditionTree<ConditionWithValueQuery> {
    const token = tokens[at++];
    if (token === undefined) throw new UnexpectedToken('<EOF>');
    if (token === '(') {
      const inner = expression(depth + 1);
      if (tokens[at] !== ')') throw unexpected(tokens[at]);
      at++;
      return inner;
    }
    if (typeof token === 'string') throw unexpected(token);
    return { kind: 'condition', condition: token.condition };
  }

  const tree = expression(0);
  if (at < tokens.length) throw unexpected(tokens[at]);
  return tree;
}

function unexpected(token: Token<unknown> | undefined): UnexpectedToken {
  if (token === undefined) return new UnexpectedToken('<EOF>');
  return new UnexpectedToken(typeof token === 'string' ? token : 'condition');
}

interface Link {
  left: (ConditionWithValueQuery & { openParen?: number; closeParen?: number }) | null;
  operator?: 'AND' | 'OR' | 'NOT';
  right?: Link;
}

function tokensOf(clause: WhereClause | HavingClause): Token<ConditionWithValueQuery>[] {
  const tokens: Token<ConditionWithValueQuery>[] = [];
  for (let link: Link | undefined = clause as Link; link; link = link.right) {
    const { left, operator } = link;
    for (let i = 0; i < (left?.openParen ?? 0); i++) tokens.push('(');
    if (left && ('field' in left || 'fn' in left)) tokens.push({ condition: left });
    for (let i = 0; i < (left?.closeParen ?? 0); i++) tokens.push(')');
    if (operator) tokens.push(operator);
  }
  return tokens;
}
