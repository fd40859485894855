/** What the checker tells: one thing at one place of one file, in plain words, with what to do about it. */
export interface Finding {
  /** Path below the checked folder, with `/` between folders. */
  file: string;
  /** From 1; both 1 where a thing is wrong with the file as a whole. */
  line: number;
  column: number;
  /** Group and name, such as `structure/unknown-element`, `reference/field`, `flow-scanner/missing-fault-path` or `code/no-undef`. */
  rule: string;
  /** A sentence that says what is wrong and, unless that is plain from it, what to do. */
  message: string;
}

/** By file, then from top to bottom. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column || a.message.localeCompare(b.message),
  );
}
