import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import JointCallTrendsCalls from 'c/jointCallTrendsCalls';

jest.mock('@salesforce/label/c.JointCall_Trends_Shown_Calls', () => ({ default: '{0} of {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Who_Joined', () => ({ default: '{0} with {1}' }), { virtual: true });

const wire = graphql as unknown as {
  emit(data: unknown, filter?: undefined, refresh?: () => Promise<void>): void;
  emitErrors(errors: unknown, filter?: undefined, refresh?: () => Promise<void>): void;
  getLastConfig(): { variables: Record<string, unknown> };
};
const settled = () => new Promise((resolve) => setTimeout(resolve));
const WHERE = { and: [{ Takeover__c: { eq: 1 } }] };

const call = (id: string) => ({
  node: {
    Id: id,
    Name: { value: `JC-${id}` },
    Call_Date__c: { value: '2026-11-03' },
    Takeover_Level__c: { value: 'Partial', displayValue: 'Teilweise' },
    Manager__r: { Id: '005B', Name: { value: 'Mona Lehr' } },
    Sales_Rep__r: { Id: '005A', Name: { value: 'Rolf Berg' } },
    Opportunity__r: { Id: '006A', Name: { value: 'Harbour cranes' } },
  },
});
const answer = (ids: string[], totalCount: number, endCursor?: string) => ({
  uiapi: {
    query: {
      Joint_Call__c: { totalCount, pageInfo: { hasNextPage: Boolean(endCursor), endCursor }, edges: ids.map(call) },
    },
  },
});

async function show() {
  const element = createElement('c-joint-call-trends-calls', { is: JointCallTrendsCalls });
  Object.assign(element, { where: WHERE });
  document.body.appendChild(element);
  await settled();
  return { element, find: (selector: string) => element.shadowRoot!.querySelector<HTMLElement>(selector) };
}

afterEach(() => document.body.replaceChildren());

describe('c-joint-call-trends-calls', () => {
  it('says that it loads, and asks for exactly these calls', async () => {
    const { element, find } = await show();
    expect(find('[data-loading]')!.textContent).toBe('c.JointCall_Loading');
    expect(wire.getLastConfig().variables).toEqual({ calls: WHERE, after: null });
    await expect(element).toBeAccessible();
  });

  it('lists calls with people, level, deal and a link to each', async () => {
    const { element, find } = await show();
    wire.emit(answer(['1'], 1));
    await settled();
    const row = find('[data-call="1"]')!;
    expect(row.querySelector('a')!.getAttribute('href')).toBe('/lightning/r/Joint_Call__c/1/view');
    for (const text of ['JC-1', 'Harbour cranes', 'Rolf Berg with Mona Lehr', 'Teilweise', 'Nov 3, 2026'])
      expect(row.textContent).toContain(text);
    expect(find('[data-shown]')!.textContent).toBe('1 of 1');
    expect(find('[data-more]')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('goes on from where the list ends, and moves on to the first of the new calls', async () => {
    const { element, find } = await show();
    wire.emit(answer(['1', '2'], 3, 'cursor'));
    await settled();
    find('[data-more]')!.click();
    await settled();
    expect(wire.getLastConfig().variables).toEqual({ calls: WHERE, after: 'cursor' });
    expect(find('[data-call="1"]')).not.toBeNull();
    wire.emit(answer(['3'], 3));
    await settled();
    expect(element.shadowRoot!.querySelectorAll('[data-call]')).toHaveLength(3);
    expect(find('[data-shown]')!.textContent).toBe('3 of 3');
    expect((element.shadowRoot!.activeElement as HTMLElement).textContent).toBe('JC-3');
  });

  it('keeps what was read, and tries again, where the org refuses', async () => {
    const { element, find } = await show();
    const refresh = jest.fn().mockResolvedValue(undefined);
    wire.emitErrors([{ message: 'busy' }], undefined, refresh);
    await settled();
    expect(find('[role="alert"]')!.textContent).toContain('c.JointCall_Trends_Not_Read');
    await expect(element).toBeAccessible();
    find('[data-retry]')!.click();
    await settled();
    expect(refresh).toHaveBeenCalledTimes(1);
    expect(find('[data-loading]')).not.toBeNull();
  });
});
