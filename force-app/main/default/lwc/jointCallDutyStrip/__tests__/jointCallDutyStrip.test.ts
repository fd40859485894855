import { createElement } from 'lwc';
import JointCallDutyStrip from 'c/jointCallDutyStrip';
import type { Detail } from 'c/jointCallDetail';
import { aCoaching, aDetail } from '../../jointCallDetail/__tests__/data/detail';

jest.mock('@salesforce/label/c.JointCall_Level', () => ({ default: 'Takeover: {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Strip_Folded', () => ({ default: '{0} is folded' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Strip_Not_Told', () => ({ default: '{0} has not told' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Reps_Duties', () => ({ default: 'These are {0}’s' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Strip_Difference', () => ({ default: '{0}: {1} says {2}, {3} says {4}' }), {
  virtual: true,
});

function show(different: Partial<Detail>) {
  const element = createElement('c-joint-call-duty-strip', { is: JointCallDutyStrip });
  Object.assign(element, { detail: aDetail(different) });
  document.body.appendChild(element);
  return element.shadowRoot!;
}

const settled = () => Promise.resolve();

afterEach(() => document.body.replaceChildren());

describe('c-joint-call-duty-strip', () => {
  it('shows the salesperson’s account, what it makes of the call, and why', async () => {
    const root = show({ role: 'rep', closeTypeLabel: 'Small c', nextStep: 'Send it', nextStepDate: '2026-11-27' });
    expect(root.querySelector<HTMLElement & { label: string }>('[data-level]')!.label).toBe('Takeover: Partial');
    expect(root.querySelector<HTMLElement & { duties: unknown[] }>('c-joint-call-duties')!.duties).toHaveLength(6);
    expect(root.querySelector('[data-fact="reason"]')!.textContent).toContain('No reason');
    expect(root.querySelector('[data-fact="close"]')!.textContent).toContain('Small c');
    expect(root.querySelector('[data-fact="next"]')!.textContent).toContain('Send it');
    expect(root.querySelector('[data-compared]')).toBeNull();
    await expect(root.host).toBeAccessible();
  });

  it('says how the manager took part', () => {
    const helped = { Climate: false, Questions: true, Presenting: false, Objections: false };
    const root = show({ role: 'other', participationLabel: 'Contributed', helped, heldBack: true });
    expect(root.querySelector('[data-fact="part"] dd')!.textContent).toBe(
      'Contributed · c.JointCall_Help_Questions · c.JointCall_Strip_Held_Back',
    );
  });

  it('tells everyone but the salesperson whose account it is', () => {
    expect(show({ role: 'other' }).textContent).toContain('These are Rolf Berg’s');
    expect(show({ role: 'rep' }).textContent).not.toContain('These are');
  });

  it.each(['', 'Not told yet'])('says that the salesperson has not told (level "%s")', async (level) => {
    const root = show({ level, levelLabel: level });
    expect(root.querySelector('[data-not-told]')!.textContent).toBe('Rolf Berg has not told');
    expect(root.querySelector('c-joint-call-duties')).toBeNull();
    expect(root.querySelector('[data-folded]')).toBeNull();
    await expect(root.host).toBeAccessible();
  });

  it('keeps the salesperson’s account folded until the manager has given theirs, and says so', async () => {
    const root = show({});
    expect(root.querySelector('[data-folded]')!.textContent).toContain('Rolf Berg is folded');
    expect(root.querySelector('c-joint-call-duties')).toBeNull();
    expect(root.querySelector('[data-level]')).toBeNull();
    await expect(root.host).toBeAccessible();
  });

  it('unfolds it on request: it is a courtesy, no secret', async () => {
    const root = show({});
    root.querySelector<HTMLElement>('[data-unfold]')!.click();
    await settled();
    expect(root.querySelector('c-joint-call-duties')).not.toBeNull();
  });

  it('stays folded where the manager has only written a note, and opens with their account', () => {
    const none = { agenda: undefined, transitions: undefined, ask: undefined };
    const note = aCoaching({ sharedOn: undefined, account: none });
    expect(show({ coachings: [note] }).querySelector('[data-folded]')).not.toBeNull();
    const account = aCoaching({ sharedOn: undefined });
    expect(show({ coachings: [account] }).querySelector('[data-folded]')).toBeNull();
  });

  it.each(['rep', 'other'] as const)('is never folded for a %s', (role) => {
    expect(show({ role }).querySelector('[data-folded]')).toBeNull();
  });

  it('is not folded any more once the call is closed', () => {
    expect(show({ status: 'Debriefed' }).querySelector('[data-folded]')).toBeNull();
  });

  it('lays both accounts side by side once shared, and words a difference as a talking point', async () => {
    const root = show({ role: 'rep', coachings: [aCoaching()] });
    const cells = [...root.querySelectorAll('[data-row="ask"] td')].map(({ textContent }) => textContent);
    expect(cells).toEqual(['c.JointCall_Holder_Manager', 'c.JointCall_Holder_Rep']);
    expect([...root.querySelectorAll('[data-differ] li')].map(({ textContent }) => textContent)).toEqual([
      'c.JointCall_Strip_Ask: Rolf Berg says c.JointCall_Holder_Manager, Mona Lehr says c.JointCall_Holder_Rep',
    ]);
    expect(root.querySelector('[data-differ]')!.textContent).toContain('c.JointCall_Strip_Differ_Help');
    await expect(root.host).toBeAccessible();
  });

  it('says that they remember it alike', () => {
    const account = { agenda: 'Rep', transitions: 'Rep', ask: 'Manager' } as const;
    const alike = show({ role: 'rep', coachings: [aCoaching({ account })] });
    expect(alike.querySelector('[data-alike]')!.textContent).toBe('c.JointCall_Strip_Same');
    const partly = show({ role: 'rep', coachings: [aCoaching({ account: { ...account, ask: undefined } })] });
    expect(partly.querySelector('[data-alike]')!.textContent).toBe('c.JointCall_Strip_Partly');
  });

  it('compares nothing before it is shared, nor where no account was given', () => {
    const unshared = show({ coachings: [aCoaching({ sharedOn: undefined })] });
    expect(unshared.querySelector('[data-compared]')).toBeNull();
    const none = { agenda: undefined, transitions: undefined, ask: undefined };
    const onlyNote = show({ role: 'rep', coachings: [aCoaching({ account: none })] });
    expect(onlyNote.querySelector('[data-compared]')).toBeNull();
  });
});
