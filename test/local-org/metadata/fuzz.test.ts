import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { XmlElement, XmlValue } from '../schema/model.ts';
import { deploy } from './deploy.ts';
import { library, libraryOrg } from './library.fixture.ts';

/** Where in a component's XML: a number for each step down, modulo what there is. */
interface Change {
  steps: number[];
  kind: 'drop' | 'empty' | 'text' | 'element' | 'twice' | 'rename';
  text: string;
}

function mutate(xml: XmlElement, { steps, kind, text }: Change): void {
  let holder = xml;
  for (const [i, step] of steps.entries()) {
    const names = Object.keys(holder);
    const name = names[step % names.length];
    if (name === undefined) return;
    const value = holder[name];
    const inside = Array.isArray(value) ? value[step % value.length] : value;
    if (i < steps.length - 1 && typeof inside === 'object') {
      holder = inside;
      continue;
    }
    const changed: Record<Change['kind'], XmlValue | undefined> = {
      drop: undefined,
      empty: '',
      text,
      element: { [text]: text },
      twice: [value ?? '', value ?? ''].flat(),
      rename: undefined,
    };
    if (kind === 'rename') holder[text] = value;
    if (changed[kind] === undefined) Reflect.deleteProperty(holder, name);
    else holder[name] = changed[kind];
    return;
  }
}

test('a deploy of mutated metadata ends in an outcome, never in a crash', () => {
  const org = libraryOrg();
  const components = library().components;
  const before = org.components().length;
  const change = fc.record({
    steps: fc.array(fc.nat(50), { minLength: 1, maxLength: 5 }),
    kind: fc.constantFrom('drop', 'empty', 'text', 'element', 'twice', 'rename') as fc.Arbitrary<Change['kind']>,
    text: fc.constantFrom(
      '',
      ' ',
      'x',
      'Book__c',
      'Book__c.Name',
      '__proto__',
      'constructor',
      'toString',
      '999999',
      '-1',
      'true',
      "'",
      '{!$Record.Id}',
      'A'.repeat(5000),
      'é\u0000',
    ),
  });
  const run = fc.property(
    fc.nat(components.length - 1),
    fc.array(change, { minLength: 1, maxLength: 3 }),
    (index, changes) => {
      const mutated = components.map((component, i) => {
        if (i !== index) return component;
        const xml = structuredClone(component.xml);
        for (const each of changes) mutate(xml, each);
        return { ...component, xml };
      });
      const outcome = deploy(org, { ...library(), components: mutated }, { checkOnly: true });
      assert.equal(typeof outcome.success, 'boolean');
      assert.equal(
        outcome.success,
        outcome.components.every((each) => each.success),
      );
    },
  );
  fc.assert(run, { numRuns: 300 });
  assert.equal(org.components().length, before);
});
