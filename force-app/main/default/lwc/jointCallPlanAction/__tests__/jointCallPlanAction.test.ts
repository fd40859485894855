import { createElement } from 'lwc';
import { CloseScreenEventName } from 'lightning/actions';
import JointCallPlanAction from 'c/jointCallPlanAction';

jest.mock(
  'lightning/actions',
  () => ({
    CloseScreenEventName: 'closeactionscreen',
    CloseActionScreenEvent: class extends CustomEvent<unknown> {
      constructor() {
        super('closeactionscreen');
      }
    },
  }),
  { virtual: true },
);

describe('c-joint-call-plan-action', () => {
  it.each(['planned', 'cancel'])('closes its screen on %s', async (event) => {
    const element = createElement('c-joint-call-plan-action', { is: JointCallPlanAction });
    Object.assign(element, { recordId: '006000000000001AAA' });
    const closed = jest.fn();
    element.addEventListener(CloseScreenEventName, closed);
    document.body.appendChild(element);
    await Promise.resolve();
    const form = element.shadowRoot!.querySelector<HTMLElement & { opportunityId: string }>('c-joint-call-plan')!;
    expect(form.opportunityId).toBe('006000000000001AAA');
    await expect(element).toBeAccessible();
    form.dispatchEvent(new CustomEvent(event));
    expect(closed).toHaveBeenCalledTimes(1);
  });
});
