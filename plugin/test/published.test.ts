import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { deployResult, seedResult, trendsResult } from './result-schemas.ts';

/**
 * What others build on: flags, and the form of results. Each is a file, so that a change shows in review.
 * `UPDATE_PUBLISHED=1 node --test plugin/test/published.test.ts` writes them anew.
 */
const ROOT = join(import.meta.dirname, '..');

interface Manifest {
  commands: Record<
    string,
    { id: string; aliases: string[]; flags: Record<string, { char?: string; aliases?: string[] }> }
  >;
}

function agrees(file: string, actual: unknown): void {
  const path = join(ROOT, file);
  const text = `${JSON.stringify(actual, null, 2)}\n`;
  if (process.env['UPDATE_PUBLISHED']) writeFileSync(path, text);
  assert.ok(existsSync(path), `${file} is missing`);
  assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), JSON.parse(text));
}

describe('what the plugin publishes', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'oclif.manifest.json'), 'utf8')) as Manifest;

  it('keeps its commands and flags', () => {
    const commands = Object.values(manifest.commands).map(({ id, aliases, flags }) => ({
      command: id,
      alias: aliases,
      flags: Object.keys(flags).sort(),
      flagChars: Object.values(flags)
        .flatMap(({ char }) => char ?? [])
        .sort(),
      flagAliases: Object.values(flags)
        .flatMap((flag) => flag.aliases ?? [])
        .sort(),
      plugin: 'plugin-jointcall',
    }));
    agrees('command-snapshot.json', commands);
  });

  it('keeps the form of its results', () => {
    agrees('schemas/jointcall-deploy.json', z.toJSONSchema(deployResult));
    agrees('schemas/jointcall-seed.json', z.toJSONSchema(seedResult));
    agrees('schemas/jointcall-trends.json', z.toJSONSchema(trendsResult));
  });

  it('tells every command and flag, with examples that run', () => {
    const told = JSON.parse(readFileSync(join(ROOT, 'oclif.manifest.json'), 'utf8')) as {
      commands: Record<
        string,
        {
          summary?: string;
          description?: string;
          examples?: string[];
          flags: Record<string, { summary?: string; description?: string }>;
        }
      >;
    };
    for (const [id, { summary, description, examples, flags }] of Object.entries(told.commands)) {
      assert.ok(summary && description && examples, id);
      for (const [name, flag] of Object.entries(flags)) assert.ok(flag.summary ?? flag.description, `${id} --${name}`);
      for (const example of examples) {
        for (const [, flag] of example.matchAll(/ --([a-z-]+)/g))
          assert.ok(flags[flag ?? ''] ?? flag === 'json', `${id}: ${example}`);
      }
    }
  });
});
