import { createElement } from 'lwc';
import LightningConfirm from 'lightning/confirm';
import { graphql } from 'lightning/graphql';
import { updateRecord } from 'lightning/uiRecordApi';
import JointCallPanel from 'c/jointCallPanel';
import node from './data/call.json';

const REP = '005000000000001AAA';

jest.mock('@salesforce/user/Id', () => ({ default: '005000000000001AAA' }), { virtual: true });
jest.mock('@salesforce/i18n/timeZone', () => ({ default: 'Europe/Berlin' }), { virtual: true });
jest.mock('lightning/confirm');
jest.mock('@salesforce/label/c.JointCall_New_Owner_Held', () => ({ default: 'Now {0}’s, held by {1}' }), {
  virtual: true,
});
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

interface Told {
  totalCount?: number;
  counts?: { held: number; takeovers: number; toManager: number };
  managerId?: string | null;
  coachings?: unknown[];
}

function answer(ownerId: string, nodes: unknown[] = [], told: Told = {}) {
  const { totalCount = nodes.length, counts, managerId = null, coachings } = told;
  const deal = {
    Id: '006000000000001AAA',
    OwnerId: { value: ownerId },
    Owner: { Id: ownerId, Name: { value: 'Rolf Berg' }, ManagerId: { value: managerId } },
  };
  return {
    uiapi: {
      query: {
        Opportunity: { edges: [{ node: deal }] },
        Joint_Call__c: { totalCount, edges: nodes.map((each) => ({ node: each })) },
        ...(coachings && { Joint_Call_Coaching__c: { edges: coachings.map((each) => ({ node: each })) } }),
      },
      aggregate: {
        Joint_Call__c: {
          edges: [
            {
              node: {
                aggregate: {
                  Id: { count: { value: counts?.held ?? 0 } },
                  Takeover__c: { sum: { value: counts?.takeovers ?? null } },
                  Follow_Ups_To_Manager__c: { sum: { value: counts?.toManager ?? null } },
                },
              },
            },
          ],
        },
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

const MANAGER = '005000000000002AAA';
const planned = (changes: Record<string, unknown> = {}) => ({
  ...node,
  Status__c: { value: 'Planned' },
  Takeover_Level__c: { value: null },
  Call_Date__c: { value: '2099-01-05' },
  ...changes,
});
const confirm = LightningConfirm.open as unknown as jest.Mock;
const update = updateRecord as unknown as jest.Mock;

beforeEach(() => {
  confirm.mockReset().mockResolvedValue(true);
  update.mockReset().mockResolvedValue({ id: node.Id });
});
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
    wire.emit(answer(REP, [planned()]));
    await settled();
    expect(find(element, 'c-joint-call-duties')).toBeNull();
    expect(find(element, '[data-level]')).toBeNull();
  });

  it('says how many more there are than it lists', async () => {
    const element = await show();
    wire.emit(answer(REP, [node], { totalCount: 73 }));
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

  it('says that joint calls cannot be read while it is offline and has read nothing yet', async () => {
    const online = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    const element = await show();
    wire.emitErrors([{ message: 'Failed to fetch' }]);
    await settled();
    expect(find(element, '[role="alert"] p')!.textContent).toBe('c.JointCall_Offline_Deal');
    online.mockRestore();
  });

  it('says so where the opportunity is out of reach', async () => {
    const element = await show();
    const nothing = answer(REP);
    nothing.uiapi.query.Opportunity.edges = [];
    wire.emit(nothing);
    await settled();
    expect(find(element, '[role="alert"] p')!.textContent).toBe('c.JointCall_Deal_Not_Readable');
  });

  it('counts the calls held, the takeovers and the misrouted follow-ups; nothing while none was held', async () => {
    const element = await show();
    wire.emit(answer(REP, [node], { counts: { held: 12, takeovers: 3, toManager: 5 } }));
    await settled();
    const counted = [...element.shadowRoot!.querySelectorAll('[data-count]')].map((each) => [
      (each as HTMLElement).dataset['count'],
      each.querySelector<HTMLElement & { value: number }>('lightning-formatted-number')!.value,
    ]);
    expect(counted).toEqual([
      ['calls', 12],
      ['takeovers', 3],
      ['misrouted', 5],
    ]);
    await expect(element).toBeAccessible();
    wire.emit(answer(REP));
    await settled();
    expect(find(element, '[data-count]')).toBeNull();
  });

  it('lists what is planned first, the next one on top, with the one thing that is the owner’s to do', async () => {
    const element = await show();
    const later = planned({ Id: 'a00000000000002AAA', Call_Date__c: { value: '2099-02-01' } });
    wire.emit(answer(REP, [later, planned(), { ...node, Id: 'a00000000000003AAA' }]));
    await settled();
    const ids = [...element.shadowRoot!.querySelectorAll<HTMLElement>('[data-call]')].map(
      (each) => each.dataset['call'],
    );
    expect(ids).toEqual([node.Id, 'a00000000000002AAA', 'a00000000000003AAA']);
    const act = find(element, `[data-call="${node.Id}"] [data-act]`) as HTMLElement & { label: string };
    expect(act.label).toBe('c.JointCall_Do_Plan');
    act.click();
    await settled();
    const form = find(element, 'c-joint-call-plan') as HTMLElement & { callId: string };
    expect(form.callId).toBe(node.Id);
    await expect(element).toBeAccessible();
  });

  it('offers the log on the day of a planned call, and the plan to be changed', async () => {
    const element = await show();
    wire.emit(answer(REP, [planned({ Call_Date__c: { value: '2020-01-01' }, Agenda__c: { value: 'Need' } })]));
    await settled();
    const act = find(element, '[data-act]') as HTMLElement & { label: string };
    expect(act.label).toBe('c.JointCall_Do_Log');
    expect(find(element, '[data-change]')).not.toBeNull();
    act.click();
    await settled();
    expect((find(element, 'c-joint-call-log') as HTMLElement & { callId: string }).callId).toBe(node.Id);
  });

  it('shows the manager the plan, and lets both call it off, once they are sure', async () => {
    const refresh = jest.fn(() => Promise.resolve());
    const element = await show();
    const mine = planned({ Manager__c: { value: REP } });
    wire.emit(answer('005000000000009AAA', [mine]), undefined, refresh);
    await settled();
    expect(find(element, '.actions a')!.textContent).toBe('c.JointCall_Read_Plan');
    expect(find(element, '[data-act]')).toBeNull();
    confirm.mockResolvedValueOnce(false);
    find(element, '[data-cancel]')!.click();
    await settled();
    expect(update).not.toHaveBeenCalled();
    find(element, '[data-cancel]')!.click();
    await settled();
    expect(update).toHaveBeenCalledWith({ fields: { Id: node.Id, Status__c: 'Cancelled' } });
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('says why a call could not be called off', async () => {
    update.mockRejectedValue({ body: { output: { errors: [{ message: 'Ask Rolf' }] } } });
    const element = await show();
    wire.emit(answer(REP, [planned()]));
    await settled();
    find(element, '[data-cancel]')!.click();
    await settled();
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toContain('Ask Rolf');
    await expect(element).toBeAccessible();
  });

  it('lets the line manager propose a day', async () => {
    const element = await show();
    wire.emit(answer('005000000000009AAA', [], { managerId: REP }));
    await settled();
    expect((find(element, '[data-plan]') as HTMLElement & { label: string }).label).toBe('c.JointCall_Propose_Title');
    expect(find(element, '[data-log]')).toBeNull();
  });

  it('leads to the call’s own page where the next thing is done there', async () => {
    const element = await show();
    wire.emit(
      answer('005000000000009AAA', [{ ...node, Manager__c: { value: REP }, Sales_Rep__c: { value: MANAGER } }]),
    );
    await settled();
    expect(find(element, '[data-there]')!.textContent).toBe('c.JointCall_Do_Debrief');
    expect(find(element, '[data-there]')!.getAttribute('href')).toContain(node.Id);
    const shared = [
      {
        Joint_Call__c: { value: node.Id },
        Shared_On__c: { value: '2026-11-21' },
        Rep_Acknowledged_On__c: { value: null },
      },
    ];
    wire.emit(answer(REP, [node], { coachings: shared }));
    await settled();
    expect(find(element, '[data-there]')!.textContent).toBe('c.JointCall_Do_Acknowledge');
  });

  it('says whose a held call stays after the deal was handed over', async () => {
    const element = await show();
    wire.emit(answer('005000000000009AAA', [node]));
    await settled();
    expect(find(element, '[data-handed-over]')!.textContent).toBe('Now Rolf Berg’s, held by Rolf Berg');
  });

  it('says that it is offline, keeps what it shows, and reads anew once connected', async () => {
    const online = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    const refresh = jest.fn(() => Promise.resolve());
    const element = await show();
    wire.emit(answer(REP, [node]), undefined, refresh);
    window.dispatchEvent(new Event('offline'));
    await settled();
    expect(find(element, '[data-offline]')!.textContent).toBe('c.JointCall_Offline');
    expect(find(element, '[data-call]')).not.toBeNull();
    wire.emitErrors([{ message: 'Failed to fetch' }], undefined, refresh);
    await settled();
    expect(find(element, '[data-call]')).not.toBeNull();
    expect(find(element, '[data-stale]')!.textContent).toContain('c.JointCall_Stale');
    await expect(element).toBeAccessible();
    online.mockReturnValue(true);
    window.dispatchEvent(new Event('online'));
    await settled();
    expect(refresh).toHaveBeenCalledTimes(1);
    online.mockRestore();
  });
});
