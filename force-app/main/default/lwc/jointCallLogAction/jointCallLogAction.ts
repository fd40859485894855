import { LightningElement, api } from 'lwc';
import { CloseActionScreenEvent } from 'lightning/actions';
import TITLE from '@salesforce/label/c.JointCall_Log_Title';

/** The quick action's screen around the log form; closes once the call is saved or given up. */
export default class JointCallLogAction extends LightningElement {
  @api recordId: string | undefined;

  title = TITLE;

  close() {
    this.dispatchEvent(new CloseActionScreenEvent());
  }
}
