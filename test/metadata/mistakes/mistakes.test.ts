import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { checkFolder } from '../all.ts';
import { checkMetadata, type Checked } from '../check.ts';
import { MISTAKES } from './all.ts';
import type { Mistake } from './model.ts';

/** Copies of correct projects, into which one mistake at a time is put. */
const PROJECTS = {
  harvest: { from: join(import.meta.dirname, '../fixtures/harvest'), inside: 'force-app/main/default' },
  library: { from: join(import.meta.dirname, '../../local-org/fixtures/library-app'), inside: 'main/default' },
};

const scratch = mkdtempSync(join(tmpdir(), 'mistakes-'));
after(() => rmSync(scratch, { recursive: true }));

for (const [name, { from }] of Object.entries(PROJECTS)) {
  cpSync(from, join(scratch, name), { recursive: true });
  test(`${name} is correct before anything is put into it`, async () => {
    assert.deepEqual((await checkFolder(join(scratch, name))).findings, []);
  });
}

test('there are at least sixty kinds, and no two are the same', () => {
  const kinds = MISTAKES.map(({ what }) => what);
  assert.equal(new Set(kinds).size, kinds.length);
  assert.ok(kinds.length >= 60, `${kinds.length} kinds`);
});

for (const mistake of MISTAKES) {
  test(`caught: ${mistake.what}`, async () => {
    const { inside } = PROJECTS[mistake.project];
    const base = join(scratch, mistake.project, inside);
    const undo = seed(base, mistake);
    try {
      const { findings } = await check(join(scratch, mistake.project), mistake);
      const file = mistake.inFile ?? mistake.file;
      const line = mistake.at === undefined ? undefined : lineOf(readFileSync(join(base, file), 'utf8'), mistake.at);
      const caught = findings.find(
        (each) => each.file === `${inside}/${file}` && each.rule === mistake.rule && mistake.message.test(each.message),
      );
      assert.ok(caught, `not among what was found:\n${JSON.stringify(findings, undefined, 2)}`);
      assert.match(caught.message, WHAT_TO_DO);
      if (line !== undefined) assert.equal(caught.line, line, caught.message);
      assert.equal(findings.length - 1, mistake.also ?? 0, JSON.stringify(findings, undefined, 2));
    } finally {
      undo();
    }
  });
}

/** A sentence that tells somebody to do something, or words that name what would be right. */
const WHAT_TO_DO =
  /(^|[.?:,] |, or )(Did you mean|Only the parent|add|change|check|collect|connect|consider|correct|create|decide|delete|do|give|grant|keep|let|look|make|mend|move|name|prefer|read|remove|rename|replace|say|set|shorten|start|try|update|use|write)\b|\bmust\b/i;

/** The whole check where code is concerned, which takes longer, and that of metadata elsewhere. */
async function check(dir: string, { file, rule }: Mistake): Promise<Checked> {
  const code = /^lwc\/.*\.(js|html|css)$/.test(file) || rule.startsWith('flow-scanner/');
  return code ? checkFolder(dir) : checkMetadata(dir);
}

/** Puts a mistake in; what is returned takes it out again. */
function seed(base: string, { file, change }: Mistake): () => void {
  const path = join(base, file);
  if ('rename' in change) {
    const to = join(dirname(path), change.rename);
    mkdirSync(dirname(to), { recursive: true });
    renameSync(path, to);
    return () => renameSync(to, path);
  }
  const source = readFileSync(path, 'utf8');
  if ('write' in change) {
    writeFileSync(path, change.write);
  } else {
    const [from, to] = change;
    assert.ok(source.includes(from), `${file} has no ${from}`);
    writeFileSync(
      path,
      source.replace(from, () => to),
    );
  }
  return () => writeFileSync(path, source);
}

function lineOf(source: string, text: string): number {
  const at = source.indexOf(text);
  assert.ok(at >= 0, `no ${text} to point to`);
  return source.slice(0, at).split('\n').length;
}
