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

const NONE = { rep: undefined, manager: undefined };

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
    assert.deepEqual(await eventsOf(cancelled), NONE);
    assert.ok(sales.row('Event', own), 'what else stands with the call stays');
    const { rep, manager } = await eventsOf(held);
    assert.ok(rep && manager);
  });

  it('is on no calendar where it was logged as held', async () => {
    assert.deepEqual(await eventsOf(sales.held()), NONE);
  });

  it('is added to no calendar by a load, be it new, loaded again or moved', async () => {
    const call = sales.call({}, 'loader');
    assert.deepEqual(await eventsOf(call), NONE);
    done(update('loader', CALL, call, { Call_Date__c: '2026-11-26' }));
    done(update('loader', CALL, call, { Manager__c: users.boss }));
    assert.deepEqual(await eventsOf(call), NONE);
    done(update('rep', CALL, call, { Agenda__c: 'Need, offer' }));
    const { rep, manager } = await eventsOf(call);
    assert.deepEqual([rep?.['OwnerId'], manager?.['OwnerId']], [users.rep, users.boss], 'once people work on it');
  });

  it('follows a load where it stands on a calendar, so that nobody goes on the wrong day', async () => {
    const call = sales.call();
    await eventsOf(call);
    done(update('loader', CALL, call, { Call_Date__c: '2026-11-26' }));
    const { rep, manager } = await eventsOf(call);
    for (const event of [rep, manager]) assert.equal(event?.['StartDateTime'], '2026-11-26T00:00:00.000Z');
    done(update('loader', CALL, call, { Status__c: 'Cancelled' }));
    assert.deepEqual(await eventsOf(call), NONE);
  });

  it('comes back with the next save of the plan where somebody deleted their event', async () => {
    const call = sales.call();
    const { manager } = await eventsOf(call);
    done(remove('manager', 'Event', String(manager?.['Id'])));
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

describe('the event of a planned call', () => {
  const linesOf = (event: Row | undefined): string[] => String(event?.['Description']).split('\n');
  async function linesOfBoth(call: string): Promise<string[]> {
    const { rep, manager } = await eventsOf(call);
    assert.deepEqual(linesOf(rep), linesOf(manager), 'both read the same');
    return linesOf(manager);
  }

  it('says what the manager is asked for, who opens, what to leave alone, where the rest stands, and the agenda', async () => {
    const call = sales.call({
      Agenda__c: 'Need\nOffer\nNext step',
      Opening_Plan__c: 'Rep',
      Ask_Questions__c: true,
      Ask_Objections__c: true,
      Ask_Note__c: 'The finance part, please',
    });
    assert.deepEqual(await linesOfBoth(call), [
      'manager is asked to help with: Asking questions; Answering objections; The finance part, please',
      'rep opens and introduces.',
      'Left to rep: the agenda, each transition and the ask, unless the deal is at risk.',
      `Everything else stands on joint call ${String(sales.row(CALL, call)['Name'])}, which this event is related to.`,
      '',
      'Agenda:',
      'Need',
      'Offer',
      'Next step',
    ]);
  });

  it('says so where nothing is written, asked or agreed yet', async () => {
    const lines = (await linesOfBoth(sales.call())).join('\n');
    assert.match(lines, /^manager is asked for nothing in particular, and takes part all the same\.$/m);
    assert.match(lines, /^Who opens and introduces is not said yet\.$/m);
    assert.match(lines, /^rep has not written an agenda yet\.$/m);
    assert.doesNotMatch(lines, /^Agenda:|null|undefined|\{\d\}/m);
  });

  it('follows what the salesperson changes: the agenda, the opening, and each thing that is asked', async () => {
    const call = sales.call({ Agenda__c: 'Need', Opening_Plan__c: 'Rep' });
    await eventsOf(call);
    const [changes, now]: [Record<string, unknown>[], RegExp[]] = [
      [
        { Agenda__c: 'Offer' },
        { Agenda__c: null },
        { Opening_Plan__c: 'Manager' },
        { Ask_Climate__c: true },
        { Ask_Questions__c: true },
        { Ask_Presenting__c: true },
        { Ask_Objections__c: true },
        { Ask_Note__c: 'The price' },
      ],
      [
        /^Agenda:\nOffer$/m,
        /^rep has not written an agenda yet\.$/m,
        /^manager opens and introduces\.$/m,
        /help with: Creating a good climate$/m,
        /climate; Asking questions$/m,
        /questions; Presenting$/m,
        /Presenting; Answering objections$/m,
        /objections; The price$/m,
      ],
    ];
    for (const [at, change] of changes.entries()) {
      done(update('rep', CALL, call, change));
      assert.match((await linesOfBoth(call)).join('\n'), now[at]!);
    }
  });

  it('names the new manager and the new owner of the deal', async () => {
    const call = sales.call({ Opening_Plan__c: 'Rep' });
    await eventsOf(call);
    done(update('rep', CALL, call, { Manager__c: users.boss }));
    done(update('admin', 'Opportunity', String(sales.row(CALL, call)['Opportunity__c']), { OwnerId: users.peer }));
    const [asked, opens, left] = await linesOfBoth(call);
    assert.match(asked!, /^boss /);
    assert.match(opens!, /^peer /);
    assert.match(left!, /^Left to peer:/);
  });

  it('carries the longest agenda whole, and first names with last names', async () => {
    org.store.update('User', [{ Id: users.rep, FirstName: 'Rita' }]);
    const agenda = 'x'.repeat(2000);
    const lines = await linesOfBoth(sales.call({ Agenda__c: agenda, Opening_Plan__c: 'Rep' }));
    assert.equal(lines.at(-1), agenda);
    assert.ok(lines.includes('Rita rep opens and introduces.'));
    org.store.update('User', [{ Id: users.rep, FirstName: null }]);
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
  const followUp = (call: string, contacted: string, fields: Record<string, unknown> = {}): string =>
    done(
      insert('manager', FOLLOW_UP, {
        Joint_Call__c: call,
        Received_On__c: TODAY,
        Contacted__c: contacted,
        Channel__c: 'Phone',
        Subject__c: 'Asks for a discount',
        ...fields,
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
    done(update('rep', 'Task', String(task['Id']), { Status: 'Completed', CallType: 'Inbound' }));
    done(update('manager', FOLLOW_UP, id, { Subject__c: 'Asks for a rebate' }));
    await org.queue.drain();
    assert.equal(sales.row(CALL, call)['Follow_Ups__c'], 1);
    assert.equal((await tasksOf(id)).length, 1);
  });

  describe('with a task that says in one sentence', () => {
    const HANDED_BACK = ' It is handed back to you: it is your customer, and your call.';
    const contact = (fields: Record<string, unknown>): string =>
      done(insert('rep', 'Contact', { ...fields, AccountId: done(insert('rep', 'Account', { Name: 'Customer' })) }));
    async function textOf(fields: Record<string, unknown>): Promise<string> {
      const id = followUp(sales.held(), users.manager, fields);
      done(update('manager', FOLLOW_UP, id, { Handed_Back_On__c: TODAY }));
      const [task] = await tasksOf(id);
      assert.equal(task?.['WhoId'] ?? null, fields['Contact__c'] ?? null);
      return String(task?.['Description']);
    }

    it('who reached whom, when, how and about what', async () => {
      const Contact__c = contact({ FirstName: 'Erika', LastName: 'Muster' });
      assert.equal(
        await textOf({ Contact__c }),
        `Erika Muster reached manager on 2026-11-24 by phone about “Asks for a discount”.${HANDED_BACK}`,
      );
    });
    it('a contact without a first name', async () =>
      assert.match(await textOf({ Contact__c: contact({ LastName: 'Muster' }) }), /^Muster reached manager on /));
    it('the customer, where no contact is known', async () =>
      assert.match(await textOf({}), /^The customer reached manager on /));
    it('each channel', async () => {
      for (const [channel, words] of [
        ['E-mail', 'by e-mail'],
        ['Message', 'by message'],
        ['In person', 'in person'],
      ])
        assert.match(await textOf({ Channel__c: channel }), new RegExp(`on 2026-11-24 ${words} about`));
    });
    it('nothing of a channel or a subject that is not known', async () => {
      assert.match(await textOf({ Channel__c: null }), /on 2026-11-24 about “Asks for a discount”\. It/);
      assert.match(await textOf({ Subject__c: null }), /on 2026-11-24 by phone\. It/);
      assert.equal(
        await textOf({ Channel__c: null, Subject__c: null }),
        `The customer reached manager on 2026-11-24.${HANDED_BACK}`,
      );
    });
    it('the whole name of the one who was reached', async () => {
      org.store.update('User', [{ Id: users.manager, FirstName: 'Mia' }]);
      assert.match(await textOf({}), /^The customer reached Mia manager on /);
      org.store.update('User', [{ Id: users.manager, FirstName: null }]);
    });
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
