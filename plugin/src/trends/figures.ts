import type { Counted } from './answers.ts';
import type {
  Change,
  Consequence,
  Difference,
  Group,
  Measure,
  Page,
  Period,
  QuestionName,
  Rate,
  Sums,
} from './page.ts';
import type { Person } from './people.ts';

/** What the org counted, by question. What was not asked, or is not the reader's to read, is missing. */
export type Counts = Partial<Record<QuestionName, Counted[]>>;

/** Rates of some calls. */
export interface CallRates {
  calls: number;
  takeover: Rate;
  bailOut: Rate;
  /** Calls in which the manager only observed, of those of which they told. */
  silent: Rate;
  heldBack: Rate;
}

/** The figures of the trends. Days are ISO days, months such as `2026-11`, means in days or in the org's currency. */
export interface Figures {
  period: Period;
  /** The period that it is compared with, of the same length. */
  before: Period;
  /** Rates are given from so many on, as the org's admin set it; null where there is no call to read it from. */
  minimum: number | null;
  calls: number;
  /** Calls of which it is told who held each duty: takeover rates are shares of these. */
  told: number;
  /** What changed most since the period before, null where nothing did by more than chance. */
  change: Change | null;
  /** Whether enough was counted in both periods to compare any of it. */
  comparable: boolean;
  measures: Record<Measure, { now: Rate; before: Rate }>;
  months: ({ month: string } & CallRates)[];
  managers: (Person & CallRates)[];
  teams: ({ team: string | null } & CallRates)[];
  /** Null where neither a team nor a manager was chosen. */
  reps: (Person & CallRates)[] | null;
  stages: ({ stage: string | null } & CallRates)[];
  responsiveness: ({ responsiveness: string | null } & CallRates)[];
  /** Whether the customer turned to the manager afterwards. */
  consequence: { takeovers: Consequence; clean: Consequence; difference: Difference | null };
  /** Follow-ups by takeover level of their call and by whom they reached. */
  handBacks: {
    level: string | null;
    routedTo: string | null;
    handedBack: Rate;
    meanDays: number | null;
  }[];
  /** Who opened and introduced the manager, of the calls of which that was told. */
  introducedBy: { by: string | null; calls: number; rate: Rate | null }[];
  /** Whatever is still to be told or talked about, from whenever it is. */
  waiting: { toDebrief: Waiting; notTold: Waiting };
  debriefs: { debriefed: number; of: number; meanDays: number | null };
  /** Calls on which the two accounts differ; null for those who may not read it. */
  accountsDiffer: Rate | null;
  /** Coaching that the reader may see; null for those who may see none. */
  coaching: { given: number; shared: number; acknowledged: number } | null;
  /** How the deals went, by takeover level. A deal with calls of several levels counts with each. */
  deals: {
    level: string | null;
    won: number;
    lost: number;
    open: number;
    wonOfClosed: Rate;
    meanAmount: number | null;
  }[];
}

export interface Waiting {
  calls: number;
  oldest: string | null;
}

/** In the order of the levels' severity, as everywhere in the app. */
export const LEVELS = ['None', 'Bail-out', 'Partial', 'Full', 'Not told yet'] as const;
const NOT_TOLD = 'Not told yet';

/** Works out the figures, with the page's own functions. `names` are those of users by Id. */
export function figuresOf(
  page: Page,
  counts: Counts,
  asked: { period: Period; before: Period; minimum: number | null; names: ReadonlyMap<string, string> },
): Figures {
  const { period, before, minimum, names } = asked;
  const least = minimum ?? 1;
  const groups = (name: QuestionName): Group[] => (counts[name] ?? []).map((each) => toGroup(page, each));
  const rates = (sums: Sums): CallRates => ({
    calls: sums.calls,
    takeover: page.rateOf(sums.takeovers, sums.told, least),
    bailOut: page.rateOf(sums.bailOuts, sums.told, least),
    silent: page.rateOf(sums.silent, sums.participationTold, least),
    heldBack: page.rateOf(sums.heldBack, sums.participationTold, least),
  });
  const people = (name: QuestionName): (Person & CallRates)[] =>
    groups(name).map(({ keys: [id], sums }) => ({
      id: id ?? '',
      name: names.get(id ?? '') ?? id ?? '',
      ...rates(sums),
    }));
  const by = (name: QuestionName): { key: string | null; rates: CallRates }[] =>
    page
      .groupedBy(groups(name), 0)
      .toSorted((a, b) => b.sums.calls - a.sums.calls)
      .map(({ keys, sums }) => ({ key: keys[0] ?? null, rates: rates(sums) }));

  const all = groups('months');
  const within = page.ofMonths(all, page.monthsOf(period));
  const now = page.measuresOf(within, least);
  const then = page.measuresOf(page.ofMonths(all, page.monthsOf(before)), least);
  const whole = page.total(within);
  const levels = page.groupedBy(
    within.map(({ keys, sums }) => ({ keys: [keys[1] ?? null], sums })),
    0,
  );
  const reached = new Map(
    (counts.reached ?? []).map(({ keys: [level], numbers }) => [level ?? null, numbers['calls']!]),
  );
  const { takeovers, clean, difference } = page.consequences(levels, reached, least);

  return {
    period,
    before,
    minimum,
    calls: whole.calls,
    told: whole.told,
    change: page.mostChanged(then, now) ?? null,
    comparable: page.MEASURES.some((name) => now[name].share !== undefined && then[name].share !== undefined),
    measures: Object.fromEntries(
      page.MEASURES.map((name) => [name, { now: now[name], before: then[name] }]),
    ) as Figures['measures'],
    months: page
      .monthsOf(period)
      .map((month) => ({ month, ...rates(page.total(within.filter(({ keys }) => keys[0] === month))) })),
    managers: people('managers'),
    teams: groups('teams').map(({ keys, sums }) => ({ team: keys[0] ?? null, ...rates(sums) })),
    reps: counts.reps ? people('reps') : null,
    stages: by('stages').map(({ key, rates: each }) => ({ stage: key, ...each })),
    responsiveness: by('responsiveness').map(({ key, rates: each }) => ({ responsiveness: key, ...each })),
    consequence: { takeovers, clean, difference: difference ?? null },
    handBacks: inOrder(counts.handedBack ?? []).map(({ keys: [level = null, routedTo = null], numbers }) => ({
      level,
      routedTo,
      handedBack: page.rateOf(numbers['handedBack']!, numbers['followUps']!, least),
      meanDays: page.mean(numbers['daysToHandBack']!, numbers['handedBack']!) ?? null,
    })),
    introducedBy: introducedBy(page, groups('introducers'), least),
    waiting: waiting(counts.waiting ?? []),
    debriefs: {
      debriefed: whole.debriefed,
      of: whole.calls,
      meanDays: page.mean(whole.daysToDebrief, whole.debriefed) ?? null,
    },
    accountsDiffer: rateIn(page, counts.accounts?.[0], least),
    coaching: coaching(counts.coaching?.[0]),
    deals: deals(page, counts.deals ?? [], levels, least),
  };
}

function toGroup({ NOTHING }: Page, { keys, numbers }: Counted): Group {
  return { keys, sums: { ...NOTHING, ...numbers } };
}

/** By the level in their first key, what has none last. */
function inOrder(counted: readonly Counted[]): Counted[] {
  const place = ({ keys: [level] }: Counted): number => {
    const index = (LEVELS as readonly (string | null | undefined)[]).indexOf(level);
    return index < 0 ? LEVELS.length : index;
  };
  return counted.toSorted((a, b) => place(a) - place(b));
}

function introducedBy(page: Page, groups: readonly Group[], least: number): Figures['introducedBy'] {
  const told = page.total(groups.filter(({ keys }) => keys[0] !== null)).calls;
  return groups.map(({ keys: [by = null], sums: { calls } }) => ({
    by,
    calls,
    rate: by === null ? null : page.rateOf(calls, told, least),
  }));
}

function waiting(counted: readonly Counted[]): Figures['waiting'] {
  const those = (notTold: boolean): Waiting => {
    const some = counted.filter(({ keys }) => (keys[0] === NOT_TOLD) === notTold);
    const days = some.flatMap(({ days: { oldest } }) => oldest ?? []).toSorted();
    return { calls: some.reduce((sum, { numbers }) => sum + numbers['calls']!, 0), oldest: days[0] ?? null };
  };
  return { toDebrief: those(false), notTold: those(true) };
}

function rateIn(page: Page, counted: Counted | undefined, least: number): Rate | null {
  return counted ? page.rateOf(counted.numbers['differ']!, counted.numbers['calls']!, least) : null;
}

function coaching(counted: Counted | undefined): Figures['coaching'] {
  if (!counted) return null;
  const { given = 0, shared = 0, acknowledged = 0 } = counted.numbers;
  return { given, shared, acknowledged };
}

function deals(page: Page, counted: readonly Counted[], levels: readonly Group[], least: number): Figures['deals'] {
  const present = new Set(counted.map(({ keys }) => keys[2] ?? null));
  return [...LEVELS, null]
    .filter((level) => present.has(level))
    .map((level) => {
      const count = (isClosed: boolean, isWon: boolean): number =>
        counted
          .filter(
            ({ keys }) => keys[0] === String(isClosed) && keys[1] === String(isWon) && (keys[2] ?? null) === level,
          )
          .reduce((sum, { numbers }) => sum + numbers['deals']!, 0);
      const won = count(true, true);
      const lost = count(true, false);
      const { amount, withAmount } = page.total(levels.filter(({ keys }) => keys[0] === level));
      return {
        level,
        won,
        lost,
        open: count(false, false),
        wonOfClosed: page.rateOf(won, won + lost, least),
        meanAmount: page.mean(amount, withAmount) ?? null,
      };
    });
}
