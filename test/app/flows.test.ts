import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Row } from '../local-org/schema/model.ts';
import { done, openSalesOrg, RAN_BY_REP, refusals, TODAY } from './sales-org.ts';

const CALL = 'Joint_Call__c';
const FOLLOW_UP = 'Joint_Call_Follow_Up__c';
const COACHING = 'Joint_Call_Coaching__c';

const sales = openSalesOrg();
const { org, users, insert, update } = sales;

const dealOf = (call: string): string => String(sales.row(CALL, call)['Opportunity__c']);

describe('an opportunity changes owner', () => {
  it('takes its planned calls along, whoever changes it', () => {
    const planned = sales.call();
    const held = sales.held({ Opportunity__c: dealOf(planned) });
    done(update('admin', 'Opportunity', dealOf(planned), { OwnerId: users.peer }));
    const {
      Sales_Rep__c: rep,
      Team__c: team,
      Reps_Manager__c: lineManager,
      Status__c: status,
    } = sales.row(CALL, planned);
    assert.deepEqual(
      { rep, team, lineManager, status },
      { rep: users.peer, team: 'Rep West', lineManager: null, status: 'Planned' },
    );
    assert.equal(sales.row(CALL, held)['Sales_Rep__c'], users.rep);
  });

  it('cancels the planned calls whose manager becomes the owner, and only those', () => {
    const withManager = sales.call();
    const withBoss = sales.call({ Opportunity__c: dealOf(withManager), Manager__c: users.boss });
    done(update('rep', 'Opportunity', dealOf(withManager), { OwnerId: users.manager }));
    const cancelled = sales.row(CALL, withManager);
    assert.deepEqual([cancelled['Status__c'], cancelled['Sales_Rep__c']], ['Cancelled', users.rep]);
    const kept = sales.row(CALL, withBoss);
    assert.deepEqual([kept['Status__c'], kept['Sales_Rep__c']], ['Planned', users.manager]);
  });

  it('troubles nobody who adds a follow-up where the flow did not run, as in a mass transfer', () => {
    const planned = sales.call();
    org.store.update('Opportunity', [{ Id: dealOf(planned), OwnerId: users.manager }]);
    done(insert('colleague', FOLLOW_UP, { Joint_Call__c: planned, Received_On__c: TODAY, Contacted__c: users.rep }));
    assert.equal(sales.row(CALL, planned)['Sales_Rep__c'], users.manager);
    assert.ok(refusals(update('manager', CALL, planned, { Status__c: 'Held', ...RAN_BY_REP })).length > 0);
    done(update('manager', CALL, planned, { Status__c: 'Cancelled' }));
  });

  it('lets a load move deals too', () => {
    const planned = sales.call();
    done(update('loader', 'Opportunity', dealOf(planned), { OwnerId: users.peer }));
    assert.deepEqual(
      [sales.row(CALL, planned)['Sales_Rep__c'], sales.row(CALL, planned)['Team__c']],
      [users.peer, 'Rep West'],
    );
  });
});

describe('transfer, write, transfer back', () => {
  it("is possible between two owners, and the call is the first one's again", () => {
    const id = sales.call();
    done(update('admin', 'Opportunity', dealOf(id), { OwnerId: users.peer }));
    done(update('peer', CALL, id, { Agenda__c: 'Written in between' }));
    done(update('admin', 'Opportunity', dealOf(id), { OwnerId: users.rep }));
    assert.deepEqual(
      [sales.row(CALL, id)['Agenda__c'], sales.row(CALL, id)['Sales_Rep__c']],
      ['Written in between', users.rep],
    );
  });

  it('does not open a call to its own manager: it is cancelled on the way', () => {
    const id = sales.call();
    done(update('rep', 'Opportunity', dealOf(id), { OwnerId: users.manager }));
    assert.ok(refusals(update('manager', CALL, id, { Agenda__c: 'Mine' })).length > 0);
  });
});

describe('a follow-up', () => {
  const add = (call: string, contacted: string, fields: Record<string, unknown> = {}): Row =>
    sales.row(
      FOLLOW_UP,
      done(
        insert('rep', FOLLOW_UP, { Joint_Call__c: call, Received_On__c: TODAY, Contacted__c: contacted, ...fields }),
      ),
    );

  it('is stamped with whom the customer reached and the level of the call, and counted', () => {
    const call = sales.held({ Agenda_Set_By__c: 'Manager', Step_In_Reason__c: 'No reason' });
    const stamps = [users.rep, users.manager, users.peer]
      .map((user) => add(call, user))
      .map((row) => [row['Routed_To__c'], row['Call_Takeover_Level__c']]);
    assert.deepEqual(stamps, [
      ['Rep', 'Partial'],
      ['Manager', 'Partial'],
      ['Someone else', 'Partial'],
    ]);
    const {
      Follow_Ups__c: all,
      Follow_Ups_To_Rep__c: toRep,
      Follow_Ups_To_Manager__c: toManager,
    } = sales.row(CALL, call);
    assert.deepEqual([all, toRep, toManager], [3, 1, 1]);
  });

  it('is not stamped by hand', () => {
    const row = add(sales.held(), users.rep);
    done(
      update('colleague', FOLLOW_UP, String(row['Id']), { Routed_To__c: 'Manager', Call_Takeover_Level__c: 'Full' }),
    );
    const after = sales.row(FOLLOW_UP, String(row['Id']));
    assert.deepEqual([after['Routed_To__c'], after['Call_Takeover_Level__c']], ['Rep', 'None']);
  });

  it('follows its call when the salesperson tells later', () => {
    const call = sales.call();
    done(update('manager', CALL, call, { Status__c: 'Held' }));
    const { Id: id } = add(call, users.rep);
    assert.equal(sales.row(FOLLOW_UP, String(id))['Call_Takeover_Level__c'], 'Not told yet');
    done(update('rep', CALL, call, { ...RAN_BY_REP, Agenda_Set_By__c: 'Manager', Step_In_Reason__c: 'No reason' }));
    assert.equal(sales.row(FOLLOW_UP, String(id))['Call_Takeover_Level__c'], 'Partial');
  });

  it('counts once for each source key', () => {
    const call = sales.held();
    const given = { Joint_Call__c: call, Received_On__c: TODAY, Contacted__c: users.rep };
    done(insert('loader', FOLLOW_UP, { ...given, Source_Key__c: 'import-1' }));
    const [error] = insert('loader', FOLLOW_UP, { ...given, Source_Key__c: 'IMPORT-1' }).errors;
    assert.equal(error?.statusCode, 'DUPLICATE_VALUE');
    assert.equal(sales.row(CALL, call)['Follow_Ups__c'], 1);
  });

  it('goes with its deal', () => {
    const call = sales.held();
    const { Id: id } = add(call, users.rep);
    done(sales.remove('rep', 'Opportunity', dealOf(call)));
    assert.deepEqual(org.store.read(FOLLOW_UP, [String(id)]), [undefined]);
  });
});

describe('coaching', () => {
  const ACCOUNT = {
    Account_Agenda_Set_By__c: 'Rep',
    Account_Transitions_Led_By__c: 'Rep',
    Account_Close_Asked_By__c: 'Rep',
  };
  const add = (call: string, fields: Record<string, unknown> = {}, by: 'manager' | 'loader' = 'manager'): string =>
    done(insert(by, COACHING, { Joint_Call__c: call, ...fields }));
  const differ = (call: string): Row[string] => sales.row(CALL, call)['Accounts_Differ__c'] ?? null;
  const sharesWith = (coaching: string, user: string): Row[] =>
    sales.rows('Joint_Call_Coaching__Share', 'ParentId', coaching).filter((share) => share['UserOrGroupId'] === user);

  it('is owned by the manager of the call, whoever loads it', () => {
    assert.equal(sales.row(COACHING, add(sales.held(), {}, 'loader'))['OwnerId'], users.manager);
  });

  it('is shared with the salesperson when the manager shares it, not before, and once', () => {
    const id = add(sales.held());
    assert.deepEqual(sharesWith(id, users.rep), []);
    assert.equal(update('rep', COACHING, id, { Rep_Reply__c: 'Too early' }).success, false);
    done(update('manager', COACHING, id, { Shared_On__c: TODAY }));
    const [share] = sharesWith(id, users.rep);
    assert.deepEqual([share?.['AccessLevel'], share?.['RowCause']], ['Edit', 'Manual']);
    done(update('manager', COACHING, id, { Coaching_Focus__c: 'Ask, then wait' }));
    assert.equal(sharesWith(id, users.rep).length, 1);
    done(update('rep', COACHING, id, { Rep_Reply__c: 'Agreed' }));
  });

  it('is shared at once where it is inserted as shared', () => {
    assert.equal(sharesWith(add(sales.held(), { Shared_On__c: TODAY }), users.rep).length, 1);
  });

  it('leaves no trace on the call until it is shared', () => {
    const call = sales.held({ Agenda_Set_By__c: 'Manager', Step_In_Reason__c: 'No reason' });
    const id = add(call, ACCOUNT);
    assert.equal(differ(call), 0);
    done(update('manager', COACHING, id, { Shared_On__c: TODAY }));
    assert.equal(differ(call), 1);
  });

  it('is compared anew when either account changes', () => {
    const call = sales.held();
    const id = add(call, { ...ACCOUNT, Shared_On__c: TODAY });
    assert.equal(differ(call), 0);
    done(update('manager', COACHING, id, { Account_Transitions_Led_By__c: 'Manager' }));
    assert.equal(differ(call), 1);
    done(update('rep', CALL, call, { Solution_Opened_By__c: 'Manager', Step_In_Reason__c: 'Rep struggled' }));
    assert.equal(differ(call), 0);
    done(update('manager', COACHING, id, { Account_Step_In_Reason__c: 'Agreed beforehand' }));
    assert.equal(differ(call), 1);
  });

  it('stamps a debriefed call too, which nobody may stamp by hand', () => {
    const call = sales.debriefed();
    add(call, { ...ACCOUNT, Account_Close_Asked_By__c: 'Manager', Shared_On__c: TODAY });
    assert.equal(differ(call), 1);
    done(update('colleague', CALL, call, { Accounts_Differ__c: 0 }));
    assert.equal(differ(call), 1);
  });

  it('tells the manager where it cannot be shared, and saves nothing', () => {
    const call = sales.held();
    const id = add(call);
    org.store.update(CALL, [{ Id: call, Sales_Rep__c: null }]);
    const result = update('manager', COACHING, id, { Shared_On__c: TODAY });
    assert.equal(result.success, false);
    assert.match(result.errors[0]!.message, /could not be shared/);
    assert.equal(sales.row(COACHING, id)['Shared_On__c'], null);
    done(update('loader', COACHING, id, { Shared_On__c: TODAY }));
  });
});

describe('a logged call of the customer', () => {
  let call: string;
  beforeEach(() => {
    call = sales.held();
  });
  const log = async (
    fields: Record<string, unknown> = {},
    by: 'rep' | 'manager' | 'admin' = 'rep',
  ): Promise<string> => {
    const id = done(
      insert(by, 'Task', {
        Subject: 'Customer called',
        WhatId: dealOf(call),
        Status: 'Completed',
        CallType: 'Inbound',
        TaskSubtype: 'Call',
        OwnerId: users[by],
        ActivityDate: TODAY,
        ...fields,
      }),
    );
    await org.queue.drain();
    return id;
  };
  const followUps = (): Row[] => sales.rows(FOLLOW_UP, 'Joint_Call__c', call);

  it('counts as a follow-up to the person who took it', async () => {
    const task = await log({}, 'manager');
    const [row, ...more] = followUps();
    assert.deepEqual(more, []);
    const {
      Contacted__c: contacted,
      Routed_To__c: routed,
      Channel__c: channel,
      Received_On__c: received,
      Subject__c: subject,
      Source_Key__c: key,
    } = row!;
    assert.deepEqual(
      { contacted, routed, channel, received, subject, key },
      {
        contacted: users.manager,
        routed: 'Manager',
        channel: 'Phone',
        received: TODAY,
        subject: 'Customer called',
        key: task,
      },
    );
  });

  it('names the contact', async () => {
    const account = done(insert('rep', 'Account', { Name: 'Customer' }));
    const contact = done(insert('rep', 'Contact', { LastName: 'Customer', AccountId: account }));
    await log({ WhoId: contact });
    assert.equal(followUps()[0]?.['Contact__c'], contact);
  });

  it('counts once when the task is saved again, or completed later', async () => {
    const task = await log({ Status: 'Not Started' });
    assert.equal(followUps().length, 0);
    done(update('rep', 'Task', task, { Status: 'Completed' }));
    await org.queue.drain();
    done(update('rep', 'Task', task, { Subject: 'Customer called again' }));
    done(update('rep', 'Task', task, { Status: 'Not Started' }));
    done(update('rep', 'Task', task, { Status: 'Completed' }));
    await org.queue.drain();
    assert.equal(followUps().length, 1);
  });

  it('does not count where it is outbound, an e-mail, on another record, too late or too early', async () => {
    await log({ CallType: 'Outbound' });
    await log({ TaskSubtype: 'Email' });
    await log({ WhatId: done(insert('rep', 'Account', { Name: 'Customer' })) });
    await log({ ActivityDate: '2026-12-30' });
    await log({ ActivityDate: '2026-11-20' });
    assert.deepEqual(followUps(), []);
  });

  it('follows the latest call that was held', async () => {
    const earlier = done(
      insert('loader', CALL, {
        Opportunity__c: dealOf(call),
        Manager__c: users.manager,
        Call_Date__c: '2026-11-10',
        Status__c: 'Debriefed',
      }),
    );
    sales.call({ Opportunity__c: dealOf(call) });
    await log();
    assert.equal(followUps().length, 1);
    await log({ ActivityDate: '2026-11-12' });
    assert.equal(sales.rows(FOLLOW_UP, 'Joint_Call__c', earlier).length, 1);
  });

  it('counts on a debriefed call, logged by somebody who has nothing to do with it', async () => {
    done(update('manager', CALL, call, { Status__c: 'Debriefed' }));
    await log({}, 'admin');
    assert.equal(followUps()[0]?.['Routed_To__c'], 'Someone else');
    assert.equal(sales.row(CALL, call)['Follow_Ups__c'], 1);
  });
});

describe('an incoming e-mail', () => {
  let call: string;
  beforeEach(() => {
    call = sales.held();
  });
  const receive = async (to: string, fields: Record<string, unknown> = {}): Promise<Row | undefined> => {
    done(
      insert('admin', 'EmailMessage', {
        Subject: 'A question',
        FromAddress: 'customer@customer.example',
        ToAddress: to,
        Incoming: true,
        Status: '0',
        RelatedToId: dealOf(call),
        MessageDate: `${TODAY}T09:00:00.000Z`,
        ...fields,
      }),
    );
    await org.queue.drain();
    return sales.rows(FOLLOW_UP, 'Joint_Call__c', call)[0];
  };

  it('went to the salesperson', async () => {
    const row = await receive('REP@sales.example');
    assert.deepEqual(
      [row?.['Contacted__c'], row?.['Routed_To__c'], row?.['Channel__c'], row?.['Received_On__c'], row?.['Subject__c']],
      [users.rep, 'Rep', 'E-mail', TODAY, 'A question'],
    );
  });
  it('went to the manager', async () =>
    assert.equal((await receive('sales@sales.example; manager@sales.example'))?.['Contacted__c'], users.manager));
  it('went to both: the salesperson was reached', async () =>
    assert.equal((await receive('manager@sales.example; rep@sales.example'))?.['Contacted__c'], users.rep));
  it('went to another user', async () =>
    assert.equal((await receive('peer@sales.example'))?.['Routed_To__c'], 'Someone else'));
  it('went to a mailbox of nobody', async () => assert.equal(await receive('not-the-rep@sales.example'), undefined));
  it('was outgoing', async () => assert.equal(await receive('rep@sales.example', { Incoming: false }), undefined));
});
