/** Takeovers over time, and on which duties. Pure. */
import AGENDA from '@salesforce/label/c.JointCall_Trends_Duty_Agenda';
import ASK from '@salesforce/label/c.JointCall_Trends_Duty_Ask';
import BAIL_OUT_RATE from '@salesforce/label/c.JointCall_Trends_Bail_Out_Rate';
import BAIL_OUTS from '@salesforce/label/c.JointCall_Trends_Bail_Outs';
import CLEAN from '@salesforce/label/c.JointCall_Trends_Clean';
import DUTIES from '@salesforce/label/c.JointCall_Trends_Duties_Title';
import DUTIES_NOTE from '@salesforce/label/c.JointCall_Trends_Duties_Note';
import DUTY from '@salesforce/label/c.JointCall_Strip_Duty';
import MONTH from '@salesforce/label/c.JointCall_Trends_Month';
import MONTHS from '@salesforce/label/c.JointCall_Trends_Months_Title';
import MONTHS_FEW from '@salesforce/label/c.JointCall_Trends_Months_Few';
import NOT_TOLD from '@salesforce/label/c.JointCall_Holder_Not_Told';
import TAKEN from '@salesforce/label/c.JointCall_Trends_Taken_Over';
import TAKEN_SHARE from '@salesforce/label/c.JointCall_Trends_Share_Told';
import TAKEOVER_RATE from '@salesforce/label/c.JointCall_Trends_Takeover_Rate';
import TOLD from '@salesforce/label/c.JointCall_Trends_Told';
import TRANSITIONS from '@salesforce/label/c.JointCall_Trends_Duty_Transitions';
import { fill } from 'c/jointCall';
import { measuresOf, ofMonths, rateOf, total, type Measure, type Rate } from 'c/jointCallFigures';
import { monthsOf, periodOf, type Question } from 'c/jointCallQuestions';
import type { Figure } from 'c/jointCallTrendsFigure';
import { month as monthName, number, rate } from 'c/jointCallTrendsWords';
import { about, countCell, drillOf, is, isTakeover, rateCell, TAKEOVER_COLUMNS, takeoverCells } from './cells';
import type { Context } from './context';

/** A line is drawn where most months have a rate, else the counts are. */
const MOST = 0.5;

/** The takeover rate of each month, bail-outs apart. */
export function monthsFigure({ trends: { months, minimum }, questions, filters, today }: Context): Figure {
  const shown = monthsOf(periodOf(filters.months, today)).map((month) => {
    const sums = total(ofMonths(months.groups, [month]));
    const drill = (which: string, ...asked: Parameters<typeof drillOf>[2][]) =>
      drillOf(questions.months, about(monthName(month), which), is('Call_Month__c', month), ...asked);
    return {
      month,
      sums,
      takeovers: rateOf(sums.takeovers, sums.told, minimum),
      bailOuts: rateOf(sums.bailOuts, sums.told, minimum),
      cells: takeoverCells(sums, minimum, drill),
    };
  });
  const hasRates = shown.filter(({ takeovers }) => takeovers.share !== undefined).length > MOST * shown.length;
  const line = (label: string, look: 'takeover' | 'bailOut', rates: readonly Rate[], cell: number) => ({
    label,
    look,
    values: rates.map(({ share }) => share ?? null),
    texts: rates.map(rate),
    drills: shown.map(({ cells }) => cells[cell]?.drill),
  });
  const column = (label: string, look: 'takeover' | 'bailOut' | 'clean' | 'other', values: readonly number[]) => ({
    label,
    look,
    values,
    texts: values.map((value) => number(value)),
  });
  return {
    key: 'months',
    title: MONTHS,
    notes: hasRates ? [] : [fill(MONTHS_FEW, number(minimum))],
    chart: {
      kind: hasRates ? 'lines' : 'columns',
      unit: hasRates ? 'share' : 'count',
      labels: shown.map(({ month }) => monthName(month)),
      series: hasRates
        ? [
            line(
              TAKEOVER_RATE,
              'takeover',
              shown.map(({ takeovers }) => takeovers),
              2,
            ),
            line(
              BAIL_OUT_RATE,
              'bailOut',
              shown.map(({ bailOuts }) => bailOuts),
              4,
            ),
          ]
        : [
            column(
              TAKEN,
              'takeover',
              shown.map(({ sums }) => sums.takeovers),
            ),
            column(
              BAIL_OUTS,
              'bailOut',
              shown.map(({ sums }) => sums.bailOuts),
            ),
            column(
              CLEAN,
              'clean',
              shown.map(({ sums }) => sums.told - sums.takeovers - sums.bailOuts),
            ),
            column(
              NOT_TOLD,
              'other',
              shown.map(({ sums }) => sums.calls - sums.told),
            ),
          ],
    },
    table: {
      columns: [MONTH, ...TAKEOVER_COLUMNS, BAIL_OUT_RATE],
      rows: shown.map(({ month, cells, bailOuts }) => ({
        key: month,
        head: monthName(month),
        cells: [...cells, rateCell(bailOuts)],
      })),
    },
  };
}

const DUTY_MEASURES: readonly { measure: Measure; field: string; label: string }[] = [
  { measure: 'agenda', field: 'Agenda_Taken__c', label: AGENDA },
  { measure: 'transitions', field: 'Transition_Taken__c', label: TRANSITIONS },
  { measure: 'ask', field: 'Close_Taken__c', label: ASK },
];

/** The calls of the period, which `months` reaches back beyond. */
const inPeriod = (questions: Context['questions']): Question => questions.introducers;

/** How often each duty was taken over. */
export function dutiesFigure({ trends: { months, minimum }, questions, filters, today }: Context): Figure {
  const groups = ofMonths(months.groups, monthsOf(periodOf(filters.months, today)));
  const measures = measuresOf(groups, minimum);
  const rows = DUTY_MEASURES.map(({ measure, field, label }) => ({
    key: measure,
    head: label,
    cells: [
      countCell(measures[measure].count, drillOf(inPeriod(questions), about(label, TAKEN), is(field, 1), isTakeover)),
      countCell(measures[measure].of, drillOf(inPeriod(questions), TOLD, is('Told__c', 1))),
      rateCell(measures[measure]),
    ],
  }));
  return {
    key: 'duties',
    title: DUTIES,
    notes: [DUTIES_NOTE],
    chart: {
      kind: 'bars',
      unit: 'share',
      labels: rows.map(({ head }) => head),
      series: [
        {
          label: TAKEN_SHARE,
          look: 'takeover',
          values: DUTY_MEASURES.map(({ measure }) => measures[measure].share ?? null),
          texts: DUTY_MEASURES.map(({ measure }) => rate(measures[measure])),
          drills: rows.map(({ cells }) => cells[0]?.drill),
        },
      ],
    },
    table: { columns: [DUTY, TAKEN, TOLD, TAKEN_SHARE], rows },
  };
}
