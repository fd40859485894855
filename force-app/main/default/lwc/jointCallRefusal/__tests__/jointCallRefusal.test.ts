import { createElement } from 'lwc';
import JointCallRefusal from 'c/jointCallRefusal';

function show(problem: string, messages: string[]) {
  const element = createElement('c-joint-call-refusal', { is: JointCallRefusal });
  Object.assign(element, { problem, messages });
  document.body.appendChild(element);
  return element;
}

afterEach(() => document.body.replaceChildren());

describe('a refusal', () => {
  it('says what did not work, and each reason that the org gave', async () => {
    const element = show('Not saved.', ['Only the owner', 'Too late']);
    expect(element.shadowRoot!.querySelector('h3')!.textContent).toBe('Not saved.');
    expect([...element.shadowRoot!.querySelectorAll('p')].map((p) => p.textContent)).toEqual([
      'Only the owner',
      'Too late',
    ]);
    await expect(element).toBeAccessible();
  });

  it('needs no reason where the problem says it all', async () => {
    const element = show('There is no connection.', []);
    expect(element.shadowRoot!.querySelectorAll('p')).toHaveLength(0);
    await expect(element).toBeAccessible();
  });
});
