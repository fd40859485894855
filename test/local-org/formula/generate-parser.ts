import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import peggy from 'peggy';

/**
 * The parser's source for the grammar beside this file. It is committed, since generating it takes longer than
 * starting an org may; `node test/local-org/formula/generate-parser.ts` renews it, and a test compares the two.
 */
export function generateParser(): string {
  const grammar = readFileSync(new URL('./grammar.peggy', import.meta.url), 'utf8');
  return peggy.generate(grammar, { output: 'source', format: 'es', grammarSource: 'grammar.peggy' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('./parser.generated.js', import.meta.url), generateParser());
}
