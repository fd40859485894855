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

describe('a flow whose own save fails', () => {
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
