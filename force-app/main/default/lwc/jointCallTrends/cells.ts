/** The parts that figures are made of: cells, and tables of takeovers by whatever calls are grouped by. Pure. */
import BAIL_OUTS from '@salesforce/label/c.JointCall_Trends_Bail_Outs';
import CALLS from '@salesforce/label/c.JointCall_Trends_Calls';
import NO_NAME from '@salesforce/label/c.JointCall_Trends_No_Name';
import SHARE_TAKEN from '@salesforce/label/c.JointCall_Trends_Takeover_Rate';
import TAKEN from '@salesforce/label/c.JointCall_Trends_Taken_Over';
import TITLE from '@salesforce/label/c.JointCall_Trends_Drill_Title';
import TOLD from '@salesforce/label/c.JointCall_Trends_Told';
import { fill } from 'c/jointCall';
import { groupedBy, rateOf, TAKEOVERS, type Rate, type Sums } from 'c/jointCallFigures';
import type { Condition, Question } from 'c/jointCallQuestions';
import type { Figure } from 'c/jointCallTrendsFigure';
import { filterOf, type NamedGroup } from 'c/jointCallTrendsQuery';
import type { Cell, Drill, Row } from 'c/jointCallTrendsTable';
import { number, percent, rate } from 'c/jointCallTrendsWords';

/** A condition that may ask for what is blank, as groups do. */
export type Asked = Omit<Condition, 'value'> & { value: Condition['value'] | null };

export const is = (field: string, value: Condition['value'] | null): Asked => ({ field, operator: 'eq', value });
export const isTakeover: Asked = { field: 'Takeover_Level__c', operator: 'in', value: TAKEOVERS };
export const reachedManager: Asked = { field: 'Follow_Ups_To_Manager__c', operator: 'gt', value: 0 };

/** The calls of a question that meet further conditions. */
export function drillOf({ where }: Question, title: string, ...asked: readonly Asked[]): Drill {
  return { title, where: filterOf([...where, ...asked]) };
}

export const about = (what: string, which: string): string => fill(TITLE, what, which);

export function countCell(value: number, drill?: Drill): Cell {
  return { text: number(value), value, drill: value > 0 ? drill : undefined };
}

export function textCell(text: string): Cell {
  return { text, value: text };
}

/** As a spreadsheet takes a share or a mean. */
export const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** A rate in whole per cents; a dash where too little was counted for one. */
export function rateCell({ share }: Rate): Cell {
  return share === undefined ? { text: '–', value: null } : { text: percent(share), value: rounded(share) };
}

export const TAKEOVER_COLUMNS: readonly string[] = [CALLS, TOLD, TAKEN, SHARE_TAKEN, BAIL_OUTS];

/** The columns of `TAKEOVER_COLUMNS` for one group of calls. */
export function takeoverCells(sums: Sums, minimum: number, drill: (which: string, ...asked: Asked[]) => Drill): Cell[] {
  return [
    countCell(sums.calls, drill(CALLS)),
    countCell(sums.told, drill(TOLD, is('Told__c', 1))),
    countCell(sums.takeovers, drill(TAKEN, is('Takeover__c', 1))),
    rateCell(rateOf(sums.takeovers, sums.told, minimum)),
    countCell(sums.bailOuts, drill(BAIL_OUTS, is('Bail_Out__c', 1))),
  ];
}

export interface Grouping {
  key: string;
  title: string;
  /** What the groups are, as the head of their column. */
  head: string;
  question: Question;
  groups: readonly NamedGroup[];
  minimum: number;
  /** Only this group is shown, since it is chosen. */
  only?: string | undefined;
  notes: readonly string[];
}

/** Takeovers by what calls are grouped by first: names in alphabetical order, whatever their rates. */
export function takeoversBy({ key, title, head, question, groups, minimum, only, notes }: Grouping): Figure {
  const names = new Map(groups.map(({ keys: [first], names: [name] }) => [first ?? null, name]));
  const field = question.groupBy[0] ?? '';
  const shown = groupedBy(groups, 0)
    .filter(({ keys: [value] }) => only === undefined || value === only)
    .map(({ keys: [value = null], sums }) => ({ value, sums, name: names.get(value) || NO_NAME }))
    .sort((a, b) => a.name.localeCompare(b.name));
  const rates = shown.map(({ sums }) => rateOf(sums.takeovers, sums.told, minimum));
  const rows = shown.map(({ value, sums, name }): Row => ({
    key: value ?? '',
    head: name,
    cells: takeoverCells(sums, minimum, (which, ...asked) =>
      drillOf(question, about(name, which), is(field, value), ...asked),
    ),
  }));
  return {
    key,
    title,
    notes,
    chart: {
      kind: 'bars',
      unit: 'share',
      labels: rows.map((row) => row.head),
      series: [
        {
          label: SHARE_TAKEN,
          look: 'takeover',
          values: rates.map(({ share }) => share ?? null),
          texts: rates.map(rate),
          drills: rows.map(({ cells }) => cells[2]?.drill),
        },
      ],
    },
    table: { columns: [head, ...TAKEOVER_COLUMNS], rows },
  };
}
