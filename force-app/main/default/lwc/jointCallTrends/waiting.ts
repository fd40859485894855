/** What is still to be told, to be talked about and to be shared. Pure. */
import ACKNOWLEDGED from '@salesforce/label/c.JointCall_Trends_Acknowledged';
import CALLS from '@salesforce/label/c.JointCall_Trends_Calls';
import COACHING from '@salesforce/label/c.JointCall_Trends_Coaching_Title';
import COACHING_NOTE from '@salesforce/label/c.JointCall_Trends_Coaching_Note';
import COUNT from '@salesforce/label/c.JointCall_Trends_Count';
import DEBRIEF_NONE from '@salesforce/label/c.JointCall_Trends_Debrief_None';
import DEBRIEF_TIME from '@salesforce/label/c.JointCall_Trends_Debrief_Time';
import GIVEN from '@salesforce/label/c.JointCall_Trends_Given';
import NOT_TOLD from '@salesforce/label/c.JointCall_Holder_Not_Told';
import OLDEST from '@salesforce/label/c.JointCall_Trends_Oldest';
import SHARED from '@salesforce/label/c.JointCall_Trends_Shared';
import STEP from '@salesforce/label/c.JointCall_Trends_Step';
import TO_DEBRIEF from '@salesforce/label/c.JointCall_Trends_To_Debrief';
import WAITING from '@salesforce/label/c.JointCall_Trends_Waiting_Title';
import WAITING_NOTE from '@salesforce/label/c.JointCall_Trends_Waiting_Note';
import { fill } from 'c/jointCall';
import { mean, ofMonths, total } from 'c/jointCallFigures';
import { monthsOf, periodOf } from 'c/jointCallQuestions';
import type { Figure } from 'c/jointCallTrendsFigure';
import type { Filter } from 'c/jointCallTrendsQuery';
import type { Drill } from 'c/jointCallTrendsTable';
import { day, days, number } from 'c/jointCallTrendsWords';
import { countCell, drillOf, is, textCell, type Asked } from './cells';
import type { Context, MoreContext } from './context';

export interface Waiting {
  calls: number;
  /** An ISO day; undefined where none waits. */
  oldest: string | undefined;
  drill: Drill;
}

const UNTOLD = 'Not told yet';

/** Calls that are told and to be debriefed, and calls that are still to be told, from whenever they are. */
export function waitingOf({ trends: { waiting }, questions }: Context): { toDebrief: Waiting; toTell: Waiting } {
  const of = (groups: typeof waiting.groups, title: string, asked: Asked): Waiting => ({
    calls: groups.reduce((sum, { sums }) => sum + sums.calls, 0),
    oldest: groups.flatMap(({ sums: { oldest } }) => oldest ?? []).sort()[0],
    drill: drillOf(questions.waiting, title, asked),
  });
  const isUntold = ({ keys: [level] }: { keys: readonly (string | null)[] }) => level === UNTOLD;
  return {
    toDebrief: of(
      waiting.groups.filter((group) => !isUntold(group)),
      TO_DEBRIEF,
      { field: 'Told__c', operator: 'eq', value: 1 },
    ),
    toTell: of(waiting.groups.filter(isUntold), NOT_TOLD, is('Takeover_Level__c', UNTOLD)),
  };
}

export function waitingFigure(context: Context): Figure {
  const { toDebrief, toTell } = waitingOf(context);
  const { trends, filters, today } = context;
  const { debriefed, daysToDebrief } = total(ofMonths(trends.months.groups, monthsOf(periodOf(filters.months, today))));
  const onAverage = mean(daysToDebrief, debriefed);
  const row = (key: string, head: string, { calls, oldest, drill }: Waiting) => ({
    key,
    head,
    cells: [countCell(calls, drill), oldest ? { text: day(oldest), value: oldest } : textCell('–')],
  });
  return {
    key: 'waiting',
    title: WAITING,
    sentence: onAverage === undefined ? DEBRIEF_NONE : fill(DEBRIEF_TIME, number(debriefed), days(onAverage)),
    notes: [WAITING_NOTE],
    table: {
      columns: [STEP, CALLS, OLDEST],
      rows: [row('toTell', NOT_TOLD, toTell), row('toDebrief', TO_DEBRIEF, toDebrief)],
    },
  };
}

/** How far coaching is that the reader may see; nothing for whoever may see none at all. */
export function coachingFigure({ more: { coaching } }: MoreContext): Figure | undefined {
  const { given, shared, acknowledged } = coaching.groups[0]?.sums ?? {};
  if (given === undefined || shared === undefined || acknowledged === undefined) return undefined;
  const counts = { given, shared, acknowledged };
  const row = (key: 'given' | 'shared' | 'acknowledged', head: string, coached: Filter) => ({
    key,
    head,
    cells: [
      countCell(counts[key], {
        title: head,
        where: { Id: { inq: { Joint_Call_Coaching__c: coached, ApiName: 'Joint_Call__c' } } },
      }),
    ],
  });
  return {
    key: 'coaching',
    title: COACHING,
    notes: [COACHING_NOTE],
    table: {
      columns: [STEP, COUNT],
      rows: [
        row('given', GIVEN, { Id: { ne: null } }),
        row('shared', SHARED, { Shared_On__c: { ne: { value: null } } }),
        row('acknowledged', ACKNOWLEDGED, { Rep_Acknowledged_On__c: { ne: { value: null } } }),
      ],
    },
  };
}
