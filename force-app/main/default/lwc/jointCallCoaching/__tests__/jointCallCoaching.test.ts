import { createElement } from 'lwc';
import { updateRecord } from 'lightning/uiRecordApi';
import JointCallCoaching from 'c/jointCallCoaching';
import type { Detail } from 'c/jointCallDetail';
import { openDraft } from 'c/jointCallDraft';
import { aCoaching, aDetail } from '../../jointCallDetail/__tests__/data/detail';

jest.mock('@salesforce/user/Id', () => ({ default: '005000000000001AAA' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Coaching_Only_Two', () => ({ default: 'Only {0} and {1}' }), {
  virtual: true,
});
jest.mock('@salesforce/label/c.JointCall_Coaching_Waiting', () => ({ default: '{0} has not answered' }), {
  virtual: true,
});

const update = updateRecord as unknown as jest.Mock;
const place = { userId: '005000000000001AAA', recordId: 'a02000000000001AAA', form: 'reply' };
const settled = () => new Promise((resolve) => setTimeout(resolve));

type Input = HTMLElement & { value: string; label: string };

async function show(different: Partial<Detail>) {
  const element = createElement('c-joint-call-coaching', { is: JointCallCoaching });
  Object.assign(element, { detail: aDetail(different) });
  document.body.appendChild(element);
  await settled();
  return element;
}

const find = (element: HTMLElement, selector: string) => element.shadowRoot!.querySelector<Input>(selector);

async function type(element: HTMLElement, value: string) {
  find(element, '[data-reply]')!.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  await settled();
}

async function tap(element: HTMLElement, selector: string) {
  find(element, selector)!.click();
  await settled();
}

beforeEach(() => {
  localStorage.clear();
  update.mockReset().mockResolvedValue({ id: 'a02000000000001AAA' });
});
afterEach(() => document.body.replaceChildren());

describe('c-joint-call-coaching', () => {
  it.each(['rep', 'manager', 'other'] as const)('is nothing at all where there is none (%s)', async (role) => {
    const element = await show({ role });
    expect(element.shadowRoot!.childElementCount).toBe(0);
    expect(element.shadowRoot!.textContent).toBe('');
  });

  it('lets the salesperson read and answer in one go', async () => {
    const element = await show({ role: 'rep', coachings: [aCoaching()] });
    const [saved, toast] = [jest.fn(), jest.fn()];
    element.addEventListener('saved', saved);
    element.addEventListener('lightning__showtoast', toast);
    expect(element.shadowRoot!.textContent).toContain('Ask, then be silent');
    expect(element.shadowRoot!.textContent).toContain('You had them.\nThen you went on talking.');
    expect(find(element, '[data-answer]')!.label).toBe('c.JointCall_Coaching_Acknowledge');
    await expect(element).toBeAccessible();
    await type(element, ' Fair. ');
    expect(find(element, '[data-answer]')!.label).toBe('c.JointCall_Coaching_Answer');
    await tap(element, '[data-answer]');
    expect(update).toHaveBeenCalledWith({
      fields: {
        Id: 'a02000000000001AAA',
        Rep_Reply__c: 'Fair.',
        Rep_Acknowledged_On__c: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      },
    });
    expect(saved).toHaveBeenCalledTimes(1);
    expect(toast).toHaveBeenCalledTimes(1);
    expect(openDraft(place).entry).toBeUndefined();
  });

  it('can be acknowledged without a word', async () => {
    const element = await show({ role: 'rep', coachings: [aCoaching()] });
    await tap(element, '[data-answer]');
    expect(update.mock.calls[0][0].fields).toMatchObject({ Rep_Reply__c: null });
  });

  it('shows the answer to both, and lets the salesperson change it without acknowledging anew', async () => {
    const answered = aCoaching({ acknowledgedOn: '2026-11-22', reply: 'Fair.' });
    const managers = await show({ role: 'manager', coachings: [answered] });
    expect(find(managers, '[data-reply-text]')!.textContent).toBe('Fair.');
    expect(find(managers, '[data-change]')).toBeNull();
    expect(find(managers, '[data-reply]')).toBeNull();
    await expect(managers).toBeAccessible();

    const element = await show({ role: 'rep', coachings: [answered] });
    expect(find(element, '[data-reply]')).toBeNull();
    await tap(element, '[data-change]');
    expect(find(element, '[data-reply]')!.value).toBe('Fair.');
    await type(element, 'Fair, and noted.');
    await tap(element, '[data-answer]');
    expect(update.mock.calls[0][0].fields).toMatchObject({
      Rep_Reply__c: 'Fair, and noted.',
      Rep_Acknowledged_On__c: '2026-11-22',
    });
    expect(element.shadowRoot!.activeElement).toBe(find(element, '[data-read]'));
  });

  it('gives a change up without a trace', async () => {
    const answered = aCoaching({ acknowledgedOn: '2026-11-22', reply: 'Fair.' });
    const element = await show({ role: 'rep', coachings: [answered] });
    await tap(element, '[data-change]');
    await type(element, 'No!');
    await tap(element, '[data-cancel]');
    expect(find(element, '[data-reply-text]')!.textContent).toBe('Fair.');
    expect(openDraft(place).entry).toBeUndefined();
  });

  it('tells the manager what is still private, and what waits for an answer', async () => {
    const element = await show({
      role: 'manager',
      coachings: [aCoaching({ id: 'a02000000000002AAA', sharedOn: undefined }), aCoaching()],
    });
    const sections = [...element.shadowRoot!.querySelectorAll('[data-coaching]')];
    expect(sections[0]!.querySelector<Input>('[data-private]')!.label).toBe('c.JointCall_Coaching_Private');
    expect(sections[0]!.querySelector('[data-waiting]')).toBeNull();
    expect(sections[1]!.querySelector('[data-private]')).toBeNull();
    expect(sections[1]!.querySelector('[data-waiting]')!.textContent).toBe('Rolf Berg has not answered');
    expect(find(element, '[data-only-two]')!.textContent).toBe('Only Rolf Berg and Mona Lehr');
    await expect(element).toBeAccessible();
  });

  it('says where to look if only an account was shared', async () => {
    const element = await show({ role: 'rep', coachings: [aCoaching({ focus: '', note: '' })] });
    expect(element.shadowRoot!.textContent).toContain('c.JointCall_Coaching_Only_Account');
  });

  it('shows a rule’s message and keeps the answer', async () => {
    update.mockRejectedValue({
      status: 400,
      body: { output: { errors: [{ message: 'Not yours' }], fieldErrors: {} } },
    });
    const element = await show({ role: 'rep', coachings: [aCoaching()] });
    await type(element, 'Fair.');
    await tap(element, '[data-answer]');
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toContain('c.JointCall_Coaching_Not_Saved');
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toContain('Not yours');
    expect(element.shadowRoot!.activeElement).toBe(find(element, '[data-refusal]'));
    expect(find(element, '[data-reply]')!.value).toBe('Fair.');
    await expect(element).toBeAccessible();
  });

  it('keeps the answer on this device without a connection, and fills it in again', async () => {
    update.mockRejectedValue({ status: 0, body: { message: 'Network error' } });
    const element = await show({ role: 'rep', coachings: [aCoaching()] });
    await type(element, 'From the train');
    await tap(element, '[data-answer]');
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toBe('c.JointCall_Coaching_Offline');
    const later = await show({ role: 'rep', coachings: [aCoaching()] });
    expect(find(later, '[data-reply]')!.value).toBe('From the train');
  });

  it('answers once, however often it is tapped', async () => {
    let finish: (value: unknown) => void = () => undefined;
    update.mockReturnValue(new Promise((resolve) => (finish = resolve)));
    const element = await show({ role: 'rep', coachings: [aCoaching()] });
    await tap(element, '[data-answer]');
    expect(find(element, '[data-answer]')!.label).toBe('c.JointCall_Saving');
    await tap(element, '[data-answer]');
    finish({});
    await settled();
    expect(update).toHaveBeenCalledTimes(1);
  });
});
