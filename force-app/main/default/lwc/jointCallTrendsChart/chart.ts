/** What a chart shows, apart from how it is drawn. */
import type { Drill } from 'c/jointCallTrendsTable';

/** What a series stands for: it has the same colour and pattern in every chart. */
export type Look = 'takeover' | 'bailOut' | 'clean' | 'other';

export interface Series {
  label: string;
  look: Look;
  /** One for each label of the chart; null where there is nothing to draw. */
  values: readonly (number | null)[];
  /** What is read of a value, such as `24% (12 of 50)`. */
  texts: readonly string[];
  /** Where a value plausibly lies. */
  ranges?: readonly (readonly [number, number] | undefined)[];
  drills?: readonly (Drill | undefined)[];
}

export interface Chart {
  /** `bars` lie, one group each; `stacks` lie too; `columns` are stacked upright; `lines` run over time. */
  kind: 'bars' | 'stacks' | 'columns' | 'lines';
  unit: 'share' | 'count';
  labels: readonly string[];
  series: readonly Series[];
}
