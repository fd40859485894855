import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Row } from '../local-org/schema/model.ts';
import { query } from '../local-org/soql/query.ts';
import { done, openSalesOrg, RAN_BY_REP, TODAY } from './sales-org.ts';

const CALL = 'Joint_Call__c';

const sales = openSalesOrg();
const { users, insert, update } = sales;

/** The named fields of a call. */
function fields<K extends string>(id: string, ...names: K[]): Record<K, Row[string]> {
  const row = sales.row(CALL, id);
  return Object.fromEntries(names.map((name) => [name, row[name] ?? null])) as Record<K, Row[string]>;
}

const SNAPSHOT = ['Sales_Rep__c', 'Team__c', 'Reps_Manager__c', 'Stage_At_Call__c', 'Amount_At_Call__c'] as const;

describe('people and stage', () => {
  it('come from the opportunity', () => {
    assert.deepEqual(fields(sales.call(), ...SNAPSHOT, 'Call_Month__c'), {
      Sales_Rep__c: users.rep,
      Team__c: 'Rep East',
      Reps_Manager__c: users.boss,
      Stage_At_Call__c: 'Prospecting',
      Amount_At_Call__c: 50_000,
      Call_Month__c: '2026-11',
    });
  });

  it('follow the opportunity while planned, the save that marks the call Held included', () => {
    const deal = sales.deal();
    const id = sales.call({ Opportunity__c: deal });
    done(update('rep', 'Opportunity', deal, { StageName: 'Qualification', Amount: null }));
    assert.equal(sales.row(CALL, id)['Stage_At_Call__c'], 'Prospecting');
    done(update('rep', CALL, id, { Status__c: 'Held', ...RAN_BY_REP }));
    assert.deepEqual(fields(id, 'Stage_At_Call__c', 'Amount_At_Call__c'), {
      Stage_At_Call__c: 'Qualification',
      Amount_At_Call__c: null,
    });
  });

  it('stay as they were from Held on, whatever happens to the deal', () => {
    const deal = sales.deal();
    const id = sales.held({ Opportunity__c: deal });
    const before = fields(id, ...SNAPSHOT);
    done(update('rep', 'Opportunity', deal, { StageName: 'Qualification', Amount: 1 }));
    done(update('manager', CALL, id, { Meeting_Channel__c: 'Video' }));
    done(update('admin', 'Opportunity', deal, { OwnerId: users.peer }));
    done(
      insert('colleague', 'Joint_Call_Follow_Up__c', {
        Joint_Call__c: id,
        Received_On__c: TODAY,
        Contacted__c: users.peer,
      }),
    );
    assert.deepEqual(fields(id, ...SNAPSHOT), before);
  });

  it('do not survive being written by hand', () => {
    const written = {
      Sales_Rep__c: users.peer,
      Team__c: 'Mine',
      Reps_Manager__c: users.peer,
      Stage_At_Call__c: 'Won',
      Amount_At_Call__c: 1,
    };
    for (const id of [sales.call(), sales.held()]) {
      const before = fields(id, ...SNAPSHOT);
      done(update('colleague', CALL, id, written));
      assert.deepEqual(fields(id, ...SNAPSHOT), before);
    }
  });

  it('may be corrected once debriefed, by a holder of Correct', () => {
    const id = sales.debriefed();
    done(update('admin', CALL, id, { Sales_Rep__c: users.peer }));
    assert.equal(sales.row(CALL, id)['Sales_Rep__c'], users.peer);
  });
});

describe('the figures', () => {
  const FIGURES = [
    'Agenda_Taken__c',
    'Transition_Taken__c',
    'Close_Taken__c',
    'Duties_Taken__c',
    'Takeover__c',
    'Takeover_Level__c',
  ] as const;
  const figures = (id: string): Row[string][] => Object.values(fields(id, ...FIGURES));

  it('say None of a call that the salesperson ran', () =>
    assert.deepEqual(figures(sales.held()), [0, 0, 0, 0, 0, 'None']));

  it('say Partial of one duty or two', () => {
    const reason = { Step_In_Reason__c: 'Rep struggled' };
    assert.deepEqual(figures(sales.held({ ...reason, Agenda_Set_By__c: 'Manager' })), [1, 0, 0, 1, 1, 'Partial']);
    const two = {
      ...reason,
      Discovery_Opened_By__c: 'Manager',
      Solution_Opened_By__c: 'Manager',
      Close_Asked_By__c: 'Manager',
    };
    assert.deepEqual(figures(sales.held(two)), [0, 1, 1, 2, 1, 'Partial']);
  });

  it('say Full of all three, and Bail-out where the deal was at risk', () => {
    const all = { Agenda_Set_By__c: 'Manager', Close_Opened_By__c: 'Manager', Close_Asked_By__c: 'Manager' };
    assert.deepEqual(figures(sales.held({ ...all, Step_In_Reason__c: 'No reason' })), [1, 1, 1, 3, 1, 'Full']);
    assert.deepEqual(figures(sales.held({ ...all, Step_In_Reason__c: 'Deal at risk' })), [1, 1, 1, 3, 0, 'Bail-out']);
  });

  it('say Not told yet as long as a duty is missing, then what it was', () => {
    const id = sales.call();
    done(update('manager', CALL, id, { Status__c: 'Held' }));
    assert.deepEqual(figures(id), [0, 0, 0, 0, 0, 'Not told yet']);
    done(update('rep', CALL, id, { Agenda_Set_By__c: 'Manager', Step_In_Reason__c: 'Rep struggled' }));
    assert.deepEqual(figures(id), [1, 0, 0, 1, 0, 'Not told yet']);
    done(update('rep', CALL, id, { ...RAN_BY_REP, Agenda_Set_By__c: 'Manager' }));
    assert.deepEqual(figures(id), [1, 0, 0, 1, 1, 'Partial']);
  });

  it('count nothing that is planned or cancelled', () => {
    const id = sales.call({ ...RAN_BY_REP, Agenda_Set_By__c: 'Manager' });
    assert.deepEqual(figures(id), [0, 0, 0, 0, 0, null]);
    done(update('rep', CALL, id, { Status__c: 'Cancelled' }));
    assert.deepEqual(figures(id), [0, 0, 0, 0, 0, null]);
  });

  it('say as numbers, to be summed, what was told and whether it was a bail-out', () => {
    const numbers = (id: string): Row[string][] => Object.values(fields(id, 'Told__c', 'Bail_Out__c', 'Takeover__c'));
    assert.deepEqual(numbers(sales.call(RAN_BY_REP)), [0, 0, 0]);
    assert.deepEqual(numbers(sales.held()), [1, 0, 0]);
    const taken = { Agenda_Set_By__c: 'Manager' };
    assert.deepEqual(numbers(sales.held({ ...taken, Step_In_Reason__c: 'Deal at risk' })), [1, 1, 0]);
    assert.deepEqual(numbers(sales.held({ ...taken, Step_In_Reason__c: 'No reason' })), [1, 0, 1]);
    const untold = sales.call();
    done(update('manager', CALL, untold, { Status__c: 'Held' }));
    assert.deepEqual(numbers(untold), [0, 0, 0]);
  });

  it('say how the manager took part once they told it', () => {
    const id = sales.held();
    const numbers = (): Row[string][] =>
      Object.values(fields(id, 'Participation_Told__c', 'Silent_Observer__c', 'Held_Back__c'));
    assert.deepEqual(numbers(), [0, 0, 0]);
    done(update('manager', CALL, id, { Manager_Participation__c: 'Observed only', Manager_Held_Back__c: true }));
    assert.deepEqual(numbers(), [1, 1, 1]);
    done(update('manager', CALL, id, { Manager_Participation__c: 'Contributed', Manager_Held_Back__c: false }));
    assert.deepEqual(numbers(), [1, 0, 0]);
  });

  it('say how long it took to debrief, never less than no day', () => {
    const days = (id: string): Row[string] => sales.row(CALL, id)['Days_To_Debrief__c'] ?? null;
    const id = sales.held({ Call_Date__c: '2026-11-02' });
    assert.equal(days(id), null);
    done(update('manager', CALL, id, { Status__c: 'Debriefed', Debriefed_On__c: '2026-11-09' }));
    assert.equal(days(id), 7);
    const early = sales.held({ Call_Date__c: '2026-11-02' });
    done(update('manager', CALL, early, { Status__c: 'Debriefed', Debriefed_On__c: '2026-11-01' }));
    assert.equal(days(early), 0);
  });

  it('know the smallest number of calls for a rate, for pages that cannot read settings', () => {
    sales.held();
    const soql = `SELECT Minimum_Calls_For_Rate__c FROM ${CALL} LIMIT 1`;
    const [record] = query(sales.org, sales.org.access(users.rep), soql, {}).records;
    assert.equal(record?.['Minimum_Calls_For_Rate__c'], 5);
  });

  it('do not survive being written by hand', () => {
    const id = sales.held();
    done(
      update('colleague', CALL, id, {
        Takeover__c: 1,
        Takeover_Level__c: 'Full',
        Duties_Taken__c: 3,
        Call_Month__c: '1999-01',
        Accounts_Differ__c: 1,
      }),
    );
    assert.deepEqual(
      fields(id, 'Takeover__c', 'Takeover_Level__c', 'Duties_Taken__c', 'Call_Month__c', 'Accounts_Differ__c'),
      {
        Takeover__c: 0,
        Takeover_Level__c: 'None',
        Duties_Taken__c: 0,
        Call_Month__c: '2026-11',
        Accounts_Differ__c: 0,
      },
    );
  });

  it('are worked out anew when a debriefed call is corrected', () => {
    const id = sales.debriefed({ Agenda_Set_By__c: 'Manager', Step_In_Reason__c: 'No reason' });
    done(update('admin', CALL, id, { Agenda_Set_By__c: 'Rep' }));
    assert.deepEqual(figures(id), [0, 0, 0, 0, 0, 'None']);
  });
});

describe('the debrief', () => {
  it('is dated today where the manager leaves it blank', () =>
    assert.equal(sales.row(CALL, sales.debriefed())['Debriefed_On__c'], TODAY));

  it('keeps the day that the manager gives', () => {
    const id = sales.held();
    done(update('manager', CALL, id, { Status__c: 'Debriefed', Debriefed_On__c: '2026-11-23' }));
    assert.equal(sales.row(CALL, id)['Debriefed_On__c'], '2026-11-23');
  });
});

describe('a load of history', () => {
  const history = {
    Call_Date__c: '2025-03-10',
    ...RAN_BY_REP,
    Close_Asked_By__c: 'Manager',
    Step_In_Reason__c: 'Agreed beforehand',
  };
  const load = (given: Record<string, unknown>): string =>
    done(insert('loader', CALL, { Opportunity__c: sales.deal(), Manager__c: users.manager, ...history, ...given }));

  it('keeps the people and the stage of then, and works out the figures', () => {
    const given = {
      Sales_Rep__c: users.peer,
      Team__c: 'Team of 2025',
      Reps_Manager__c: users.manager,
      Stage_At_Call__c: 'Discovery',
      Amount_At_Call__c: 7,
    };
    for (const status of ['Held', 'Debriefed']) {
      const id = load({ ...given, Status__c: status });
      assert.deepEqual(fields(id, ...SNAPSHOT), given);
      assert.deepEqual(fields(id, 'Call_Month__c', 'Takeover_Level__c', 'Debriefed_On__c'), {
        Call_Month__c: '2025-03',
        Takeover_Level__c: 'Partial',
        Debriefed_On__c: null,
      });
    }
  });

  it('takes the team of the salesperson it gives, and from the deal what it does not give', () => {
    assert.deepEqual(fields(load({ Sales_Rep__c: users.peer, Status__c: 'Held' }), ...SNAPSHOT), {
      Sales_Rep__c: users.peer,
      Team__c: 'Rep West',
      Reps_Manager__c: null,
      Stage_At_Call__c: 'Prospecting',
      Amount_At_Call__c: 50_000,
    });
    assert.deepEqual(fields(load({ Status__c: 'Held' }), 'Sales_Rep__c', 'Team__c', 'Reps_Manager__c'), {
      Sales_Rep__c: users.rep,
      Team__c: 'Rep East',
      Reps_Manager__c: users.boss,
    });
  });

  it('leaves planned calls to their deal', () => {
    assert.equal(sales.row(CALL, load({ Sales_Rep__c: users.peer, Status__c: 'Planned' }))['Sales_Rep__c'], users.rep);
  });

  it('may be loaded again', () => {
    const given = { Sales_Rep__c: users.peer, Team__c: 'Team of 2025', Status__c: 'Debriefed' };
    const id = load(given);
    done(update('loader', CALL, id, given));
    assert.deepEqual(fields(id, 'Sales_Rep__c', 'Team__c'), { Sales_Rep__c: users.peer, Team__c: 'Team of 2025' });
  });
});
