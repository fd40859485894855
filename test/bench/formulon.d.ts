/** What we use of formulon, which brings no types. */
declare module 'formulon' {
  export function parse(formula: string, inputs?: Record<string, unknown>): { type: string; value: unknown };
}
