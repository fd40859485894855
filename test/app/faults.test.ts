import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PackageContent } from '../local-org/metadata/read.ts';
import { done, openSalesOrg, TODAY } from './sales-org.ts';

/** The app in an org whose own rule, in place of one of ours, refuses what a flow of ours wants to save. */
function refusing(rule: string, formula: string): (content: PackageContent) => PackageContent {
  return (content) => ({
    ...content,
    components: content.components.map((each) =>
      each.type === 'ValidationRule' && each.fullName === rule
        ? { ...each, xml: { ...each.xml, errorConditionFormula: formula } }
        : each,
    ),
  });
}

/** The app in an org that has a rule of its own for events. */
function withEventRule(errorConditionFormula: string): (content: PackageContent) => PackageContent {
  return (content) => {
    const sample = content.components.find(({ type }) => type === 'ValidationRule')!;
    const fullName = 'Event.Our_Own_Rule';
    const xml = {
      ...sample.xml,
      fullName: 'Our_Own_Rule',
      errorConditionFormula,
      errorMessage: 'Not on this calendar.',
    };
    return { ...content, components: [...content.components, { ...sample, fullName, xml }] };
  };
}

describe('a flow whose own save fails', () => {
  for (const [what, formula] of [
    ['made', 'RIGHT(Joint_Call_Key__c, 4) = ":rep"'],
    ['moved', 'AND(NOT(ISNEW()), RIGHT(Joint_Call_Key__c, 4) = ":rep")'],
  ] as const) {
    it(`keeps the manager's calendar right where the salesperson's event cannot be ${what}`, async () => {
      const sales = openSalesOrg(withEventRule(formula));
      const call = sales.call();
      await sales.org.queue.drain();
      done(sales.update('rep', 'Joint_Call__c', call, { Call_Date__c: '2026-11-26' }));
      await sales.org.queue.drain();
      const events = sales.rows('Event', 'WhatId', call);
      const startOf = (who: string) =>
        events.find((event) => event['Joint_Call_Key__c'] === `${call}:${who}`)?.['StartDateTime'];
      assert.equal(startOf('manager'), '2026-11-26T00:00:00.000Z');
      assert.equal(startOf('rep'), what === 'made' ? undefined : `${TODAY}T00:00:00.000Z`);
    });
  }

  it('never blocks the change of an owner', () => {
    const sales = openSalesOrg(refusing('Joint_Call__c.Manager_Is_Not_The_Rep', 'ISCHANGED(Sales_Rep__c)'));
    const call = sales.call();
    const deal = String(sales.row('Joint_Call__c', call)['Opportunity__c']);
    done(sales.update('admin', 'Opportunity', deal, { OwnerId: sales.users.peer }));
    assert.equal(sales.row('Opportunity', deal)['OwnerId'], sales.users.peer);
    assert.equal(sales.row('Joint_Call__c', call)['Sales_Rep__c'], sales.users.rep);
  });

  it('never blocks a task or an e-mail', async () => {
    const sales = openSalesOrg(refusing('Joint_Call_Follow_Up__c.Follow_Up_Comes_After_Its_Call', 'ISNEW()'));
    const call = sales.held();
    const deal = sales.row('Joint_Call__c', call)['Opportunity__c'];
    const task = done(
      sales.insert('rep', 'Task', {
        Subject: 'Customer called',
        WhatId: deal,
        Status: 'Completed',
        CallType: 'Inbound',
        ActivityDate: TODAY,
      }),
    );
    const mail = done(
      sales.insert('admin', 'EmailMessage', {
        Subject: 'A question',
        ToAddress: 'rep@sales.example',
        Incoming: true,
        Status: '0',
        RelatedToId: deal,
      }),
    );
    await sales.org.queue.drain();
    assert.ok(sales.row('Task', task) && sales.row('EmailMessage', mail));
    assert.deepEqual(sales.rows('Joint_Call_Follow_Up__c', 'Joint_Call__c', call), []);
  });
});
