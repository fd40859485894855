import { LightningElement, api } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { updateRecord } from 'lightning/uiRecordApi';
import type { PathStepModel, UiRecord } from 'shell/recordModel';
import { messagesOf } from 'shell/rest';

/** The path of a record over a picklist: where it stands, what the path says to that, and going on to the next value. */
export default class Path extends LightningElement {
  @api field = '';
  @api record: UiRecord | undefined;
  @api steps: readonly PathStepModel[] = [];
  @api canUpdate = false;

  busy = false;

  get current(): string {
    return String(this.record?.fields[this.field]?.value ?? '');
  }

  get label(): string {
    return `Path: ${this.field}`;
  }

  get guidance(): string {
    return this.steps.find(({ value }) => value === this.current)?.guidance ?? '';
  }

  get next(): PathStepModel | undefined {
    if (!this.canUpdate) return undefined;
    const at = this.steps.findIndex(({ value }) => value === this.current);
    return at < 0 ? undefined : this.steps[at + 1];
  }

  get nextLabel(): string {
    return `Mark as ${this.next?.label ?? ''}`;
  }

  handleNext(): void {
    const { next, record } = this;
    if (!next || !record || this.busy) return;
    this.busy = true;
    updateRecord({ fields: { Id: record.id, [this.field]: next.value } })
      .catch((error: unknown) => {
        const message = messagesOf(error).join(' ');
        this.dispatchEvent(new ShowToastEvent({ title: 'Not saved', message, variant: 'error' }));
      })
      .finally(() => {
        this.busy = false;
      });
  }
}
