import { addDays, daysBetween, workdayUpTo, type Day } from './calendar.ts';
import { generateCall } from './call.ts';
import { generateCoaching } from './coaching.ts';
import { generateFollowUps } from './follow-ups.ts';
import { diligenceOfRep, habitOfTeam } from './habits.ts';
import type { Deal, Key, Story } from './model.ts';
import { randomStream } from './random.ts';

export interface YearOptions {
  seed: number;
  asOf: Day;
  calls: number;
}

/**
 * A year of joint calls on the given deals, one story after the other, those of one deal together: nothing is kept, so a
 * million takes no more memory than one. The same seed, day and deals give the same stories.
 */
export function* generateYear(deals: readonly Deal[], options: YearOptions): Generator<Story> {
  const habits = byRank(
    deals.map(({ manager }) => manager),
    habitOfTeam,
  );
  const diligence = byRank(
    deals.map(({ rep }) => rep),
    diligenceOfRep,
  );
  const counts = callsPerDeal(deals.length, options);
  for (const [index, deal] of deals.entries()) {
    const random = randomStream(options.seed, 'deal', deal.key);
    const dates = callDates(deal, counts[index] ?? 0, options.asOf, random.next);
    for (const [n, date] of dates.entries()) {
      const key = `seed${options.seed}-${deal.key}-${n + 1}`;
      const joins = deal.director !== undefined && random.chance(0.07);
      const manager = joins ? (deal.director as Key) : deal.manager;
      const habit = joins ? 'rescues' : (habits.get(deal.manager) ?? 'balanced');
      const call = generateCall({
        key,
        deal,
        manager,
        habit,
        diligence: diligence.get(deal.rep) ?? 1,
        date,
        asOf: options.asOf,
        random,
        planRandom: randomStream(options.seed, 'plan', key),
      });
      yield {
        call,
        followUps: generateFollowUps(call, deal, habit, options.asOf, random),
        coaching: generateCoaching(call, options.asOf, random),
      };
    }
  }
}

/** How many opportunities a number of calls is spread over best: two or three calls on each. */
export function dealsFor(calls: number): number {
  return Math.max(2, Math.ceil(calls / 2.5));
}

/** Of each person what falls to the nth of them, in the order of their keys. */
function byRank<T>(people: readonly Key[], of: (n: number) => T): Map<Key, T> {
  return new Map([...new Set(people)].sort().map((person, n) => [person, of(n)]));
}

/** Sums up to exactly `calls`: one to four on each deal, in random order, and a further lap where the deals are too few. */
function callsPerDeal(deals: number, { seed, calls }: YearOptions): number[] {
  const random = randomStream(seed, 'calls per deal');
  const counts = new Array<number>(deals).fill(0);
  const order = random.shuffled([...counts.keys()]);
  for (let left = calls; left > 0 && deals > 0;) {
    for (const deal of order) {
      const count = Math.min(
        left,
        random.weighted([
          [1, 2],
          [2, 3],
          [3, 3],
          [4, 2],
        ]),
      );
      counts[deal] = (counts[deal] ?? 0) + count;
      left -= count;
      if (left === 0) break;
    }
  }
  return counts;
}

/** Ascending working days between the deal's first and last possible one, and within the last year. */
function callDates(deal: Deal, count: number, asOf: Day, next: () => number): Day[] {
  const yearAgo = addDays(asOf, -364);
  const to = deal.to < yearAgo ? yearAgo : deal.to;
  const from = deal.from > to ? to : deal.from < yearAgo ? yearAgo : deal.from;
  const span = daysBetween(from, to);
  const dates = Array.from({ length: count }, () => workdayUpTo(addDays(from, Math.floor(next() * (span + 1)))));
  return dates.sort();
}
