import type { Counted } from './answers.ts';
import { figuresOf, type Counts } from './figures.ts';
import { loadPage } from './page.ts';
import type { Trends } from './trends.ts';

/** What an org may have counted of two quarters: takeovers that became fewer, and one manager with too few calls. */
const COUNTS: Counts = {
  months: [
    sums(['2026-04', 'Partial'], { calls: 30, told: 30, takeovers: 30, ask: 30, followUps: 20, toManager: 12 }),
    sums(['2026-05', 'None'], { calls: 20, told: 20, participationTold: 20, silent: 2, heldBack: 3 }),
    sums(['2026-07', 'Partial'], { calls: 6, told: 6, takeovers: 6, agenda: 2, ask: 5, followUps: 6, toManager: 4 }),
    sums(['2026-07', 'None'], { calls: 14, told: 14, participationTold: 12, silent: 2, heldBack: 4, followUps: 9 }),
    sums(['2026-08', 'None'], { calls: 3, told: 3, amount: 90_000, withAmount: 2, debriefed: 3, daysToDebrief: 7 }),
    sums(['2026-08', 'Bail-out'], { calls: 1, told: 1, bailOuts: 1, agenda: 1 }),
    sums(['2026-09', 'None'], { calls: 9, told: 9, participationTold: 9, heldBack: 4, followUps: 3, toManager: 1 }),
    sums(['2026-09', 'Bail-out'], { calls: 2, told: 2, bailOuts: 2 }),
    sums(['2026-09', 'Not told yet'], { calls: 2 }),
  ],
  managers: [
    sums(['005A'], { calls: 33, told: 31, takeovers: 6, participationTold: 21, silent: 2, heldBack: 8 }),
    sums(['005B'], { calls: 4, told: 4, takeovers: 0, bailOuts: 3 }),
  ],
  teams: [sums(['North'], { calls: 35, told: 33, takeovers: 6 }), sums([null], { calls: 2, told: 2 })],
  introducers: [sums(['Rep'], { calls: 30 }), sums([null], { calls: 4 }), sums(['Manager'], { calls: 3 })],
  responsiveness: [sums(['Mixed', 'None'], { calls: 20, told: 20 })],
  stages: [
    sums(['Value Proposition', 'Partial'], { calls: 6, told: 6, takeovers: 6 }),
    sums(['Value Proposition', 'None'], { calls: 20, told: 20 }),
  ],
  reached: [
    { keys: ['Partial'], numbers: { calls: 4 }, days: {} },
    { keys: ['None'], numbers: { calls: 1 }, days: {} },
  ],
  handedBack: [
    { keys: ['Partial', 'Manager'], numbers: { followUps: 4, handedBack: 3, daysToHandBack: 6 }, days: {} },
    { keys: ['None', 'Rep'], numbers: { followUps: 11, handedBack: 0, daysToHandBack: 0 }, days: {} },
    { keys: ['None', 'Manager'], numbers: { followUps: 1, handedBack: 0, daysToHandBack: 0 }, days: {} },
  ],
  deals: [
    { keys: ['true', 'true', 'None'], numbers: { calls: 9, deals: 8 }, days: {} },
    { keys: ['true', 'false', 'None'], numbers: { calls: 3, deals: 3 }, days: {} },
    { keys: ['false', 'false', 'Partial'], numbers: { calls: 5, deals: 4 }, days: {} },
  ],
  accounts: [{ keys: [], numbers: { calls: 37, differ: 5 }, days: {} }],
  waiting: [
    { keys: ['None'], numbers: { calls: 3 }, days: { oldest: '2026-08-04' } },
    { keys: ['Partial'], numbers: { calls: 1 }, days: { oldest: '2026-07-30' } },
    { keys: ['Not told yet'], numbers: { calls: 2 }, days: { oldest: '2026-09-02' } },
  ],
  coaching: [{ keys: [], numbers: { given: 7, shared: 5, acknowledged: 2 }, days: {} }],
};

function sums(keys: (string | null)[], numbers: Record<string, number>): Counted {
  return { keys, numbers, days: {} };
}

/** Trends of those counts, with some of them changed. */
export async function someTrends(change: Counts = {}, rest: Partial<Trends> = {}): Promise<Trends> {
  const figures = figuresOf(
    await loadPage(),
    { ...COUNTS, ...change },
    {
      period: { from: '2026-07-01', to: '2026-09-30' },
      before: { from: '2026-04-01', to: '2026-06-30' },
      minimum: 5,
      names: new Map([
        ['005A', 'Ada Maximiliane Lovelace-Byron'],
        ['005B', '=HYPERLINK("http://x.example","Bo")'],
      ]),
    },
  );
  return {
    ...figures,
    filters: { months: 3, team: null, manager: null, rep: null, stage: null },
    cutOff: [],
    anyCalls: true,
    requests: 2,
    ...rest,
  };
}
