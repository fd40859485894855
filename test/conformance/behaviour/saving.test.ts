/**
 * The order in which a save does its work, as the app's own rules, roll-ups and flows show it.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_order_of_execution.htm
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { DUTIES, newKey, TODAY } from '../guard/records.ts';
import { type Rule, rulesOf } from '../guard/rules.ts';
import type { Answer, Session } from '../session.ts';
import { fieldsOf, type Ground, openGround, refused } from './ground.ts';

let ground: Ground;
before(async () => (ground = await openGround()));
after(() => ground.close());

const rep = () => ground.people.rep;
const manager = () => ground.people.manager;

/** The row of a call as a holder of every right reads it. */
async function read(id: string, ...fields: string[]): Promise<Record<string, unknown>> {
  const [row] = await ground.people.loader.query(`SELECT ${fields.join()} FROM Joint_Call__c WHERE Id = '${id}'`);
  return fieldsOf(row);
}

const plan = (fields: Record<string, unknown> = {}) => ({
  Opportunity__c: ground.scene.opportunityId,
  Manager__c: manager().userId,
  Call_Date__c: TODAY,
  ...fields,
});
const create = (by: Session, fields: Record<string, unknown>) =>
  by.call({ method: 'POST', path: 'sobjects/Joint_Call__c', body: fields });
const change = (by: Session, id: string, fields: Record<string, unknown>) =>
  by.call({ method: 'PATCH', path: `sobjects/Joint_Call__c/${id}`, body: fields });
const held = () => Object.fromEntries([['Status__c', 'Held'], ...DUTIES.map((duty) => [duty, 'Rep'])]);

/** The save was refused by these rules, and by no other. */
function refusedBy({ status, body }: Answer, ...names: string[]): void {
  assert.equal(status, 400, JSON.stringify(body));
  const errors = body as { errorCode: string; message: string }[];
  assert.deepEqual([...new Set(errors.map(({ errorCode }) => errorCode))], ['FIELD_CUSTOM_VALIDATION_EXCEPTION']);
  const messages = rulesOf('Joint_Call__c').filter(({ name }: Rule) => names.includes(name));
  assert.deepEqual(errors.map(({ message }) => message).sort(), messages.map(({ message }) => message).sort());
}

describe('before the save', () => {
  test('defaults fill what the request leaves out, and flows stamp', async () => {
    const id = await rep().create('Joint_Call__c', plan());
    assert.deepEqual(
      await read(id, 'Status__c', 'Sales_Rep__c', 'Reps_Manager__c', 'Call_Month__c', 'Stage_At_Call__c'),
      {
        Status__c: 'Planned',
        Sales_Rep__c: rep().userId,
        Reps_Manager__c: manager().userId,
        Call_Month__c: TODAY.slice(0, 7),
        Stage_At_Call__c: 'Prospecting',
      },
    );
  });

  // The salesperson is nowhere in the request: the rule can only know them from the flow.
  test('rules see what the flow stamped', async () => {
    refusedBy(await create(rep(), plan({ Manager__c: rep().userId })), 'Manager_Is_Not_The_Rep');
  });

  test('what the flow stamps is not the client’s to give', async () => {
    const id = await ground.people.admin.create('Joint_Call__c', plan({ Manager__c: ground.people.admin.userId }));
    const { status } = await change(ground.people.admin, id, { Team__c: 'Nobody’s' });
    assert.equal(status, 204);
    assert.notEqual((await read(id, 'Team__c'))['Team__c'], 'Nobody’s');
  });

  test('every rule that refuses is told', async () => {
    const answer = await create(manager(), plan({ Agenda_Confirmed__c: true, Close_Type__c: 'Big C' }));
    refusedBy(answer, 'Agenda_Is_The_Owners', 'Close_Is_The_Owners');
  });
});

describe('what a rule knows of before', () => {
  test('a value sent again has not changed', async () => {
    const id = await rep().create('Joint_Call__c', plan({ Agenda__c: 'Prices', Agenda_Set_By__c: 'Rep' }));
    const same = await change(manager(), id, {
      Agenda__c: 'Prices',
      Agenda_Set_By__c: 'Rep',
      Meeting_Channel__c: 'Phone',
    });
    assert.equal(same.status, 204, JSON.stringify(same.body));
    refusedBy(await change(manager(), id, { Agenda__c: 'Terms' }), 'Agenda_Is_The_Owners');
  });

  test('a new record has not changed, so rules ask whether it is new', async () => {
    refusedBy(await create(manager(), plan({ Introduced_By__c: 'Rep' })), 'Opening_Is_The_Owners');
    const blank = await create(manager(), plan({ Introduced_By__c: null, Agenda__c: '', Agenda_Confirmed__c: false }));
    assert.equal(blank.status, 201, JSON.stringify(blank.body));
  });

  test('empty text is no value', async () => {
    const id = await rep().create('Joint_Call__c', plan({ Next_Step__c: '' }));
    assert.deepEqual(await read(id, 'Next_Step__c'), { Next_Step__c: null });
  });

  test('the value before counts, not the one that the same save writes', async () => {
    const id = await rep().create('Joint_Call__c', plan());
    const answer = await change(ground.people.admin, id, {
      Manager__c: ground.people.admin.userId,
      Manager_Participation__c: 'Contributed',
    });
    refusedBy(answer, 'Participation_Is_The_Managers', 'Manager_Is_Chosen_While_Planned');
  });

  test('a held call stays its rep’s when the deal changes hands', async () => {
    const { admin, colleague } = ground.people;
    const deal = await rep().create('Opportunity', {
      Name: `${ground.label} handed`,
      StageName: 'Prospecting',
      CloseDate: TODAY,
    });
    const done = await rep().create('Joint_Call__c', plan({ Opportunity__c: deal, ...held() }));
    const planned = await rep().create('Joint_Call__c', plan({ Opportunity__c: deal }));
    await admin.update('Opportunity', deal, { OwnerId: colleague.userId });
    await admin.create('OpportunityShare', {
      OpportunityId: deal,
      UserOrGroupId: rep().userId,
      OpportunityAccessLevel: 'Edit',
    });

    refusedBy(await change(colleague, done, { Client_Responsiveness__c: 'Mixed' }), 'Step_In_Is_The_Owners');
    assert.equal((await change(rep(), done, { Client_Responsiveness__c: 'Mixed' })).status, 204);
    // After the save of the deal a flow saved its planned calls, which stamped them anew.
    assert.deepEqual(await read(planned, 'Sales_Rep__c'), { Sales_Rep__c: colleague.userId });
    assert.deepEqual(await read(done, 'Sales_Rep__c'), { Sales_Rep__c: rep().userId });
  });
});

describe('after the save', () => {
  const counts = ['Follow_Ups__c', 'Follow_Ups_To_Rep__c', 'Follow_Ups_To_Manager__c'];
  const followUp = (call: string, reached: Session, key = newKey()) =>
    rep().create('Joint_Call_Follow_Up__c', {
      Joint_Call__c: call,
      Received_On__c: TODAY,
      Contacted__c: reached.userId,
      Subject__c: 'Asks for the offer',
      Source_Key__c: key,
    });

  test('roll-ups count, by what the flow stamped, and forget what is deleted', async () => {
    const call = await rep().create('Joint_Call__c', plan(held()));
    assert.deepEqual(await read(call, ...counts), {
      Follow_Ups__c: 0,
      Follow_Ups_To_Rep__c: 0,
      Follow_Ups_To_Manager__c: 0,
    });
    await followUp(call, rep());
    const toManager = await followUp(call, manager());
    assert.deepEqual(await read(call, ...counts), {
      Follow_Ups__c: 2,
      Follow_Ups_To_Rep__c: 1,
      Follow_Ups_To_Manager__c: 1,
    });
    await ground.people.admin.remove('Joint_Call_Follow_Up__c', toManager);
    assert.deepEqual(await read(call, ...counts), {
      Follow_Ups__c: 1,
      Follow_Ups_To_Rep__c: 1,
      Follow_Ups_To_Manager__c: 0,
    });
  });

  // The master goes through a save of its own, rules included, for whoever caused it.
  test('a roll-up does not trip the rules of a master that others wrote', async () => {
    const call = await rep().create('Joint_Call__c', plan({ ...held(), Agenda__c: 'Prices' }));
    await manager().update('Joint_Call__c', call, { Status__c: 'Debriefed' });
    await followUp(call, manager());
    assert.deepEqual(await read(call, 'Follow_Ups__c', 'Status__c'), { Follow_Ups__c: 1, Status__c: 'Debriefed' });
  });

  test('a flow saves related records, whose own flows run', async () => {
    const call = await rep().create('Joint_Call__c', plan(held()));
    const id = await followUp(call, rep());
    const level = async () =>
      (await rep().query(`SELECT Call_Takeover_Level__c FROM Joint_Call_Follow_Up__c WHERE Id = '${id}'`))[0]![
        'Call_Takeover_Level__c'
      ];
    assert.equal(await level(), 'None');
    await rep().update('Joint_Call__c', call, { Close_Asked_By__c: 'Manager', Step_In_Reason__c: 'Rep struggled' });
    assert.deepEqual(await read(call, 'Takeover_Level__c', 'Duties_Taken__c'), {
      Takeover_Level__c: 'Partial',
      Duties_Taken__c: 1,
    });
    assert.equal(await level(), 'Partial');
  });

  test('details go with their master', async () => {
    const deal = await rep().create('Opportunity', {
      Name: `${ground.label} gone`,
      StageName: 'Prospecting',
      CloseDate: TODAY,
    });
    const call = await rep().create('Joint_Call__c', plan({ Opportunity__c: deal, ...held() }));
    const id = await followUp(call, rep());
    await rep().remove('Opportunity', deal);
    for (const [object, gone] of [
      ['Joint_Call__c', call],
      ['Joint_Call_Follow_Up__c', id],
    ]) {
      assert.deepEqual(await rep().query(`SELECT Id FROM ${object} WHERE Id = '${gone}'`), []);
    }
  });

  // The same for a key of a deleted record: it is free again, though the recycle bin still holds it.
  test('a unique value is taken as long as its record lives', async () => {
    const call = await rep().create('Joint_Call__c', plan(held()));
    const key = newKey();
    const first = await followUp(call, rep(), key);
    refused(
      await rep().call({
        method: 'POST',
        path: 'sobjects/Joint_Call_Follow_Up__c',
        body: { Joint_Call__c: call, Received_On__c: TODAY, Contacted__c: rep().userId, Source_Key__c: key },
      }),
      {
        status: 400,
        errorCode: 'DUPLICATE_VALUE',
        message: /^duplicate value found: Source_Key__c duplicates value on record with id: /,
      },
    );
    await ground.people.admin.remove('Joint_Call_Follow_Up__c', first);
    assert.match(await followUp(call, rep(), key), /^a/);
  });
});

/** A path that runs asynchronously begins once the record is saved for good; how soon is up to the org. */
describe('in its own time', () => {
  const logged = (more: Record<string, unknown> = {}) => ({
    Subject: `${ground.label} call back`,
    WhatId: ground.scene.opportunityId,
    OwnerId: manager().userId,
    Status: 'Completed',
    CallType: 'Inbound',
    TaskSubtype: 'Call',
    ActivityDate: TODAY,
    ...more,
  });
  const captured = (task: string) =>
    rep().query(
      `SELECT Joint_Call__c, Contacted__c, Routed_To__c FROM Joint_Call_Follow_Up__c WHERE Source_Key__c = '${task}'`,
    );

  async function awaited<Row>(ask: () => Promise<Row[]>): Promise<Row[]> {
    for (let waited = 0; waited < 120_000; waited += 250) {
      const rows = await ask();
      if (rows.length) return rows;
      await new Promise((resolve) => setTimeout(resolve, waited === 0 ? 20 : 250));
    }
    return [];
  }

  test('a call that the customer made becomes a follow-up, once', async () => {
    const task = await manager().create('Task', logged());
    const [row] = await awaited(() => captured(task));
    assert.deepEqual(
      [row?.['Joint_Call__c'], row?.['Contacted__c'], row?.['Routed_To__c']],
      [ground.scene.held.id, manager().userId, 'Manager'],
    );
    // Were it captured again, it would be before the follow-up of a later task.
    await manager().update('Task', task, { Description: 'Wanted a price' });
    const later = await manager().create('Task', logged());
    await awaited(() => captured(later));
    assert.equal((await captured(task)).length, 1);
  });

  test('a call that we made does not', async () => {
    const ours = await manager().create('Task', logged({ CallType: 'Outbound' }));
    const theirs = await manager().create('Task', logged());
    assert.equal((await awaited(() => captured(theirs))).length, 1);
    assert.deepEqual(await captured(ours), []);
  });
});
