import { messagesOf } from '../messages.ts';
import type { CallRates, Waiting } from './figures.ts';
import type { Change, Difference, Measure, Rate } from './page.ts';
import type { Plot } from './plot.ts';
import type { Trends } from './trends.ts';

/** A titled table for a terminal of 80 columns, and what is to be said below it. */
export interface Section {
  title: string;
  columns: { key: string; name: string }[];
  rows: Record<string, string>[];
  notes: string[];
}

/** What the command shows: the sentence on top, the lines below it, then the tables. */
export interface Report {
  sentence: string;
  about: string[];
  sections: Section[];
}

/** Rows of a table of people, teams or stages that are shown; the rest is in CSV and JSON. */
const SHOWN = 20;
/** Characters of a bar of 100%. */
const BAR = 20;

const text = (key: string, tokens: (string | number)[] = []): string =>
  messagesOf('jointcall.trends').getMessage(key, tokens);

/** The trends as text. Throws nothing: what was not counted is said in words. */
export function reportOf(trends: Trends, plot: Plot): Report {
  return {
    sentence: sentenceOf(trends),
    about: [...aboutWhat(trends), ...(trends.calls > 0 ? overall(trends) : [whatNext(trends)])],
    sections: trends.calls > 0 ? sectionsOf(trends, plot) : [],
  };
}

function aboutWhat({ period, calls, told, filters: { months, team, manager, rep, stage } }: Trends): string[] {
  const chosen = [
    ...(team === null ? [] : [text('about.team', [team])]),
    ...(manager === null ? [] : [text('about.manager', [manager.name])]),
    ...(rep === null ? [] : [text('about.rep', [rep.name])]),
    ...(stage === null ? [] : [text('about.stage', [stage])]),
  ];
  return [
    text('about.period', [period.from, period.to, months, calls, told]),
    ...(chosen.length > 0 ? [text('about.chosen', [chosen.join(', ')])] : []),
  ];
}

function overall({ minimum, measures: { takeover, bailOut } }: Trends): string[] {
  return [
    text('about.overall', [inFull(takeover.now), inFull(bailOut.now)]),
    ...(minimum === null ? [] : [text('about.minimum', [minimum])]),
  ];
}

function whatNext({ anyCalls }: Trends): string {
  return text(anyCalls ? 'about.noCalls' : 'about.nothingYet');
}

function sentenceOf({ change, comparable, calls, anyCalls, filters }: Trends): string {
  if (!anyCalls) return text('sentence.nothingYet');
  if (calls === 0) return text('sentence.noCalls');
  if (change) return changed(change, filters.months);
  return text(comparable ? 'sentence.noChange' : 'sentence.tooFew', [filters.months]);
}

function changed({ measure, now, before, difference, better }: Change, months: number): string {
  const direction = text(difference.by > 0 ? 'word.up' : 'word.down');
  const judged = text(better ? 'word.better' : 'word.worse');
  return [
    text('sentence.changed', [measureName(measure), direction, months]),
    text('sentence.by', [inFull(before), inFull(now), points(difference), judged]),
  ].join('\n');
}

function sectionsOf(trends: Trends, plot: Plot): Section[] {
  return [
    monthsSection(trends, plot),
    measuresSection(trends, 'section.duties', ['agenda', 'transitions', 'ask'], plot),
    measuresSection(trends, 'section.participation', ['silent', 'heldBack'], plot),
    groupSection(
      trends,
      'managers',
      trends.managers.map(({ name, ...rates }) => ({ name, ...rates })),
    ),
    groupSection(
      trends,
      'teams',
      trends.teams.map(({ team, ...rates }) => ({ name: team, ...rates })),
    ),
    ...(trends.reps ? [groupSection(trends, 'reps', trends.reps)] : []),
    consequenceSection(trends),
    handBacksSection(trends),
    introducedSection(trends, plot),
    debriefsSection(trends),
    groupSection(
      trends,
      'stages',
      trends.stages.map(({ stage, ...rates }) => ({ name: stage, ...rates })),
    ),
    groupSection(
      trends,
      'responsiveness',
      trends.responsiveness.map(({ responsiveness, ...rates }) => ({ name: responsiveness, ...rates })),
    ),
    dealsSection(trends),
  ].filter(({ rows }) => rows.length > 0);
}

function monthsSection({ months }: Trends, plot: Plot): Section {
  const { share, count, interval } = columnNames();
  const first = months.findIndex(({ calls }) => calls > 0);
  return {
    title: text('section.months', [plot.first, plot.second]),
    columns: [
      { key: 'month', name: text('column.month') },
      { key: 'share', name: share },
      { key: 'bar', name: text('column.plot') },
      { key: 'count', name: count },
      { key: 'interval', name: interval },
      { key: 'bailOuts', name: text('column.bailOuts') },
    ],
    // From the first call on: five years may be mostly before the app was there.
    rows: months.slice(first).map(({ month, takeover, bailOut }) => ({
      month,
      ...rateCells(takeover),
      bar: takeover.share === undefined ? '' : plot.bar(takeover.share, BAR, bailOut.share),
      bailOuts: String(bailOut.count),
    })),
    notes: [],
  };
}

function measuresSection({ measures }: Trends, title: string, names: readonly Measure[], plot: Plot): Section {
  const { share, count, interval } = columnNames();
  return {
    title: text(title),
    columns: [
      { key: 'measure', name: text('column.what') },
      { key: 'share', name: share },
      { key: 'bar', name: text('column.plot') },
      { key: 'count', name: count },
      { key: 'interval', name: interval },
      { key: 'before', name: text('column.before') },
    ],
    rows: names.map((name) => {
      const { now, before } = measures[name];
      return {
        measure: text(`short.${name}`),
        ...rateCells(now),
        bar: now.share === undefined ? '' : plot.bar(now.share, BAR),
        before: inShort(before),
      };
    }),
    notes: [],
  };
}

function groupSection(
  { cutOff }: Trends,
  question: 'managers' | 'teams' | 'reps' | 'stages' | 'responsiveness',
  groups: readonly ({ name: string | null } & CallRates)[],
): Section {
  const { interval } = columnNames();
  const more = groups.length - SHOWN;
  return {
    title: text(`section.${question}`),
    columns: [
      { key: 'name', name: text(`column.${question}`) },
      { key: 'calls', name: text('column.calls') },
      { key: 'takeovers', name: text('column.takeovers') },
      { key: 'interval', name: interval },
      { key: 'silent', name: text('column.silent') },
      { key: 'heldBack', name: text('column.heldBack') },
    ],
    rows: groups.slice(0, SHOWN).map(({ name, calls, takeover, silent, heldBack }) => ({
      name: name ?? text('word.blank'),
      calls: String(calls),
      takeovers: inFull(takeover),
      interval: intervalOf(takeover),
      silent: inShort(silent),
      heldBack: inShort(heldBack),
    })),
    notes: [
      ...(more > 0 ? [text('note.more', [more])] : []),
      ...(cutOff.includes(question) ? [text('note.cutOff'), text('note.narrow')] : []),
    ],
  };
}

function consequenceSection({ consequence: { takeovers, clean, difference } }: Trends): Section {
  const { interval } = columnNames();
  return {
    title: text('section.consequence'),
    columns: [
      { key: 'after', name: text('column.after') },
      { key: 'calls', name: text('column.callsReached') },
      { key: 'interval', name: interval },
      { key: 'followUps', name: text('column.followUpsReached') },
    ],
    rows: (
      [
        ['takeovers', takeovers],
        ['clean', clean],
      ] as const
    ).map(([after, { calls, followUps }]) => ({
      after: text(`after.${after}`),
      calls: inFull(calls),
      interval: intervalOf(calls),
      followUps: inFull(followUps),
    })),
    notes: [differs(difference)],
  };
}

function differs(difference: Difference | null): string {
  if (!difference) return text('note.notCompared');
  if (difference.low <= 0 && difference.high >= 0) return text('note.chance');
  return text('note.difference', [points(difference), text(difference.by > 0 ? 'word.more' : 'word.less')]);
}

function handBacksSection({ handBacks }: Trends): Section {
  return {
    title: text('section.handBacks'),
    columns: [
      { key: 'level', name: text('column.level') },
      { key: 'reached', name: text('column.reached') },
      { key: 'handedBack', name: text('column.handedBack') },
      { key: 'days', name: text('column.days') },
    ],
    rows: handBacks
      .filter(({ routedTo }) => routedTo === 'Manager')
      .map(({ level, handedBack, meanDays }) => ({
        level: level ?? text('word.blank'),
        reached: String(handedBack.of),
        handedBack: inFull(handedBack),
        days: meanDays === null ? '' : meanDays.toFixed(1),
      })),
    notes: [],
  };
}

function introducedSection({ introducedBy }: Trends, plot: Plot): Section {
  const { share, count, interval } = columnNames();
  return {
    title: text('section.introduced'),
    columns: [
      { key: 'by', name: text('column.introduced') },
      { key: 'share', name: share },
      { key: 'bar', name: text('column.plot') },
      { key: 'count', name: count },
      { key: 'interval', name: interval },
    ],
    rows: introducedBy.map(({ by, calls, rate }) => ({
      by: by ?? text('word.notTold'),
      ...(rate ? rateCells(rate) : { share: '', count: String(calls), interval: '' }),
      bar: rate?.share === undefined ? '' : plot.bar(rate.share, BAR),
    })),
    notes: [],
  };
}

function debriefsSection({ waiting, debriefs, accountsDiffer, coaching }: Trends): Section {
  const { meanDays, debriefed, of } = debriefs;
  const days = meanDays === null ? text('word.none') : text('debriefs.days', [meanDays.toFixed(1), debriefed, of]);
  const rows: [string, string][] = [
    ['toDebrief', waitingText(waiting.toDebrief)],
    ['notTold', waitingText(waiting.notTold)],
    ['timeToDebrief', days],
  ];
  if (accountsDiffer) rows.push(['accountsDiffer', inFull(accountsDiffer)]);
  if (coaching) {
    rows.push(['coaching', text('debriefs.counts', [coaching.given, coaching.shared, coaching.acknowledged])]);
  }
  return {
    title: text('section.debriefs'),
    columns: [
      { key: 'what', name: text('column.what') },
      { key: 'value', name: text('column.value') },
    ],
    rows: rows.map(([what, value]) => ({ what: text(`debriefs.${what}`), value })),
    notes: [],
  };
}

function waitingText({ calls, oldest }: Waiting): string {
  return calls === 0 ? text('word.none') : text('debriefs.waiting', [calls, oldest ?? '']);
}

function dealsSection({ deals }: Trends): Section {
  return {
    title: text('section.deals'),
    columns: [
      { key: 'level', name: text('column.level') },
      { key: 'won', name: text('column.won') },
      { key: 'lost', name: text('column.lost') },
      { key: 'open', name: text('column.open') },
      { key: 'rate', name: text('column.wonOfClosed') },
      { key: 'amount', name: text('column.amount') },
    ],
    rows: deals.map(({ level, won, lost, open, wonOfClosed, meanAmount }) => ({
      level: level ?? text('word.blank'),
      won: String(won),
      lost: String(lost),
      open: String(open),
      rate: inFull(wonOfClosed),
      amount: meanAmount === null ? '' : Math.round(meanAmount).toLocaleString('en'),
    })),
    notes: [text('note.deals'), text('note.cause')],
  };
}

function columnNames(): { share: string; count: string; interval: string } {
  return { share: text('column.share'), count: text('column.count'), interval: text('column.interval') };
}

function rateCells(rate: Rate): { share: string; count: string; interval: string } {
  const share = rate.share === undefined ? text('word.tooFew') : percent(rate.share);
  return { share, count: text('rate.count', [rate.count, rate.of]), interval: intervalOf(rate) };
}

/** Such as `28% (33 of 118)`, or `3 of 4, too few`. */
function inFull({ share, count, of }: Rate): string {
  return share === undefined ? text('rate.tooFew', [count, of]) : text('rate.full', [percent(share), count, of]);
}

/** Such as `28%`, or `3 of 4` where that is too few. */
function inShort({ share, count, of }: Rate): string {
  return share === undefined ? text('rate.count', [count, of]) : percent(share);
}

function intervalOf({ low, high }: Rate): string {
  return low === undefined || high === undefined ? '' : `${Math.round(low * 100)}-${percent(high)}`;
}

/** The size of a difference without its direction, such as `4 to 31`. */
function points({ low, high }: Difference): string {
  const sizes = [low, high].map((share) => Math.abs(share * 100)).toSorted((a, b) => a - b);
  return text(
    'rate.points',
    sizes.map((size) => size.toFixed(size < 1 ? 1 : 0)),
  );
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function measureName(measure: Measure): string {
  return text(`measure.${measure}`);
}
