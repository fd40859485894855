import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import type { Section } from 'shell/sections';

/** The whole record as a form, over the page. */
export default class FormModal extends LightningModal {
  @api objectApiName = '';
  @api recordId = '';
  @api sections: readonly Section[] = [];

  handleDone(): void {
    this.close();
  }
}
