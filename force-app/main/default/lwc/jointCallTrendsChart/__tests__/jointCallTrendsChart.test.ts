import { createElement } from 'lwc';
import { loadScript } from 'lightning/platformResourceLoader';
import type { ChartConfiguration } from 'chart.js';
import JointCallTrendsChart, { type Chart, type Series } from 'c/jointCallTrendsChart';

const settled = () => new Promise((resolve) => setTimeout(resolve));
const load = loadScript as jest.Mock;

/** The library as far as the component knows it: what it is told to draw, and whether it still does. */
class Library {
  static drawn: Library[] = [];
  destroyed = false;
  constructor(
    readonly canvas: HTMLCanvasElement,
    readonly configuration: ChartConfiguration<'bar' | 'line'>,
  ) {
    Library.drawn.push(this);
  }
  destroy() {
    this.destroyed = true;
  }
}
const last = () => Library.drawn.at(-1)!;
const page = window as unknown as { Chart?: unknown };

const series = (look: Series['look'], values: (number | null)[]): Series => ({
  label: look,
  look,
  values,
  texts: values.map((value) => `${String(value)} of 10`),
});
const chart = (kind: Chart['kind'], ...all: Series[]): Chart => ({
  kind,
  unit: kind === 'stacks' || kind === 'columns' ? 'count' : 'share',
  labels: ['Nord', 'A team with a name that is rather long'],
  series: all,
});

async function show(shown: Chart) {
  const element = createElement('c-joint-call-trends-chart', { is: JointCallTrendsChart });
  Object.assign(element, { chart: shown, summary: 'In words' });
  const failed = jest.fn();
  const picked = jest.fn();
  element.addEventListener('fail', failed);
  element.addEventListener('pick', (event) => picked((event as CustomEvent).detail));
  document.body.appendChild(element);
  await settled();
  return { element, failed, picked };
}

beforeEach(() => {
  Library.drawn = [];
  page.Chart = Library;
  load.mockReset().mockResolvedValue(undefined);
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
});
afterEach(() => document.body.replaceChildren());

describe('c-joint-call-trends-chart', () => {
  it('draws lying bars whose labels tell the counts, on a scale of 0 to 100%', async () => {
    const { element, failed } = await show(chart('bars', series('takeover', [0.4, null])));
    const { type, data, options } = last().configuration;
    expect(type).toBe('bar');
    expect(data.labels).toEqual([
      ['Nord', '0.4 of 10'],
      ['A team with a name', 'that is rather long', 'null of 10'],
    ]);
    expect(data.datasets[0]!.data).toEqual([0.4, null]);
    expect(options).toMatchObject({ indexAxis: 'y', animation: false, scales: { x: { beginAtZero: true, max: 1 } } });
    expect(options!.plugins!.legend!.display).toBe(false);
    expect(failed).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
  });

  it('tells lines apart by mark and dash, and leaves a gap where there is no rate', async () => {
    await show(chart('lines', series('takeover', [0.4, null]), series('bailOut', [0.1, 0.2])));
    const { type, data, options } = last().configuration;
    expect(type).toBe('line');
    expect(data.datasets).toMatchObject([
      { pointStyle: 'circle', borderDash: [], spanGaps: false },
      { pointStyle: 'triangle', borderDash: [6, 4] },
    ]);
    expect(options!.plugins!.legend!.display).toBe(true);
  });

  it('stacks counts, lying or upright', async () => {
    await show(chart('stacks', series('clean', [1, 2]), series('other', [3, 4])));
    expect(last().configuration.options).toMatchObject({ indexAxis: 'y', scales: { x: { stacked: true } } });
    await show(chart('columns', series('clean', [1, 2]), series('other', [3, 4])));
    expect(last().configuration.options).toMatchObject({ indexAxis: 'x', scales: { y: { stacked: true } } });
  });

  it('fills each kind of value with a pattern of its own', async () => {
    const made: string[] = [];
    const draw = (name: string) => () => void made.push(name);
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({
      fillRect: draw('rect'),
      beginPath: draw('path'),
      arc: draw('dot'),
      moveTo: draw('move'),
      lineTo: draw('stripe'),
      fill: draw('fill'),
      stroke: draw('stroke'),
      createPattern: () => 'pattern',
    } as unknown as CanvasRenderingContext2D);
    await show(chart('stacks', series('takeover', [1, 1]), series('bailOut', [1, 1]), series('other', [1, 1])));
    expect(last().configuration.data.datasets.map(({ backgroundColor }) => backgroundColor)).toEqual([
      '#0b5cab',
      'pattern',
      'pattern',
    ]);
    expect(made).toEqual(expect.arrayContaining(['stripe', 'dot']));
  });

  it('tells which bar was picked', async () => {
    const { picked } = await show(chart('bars', series('takeover', [0.4, 0.5])));
    const { onClick } = last().configuration.options!;
    onClick!({} as never, [{ datasetIndex: 0, index: 1 } as never], {} as never);
    expect(picked).toHaveBeenCalledWith({ series: 0, index: 1 });
    onClick!({} as never, [], {} as never);
    expect(picked).toHaveBeenCalledTimes(1);
  });

  it('draws anew only what is new, and stops when it is taken away', async () => {
    const { element } = await show(chart('bars', series('takeover', [0.4, 0.5])));
    Object.assign(element, { summary: 'In other words' });
    await settled();
    expect(Library.drawn).toHaveLength(1);
    Object.assign(element, { chart: chart('bars', series('takeover', [0.1, 0.5])) });
    await settled();
    expect(Library.drawn.map(({ destroyed }) => destroyed)).toEqual([true, false]);
    element.remove();
    expect(last().destroyed).toBe(true);
  });

  it.each([
    ['cannot be loaded', () => load.mockRejectedValue(new Error('blocked'))],
    ['is kept from the page', () => delete page.Chart],
    [
      'cannot draw',
      () => {
        page.Chart = jest.fn(() => {
          throw new Error('no canvas');
        });
      },
    ],
  ])('says so where the library %s', async (_, break_) => {
    break_();
    const { failed } = await show(chart('bars', series('takeover', [0.4, 0.5])));
    expect(failed).toHaveBeenCalledTimes(1);
  });

  it('draws where a value plausibly lies over its bar', async () => {
    await show(chart('bars', { ...series('takeover', [0.4, null]), ranges: [[0.2, 0.6], undefined] }));
    const points: [number, number][] = [];
    const at = (x: number, y: number) => void points.push([x, y]);
    const ctx = {
      save: jest.fn(),
      restore: jest.fn(),
      beginPath: jest.fn(),
      stroke: jest.fn(),
      moveTo: at,
      lineTo: at,
    };
    const [ranges] = last().configuration.plugins!;
    ranges!.afterDatasetsDraw!(
      {
        ctx,
        scales: { x: { getPixelForValue: (value: number) => value * 100 } },
        getDatasetMeta: () => ({ data: [{ y: 10 }, { y: 30 }] }),
      } as never,
      {},
      {},
    );
    expect(points.slice(0, 2)).toEqual([
      [20, 10],
      [60, 10],
    ]);
    expect(points.every(([, y]) => Math.abs(y - 10) <= 6)).toBe(true);
  });
});
