import { relative } from 'node:path';
import type { Checked } from './check.ts';
import type { Finding } from './finding.ts';

/** For people: each file with its findings below it, a line each, and how many there are. */
export function report(dir: string, { findings, notChecked, components }: Checked): string {
  const byFile = Map.groupBy(findings, (finding) => finding.file);
  const base = relative(process.cwd(), dir);
  const blocks = [...byFile].map(([file, own]) => `${base === '' ? '' : `${base}/`}${file}\n${lines(own)}`);
  const unknown =
    notChecked.length === 0
      ? []
      : [`Not checked, since only an org can tell (installed packages, its settings): ${notChecked.join(', ')}`];
  const sum =
    findings.length === 0
      ? `No findings in ${count(components, 'component')}.`
      : `${count(findings.length, 'finding')} in ${count(byFile.size, 'file')}, ${count(components, 'component')} looked at.`;
  return [...blocks, ...unknown, sum].join('\n\n');
}

function lines(findings: readonly Finding[]): string {
  const places = findings.map(({ line, column }) => `${line}:${column}`);
  const width = Math.max(...places.map((place) => place.length));
  return findings.map((each, i) => `  ${places[i]!.padStart(width)}  ${each.message}  (${each.rule})`).join('\n');
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
