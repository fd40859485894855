/** A chart as Chart.js draws it: each series has a colour, and a pattern or a mark that tells it apart without colour. */
import LOCALE from '@salesforce/i18n/locale';
import type { ChartConfiguration, ChartDataset, Plugin } from 'chart.js';
import { percent } from 'c/jointCallTrendsWords';
import type { Chart, Look, Series } from './chart';

type Fill = string | CanvasPattern;

/** Each at least 3:1 against white, and told apart with each common kind of colour blindness: patterns do it beside. */
const COLOURS: Record<Look, string> = { takeover: '#0b5cab', bailOut: '#b3500a', clean: '#0a7d68', other: '#6b6b6b' };
const MARKS: Record<Look, { pointStyle: 'circle' | 'triangle'; borderDash: number[] }> = {
  takeover: { pointStyle: 'circle', borderDash: [] },
  bailOut: { pointStyle: 'triangle', borderDash: [6, 4] },
  clean: { pointStyle: 'circle', borderDash: [2, 3] },
  other: { pointStyle: 'triangle', borderDash: [2, 3] },
};
const TEXT = '#444444';
const LINES = '#e5e5e5';
const TILE = 8;
/** Characters of a label before it goes on in the next line. */
const LINE = 20;

/** In rem. Bars take what their labels need. */
export function heightOf(chart: Chart): number {
  const { kind, labels, series } = chart;
  if (kind === 'lines' || kind === 'columns') return 15;
  const tallest = Math.max(1, ...labels.map((_, index) => ticksOf(chart, index).length));
  return (series.length > 1 ? 5 : 2.5) + labels.length * Math.max(2.25, tallest + 0.75);
}

/** What stands beside a bar, line by line: its label and, where it is alone, what is read of it. */
function ticksOf({ kind, labels, series }: Chart, index: number): string[] {
  return [...lines(labels[index] ?? ''), ...(kind === 'bars' ? lines(series[0]?.texts[index] ?? '') : [])];
}

export function drawingOf(
  chart: Chart,
  canvas: HTMLCanvasElement,
  pick: (series: number, index: number) => void,
): ChartConfiguration<'bar' | 'line'> {
  const { kind, unit, labels, series } = chart;
  const isLine = kind === 'lines';
  const lies = kind === 'bars' || kind === 'stacks';
  const isStacked = kind === 'stacks' || kind === 'columns';
  const { direction, fontFamily } = getComputedStyle(canvas);
  const rtl = direction === 'rtl';
  const start = rtl ? ('right' as const) : ('left' as const);
  const font = { family: fontFamily, size: 12 };
  const values = {
    beginAtZero: true,
    stacked: isStacked,
    reverse: rtl && lies,
    ...(!lies && { position: start }),
    ...(unit === 'share' && lies && { max: 1 }),
    ...(unit === 'share' && !lies && { suggestedMax: 0.5 }),
    grid: { color: LINES },
    border: { display: false },
    ticks: {
      color: TEXT,
      font,
      maxTicksLimit: 6,
      ...(unit === 'share' ? { callback: (value: number | string) => percent(Number(value)) } : { precision: 0 }),
    },
  };
  const groups = {
    stacked: isStacked,
    reverse: rtl && !lies,
    // Room for the labels of the first and the last month.
    offset: true,
    grid: { display: false },
    ticks: { color: TEXT, font, autoSkip: !lies, maxRotation: 45 },
    ...(lies && { position: start }),
  };
  return {
    type: isLine ? 'line' : 'bar',
    data: {
      labels: labels.map((label, index) => (lies ? ticksOf(chart, index) : label)),
      datasets: series.map((each) => (isLine ? lineOf(each) : barOf(each))),
    },
    options: {
      indexAxis: lies ? 'y' : 'x',
      locale: LOCALE,
      // Figures need not move, and some readers ask that nothing does.
      animation: false,
      // Lightning Locker has no ResizeObserver, Lightning Web Security has.
      responsive: typeof ResizeObserver === 'function',
      maintainAspectRatio: false,
      interaction: { mode: 'nearest', intersect: false, axis: lies ? 'y' : 'x' },
      onClick: (_event, [element]) => element && pick(element.datasetIndex, element.index),
      onHover: (_event, elements) => {
        canvas.style.cursor = elements.length > 0 ? 'pointer' : '';
      },
      scales: lies ? { x: values, y: groups } : { x: groups, y: values },
      plugins: {
        legend: {
          display: series.length > 1,
          rtl,
          labels: { color: TEXT, font, usePointStyle: isLine, ...(isLine && { boxHeight: 7 }) },
        },
        tooltip: {
          rtl,
          callbacks: {
            title: ([item]) => labels[item?.dataIndex ?? 0] ?? '',
            label: ({ datasetIndex, dataIndex }) =>
              `${series[datasetIndex]?.label ?? ''}: ${series[datasetIndex]?.texts[dataIndex] ?? ''}`,
          },
        },
      },
    },
    plugins: [rangesOf(series)],
  };
}

/** A label that is long in several lines, since Chart.js would cut it off. */
function lines(label: string): string[] {
  return label.split(' ').reduce<string[]>((made, word) => {
    const last = made.at(-1);
    return last !== undefined && last.length + word.length < LINE
      ? [...made.slice(0, -1), `${last} ${word}`]
      : [...made, word];
  }, []);
}

function barOf({ label, look, values }: Series): ChartDataset<'bar'> {
  return {
    label,
    data: [...values],
    backgroundColor: fillOf(look),
    borderColor: COLOURS[look],
    borderWidth: 1,
    maxBarThickness: 28,
    borderRadius: 2,
  };
}

function lineOf({ label, look, values }: Series): ChartDataset<'line'> {
  return {
    label,
    data: [...values],
    borderColor: COLOURS[look],
    backgroundColor: COLOURS[look],
    borderWidth: 2,
    pointRadius: 4,
    pointHoverRadius: 6,
    spanGaps: false,
    ...MARKS[look],
  };
}

/** Plain, striped, dotted or lined. */
function fillOf(look: Look): Fill {
  if (look === 'takeover') return COLOURS.takeover;
  const tile = document.createElement('canvas');
  tile.width = TILE;
  tile.height = TILE;
  const context = tile.getContext('2d');
  if (!context) return COLOURS[look];
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, TILE, TILE);
  context.fillStyle = COLOURS[look];
  context.strokeStyle = COLOURS[look];
  context.lineWidth = 3;
  context.beginPath();
  if (look === 'clean') context.fillRect(0, 0, TILE, TILE - 2);
  else if (look === 'other') context.arc(TILE / 2, TILE / 2, 1.5, 0, 2 * Math.PI);
  else
    for (const offset of [-TILE, 0, TILE]) {
      context.moveTo(offset - 1, TILE + 1);
      context.lineTo(offset + TILE + 1, -1);
    }
  if (look === 'other') context.fill();
  else context.stroke();
  return context.createPattern(tile, 'repeat') ?? COLOURS[look];
}

/** Where a value plausibly lies, as a line with two ends over its bar. */
function rangesOf(series: readonly Series[]): Plugin<'bar' | 'line'> {
  return {
    id: 'ranges',
    afterDatasetsDraw: (chart) => {
      const { ctx, scales } = chart;
      const scale = scales.x;
      for (const [at, { ranges = [] }] of series.entries())
        for (const [index, range] of ranges.entries()) {
          const bar = chart.getDatasetMeta(at).data[index];
          if (!range || !bar || !scale) continue;
          const [low, high] = range.map((value) => scale.getPixelForValue(value)) as [number, number];
          ctx.save();
          ctx.lineWidth = 2;
          for (const [width, colour] of [
            [5, '#ffffff'],
            [2, '#181818'],
          ] as const) {
            ctx.lineWidth = width;
            ctx.strokeStyle = colour;
            ctx.beginPath();
            ctx.moveTo(low, bar.y);
            ctx.lineTo(high, bar.y);
            for (const end of [low, high]) {
              ctx.moveTo(end, bar.y - 6);
              ctx.lineTo(end, bar.y + 6);
            }
            ctx.stroke();
          }
          ctx.restore();
        }
    },
  };
}
