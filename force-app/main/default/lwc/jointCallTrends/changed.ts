/** What changed most since the months before, and the numbers that people ask for first. Pure. */
import AGENDA from '@salesforce/label/c.JointCall_Trends_Measure_Agenda';
import ASK from '@salesforce/label/c.JointCall_Trends_Measure_Ask';
import BAIL_OUT from '@salesforce/label/c.JointCall_Trends_Bail_Outs';
import BAIL_OUT_DETAIL from '@salesforce/label/c.JointCall_Trends_Bail_Outs_Detail';
import FALLEN from '@salesforce/label/c.JointCall_Trends_Fallen';
import FEW from '@salesforce/label/c.JointCall_Trends_Changed_Few';
import FEW_BEFORE from '@salesforce/label/c.JointCall_Trends_Changed_Few_Before';
import HELD_BACK from '@salesforce/label/c.JointCall_Trends_Held_Back';
import NONE_WAITS from '@salesforce/label/c.JointCall_Trends_None_Waits';
import NOTHING from '@salesforce/label/c.JointCall_Trends_Changed_Nothing';
import NOT_TOLD from '@salesforce/label/c.JointCall_Trends_Not_Told_Detail';
import OF_TOLD from '@salesforce/label/c.JointCall_Trends_Takeover_Detail';
import OLDEST from '@salesforce/label/c.JointCall_Trends_Since';
import RISEN from '@salesforce/label/c.JointCall_Trends_Risen';
import SILENT from '@salesforce/label/c.JointCall_Trends_Silent';
import TAKEOVER from '@salesforce/label/c.JointCall_Trends_Takeover_Rate';
import TO_DEBRIEF from '@salesforce/label/c.JointCall_Trends_To_Debrief';
import TO_MANAGER from '@salesforce/label/c.JointCall_Trends_Measure_To_Manager';
import TOLD from '@salesforce/label/c.JointCall_Trends_Told';
import TRANSITIONS from '@salesforce/label/c.JointCall_Trends_Measure_Transitions';
import { fill } from 'c/jointCall';
import {
  measuresOf,
  MEASURES,
  mostChanged,
  ofMonths,
  total,
  type Measure,
  type Rate,
  type Sums,
} from 'c/jointCallFigures';
import { monthsOf, periodBefore, periodOf } from 'c/jointCallQuestions';
import type { Drill } from 'c/jointCallTrendsTable';
import { counts, day, number, percent, rate } from 'c/jointCallTrendsWords';
import { direction, type Direction } from 'c/jointCallTrendsDirection';
import { drillOf, is } from './cells';
import type { Context } from './context';
import { waitingOf } from './waiting';

const NAMES: Record<Measure, string> = {
  takeover: TAKEOVER,
  agenda: AGENDA,
  transitions: TRANSITIONS,
  ask: ASK,
  bailOut: BAIL_OUT,
  silent: SILENT,
  heldBack: HELD_BACK,
  toManager: TO_MANAGER,
};

interface Compared {
  before: Record<Measure, Rate>;
  now: Record<Measure, Rate>;
  sums: Sums;
}

function compared({ trends: { months, minimum }, filters, today }: Context): Compared {
  const now = ofMonths(months.groups, monthsOf(periodOf(filters.months, today)));
  const before = ofMonths(months.groups, monthsOf(periodBefore(filters.months, today)));
  return { before: measuresOf(before, minimum), now: measuresOf(now, minimum), sums: total(now) };
}

/** The sentence on top. */
export function changedMost(context: Context): string {
  const { before, now } = compared(context);
  const change = mostChanged(before, now);
  const months = number(context.filters.months);
  if (change) {
    const label = change.difference.by > 0 ? RISEN : FALLEN;
    return fill(label, NAMES[change.measure], rate(change.now), rate(change.before), months);
  }
  const rated = (rates: Record<Measure, Rate>) => MEASURES.filter((measure) => rates[measure].share !== undefined);
  const minimum = number(context.trends.minimum);
  if (rated(now).length === 0) return fill(FEW, minimum, months);
  const isComparable = rated(now).some((measure) => before[measure].share !== undefined);
  return isComparable ? fill(NOTHING, months) : fill(FEW_BEFORE, minimum, months);
}

export interface Tile {
  key: string;
  label: string;
  value: string;
  detail: string;
  /** Which way it went since the months before. */
  direction?: Direction | undefined;
  /** Left out where there is no call to list. */
  drill?: Drill | undefined;
}

export function tilesOf(context: Context): Tile[] {
  const { before, now, sums } = compared(context);
  const { questions } = context;
  const { toDebrief } = waitingOf(context);
  const untold = sums.calls - sums.told;
  const drill = (count: number, ...asked: Parameters<typeof drillOf>) => (count > 0 ? drillOf(...asked) : undefined);
  const shareOr = ({ share }: Rate) => (share === undefined ? '–' : percent(share));
  return [
    {
      key: 'takeover',
      label: TAKEOVER,
      value: shareOr(now.takeover),
      detail: now.takeover.share === undefined ? rate(now.takeover) : fill(OF_TOLD, counts(now.takeover)),
      direction: direction(now.takeover, before.takeover, context.filters.months),
      drill: drill(now.takeover.count, questions.introducers, TAKEOVER, is('Takeover__c', 1)),
    },
    {
      key: 'bailOuts',
      label: BAIL_OUT,
      value: number(sums.bailOuts),
      detail: fill(BAIL_OUT_DETAIL, rate(now.bailOut)),
      drill: drill(sums.bailOuts, questions.introducers, BAIL_OUT, is('Bail_Out__c', 1)),
    },
    {
      key: 'told',
      label: TOLD,
      value: number(sums.told),
      detail: fill(NOT_TOLD, number(untold)),
      drill: drill(sums.told, questions.introducers, TOLD, is('Told__c', 1)),
    },
    {
      key: 'toDebrief',
      label: TO_DEBRIEF,
      value: number(toDebrief.calls),
      detail: toDebrief.oldest ? fill(OLDEST, day(toDebrief.oldest)) : NONE_WAITS,
      drill: toDebrief.calls > 0 ? toDebrief.drill : undefined,
    },
  ];
}
