import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import { getPicklistValuesByRecordType } from 'lightning/uiObjectInfoApi';
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import JointCallLog from 'c/jointCallLog';
import { plusDays, today } from 'c/jointCall';
import { keepDraft } from 'c/jointCallDraft';
import call from './data/call.json';
import picklists from './data/picklists.json';

const REP = '005000000000001AAA';
const MANAGER = '005000000000002AAA';
const DEAL = '006000000000001AAA';

jest.mock('@salesforce/user/Id', () => ({ default: '005000000000001AAA' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Only_Owner_Logs', () => ({ default: '{0} logs' }), { virtual: true });

interface Wire {
  emit(data: unknown): void;
  emitErrors(errors: unknown): void;
  getLastConfig(): { variables: Record<string, unknown> };
}
const context = graphql as unknown as Wire;
const choices = getPicklistValuesByRecordType as unknown as Wire;
const create = createRecord as unknown as jest.Mock;
const update = updateRecord as unknown as jest.Mock;
const PLACE = { userId: REP, recordId: DEAL, form: 'log' };
const settled = () => new Promise((resolve) => setTimeout(resolve));

type Input = HTMLElement & { value: string; options: unknown[]; label: string; required: boolean };

const find = (element: HTMLElement, selector: string) => element.shadowRoot!.querySelector<Input>(selector);

interface Shown {
  ownerId?: string;
  /** The call that is there already. */
  node?: Record<string, unknown>;
}

async function show({ ownerId = REP, node }: Shown = {}) {
  const element = createElement('c-joint-call-log', { is: JointCallLog });
  Object.assign(element, { opportunityId: DEAL, callId: node?.['Id'] });
  document.body.appendChild(element);
  const owner = { Id: ownerId, Name: { value: 'Rolf Berg' }, ManagerId: { value: MANAGER } };
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

function pick(element: HTMLElement, selector: string, value: string) {
  find(element, selector)!.dispatchEvent(new CustomEvent('change', { detail: { value } }));
}

/** The stubs of base components know no validity, so it is told; the browser tests use the real ones. */
async function save(element: HTMLElement, { complete = true } = {}) {
  for (const input of element.shadowRoot!.querySelectorAll('[data-check]')) {
    Object.assign(input, { reportValidity: () => complete });
  }
  find(element, '[data-save]')!.click();
  await settled();
}

beforeEach(() => {
  localStorage.clear();
  create.mockReset().mockResolvedValue({ id: 'a00000000000001AAA' });
  update.mockReset().mockResolvedValue({ id: 'a00000000000001AAA' });
});
afterEach(() => document.body.replaceChildren());

describe('c-joint-call-log', () => {
  it('proposes today and the salesperson’s manager', async () => {
    const element = await show();
    expect(find(element, '[data-part="date"]')!.value).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(find(element, 'lightning-record-picker')!.value).toBe(MANAGER);
    expect(find(element, '[data-save]')!.label).toBe('c.JointCall_I_Ran_The_Call');
    await expect(element).toBeAccessible();
  });

  it('takes no day after tomorrow, and nobody who owns the deal as the manager', async () => {
    const element = await show();
    expect(find(element, '[data-part="date"]')).toMatchObject({
      max: plusDays(today(), 1),
      messageWhenRangeOverflow: 'c.JointCall_Log_In_Future',
    });
    expect(find(element, 'lightning-record-picker')).toMatchObject({
      filter: { criteria: expect.arrayContaining([{ fieldPath: 'Id', operator: 'ne', value: REP }]) },
    });
    const handedOver = await show({ node: { ...call, Manager__c: { value: REP } } });
    expect(find(handedOver, 'lightning-record-picker')!.value).toBeUndefined();
  });

  it.each([
    [true, 'radio'],
    [false, 'button'],
  ])('shows holders so that no word breaks (a very narrow screen: %s)', async (matches, type) => {
    Object.assign(window, { matchMedia: () => ({ matches }) });
    expect(find(await show(), '[data-field="Close_Asked_By__c"]')).toMatchObject({ type });
  });

  it('saves a clean call in one tap', async () => {
    const element = await show();
    const logged = jest.fn();
    const toast = jest.fn();
    element.addEventListener('lightning__showtoast', toast);
    element.addEventListener('logged', logged);
    await save(element);
    expect(create).toHaveBeenCalledTimes(1);
    expect(create.mock.calls[0][0]).toMatchObject({
      apiName: 'Joint_Call__c',
      fields: { Opportunity__c: DEAL, Manager__c: MANAGER, Status__c: 'Held', Close_Asked_By__c: 'Rep' },
    });
    expect(logged.mock.calls[0][0].detail).toEqual({ id: 'a00000000000001AAA' });
    expect(toast).toHaveBeenCalledTimes(1);
  });

  it('asks why once the manager held a duty, and sends both', async () => {
    const element = await show();
    expect(find(element, '[data-part="reason"]')).toBeNull();
    pick(element, '[data-field="Close_Asked_By__c"]', 'Manager');
    await settled();
    expect(find(element, '[data-part="reason"]')!.required).toBe(true);
    expect(find(element, '[data-part="reason"]')!.options).toContainEqual(
      expect.objectContaining({ value: 'Deal at risk' }),
    );
    expect(find(element, '[data-save]')!.label).toBe('c.JointCall_Save');
    await expect(element).toBeAccessible();
    pick(element, '[data-part="reason"]', 'Deal at risk');
    await settled();
    await save(element);
    expect(create.mock.calls[0][0].fields).toMatchObject({
      Close_Asked_By__c: 'Manager',
      Step_In_Reason__c: 'Deal at risk',
    });
  });

  it('needs a next step with a date for a small c', async () => {
    const element = await show();
    expect(find(element, '[data-part="nextStep"]')!.required).toBe(false);
    pick(element, '[data-part="closeType"]', 'Small c');
    await settled();
    expect(find(element, '[data-part="nextStep"]')!.required).toBe(true);
    expect(find(element, '[data-part="nextStepDate"]')!.required).toBe(true);
  });

  it('sends nothing while an entry is missing', async () => {
    const element = await show();
    await save(element, { complete: false });
    expect(create).not.toHaveBeenCalled();
  });

  it('shows a rule’s message and keeps what was entered', async () => {
    create.mockRejectedValue({
      body: { output: { errors: [{ message: 'Only Rolf may set this' }], fieldErrors: {} } },
    });
    const element = await show();
    pick(element, '[data-field="Agenda_Set_By__c"]', 'Manager');
    await settled();
    pick(element, '[data-part="reason"]', 'No reason');
    pick(element, '[data-part="nextStep"]', 'Send the offer');
    await settled();
    await save(element);
    expect(find(element, '[role="alert"]')!.shadowRoot!.textContent).toContain('Only Rolf may set this');
    expect(element.shadowRoot!.activeElement).toBe(find(element, '[role="alert"]'));
    expect(find(element, '[data-field="Agenda_Set_By__c"]')!.value).toBe('Manager');
    expect(find(element, '[data-part="nextStep"]')!.value).toBe('Send the offer');
    await expect(element).toBeAccessible();
  });

  it('saves once, however often it is tapped', async () => {
    let finish: (value: { id: string }) => void = () => undefined;
    create.mockReturnValue(new Promise((resolve) => (finish = resolve)));
    const element = await show();
    await save(element);
    expect(find(element, '[data-save]')!.label).toBe('c.JointCall_Saving');
    await save(element);
    finish({ id: 'a00000000000001AAA' });
    await settled();
    expect(create).toHaveBeenCalledTimes(1);
  });

  it('sends a changed manager and date', async () => {
    const element = await show();
    pick(element, '[data-part="date"]', '2026-11-20');
    find(element, 'lightning-record-picker')!.dispatchEvent(
      new CustomEvent('change', { detail: { recordId: '005000000000003AAA' } }),
    );
    await save(element);
    expect(create.mock.calls[0][0].fields).toMatchObject({
      Call_Date__c: '2026-11-20',
      Manager__c: '005000000000003AAA',
    });
  });

  it('can be given up', async () => {
    const element = await show();
    const cancel = jest.fn();
    element.addEventListener('cancel', cancel);
    find(element, '[data-cancel]')!.click();
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  it('tells others that only the owner logs', async () => {
    const element = await show({ ownerId: '005000000000009AAA' });
    expect(find(element, '.form')).toBeNull();
    expect(element.shadowRoot!.textContent).toBe('Rolf Berg logs');
    await expect(element).toBeAccessible();
  });

  it('says so where the deal cannot be read', async () => {
    const element = createElement('c-joint-call-log', { is: JointCallLog });
    Object.assign(element, { opportunityId: DEAL });
    document.body.appendChild(element);
    await settled();
    expect(find(element, '[role="status"]')).not.toBeNull();
    context.emitErrors([{ message: 'no' }]);
    await settled();
    expect(find(element, '[role="alert"]')!.textContent).toBe('c.JointCall_No_Access');
  });

  it('tells a planned call: day and manager are known, and what is saved is that very call', async () => {
    const element = await show({ node: call });
    expect(find(element, '[data-part="date"]')!.value).toBe('2026-11-20');
    expect(find(element, 'lightning-record-picker')!.value).toBe(MANAGER);
    await save(element);
    expect(create).not.toHaveBeenCalled();
    expect(update.mock.calls[0][0].fields).toMatchObject({
      Id: 'a00000000000001AAA',
      Status__c: 'Held',
      Manager__c: MANAGER,
      Close_Asked_By__c: 'Rep',
    });
    expect(update.mock.calls[0][0].fields).not.toHaveProperty('Opportunity__c');
  });

  it('tells a held call without touching its manager, and only by who held it', async () => {
    const held = { ...call, Status__c: { value: 'Held' } };
    const element = await show({ node: held, ownerId: '005000000000009AAA' });
    expect(find(element, 'lightning-record-picker')).toBeNull();
    expect(find(element, '[data-joined]')!.textContent).toBe('c.JointCall_Log_Joined');
    await expect(element).toBeAccessible();
    await save(element);
    expect(update.mock.calls[0][0].fields).not.toHaveProperty('Manager__c');
    document.body.replaceChildren();
    const other = await show({ node: { ...held, Sales_Rep__c: { value: '005000000000009AAA' } } });
    expect(find(other, '.form')).toBeNull();
    expect(find(other, '[data-not-mine]')!.textContent).toBe('c.JointCall_Only_Rep_Tells');
  });

  it('takes no call for its own that it was not opened for', async () => {
    const element = createElement('c-joint-call-log', { is: JointCallLog });
    Object.assign(element, { opportunityId: DEAL });
    document.body.appendChild(element);
    const owner = { Id: REP, Name: { value: 'Rolf Berg' }, ManagerId: { value: MANAGER } };
    context.emit({
      uiapi: {
        query: {
          Opportunity: { edges: [{ node: { Id: DEAL, OwnerId: { value: REP }, Owner: owner } }] },
          Joint_Call__c: { edges: [{ node: { ...call, Status__c: { value: 'Held' } } }] },
        },
      },
    });
    await settled();
    expect(find(element, 'lightning-record-picker')).not.toBeNull();
    expect(context.getLastConfig().variables).toEqual({ opportunity: DEAL, call: null });
  });

  it('does not open a call that is closed', async () => {
    const element = await show({ node: { ...call, Status__c: { value: 'Debriefed' } } });
    expect(find(element, '.form')).toBeNull();
    expect(find(element, '[data-not-to-tell]')).not.toBeNull();
  });

  it('keeps a draft on the device, fills it in again, and discards it when asked', async () => {
    const element = await show();
    pick(element, '[data-part="nextStep"]', 'Send the offer');
    document.body.replaceChildren();
    const again = await show();
    expect(find(again, '[data-part="nextStep"]')!.value).toBe('Send the offer');
    expect(find(again, '[data-restored]')).not.toBeNull();
    await expect(again).toBeAccessible();
    find(again, '[data-discard]')!.click();
    await settled();
    expect(find(again, '[data-part="nextStep"]')!.value).toBe('');
    expect(find(again, '[data-restored]')).toBeNull();
  });

  it('says that there is no connection, and saves under the same key when asked again', async () => {
    create.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    const element = await show();
    await save(element);
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toContain('c.JointCall_Offline_Save');
    await expect(element).toBeAccessible();
    await save(element);
    const [first, second] = create.mock.calls.map(([{ fields }]) => fields.External_Id__c as string);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).toBe(first);
  });

  const duplicate = { status: 400, body: { output: { errors: [{ message: 'no', errorCode: 'DUPLICATE_VALUE' }] } } };

  it('takes what an earlier attempt saved for saved, where its answer was lost', async () => {
    create.mockRejectedValueOnce(new TypeError('Failed to fetch')).mockRejectedValueOnce(duplicate);
    const element = await show();
    const logged = jest.fn();
    element.addEventListener('logged', logged);
    await save(element);
    await save(element);
    expect(logged).toHaveBeenCalledTimes(1);
  });

  it('says so where the earlier attempt saved something else, and has the page read anew', async () => {
    keepDraft(PLACE, 'abc', { nextStep: 'Call back' });
    create.mockRejectedValue(duplicate);
    const element = await show();
    const reread = jest.fn();
    element.addEventListener('reread', reread);
    await save(element);
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toContain('c.JointCall_Saved_Before');
    expect(reread).toHaveBeenCalledTimes(1);
  });
});
