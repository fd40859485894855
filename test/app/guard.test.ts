import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Field } from '../local-org/schema/model.ts';
import { done, messageOf, openSalesOrg, RAN_BY_REP, refusals, TODAY, type Person } from './sales-org.ts';

const CALL = 'Joint_Call__c';

/** The rules that say who holds a field, and whose fields they are. */
const GUARDS: Record<string, { set: string; holder: Person }> = {
  Agenda_Is_The_Owners: { set: 'Owner_Held', holder: 'rep' },
  Opening_Is_The_Owners: { set: 'Owner_Held', holder: 'rep' },
  Help_Is_Asked_By_The_Owner: { set: 'Owner_Held', holder: 'rep' },
  Transitions_Are_The_Owners: { set: 'Owner_Held', holder: 'rep' },
  Close_Is_The_Owners: { set: 'Owner_Held', holder: 'rep' },
  Step_In_Is_The_Owners: { set: 'Owner_Held', holder: 'rep' },
  Participation_Is_The_Managers: { set: 'Manager_Held', holder: 'manager' },
  Debrief_Is_The_Managers: { set: 'Manager_Held', holder: 'manager' },
};

const sales = openSalesOrg();
const { org } = sales;
const call = org.schema.object(CALL)!;

const ruleOf = (field: string): string => {
  const rules = call.validationRules.filter(
    (rule) => rule.name in GUARDS && new RegExp(`ISCHANGED\\(${field}\\)`).test(rule.formula),
  );
  assert.equal(rules.length, 1, `${field} is guarded by one rule`);
  return rules[0]!.name;
};

function valueOf(field: Field): unknown {
  if (field.type === 'Checkbox') return true;
  if (field.type === 'Date') return TODAY;
  if (field.type === 'DateTime') return `${TODAY}T09:00:00.000Z`;
  if (field.type === 'Number') return 45;
  return field.picklist ? field.picklist[0]!.name : 'Text';
}

for (const set of ['Owner_Held', 'Manager_Held']) {
  for (const name of call.fieldSets.get(set) ?? []) {
    const field = call.field(name)!;
    const rule = ruleOf(name);
    const { holder } = GUARDS[rule]!;
    const others = (['rep', 'manager', 'colleague', 'admin'] as const).filter((person) => person !== holder);

    describe(`${name}, by ${rule}`, () => {
      it('is of its set', () => assert.equal(GUARDS[rule]!.set, set));

      it('may be inserted by its holder', () => {
        const id = sales.call({ [name]: valueOf(field) }, holder);
        assert.equal(sales.row(CALL, id)[name], valueOf(field));
      });

      it('may be written by its holder, until the call is debriefed', () => {
        const id = sales.call();
        done(sales.update(holder, CALL, id, { [name]: valueOf(field) }));
        assert.equal(sales.row(CALL, id)[name], valueOf(field));
        const debriefed = sales.debriefed({ Close_Type__c: 'None' });
        const written = valueOf(field) === sales.row(CALL, debriefed)[name] ? null : valueOf(field);
        assert.ok(
          refusals(sales.update(holder, CALL, debriefed, { [name]: written })).includes(
            messageOf(org, CALL, 'Debriefed_Is_Locked'),
          ),
        );
      });

      for (const person of others) {
        it(`is refused to the ${person} on insert`, () => {
          const result = sales.insert(person, CALL, {
            Opportunity__c: sales.deal(),
            Manager__c: sales.users.manager,
            Call_Date__c: TODAY,
            [name]: valueOf(field),
          });
          expectRefusal(result, person, rule);
        });

        it(`is refused to the ${person} on update, planned and held`, () => {
          for (const id of [sales.call(), sales.held({ ...RAN_BY_REP, Agenda_Set_By__c: 'Rep' })]) {
            const before = sales.row(CALL, id);
            const written = valueOf(field) === before[name] ? 'Not reached' : valueOf(field);
            expectRefusal(sales.update(person, CALL, id, { [name]: written }), person, rule);
            assert.deepEqual(sales.row(CALL, id), before);
          }
        });
      }

      it('may be loaded', () => {
        done(sales.update('loader', CALL, sales.call(), { [name]: valueOf(field) }));
      });
    });
  }
}

/** Whoever has the field by permission meets the rule; who lacks even that is stopped before it. */
function expectRefusal(result: ReturnType<typeof sales.insert>, person: Person, rule: string): void {
  if (person === 'rep') {
    assert.equal(result.success, false);
    return;
  }
  assert.ok(refusals(result).includes(messageOf(org, CALL, rule)), JSON.stringify(result.errors));
}
