import { createElement } from 'lwc';
import JointCallTrendsFilters from 'c/jointCallTrendsFilters';
import type { Filters } from 'c/jointCallQuestions';

const OPTIONS = {
  months: [
    { label: '6', value: '6' },
    { label: '12', value: '12' },
  ],
  team: [{ label: 'Nord', value: 'Nord' }],
  managerId: [{ label: 'Mona Lehr', value: '005A' }],
  repId: [{ label: 'Rolf Berg', value: '005B' }],
  stage: [{ label: 'Prospecting', value: 'Prospecting' }],
};

interface Box extends HTMLElement {
  label: string;
  value: string;
  disabled: boolean;
  options: { label: string; value: string }[];
}

async function show(filters: Filters, isNarrowed = false) {
  const element = createElement('c-joint-call-trends-filters', { is: JointCallTrendsFilters });
  Object.assign(element, { filters, options: OPTIONS, isNarrowed });
  document.body.appendChild(element);
  await Promise.resolve();
  const box = (name: string) => element.shadowRoot!.querySelector<Box>(`[data-name="${name}"]`)!;
  const chosen = jest.fn();
  element.addEventListener('choose', (event) => chosen((event as CustomEvent<Filters>).detail));
  const choose = (name: string, value: string) =>
    box(name).dispatchEvent(new CustomEvent('change', { detail: { value } }));
  return { element, box, choose, chosen };
}

afterEach(() => document.body.replaceChildren());

describe('c-joint-call-trends-filters', () => {
  it('shows what is chosen, each box with its label and a choice of all', async () => {
    const { element, box } = await show({ months: 12, team: 'Nord' });
    expect(box('months').value).toBe('12');
    expect(box('months').options).toHaveLength(2);
    expect(box('team')).toMatchObject({ label: 'c.JointCall_Trends_Team', value: 'Nord' });
    expect(box('stage').options[0]).toEqual({ label: 'c.JointCall_Trends_All', value: '*' });
    await expect(element).toBeAccessible();
  });

  it('offers salespeople once a team or a manager is chosen', async () => {
    expect((await show({ months: 12 })).box('repId')).toMatchObject({
      disabled: true,
      options: [{ label: 'c.JointCall_Trends_Rep_First', value: '*' }, OPTIONS.repId[0]],
    });
    expect((await show({ months: 12, managerId: '005A' })).box('repId').disabled).toBe(false);
  });

  it('tells all that is chosen then; another team or manager lets go of the salesperson', async () => {
    const { choose, chosen } = await show({ months: 12, team: 'Nord', repId: '005B' });
    choose('months', '6');
    expect(chosen).toHaveBeenLastCalledWith({ months: 6, team: 'Nord', repId: '005B' });
    choose('managerId', '005A');
    expect(chosen).toHaveBeenLastCalledWith({ months: 12, team: 'Nord', managerId: '005A', repId: undefined });
    choose('team', '*');
    expect(chosen).toHaveBeenLastCalledWith({ months: 12, team: undefined, repId: undefined });
  });

  it('resets only what is narrowed', async () => {
    const usual = await show({ months: 12 });
    expect(usual.element.shadowRoot!.querySelector<Box>('[data-reset]')!.disabled).toBe(true);
    const { element } = await show({ months: 6 }, true);
    const reset = jest.fn();
    element.addEventListener('reset', reset);
    element.shadowRoot!.querySelector<Box>('[data-reset]')!.click();
    expect(reset).toHaveBeenCalledTimes(1);
  });
});
