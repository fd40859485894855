/** How managers took part, who introduced, and where the accounts of the two differ. Pure. */
import ACCOUNTS from '@salesforce/label/c.JointCall_Trends_Accounts_Title';
import ACCOUNTS_NOTE from '@salesforce/label/c.JointCall_Trends_Accounts_Note';
import ACCOUNTS_SAID from '@salesforce/label/c.JointCall_Trends_Accounts_Said';
import CALLS from '@salesforce/label/c.JointCall_Trends_Calls';
import DIFFER from '@salesforce/label/c.JointCall_Trends_Differ';
import HELD_BACK from '@salesforce/label/c.JointCall_Trends_Held_Back';
import HOW from '@salesforce/label/c.JointCall_Trends_How';
import INTRODUCED from '@salesforce/label/c.JointCall_Trends_Introduced_Title';
import INTRODUCER from '@salesforce/label/c.JointCall_Trends_Introducer';
import NOT_TOLD from '@salesforce/label/c.JointCall_Holder_Not_Told';
import OF_CALLS from '@salesforce/label/c.JointCall_Trends_Of_Calls';
import PARTICIPATION from '@salesforce/label/c.JointCall_Trends_Participation_Title';
import PARTICIPATION_NOTE from '@salesforce/label/c.JointCall_Trends_Participation_Note';
import PARTICIPATION_TOLD from '@salesforce/label/c.JointCall_Trends_Participation_Told';
import SHARE from '@salesforce/label/c.JointCall_Trends_Share';
import SILENT from '@salesforce/label/c.JointCall_Trends_Silent';
import { fill, holderLabel, type Holder } from 'c/jointCall';
import { measuresOf, ofMonths, rateOf } from 'c/jointCallFigures';
import { monthsOf, periodOf } from 'c/jointCallQuestions';
import type { Figure } from 'c/jointCallTrendsFigure';
import { number, rate } from 'c/jointCallTrendsWords';
import { about, countCell, drillOf, is, rateCell } from './cells';
import type { Context, MoreContext } from './context';

/** Silent observers, and managers who held back. */
export function participationFigure({ trends: { months, minimum }, questions, filters, today }: Context): Figure {
  const measures = measuresOf(ofMonths(months.groups, monthsOf(periodOf(filters.months, today))), minimum);
  const told = drillOf(questions.introducers, PARTICIPATION_TOLD, is('Participation_Told__c', 1));
  const row = (key: 'silent' | 'heldBack', head: string, field: string) => ({
    key,
    head,
    cells: [
      countCell(measures[key].count, drillOf(questions.introducers, head, is(field, 1))),
      countCell(measures[key].of, told),
      rateCell(measures[key]),
    ],
  });
  const rows = [row('silent', SILENT, 'Silent_Observer__c'), row('heldBack', HELD_BACK, 'Held_Back__c')];
  const rates = [measures.silent, measures.heldBack];
  return {
    key: 'participation',
    title: PARTICIPATION,
    notes: [PARTICIPATION_NOTE],
    chart: {
      kind: 'bars',
      unit: 'share',
      labels: rows.map(({ head }) => head),
      series: [
        {
          label: SHARE,
          look: 'clean',
          values: rates.map(({ share }) => share ?? null),
          texts: rates.map(rate),
          drills: rows.map(({ cells }) => cells[0]?.drill),
        },
      ],
    },
    table: { columns: [HOW, CALLS, PARTICIPATION_TOLD, SHARE], rows },
  };
}

const HOLDERS: readonly Holder[] = ['Rep', 'Manager', 'Not reached'];

/** Who opened the meeting and introduced the manager. */
export function introducersFigure({ trends: { minimum }, more: { introducers }, questions }: MoreContext): Figure {
  const callsOf = (holder: string | null) =>
    introducers.groups.find(({ keys: [key] }) => key === holder)?.sums.calls ?? 0;
  const told = HOLDERS.reduce((sum, holder) => sum + callsOf(holder), 0);
  const drill = (head: string, holder: string | null) =>
    drillOf(questions.introducers, about(INTRODUCED, head), is('Introduced_By__c', holder));
  const rows = HOLDERS.map((holder) => {
    const head = holderLabel(holder);
    const share = rateOf(callsOf(holder), told, minimum);
    return {
      key: holder as string,
      head,
      share,
      cells: [countCell(share.count, drill(head, holder)), rateCell(share)],
    };
  });
  const untold = callsOf(null);
  return {
    key: 'introducers',
    title: INTRODUCED,
    notes: [],
    chart: {
      kind: 'bars',
      unit: 'share',
      labels: rows.map(({ head }) => head),
      series: [
        {
          label: OF_CALLS,
          look: 'clean',
          values: rows.map(({ share }) => share.share ?? null),
          texts: rows.map(({ share }) => rate(share)),
          drills: rows.map(({ cells }) => cells[0]?.drill),
        },
      ],
    },
    table: {
      columns: [INTRODUCER, CALLS, OF_CALLS],
      rows: [
        ...rows.map(({ key, head, cells }) => ({ key, head, cells })),
        ...(untold > 0
          ? [
              {
                key: 'untold',
                head: NOT_TOLD,
                cells: [countCell(untold, drill(NOT_TOLD, null)), { text: '–', value: null }],
              },
            ]
          : []),
      ],
    },
  };
}

/** In how many calls the two accounts differ; nothing for whoever may not know. */
export function accountsFigure({ more: { accounts }, questions }: MoreContext): Figure | undefined {
  const sums = accounts.groups[0]?.sums;
  if (sums?.differ === undefined) return undefined;
  return {
    key: 'accounts',
    title: ACCOUNTS,
    sentence: fill(ACCOUNTS_SAID, number(sums.differ), number(sums.calls)),
    notes: [ACCOUNTS_NOTE],
    table: {
      columns: [HOW, CALLS],
      rows: [
        {
          key: 'differ',
          head: DIFFER,
          cells: [countCell(sums.differ, drillOf(questions.accounts, ACCOUNTS, is('Accounts_Differ__c', 1)))],
        },
      ],
    },
  };
}
