import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { execute, parse, type ExecutionResult } from 'graphql';
import {
  questionsOf,
  type Filters,
  type Question,
  type QuestionName,
} from '../../force-app/main/default/lwc/jointCallQuestions/jointCallQuestions.ts';
import {
  declaration,
  filterOf,
  groupsOf,
  subquery,
  type Connection,
} from '../../force-app/main/default/lwc/jointCallTrendsQuery/jointCallTrendsQuery.ts';
import { soqlOf } from '../../plugin/src/trends/soql.ts';
import { userSchema } from '../local-org/api/graphql/schema.ts';
import { query } from '../local-org/soql/query.ts';
import { nativeReports } from './native-reports.ts';
import { done, openSalesOrg, TODAY } from './sales-org.ts';

/**
 * Each figure is counted anew from what people recorded (who held which duty, when, whom the customer reached), without
 * any stamp or roll-up, and compared with what page, command line and native reports ask the org.
 */
type Raw = Record<string, unknown>;
type Facts = Record<string, number | string>;

const CALL = 'Joint_Call__c';
const FOLLOW_UP = 'Joint_Call_Follow_Up__c';
const TRANSITIONS = ['Discovery_Opened_By__c', 'Solution_Opened_By__c', 'Close_Opened_By__c'] as const;
const DUTIES = ['Agenda_Set_By__c', ...TRANSITIONS, 'Close_Asked_By__c'] as const;

const sales = openSalesOrg();
const { org, users } = sales;

function records(soql: string): Raw[] {
  return query(org, org.access(users.loader), soql, {}).records.map((record) => flat(record));
}

/** Values of parents under their path; `attributes` left out. */
function flat(record: Raw, prefix = ''): Raw {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]): [string, unknown][] =>
      name === 'attributes'
        ? []
        : typeof value === 'object' && value !== null
          ? Object.entries(flat(value as Raw, `${prefix}${name}.`))
          : [[`${prefix}${name}`, value]],
    ),
  );
}

interface RawCall extends Raw {
  followUps: Raw[];
}

function rawCalls(): RawCall[] {
  const followUps = records(`SELECT Joint_Call__c, Contacted__c, Received_On__c, Handed_Back_On__c FROM ${FOLLOW_UP}`);
  return records(
    `SELECT Id, Call_Date__c, Status__c, Manager__c, Sales_Rep__c, Team__c, Stage_At_Call__c, Amount_At_Call__c, ${DUTIES.join(', ')},
       Introduced_By__c, Step_In_Reason__c, Client_Responsiveness__c, Manager_Participation__c, Manager_Held_Back__c, Debriefed_On__c,
       Opportunity__c, Opportunity__r.IsClosed, Opportunity__r.IsWon FROM ${CALL}`,
  ).map((call) => ({ ...call, followUps: followUps.filter((each) => each['Joint_Call__c'] === call['Id']) }));
}

const isHeld = (call: Raw): boolean => call['Status__c'] === 'Held' || call['Status__c'] === 'Debriefed';
const took = (call: Raw, duties: readonly string[]): boolean => duties.some((duty) => call[duty] === 'Manager');
const reachedManager = (call: Raw, followUp: Raw): boolean =>
  followUp['Contacted__c'] === call['Manager__c'] && followUp['Contacted__c'] !== call['Sales_Rep__c'];

function levelOf(call: Raw): string {
  if (DUTIES.some((duty) => call[duty] === null)) return 'Not told yet';
  const taken = [['Agenda_Set_By__c'], TRANSITIONS, ['Close_Asked_By__c']].filter((duties) => took(call, duties));
  if (taken.length === 0) return 'None';
  if (call['Step_In_Reason__c'] === 'Deal at risk') return 'Bail-out';
  return taken.length === 3 ? 'Full' : 'Partial';
}

const days = (from: unknown, to: unknown): number =>
  Math.round((Date.parse(String(to)) - Date.parse(String(from))) / 86_400_000);

/** What one held call adds to each sum. */
function addedBy(call: RawCall): Record<string, number> {
  const level = levelOf(call);
  const one = (holds: boolean): number => (holds ? 1 : 0);
  const debriefed = call['Status__c'] === 'Debriefed';
  const amount = call['Amount_At_Call__c'];
  return {
    calls: 1,
    told: one(level !== 'Not told yet'),
    takeovers: one(level === 'Partial' || level === 'Full'),
    bailOuts: one(level === 'Bail-out'),
    agenda: one(took(call, ['Agenda_Set_By__c'])),
    transitions: one(took(call, TRANSITIONS)),
    ask: one(took(call, ['Close_Asked_By__c'])),
    participationTold: one(call['Manager_Participation__c'] !== null),
    silent: one(call['Manager_Participation__c'] === 'Observed only'),
    heldBack: one(call['Manager_Held_Back__c'] === true),
    followUps: call.followUps.length,
    toManager: call.followUps.filter((each) => reachedManager(call, each)).length,
    debriefed: one(debriefed),
    daysToDebrief: debriefed ? Math.max(0, days(call['Call_Date__c'], call['Debriefed_On__c'])) : 0,
    amount: typeof amount === 'number' ? amount : 0,
    withAmount: one(amount !== null),
  };
}

const KEYS: Record<string, (call: RawCall) => unknown> = {
  Call_Month__c: (call) => String(call['Call_Date__c']).slice(0, 7),
  Takeover_Level__c: levelOf,
};

function keyOf(call: RawCall, path: string): unknown {
  return (KEYS[path] ?? ((each: RawCall) => each[path]))(call);
}

/** Whether the call is of the question's period and choice. Nothing here looks at a stamp but the names of people. */
function isAsked(call: RawCall, question: Question): boolean {
  return question.where.every(({ field, operator, value }) => {
    const is = field === 'Follow_Ups_To_Manager__c' ? addedBy(call)['toManager']! : keyOf(call, field);
    if (operator === 'in') return (value as readonly unknown[]).includes(is);
    if (operator === 'eq') return is === value;
    if (operator === 'gt') return (is as number) > (value as number);
    return operator === 'gte' ? String(is) >= String(value) : String(is) <= String(value);
  });
}

/** Groups by their keys, the values of each added up, without those that no record is in. */
function addedUp(items: readonly { keys: readonly unknown[]; added: Record<string, number> }[]): Map<string, Facts> {
  const groups = new Map<string, Record<string, number>>();
  for (const { keys, added } of items) {
    const key = JSON.stringify(keys.map((each) => each ?? null));
    const sums = groups.get(key) ?? {};
    for (const [name, value] of Object.entries(added)) sums[name] = (sums[name] ?? 0) + value;
    groups.set(key, sums);
  }
  return groups;
}

function recount(question: Question, calls: readonly RawCall[]): Map<string, Facts> {
  const asked = calls.filter((call) => isAsked(call, question));
  return addedUp(
    asked.map((call) => ({
      keys: question.groupBy.map((path) => keyOf(call, path)),
      added: Object.fromEntries(Object.entries(addedBy(call)).filter(([name]) => name in question.columns)),
    })),
  );
}

/** What the org answers to a question, in the shape of a recount. */
function answered({ groupBy, columns }: Question, answers: readonly Raw[]): Map<string, Facts> {
  return new Map(
    answers.map((row) => [
      JSON.stringify(groupBy.map((_, index) => row[`key${index}`] ?? null)),
      Object.fromEntries(Object.keys(columns).map((name) => [name, (row[name] ?? 0) as number])),
    ]),
  );
}

const sorted = (groups: Map<string, Facts>): [string, Facts][] =>
  [...groups].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

const holder = fc.constantFrom('Rep', 'Manager', 'Not reached');
const dayIn = (from: string, most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: most }).map((n) => new Date(Date.parse(from) + n * 86_400_000).toISOString().slice(0, 10));

const CALLS = fc.record({
  Call_Date__c: dayIn('2025-01-15', 675),
  Status__c: fc.constantFrom('Planned', 'Cancelled', 'Held', 'Held', 'Debriefed', 'Debriefed'),
  manager: fc.constantFrom('manager', 'boss'),
  duties: fc.option(fc.tuple(holder, holder, holder, holder, holder), { freq: 8 }),
  Introduced_By__c: fc.option(holder),
  Step_In_Reason__c: fc.constantFrom('Deal at risk', 'Rep struggled', 'No reason'),
  Client_Responsiveness__c: fc.option(fc.constantFrom('Responsive', 'Mixed', 'Unresponsive')),
  Manager_Participation__c: fc.option(fc.constantFrom('Observed only', 'Contributed')),
  Manager_Held_Back__c: fc.boolean(),
  debriefedAfter: fc.nat(40),
  Team__c: fc.constantFrom('East', "O'Brien's", 'West'),
  Stage_At_Call__c: fc.constantFrom('Prospecting', 'Closed Won'),
  Amount_At_Call__c: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
  deal: fc.nat(3),
  followUps: fc.array(
    fc.record({
      after: fc.nat(20),
      reached: fc.constantFrom('rep', 'manager', 'boss', 'peer'),
      handedBackAfter: fc.option(fc.nat(10)),
    }),
    { maxLength: 3 },
  ),
});

const FILTERS: fc.Arbitrary<Filters> = fc.record({
  months: fc.constantFrom(3, 6, 12),
  team: fc.constantFrom(undefined, undefined, 'East', "O'Brien's", 'Nobody'),
  managerId: fc.constantFrom(undefined, undefined, users.manager),
  repId: fc.constantFrom(undefined, undefined, users.rep),
  stage: fc.constantFrom(undefined, undefined, 'Closed Won'),
});

const later = (day: string, by: number): string => {
  const moved = new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);
  return moved < TODAY ? moved : TODAY;
};

const deals = ['Prospecting', 'Closed Won', 'Closed Lost', 'Qualification'].map((StageName) =>
  sales.deal({ StageName }),
);

function load(call: typeof CALLS extends fc.Arbitrary<infer T> ? T : never): void {
  const { manager, duties, debriefedAfter, deal, followUps, ...fields } = call;
  const id = done(
    sales.insert('loader', CALL, {
      ...fields,
      Opportunity__c: deals[deal],
      Manager__c: users[manager as 'manager' | 'boss'],
      Sales_Rep__c: users.rep,
      ...(duties && Object.fromEntries(DUTIES.map((duty, index) => [duty, duties[index]]))),
      ...(fields.Status__c === 'Debriefed' && { Debriefed_On__c: later(fields.Call_Date__c, debriefedAfter) }),
    }),
  );
  if (!isHeld(fields)) return;
  for (const { after, reached, handedBackAfter } of followUps) {
    const received = later(fields.Call_Date__c, after);
    done(
      sales.insert('loader', FOLLOW_UP, {
        Joint_Call__c: id,
        Received_On__c: received,
        Contacted__c: users[reached as 'rep' | 'manager' | 'boss' | 'peer'],
        ...(handedBackAfter !== null && reached !== 'rep' && { Handed_Back_On__c: later(received, handedBackAfter) }),
      }),
    );
  }
}

fc.assert(
  fc.property(fc.array(CALLS, { minLength: 150, maxLength: 150 }), (calls) => calls.forEach(load)),
  { numRuns: 1 },
);
const calls = rawCalls();

describe('what page and command line ask', () => {
  const OF_CALLS = [
    'months',
    'managers',
    'teams',
    'reps',
    'introducers',
    'responsiveness',
    'stages',
    'reached',
  ] as const;

  for (const name of OF_CALLS) {
    it(`${name}: is what a recount of the records says, whatever is chosen`, () => {
      fc.assert(
        fc.property(FILTERS, (filters) => {
          const question = questionsOf(filters, TODAY)[name];
          assert.deepEqual(sorted(answered(question, records(soqlOf(question)))), sorted(recount(question, calls)));
        }),
        { numRuns: 25 },
      );
    });
  }

  it('handedBack: follow-ups by level and whom they reached, how many were handed back and how fast', () => {
    fc.assert(
      fc.property(FILTERS, (filters) => {
        const { handedBack: question, introducers } = questionsOf(filters, TODAY);
        const counted = addedUp(
          calls
            .filter((call) => isAsked(call, introducers))
            .flatMap((call) =>
              call.followUps.map((each) => ({
                keys: [levelOf(call), routeOf(call, each)],
                added: {
                  followUps: 1,
                  handedBack: each['Handed_Back_On__c'] === null ? 0 : 1,
                  daysToHandBack:
                    each['Handed_Back_On__c'] === null ? 0 : days(each['Received_On__c'], each['Handed_Back_On__c']),
                },
              })),
            ),
        );
        assert.deepEqual(sorted(answered(question, records(soqlOf(question)))), sorted(counted));
      }),
      { numRuns: 25 },
    );
  });

  it('deals: each counted once at each level, however many calls it had', () => {
    fc.assert(
      fc.property(FILTERS, (filters) => {
        const question = questionsOf(filters, TODAY).deals;
        const groups = Map.groupBy(
          calls.filter((call) => isAsked(call, question)),
          (call) => JSON.stringify(question.groupBy.map((path) => keyOf(call, path))),
        );
        const counted = new Map(
          [...groups].map(([key, group]) => [
            key,
            { calls: group.length, deals: new Set(group.map((call) => call['Opportunity__c'])).size },
          ]),
        );
        assert.deepEqual(sorted(answered(question, records(soqlOf(question)))), sorted(counted));
      }),
      { numRuns: 25 },
    );
  });

  it('waiting: held calls of any time by level, with the oldest', () => {
    const question = questionsOf({ months: 3 }, TODAY).waiting;
    const groups = Map.groupBy(
      calls.filter((call) => call['Status__c'] === 'Held'),
      (call) => JSON.stringify([levelOf(call)]),
    );
    const counted = new Map(
      [...groups].map(([key, group]) => [
        key,
        { calls: group.length, oldest: group.map((call) => String(call['Call_Date__c'])).sort()[0]! },
      ]),
    );
    assert.deepEqual(sorted(answered(question, records(soqlOf(question)))), sorted(counted));
  });
});

describe('what the page puts as GraphQL', () => {
  const access = org.access(users.loader);
  const schema = userSchema(org, access);

  /** The page's own words and its own reading of the answer, in the shape of a recount. */
  function asGraphql(name: QuestionName, question: Question): Map<string, Facts> {
    const variables = { [name]: filterOf(question.where) };
    const declared = declaration(name, question)
      .map((variable) => `(${variable})`)
      .join('');
    const { data, errors } = execute({
      schema,
      document: parse(`query Q${declared} { uiapi { aggregate { ${subquery(name, question)} } } }`),
      variableValues: variables,
      contextValue: { org, access, variables },
    }) as ExecutionResult<{ uiapi: { aggregate: Record<string, Connection> } }>;
    assert.equal(errors, undefined);
    const { groups } = groupsOf<Facts>(question, data!.uiapi.aggregate[name]);
    return new Map(groups.map(({ keys, sums }) => [JSON.stringify(keys), sums]));
  }

  /** GraphQL reads truth as text. */
  const asText = (groups: Map<string, Facts>): Map<string, Facts> =>
    new Map([...groups].map(([key, facts]) => [key.replaceAll(/\b(true|false)\b/g, '"$1"'), facts]));

  for (const name of Object.keys(questionsOf({ months: 3 }, TODAY)) as QuestionName[]) {
    it(`${name}: is what the command line reads, whatever is chosen`, () => {
      fc.assert(
        fc.property(FILTERS, (filters) => {
          const question = questionsOf(filters, TODAY)[name];
          assert.deepEqual(
            sorted(asGraphql(name, question)),
            sorted(asText(answered(question, records(soqlOf(question))))),
          );
        }),
        { numRuns: 10 },
      );
    });
  }
});

function routeOf(call: Raw, followUp: Raw): string {
  if (followUp['Contacted__c'] === call['Sales_Rep__c']) return 'Rep';
  return followUp['Contacted__c'] === call['Manager__c'] ? 'Manager' : 'Someone else';
}

describe('native reports', () => {
  const year = questionsOf({ months: 12 }, TODAY).introducers;
  const ofYear = calls.filter((call) => isAsked(call, year));
  const isTakeover = (call: RawCall): boolean => addedBy(call)['takeovers'] === 1;
  const hasTakenDuty = (call: RawCall): boolean => took(call, DUTIES);
  const isWaiting = (call: RawCall): boolean => call['Status__c'] === 'Held';

  /** The sums of the page by which a report adds up a field. */
  const FIGURES: Record<string, string> = {
    'Told__c:Sum': 'told',
    'Takeover__c:Sum': 'takeovers',
    'Bail_Out__c:Sum': 'bailOuts',
    'Agenda_Taken__c:Sum': 'agenda',
    'Transition_Taken__c:Sum': 'transitions',
    'Close_Taken__c:Sum': 'ask',
    'Participation_Told__c:Sum': 'participationTold',
    'Silent_Observer__c:Sum': 'silent',
    'Held_Back__c:Sum': 'heldBack',
    'Amount_At_Call__c:Sum': 'amount',
  };

  /** Which calls each report is of; all are of the last twelve months unless they wait. */
  const OF_CALLS: Record<string, (call: RawCall) => boolean> = {
    Takeovers_by_Month: () => true,
    Takeovers_by_Manager: () => true,
    Takeovers_by_Team: () => true,
    Stages: () => true,
    Silent_Observers: () => true,
    Who_Introduced: () => true,
    How_Deals_Went: () => true,
    Duties_Taken: isTakeover,
    Step_In_Reasons: hasTakenDuty,
    Days_to_Debrief: (call) => call['Status__c'] === 'Debriefed',
    To_Debrief: (call) => isWaiting(call) && levelOf(call) !== 'Not told yet',
    Not_Told_Yet: (call) => isWaiting(call) && levelOf(call) === 'Not told yet',
  };
  const OF_ANY_TIME: ReadonlySet<string> = new Set(['To_Debrief', 'Not_Told_Yet']);

  /** Which follow-ups each report is of. */
  const OF_FOLLOW_UPS: Record<string, (call: RawCall, followUp: Raw) => boolean> = {
    Follow_Ups_by_Takeover_Level: () => true,
    Days_to_Hand_Back: (call, each) => routeOf(call, each) === 'Manager' && each['Handed_Back_On__c'] !== null,
    Follow_Ups_to_Hand_Back: (call, each) => routeOf(call, each) === 'Manager' && each['Handed_Back_On__c'] === null,
  };

  const reports = nativeReports();

  it('are all compared here', () =>
    assert.deepEqual(
      reports.map(({ name }) => name).sort(),
      [...Object.keys(OF_CALLS), ...Object.keys(OF_FOLLOW_UPS)].sort(),
    ));

  for (const { name, soql, groupBy, sums } of reports) {
    it(`${name}: says what a recount of the records says`, () => {
      const answers = addedUp(
        records(soql).map((row) => ({
          keys: groupBy.map((path) => row[path] ?? row[path.split('.').at(-1)!] ?? null),
          added: Object.fromEntries(
            [['records', 'records'], ...Object.entries(sums)].map(([what, alias]) => [
              what!,
              (row[alias!] ?? 0) as number,
            ]),
          ),
        })),
      );
      const counted = OF_FOLLOW_UPS[name] ? ofFollowUps(name) : ofCalls(name);
      assert.ok(counted.size > 0, 'there is something to count');
      assert.deepEqual(sorted(answers), sorted(counted));
    });

    const ofCalls = (report: string): Map<string, Facts> => {
      const those = (OF_ANY_TIME.has(report) ? calls : ofYear).filter(OF_CALLS[report]!);
      return averaged(
        those.map((call) => ({
          keys: groupBy.map((path) => keyOf(call, path)),
          added: {
            records: 1,
            ...Object.fromEntries(
              Object.keys(sums).map((what) => [what, addedBy(call)[FIGURES[what] ?? 'daysToDebrief']!]),
            ),
          },
        })),
      );
    };
    const ofFollowUps = (report: string): Map<string, Facts> => {
      const those = (report === 'Follow_Ups_to_Hand_Back' ? calls : ofYear).flatMap((call) =>
        call.followUps.filter((each) => OF_FOLLOW_UPS[report]!(call, each)).map((each) => ({ call, each })),
      );
      const key = ({ call, each }: (typeof those)[number], path: string): unknown =>
        path === 'Call_Takeover_Level__c'
          ? levelOf(call)
          : path === 'Routed_To__c'
            ? routeOf(call, each)
            : keyOf(call, path.replace('Joint_Call__r.', ''));
      return averaged(
        those.map((item) => ({
          keys: groupBy.map((path) => key(item, path)),
          added: {
            records: 1,
            ...Object.fromEntries(
              Object.keys(sums).map((what) => [
                what,
                days(item.each['Received_On__c'], item.each['Handed_Back_On__c']),
              ]),
            ),
          },
        })),
      );
    };
  }

  /** Sums, and the mean of what a report averages. */
  function averaged(items: Parameters<typeof addedUp>[0]): Map<string, Facts> {
    const groups = addedUp(items);
    for (const facts of groups.values())
      for (const what of Object.keys(facts))
        if (what.endsWith(':Average')) facts[what] = Number(facts[what]) / Number(facts['records']);
    return groups;
  }
});
