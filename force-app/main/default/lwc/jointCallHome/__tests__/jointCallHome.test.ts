import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import JointCallHome from 'c/jointCallHome';

jest.mock('@salesforce/user/Id', () => ({ default: '005000000000001AAA' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_Of', () => ({ default: '{0} of {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_Too_Few', () => ({ default: '{0}, too few' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_Down', () => ({ default: 'down from {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Home_Due_Count', () => ({ default: '{0} wait' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Who_Joined', () => ({ default: '{0} with {1}' }), { virtual: true });

const wire = graphql as unknown as {
  emit(data: unknown, filter?: undefined, refresh?: () => Promise<void>): void;
  emitErrors(errors: unknown, filter?: undefined, refresh?: () => Promise<void>): void;
  getLastConfig(): { variables: Record<string, { and: unknown[] }> };
};
const settled = () => new Promise((resolve) => setTimeout(resolve));

const group = (month: string, calls: number, takeovers: number) => ({
  node: {
    aggregate: {
      Call_Month__c: { value: month },
      Takeover_Level__c: { value: 'Partial' },
      Id: { count: { value: calls } },
      Told__c: { sum: { value: calls } },
      Takeover__c: { sum: { value: takeovers } },
    },
  },
});
const call = (id: string) => ({
  node: {
    Id: id,
    Name: { value: 'JC-1' },
    Call_Date__c: { value: '2026-12-01' },
    Sales_Rep__r: { Name: { value: 'Rolf Berg' } },
    Manager__r: { Name: { value: 'Mona Lehr' } },
    Opportunity__r: { Name: { value: 'Harbour cranes' } },
  },
});
function answer(groups: unknown[], next: unknown[] = [], due: unknown[] = [], totalCount = due.length) {
  return {
    uiapi: {
      query: {
        setting: { edges: [{ node: { Minimum_Calls_For_Rate__c: { value: 5 } } }] },
        next: { edges: next },
        due: { totalCount, edges: due },
      },
      aggregate: { months: { edges: groups } },
    },
  };
}

async function show() {
  const element = createElement('c-joint-call-home', { is: JointCallHome });
  document.body.appendChild(element);
  await settled();
  return { element, find: (selector: string) => element.shadowRoot!.querySelector<HTMLElement>(selector) };
}

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-11-24T12:00:00'), doNotFake: ['setTimeout'] });
});
afterEach(() => {
  document.body.replaceChildren();
  jest.useRealTimers();
});

describe('c-joint-call-home', () => {
  it('says that it loads, and asks for the manager’s own calls', async () => {
    const { element, find } = await show();
    expect(find('[role="status"]')!.textContent).toBe('c.JointCall_Loading');
    const { months, next, due } = wire.getLastConfig().variables;
    expect(JSON.stringify(months)).toContain('"Manager__c":{"eq":"005000000000001AAA"}');
    expect(next!.and).toContainEqual({ Call_Date__c: { gte: { value: '2026-11-24' } } });
    expect(due!.and).toContainEqual({ Told__c: { eq: 1 } });
    await expect(element).toBeAccessible();
  });

  it('shows the one number and which way it goes, the next call and the oldest debrief due', async () => {
    const { element, find } = await show();
    wire.emit(answer([group('2026-10', 50, 10), group('2025-10', 50, 40)], [call('a1')], [call('a2')], 3));
    await settled();
    expect(find('[data-rate]')!.textContent).toContain('20%10 of 50');
    expect(find('[data-direction]')!.textContent).toBe('down from 80%');
    expect(find('[data-next] a')!.getAttribute('href')).toBe('/lightning/r/Joint_Call__c/a1/view');
    expect(find('[data-next]')!.textContent).toContain('Rolf Berg with Mona Lehr');
    expect(find('[data-due] a')!.getAttribute('href')).toBe('/lightning/r/Joint_Call__c/a2/view');
    expect(find('[data-count]')!.textContent).toBe('3 wait');
    expect(find('[data-trends]')!.getAttribute('href')).toBe(
      '/lightning/n/Joint_Call_Trends?c__manager=005000000000001AAA',
    );
    await expect(element).toBeAccessible();
  });

  it('tells counts instead of a rate of few, and what there is to do where nothing is', async () => {
    const few = await show();
    wire.emit(answer([group('2026-10', 2, 1)]));
    await settled();
    expect(few.find('[data-rate]')!.textContent).toContain('–1 of 2, too few');
    expect(few.find('[data-next]')!.textContent).toContain('c.JointCall_Home_None_Next');
    expect(few.find('[data-due]')!.textContent).toContain('c.JointCall_Home_None_Due');
    few.element.remove();
    const none = await show();
    wire.emit(answer([group('2025-10', 50, 40)]));
    await settled();
    expect(none.find('[data-rate]')!.textContent).toContain('c.JointCall_Home_No_Calls');
    await expect(none.element).toBeAccessible();
  });

  it('says what is wrong, and tries again', async () => {
    const { element, find } = await show();
    const refresh = jest.fn().mockResolvedValue(undefined);
    wire.emitErrors([{ message: 'no' }], undefined, refresh);
    await settled();
    expect(find('[data-problem]')!.textContent).toContain('c.JointCall_No_Access');
    await expect(element).toBeAccessible();
    find('[data-retry]')!.click();
    await settled();
    expect(refresh).toHaveBeenCalledTimes(1);
    expect(find('[role="status"]')).not.toBeNull();
  });

  it('keeps what was read where it cannot be read anew, and reads it once the connection is back', async () => {
    const { find } = await show();
    wire.emit(answer([group('2026-10', 50, 10)]));
    await settled();
    const online = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    window.dispatchEvent(new Event('offline'));
    const refresh = jest.fn().mockResolvedValue(undefined);
    wire.emitErrors([{ message: 'no' }], undefined, refresh);
    await settled();
    expect(find('[data-stale]')!.textContent).toContain('c.JointCall_Stale');
    expect(find('[data-rate]')!.textContent).toContain('20%');
    online.mockReturnValue(true);
    window.dispatchEvent(new Event('online'));
    expect(refresh).toHaveBeenCalledTimes(1);
    online.mockRestore();
  });
});
