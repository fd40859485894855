import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import JointCallPanel from 'c/jointCallPanel';
import node from '../../jointCall/__tests__/data/call.json';

const REP = '005000000000001AAA';

jest.mock('@salesforce/user/Id', () => ({ default: '005000000000001AAA' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Empty_Others', () => ({ default: 'Nothing yet, {0} logs' }), {
  virtual: true,
});
jest.mock('@salesforce/label/c.JointCall_Reps_Duties', () => ({ default: 'These are {0}’s' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_More_Calls', () => ({ default: '{0} of {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Follow_Ups', () => ({ default: '{0}, {1} to manager' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Level', () => ({ default: 'Takeover: {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Who_Joined', () => ({ default: '{0} with {1}' }), { virtual: true });

const wire = graphql as unknown as {
  emit(data: unknown, filter?: undefined, refresh?: () => Promise<void>): void;
  emitErrors(errors: unknown, filter?: undefined, refresh?: () => Promise<void>): void;
  getLastConfig(): { variables: Record<string, unknown> };
};
const settled = () => new Promise((resolve) => setTimeout(resolve));

async function show() {
  const element = createElement('c-joint-call-panel', { is: JointCallPanel });
  Object.assign(element, { recordId: '006000000000001AAA' });
  document.body.appendChild(element);
  await settled();
  return element;
}

function answer(ownerId: string, nodes: unknown[] = [], totalCount = nodes.length) {
  const deal = {
    Id: '006000000000001AAA',
    OwnerId: { value: ownerId },
    Owner: { Id: ownerId, Name: { value: 'Rolf Berg' }, ManagerId: { value: null } },
  };
  return {
    uiapi: {
      query: {
        Opportunity: { edges: [{ node: deal }] },
        Joint_Call__c: { totalCount, edges: nodes.map((each) => ({ node: each })) },
      },
    },
  };
}

const find = (element: HTMLElement, selector: string) => element.shadowRoot!.querySelector<HTMLElement>(selector);

/** The form has a wire of its own, and the stub's start of it blanks every other: so the answer is told again. */
async function openLog(element: HTMLElement, refresh?: () => Promise<void>) {
  find(element, '[data-log]')!.click();
  await settled();
  wire.emit(answer(REP), undefined, refresh);
  await settled();
}

afterEach(() => document.body.replaceChildren());

describe('c-joint-call-panel', () => {
  it('says that it loads', async () => {
    const element = await show();
    expect(find(element, '[role="status"]')!.textContent).toBe('c.JointCall_Loading');
    expect(wire.getLastConfig().variables).toEqual({ opportunity: '006000000000001AAA' });
    await expect(element).toBeAccessible();
  });

  it('invites the owner to log the first call', async () => {
    const element = await show();
    wire.emit(answer(REP));
    await settled();
    expect(element.shadowRoot!.textContent).toContain('c.JointCall_Empty_Owner');
    expect(find(element, '[data-log]')).not.toBeNull();
    expect(find(element, '[data-note]')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('tells anyone else whose duties these are, and offers them no log', async () => {
    const element = await show();
    wire.emit(answer('005000000000009AAA'));
    await settled();
    expect(find(element, '[data-log]')).toBeNull();
    expect(find(element, '[data-note]')!.textContent).toBe('These are Rolf Berg’s');
    expect(element.shadowRoot!.textContent).toContain('Nothing yet, Rolf Berg logs');
    await expect(element).toBeAccessible();
  });

  it('lists calls with people, level, duties and follow-ups', async () => {
    const element = await show();
    wire.emit(answer(REP, [node]));
    await settled();
    const call = find(element, '[data-call="a00000000000001AAA"]')!;
    expect(call.textContent).toContain('Rolf Berg with Mona Lehr');
    expect(call.textContent).toContain('c.JointCall_Step_In_Reason: No reason');
    expect(call.textContent).toContain('2, 1 to manager');
    expect(call.querySelector<HTMLElement & { label: string }>('[data-level]')!.label).toBe('Takeover: Partial');
    expect(call.querySelector('a')!.getAttribute('href')).toBe('/lightning/r/Joint_Call__c/a00000000000001AAA/view');
    await expect(element).toBeAccessible();
  });

  it('tells nothing of the duties of a call that is still to come', async () => {
    const element = await show();
    const planned = { ...node, Status__c: { value: 'Planned' }, Takeover_Level__c: { value: null } };
    wire.emit(answer(REP, [planned]));
    await settled();
    expect(find(element, 'c-joint-call-duties')).toBeNull();
    expect(find(element, '[data-level]')).toBeNull();
  });

  it('says how many more there are than it lists', async () => {
    const element = await show();
    wire.emit(answer(REP, [node], 73));
    await settled();
    expect(element.shadowRoot!.textContent).toContain('50 of 73');
  });

  it('opens the log form, and reads anew once a call is logged', async () => {
    const refresh = jest.fn(() => Promise.resolve());
    const element = await show();
    wire.emit(answer(REP), undefined, refresh);
    await settled();
    await openLog(element, refresh);
    const form = find(element, 'c-joint-call-log')!;
    expect((form as HTMLElement & { opportunityId: string }).opportunityId).toBe('006000000000001AAA');
    expect(find(element, '[data-log]')).toBeNull();
    form.dispatchEvent(new CustomEvent('logged'));
    await settled();
    expect(refresh).toHaveBeenCalledTimes(1);
    expect(find(element, 'c-joint-call-log')).toBeNull();
  });

  it('closes the form where it is given up', async () => {
    const element = await show();
    wire.emit(answer(REP));
    await settled();
    await openLog(element);
    find(element, 'c-joint-call-log')!.dispatchEvent(new CustomEvent('cancel'));
    await settled();
    expect(find(element, 'c-joint-call-log')).toBeNull();
    expect(find(element, '[data-log]')).not.toBeNull();
  });

  it('names the permission sets where the org refuses to answer, and tries again', async () => {
    const refresh = jest.fn(() => Promise.resolve());
    const element = await show();
    wire.emitErrors([{ message: 'Cannot query field' }], undefined, refresh);
    await settled();
    expect(find(element, '[role="alert"] p')!.textContent).toBe('c.JointCall_No_Access');
    find(element, '[role="alert"] lightning-button')!.click();
    expect(refresh).toHaveBeenCalledTimes(1);
    await expect(element).toBeAccessible();
  });

  it('says so where the opportunity is out of reach', async () => {
    const element = await show();
    wire.emit({ uiapi: { query: { Opportunity: { edges: [] }, Joint_Call__c: { totalCount: 0, edges: [] } } } });
    await settled();
    expect(find(element, '[role="alert"] p')!.textContent).toBe('c.JointCall_Deal_Not_Readable');
  });
});
