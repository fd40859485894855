import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import LightningConfirm from 'lightning/confirm';
import { updateRecord } from 'lightning/uiRecordApi';
import JointCallRecord from 'c/jointCallRecord';
import type { DetailAnswer } from 'c/jointCallDetail';
import json from '../../jointCallDetail/__tests__/data/answer.json';
import { COLLEAGUE, MANAGER, REP } from '../../jointCallDetail/__tests__/data/detail';

jest.mock('@salesforce/user/Id', () => ({ default: '005000000000009AAA' }), { virtual: true });
jest.mock('@salesforce/customPermission/Joint_Call_Correct', () => ({ default: undefined }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Turn_Debrief_Mine', () => ({ default: 'Coach {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Turn_Debrief', () => ({ default: '{0} debriefs' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Mark_Held_Help', () => ({ default: '{0} tells' }), { virtual: true });

type Node = DetailAnswer['uiapi']['query']['Joint_Call__c']['edges'][number]['node'];

const told = json as unknown as DetailAnswer;
const ME = '005000000000009AAA';
const CALL = 'a00000000000001AAA';
const wire = graphql as unknown as {
  emit(data: unknown, filter?: undefined, refresh?: () => Promise<void>): void;
  emitErrors(errors: unknown, filter?: undefined, refresh?: () => Promise<void>): void;
  getLastConfig(): { variables: Record<string, unknown> };
};
const update = updateRecord as unknown as jest.Mock;
const settled = () => new Promise((resolve) => setTimeout(resolve));
const refresh = jest.fn(() => Promise.resolve());

type Part = HTMLElement & { label: string; detail: unknown; canCancel: boolean };

function answer(different: Partial<Node> = {}): DetailAnswer {
  const owner = { OwnerId: { value: REP.id }, Owner: { Id: REP.id, Name: { value: REP.name } } };
  const node = told.uiapi.query.Joint_Call__c.edges[0]!.node;
  const mine = { ...node, Opportunity__r: { ...node.Opportunity__r!, ...owner }, Coaching__r: { edges: [] } };
  return { uiapi: { ...told.uiapi, query: { Joint_Call__c: { edges: [{ node: { ...mine, ...different } }] } } } };
}

/** The same answer, where one of its people is the one who looks. */
function seenBy(person: string, different: Partial<Node>): DetailAnswer {
  return JSON.parse(JSON.stringify(answer(different)).replaceAll(person, ME)) as DetailAnswer;
}

const coaching = (different: Record<string, { value: string | null }> = {}) => {
  const node = { ...told.uiapi.query.Joint_Call__c.edges[0]!.node.Coaching__r!.edges[0]!.node, ...different };
  return { Coaching__r: { edges: [{ node }] } };
};
const shared = { Shared_On__c: { value: '2026-11-21' } };
const answered = { ...shared, Rep_Acknowledged_On__c: { value: '2026-11-22' } };
const planned = { Status__c: { value: 'Planned' }, Takeover_Level__c: { value: null } };
const later = { ...planned, Call_Date__c: { value: '2999-01-01' } };

async function open() {
  const element = createElement('c-joint-call-record', { is: JointCallRecord });
  Object.assign(element, { recordId: CALL });
  document.body.appendChild(element);
  await settled();
  return element as HTMLElement & { recordId: string };
}

async function show(person: string, different: Partial<Node> = {}) {
  const element = await open();
  wire.emit(seenBy(person, different), undefined, refresh);
  await settled();
  return element;
}

const find = (element: HTMLElement, selector: string) => element.shadowRoot!.querySelector<Part>(selector);
const sentence = (element: HTMLElement) => find(element, '[data-sentence]')!.textContent;
const notices = (element: HTMLElement) =>
  [...element.shadowRoot!.querySelectorAll('[data-notice]')].map(({ textContent }) => textContent);

async function tap(element: HTMLElement, selector: string) {
  find(element, selector)!.click();
  await settled();
}

beforeEach(() => {
  localStorage.clear();
  refresh.mockClear();
  update.mockReset().mockResolvedValue({ id: CALL });
});
afterEach(() => {
  jest.restoreAllMocks();
  document.body.replaceChildren();
});

describe('c-joint-call-record, on its way', () => {
  it('says that it loads, and asks once for its own record', async () => {
    const element = await open();
    expect(find(element, '[role="status"]')!.textContent).toBe('c.JointCall_Loading');
    expect(wire.getLastConfig().variables).toEqual({ id: CALL });
    await expect(element).toBeAccessible();
  });

  it.each([
    ['names the permission sets where the org refuses to answer', 'c.JointCall_No_Access', true],
    ['says that it cannot be read while offline', 'c.JointCall_Offline_Load', false],
  ])('%s, and tries again', async (_, label, isOnline) => {
    jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline);
    const element = await open();
    wire.emitErrors([{ message: 'no' }], undefined, refresh);
    await settled();
    expect(find(element, '[role="alert"] p')!.textContent).toBe(label);
    await tap(element, '[data-retry]');
    expect(refresh).toHaveBeenCalledTimes(1);
    await expect(element).toBeAccessible();
  });

  it('says so where the call is out of reach', async () => {
    const element = await open();
    wire.emit({ uiapi: { query: { Joint_Call__c: { edges: [] } } } }, undefined, refresh);
    await settled();
    expect(find(element, '[role="alert"] p')!.textContent).toBe('c.JointCall_Call_Not_Readable');
    await expect(element).toBeAccessible();
  });

  it('keeps what was read where reading anew fails, and says that it may be out of date', async () => {
    const element = await show(MANAGER.id);
    wire.emitErrors([{ message: 'no' }], undefined, refresh);
    await settled();
    expect(find(element, '[data-stale]')!.textContent).toContain('c.JointCall_Stale');
    expect(find(element, 'c-joint-call-duty-strip')).not.toBeNull();
    await tap(element, '[data-stale] [data-retry]');
    expect(refresh).toHaveBeenCalledTimes(1);
    await expect(element).toBeAccessible();
  });

  it('shows nothing of one call on the page of another', async () => {
    const element = await show(MANAGER.id);
    element.recordId = 'a00000000000009AAA';
    await settled();
    wire.emitErrors([{ message: 'no' }], undefined, refresh);
    await settled();
    expect(find(element, 'c-joint-call-duty-strip')).toBeNull();
    expect(find(element, '[role="alert"] p')!.textContent).toBe('c.JointCall_No_Access');
  });

  it('says while there is no connection that entries are kept, and reads anew once there is one', async () => {
    const element = await show(MANAGER.id);
    const onLine = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    window.dispatchEvent(new Event('offline'));
    await settled();
    expect(find(element, '[data-offline]')!.textContent).toBe('c.JointCall_Offline');
    await expect(element).toBeAccessible();
    wire.emitErrors([{ message: 'no' }], undefined, refresh);
    onLine.mockReturnValue(true);
    window.dispatchEvent(new Event('online'));
    await settled();
    expect(find(element, '[data-offline]')).toBeNull();
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('listens no more once it is gone', async () => {
    const element = await show(MANAGER.id);
    document.body.replaceChildren();
    jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    expect(() => window.dispatchEvent(new Event('offline'))).not.toThrow();
    expect(element.isConnected).toBe(false);
  });
});

describe('c-joint-call-record, whose turn', () => {
  it('has one sentence for each, and one action for the one whose turn it is', async () => {
    const managers = await show(MANAGER.id);
    expect(sentence(managers)).toBe('Coach Rolf Berg');
    expect(find(managers, '[data-action]')!.label).toBe('c.JointCall_Do_Debrief');
    for (const me of [REP.id, COLLEAGUE.id]) {
      const others = await show(me);
      expect(sentence(others)).toBe('Mona Lehr debriefs');
      expect(find(others, '[data-action]')).toBeNull();
    }
    await expect(managers).toBeAccessible();
  });

  it.each<[string, string, Partial<Node>, string | undefined]>([
    ['plan', REP.id, { ...later, Agenda__c: { value: null } }, 'c.JointCall_Do_Plan'],
    ['nothing while the agenda is set', REP.id, later, undefined],
    ['log', REP.id, planned, 'c.JointCall_Do_Log'],
    ['nothing of a planned call', MANAGER.id, planned, undefined],
    ['tell', REP.id, { Takeover_Level__c: { value: 'Not told yet' } }, 'c.JointCall_Do_Tell'],
    ['share', MANAGER.id, coaching(), 'c.JointCall_Do_Share'],
    ['answer', REP.id, coaching(shared), 'c.JointCall_Do_Acknowledge'],
    ['close', MANAGER.id, coaching(answered), 'c.JointCall_Do_Close'],
    ['nothing of a closed call', MANAGER.id, { Status__c: { value: 'Debriefed' } }, undefined],
    ['nothing of a cancelled call', REP.id, { Status__c: { value: 'Cancelled' } }, undefined],
  ])('asks for %s', async (_, me, different, label) => {
    const element = await show(me, different);
    expect(find(element, '[data-action]')?.label).toBe(label);
    await expect(element).toBeAccessible();
  });

  it('closes the call by one tap once the coaching is answered, and reads anew', async () => {
    const element = await show(MANAGER.id, coaching(answered));
    const toast = jest.fn();
    element.addEventListener('lightning__showtoast', toast);
    await tap(element, '[data-action]');
    expect(update).toHaveBeenCalledWith({ fields: { Id: CALL, Status__c: 'Debriefed' } });
    expect(toast).toHaveBeenCalledTimes(1);
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('shows a rule’s message where closing is refused', async () => {
    const errors = [{ message: 'Ask them to tell first' }];
    update.mockRejectedValue({ status: 400, body: { output: { errors, fieldErrors: {} } } });
    const element = await show(MANAGER.id, coaching(answered));
    await tap(element, '[data-action]');
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toContain('Ask them to tell first');
    expect(element.shadowRoot!.activeElement).toBe(find(element, '[data-refusal]'));
    expect(refresh).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
  });

  it('goes to the coaching that waits for an answer', async () => {
    const element = await show(REP.id, coaching(shared));
    await tap(element, '[data-action]');
    expect(element.shadowRoot!.activeElement).toBe(find(element, '[data-coaching-section]'));
  });

  it('opens the log form for the salesperson, closes it, and reads anew once it is saved', async () => {
    const element = await show(REP.id, planned);
    await tap(element, '[data-action]');
    expect(element.shadowRoot!.activeElement).toBe(find(element, '[data-form="log"]'));
    expect(find(element, '[data-action]')).toBeNull();
    find(element, 'c-joint-call-log')!.dispatchEvent(new CustomEvent('cancel'));
    await settled();
    expect(find(element, '[data-form="log"]')).toBeNull();
    expect(element.shadowRoot!.activeElement).toBe(find(element, '[data-turn]'));
    await tap(element, '[data-action]');
    find(element, 'c-joint-call-log')!.dispatchEvent(new CustomEvent('logged'));
    await settled();
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('opens the plan for the salesperson, from the turn and from the brief', async () => {
    const element = await show(REP.id, { ...later, Agenda__c: { value: null } });
    await tap(element, '[data-action]');
    const form = find(element, 'c-joint-call-plan')! as Part & { callId: string; opportunityId: string };
    expect([form.callId, form.opportunityId]).toEqual([CALL, '006000000000001AAA']);
    expect(element.shadowRoot!.activeElement).toBe(find(element, '[data-form="plan"]'));
    form.dispatchEvent(new CustomEvent('reread'));
    form.dispatchEvent(new CustomEvent('planned'));
    await settled();
    expect(refresh).toHaveBeenCalledTimes(2);
    expect(find(element, 'c-joint-call-plan')).toBeNull();
    find(element, 'c-joint-call-brief')!.dispatchEvent(new CustomEvent('change'));
    await settled();
    expect(find(element, 'c-joint-call-plan')).not.toBeNull();
  });

  it('tells the two of a held call that its manager stays', async () => {
    expect(find(await show(REP.id), '[data-manager-fixed]')!.textContent).toBe('c.JointCall_Manager_Fixed');
    expect(find(await show(COLLEAGUE.id), '[data-manager-fixed]')).toBeNull();
    expect(find(await show(REP.id, planned), '[data-manager-fixed]')).toBeNull();
  });

  it.each([REP.id, MANAGER.id])('lets either of the two cancel a planned call, once they said so twice', async (me) => {
    const ask = jest.spyOn(LightningConfirm, 'open').mockResolvedValue(false);
    const element = await show(me, later);
    await tap(element, '[data-cancel-call]');
    expect(update).not.toHaveBeenCalled();
    ask.mockResolvedValue(true);
    await tap(element, '[data-cancel-call]');
    expect(update).toHaveBeenCalledWith({ fields: { Id: CALL, Status__c: 'Cancelled' } });
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('offers nobody else to cancel it, nor anybody to cancel what is over', async () => {
    expect(find(await show(COLLEAGUE.id, later), '[data-cancel-call]')).toBeNull();
    expect(find(await show(REP.id), '[data-cancel-call]')).toBeNull();
  });

  it('lets the manager mark as held what was planned up to today, and nobody else', async () => {
    const element = await show(MANAGER.id, planned);
    expect(find(element, '[data-mark-held] p')!.textContent).toBe('Rolf Berg tells');
    await tap(element, '[data-mark-held] lightning-button');
    expect(update).toHaveBeenCalledWith({ fields: { Id: CALL, Status__c: 'Held' } });
    expect(find(await show(MANAGER.id, later), '[data-mark-held]')).toBeNull();
    expect(find(await show(REP.id, planned), '[data-mark-held]')).toBeNull();
    expect(find(await show(MANAGER.id), '[data-mark-held]')).toBeNull();
  });
});

describe('c-joint-call-record, what it shows', () => {
  it('shows the brief before the call, and nothing of its duties', async () => {
    const element = await show(MANAGER.id, later);
    expect(find(element, 'c-joint-call-brief')!.detail).toMatchObject({ status: 'Planned' });
    for (const part of ['duty-strip', 'debrief', 'coaching', 'follow-ups']) {
      expect(find(element, `c-joint-call-${part}`)).toBeNull();
    }
  });

  it('opens the manager’s debrief by itself when it is due', async () => {
    const element = await show(MANAGER.id);
    expect(find(element, 'c-joint-call-debrief')!.canCancel).toBe(false);
    await tap(element, '[data-action]');
    expect(element.shadowRoot!.activeElement).toBe(find(element, '[data-form="debrief"]'));
  });

  it('lets the manager change a debrief that is shared, by a button, and reads anew once it is saved', async () => {
    const element = await show(MANAGER.id, coaching(shared));
    expect(find(element, 'c-joint-call-debrief')).toBeNull();
    await tap(element, '[data-edit-debrief]');
    expect(find(element, 'c-joint-call-debrief')!.canCancel).toBe(true);
    expect(find(element, '[data-edit-debrief]')).toBeNull();
    find(element, 'c-joint-call-debrief')!.dispatchEvent(new CustomEvent('saved'));
    await settled();
    expect(refresh).toHaveBeenCalledTimes(1);
    expect(find(element, 'c-joint-call-debrief')).toBeNull();
  });

  it.each([REP.id, COLLEAGUE.id])('has no debrief for anyone else', async (me) => {
    const element = await show(me, coaching(shared));
    expect(find(element, 'c-joint-call-debrief')).toBeNull();
    expect(find(element, '[data-edit-debrief]')).toBeNull();
  });

  it('names the permission set to a manager who may not debrief', async () => {
    const objectInfos = told.uiapi.objectInfos!.map((info) => ({
      ...info!,
      fields: info!.fields.map((field) => ({ ...field, updateable: false })),
    }));
    const element = await open();
    wire.emit({ uiapi: { ...seenBy(MANAGER.id, {}).uiapi, objectInfos } }, undefined, refresh);
    await settled();
    expect(find(element, 'c-joint-call-debrief')).toBeNull();
    expect(notices(element)).toEqual(['c.JointCall_Debrief_No_Permission']);
  });

  it('shows coaching to the two, and leaves no trace of it for anybody else', async () => {
    expect(find(await show(REP.id, coaching(shared)), 'c-joint-call-coaching')).not.toBeNull();
    expect(find(await show(MANAGER.id, coaching(shared)), 'c-joint-call-coaching')).not.toBeNull();
    const others = await show(COLLEAGUE.id, coaching(shared));
    expect(find(others, '[data-coaching-section]')).toBeNull();
    const without = await show(COLLEAGUE.id);
    expect(others.shadowRoot!.innerHTML).toBe(without.shadowRoot!.innerHTML);
  });

  it('leaves no trace for the salesperson of coaching that is not shared', async () => {
    const unshared = await show(REP.id, coaching());
    const without = await show(REP.id);
    expect(unshared.shadowRoot!.innerHTML).toBe(without.shadowRoot!.innerHTML);
  });

  it('keeps the plan below once the call is over', async () => {
    const element = await show(REP.id);
    expect(find(element, 'c-joint-call-follow-ups')).not.toBeNull();
    expect(find(element, 'c-joint-call-brief')).not.toBeNull();
    expect(find(await show(REP.id, { Agenda__c: { value: null } }), 'c-joint-call-brief')).toBeNull();
  });

  it('reads anew after an answer, a follow-up, and half a debrief', async () => {
    const element = await show(REP.id, coaching(shared));
    find(element, 'c-joint-call-coaching')!.dispatchEvent(new CustomEvent('saved'));
    find(element, 'c-joint-call-follow-ups')!.dispatchEvent(new CustomEvent('saved'));
    expect(refresh).toHaveBeenCalledTimes(2);
    const managers = await show(MANAGER.id);
    find(managers, 'c-joint-call-debrief')!.dispatchEvent(new CustomEvent('reread'));
    expect(refresh).toHaveBeenCalledTimes(3);
  });

  it('keeps the form for the other half of a debrief that is half saved', async () => {
    const element = await show(MANAGER.id);
    find(element, 'c-joint-call-debrief')!.dispatchEvent(new CustomEvent('reread'));
    wire.emit(seenBy(MANAGER.id, coaching(shared)), undefined, refresh);
    await settled();
    expect(find(element, 'c-joint-call-debrief')).not.toBeNull();
  });

  it('lets the manager debrief while the salesperson has still to tell', async () => {
    const element = await show(MANAGER.id, { Takeover_Level__c: { value: 'Not told yet' } });
    expect(find(element, '[data-action]')).toBeNull();
    expect(find(element, 'c-joint-call-debrief')).not.toBeNull();
  });

  it('says that a debriefed call is closed, and who corrects it', async () => {
    const element = await show(REP.id, { Status__c: { value: 'Debriefed' } });
    expect(sentence(element)).toBe('c.JointCall_Turn_Closed');
    expect(notices(element)).toEqual(['c.JointCall_Locked']);
    await expect(element).toBeAccessible();
  });

  it('says that a call is cancelled, and shows what was planned', async () => {
    const element = await show(REP.id, { Status__c: { value: 'Cancelled' } });
    expect(sentence(element)).toBe('c.JointCall_Turn_Cancelled');
    expect(find(element, 'c-joint-call-brief')).not.toBeNull();
    expect(find(element, 'c-joint-call-follow-ups')).toBeNull();
    await expect(element).toBeAccessible();
  });
});
