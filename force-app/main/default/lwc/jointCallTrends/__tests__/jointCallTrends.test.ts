import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import * as navigation from 'lightning/navigation';
import LightningModal from 'lightning/modal';
import JointCallTrends from 'c/jointCallTrends';
import type { Figure } from 'c/jointCallTrendsFigure';
import { GROUPS, answer, group, more } from './data/answers';

jest.mock('@salesforce/label/c.JointCall_Trends_Of', () => ({ default: '{0} of {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_Rate', () => ({ default: '{0} ({1})' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_Too_Few', () => ({ default: '{0}, too few' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_Fallen', () => ({ default: '{0} down to {1} from {2}' }), {
  virtual: true,
});
jest.mock('@salesforce/label/c.JointCall_Trends_Changed_Few', () => ({ default: 'needs {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_Changed_Nothing', () => ({ default: 'same as {0}' }), {
  virtual: true,
});
jest.mock('@salesforce/label/c.JointCall_Trends_Updated', () => ({ default: 'Updated: {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_Show_Calls_Of', () => ({ default: '{0}, {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_Drill_Title', () => ({ default: '{0}: {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_Days', () => ({ default: '{0} days' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_Handed_Back_Said', () => ({ default: '{0} after {1}' }), {
  virtual: true,
});
jest.mock('@salesforce/label/c.JointCall_Trends_Debrief_Time', () => ({ default: '{0} after {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_Consequence_Said', () => ({ default: '{0} against {1}' }), {
  virtual: true,
});
jest.mock('@salesforce/label/c.JointCall_Trends_With_Range', () => ({ default: '{0} ({1}; {2}–{3})' }), {
  virtual: true,
});
jest.mock('@salesforce/label/c.JointCall_Trends_Accounts_Said', () => ({ default: '{0} of {1} differ' }), {
  virtual: true,
});

interface Config {
  variables?: Record<string, unknown>;
}
type Which = (config: Config) => boolean;
const FIRST: Which = ({ variables }) => Boolean(variables && 'months' in variables);
const MORE: Which = ({ variables }) => Boolean(variables && 'reps' in variables);
const wire = graphql as unknown as {
  emit(data: unknown, which: Which, refresh?: () => Promise<void>): void;
  emitErrors(errors: unknown, which: Which, refresh?: () => Promise<void>): void;
};
const { CurrentPageReference: pageReference, navigated: navigate } = navigation as unknown as {
  CurrentPageReference: { emit(reference: unknown): void };
  navigated: jest.Mock;
};
const settled = () => new Promise((resolve) => setTimeout(resolve));
const open = LightningModal.open as unknown as jest.Mock;

async function show(state: Record<string, string> = {}) {
  const element = createElement('c-joint-call-trends', { is: JointCallTrends });
  document.body.appendChild(element);
  pageReference.emit({ type: 'standard__navItemPage', attributes: { apiName: 'Joint_Call_Trends' }, state });
  await settled();
  const find = <T extends HTMLElement>(selector: string) => element.shadowRoot!.querySelector<T>(selector);
  const figure = (key: string) =>
    [...element.shadowRoot!.querySelectorAll<HTMLElement & { figure: Figure }>('c-joint-call-trends-figure')].find(
      (each) => each.figure.key === key,
    )?.figure;
  const rowOf = (key: string, row: string) =>
    figure(key)!
      .table.rows.find((each) => each.key === row)!
      .cells.map(({ text }) => text);
  return { element, find, figure, rowOf };
}

async function told(state: Record<string, string> = {}, first = answer(GROUPS), rest = more({})) {
  const shown = await show(state);
  wire.emit(first, FIRST);
  wire.emit(rest, MORE);
  await settled();
  return shown;
}

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-11-24T12:00:00'), doNotFake: ['setTimeout'] });
  open.mockClear();
});
afterEach(() => {
  document.body.replaceChildren();
  jest.useRealTimers();
});

describe('c-joint-call-trends', () => {
  it('says that it adds up', async () => {
    const { element, find } = await show();
    expect(find('[data-loading] [role="status"]')!.textContent).toBe('c.JointCall_Trends_Loading');
    await expect(element).toBeAccessible();
  });

  it('says what changed most, and shows the numbers and the figures in sections', async () => {
    const { element, find, figure } = await told();
    expect(find('[data-changed]')!.textContent).toBe(
      'c.JointCall_Trends_Takeover_Rate down to 20% (10 of 50) from 80% (40 of 50)',
    );
    expect(find('[data-tile="takeover"]')!.textContent).toContain('20%');
    expect(find('[data-tile="takeover"] button')!.getAttribute('aria-label')).toBe(
      '20%, c.JointCall_Trends_Takeover_Rate',
    );
    expect([...element.shadowRoot!.querySelectorAll('h2')].map(({ textContent }) => textContent)).toEqual([
      'c.JointCall_Trends_Title',
      'c.JointCall_Trends_Section_How_Often',
      'c.JointCall_Trends_Section_What_Follows',
      'c.JointCall_Trends_Section_With_Whom',
      'c.JointCall_Trends_Section_Meeting',
      'c.JointCall_Trends_Section_Waiting',
      'c.JointCall_Trends_Section_Deals',
    ]);
    expect(figure('months')!.chart!.kind).toBe('columns');
    await expect(element).toBeAccessible();
  });

  it('says so where nothing changed by more than chance, and where too little was counted', async () => {
    const same = await told({}, answer([group('2026-10', 'Full', 50, 10), group('2025-10', 'Full', 50, 11)]));
    expect(same.find('[data-changed]')!.textContent).toBe('same as 12');
    same.element.remove();
    const few = await told({}, answer([group('2026-10', 'Full', 2, 1)]));
    expect(few.find('[data-changed]')!.textContent).toBe('needs 5');
    expect(few.find('[data-tile="takeover"]')!.textContent).toContain('–1 of 2, too few');
    few.element.remove();
    const before = await told({}, answer([group('2026-10', 'Full', 50, 10)]));
    expect(before.find('[data-changed]')!.textContent).toBe('c.JointCall_Trends_Changed_Few_Before');
  });

  it('draws a line where most months have a rate, with a gap where one has not', async () => {
    const { figure } = await told(
      { c__months: '3' },
      answer([group('2026-09', 'Full', 10, 5), group('2026-11', 'Full', 10, 1)]),
    );
    const { chart } = figure('months')!;
    expect(chart).toMatchObject({ kind: 'lines', labels: ['Sep 2026', 'Oct 2026', 'Nov 2026'] });
    expect(chart!.series[0]!.values).toEqual([0.5, null, 0.1]);
  });

  it('sets what follows takeovers against what follows clean calls, with intervals and counts', async () => {
    const { figure, rowOf } = await told();
    expect(figure('consequence')!.sentence).toContain('(5 of 10; ');
    expect(figure('consequence')!.sentence).toContain('c.JointCall_Trends_More_Than_Chance');
    expect(rowOf('consequence', 'takeovers').slice(0, 3)).toEqual(['5', '10', '50%']);
    expect(figure('consequence')!.chart!.series[0]!.ranges).toHaveLength(2);
    expect(figure('handedBack')!.sentence).toBe('3 of 4 after 2 days');
  });

  it('lists people by name, with counts alone where there are too few calls for a rate', async () => {
    const { figure, rowOf } = await told();
    expect(figure('managers')!.table.rows.map(({ head }) => head)).toEqual([
      'Anna Alt',
      'c.JointCall_Trends_No_Name',
      'Mona Lehr',
    ]);
    expect(rowOf('managers', '005M')[3]).toBe('–');
    expect(rowOf('managers', '005A')[3]).toBe('25%');
    expect(figure('reps')).toBeUndefined();
  });

  it('shows salespeople once a team is chosen, and only what is chosen', async () => {
    const { figure } = await told({ c__team: 'Nord' });
    expect(figure('teams')!.table.rows.map(({ head }) => head)).toEqual(['Nord']);
    expect(figure('reps')!.table.rows.map(({ head }) => head)).toEqual(['Rolf Berg']);
  });

  it('tells of accounts that differ and of coaching only those who may read them', async () => {
    const all = await told({}, answer(GROUPS), more({ differ: 7, coaching: true }));
    expect(all.figure('accounts')!.sentence).toBe('7 of 50 differ');
    expect(all.rowOf('coaching', 'shared')).toEqual(['2']);
    all.element.remove();
    const some = await told();
    expect(some.figure('accounts')).toBeUndefined();
    expect(some.figure('coaching')).toBeUndefined();
  });

  it('tells how deals went by level, each outcome with its calls', async () => {
    const { figure, rowOf } = await told();
    expect(rowOf('deals', 'None')).toEqual(['9', '8', '5', '1', '2', '83%', '2K']);
    const drill = figure('deals')!.table.rows[0]!.cells[2]!.drill!;
    expect(JSON.stringify(drill.where)).toContain('{"Opportunity__r":{"IsWon":{"eq":true}}}');
  });

  it('tells what waits, from when, and how long a debrief takes', async () => {
    const { figure, rowOf, find } = await told();
    expect(rowOf('waiting', 'toDebrief')).toEqual(['3', 'Mar 1, 2026']);
    expect(rowOf('waiting', 'toTell')).toEqual(['1', 'Nov 1, 2026']);
    expect(figure('waiting')!.sentence).toBe('4 after 1.5 days');
    expect(find('[data-tile="toDebrief"]')!.textContent).toContain('3');
  });

  it('opens the calls of a number, under the same conditions', async () => {
    const { element, find, figure } = await told({ c__team: 'Nord' });
    find('[data-tile="takeover"] button')!.click();
    const [{ heading, where }] = open.mock.calls[0] as [{ heading: string; where: unknown }];
    expect(heading).toBe('c.JointCall_Trends_Takeover_Rate');
    for (const part of ['"Takeover__c":{"eq":1}', '"Team__c":{"eq":"Nord"}', '"gte":{"value":"2025-12-01"}'])
      expect(JSON.stringify(where)).toContain(part);
    const drill = figure('teams')!.table.rows[0]!.cells[0]!.drill!;
    element
      .shadowRoot!.querySelector('c-joint-call-trends-figure')!
      .dispatchEvent(new CustomEvent('drill', { detail: drill }));
    expect(open.mock.calls[1]![0]).toMatchObject({ heading: 'Nord: c.JointCall_Trends_Calls' });
  });

  it('puts what is chosen into the address, and says when the figures have followed', async () => {
    const { element, find } = await told();
    const filters = find('c-joint-call-trends-filters')!;
    filters.dispatchEvent(new CustomEvent('choose', { detail: { months: 6, team: 'Nord' } }));
    await settled();
    expect(navigate).toHaveBeenLastCalledWith(
      expect.objectContaining({ state: expect.objectContaining({ c__months: '6', c__team: 'Nord' }) }),
      true,
    );
    expect(find('[aria-busy="true"]')).not.toBeNull();
    await expect(element).toBeAccessible();
    wire.emit(answer(GROUPS), FIRST);
    await settled();
    expect(find('[data-news]')!.textContent).toMatch(/^Updated: /);
    expect(find('[data-rest-loading]')).not.toBeNull();
    wire.emit(more({}), MORE);
    await settled();
    expect(find('[data-rest-loading]')).toBeNull();
    filters.dispatchEvent(new CustomEvent('reset'));
    expect(navigate).toHaveBeenLastCalledWith(
      expect.objectContaining({ state: expect.objectContaining({ c__months: undefined, c__team: undefined }) }),
      true,
    );
  });

  it('passes over what an address cannot mean', async () => {
    const { find } = await show({ c__months: '7', c__manager: "x' OR", c__rep: '005000000000001AAA', c__team: '' });
    expect(find<HTMLElement & { filters: unknown }>('c-joint-call-trends-filters')!.filters).toEqual({
      months: 12,
      repId: '005000000000001AAA',
    });
  });

  it('says what to do where there is no call yet, or none that fits', async () => {
    const empty = await told({}, answer([]));
    expect(empty.find('[data-empty]')!.textContent).toBe('c.JointCall_Trends_Empty');
    expect(empty.find('[data-changed]')).toBeNull();
    await expect(empty.element).toBeAccessible();
    empty.element.remove();
    const narrowed = await told({ c__team: 'Süd' }, answer([]));
    expect(narrowed.find('[data-empty]')!.textContent).toBe('c.JointCall_Trends_Empty_Narrowed');
  });

  it.each([
    [
      "Validation error of type FieldUndefined: Field 'Joint_Call__c' in type 'RecordQuery' is undefined",
      true,
      'No_Access',
    ],
    ['The server is busy', true, 'Trends_Not_Read'],
    ['No answer', false, 'Offline_Deal'],
  ])('tells why nothing could be read: %s', async (message, isOnline, label) => {
    const online = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline);
    const { element, find } = await show();
    const refresh = jest.fn().mockResolvedValue(undefined);
    wire.emitErrors([{ message }], FIRST, refresh);
    await settled();
    expect(find('[data-problem]')!.textContent).toContain(`c.JointCall_${label}`);
    await expect(element).toBeAccessible();
    find('[data-retry]')!.click();
    await settled();
    expect(refresh).toHaveBeenCalledTimes(1);
    expect(find('[data-loading]')).not.toBeNull();
    online.mockRestore();
  });

  it('keeps what was read where it cannot be read anew, and reads it once the connection is back', async () => {
    const { element, find } = await told();
    const refresh = jest.fn().mockResolvedValue(undefined);
    const online = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    window.dispatchEvent(new Event('offline'));
    wire.emitErrors([{ message: 'no' }], FIRST, refresh);
    await settled();
    expect(find('[data-stale]')!.textContent).toContain('c.JointCall_Stale');
    expect(find('[data-changed]')).not.toBeNull();
    await expect(element).toBeAccessible();
    online.mockReturnValue(true);
    window.dispatchEvent(new Event('online'));
    expect(refresh).toHaveBeenCalledTimes(1);
    online.mockRestore();
  });

  it('shows what it has where only the rest could not be read', async () => {
    const { element, find, figure } = await show();
    wire.emit(answer(GROUPS), FIRST);
    wire.emitErrors([{ message: 'busy' }], MORE);
    await settled();
    expect(find('[data-rest]')!.textContent).toContain('c.JointCall_Trends_Rest_Not_Read');
    expect(figure('months')).toBeDefined();
    expect(figure('introducers')).toBeUndefined();
    await expect(element).toBeAccessible();
  });

  it('says that groups may be missing where the org answered as many as it ever does', async () => {
    const { figure } = await told({}, answer(GROUPS, { isCut: true }));
    expect(figure('managers')!.isCut).toBe(true);
  });

  it('prints', async () => {
    const print = jest.spyOn(window, 'print').mockImplementation(() => undefined);
    const { find } = await told();
    find('[data-print]')!.click();
    expect(print).toHaveBeenCalledTimes(1);
  });
});
