import { LightningElement, api } from 'lwc';
import { keyed, type KeyedSection, type Section } from 'shell/sections';

/** The fields of a layout as a form. Fires `saved` with the record's Id, or `cancel`. */
export default class RecordForm extends LightningElement {
  @api objectApiName = '';
  @api recordId: string | undefined;
  @api sections: readonly Section[] = [];

  get shownSections(): KeyedSection[] {
    return keyed(this.sections);
  }

  handleSuccess(event: CustomEvent<{ id: string }>): void {
    this.dispatchEvent(new CustomEvent('saved', { detail: { recordId: event.detail.id } }));
  }

  handleCancel(): void {
    this.dispatchEvent(new CustomEvent('cancel'));
  }
}
