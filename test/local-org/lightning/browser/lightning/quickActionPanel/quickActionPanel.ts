import { LightningElement, api } from 'lwc';

/** `lightning-quick-action-panel`: header, body and footer of a screen action. */
export default class QuickActionPanel extends LightningElement {
  @api header = '';
}
