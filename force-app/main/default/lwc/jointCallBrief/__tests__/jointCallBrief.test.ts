import { createElement } from 'lwc';
import JointCallBrief from 'c/jointCallBrief';
import type { Detail } from 'c/jointCallDetail';
import { aDetail } from '../../jointCallDetail/__tests__/data/detail';

jest.mock('@salesforce/i18n/timeZone', () => ({ default: 'Europe/Berlin' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Brief_Leave', () => ({ default: 'Leave to {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Brief_Asks', () => ({ default: '{0} is asked' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Brief_No_Agenda', () => ({ default: '{0} has none' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Brief_Minutes', () => ({ default: '{0} min' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Plan_Start_Fixed', () => ({ default: '{0} moves it' }), { virtual: true });

const planned = (different: Partial<Detail> = {}) => aDetail({ status: 'Planned', level: '', ...different });
const bare = { ...planned().plan, agenda: '', start: undefined, minutes: undefined, opening: undefined, askNote: '' };
const asksNothing = { Climate: false, Questions: false, Presenting: false, Objections: false };

function show(detail: Detail) {
  const element = createElement('c-joint-call-brief', { is: JointCallBrief });
  Object.assign(element, { detail });
  document.body.appendChild(element);
  return element.shadowRoot!;
}

const lines = (root: ShadowRoot, side: string) =>
  [...root.querySelectorAll(`[data-${side}] li`)].map(({ textContent }) => textContent);

afterEach(() => document.body.replaceChildren());

describe('c-joint-call-brief', () => {
  it('has agenda, time frame, who opens, and what the manager is asked to help with', async () => {
    const root = show(planned());
    expect(root.querySelector('[data-agenda]')!.textContent).toBe('Needs\nOffer\nNext step');
    const time = root.querySelector<HTMLElement & { value: string; timeZone: string }>(
      'lightning-formatted-date-time',
    )!;
    expect(time.value).toBe('2026-11-20T09:00:00.000Z');
    expect(time.timeZone).toBe('Europe/Berlin');
    expect(root.textContent).toContain('45 min');
    expect(root.querySelector('[data-opening]')!.textContent).toBe('Rolf Berg');
    const asks = [...root.querySelectorAll<HTMLElement & { label: string }>('[data-asks] lightning-badge')];
    expect(asks.map(({ label }) => label)).toEqual(['c.JointCall_Help_Questions']);
    expect(root.querySelector('[data-ask-note]')!.textContent).toBe('The finance part, please');
    expect(root.textContent).toContain('c.JointCall_Brief_Asks_Mine');
    expect(show(planned({ role: 'rep' })).textContent).toContain('Mona Lehr is asked');
    await expect(root.host).toBeAccessible();
  });

  it('tells the manager what is theirs to do, and what to leave to the salesperson', async () => {
    const root = show(planned());
    expect(lines(root, 'yours')).toEqual([
      'c.JointCall_Brief_Do_Help',
      'c.JointCall_Brief_Do_Part',
      'c.JointCall_Brief_Do_Risk',
      'c.JointCall_Brief_Do_Coach',
    ]);
    expect(lines(root, 'theirs')).toEqual([
      'c.JointCall_Brief_Leave_Opening',
      'c.JointCall_Brief_Leave_Agenda',
      'c.JointCall_Brief_Leave_Transitions',
      'c.JointCall_Brief_Leave_Ask',
    ]);
    expect(root.querySelector('[data-theirs] h3')!.textContent).toBe('Leave to Rolf Berg');
    await expect(root.host).toBeAccessible();
  });

  it('has the manager open where that is agreed, yet never the agenda, the transitions or the ask', () => {
    const root = show(planned({ plan: { ...planned().plan, opening: 'Manager', asks: asksNothing, askNote: '' } }));
    expect(root.querySelector('[data-opening]')!.textContent).toBe('Mona Lehr');
    expect(lines(root, 'yours')[0]).toBe('c.JointCall_Brief_Do_Open');
    expect(lines(root, 'yours')).not.toContain('c.JointCall_Brief_Do_Help');
    expect(lines(root, 'theirs')).toEqual([
      'c.JointCall_Brief_Leave_Agenda',
      'c.JointCall_Brief_Leave_Transitions',
      'c.JointCall_Brief_Leave_Ask',
    ]);
  });

  it.each(['rep', 'other'] as const)('has no such lists for a %s', (role) => {
    const root = show(planned({ role }));
    expect(root.querySelector('[data-yours]')).toBeNull();
    expect(root.querySelector('[data-theirs]')).toBeNull();
  });

  it('lets the manager change the day as long as no time is set, and says whose it is before they try', async () => {
    const open = show(planned({ plan: bare }));
    expect(open.querySelector<HTMLElement & { label: string }>('[data-change]')!.label).toBe(
      'c.JointCall_Do_Change_Day',
    );
    expect(open.querySelector('[data-start-fixed]')).toBeNull();
    const fixed = show(planned());
    expect(fixed.querySelector('[data-change]')).toBeNull();
    expect(fixed.querySelector('[data-start-fixed]')!.textContent).toBe('Rolf Berg moves it');
    await expect(fixed.host).toBeAccessible();
    for (const role of ['rep', 'other'] as const)
      expect(show(planned({ role })).querySelector('[data-start-fixed]')).toBeNull();
  });

  it('lets the salesperson change the plan, and nobody else', () => {
    const root = show(planned({ role: 'rep' }));
    const change = jest.fn();
    root.host.addEventListener('change', change);
    root.querySelector<HTMLElement>('[data-change]')!.click();
    expect(change).toHaveBeenCalledTimes(1);
    expect(root.textContent).toContain('c.JointCall_Choose_Manager');
    expect(show(planned({ role: 'manager' })).querySelector('[data-change]')).toBeNull();
    expect(show(planned({ role: 'other' })).querySelector('[data-change]')).toBeNull();
    expect(show(aDetail({ role: 'rep' })).querySelector('[data-change]')).toBeNull();
  });

  it('says so where there is no agenda yet, to each in their words', async () => {
    const mine = show(planned({ role: 'rep', plan: bare }));
    expect(mine.querySelector('[data-no-agenda]')!.textContent).toBe('c.JointCall_Brief_No_Agenda_Mine');
    expect(mine.querySelector('[data-opening]')!.textContent).toBe('c.JointCall_Brief_Not_Said');
    const others = show(planned({ plan: { ...bare, asks: asksNothing } }));
    expect(others.querySelector('[data-no-agenda]')!.textContent).toBe('Rolf Berg has none');
    expect(others.textContent).toContain('c.JointCall_Brief_No_Asks');
    await expect(others.host).toBeAccessible();
  });

  it('shows the day where no time is set', () => {
    const root = show(planned({ plan: bare }));
    const time = root.querySelector<HTMLElement & { value: string; timeZone: string }>(
      'lightning-formatted-date-time',
    )!;
    expect(time.value).toBe('2026-11-20');
    expect(time.timeZone).toBe('UTC');
    expect(root.textContent).not.toContain('min');
  });

  it('is empty until there is a call', () => {
    const root = show(undefined as unknown as Detail);
    expect(root.querySelector('dl')).toBeNull();
  });
});
