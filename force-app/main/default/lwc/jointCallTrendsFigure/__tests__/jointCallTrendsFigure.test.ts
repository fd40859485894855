import { createElement } from 'lwc';
import { loadScript } from 'lightning/platformResourceLoader';
import JointCallTrendsFigure, { type Figure } from 'c/jointCallTrendsFigure';

jest.mock('@salesforce/label/c.JointCall_Trends_Show_Calls', () => ({ default: '{0}, {1}, {2}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_Table_Of', () => ({ default: 'Table: {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_Shown_Rows', () => ({ default: '{0} of {1}' }), { virtual: true });

const settled = () => new Promise((resolve) => setTimeout(resolve));
const DRILL = { title: 'Nord: taken over', where: { and: [] } };

function figure(rows = 1, different: Partial<Figure> = {}): Figure {
  const heads = Array.from({ length: rows }, (_, index) => `Team ${index}`);
  return {
    key: 'teams',
    title: 'By team',
    notes: ['By name'],
    chart: {
      kind: 'bars',
      unit: 'share',
      labels: heads,
      series: [
        {
          label: 'Takeover rate',
          look: 'takeover',
          values: heads.map(() => 0.5),
          texts: heads.map(() => '50% (5 of 10)'),
          drills: heads.map(() => DRILL),
        },
      ],
    },
    table: {
      columns: ['Team', 'Taken over', 'Rate'],
      rows: heads.map((head) => ({
        key: head,
        head,
        cells: [
          { text: '5', value: 5, drill: DRILL },
          { text: '50%', value: 0.5 },
        ],
      })),
    },
    ...different,
  };
}

async function show(shown: Figure) {
  const element = createElement('c-joint-call-trends-figure', { is: JointCallTrendsFigure });
  Object.assign(element, { figure: shown });
  document.body.appendChild(element);
  await settled();
  const find = (selector: string) => element.shadowRoot!.querySelector<HTMLElement>(selector);
  const drilled = jest.fn();
  element.addEventListener('drill', (event) => drilled((event as CustomEvent).detail));
  return { element, find, drilled };
}

beforeEach(() => (loadScript as jest.Mock).mockReturnValue(new Promise(() => undefined)));
afterEach(() => document.body.replaceChildren());

describe('c-joint-call-trends-figure', () => {
  it('has a chart told in words, and its table folded beside it', async () => {
    const { element, find } = await show(figure());
    expect(find('c-joint-call-trends-chart')).toMatchObject({
      summary: 'By team. Takeover rate: Team 0 50% (5 of 10)',
    });
    expect(find('.table')!.className).toBe('table folded');
    expect(find('[data-table]')!.getAttribute('aria-expanded')).toBe('false');
    expect(find('caption')!.textContent).toBe('Table: By team');
    expect(element.shadowRoot!.textContent).toContain('By name');
    await expect(element).toBeAccessible();
    find('[data-table]')!.click();
    await settled();
    expect(find('.table')!.className).toBe('table');
    expect(find('[data-table]')!.getAttribute('aria-expanded')).toBe('true');
    await expect(element).toBeAccessible();
  });

  it('leads from a number and from a bar to its calls', async () => {
    const { find, drilled } = await show(figure());
    expect(find('td button')!.getAttribute('aria-label')).toBe('5, Taken over, Team 0');
    find('td button')!.click();
    expect(drilled).toHaveBeenLastCalledWith(DRILL);
    find('c-joint-call-trends-chart')!.dispatchEvent(new CustomEvent('pick', { detail: { series: 0, index: 0 } }));
    expect(drilled).toHaveBeenCalledTimes(2);
    find('c-joint-call-trends-chart')!.dispatchEvent(new CustomEvent('pick', { detail: { series: 0, index: 9 } }));
    expect(drilled).toHaveBeenCalledTimes(2);
  });

  it('shows the table and says why where the chart cannot be drawn', async () => {
    const { element, find } = await show(figure());
    find('c-joint-call-trends-chart')!.dispatchEvent(new CustomEvent('fail'));
    await settled();
    expect(find('c-joint-call-trends-chart')).toBeNull();
    expect(find('[data-no-chart]')!.textContent).toBe('c.JointCall_Trends_No_Chart');
    expect(find('.table')!.className).toBe('table');
    expect(find('[data-table]')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('draws and lists the first of many, and all on request', async () => {
    const { element, find } = await show(figure(30));
    expect(find('[data-shown]')!.textContent).toContain('20 of 30');
    expect(element.shadowRoot!.querySelectorAll('tbody tr')).toHaveLength(20);
    find('[data-all]')!.click();
    await settled();
    expect(element.shadowRoot!.querySelectorAll('tbody tr')).toHaveLength(30);
    expect(find('.table')!.className).toBe('table');
    expect(find('[data-shown]')).toBeNull();
    expect(element.shadowRoot!.activeElement).toBe(find('.table'));
  });

  it('says that groups may be missing, and that there is nothing to count', async () => {
    const cut = await show(figure(1, { isCut: true, sentence: 'In words' }));
    expect(cut.find('[data-cut]')!.textContent).toBe('c.JointCall_Trends_Cut');
    expect(cut.find('[data-sentence]')!.textContent).toBe('In words');
    const none = await show(figure(0));
    expect(none.element.shadowRoot!.textContent).toContain('c.JointCall_Trends_None');
    expect(none.find('table')).toBeNull();
    await expect(none.element).toBeAccessible();
  });

  it('gives all rows as CSV under the name of the figure', async () => {
    const { find } = await show(figure(30));
    let link: HTMLAnchorElement | undefined;
    const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: unknown) {
      link = this as HTMLAnchorElement;
    });
    find('[data-csv]')!.click();
    expect(link!.download).toBe('By team.csv');
    const text = decodeURIComponent(link!.href.replace('data:text/csv;charset=utf-8,', ''));
    expect(text.split('\r\n')).toHaveLength(32);
    expect(text.split('\r\n')[1]).toBe('Team 0,5,0.5');
    click.mockRestore();
  });
});
