import { createElement } from 'lwc';
import JointCallDuties from 'c/jointCallDuties';

function show(duties: unknown) {
  const element = createElement('c-joint-call-duties', { is: JointCallDuties });
  Object.assign(element, { duties });
  document.body.appendChild(element);
  return element;
}

function texts(element: HTMLElement, selector: string): (string | null)[] {
  return [...element.shadowRoot!.querySelectorAll(selector)].map(({ textContent }) => textContent);
}

afterEach(() => document.body.replaceChildren());

describe('c-joint-call-duties', () => {
  it('says who held each duty in words', async () => {
    const element = show([
      { field: 'Agenda_Set_By__c', holder: 'Rep' },
      { field: 'Close_Asked_By__c', holder: 'Manager' },
      { field: 'Close_Opened_By__c', holder: 'Not reached' },
      { field: 'Introduced_By__c', holder: undefined },
    ]);
    expect(texts(element, '.name')).toEqual([
      'c.JointCall_Duty_Agenda',
      'c.JointCall_Duty_Ask',
      'c.JointCall_Duty_Close',
      'c.JointCall_Duty_Introduction',
    ]);
    expect(texts(element, '.holder')).toEqual([
      'c.JointCall_Holder_Rep',
      'c.JointCall_Holder_Manager',
      'c.JointCall_Holder_Not_Reached',
      'c.JointCall_Holder_Not_Told',
    ]);
    await expect(element).toBeAccessible();
  });

  it('marks only what the manager held', () => {
    const element = show([
      { field: 'Agenda_Set_By__c', holder: 'Rep' },
      { field: 'Close_Asked_By__c', holder: 'Manager' },
    ]);
    expect(texts(element, '.duty_manager .name')).toEqual(['c.JointCall_Duty_Ask']);
  });

  it('shows nothing of an empty list', async () => {
    const element = show([]);
    expect(element.shadowRoot!.querySelectorAll('li')).toHaveLength(0);
  });
});
