/** What follows from takeovers: whom the customer calls afterwards, and what is handed back. Pure. */
import AFTER_CLEAN from '@salesforce/label/c.JointCall_Trends_After_Clean';
import AFTER_TAKEOVERS from '@salesforce/label/c.JointCall_Trends_After_Takeovers';
import AFTER_BAIL_OUTS from '@salesforce/label/c.JointCall_Trends_After_Bail_Outs';
import CALLS from '@salesforce/label/c.JointCall_Trends_Calls';
import CHANCE from '@salesforce/label/c.JointCall_Trends_May_Be_Chance';
import CONSEQUENCE from '@salesforce/label/c.JointCall_Trends_Consequence_Title';
import CONSEQUENCE_SAID from '@salesforce/label/c.JointCall_Trends_Consequence_Said';
import CONSEQUENCE_FEW from '@salesforce/label/c.JointCall_Trends_Consequence_Few';
import CONSEQUENCE_NOTE from '@salesforce/label/c.JointCall_Trends_Consequence_Note';
import DAYS_ON_AVERAGE from '@salesforce/label/c.JointCall_Trends_Days_Average';
import FOLLOW_UPS from '@salesforce/label/c.JointCall_Trends_Follow_Ups';
import FROM from '@salesforce/label/c.JointCall_Trends_Plausible_From';
import FU_TO_MANAGER from '@salesforce/label/c.JointCall_Trends_Follow_Ups_To_Manager';
import HANDED_BACK from '@salesforce/label/c.JointCall_Trends_Handed_Back';
import HANDED_BACK_NONE from '@salesforce/label/c.JointCall_Trends_Handed_Back_None';
import HANDED_BACK_SAID from '@salesforce/label/c.JointCall_Trends_Handed_Back_Said';
import HANDED_BACK_TITLE from '@salesforce/label/c.JointCall_Trends_Handed_Back_Title';
import MORE_THAN_CHANCE from '@salesforce/label/c.JointCall_Trends_More_Than_Chance';
import NOT_TOLD from '@salesforce/label/c.JointCall_Holder_Not_Told';
import SHARE_OF_CALLS from '@salesforce/label/c.JointCall_Trends_Share_Calls';
import SHARE_HANDED_BACK from '@salesforce/label/c.JointCall_Trends_Share_Handed_Back';
import TO from '@salesforce/label/c.JointCall_Trends_Plausible_To';
import TO_MANAGER from '@salesforce/label/c.JointCall_Trends_To_Manager';
import UNKNOWN_DAYS from '@salesforce/label/c.JointCall_Trends_No_Days';
import WHAT from '@salesforce/label/c.JointCall_Trends_After_What';
import WITH_RANGE from '@salesforce/label/c.JointCall_Trends_With_Range';
import { fill } from 'c/jointCall';
import {
  consequences,
  groupedBy,
  mean,
  ofMonths,
  rateOf,
  TAKEOVERS,
  type Consequence,
  type Group,
  type Rate,
} from 'c/jointCallFigures';
import { monthsOf, periodOf } from 'c/jointCallQuestions';
import type { Figure } from 'c/jointCallTrendsFigure';
import type { Filter } from 'c/jointCallTrendsQuery';
import type { Drill } from 'c/jointCallTrendsTable';
import { counts, days, number, percent, rate } from 'c/jointCallTrendsWords';
import { about, countCell, drillOf, rateCell, reachedManager, rounded, type Asked } from './cells';
import type { Context } from './context';

function withRange(told: Rate): string {
  if (told.share === undefined) return rate(told);
  return fill(WITH_RANGE, percent(told.share), counts(told), percent(told.low!), percent(told.high!));
}

/** After how many calls the customer turned to the manager: after takeovers, beside after clean calls. */
export function consequenceFigure({ trends, questions, filters, today }: Context): Figure {
  const { minimum, months, reached } = trends;
  const groups: Group[] = ofMonths(months.groups, monthsOf(periodOf(filters.months, today)));
  const byLevel = new Map(reached.groups.map(({ keys: [level = null], sums }) => [level, sums.calls]));
  const { takeovers, clean, difference } = consequences(groupedBy(groups, 1), byLevel, minimum);
  const row = (key: string, head: string, { calls, followUps }: Consequence, levels: readonly string[]) => {
    const inLevels: Asked = { field: 'Takeover_Level__c', operator: 'in', value: levels };
    return {
      key,
      head,
      cells: [
        countCell(calls.count, drillOf(questions.introducers, about(head, TO_MANAGER), inLevels, reachedManager)),
        countCell(calls.of, drillOf(questions.introducers, about(head, CALLS), inLevels)),
        rateCell(calls),
        rateCell({ ...calls, share: calls.low! }),
        rateCell({ ...calls, share: calls.high! }),
        countCell(followUps.count),
        countCell(followUps.of),
      ],
    };
  };
  const rows = [row('takeovers', AFTER_TAKEOVERS, takeovers, TAKEOVERS), row('clean', AFTER_CLEAN, clean, ['None'])];
  const rates = [takeovers.calls, clean.calls];
  const isClear = difference && (difference.low > 0 || difference.high < 0);
  return {
    key: 'consequence',
    title: CONSEQUENCE,
    sentence: [
      fill(CONSEQUENCE_SAID, withRange(takeovers.calls), withRange(clean.calls)),
      difference ? (isClear ? MORE_THAN_CHANCE : CHANCE) : fill(CONSEQUENCE_FEW, number(minimum)),
    ].join(' '),
    notes: [CONSEQUENCE_NOTE],
    chart: {
      kind: 'bars',
      unit: 'share',
      labels: rows.map(({ head }) => head),
      series: [
        {
          label: SHARE_OF_CALLS,
          look: 'takeover',
          values: rates.map(({ share }) => share ?? null),
          texts: rates.map(withRange),
          ranges: rates.map(({ share, low, high }) => (share === undefined ? undefined : ([low!, high!] as const))),
          drills: rows.map(({ cells }) => cells[0]?.drill),
        },
      ],
    },
    table: { columns: [WHAT, TO_MANAGER, CALLS, SHARE_OF_CALLS, FROM, TO, FU_TO_MANAGER, FOLLOW_UPS], rows },
  };
}

const AFTER: readonly { key: string; head: string; levels: readonly string[] }[] = [
  { key: 'takeovers', head: AFTER_TAKEOVERS, levels: TAKEOVERS },
  { key: 'clean', head: AFTER_CLEAN, levels: ['None'] },
  { key: 'bailOuts', head: AFTER_BAIL_OUTS, levels: ['Bail-out'] },
  { key: 'notTold', head: NOT_TOLD, levels: ['Not told yet'] },
];

/** How many of the follow-ups that reached the manager went back to the salesperson, and how fast. */
export function handedBackFigure({ trends: { handedBack, minimum }, questions }: Context): Figure {
  const toManager = handedBack.groups.filter(({ keys: [, routed] }) => routed === 'Manager');
  const sumsOf = (levels?: readonly string[]) => {
    const sums = { reached: 0, back: 0, days: 0 };
    for (const { keys, sums: part } of toManager) {
      if (levels && !levels.includes(keys[0] ?? '')) continue;
      sums.reached += part.followUps;
      sums.back += part.handedBack;
      sums.days += part.daysToHandBack;
    }
    return sums;
  };
  const rows = AFTER.map(({ key, head, levels }) => {
    const { reached, back, days: inAll } = sumsOf(levels);
    const onAverage = mean(inAll, back);
    const inLevels: Asked = { field: 'Takeover_Level__c', operator: 'in', value: levels };
    return {
      key,
      head,
      of: rateOf(back, reached, minimum),
      cells: [
        countCell(reached, drillOf(questions.introducers, about(head, TO_MANAGER), inLevels, reachedManager)),
        countCell(back, handedBackDrill(drillOf(questions.introducers, about(head, HANDED_BACK), inLevels))),
        rateCell(rateOf(back, reached, minimum)),
        onAverage === undefined ? { text: '–', value: null } : { text: days(onAverage), value: rounded(onAverage) },
      ],
    };
  }).filter(({ key, of }) => of.of > 0 || key === 'takeovers' || key === 'clean');
  const all = sumsOf();
  const onAverage = mean(all.days, all.back);
  return {
    key: 'handedBack',
    title: HANDED_BACK_TITLE,
    sentence:
      all.reached === 0
        ? HANDED_BACK_NONE
        : fill(
            HANDED_BACK_SAID,
            counts({ count: all.back, of: all.reached }),
            onAverage === undefined ? UNKNOWN_DAYS : days(onAverage),
          ),
    notes: [],
    chart: {
      kind: 'bars',
      unit: 'share',
      labels: rows.map(({ head }) => head),
      series: [
        {
          label: SHARE_HANDED_BACK,
          look: 'clean',
          values: rows.map(({ of }) => of.share ?? null),
          texts: rows.map(({ of }) => rate(of)),
          drills: rows.map(({ cells }) => cells[1]?.drill),
        },
      ],
    },
    table: {
      columns: [WHAT, FU_TO_MANAGER, HANDED_BACK, SHARE_HANDED_BACK, DAYS_ON_AVERAGE],
      rows: rows.map(({ key, head, cells }) => ({ key, head, cells })),
    },
  };
}

/** The calls of which a follow-up was handed back, by a semi-join, since a call itself does not tell. */
function handedBackDrill({ title, where }: Drill): Drill {
  const handedBack: Filter = {
    Id: {
      inq: {
        Joint_Call_Follow_Up__c: { and: [{ Routed_To__c: { eq: 'Manager' } }, { Days_To_Hand_Back__c: { gte: 0 } }] },
        ApiName: 'Joint_Call__c',
      },
    },
  };
  return { title, where: { and: [where, handedBack] } };
}
