/** The heart of the app: only its holder writes a guarded field, on every way there is to write. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { deploy } from '../metadata.ts';
import { openTarget, type Target } from '../target.ts';
import { WRITE_PATHS } from '../write-paths.ts';
import { flowWriter, removeFlowWriter } from './flow-writer.ts';
import { fieldsOf, GUARDED, type GuardedSet } from './guarded.ts';
import { breaches, type Matrix } from './matrix.ts';
import { clearScene, makeDebriefed, makeScene } from './records.ts';
import { type Rule, ruleFile, rulesOf } from './rules.ts';

let target: Target;
let matrix: Matrix;

before(async () => {
  target = await openTarget();
  const { people } = target;
  const scene = await makeScene(people);
  matrix = { people, scene: { ...scene, debriefed: await makeDebriefed(people, scene) } };
});
after(async () => {
  await removeFlowWriter(target.setup);
  await clearScene(target.people, matrix.scene);
  await target.close();
});

describe('write paths', () => {
  test('are all that the local org offers', async (context) => {
    if (!target.isLocal) return context.diagnostic('a real org has no route table to compare with');
    const { allRoutes } = await import('../../local-org/api/routes.ts');
    // What a path calls its parameters is its own affair.
    const shape = (route: string) => route.replaceAll(/:\w+/g, ':');
    const known = new Set(WRITE_PATHS.flatMap(({ routes }) => routes).map(shape));
    const offered = allRoutes
      // A delete takes a row away; it cannot write a field.
      .filter(({ writes, method }) => writes && method !== 'DELETE')
      .map(({ method, path }) => shape(`${method} ${path}`));
    assert.deepEqual(
      offered.filter((route) => !known.has(route)),
      [],
    );
    assert.deepEqual(
      [...known].filter((route) => !offered.includes(route)),
      [],
    );
  });
});

for (const path of WRITE_PATHS) {
  describe(`guard on ${path.name}`, () => {
    for (const guarded of GUARDED) {
      test(titleOf(guarded), async () => {
        assert.deepEqual(await breaches(matrix, path, guarded), []);
      });
    }
  });
}

describe('guard on a flow that writes', () => {
  for (const guarded of GUARDED) {
    test(titleOf(guarded), async () => {
      const path = await flowWriter(target.setup, matrix, guarded);
      assert.deepEqual(await breaches(matrix, path, guarded), []);
    });
  }
});

describe('the matrix notices each guard rule that is switched off', () => {
  const [restRecord] = WRITE_PATHS;
  for (const guarded of GUARDED) {
    for (const rule of guardRules(guarded.object, guarded.rules)) {
      test(`${rule.name}: ${guarded.set}`, async () => {
        const members = { ValidationRule: [`${rule.object}.${rule.name}`] };
        await deploy(target.setup, members, ruleFile(rule, false));
        try {
          const found = await breaches(matrix, restRecord!, guarded, rule);
          const fields = fieldsOf(guarded).filter((each) => each.rule.name === rule.name);
          for (const { field } of fields) {
            assert.ok(
              found.some((breach) => breach.includes(`.${field}`)),
              `${field} is not missed`,
            );
          }
        } finally {
          await deploy(target.setup, members, ruleFile(rule, true));
        }
      });
    }
  }
});

function titleOf({ object, set, records }: GuardedSet): string {
  return `${object} ${set}, ${records.join(' and ')}`;
}

function guardRules(object: string, names: readonly string[]): Rule[] {
  return rulesOf(object).filter(({ name }) => names.includes(name));
}
