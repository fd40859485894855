import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import { getPicklistValuesByRecordType } from 'lightning/uiObjectInfoApi';
import { createRecord } from 'lightning/uiRecordApi';
import JointCallLog from 'c/jointCallLog';
import picklists from './data/picklists.json';

const REP = '005000000000001AAA';
const MANAGER = '005000000000002AAA';
const DEAL = '006000000000001AAA';

jest.mock('@salesforce/user/Id', () => ({ default: '005000000000001AAA' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Only_Owner_Logs', () => ({ default: '{0} logs' }), { virtual: true });

interface Wire {
  emit(data: unknown): void;
  emitErrors(errors: unknown): void;
}
const context = graphql as unknown as Wire;
const choices = getPicklistValuesByRecordType as unknown as Wire;
const create = createRecord as unknown as jest.Mock;
const settled = () => new Promise((resolve) => setTimeout(resolve));

type Input = HTMLElement & { value: string; options: unknown[]; label: string; required: boolean };

const find = (element: HTMLElement, selector: string) => element.shadowRoot!.querySelector<Input>(selector);

async function show(ownerId = REP) {
  const element = createElement('c-joint-call-log', { is: JointCallLog });
  Object.assign(element, { opportunityId: DEAL });
  document.body.appendChild(element);
  const owner = { Id: ownerId, Name: { value: 'Rolf Berg' }, ManagerId: { value: MANAGER } };
  context.emit({
    uiapi: { query: { Opportunity: { edges: [{ node: { Id: DEAL, OwnerId: { value: ownerId }, Owner: owner } }] } } },
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

beforeEach(() => create.mockReset().mockResolvedValue({ id: 'a00000000000001AAA' }));
afterEach(() => document.body.replaceChildren());

describe('c-joint-call-log', () => {
  it('proposes today and the salesperson’s manager', async () => {
    const element = await show();
    expect(find(element, '[data-part="date"]')!.value).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(find(element, 'lightning-record-picker')!.value).toBe(MANAGER);
    expect(find(element, '[data-save]')!.label).toBe('c.JointCall_I_Ran_The_Call');
    await expect(element).toBeAccessible();
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
    expect(find(element, '[role="alert"]')!.textContent).toContain('Only Rolf may set this');
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
    find(element, '.buttons lightning-button')!.click();
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  it('tells others that only the owner logs', async () => {
    const element = await show('005000000000009AAA');
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
    expect(find(element, '[role="alert"]')!.textContent).toBe('c.JointCall_Deal_Not_Readable');
  });
});
