import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const APP = join(__dirname, '../../..');

function labelsUsed(): Set<string> {
  const files = readdirSync(join(APP, 'lwc'), { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.includes('__tests__'));
  const imports = sources.flatMap((file) => [
    ...readFileSync(join(APP, 'lwc', file), 'utf8').matchAll(/@salesforce\/label\/c\.(\w+)/g),
  ]);
  return new Set(imports.map((found) => found[1]!));
}

describe('custom labels', () => {
  it('has every label that a component imports', () => {
    const xml = readFileSync(join(APP, 'labels/CustomLabels.labels-meta.xml'), 'utf8');
    const names = new Set([...xml.matchAll(/<fullName>(\w+)<\/fullName>/g)].map((found) => found[1]!));
    expect(labelsUsed().size).toBeGreaterThan(20);
    expect([...labelsUsed()].filter((label) => !names.has(label))).toEqual([]);
  });
});
