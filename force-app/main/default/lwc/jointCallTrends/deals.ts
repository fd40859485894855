/** How the deals went, and what the fair reading asks for beside: stage, amount and the client's responsiveness. Pure. */
import AMOUNT from '@salesforce/label/c.JointCall_Trends_Amount';
import CALLS from '@salesforce/label/c.JointCall_Trends_Calls';
import DEALS from '@salesforce/label/c.JointCall_Trends_Deals';
import DEALS_NOTE from '@salesforce/label/c.JointCall_Trends_Deals_Note';
import DEALS_TITLE from '@salesforce/label/c.JointCall_Trends_Deals_Title';
import LEVEL from '@salesforce/label/c.JointCall_Trends_Level';
import LOST from '@salesforce/label/c.JointCall_Trends_Lost';
import OPEN from '@salesforce/label/c.JointCall_Trends_Open';
import WON from '@salesforce/label/c.JointCall_Trends_Won';
import WON_RATE from '@salesforce/label/c.JointCall_Trends_Won_Rate';
import { mean, rateOf, total } from 'c/jointCallFigures';
import type { Figure } from 'c/jointCallTrendsFigure';
import { amount, number } from 'c/jointCallTrendsWords';
import { about, countCell, drillOf, is, rateCell, type Asked } from './cells';
import type { MoreContext } from './context';

const LEVELS: readonly string[] = ['None', 'Partial', 'Full', 'Bail-out', 'Not told yet'];

const OUTCOMES: readonly { label: string; closed: string; won: string; look: 'clean' | 'bailOut' | 'other' }[] = [
  { label: WON, closed: 'true', won: 'true', look: 'clean' },
  { label: LOST, closed: 'true', won: 'false', look: 'bailOut' },
  { label: OPEN, closed: 'false', won: 'false', look: 'other' },
];

export function dealsFigure({ trends: { stages, minimum }, more: { deals }, questions, filters }: MoreContext): Figure {
  const rows = LEVELS.flatMap((level) => {
    const ofLevel = deals.groups.filter(({ keys: [, , key] }) => key === level);
    const [first] = ofLevel;
    if (!first) return [];
    const head = first.names[2] || level;
    const counted = OUTCOMES.map(({ closed, won }) =>
      ofLevel.reduce((sum, { keys, sums }) => sum + (keys[0] === closed && keys[1] === won ? sums.deals : 0), 0),
    );
    const [won = 0, lost = 0] = counted;
    const atStages = total(
      stages.groups.filter(
        ({ keys: [stage, key] }) => key === level && (filters.stage === undefined || stage === filters.stage),
      ),
    );
    const meanAmount = mean(atStages.amount, atStages.withAmount);
    const drill = (which: string, ...asked: Asked[]) =>
      drillOf(questions.introducers, about(head, which), is('Takeover_Level__c', level), ...asked);
    return [
      {
        key: level,
        head,
        counted,
        cells: [
          countCell(
            ofLevel.reduce((sum, { sums }) => sum + sums.calls, 0),
            drill(CALLS),
          ),
          countCell(counted.reduce((sum, count) => sum + count, 0)),
          ...OUTCOMES.map(({ label, closed, won: isWon }, index) =>
            countCell(
              counted[index] ?? 0,
              drill(
                label,
                is('Opportunity__r.IsClosed', closed === 'true'),
                is('Opportunity__r.IsWon', isWon === 'true'),
              ),
            ),
          ),
          rateCell(rateOf(won, won + lost, minimum)),
          meanAmount === undefined
            ? { text: '–', value: null }
            : { text: amount(meanAmount), value: Math.round(meanAmount) },
        ],
      },
    ];
  });
  return {
    key: 'deals',
    title: DEALS_TITLE,
    notes: [DEALS_NOTE],
    chart: {
      kind: 'stacks',
      unit: 'count',
      labels: rows.map(({ head }) => head),
      series: OUTCOMES.map(({ label, look }, index) => ({
        label,
        look,
        values: rows.map(({ counted }) => counted[index] ?? 0),
        texts: rows.map(({ counted }) => number(counted[index] ?? 0)),
        drills: rows.map(({ cells }) => cells[index + 2]?.drill),
      })),
    },
    table: {
      columns: [LEVEL, CALLS, DEALS, WON, LOST, OPEN, WON_RATE, AMOUNT],
      rows: rows.map(({ key, head, cells }) => ({ key, head, cells })),
    },
  };
}
