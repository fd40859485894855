import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allRoutes } from './api/routes.ts';
import { ELEMENTS, TRIGGERS } from './flow/compile.ts';
import { FUNCTIONS } from './formula/functions/index.ts';
import { METADATA_TYPES } from './metadata/types.ts';
import type { Depth } from './metadata/types.ts';
import { AGGREGATES, DATE_FUNCTIONS } from './soql/functions.ts';

const README = join(import.meta.dirname, 'README.md');
const BEGIN = '<!-- coverage: written by `node coverage.ts`, do not edit -->';
const END = '<!-- /coverage -->';

/** What this org covers, in Markdown, from the very tables that it runs by. */
export function coverage(): string {
  return [routes(), metadata(), formulas(), flows(), queries()].join('\n\n');
}

/** The README with its coverage section as the code has it now. */
export function withCoverage(readme: string): string {
  const [before, rest] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (before < 0 || rest < before) throw new Error(`${README} has no coverage section`);
  return `${readme.slice(0, before + BEGIN.length)}\n\n${coverage()}\n\n${readme.slice(rest)}`;
}

function routes(): string {
  const families = [...Map.groupBy(allRoutes, ({ family }) => family)].map(([family, list]) => {
    const rows = list.map(({ method, path, does, writes }) => [`\`${method} ${path}\``, does, writes ? 'yes' : '']);
    return `#### ${family}\n\n${table(['request', 'what it does', 'writes records'], rows)}`;
  });
  return ['### Requests', ...families].join('\n\n');
}

const DEPTHS: Record<Depth, string> = {
  executed: 'carried out',
  checked: 'references checked',
  stored: 'kept and given back',
  refused: 'refused',
};

function metadata(): string {
  const rows = METADATA_TYPES.flatMap((type) => [type, ...Object.values(type.children ?? {})]).map(
    ({ name, depth, note }) => [name, DEPTHS[depth], note ?? ''],
  );
  return `### Metadata types\n\nA type that is not listed is refused.\n\n${table(['type', 'how far', 'notes'], rows)}`;
}

function formulas(): string {
  const names = (wanted: boolean) =>
    [...FUNCTIONS]
      .filter(([, { uses }]) => (uses?.length !== 0) === wanted)
      .map(([name]) => `\`${name}\``)
      .sort();
  return `### Formula functions\n\nCarried out: ${names(true).join(', ')}.\n\nRefused: ${names(false).join(', ')}.`;
}

function flows(): string {
  const rows = Object.entries(ELEMENTS).map(([part, { kind }]) => [kind, `\`${part}\``]);
  return `### Flows\n\nRecord-triggered flows: ${code(Object.keys(TRIGGERS))}, with asynchronous paths. Any other element, trigger or scheduled path is refused at deploy, by its name.\n\n${table(['element', 'in the metadata'], rows)}`;
}

function queries(): string {
  return `### SOQL functions\n\nAggregates: ${code(AGGREGATES)}. Dates: ${code(DATE_FUNCTIONS)}.`;
}

function code(names: Iterable<string>): string {
  return [...names].map((name) => `\`${name}\``).join(', ');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

if (import.meta.main) writeFileSync(README, withCoverage(readFileSync(README, 'utf8')));
