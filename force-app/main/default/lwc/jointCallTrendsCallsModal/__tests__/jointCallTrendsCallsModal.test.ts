import { createElement } from 'lwc';
import JointCallTrendsCallsModal from 'c/jointCallTrendsCallsModal';

afterEach(() => document.body.replaceChildren());

it('shows the calls under what they are, and closes', async () => {
  const element = createElement('c-joint-call-trends-calls-modal', { is: JointCallTrendsCallsModal });
  const where = { and: [] };
  Object.assign(element, { heading: 'North: Taken over', where });
  const closed = jest.fn();
  element.addEventListener('privateclose', closed);
  document.body.appendChild(element);
  await Promise.resolve();
  const find = <T extends HTMLElement>(selector: string) => element.shadowRoot!.querySelector<T>(selector)!;
  expect(find<HTMLElement & { label: string }>('lightning-modal-header').label).toBe('North: Taken over');
  expect(find<HTMLElement & { where: unknown }>('c-joint-call-trends-calls').where).toEqual(where);
  find('[data-close]').click();
  expect(closed).toHaveBeenCalledTimes(1);
});
