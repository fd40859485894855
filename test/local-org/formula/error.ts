/**
 * A formula that does not compile, in the words of Salesforce's formula editor. Messages follow the labels of
 * Salesforce's own open-sourced engine (github.com/salesforce/formula-engine, labels.xml).
 */
export class FormulaError extends Error {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;

  constructor(message: string, position: { line: number; column: number } = { line: 1, column: 1 }) {
    super(message);
    this.name = 'FormulaError';
    this.line = position.line;
    this.column = position.column;
  }
}

/**
 * A formula that compiled but has no result for these values, such as a division by zero: what pages show as
 * `#Error!`.
 */
export class FormulaRuntimeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FormulaRuntimeError';
  }
}

/** Line and column, from 1, of an offset in a source. */
export function positionAt(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}

/** `function 'LEFT()'` or `operator '+'`: how messages name the thing that is wrong. */
export function described(name: string): string {
  return /^[a-z]/i.test(name) ? `function '${name}()'` : `operator '${name}'`;
}
