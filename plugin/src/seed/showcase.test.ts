import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addDays } from './generate/calendar.ts';
import { HELPS, type JointCall } from './generate/model.ts';
import { generateOrganization } from './generate/organization.ts';
import { dealsFor, generateYear } from './generate/year.ts';
import { seedOptions } from './options.ts';
import { watchForShowcase } from './showcase.ts';

/** The calls on the deal that a newcomer is shown. */
function shownCalls(asked: { asOf: string; randomSeed?: number }): JointCall[] {
  const { calls, reps, randomSeed: seed, asOf } = seedOptions.parse(asked);
  const opportunities = dealsFor(calls);
  const { deals } = generateOrganization({ seed, asOf, reps, opportunities, timeZone: 'Europe/Berlin' });
  const stories = [...generateYear(deals, { seed, asOf, calls })];
  const watch = watchForShowcase(deals, asOf);
  stories.forEach(watch.seen);
  const deal = watch.best()?.key ?? assert.fail('nothing to show');
  return stories.map(({ call }) => call).filter(({ Opportunity__c }) => Opportunity__c === deal);
}

function hasFullPlan(call: JointCall): boolean {
  const asks = HELPS.filter((help) => call[`Ask_${help}__c`]).length;
  const { Planned_Start__c, Planned_Minutes__c, Agenda__c, Opening_Plan__c } = call;
  return Boolean(Planned_Start__c && Planned_Minutes__c && Agenda__c && Opening_Plan__c) && asks >= 1 && asks <= 2;
}

describe('the deal that a newcomer is shown', () => {
  it('has a full plan on each call, with something asked of the manager, on whatever day one starts', () => {
    for (let day = 0; day < 365; day += 5) {
      const asOf = addDays('2026-01-01', day);
      for (const call of shownCalls({ asOf })) assert.ok(hasFullPlan(call), `${asOf}: ${call.External_Id__c}`);
    }
  });

  it('has a meeting ahead with a full plan, calls that were told, and mostly a plan on each, for any random seed', () => {
    const seeds = 50;
    let planned = 0;
    for (let randomSeed = 0; randomSeed < seeds; randomSeed++) {
      const calls = shownCalls({ asOf: '2026-11-24', randomSeed });
      const ahead = calls.find(({ Status__c }) => Status__c === 'Planned');
      assert.ok(ahead && hasFullPlan(ahead), `${randomSeed}`);
      assert.ok(calls.filter((call) => call.Agenda_Set_By__c !== undefined).length >= 2, `${randomSeed}`);
      if (calls.every(hasFullPlan)) planned++;
    }
    assert.ok(planned > 0.9 * seeds, `${planned} of ${seeds}`);
  });
});
