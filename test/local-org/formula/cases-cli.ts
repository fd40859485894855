import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CaseFileError, runCases } from './cases.ts';

/**
 * `npm run formulas -- FILE.jsonl [--json]`: evaluates formula cases. Each row has two expectations, and each counts
 * as one check. Exits 0 where all pass, 1 where some fail, 2 where the file cannot be read or a line is malformed.
 */
function main(args: string[]): number {
  let file: string;
  let json: boolean;
  try {
    const { values, positionals } = parseArgs({ args, options: { json: { type: 'boolean' } }, allowPositionals: true });
    const [first, ...more] = positionals;
    if (first === undefined || more.length > 0) throw new Error('name exactly one file of cases');
    [file, json] = [first, values.json ?? false];
  } catch (error) {
    return refuse(`${(error as Error).message}\nUsage: npm run formulas -- FILE.jsonl [--json]`);
  }
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return refuse(`Cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
  try {
    const report = runCases(text);
    process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : readable(report));
    return report.failed.length > 0 ? 1 : 0;
  } catch (error) {
    if (error instanceof CaseFileError) return refuse(`${file}: ${error.message}`);
    throw error;
  }
}

function readable({ total, passed, failed }: ReturnType<typeof runCases>): string {
  const lines = failed.map(
    ({ line, formula, expected, actual }) => `line ${line}: ${formula}\n  expected ${expected}\n  actual   ${actual}`,
  );
  const share = total === 0 ? 100 : (passed / total) * 100;
  return `${[...lines, `${passed} of ${total} checks passed (${share.toFixed(2)} %)`].join('\n')}\n`;
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}

process.exitCode = main(process.argv.slice(2));
