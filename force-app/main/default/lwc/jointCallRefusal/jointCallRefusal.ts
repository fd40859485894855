import { LightningElement, api } from 'lwc';

/**
 * What did not work, and the org's own words for why. Whoever shows it gives it `role="alert"`, so that it is read out,
 * and `tabindex="-1"`, so that it can be brought into sight by its focus.
 */
export default class JointCallRefusal extends LightningElement {
  /** What did not work, a sentence. */
  @api problem = '';

  /** Why, as `refusalMessages` has it; none where the problem says it all. */
  @api messages: string[] = [];
}
