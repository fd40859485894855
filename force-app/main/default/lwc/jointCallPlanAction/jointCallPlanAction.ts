import { LightningElement, api } from 'lwc';
import { CloseActionScreenEvent } from 'lightning/actions';
import TITLE from '@salesforce/label/c.JointCall_Plan_Title';

/** The quick action's screen around the plan form; closes once the plan is saved or given up. */
export default class JointCallPlanAction extends LightningElement {
  @api recordId: string | undefined;

  title = TITLE;

  close() {
    this.dispatchEvent(new CloseActionScreenEvent());
  }
}
