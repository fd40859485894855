import { createElement } from 'lwc';
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import JointCallDebrief from 'c/jointCallDebrief';
import type { Detail } from 'c/jointCallDetail';
import { keepDraft, openDraft } from 'c/jointCallDraft';
import { aCoaching, aDetail } from '../../jointCallDetail/__tests__/data/detail';

jest.mock('@salesforce/user/Id', () => ({ default: '005000000000002AAA' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Debrief_Share', () => ({ default: 'Share with {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Debrief_Asked', () => ({ default: '{0} asked' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Debrief_Not_Told', () => ({ default: '{0} has not told' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Debrief_Account_Help', () => ({ default: 'Without {0}’s' }), {
  virtual: true,
});

const create = createRecord as unknown as jest.Mock;
const update = updateRecord as unknown as jest.Mock;
const place = { userId: '005000000000002AAA', recordId: 'a00000000000001AAA', form: 'debrief' };
const settled = () => new Promise((resolve) => setTimeout(resolve));
const refusal = (message: string, errorCode = 'FIELD_CUSTOM_VALIDATION_EXCEPTION') => ({
  status: 400,
  body: { output: { errors: [{ message, errorCode }], fieldErrors: {} } },
});

type Input = HTMLElement & { value: string; label: string; checked: boolean; options: unknown[] };

async function show(different: Partial<Detail> = {}, props: Record<string, unknown> = {}) {
  const element = createElement('c-joint-call-debrief', { is: JointCallDebrief });
  Object.assign(element, { detail: aDetail(different), ...props });
  document.body.appendChild(element);
  await settled();
  return element as HTMLElement & { detail: Detail };
}

const find = (element: HTMLElement, selector: string) => element.shadowRoot!.querySelector<Input>(selector);

async function enter(element: HTMLElement, selector: string, detail: Record<string, unknown>) {
  find(element, selector)!.dispatchEvent(new CustomEvent('change', { detail }));
  await settled();
}

async function tap(element: HTMLElement, selector: string) {
  find(element, selector)!.click();
  await settled();
}

const giveAccount = async (element: HTMLElement, ask = 'Rep') => {
  await enter(element, '[data-holder="agenda"]', { value: 'Rep' });
  await enter(element, '[data-holder="transitions"]', { value: 'Rep' });
  await enter(element, '[data-holder="ask"]', { value: ask });
};

beforeEach(() => {
  localStorage.clear();
  create.mockReset().mockResolvedValue({ id: 'a02000000000009AAA' });
  update.mockReset().mockResolvedValue({ id: 'a00000000000001AAA' });
});
afterEach(() => document.body.replaceChildren());

describe('c-joint-call-debrief', () => {
  it('asks how the manager took part, what they remember, and what to work on', async () => {
    const element = await show();
    expect(find(element, '[data-part="participation"]')!.options).toHaveLength(2);
    expect(element.shadowRoot!.querySelectorAll('[data-help]')).toHaveLength(4);
    expect(element.shadowRoot!.querySelectorAll('[data-holder]')).toHaveLength(3);
    expect(find(element, '[data-holder="ask"]')!.value).toBeUndefined();
    expect(element.shadowRoot!.textContent).toContain('Without Rolf Berg’s');
    expect(find(element, '[data-part="focus"]')!.label).toBe('c.JointCall_Debrief_Focus');
    await expect(element).toBeAccessible();
  });

  it('shows beside each way of helping whether the salesperson asked for it, and their words', async () => {
    const element = await show();
    expect(find(element, '[data-asked="Questions"]')!.label).toBe('Rolf Berg asked');
    expect(find(element, '[data-asked="Climate"]')).toBeNull();
    expect(find(element, '[data-ask-note]')!.textContent).toContain('The finance part, please');
  });

  it('does not ask a manager who only observed where they helped', async () => {
    const element = await show();
    await enter(element, '[data-part="participation"]', { value: 'Observed only' });
    expect(find(element, '[data-help]')).toBeNull();
  });

  it('takes help for having taken part', async () => {
    const element = await show();
    await enter(element, '[data-help="Questions"]', { checked: true });
    expect(find(element, '[data-part="participation"]')!.value).toBe('Contributed');
    await tap(element, '[data-save]');
    expect(update).toHaveBeenCalledWith({
      fields: {
        Id: 'a00000000000001AAA',
        Manager_Participation__c: 'Contributed',
        Helped_Questions__c: true,
      },
    });
    expect(create).not.toHaveBeenCalled();
  });

  it('asks why where the manager remembers to have held a duty', async () => {
    const element = await show();
    expect(find(element, '[data-part="reason"]')).toBeNull();
    await giveAccount(element, 'Manager');
    expect(find(element, '[data-part="reason"]')!.options).toContainEqual({
      label: 'Deal at risk',
      value: 'Deal at risk',
    });
    await expect(element).toBeAccessible();
  });

  it('saves both records and keeps the coaching private', async () => {
    const element = await show();
    const [saved, toast] = [jest.fn(), jest.fn()];
    element.addEventListener('saved', saved);
    element.addEventListener('lightning__showtoast', toast);
    await giveAccount(element);
    await enter(element, '[data-held-back]', { checked: true });
    await tap(element, '[data-save]');
    expect(create.mock.calls[0][0].fields).toMatchObject({ Account_Close_Asked_By__c: 'Rep' });
    expect(create.mock.calls[0][0].fields).not.toHaveProperty('Shared_On__c');
    expect(create.mock.calls[0][0].fields.External_Id__c).toMatch(/^[0-9a-f]{32}$/);
    expect(update.mock.calls[0][0].fields).toEqual({ Id: 'a00000000000001AAA', Manager_Held_Back__c: true });
    expect(saved.mock.calls[0][0].detail).toEqual({ action: 'save' });
    expect(toast).toHaveBeenCalledTimes(1);
    expect(openDraft(place).entry).toBeUndefined();
  });

  it('shares by one tap, and closes by one', async () => {
    const element = await show();
    expect(find(element, '[data-share]')!.label).toBe('Share with Rolf Berg');
    await giveAccount(element);
    await tap(element, '[data-share]');
    expect(create.mock.calls[0][0].fields.Shared_On__c).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(update).not.toHaveBeenCalled();
    const other = await show();
    await giveAccount(other);
    await tap(other, '[data-close]');
    expect(update.mock.calls[0][0].fields).toEqual({ Id: 'a00000000000001AAA', Status__c: 'Debriefed' });
  });

  it('says why the call cannot be closed before the salesperson has told, and saves everything else', async () => {
    const element = await show({ level: 'Not told yet' });
    expect(find(element, '[data-not-told]')!.textContent).toBe('Rolf Berg has not told');
    expect(find(element, '[role="alert"]')).toBeNull();
    expect(find(element, '[data-close]')).toBeNull();
    expect(find(element, '[data-save]')).not.toBeNull();
    expect(find(element, '[data-share]')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it('says that what is shared is read at once, and offers no second sharing', async () => {
    const element = await show({ coachings: [aCoaching()] });
    expect(find(element, '[data-privacy]')!.textContent).toBe('c.JointCall_Debrief_Shared_Already');
    expect(find(element, '[data-share]')).toBeNull();
    expect(find(element, '[data-close]')!.label).toBe('c.JointCall_Debrief_Close');
    expect(find(element, '[data-save]')!.label).toBe('c.JointCall_Debrief_Save_Shared');
  });

  it('leaves only the coaching open once the call is closed', async () => {
    const element = await show({ status: 'Debriefed', coachings: [aCoaching({ sharedOn: undefined })] });
    expect(find(element, '[data-locked]')!.textContent).toBe('c.JointCall_Debrief_Locked_Part');
    expect(find(element, '[data-part="participation"]')).toBeNull();
    expect(find(element, '[data-close]')).toBeNull();
    await tap(element, '[data-share]');
    expect(update.mock.calls[0][0].fields).toMatchObject({
      Id: 'a02000000000001AAA',
      Shared_On__c: expect.any(String),
    });
    expect(update).toHaveBeenCalledTimes(1);
    await expect(element).toBeAccessible();
  });

  it('has nothing to save or to share until something is entered', async () => {
    const element = await show();
    await tap(element, '[data-save]');
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toBe('c.JointCall_Debrief_Nothing');
    expect(element.shadowRoot!.activeElement).toBe(find(element, '[data-refusal]'));
    await tap(element, '[data-share]');
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toBe('c.JointCall_Debrief_Nothing_To_Share');
    expect([...create.mock.calls, ...update.mock.calls]).toEqual([]);
    await expect(element).toBeAccessible();
  });

  it('shows a rule’s message and keeps what was entered', async () => {
    create.mockRejectedValue(refusal('Only the manager'));
    const element = await show();
    await giveAccount(element);
    await enter(element, '[data-part="note"]', { value: 'Well done' });
    await tap(element, '[data-share]');
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toContain('c.JointCall_Debrief_Not_Saved');
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toContain('Only the manager');
    expect(find(element, '[data-part="note"]')!.value).toBe('Well done');
    expect(update).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
  });

  it('says that half of it is saved, reads anew, and completes it without a double', async () => {
    update.mockRejectedValueOnce(refusal('Locked by somebody'));
    const element = await show();
    const reread = jest.fn();
    element.addEventListener('reread', reread);
    await giveAccount(element);
    await enter(element, '[data-held-back]', { checked: true });
    await tap(element, '[data-share]');
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toContain('c.JointCall_Debrief_Half_Shared');
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toContain('Locked by somebody');
    expect(reread).toHaveBeenCalledTimes(1);
    const account = { agenda: 'Rep', transitions: 'Rep', ask: 'Rep' } as const;
    const saved = aCoaching({ id: 'a02000000000009AAA', account, focus: '', note: '' });
    element.detail = aDetail({ coachings: [saved] });
    await settled();
    expect(find(element, '[data-held-back]')!.checked).toBe(true);
    await tap(element, '[data-save]');
    expect(create).toHaveBeenCalledTimes(1);
    expect(update).toHaveBeenLastCalledWith({ fields: { Id: 'a00000000000001AAA', Manager_Held_Back__c: true } });
  });

  it('says half saved where it was not to be shared', async () => {
    update.mockRejectedValueOnce(refusal('no'));
    const element = await show();
    await giveAccount(element);
    await enter(element, '[data-held-back]', { checked: true });
    await tap(element, '[data-save]');
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toContain('c.JointCall_Debrief_Half_Saved');
  });

  it('goes on by itself where an earlier attempt was saved and its answer lost', async () => {
    create.mockRejectedValueOnce(refusal('duplicate', 'DUPLICATE_VALUE'));
    const element = await show();
    const saved = jest.fn();
    element.addEventListener('saved', saved);
    await giveAccount(element);
    await tap(element, '[data-share]');
    expect(saved).not.toHaveBeenCalled();
    element.detail = aDetail({ coachings: [aCoaching({ sharedOn: undefined, focus: '', note: '' })] });
    await settled();
    expect(create).toHaveBeenCalledTimes(1);
    expect(update.mock.calls[0][0].fields).toEqual({ Id: 'a02000000000001AAA', Shared_On__c: expect.any(String) });
    expect(saved).toHaveBeenCalledTimes(1);
  });

  it('keeps everything on this device without a connection, and says so', async () => {
    create.mockRejectedValue({ status: 0, body: { message: 'Network error' } });
    const element = await show();
    await giveAccount(element);
    expect(element.shadowRoot!.querySelector('.kept')!.textContent).toBe('c.JointCall_Debrief_Kept');
    await tap(element, '[data-save]');
    expect(find(element, '[data-refusal]')!.shadowRoot!.textContent).toBe('c.JointCall_Debrief_Offline');
    expect(openDraft(place).entry).toMatchObject({ account: { ask: 'Rep' } });
  });

  it('fills in a draft of this device, with its key, and can discard it', async () => {
    const entry = { focus: 'From the train', note: '' };
    keepDraft(place, 'the-key', entry);
    const element = await show();
    expect(find(element, '[data-restored] p')!.textContent).toBe('c.JointCall_Debrief_Draft_Found');
    expect(find(element, '[data-part="focus"]')!.value).toBe('From the train');
    await expect(element).toBeAccessible();
    await tap(element, '[data-save]');
    expect(create.mock.calls[0][0].fields.External_Id__c).toBe('the-key');
    keepDraft(place, 'the-key', entry);
    const other = await show();
    await tap(other, '[data-discard]');
    expect(find(other, '[data-restored]')).toBeNull();
    expect(find(other, '[data-part="focus"]')!.value).toBe('');
    expect(openDraft(place).entry).toBeUndefined();
  });

  it('keeps what is being entered when the page reads anew, and takes over what was saved elsewhere otherwise', async () => {
    const element = await show();
    element.detail = aDetail({ heldBack: true });
    await settled();
    expect(find(element, '[data-held-back]')!.checked).toBe(true);
    await enter(element, '[data-part="focus"]', { value: 'Mine' });
    element.detail = aDetail({ heldBack: false });
    await settled();
    expect(find(element, '[data-part="focus"]')!.value).toBe('Mine');
  });

  it('saves once, however often it is tapped', async () => {
    let finish: (value: { id: string }) => void = () => undefined;
    create.mockReturnValue(new Promise((resolve) => (finish = resolve)));
    const element = await show();
    await giveAccount(element);
    await tap(element, '[data-save]');
    expect(find(element, '[data-save]')!.label).toBe('c.JointCall_Saving');
    await tap(element, '[data-save]');
    finish({ id: 'a02000000000009AAA' });
    await settled();
    expect(create).toHaveBeenCalledTimes(1);
  });

  it('can be closed again where it was opened by hand', async () => {
    expect(find(await show(), '[data-cancel]')).toBeNull();
    const element = await show({}, { canCancel: true });
    const cancel = jest.fn();
    element.addEventListener('cancel', cancel);
    await tap(element, '[data-cancel]');
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  it('is empty until there is a call', async () => {
    const element = await show({}, { detail: undefined });
    expect(find(element, '[data-save]')).toBeNull();
  });
});
