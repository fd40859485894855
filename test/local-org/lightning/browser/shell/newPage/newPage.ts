import { LightningElement, api } from 'lwc';
import type { Section } from 'shell/sections';

export default class NewPage extends LightningElement {
  @api page!: { title: string; object: string; detail: Section[] };

  handleSaved(event: CustomEvent<{ recordId: string }>): void {
    location.assign(`/lightning/r/${this.page.object}/${event.detail.recordId}/view`);
  }

  handleCancel(): void {
    location.assign(`/lightning/o/${this.page.object}/list`);
  }
}
