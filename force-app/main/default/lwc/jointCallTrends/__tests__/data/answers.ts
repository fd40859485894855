/** What the two requests of the trends answer, as far as the figures need it. */

import { SUMS } from 'c/jointCallQuestions';

type Aggregate = Record<string, unknown>;

const value = (of: unknown, displayValue?: string) => ({ value: of, displayValue });
const connection = (aggregates: Aggregate[], hasNextPage = false) => ({
  edges: aggregates.map((aggregate) => ({ node: { aggregate } })),
  pageInfo: { hasNextPage },
});

const NOTHING = { count: value(0), sum: value(null) };
const blank = Object.fromEntries(Object.values(SUMS).map(({ field }) => [field, NOTHING]));

const sums = (calls: number, takeovers: number, more: Aggregate = {}): Aggregate => ({
  ...blank,
  Id: { count: value(calls) },
  Told__c: { sum: value(calls) },
  Takeover__c: { sum: value(takeovers) },
  ...more,
});

/** Calls of a month and a takeover level. */
export function group(month: string, level: string, calls: number, takeovers: number, more: Aggregate = {}): Aggregate {
  return { Call_Month__c: value(month), Takeover_Level__c: value(level), ...sums(calls, takeovers, more) };
}

/** 10 of 50 this year, 40 of 50 the year before. */
export const GROUPS: Aggregate[] = [
  group('2026-10', 'Partial', 10, 10, { Days_To_Debrief__c: { count: value(4), sum: value(6) } }),
  group('2026-10', 'None', 40, 0),
  group('2025-10', 'Full', 40, 40),
  group('2025-10', 'None', 10, 0),
];

export function answer(months: Aggregate[], { isCut = false } = {}) {
  return {
    uiapi: {
      query: { Joint_Call__c: { edges: [{ node: { Minimum_Calls_For_Rate__c: value(5) } }] } },
      aggregate: {
        months: connection(months),
        managers: connection(
          [
            { Manager__c: value('005M'), Manager__r: { Name: value('Mona Lehr') }, ...sums(4, 2) },
            { Manager__c: value('005A'), Manager__r: { Name: value('Anna Alt') }, ...sums(8, 2) },
            { Manager__c: value(null), Manager__r: { Name: value(null) }, ...sums(1, 0) },
          ],
          isCut,
        ),
        teams: connection([
          { Team__c: value('Süd'), ...sums(5, 1) },
          { Team__c: value('Nord'), ...sums(5, 1) },
        ]),
        stages: connection([
          {
            Stage_At_Call__c: value('Prospecting'),
            Takeover_Level__c: value('None'),
            ...sums(40, 0, { Amount_At_Call__c: { sum: value(4000), count: value(2) } }),
          },
        ]),
        reached: connection([
          { Takeover_Level__c: value('Partial'), Id: { count: value(5) } },
          { Takeover_Level__c: value('None'), Id: { count: value(2) } },
        ]),
        handedBack: connection([
          {
            Call_Takeover_Level__c: value('Partial'),
            Routed_To__c: value('Manager'),
            Id: { count: value(4) },
            Days_To_Hand_Back__c: { count: value(3), sum: value(6) },
          },
          {
            Call_Takeover_Level__c: value('Partial'),
            Routed_To__c: value('Rep'),
            Id: { count: value(9) },
            Days_To_Hand_Back__c: { count: value(0), sum: value(null) },
          },
        ]),
        waiting: connection([
          { Takeover_Level__c: value('None'), Id: { count: value(2) }, Call_Date__c: { min: value('2026-05-01') } },
          { Takeover_Level__c: value('Full'), Id: { count: value(1) }, Call_Date__c: { min: value('2026-03-01') } },
          {
            Takeover_Level__c: value('Not told yet'),
            Id: { count: value(1) },
            Call_Date__c: { min: value('2026-11-01') },
          },
        ]),
      },
    },
  };
}

export function more({ differ, coaching = false }: { differ?: number; coaching?: boolean }) {
  const deal = (isClosed: boolean, isWon: boolean, calls: number, deals: number) => ({
    Opportunity__r: { IsClosed: value(isClosed), IsWon: value(isWon) },
    Takeover_Level__c: value('None', 'None'),
    Id: { count: value(calls) },
    Opportunity__c: { countDistinct: value(deals) },
  });
  return {
    uiapi: {
      aggregate: {
        reps: connection([{ Sales_Rep__c: value('005R'), Sales_Rep__r: { Name: value('Rolf Berg') }, ...sums(5, 1) }]),
        introducers: connection([{ Introduced_By__c: value('Rep'), ...sums(50, 10) }]),
        responsiveness: connection([{ Client_Responsiveness__c: value('Mixed', 'Mixed'), ...sums(50, 10) }]),
        deals: connection([deal(true, true, 6, 5), deal(true, false, 1, 1), deal(false, false, 2, 2)]),
        accounts: connection([
          { Id: { count: value(50) }, ...(differ !== undefined && { Accounts_Differ__c: { sum: value(differ) } }) },
        ]),
        ...(coaching && {
          coaching: connection([
            {
              Id: { count: value(3) },
              Shared_On__c: { count: value(2) },
              Rep_Acknowledged_On__c: { count: value(1) },
            },
          ]),
        }),
      },
    },
  };
}
