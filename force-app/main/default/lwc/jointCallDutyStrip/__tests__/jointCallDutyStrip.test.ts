import { createElement } from 'lwc';
import { graphql } from 'lightning/graphql';
import JointCallDutyStrip from 'c/jointCallDutyStrip';
import node from '../../jointCall/__tests__/data/call.json';

jest.mock('@salesforce/label/c.JointCall_Level', () => ({ default: 'Takeover: {0}' }), { virtual: true });

const wire = graphql as unknown as {
  emit(data: unknown, filter?: undefined, refresh?: () => Promise<void>): void;
  emitErrors(errors: unknown, filter?: undefined, refresh?: () => Promise<void>): void;
  getLastConfig(): { variables: Record<string, unknown> };
};
const settled = () => Promise.resolve();

function show() {
  const element = createElement('c-joint-call-duty-strip', { is: JointCallDutyStrip });
  Object.assign(element, { recordId: 'a00000000000001AAA' });
  document.body.appendChild(element);
  return element;
}

function answer(...nodes: unknown[]) {
  return { uiapi: { query: { Joint_Call__c: { edges: nodes.map((each) => ({ node: each })) } } } };
}

afterEach(() => document.body.replaceChildren());

describe('c-joint-call-duty-strip', () => {
  it('says that it loads', async () => {
    const element = show();
    await settled();
    expect(element.shadowRoot!.querySelector('[role="status"]')!.textContent).toBe('c.JointCall_Loading');
    await expect(element).toBeAccessible();
  });

  it('asks for its own record and shows level, reason and duties', async () => {
    const element = show();
    await settled();
    expect(wire.getLastConfig().variables).toEqual({ id: 'a00000000000001AAA' });
    wire.emit(answer(node));
    await settled();
    const root = element.shadowRoot!;
    expect(root.querySelector<HTMLElement & { label: string }>('lightning-badge')!.label).toBe('Takeover: Partial');
    expect(root.textContent).toContain('c.JointCall_Step_In_Reason: No reason');
    const duties = root.querySelector<HTMLElement & { duties: unknown[] }>('c-joint-call-duties')!;
    expect(duties.duties).toHaveLength(6);
    await expect(element).toBeAccessible();
  });

  it('says so where the call is out of reach, and tries again', async () => {
    const refresh = jest.fn(() => Promise.resolve());
    const element = show();
    await settled();
    wire.emitErrors([{ message: 'no' }], undefined, refresh);
    await settled();
    expect(element.shadowRoot!.querySelector('[role="alert"] p')!.textContent).toBe('c.JointCall_Call_Not_Readable');
    element.shadowRoot!.querySelector<HTMLElement>('lightning-button')!.click();
    expect(refresh).toHaveBeenCalledTimes(1);
    await expect(element).toBeAccessible();
  });

  it('says so where there is no such call', async () => {
    const element = show();
    await settled();
    wire.emit(answer());
    await settled();
    expect(element.shadowRoot!.querySelector('[role="alert"]')).not.toBeNull();
  });
});
