import { stringify } from 'csv-stringify/sync';
import type { CallRates } from './figures.ts';
import type { Rate } from './page.ts';
import type { Trends } from './trends.ts';

/** One number of the trends. Cells are empty where a column says nothing of the figure. */
interface Row {
  figure: string;
  /** The days of the calls that were counted. Empty where it is of whenever. */
  from?: string;
  to?: string;
  /** What it is of, such as a month or a manager's name; empty for all calls. */
  group?: string | null;
  /** The Id of that, or what it is divided by further. */
  detail?: string | null;
  count?: number;
  of?: number;
  /** `count` of `of`, and its interval of 95%; empty where `of` is too few. */
  share?: number;
  low?: number;
  high?: number;
  /** Days, or money in the org's currency. */
  mean?: number | null;
  oldest?: string | null;
}

const COLUMNS: readonly (keyof Row)[] = [
  'figure',
  'from',
  'to',
  'group',
  'detail',
  'count',
  'of',
  'share',
  'low',
  'high',
  'mean',
  'oldest',
];

/**
 * The trends as one table, a row for each number (RFC 4180). A text that a spreadsheet would take for a formula begins
 * with an apostrophe: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvOf(trends: Trends): string {
  return stringify(rowsOf(trends), { header: true, columns: [...COLUMNS], escape_formulas: true });
}

function rowsOf(trends: Trends): Row[] {
  const { period, before, measures, months, managers, teams, reps, stages, responsiveness } = trends;
  const { consequence, handBacks, introducedBy, waiting, debriefs, accountsDiffer, coaching, deals } = trends;
  const within = (rows: Row[]): Row[] => rows.map((row) => ({ ...row, ...period }));
  return [
    ...Object.entries(measures).flatMap(([figure, rates]) => [
      { figure, ...period, ...rates.now },
      { figure, ...before, ...rates.before },
    ]),
    ...within([
      ...months.flatMap(({ month, ...rates }) => ratesOf('ByMonth', month, null, rates)),
      ...managers.flatMap(({ id, name, ...rates }) => ratesOf('ByManager', name, id, rates)),
      ...teams.flatMap(({ team, ...rates }) => ratesOf('ByTeam', team, null, rates)),
      ...(reps ?? []).flatMap(({ id, name, ...rates }) => ratesOf('ByRep', name, id, rates)),
      ...stages.flatMap(({ stage, ...rates }) => ratesOf('ByStage', stage, null, rates)),
      ...responsiveness.flatMap(({ responsiveness: group, ...rates }) =>
        ratesOf('ByResponsiveness', group, null, rates),
      ),
      ...(['takeovers', 'clean'] as const).flatMap((group) => [
        { figure: 'callsThatReachedManager', group, ...consequence[group].calls },
        { figure: 'followUpsToManager', group, ...consequence[group].followUps },
      ]),
      ...handBacks.map(({ level, routedTo, handedBack, meanDays }) => ({
        figure: 'handedBack',
        group: level,
        detail: routedTo,
        ...handedBack,
        mean: meanDays,
      })),
      ...introducedBy.map(({ by, calls, rate }) => ({ figure: 'introducedBy', group: by, count: calls, ...rate })),
      { figure: 'debriefed', count: debriefs.debriefed, of: debriefs.of, mean: debriefs.meanDays },
      ...(accountsDiffer ? [{ figure: 'accountsDiffer', ...accountsDiffer }] : []),
      ...Object.entries(coaching ?? {}).map(([group, count]) => ({ figure: 'coaching', group, count })),
      ...deals.flatMap(({ level, won, lost, open, wonOfClosed, meanAmount }) => [
        ...Object.entries({ won, lost, open }).map(([detail, count]) => ({
          figure: 'deals',
          group: level,
          detail,
          count,
        })),
        { figure: 'wonOfClosed', group: level, ...wonOfClosed },
        { figure: 'amount', group: level, mean: meanAmount },
      ]),
    ]),
    { figure: 'toDebrief', count: waiting.toDebrief.calls, oldest: waiting.toDebrief.oldest },
    { figure: 'notToldYet', count: waiting.notTold.calls, oldest: waiting.notTold.oldest },
  ];
}

function ratesOf(by: string, group: string | null, detail: string | null, rates: CallRates): Row[] {
  const row = (figure: string, rate: Rate): Row => ({ figure: `${figure}${by}`, group, detail, ...rate });
  return [
    { figure: `calls${by}`, group, detail, count: rates.calls },
    row('takeover', rates.takeover),
    row('bailOut', rates.bailOut),
    row('silent', rates.silent),
    row('heldBack', rates.heldBack),
  ];
}
