import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { buildSchema } from '../local-org/schema/build.ts';
import { readApp } from './sales-org.ts';

const { schema, problems } = buildSchema(readApp().components);
const OBJECTS = ['Joint_Call__c', 'Joint_Call_Follow_Up__c', 'Joint_Call_Coaching__c'];
const model = readFileSync(new URL('../../docs/model.md', import.meta.url), 'utf8');

it('builds without a problem', () => assert.deepEqual(problems, []));

for (const name of OBJECTS) {
  const object = schema.object(name)!;
  const custom = object.fields.filter((field) => field.custom);

  describe(name, () => {
    it('has every custom field in exactly one field set', () => {
      const inSets = [...object.fieldSets.values()].flat().sort();
      assert.deepEqual(inSets, custom.map((field) => field.name).sort());
    });

    it('says of every custom field what it is for, within the limits of Salesforce', () => {
      for (const { name: field, label, description, helpText } of custom) {
        assert.ok(label.length <= 40, field);
        assert.ok(description && description.length <= 1000, field);
        assert.ok(helpText && helpText.length <= 510, field);
      }
    });

    it('tracks the history of at most twenty fields', () => {
      assert.ok(object.historyEnabled);
      assert.ok(custom.filter((field) => field.trackHistory).length <= 20);
    });

    it('gives no guarded field a default, which a rule would take for a write', () => {
      for (const set of ['Owner_Held', 'Manager_Held', 'Coaching_Held', 'Reply_Held']) {
        for (const field of object.fieldSets.get(set) ?? []) {
          const { defaultFormula, picklist } = object.field(field)!;
          assert.ok(defaultFormula === undefined || defaultFormula === 'false', field);
          assert.ok(!picklist?.some((value) => value.isDefault), field);
        }
      }
    });

    it('has each rule, with its message, in docs/model.md', () => {
      for (const rule of object.validationRules) {
        assert.ok(rule.active, rule.name);
        assert.ok(rule.message.length <= 255, rule.name);
        assert.ok(
          model.split('\n').some((line) => line.startsWith(`| \`${rule.name}\` |`) && line.includes(rule.message)),
          rule.name,
        );
      }
    });
  });
}
