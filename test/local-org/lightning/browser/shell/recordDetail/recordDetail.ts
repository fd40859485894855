import { LightningElement, api } from 'lwc';
import { keyed, type KeyedSection, type Section } from 'shell/sections';

/** The record's fields as its layout places them, read or edited in place. */
export default class RecordDetail extends LightningElement {
  @api objectApiName = '';
  @api recordId = '';
  @api canEdit = false;
  @api sections: readonly Section[] = [];

  editing = false;

  get shownSections(): KeyedSection[] {
    return keyed(this.sections);
  }

  get offerEdit(): boolean {
    return this.canEdit && !this.editing;
  }

  handleEdit(): void {
    this.editing = true;
  }

  handleDone(): void {
    this.editing = false;
  }
}
