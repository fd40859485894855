/**
 * Mistakes as people make them, one of each kind: where it is put into correct metadata, and what the checker
 * must say. Files are named below `main/default` of the project they are put into.
 */
export interface Mistake {
  what: string;
  project: 'harvest' | 'library';
  file: string;
  /** Text in place of text, the file's new name (from its folder on), or all of its text. */
  change: readonly [from: string, to: string] | { rename: string } | { write: string };
  rule: string;
  /** The text that begins where the finding must point to; the file's first line where it is about the file. */
  at?: string;
  /** The file that the finding must name, where it is another one. */
  inFile?: string;
  message: RegExp;
  /** How many more things follow from it. */
  also?: number;
}
