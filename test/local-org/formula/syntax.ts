import { FormulaError, positionAt } from './error.ts';
import { parse as parseGenerated, SyntaxError as GrammarError } from './parser.generated.js';

/** A formula's parse tree; `at` is the offset in the source that an error about the node points to. */
export type Node =
  | { kind: 'number'; text: string; at: number }
  | { kind: 'text'; value: string; at: number }
  | { kind: 'boolean'; value: boolean; at: number }
  | { kind: 'null'; at: number }
  | { kind: 'path'; text: string; merge: boolean; at: number }
  | { kind: 'call'; name: string; args: Node[]; at: number }
  | { kind: 'unary'; operator: '-' | '+' | 'NOT'; operand: Node; at: number }
  | { kind: 'binary'; operator: BinaryOperator; left: Node; right: Node; at: number };

export type BinaryOperator = '||' | '&&' | '=' | '<>' | '<' | '<=' | '>' | '>=' | '+' | '-' | '&' | '^' | '*' | '/';

/** The most characters that a formula may have as typed (Salesforce Help, "Formula field limits"). */
const MAXIMUM_LENGTH = 3900;

/** Parses a formula. Throws FormulaError. */
export function parse(source: string): Node {
  if (source.length > MAXIMUM_LENGTH) {
    throw new FormulaError(
      `Formula is too long (${source.length.toLocaleString('en-US')} characters). Maximum length is ${MAXIMUM_LENGTH.toLocaleString('en-US')} characters`,
    );
  }
  try {
    return parseGenerated(source);
  } catch (error) {
    if (error instanceof GrammarError) throw asFormulaError(source, error);
    if (error instanceof RangeError) throw tooDeep();
    throw error;
  }
}

/** Parentheses nested so deep that the stack ran out. */
export function tooDeep(): FormulaError {
  return new FormulaError('Compiled formula is too big to execute. Its expressions are nested too deeply');
}

/**
 * Salesforce says what it found where an operand should stand, which closing token it misses, or what is left over
 * after a complete expression.
 */
function asFormulaError(source: string, error: GrammarError): FormulaError {
  const { offset } = error.location.start;
  const expected = (error.expected ?? []).flatMap((item) => (item.type === 'literal' && item.text ? [item.text] : []));
  const position = positionAt(source, offset);
  for (const closing of [')', '"', "'", '}', '*/']) {
    const isQuote = closing === '"' || closing === "'";
    // Where an operand may begin, quotes open a text rather than close one.
    if (expected.includes(closing) && !(isQuote && expected.includes('('))) {
      return new FormulaError(`Syntax error. Missing '${closing}'`, position);
    }
  }
  const token = tokenAt(source, offset);
  if (error.expected?.some((item) => item.type === 'end')) {
    return new FormulaError(`Syntax error. Extra ${/^[a-z$]/i.test(token) ? token : `'${token}'`}`, position);
  }
  return new FormulaError(`Syntax error. Found '${token === '' ? 'end of formula' : token}'`, position);
}

function tokenAt(source: string, offset: number): string {
  return (
    /^(?:[a-z$][\w$:.#]*|\d+(?:\.\d+)?|<>|!=|==|<=|>=|&&|\|\||"[^"\n]*"|'[^'\n]*'|[^])/i.exec(
      source.slice(offset),
    )?.[0] ?? ''
  );
}
