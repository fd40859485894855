import { createElement } from 'lwc';
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import { plusDays, today } from 'c/jointCall';
import JointCallFollowUps from 'c/jointCallFollowUps';
import type { Detail } from 'c/jointCallDetail';
import { openDraft } from 'c/jointCallDraft';
import { aDetail, aFollowUp, MANAGER, REP } from '../../jointCallDetail/__tests__/data/detail';

jest.mock('@salesforce/user/Id', () => ({ default: '005000000000001AAA' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_FU_Reached_By', () => ({ default: '{0} reached {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_FU_Customer_Reached', () => ({ default: 'They reached {0}' }), {
  virtual: true,
});
jest.mock('@salesforce/label/c.JointCall_FU_Count', () => ({ default: '{0}: {1} {2}, {3} other' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_FU_More', () => ({ default: '{0} of {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_FU_Hand_Back', () => ({ default: 'Hand back to {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_FU_Hand_Back_Help', () => ({ default: '{0} gets a task' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_FU_Handed_Back', () => ({ default: '{0} has a task' }), { virtual: true });

const create = createRecord as unknown as jest.Mock;
const update = updateRecord as unknown as jest.Mock;
const place = { userId: '005000000000001AAA', recordId: 'a00000000000001AAA', form: 'follow-up' };
const settled = () => new Promise((resolve) => setTimeout(resolve));
const refusal = (message: string, errorCode = 'FIELD_CUSTOM_VALIDATION_EXCEPTION') => ({
  status: 400,
  body: { output: { errors: [{ message, errorCode }], fieldErrors: {} } },
});

type Input = HTMLElement & { value: string; label: string; filter: unknown; options: { value: string }[] };

async function show(different: Partial<Detail> = {}) {
  const element = createElement('c-joint-call-follow-ups', { is: JointCallFollowUps });
  Object.assign(element, { detail: aDetail({ role: 'rep', ...different }) });
  document.body.appendChild(element);
  await settled();
  return element;
}

/** Where the focus went last; the stubs of base components cannot keep it. */
const focused = () => (HTMLElement.prototype.focus as unknown as jest.Mock).mock.contexts.at(-1);

const find = (element: HTMLElement, selector: string) => element.shadowRoot!.querySelector<Input>(selector);

async function tap(element: HTMLElement, selector: string) {
  find(element, selector)!.click();
  await settled();
}

async function enter(element: HTMLElement, part: string, detail: Record<string, unknown>) {
  find(element, `[data-part="${part}"]`)!.dispatchEvent(new CustomEvent('change', { detail }));
  await settled();
}

/** The stubs of base components know no validity, so it is told; the browser tests use the real ones. */
async function save(element: HTMLElement, { complete = true } = {}) {
  for (const input of element.shadowRoot!.querySelectorAll('[data-check]')) {
    Object.assign(input, { reportValidity: () => complete });
  }
  await tap(element, '[data-save]');
}

beforeEach(() => {
  jest.spyOn(HTMLElement.prototype, 'focus');
  localStorage.clear();
  create.mockReset().mockResolvedValue({ id: 'a01000000000009AAA' });
  update.mockReset().mockResolvedValue({ id: 'a01000000000001AAA' });
});
afterEach(() => {
  jest.restoreAllMocks();
  document.body.replaceChildren();
});

describe('c-joint-call-follow-ups', () => {
  it('says that there are none yet, and how they come about', async () => {
    const element = await show();
    expect(find(element, '[data-empty]')!.textContent).toBe('c.JointCall_FU_Empty');
    expect(find(element, '[data-count]')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('shows whom the customer reached, when, how and about what', async () => {
    const toRep = aFollowUp({ id: 'a01000000000002AAA', contactName: '', reached: REP, routedTo: 'Rep' });
    const element = await show({ followUps: [aFollowUp(), toRep], followUpsTotal: 2 });
    const items = [...element.shadowRoot!.querySelectorAll('[data-follow-up]')];
    expect(items[0]!.textContent).toContain('Ida Stern reached Mona Lehr');
    expect(items[0]!.textContent).toContain('Phone');
    expect(items[0]!.textContent).toContain('Asks for the offer');
    expect(items[1]!.textContent).toContain('They reached Rolf Berg');
    expect(find(element, '[data-count]')!.textContent).toBe('2: 1 Rolf Berg, 1 other');
    await expect(element).toBeAccessible();
  });

  it('says how many more there are than it lists', async () => {
    const element = await show({ followUps: [aFollowUp()], followUpsTotal: 73 });
    expect(element.shadowRoot!.textContent).toContain('1 of 73');
    expect(find(element, '[data-count]')).toBeNull();
  });

  it('hands one back with one tap, and says that a task comes of it', async () => {
    const element = await show({ followUps: [aFollowUp()], followUpsTotal: 1 });
    const [saved, toast] = [jest.fn(), jest.fn()];
    element.addEventListener('saved', saved);
    element.addEventListener('lightning__showtoast', toast);
    expect(find(element, '[data-hand-back]')!.label).toBe('Hand back to Rolf Berg');
    expect(find(element, '[data-hand-back-help]')!.textContent).toBe('Rolf Berg gets a task');
    await tap(element, '[data-hand-back]');
    expect(update).toHaveBeenCalledWith({
      fields: { Id: 'a01000000000001AAA', Handed_Back_On__c: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    });
    expect(saved).toHaveBeenCalledTimes(1);
    expect(toast).toHaveBeenCalledTimes(1);
    expect(element.shadowRoot!.activeElement).toBe(find(element, '[data-follow-up]'));
  });

  it('is never handed back before it was received', async () => {
    const tomorrow = plusDays(today(), 1);
    const element = await show({ followUps: [aFollowUp({ receivedOn: tomorrow })], followUpsTotal: 1 });
    await tap(element, '[data-hand-back]');
    expect(update.mock.calls[0][0].fields.Handed_Back_On__c).toBe(tomorrow);
    const later = await show({ followUps: [aFollowUp({ receivedOn: '2999-01-01' })], followUpsTotal: 1 });
    expect(find(later, '[data-hand-back]')).toBeNull();
  });

  it('takes no day before the eve of the call', async () => {
    const element = await show({ date: '2026-11-20' });
    await tap(element, '[data-add]');
    expect(find(element, '[data-part="receivedOn"]')).toMatchObject({
      min: '2026-11-19',
      messageWhenRangeUnderflow: 'c.JointCall_FU_Too_Early',
    });
  });

  it('hands back only what did not reach the salesperson, once, and by whoever may', async () => {
    const toRep = await show({ followUps: [aFollowUp({ routedTo: 'Rep', reached: REP })], followUpsTotal: 1 });
    expect(find(toRep, '[data-hand-back]')).toBeNull();
    const done = await show({ followUps: [aFollowUp({ handedBackOn: '2026-11-23' })], followUpsTotal: 1 });
    expect(find(done, '[data-hand-back]')).toBeNull();
    expect(find(done, '[data-handed-back]')!.textContent).toContain('Rolf Berg has a task');
    const may = { debrief: true, coach: true, addFollowUp: true, handBack: false };
    const reader = await show({ followUps: [aFollowUp()], followUpsTotal: 1, may });
    expect(find(reader, '[data-hand-back]')).toBeNull();
  });

  it.each([
    [refusal('Never taken back'), 'c.JointCall_FU_Not_Handed_Back', 'Never taken back'],
    [{ status: 0, body: {} }, 'c.JointCall_FU_Offline_Hand_Back', ''],
  ])('says why it was not handed back', async (error, title, message) => {
    update.mockRejectedValue(error);
    const element = await show({ followUps: [aFollowUp()], followUpsTotal: 1 });
    await tap(element, '[data-hand-back]');
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toBe(title + message);
    expect(focused()).toBe(find(element, '[data-refusal]'));
    await expect(element).toBeAccessible();
  });

  it('opens a form by one tap, with today’s date, and goes there', async () => {
    const element = await show();
    await tap(element, '[data-add]');
    expect(find(element, '[data-part="receivedOn"]')!.value).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(find(element, '[data-part="reached"]')!.options.map(({ value }) => value)).toEqual([
      'rep',
      'manager',
      'else',
    ]);
    expect(find(element, '[data-part="contactId"]')!.filter).toEqual({
      criteria: [{ fieldPath: 'AccountId', operator: 'eq', value: '001000000000001AAA' }],
    });
    expect(focused()).toBe(find(element, '[data-form]'));
    expect(find(element, '[data-add]')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('offers any contact where the deal has no account', async () => {
    const element = await show({ opportunity: { id: '006', name: '', accountId: undefined } });
    await tap(element, '[data-add]');
    expect(find(element, '[data-part="contactId"]')!.filter).toBeUndefined();
  });

  it('adds one with what was chosen, under a key of its own', async () => {
    const element = await show();
    const saved = jest.fn();
    element.addEventListener('saved', saved);
    await tap(element, '[data-add]');
    await enter(element, 'reached', { value: 'manager' });
    await enter(element, 'channel', { value: 'E-mail' });
    await enter(element, 'receivedOn', { value: '2026-11-25' });
    await enter(element, 'contactId', { recordId: '003000000000001AAA' });
    await enter(element, 'subject', { value: ' The offer ' });
    await save(element);
    expect(create).toHaveBeenCalledWith({
      apiName: 'Joint_Call_Follow_Up__c',
      fields: {
        Joint_Call__c: 'a00000000000001AAA',
        Contacted__c: MANAGER.id,
        Received_On__c: '2026-11-25',
        Channel__c: 'E-mail',
        Contact__c: '003000000000001AAA',
        Subject__c: 'The offer',
        Source_Key__c: expect.stringMatching(/^page-[0-9a-f]{32}$/),
      },
    });
    expect(saved).toHaveBeenCalledTimes(1);
    expect(find(element, '[data-form]')).toBeNull();
    expect(focused()).toBe(find(element, '[data-add]'));
    expect(openDraft(place).entry).toBeUndefined();
  });

  it('asks who it was where it was someone else', async () => {
    const element = await show();
    await tap(element, '[data-add]');
    expect(find(element, '[data-part="otherId"]')).toBeNull();
    await enter(element, 'reached', { value: 'else' });
    await enter(element, 'otherId', { recordId: '005000000000007AAA' });
    await expect(element).toBeAccessible();
    await save(element);
    expect(create.mock.calls[0][0].fields.Contacted__c).toBe('005000000000007AAA');
  });

  it('sends nothing while an entry is missing', async () => {
    const element = await show();
    await tap(element, '[data-add]');
    await save(element, { complete: false });
    expect(create).not.toHaveBeenCalled();
  });

  it('adds it once, however often it is tapped, also where an answer was lost', async () => {
    create.mockRejectedValueOnce({ status: 0, body: {} }).mockRejectedValueOnce(refusal('dup', 'DUPLICATE_VALUE'));
    const element = await show();
    await tap(element, '[data-add]');
    await enter(element, 'reached', { value: 'rep' });
    await save(element);
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toBe('c.JointCall_FU_Offline');
    await save(element);
    const keys = create.mock.calls.map(([input]) => input.fields.Source_Key__c);
    expect(keys[0]).toBe(keys[1]);
    expect(find(element, '[data-form]')).toBeNull();
    expect(find(element, '[data-refusal]')).toBeNull();
  });

  it('shows a rule’s message and keeps what was entered', async () => {
    create.mockRejectedValue(refusal('It comes after its call'));
    const element = await show();
    await tap(element, '[data-add]');
    await enter(element, 'subject', { value: 'The offer' });
    await save(element);
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toBe(
      'c.JointCall_FU_Not_SavedIt comes after its call',
    );
    expect(find(element, '[data-part="subject"]')!.value).toBe('The offer');
    await expect(element).toBeAccessible();
  });

  it('comes back with what was being entered', async () => {
    const element = await show();
    await tap(element, '[data-add]');
    await enter(element, 'subject', { value: 'From the train' });
    const later = await show();
    expect(find(later, '[data-part="subject"]')!.value).toBe('From the train');
    await tap(later, '[data-cancel]');
    expect(find(later, '[data-form]')).toBeNull();
    expect(focused()).toBe(find(later, '[data-add]'));
    expect(find(await show(), '[data-form]')).toBeNull();
  });

  it('tells whoever may add none', async () => {
    const element = await show({ may: { debrief: false, coach: false, addFollowUp: false, handBack: false } });
    expect(find(element, '[data-add]')).toBeNull();
    expect(find(element, '[data-read-only]')!.textContent).toBe('c.JointCall_FU_Read_Only');
    await expect(element).toBeAccessible();
  });

  it('is empty until there is a call', async () => {
    const element = createElement('c-joint-call-follow-ups', { is: JointCallFollowUps });
    document.body.appendChild(element);
    await settled();
    expect(find(element, '[data-empty]')).toBeNull();
    expect(find(element, '[data-add]')).toBeNull();
  });
});
