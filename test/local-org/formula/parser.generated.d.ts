import type { Node } from './syntax.ts';

export function parse(source: string): Node;

export class SyntaxError extends Error {
  readonly expected: readonly { type: string; text?: string }[] | null;
  readonly found: string | null;
  readonly location: { start: { offset: number; line: number; column: number } };
}
