/**
 * What the sums that an org answers say: rates with their intervals, what changed most, and the consequence of
 * takeovers. Pure, and without imports that run, since Node runs it too.
 */
import type { SUMS } from 'c/jointCallQuestions';

/** Sums over some joint calls, see `SUMS`. */
export type Sums = Record<keyof typeof SUMS, number>;

/** A group of joint calls: what it is grouped by, in order, null where that is blank, and its sums. */
export interface Group {
  keys: readonly (string | null)[];
  sums: Sums;
}

/** A share of something counted. Without `share` too little was counted to speak of a rate. */
export interface Rate {
  count: number;
  of: number;
  share?: number;
  /** Where the share plausibly lies in the long run: Wilson's interval of 95%. */
  low?: number;
  high?: number;
}

/** Of the normal distribution, for 95%. */
const Z = 1.959964;

/**
 * `count` of `of`, as a rate only where `of` is at least `minimum`. The interval is Wilson's score interval, which is
 * honest for few and for extreme shares: https://doi.org/10.1080/01621459.1927.10502953
 */
export function rateOf(count: number, of: number, minimum: number): Rate {
  if (of < Math.max(1, minimum)) return { count, of };
  const share = count / of;
  const z2 = Z * Z;
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of);
  const half = (Z * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of))) / (1 + z2 / of);
  return { count, of, share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** How much higher `a` is than `b`, in shares, with Newcombe's interval of 95%: https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I */
export interface Difference {
  by: number;
  low: number;
  high: number;
}

export function differenceOf(a: Rate, b: Rate): Difference | undefined {
  if (a.share === undefined || b.share === undefined) return undefined;
  const by = a.share - b.share;
  const below = Math.hypot(a.share - a.low!, b.high! - b.share);
  const above = Math.hypot(a.high! - a.share, b.share - b.low!);
  return { by, low: Math.max(-1, by - below), high: Math.min(1, by + above) };
}

/** Nothing counted. */
export const NOTHING: Sums = {
  calls: 0,
  told: 0,
  takeovers: 0,
  bailOuts: 0,
  agenda: 0,
  transitions: 0,
  ask: 0,
  participationTold: 0,
  silent: 0,
  heldBack: 0,
  followUps: 0,
  toManager: 0,
  debriefed: 0,
  daysToDebrief: 0,
  amount: 0,
  withAmount: 0,
};

const NAMES = Object.keys(NOTHING) as (keyof Sums)[];

/** All groups as one. */
export function total(groups: readonly Group[]): Sums {
  const sums = { ...NOTHING };
  for (const group of groups) for (const name of NAMES) sums[name] += group.sums[name];
  return sums;
}

/** Groups that agree in the key at `index`, as one each, in the order in which they come first. */
export function groupedBy(groups: readonly Group[], index: number): Group[] {
  const byKey = new Map<string | null, Group[]>();
  for (const group of groups) {
    const key = group.keys[index] ?? null;
    byKey.set(key, [...(byKey.get(key) ?? []), group]);
  }
  return [...byKey].map(([key, same]) => ({ keys: [key], sums: total(same) }));
}

/** What of calls is a takeover: levels whose duties count as taken over, bail-outs apart. */
export const TAKEOVERS: readonly string[] = ['Partial', 'Full'];

/** The measures of a period, of which one may have changed most. */
export const MEASURES = [
  'takeover',
  'agenda',
  'transitions',
  'ask',
  'bailOut',
  'silent',
  'heldBack',
  'toManager',
] as const;
export type Measure = (typeof MEASURES)[number];

/** More of these is what one wants. */
export const WANTED: ReadonlySet<Measure> = new Set(['heldBack']);

/** Groups by month and takeover level, as `Questions.months` answers them, of the named months. */
export function ofMonths(groups: readonly Group[], months: readonly string[]): Group[] {
  const wanted = new Set<string | null>(months);
  return groups.filter(({ keys }) => wanted.has(keys[0] ?? null));
}

/** Each measure of groups by month and takeover level. Duties are counted in takeovers alone. */
export function measuresOf(groups: readonly Group[], minimum: number): Record<Measure, Rate> {
  const all = total(groups);
  const taken = total(groups.filter(({ keys }) => TAKEOVERS.includes(keys[1] ?? '')));
  return {
    takeover: rateOf(all.takeovers, all.told, minimum),
    agenda: rateOf(taken.agenda, all.told, minimum),
    transitions: rateOf(taken.transitions, all.told, minimum),
    ask: rateOf(taken.ask, all.told, minimum),
    bailOut: rateOf(all.bailOuts, all.told, minimum),
    silent: rateOf(all.silent, all.participationTold, minimum),
    heldBack: rateOf(all.heldBack, all.participationTold, minimum),
    toManager: rateOf(all.toManager, all.followUps, minimum),
  };
}

export interface Change {
  measure: Measure;
  before: Rate;
  now: Rate;
  difference: Difference;
  /** It moved to where one wants it. */
  better: boolean;
}

/**
 * What changed most since the period before, among what changed by more than chance would explain; undefined where
 * nothing did, or too little was counted to tell.
 */
export function mostChanged(before: Record<Measure, Rate>, now: Record<Measure, Rate>): Change | undefined {
  let most: Change | undefined;
  for (const measure of MEASURES) {
    const difference = differenceOf(now[measure], before[measure]);
    if (!difference || (difference.low <= 0 && difference.high >= 0)) continue;
    if (most && Math.abs(difference.by) <= Math.abs(most.difference.by)) continue;
    const better = difference.by > 0 === WANTED.has(measure);
    most = { measure, before: before[measure], now: now[measure], difference, better };
  }
  return most;
}

/** After how many calls the customer turned to the manager, beside what that was of follow-ups. */
export interface Consequence {
  /** Calls after which at least one follow-up reached the manager, of all such calls. */
  calls: Rate;
  /** Follow-ups that reached the manager, of all follow-ups after such calls. */
  followUps: Rate;
}

/**
 * What follows from takeovers, beside what follows from clean calls. The interval is of calls, not of follow-ups: two
 * follow-ups of one customer are not two independent observations. `levels` are sums by takeover level, `reached` the
 * calls by takeover level after which a follow-up reached the manager.
 */
export function consequences(
  levels: readonly Group[],
  reached: ReadonlyMap<string | null, number>,
  minimum: number,
): { takeovers: Consequence; clean: Consequence; difference: Difference | undefined } {
  const after = (names: readonly string[]): Consequence => {
    const sums = total(levels.filter(({ keys }) => names.includes(keys[0] ?? '')));
    const calls = names.reduce((count, name) => count + (reached.get(name) ?? 0), 0);
    return {
      calls: rateOf(calls, sums.calls, minimum),
      followUps: rateOf(sums.toManager, sums.followUps, minimum),
    };
  };
  const takeovers = after(TAKEOVERS);
  const clean = after(['None']);
  return { takeovers, clean, difference: differenceOf(takeovers.calls, clean.calls) };
}

/** The mean, or undefined where there is nothing to take it of. */
export function mean(sum: number, count: number): number | undefined {
  return count > 0 ? sum / count : undefined;
}
