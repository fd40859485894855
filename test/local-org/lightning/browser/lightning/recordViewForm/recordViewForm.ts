import { LightningElement, api } from 'lwc';
import { onChange } from 'shell/changes';
import type { FormField, Registration } from 'shell/fields';
import { loadFields } from 'shell/form';

/** `lightning-record-view-form`: its `lightning-output-field`s, kept up to date with what this page saves. */
export default class RecordViewForm extends LightningElement {
  @api recordId: string | undefined;
  @api density = 'auto';

  private object = '';
  private readonly fields = new Set<FormField>();
  private loading = false;
  private stop: (() => void) | undefined;

  @api
  get objectApiName(): string {
    return this.object;
  }
  set objectApiName(name: string | { objectApiName: string }) {
    this.object = typeof name === 'object' ? name.objectApiName : name;
  }

  connectedCallback(): void {
    this.stop = onChange((ids) => {
      if (this.recordId && ids.has(this.recordId)) void this.load();
    });
  }

  disconnectedCallback(): void {
    this.stop?.();
  }

  handleRegister(event: CustomEvent<Registration>): void {
    event.stopPropagation();
    if ('field' in event.detail) this.fields.add(event.detail.field);
    if (this.loading) return;
    this.loading = true;
    void Promise.resolve().then(() => this.load());
  }

  private async load(): Promise<void> {
    this.loading = false;
    try {
      const loaded = await loadFields(this.object, this.recordId, [...this.fields]);
      this.dispatchEvent(new CustomEvent('load', { detail: loaded }));
    } catch (error) {
      this.dispatchEvent(new CustomEvent('error', { detail: error }));
    }
  }
}
