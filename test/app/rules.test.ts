import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SaveResult } from '../local-org/org.ts';
import { done, messageOf, openSalesOrg, RAN_BY_REP, refusals, TODAY, type Person } from './sales-org.ts';

const CALL = 'Joint_Call__c';
const FOLLOW_UP = 'Joint_Call_Follow_Up__c';
const COACHING = 'Joint_Call_Coaching__c';

const sales = openSalesOrg();
const { org, users } = sales;
const { insert, update } = sales;

const newCall = (fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  Opportunity__c: sales.deal(),
  Manager__c: users.manager,
  Call_Date__c: TODAY,
  ...fields,
});
const followUp = (fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  Joint_Call__c: sales.held(),
  Received_On__c: TODAY,
  Contacted__c: users.rep,
  ...fields,
});
const savedFollowUp = (fields: Record<string, unknown> = {}): string =>
  done(insert('rep', FOLLOW_UP, followUp(fields)));
/** A change to a follow-up that reached the manager, and to one that was handed back since. */
const missed = (person: Person, changes: Record<string, unknown>): SaveResult =>
  update(person, FOLLOW_UP, savedFollowUp({ Contacted__c: users.manager }), changes);
const handedBack = (person: Person, changes: Record<string, unknown>): SaveResult => {
  const id = savedFollowUp({ Contacted__c: users.manager });
  done(update('manager', FOLLOW_UP, id, { Handed_Back_On__c: TODAY }));
  return update(person, FOLLOW_UP, id, changes);
};
const coaching = (fields: Record<string, unknown> = {}): string =>
  done(insert('manager', COACHING, { Joint_Call__c: sales.held(), ...fields }));
const shared = (fields: Record<string, unknown> = {}): string => coaching({ Shared_On__c: TODAY, ...fields });
/** A call whose deal now belongs to `person`. */
const transferred = (id: string, person: 'peer' | 'colleague'): string => {
  done(update('admin', 'Opportunity', String(sales.row(CALL, id)['Opportunity__c']), { OwnerId: users[person] }));
  return id;
};

/** For each rule: saves that it refuses, and saves just beside them that pass. */
const CASES: Record<
  string,
  Record<string, { refused: Record<string, () => SaveResult>; passes: Record<string, () => SaveResult> }>
> = {
  [CALL]: {
    Agenda_Is_The_Owners: {
      refused: {
        'the manager writes it while planned': () => update('manager', CALL, sales.call(), { Agenda__c: 'Mine' }),
        'the manager empties it': () => update('manager', CALL, sales.call({ Agenda__c: 'Hers' }), { Agenda__c: null }),
        'the new owner writes it once it is held': () =>
          update('colleague', CALL, transferred(sales.held(), 'colleague'), { Agenda_Confirmed__c: true }),
        'the admin inserts it': () => insert('admin', CALL, newCall({ Time_Confirmed__c: true })),
      },
      passes: {
        'the new owner writes it while planned': () =>
          update('peer', CALL, transferred(sales.call(), 'peer'), { Agenda__c: 'Mine now' }),
        'the manager saves the same value again': () =>
          update('manager', CALL, sales.call({ Agenda__c: 'Hers' }), { Agenda__c: 'Hers' }),
      },
    },
    Opening_Is_The_Owners: {
      refused: { 'the manager tells it': () => update('manager', CALL, sales.held(), { Introduced_By__c: 'Rep' }) },
      passes: {
        'the rep tells it once held': () => update('rep', CALL, sales.held(), { Introduced_By__c: 'Manager' }),
      },
    },
    Transitions_Are_The_Owners: {
      refused: {
        'the manager corrects it': () =>
          update('manager', CALL, sales.held(), { Discovery_Opened_By__c: 'Not reached' }),
      },
      passes: {
        'the rep corrects it': () => update('rep', CALL, sales.held(), { Discovery_Opened_By__c: 'Not reached' }),
      },
    },
    Close_Is_The_Owners: {
      refused: {
        'the manager writes the next step': () => update('manager', CALL, sales.held(), { Next_Step__c: 'Call me' }),
      },
      passes: {
        'the rep writes the next step': () =>
          update('rep', CALL, sales.held(), { Next_Step__c: 'Call me', Next_Step_Date__c: '2026-12-01' }),
      },
    },
    Step_In_Is_The_Owners: {
      refused: {
        'the manager gives the reason': () =>
          update('manager', CALL, sales.held(), { Step_In_Reason__c: 'Rep struggled' }),
      },
      passes: {
        'the rep says how the client was': () =>
          update('rep', CALL, sales.held(), { Client_Responsiveness__c: 'Unresponsive' }),
      },
    },
    Participation_Is_The_Managers: {
      refused: {
        'a colleague tells it': () => update('colleague', CALL, sales.held(), { Helped_Climate__c: true }),
        'a new manager writes in the save that names them': () =>
          update('boss', CALL, sales.call(), { Manager__c: users.boss, Manager_Participation__c: 'Contributed' }),
      },
      passes: {
        'the manager inserts a held call and tells it': () =>
          insert('manager', CALL, newCall({ Status__c: 'Held', Manager_Participation__c: 'Observed only' })),
      },
    },
    Help_Is_Asked_By_The_Owner: {
      refused: {
        'the manager asks for it': () => update('manager', CALL, sales.call(), { Ask_Questions__c: true }),
        'the manager takes it back': () =>
          update('manager', CALL, sales.call({ Ask_Note__c: 'Explain the warranty' }), { Ask_Note__c: null }),
      },
      passes: {
        'the rep asks for it': () =>
          update('rep', CALL, sales.call(), { Ask_Questions__c: true, Ask_Note__c: 'Prices' }),
        'the manager helps without being asked': () =>
          update('manager', CALL, sales.held(), { Helped_Questions__c: true }),
      },
    },
    Start_Is_On_The_Day: {
      refused: {
        'it lies on another day': () =>
          update('rep', CALL, sales.call(), { Planned_Start__c: '2026-12-01T09:00:00.000Z' }),
        'the manager moves the day alone': () =>
          update('manager', CALL, sales.call({ Planned_Start__c: `${TODAY}T09:00:00.000Z` }), {
            Call_Date__c: '2026-12-01',
          }),
      },
      passes: {
        'it is the day after, in GMT': () =>
          update('rep', CALL, sales.call(), { Planned_Start__c: '2026-11-25T03:00:00.000Z' }),
        'the manager moves a day without a time': () =>
          update('manager', CALL, sales.call(), { Call_Date__c: '2026-12-01' }),
      },
    },
    Debrief_Needs_The_Reps_Account: {
      refused: {
        'the call was not told': () =>
          update('manager', CALL, done(insert('manager', CALL, newCall({ Status__c: 'Held' }))), {
            Status__c: 'Debriefed',
          }),
      },
      passes: {
        'it was told': () => update('manager', CALL, sales.held(), { Status__c: 'Debriefed' }),
        'a load closes it': () =>
          update('loader', CALL, done(insert('manager', CALL, newCall({ Status__c: 'Held' }))), {
            Status__c: 'Debriefed',
          }),
      },
    },
    Debriefed_Figures_Are_Locked: {
      refused: {
        'somebody writes a figure': () => update('colleague', CALL, sales.debriefed(), { Takeover_Level__c: 'Full' }),
        'somebody writes the salesperson': () =>
          update('colleague', CALL, sales.debriefed(), { Sales_Rep__c: users.peer }),
      },
      passes: {
        'a holder of Correct puts the salesperson right': () =>
          update('loader', CALL, sales.debriefed(), { Sales_Rep__c: users.peer }),
      },
    },
    Debrief_Is_The_Managers: {
      refused: {
        'the rep marks it Debriefed': () => update('rep', CALL, sales.held(), { Status__c: 'Debriefed' }),
        'the admin dates it': () => update('admin', CALL, sales.held(), { Debriefed_On__c: TODAY }),
      },
      passes: {
        'the manager marks it Debriefed': () => update('manager', CALL, sales.held(), { Status__c: 'Debriefed' }),
      },
    },
    Debriefed_Is_Locked: {
      refused: {
        'the rep writes': () => update('rep', CALL, sales.debriefed(), { Client_Responsiveness__c: 'Mixed' }),
        'the manager writes': () => update('manager', CALL, sales.debriefed(), { Helped_Climate__c: true }),
        'somebody writes a date': () => update('colleague', CALL, sales.debriefed(), { Call_Date__c: '2026-11-01' }),
      },
      passes: {
        'a holder of Correct corrects': () =>
          update('admin', CALL, sales.debriefed(), { Agenda_Set_By__c: 'Not reached' }),
        'a load corrects': () => update('loader', CALL, sales.debriefed(), { Agenda_Set_By__c: 'Not reached' }),
        'a follow-up is added, and rolls up': () =>
          insert('rep', FOLLOW_UP, followUp({ Joint_Call__c: sales.debriefed() })),
      },
    },
    Manager_Is_Chosen_While_Planned: {
      refused: {
        'the manager names another': () => update('manager', CALL, sales.call(), { Manager__c: users.boss }),
        'the admin names another': () => update('admin', CALL, sales.call(), { Manager__c: users.boss }),
        'the rep names another once held': () => update('rep', CALL, sales.held(), { Manager__c: users.boss }),
      },
      passes: {
        'the owner names another while planned': () => update('rep', CALL, sales.call(), { Manager__c: users.boss }),
        "the owner's line manager does": () => update('boss', CALL, sales.call(), { Manager__c: users.boss }),
        'a load does, once held': () => update('loader', CALL, sales.held(), { Manager__c: users.boss }),
      },
    },
    Manager_Is_Not_The_Rep: {
      refused: {
        'on insert': () => insert('rep', CALL, newCall({ Manager__c: users.rep })),
        'on change': () => update('rep', CALL, sales.call(), { Manager__c: users.rep }),
        'in a load': () =>
          insert('loader', CALL, newCall({ Manager__c: users.peer, Sales_Rep__c: users.peer, Status__c: 'Held' })),
      },
      passes: { 'two people': () => insert('rep', CALL, newCall()) },
    },
    Status_Moves_In_Order: {
      refused: {
        'inserted as Debriefed': () => insert('manager', CALL, newCall({ Status__c: 'Debriefed' })),
        'Planned to Debriefed': () => update('manager', CALL, sales.call(), { Status__c: 'Debriefed' }),
        'Held to Planned': () => update('rep', CALL, sales.held(), { Status__c: 'Planned' }),
        'Held to Cancelled': () => update('rep', CALL, sales.held(), { Status__c: 'Cancelled' }),
        'Debriefed to Held, by a holder of Correct': () =>
          update('admin', CALL, sales.debriefed(), { Status__c: 'Held' }),
      },
      passes: {
        'Planned to Cancelled': () => update('rep', CALL, sales.call(), { Status__c: 'Cancelled' }),
        'Planned to Held': () => update('rep', CALL, sales.call(), { Status__c: 'Held', ...RAN_BY_REP }),
        'a load inserts Debriefed': () => insert('loader', CALL, newCall({ Status__c: 'Debriefed' })),
      },
    },
    Held_Needs_Every_Duty: {
      refused: {
        'the rep inserts Held with nothing told': () => insert('rep', CALL, newCall({ Status__c: 'Held' })),
        'the rep leaves one out': () =>
          update('rep', CALL, sales.call(), { Status__c: 'Held', ...RAN_BY_REP, Close_Opened_By__c: null }),
      },
      passes: {
        'the manager marks Held what is not told': () => update('manager', CALL, sales.call(), { Status__c: 'Held' }),
        'the rep tells one duty afterwards': () => {
          const id = sales.call();
          done(update('manager', CALL, id, { Status__c: 'Held' }));
          return update('rep', CALL, id, { Agenda_Set_By__c: 'Rep' });
        },
      },
    },
    Held_Is_Not_In_The_Future: {
      refused: {
        'held the day after tomorrow': () =>
          insert('rep', CALL, newCall({ Status__c: 'Held', ...RAN_BY_REP, Call_Date__c: '2026-11-26' })),
        'moved to the future': () => update('rep', CALL, sales.held(), { Call_Date__c: '2026-12-24' }),
        'in a load': () => insert('loader', CALL, newCall({ Status__c: 'Debriefed', Call_Date__c: '2026-12-24' })),
      },
      passes: {
        'held tomorrow': () =>
          insert('rep', CALL, newCall({ Status__c: 'Held', ...RAN_BY_REP, Call_Date__c: '2026-11-25' })),
        'planned next year': () => insert('rep', CALL, newCall({ Call_Date__c: '2027-11-25' })),
      },
    },
    Step_In_Needs_A_Reason: {
      refused: {
        "a duty was the manager's": () =>
          insert('rep', CALL, newCall({ Status__c: 'Held', ...RAN_BY_REP, Close_Asked_By__c: 'Manager' })),
        'the reason is taken away': () => update('rep', CALL, steppedIn(), { Step_In_Reason__c: null }),
      },
      passes: {
        'with a reason': () => update('rep', CALL, steppedIn(), { Agenda_Set_By__c: 'Manager' }),
        'the manager debriefs history without a reason': () =>
          update(
            'manager',
            CALL,
            done(insert('loader', CALL, newCall({ Status__c: 'Held', ...RAN_BY_REP, Close_Asked_By__c: 'Manager' }))),
            { Status__c: 'Debriefed' },
          ),
      },
    },
    Small_C_Needs_A_Next_Step: {
      refused: {
        'without a step': () =>
          insert('rep', CALL, newCall({ Status__c: 'Held', ...RAN_BY_REP, Close_Type__c: 'Small c' })),
        'without its date': () =>
          update('rep', CALL, sales.held(), { Close_Type__c: 'Small c', Next_Step__c: 'Send the draft' }),
      },
      passes: {
        'with both': () =>
          update('rep', CALL, sales.held(), {
            Close_Type__c: 'Small c',
            Next_Step__c: 'Send the draft',
            Next_Step_Date__c: '2026-12-01',
          }),
        'as a plan': () => insert('rep', CALL, newCall({ Close_Type__c: 'Small c' })),
        'the manager marks such a plan Held': () =>
          update('manager', CALL, sales.call({ Close_Type__c: 'Small c' }), { Status__c: 'Held' }),
      },
    },
    Who_May_Add_A_Call: {
      refused: {
        'a colleague': () => insert('colleague', CALL, newCall()),
        'the admin': () => insert('admin', CALL, newCall()),
      },
      passes: {
        'the manager who joins': () => insert('manager', CALL, newCall()),
        "the owner's line manager": () => insert('boss', CALL, newCall()),
        'a load': () => insert('loader', CALL, newCall()),
      },
    },
    Who_May_Change_The_Plan: {
      refused: {
        'a colleague moves it': () => update('colleague', CALL, sales.call(), { Call_Date__c: '2026-12-01' }),
        'a colleague cancels it': () => update('colleague', CALL, sales.call(), { Status__c: 'Cancelled' }),
        "the owner's line manager moves it": () => update('boss', CALL, sales.call(), { Meeting_Channel__c: 'Video' }),
      },
      passes: {
        'the manager moves it': () => update('manager', CALL, sales.call(), { Call_Date__c: '2026-12-01' }),
        'the rep moves it once held': () => update('rep', CALL, sales.held(), { Call_Date__c: '2026-11-20' }),
      },
    },
  },
  [FOLLOW_UP]: {
    Frozen_Once_Saved: {
      refused: {
        whom: () => update('rep', FOLLOW_UP, savedFollowUp(), { Contacted__c: users.manager }),
        when: () => update('manager', FOLLOW_UP, savedFollowUp(), { Received_On__c: '2026-11-25' }),
        'the key': () => update('admin', FOLLOW_UP, savedFollowUp(), { Source_Key__c: 'another' }),
      },
      passes: {
        'handing it back': () => missed('manager', { Handed_Back_On__c: TODAY }),
        'a load corrects': () => update('loader', FOLLOW_UP, savedFollowUp(), { Contacted__c: users.manager }),
      },
    },
    Nothing_To_Hand_Back: {
      refused: {
        'it reached the salesperson': () => update('manager', FOLLOW_UP, savedFollowUp(), { Handed_Back_On__c: TODAY }),
      },
      passes: {
        'it reached the manager': () => missed('manager', { Handed_Back_On__c: TODAY }),
        'somebody else, and the salesperson says so': () =>
          update('rep', FOLLOW_UP, savedFollowUp({ Contacted__c: users.boss }), { Handed_Back_On__c: TODAY }),
      },
    },
    Handed_Back_After_It_Came: {
      refused: {
        'the day before': () => missed('manager', { Handed_Back_On__c: '2026-11-23' }),
        'next week': () => missed('manager', { Handed_Back_On__c: '2026-12-01' }),
        'by a load too': () => missed('loader', { Handed_Back_On__c: '2026-11-23' }),
      },
      passes: { 'the day it came': () => missed('manager', { Handed_Back_On__c: TODAY }) },
    },
    Handed_Back_Stays: {
      refused: {
        'taking it back': () => handedBack('manager', { Handed_Back_On__c: null }),
        'another day': () => handedBack('manager', { Handed_Back_On__c: '2026-11-25' }),
      },
      passes: {
        'writing on': () => handedBack('manager', { Subject__c: 'The offer' }),
        'a load corrects': () => handedBack('loader', { Handed_Back_On__c: null }),
      },
    },
    Follow_Up_Comes_After_Its_Call: {
      refused: {
        'two days before': () => insert('rep', FOLLOW_UP, followUp({ Received_On__c: '2026-11-22' })),
        'in a load': () => insert('loader', FOLLOW_UP, followUp({ Received_On__c: '2026-11-22' })),
      },
      passes: { 'on its eve': () => insert('rep', FOLLOW_UP, followUp({ Received_On__c: '2026-11-23' })) },
    },
  },
  [COACHING]: {
    Coaching_Is_The_Managers: {
      refused: {
        'the rep writes the focus of what is shared': () =>
          update('colleague', COACHING, shared(), { Coaching_Focus__c: 'Mine' }),
        'the admin shares it': () => update('admin', COACHING, coaching(), { Shared_On__c: TODAY }),
        'a colleague inserts a note': () =>
          insert('colleague', COACHING, { Joint_Call__c: sales.held(), Coaching_Note__c: 'Mine' }),
      },
      passes: {
        'the manager writes': () =>
          update('manager', COACHING, coaching(), {
            Coaching_Note__c: 'Ask, then wait',
            Account_Agenda_Set_By__c: 'Rep',
          }),
      },
    },
    Reply_Is_The_Reps: {
      refused: {
        'the admin replies': () => update('admin', COACHING, shared(), { Rep_Reply__c: 'Yes' }),
        'it is not shared': () => update('colleague', COACHING, coaching(), { Rep_Acknowledged_On__c: TODAY }),
        'a reply is inserted': () =>
          insert('colleague', COACHING, { Joint_Call__c: sales.held(), Rep_Reply__c: 'Yes' }),
      },
      passes: {
        'the rep replies': () =>
          update('rep', COACHING, shared(), { Rep_Reply__c: 'Thank you', Rep_Acknowledged_On__c: TODAY }),
      },
    },
    Shared_Stays_Shared: {
      refused: { 'the manager takes it back': () => update('manager', COACHING, shared(), { Shared_On__c: null }) },
      passes: {
        'the manager corrects the day': () => update('manager', COACHING, shared(), { Shared_On__c: '2026-11-23' }),
      },
    },
    Coaching_Keeps_Its_Call: {
      refused: {
        'the manager moves it': () => update('manager', COACHING, coaching(), { Joint_Call__c: sales.held() }),
      },
      passes: { 'a load moves it': () => update('loader', COACHING, coaching(), { Joint_Call__c: sales.held() }) },
    },
    Coaching_Keeps_Its_Owner: {
      refused: { 'the manager hands it on': () => update('manager', COACHING, coaching(), { OwnerId: users.boss }) },
      passes: { 'a load hands it on': () => update('loader', COACHING, coaching(), { OwnerId: users.boss }) },
    },
    Who_May_Add_Coaching: {
      refused: {
        'a colleague adds it': () => insert('colleague', COACHING, { Joint_Call__c: sales.held() }),
        'the manager adds it for no call': () => insert('manager', COACHING, {}),
      },
      passes: { 'the manager adds it': () => insert('manager', COACHING, { Joint_Call__c: sales.held() }) },
    },
  },
};

function steppedIn(): string {
  return sales.held({ Close_Asked_By__c: 'Manager', Step_In_Reason__c: 'Rep struggled' });
}

for (const [object, rules] of Object.entries(CASES)) {
  it(`every rule of ${object} has its cases`, () => {
    assert.deepEqual(
      Object.keys(rules).sort(),
      org.schema
        .object(object)!
        .validationRules.map((rule) => rule.name)
        .sort(),
    );
  });
  for (const [rule, { refused, passes }] of Object.entries(rules)) {
    describe(rule, () => {
      for (const [name, act] of Object.entries(refused)) {
        it(`refuses: ${name}`, () => assert.ok(refusals(act()).includes(messageOf(org, object, rule))));
      }
      for (const [name, act] of Object.entries(passes)) it(`passes: ${name}`, () => void done(act()));
    });
  }
}
