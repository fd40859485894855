import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import { getPicklistValuesByRecordType } from 'lightning/uiObjectInfoApi';
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import JointCallPlan from 'c/jointCallPlan';
import picklists from '../../jointCallLog/__tests__/data/picklists.json';
import plan from './data/plan.json';

const REP = '005000000000001AAA';
const MANAGER = '005000000000002AAA';
const OWNER = '005000000000009AAA';
const DEAL = '006000000000001AAA';

jest.mock('@salesforce/user/Id', () => ({ default: '005000000000001AAA' }), { virtual: true });
jest.mock('@salesforce/i18n/timeZone', () => ({ default: 'Europe/Berlin' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Plan_Proposing', () => ({ default: 'The rest is {0}’s' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Plan_Start_Fixed', () => ({ default: '{0} moves it' }), { virtual: true });

interface Wire {
  emit(data: unknown): void;
  emitErrors(errors: unknown): void;
}
const context = graphql as unknown as Wire;
const choices = getPicklistValuesByRecordType as unknown as Wire;
const create = createRecord as unknown as jest.Mock;
const update = updateRecord as unknown as jest.Mock;
const settled = () => new Promise((resolve) => setTimeout(resolve));

type Input = HTMLElement & { value: unknown; checked: boolean; label: string };
const find = (element: HTMLElement, selector: string) => element.shadowRoot!.querySelector<Input>(selector);

interface Shown {
  /** The salesperson looks, unless told otherwise. */
  ownerId?: string;
  lineManagerId?: string;
  node?: Record<string, unknown>;
}

async function show({ ownerId = REP, lineManagerId = MANAGER, node }: Shown = {}) {
  const element = createElement('c-joint-call-plan', { is: JointCallPlan });
  Object.assign(element, { opportunityId: DEAL, callId: node?.['Id'] });
  document.body.appendChild(element);
  const owner = { Id: ownerId, Name: { value: 'Rolf Berg' }, ManagerId: { value: lineManagerId } };
  context.emit({
    uiapi: {
      query: {
        Opportunity: { edges: [{ node: { Id: DEAL, OwnerId: { value: ownerId }, Owner: owner } }] },
        Joint_Call__c: { edges: node ? [{ node }] : [] },
      },
    },
  });
  choices.emit(picklists);
  await settled();
  return element;
}

async function enter(element: HTMLElement, selector: string, detail: Record<string, unknown>) {
  find(element, selector)!.dispatchEvent(new CustomEvent('change', { detail }));
  await settled();
}

async function save(element: HTMLElement, { complete = true } = {}) {
  for (const input of element.shadowRoot!.querySelectorAll('[data-check]'))
    Object.assign(input, { reportValidity: () => complete });
  find(element, '[data-save]')!.click();
  await settled();
}

beforeEach(() => {
  localStorage.clear();
  create.mockReset().mockResolvedValue({ id: 'a00000000000001AAA' });
  update.mockReset().mockResolvedValue({ id: 'a00000000000001AAA' });
});
afterEach(() => document.body.replaceChildren());

describe('c-joint-call-plan', () => {
  it('proposes today, the line manager and that the salesperson opens', async () => {
    const element = await show();
    expect(find(element, '[data-part="date"]')!.value).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(find(element, 'lightning-record-picker')!.value).toBe(MANAGER);
    expect(find(element, '[data-part="opening"]')!.value).toBe('Rep');
    await expect(element).toBeAccessible();
  });

  it('plans a call: the day, its time where the user is, the frame, the agenda and what is asked', async () => {
    const element = await show();
    const planned = jest.fn();
    element.addEventListener('planned', planned);
    await enter(element, '[data-part="date"]', { value: '2026-12-01' });
    const time = element.shadowRoot!.querySelector<HTMLInputElement>('[data-part="time"]')!;
    time.value = '14:30';
    time.dispatchEvent(new Event('change'));
    await settled();
    await enter(element, '[data-part="minutes"]', { value: '45' });
    await enter(element, '[data-part="agenda"]', { value: ' Need, offer, next step ' });
    await enter(element, '[data-ask="Questions"]', { checked: true });
    await enter(element, '[data-part="askNote"]', { value: 'Explain the warranty' });
    await save(element);
    expect(create.mock.calls[0][0].fields).toEqual({
      External_Id__c: expect.stringMatching(/^[0-9a-f]{32}$/),
      Opportunity__c: DEAL,
      Status__c: 'Planned',
      Manager__c: MANAGER,
      Call_Date__c: '2026-12-01',
      Meeting_Channel__c: null,
      Planned_Start__c: '2026-12-01T13:30:00.000Z',
      Planned_Minutes__c: 45,
      Agenda__c: 'Need, offer, next step',
      Opening_Plan__c: 'Rep',
      Ask_Climate__c: false,
      Ask_Questions__c: true,
      Ask_Presenting__c: false,
      Ask_Objections__c: false,
      Ask_Note__c: 'Explain the warranty',
    });
    expect(planned.mock.calls[0][0].detail).toEqual({ id: 'a00000000000001AAA' });
  });

  it('changes a plan, and moves its time along with the day', async () => {
    const element = await show({ node: plan });
    expect(find(element, '[data-part="time"]')!.value).toBe('14:30');
    expect(find(element, '[data-part="opening"]')!.value).toBe('Manager');
    expect(find(element, '[data-ask="Questions"]')!.checked).toBe(true);
    await enter(element, '[data-part="date"]', { value: '2026-12-03' });
    await enter(element, '[data-part="agenda"]', { value: '' });
    await save(element);
    expect(create).not.toHaveBeenCalled();
    expect(update.mock.calls[0][0].fields).toMatchObject({
      Id: 'a00000000000001AAA',
      Call_Date__c: '2026-12-03',
      Planned_Start__c: '2026-12-03T13:30:00.000Z',
      Planned_Minutes__c: 45,
      Agenda__c: null,
    });
  });

  it('lets the line manager name the day alone, and says whose the rest is', async () => {
    const element = await show({ ownerId: OWNER, lineManagerId: REP });
    expect(find(element, 'lightning-record-picker')!.value).toBe(REP);
    expect(find(element, '[data-proposing]')!.textContent).toBe('The rest is Rolf Berg’s');
    expect(find(element, '[data-part="agenda"]')).toBeNull();
    expect(find(element, '[data-part="time"]')).toBeNull();
    await expect(element).toBeAccessible();
    await save(element);
    expect(Object.keys(create.mock.calls[0][0].fields).sort()).toEqual([
      'Call_Date__c',
      'External_Id__c',
      'Manager__c',
      'Meeting_Channel__c',
      'Opportunity__c',
      'Status__c',
    ]);
  });

  it('lets the manager of a planned call change its day and channel, as long as no time is set', async () => {
    const mine = { ...plan, Manager__c: { value: REP } };
    const element = await show({ ownerId: OWNER, node: { ...mine, Planned_Start__c: { value: null } } });
    expect(find(element, 'lightning-record-picker')).toBeNull();
    expect(find(element, '[data-you-join]')).not.toBeNull();
    await enter(element, '[data-part="date"]', { value: '2026-12-03' });
    await save(element);
    expect(update.mock.calls[0][0].fields).toEqual({
      Id: plan.Id,
      Call_Date__c: '2026-12-03',
      Meeting_Channel__c: 'Video',
    });
  });

  it('says who moves a call whose time is set, and sends no other day', async () => {
    const element = await show({ ownerId: OWNER, node: { ...plan, Manager__c: { value: REP } } });
    expect(find(element, '[data-part="date"]')).toBeNull();
    expect(find(element, '[data-start-fixed]')!.textContent).toBe('Rolf Berg moves it');
    await expect(element).toBeAccessible();
    await save(element);
    expect(update.mock.calls[0][0].fields).toEqual({ Id: plan.Id, Meeting_Channel__c: 'Video' });
  });

  it('lets anybody else propose a call that they join themselves', async () => {
    const element = await show({ ownerId: OWNER });
    expect(find(element, 'lightning-record-picker')).toBeNull();
    await save(element);
    expect(create.mock.calls[0][0].fields).toMatchObject({ Manager__c: REP, Status__c: 'Planned' });
  });

  it('sends nothing while an entry is missing', async () => {
    const element = await show();
    await save(element, { complete: false });
    expect(create).not.toHaveBeenCalled();
  });

  it('shows a rule’s message, keeps what was entered, and fills it in again after the tab was closed', async () => {
    create.mockRejectedValue({ status: 400, body: { output: { errors: [{ message: 'Another day' }] } } });
    const element = await show();
    await enter(element, '[data-part="agenda"]', { value: 'Need' });
    await save(element);
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toContain('Another day');
    expect(element.shadowRoot!.activeElement).toBe(find(element, '[data-refusal]'));
    await expect(element).toBeAccessible();
    document.body.replaceChildren();
    const again = await show();
    expect(find(again, '[data-part="agenda"]')!.value).toBe('Need');
    expect(find(again, '[data-restored]')).not.toBeNull();
    find(again, '[data-discard]')!.click();
    await settled();
    expect(find(again, '[data-part="agenda"]')!.value).toBe('');
  });

  it('says that there is no connection', async () => {
    create.mockRejectedValue(new TypeError('Failed to fetch'));
    const element = await show();
    await save(element);
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toContain('c.JointCall_Offline_Save');
  });

  it('does not open a call that was held meanwhile', async () => {
    const element = await show({ node: { ...plan, Status__c: { value: 'Held' } } });
    expect(find(element, '.form')).toBeNull();
    expect(find(element, '[data-not-planned]')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it('can be given up, and keeps nothing then', async () => {
    const element = await show();
    const cancel = jest.fn();
    element.addEventListener('cancel', cancel);
    await enter(element, '[data-part="agenda"]', { value: 'Need' });
    find(element, '[data-cancel]')!.click();
    expect(cancel).toHaveBeenCalledTimes(1);
    expect(localStorage.length).toBe(0);
  });

  it('says so while it loads, and where the deal cannot be read', async () => {
    const element = createElement('c-joint-call-plan', { is: JointCallPlan });
    Object.assign(element, { opportunityId: DEAL });
    document.body.appendChild(element);
    await settled();
    expect(find(element, '[role="status"]')).not.toBeNull();
    context.emitErrors([{ message: 'no' }]);
    await settled();
    expect(find(element, '[role="alert"]')!.textContent).toBe('c.JointCall_No_Access');
  });
});
