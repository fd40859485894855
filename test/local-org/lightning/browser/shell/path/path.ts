import { LightningElement, api } from 'lwc';
import type { UiRecord } from 'shell/recordModel';
import { request } from 'shell/rest';

/** The path of a record over a picklist: read-only here, and without guidance texts. */
export default class Path extends LightningElement {
  @api objectApiName = '';
  @api field = '';
  @api record: UiRecord | undefined;

  steps: { label: string; value: string }[] | undefined;

  get current(): string {
    return String(this.record?.fields[this.field]?.value ?? '');
  }

  get label(): string {
    return `Path: ${this.field}`;
  }

  connectedCallback(): void {
    void request(
      'GET',
      `/ui-api/object-info/${this.objectApiName}/picklist-values/012000000000000AAA/${this.field}`,
    ).then((answer) => {
      this.steps = (answer as { values: { label: string; value: string }[] }).values;
    });
  }
}
