import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Row } from '../local-org/schema/model.ts';
import { done, openSalesOrg, RAN_BY_REP, refusals, TODAY } from './sales-org.ts';

const CALL = 'Joint_Call__c';
const FOLLOW_UP = 'Joint_Call_Follow_Up__c';

const sales = openSalesOrg();
const { org, users, insert, update, remove } = sales;

async function eventsOf(call: string): Promise<Record<'rep' | 'manager', Row | undefined>> {
  await org.queue.drain();
  const events = sales.rows('Event', 'WhatId', call);
  const of = (who: string) => {
    const found = events.filter((event) => event['Joint_Call_Key__c'] === `${call}:${who}`);
    assert.ok(found.length <= 1, `one event for the ${who}`);
    return found[0];
  };
  assert.ok(events.length <= 2);
  return { rep: of('rep'), manager: of('manager') };
}

const whenAndWhose = (event: Row | undefined): unknown[] =>
  ['OwnerId', 'IsAllDayEvent', 'StartDateTime', 'EndDateTime'].map((field) => event?.[field]);

describe('a planned call stands on both calendars', () => {
  it('all day where only the day is agreed, related to the call and named after the deal', async () => {
    const { rep, manager } = await eventsOf(sales.call());
    const day = `${TODAY}T00:00:00.000Z`;
    assert.deepEqual(whenAndWhose(rep), [users.rep, true, day, day]);
    assert.deepEqual(whenAndWhose(manager), [users.manager, true, day, day]);
    assert.equal(rep?.['Subject'], 'Joint call: Deal');
  });

  it('at its time where there is one, for as long as is agreed, an hour otherwise', async () => {
    const start = `${TODAY}T14:30:00.000Z`;
    const agreed = await eventsOf(sales.call({ Planned_Start__c: start, Planned_Minutes__c: 45 }));
    assert.deepEqual(whenAndWhose(agreed.manager), [users.manager, false, start, `${TODAY}T15:15:00.000Z`]);
    const open = await eventsOf(sales.call({ Planned_Start__c: start }));
    assert.deepEqual(whenAndWhose(open.rep), [users.rep, false, start, `${TODAY}T15:30:00.000Z`]);
  });

  it('once, however often it is saved', async () => {
    const call = sales.call();
    const before = await eventsOf(call);
    done(update('rep', CALL, call, { Agenda__c: 'Need, offer, next step' }));
    done(update('rep', CALL, call, { Call_Date__c: '2026-11-26' }));
    done(update('rep', CALL, call, { Planned_Start__c: '2026-11-26T09:00:00.000Z' }));
    const after = await eventsOf(call);
    assert.deepEqual([after.rep?.['Id'], after.manager?.['Id']], [before.rep?.['Id'], before.manager?.['Id']]);
    assert.deepEqual(whenAndWhose(after.manager), [
      users.manager,
      false,
      '2026-11-26T09:00:00.000Z',
      '2026-11-26T10:00:00.000Z',
    ]);
  });

  it('moves to another manager, and to the new owner of the deal', async () => {
    const call = sales.call();
    const before = await eventsOf(call);
    done(update('rep', CALL, call, { Manager__c: users.boss }));
    done(update('admin', 'Opportunity', String(sales.row(CALL, call)['Opportunity__c']), { OwnerId: users.peer }));
    const after = await eventsOf(call);
    assert.deepEqual([after.rep?.['OwnerId'], after.manager?.['OwnerId']], [users.peer, users.boss]);
    assert.deepEqual([after.rep?.['Id'], after.manager?.['Id']], [before.rep?.['Id'], before.manager?.['Id']]);
  });

  it('leaves the calendars when it is cancelled, and stays there when it is held', async () => {
    const cancelled = sales.call();
    const held = sales.call();
    await eventsOf(cancelled);
    const own = done(
      insert('rep', 'Event', {
        Subject: 'Prepare',
        WhatId: cancelled,
        StartDateTime: `${TODAY}T08:00:00.000Z`,
        DurationInMinutes: 30,
      }),
    );
    done(update('rep', CALL, cancelled, { Status__c: 'Cancelled' }));
    done(update('rep', CALL, held, { Status__c: 'Held', ...RAN_BY_REP }));
    assert.deepEqual(await eventsOf(cancelled), { rep: undefined, manager: undefined });
    assert.ok(sales.row('Event', own), 'what else stands with the call stays');
    const { rep, manager } = await eventsOf(held);
    assert.ok(rep && manager);
  });

  it('is on no calendar where it was logged as held, or loaded', async () => {
    assert.deepEqual(await eventsOf(sales.held()), { rep: undefined, manager: undefined });
    assert.deepEqual(await eventsOf(sales.call({}, 'loader')), { rep: undefined, manager: undefined });
  });

  it('comes back with the next change where somebody deleted their event', async () => {
    const call = sales.call();
    const { manager } = await eventsOf(call);
    done(remove('manager', 'Event', String(manager?.['Id'])));
    done(update('rep', CALL, call, { Agenda__c: 'Another agenda' }));
    assert.equal((await eventsOf(call)).manager, undefined);
    done(update('rep', CALL, call, { Call_Date__c: '2026-11-27' }));
    assert.ok((await eventsOf(call)).manager);
  });

  it('blocks no plan where an event cannot be made', async () => {
    const call = sales.call();
    org.store.update('User', [{ Id: users.boss, IsActive: false }]);
    org.accessChanged();
    done(update('rep', CALL, call, { Manager__c: users.boss, Call_Date__c: '2026-11-28' }));
    assert.equal((await eventsOf(call)).rep?.['StartDateTime'], '2026-11-28T00:00:00.000Z');
    org.store.update('User', [{ Id: users.boss, IsActive: true }]);
    org.accessChanged();
  });
});

describe('the time of a plan', () => {
  it('lies on the day of the call, a day allowed for time zones, as long as it is planned', () => {
    const call = sales.call({ Planned_Start__c: '2026-11-25T03:00:00.000Z' });
    assert.match(refusals(update('rep', CALL, call, { Call_Date__c: '2026-11-28' }))[0]!, /another day/);
    done(update('rep', CALL, call, { Call_Date__c: '2026-11-28', Planned_Start__c: '2026-11-28T09:00:00.000Z' }));
    done(update('rep', CALL, call, { Status__c: 'Held', Call_Date__c: TODAY, ...RAN_BY_REP }));
  });
});

describe('a follow-up is handed back', () => {
  const followUp = (call: string, contacted: string): string =>
    done(
      insert('manager', FOLLOW_UP, {
        Joint_Call__c: call,
        Received_On__c: TODAY,
        Contacted__c: contacted,
        Channel__c: 'Phone',
        Subject__c: 'Asks for a discount',
      }),
    );
  const tasksOf = async (id: string): Promise<Row[]> => {
    await org.queue.drain();
    return sales.rows('Task', 'Joint_Call_Key__c', id);
  };

  it('and becomes one task of the salesperson on the deal, which counts as no follow-up once it is done', async () => {
    const call = sales.held();
    const id = followUp(call, users.manager);
    done(update('manager', FOLLOW_UP, id, { Handed_Back_On__c: TODAY }));
    const [task, ...more] = await tasksOf(id);
    assert.deepEqual(more, []);
    assert.equal(task?.['OwnerId'], users.rep);
    assert.equal(task['WhatId'], sales.row(CALL, call)['Opportunity__c']);
    assert.equal(task['ActivityDate'], '2026-11-25');
    assert.equal(task['Subject'], 'Get back to the customer: Asks for a discount');
    assert.match(String(task['Description']), /reached .+ on 2026-11-24 \(Phone\)/);
    done(update('rep', 'Task', String(task['Id']), { Status: 'Completed', CallType: 'Inbound' }));
    done(update('manager', FOLLOW_UP, id, { Subject__c: 'Asks for a rebate' }));
    await org.queue.drain();
    assert.equal(sales.row(CALL, call)['Follow_Ups__c'], 1);
    assert.equal((await tasksOf(id)).length, 1);
  });

  it('only where it did not reach the salesperson, not before it came, and for good', () => {
    const call = sales.held();
    const reached = followUp(call, users.rep);
    assert.match(refusals(update('manager', FOLLOW_UP, reached, { Handed_Back_On__c: TODAY }))[0]!, /nothing to hand/);
    const missed = followUp(call, users.manager);
    for (const day of ['2026-11-23', '2026-12-24'])
      assert.match(refusals(update('manager', FOLLOW_UP, missed, { Handed_Back_On__c: day }))[0]!, /day it came/);
    done(update('manager', FOLLOW_UP, missed, { Handed_Back_On__c: TODAY }));
    assert.match(refusals(update('manager', FOLLOW_UP, missed, { Handed_Back_On__c: null }))[0]!, /has a task/);
  });

  it('a load that says so makes no task', async () => {
    const id = followUp(sales.held(), users.manager);
    done(update('loader', FOLLOW_UP, id, { Handed_Back_On__c: TODAY }));
    assert.deepEqual(await tasksOf(id), []);
  });
});

describe('debriefing', () => {
  it('waits for the salesperson to tell the call, so that nobody is locked out', () => {
    const call = sales.call();
    done(update('manager', CALL, call, { Status__c: 'Held' }));
    assert.match(refusals(update('manager', CALL, call, { Status__c: 'Debriefed' }))[0]!, /not told yet/);
    done(update('rep', CALL, call, { ...RAN_BY_REP }));
    done(update('manager', CALL, call, { Status__c: 'Debriefed' }));
  });
});
