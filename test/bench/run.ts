/**
 * `npm run bench -- [--json] [NAME…]`: how fast things are, each beside a peer measured in the same run, medians of a
 * few repetitions. A table, or with --json `[{name, ours, peer, ratio, unit}]`. Nothing is asserted.
 */
import { parseArgs } from 'node:util';
import { build } from '../../scripts/build/build.ts';
import { formulas } from './formulas.ts';
import type { Bench, Measurement } from './measure.ts';
import { page } from './page.ts';
import { queries } from './queries.ts';
import { ready } from './ready.ts';
import { saving } from './saving.ts';
import { trends } from './trends.ts';

const BENCHES: Record<string, Bench> = { ready, saving, formulas, queries, trends, page };
const USAGE = `Usage: npm run bench -- [--json] [${Object.keys(BENCHES).join(' | ')} …]`;

/** What to run, in the order above (the browser of `page` leaves the process another temporary folder), from the command line. Throws an Error that says what is wrong with it. */
function readOptions(args: string[]): { json: boolean; names: string[] } {
  const { values, positionals } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !(name in BENCHES));
  if (unknown.length) throw new Error(`No benchmark is called ${unknown.join(', ')}.`);
  return {
    json: values.json,
    names: Object.keys(BENCHES).filter((name) => positionals.length === 0 || positionals.includes(name)),
  };
}

function table(rows: readonly Measurement[]): string {
  const cells = [
    ['', 'ours', 'peer', 'ratio', 'unit'],
    ...rows.map(({ name, ours, peer, ratio, unit }) => [name, told(ours), told(peer), `${told(ratio)} ×`, unit]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const isText = (column: number) => column === 0 || column === 4;
  return cells
    .map((row) =>
      row
        .map((cell, column) => (isText(column) ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function told(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: value >= 100 ? 21 : 3 });
}

async function main(args: string[]): Promise<number> {
  let options;
  try {
    options = readOptions(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    return 2;
  }
  // Progress goes to standard error, so that standard output holds nothing but the result.
  const log = (line: string) => console.error(line);
  await build({ log });
  const rows: Measurement[] = [];
  let failed = false;
  for (const name of options.names) {
    log(name);
    try {
      rows.push(...(await BENCHES[name]!((line) => log(`  ${line}`))));
    } catch (error) {
      failed = true;
      log(`  ${name} could not be measured: ${(error as Error).message}`);
    }
  }
  console.log(options.json ? JSON.stringify(rows, null, 2) : table(rows));
  return failed ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
