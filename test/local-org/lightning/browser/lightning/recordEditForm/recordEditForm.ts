import { LightningElement, api } from 'lwc';
import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import type { FormField, FormMessages, Registration } from 'shell/fields';
import { loadFields } from 'shell/form';
import { messagesOf } from 'shell/rest';

/**
 * `lightning-record-edit-form`: its `lightning-input-field`s and `lightning-output-field`s filled from the UI API and
 * saved through it. A refused save puts each message beside its field, the rest into `lightning-messages`, and keeps
 * what was typed.
 */
export default class RecordEditForm extends LightningElement {
  @api recordId: string | undefined;
  @api recordTypeId: string | undefined;
  @api density = 'auto';

  private object = '';
  private readonly fields = new Set<FormField>();
  private readonly messages = new Set<FormMessages>();
  private loading = false;
  private saving = false;

  @api
  get objectApiName(): string {
    return this.object;
  }
  set objectApiName(name: string | { objectApiName: string }) {
    this.object = typeof name === 'object' ? name.objectApiName : name;
  }

  handleRegister(event: CustomEvent<Registration>): void {
    event.stopPropagation();
    if ('field' in event.detail) this.fields.add(event.detail.field);
    else this.messages.add(event.detail.messages);
    if (this.loading) return;
    this.loading = true;
    // Fields announce themselves one after another; ask for all of them at once.
    void Promise.resolve().then(() => this.load());
  }

  handleSubmit(event: Event): void {
    event.preventDefault();
    const fields = this.edited();
    const submit = new CustomEvent('submit', { detail: { fields }, cancelable: true });
    if (this.dispatchEvent(submit)) void this.save(fields);
  }

  /** Saves these fields, or those of the form where none are given. */
  @api submit(fields?: Record<string, unknown>): void {
    void this.save(fields ?? this.edited());
  }

  private edited(): Record<string, unknown> {
    const entries = [...this.fields].map((field) => [field.fieldName, field.edited()] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }

  private async load(): Promise<void> {
    this.loading = false;
    try {
      const loaded = await loadFields(this.object, this.recordId, [...this.fields]);
      this.dispatchEvent(new CustomEvent('load', { detail: loaded }));
    } catch (error) {
      this.fail(error);
    }
  }

  private async save(fields: Record<string, unknown>): Promise<void> {
    if (this.saving) return;
    this.showErrors({}, []);
    if (![...this.fields].map((field) => field.valid()).every(Boolean)) return;
    this.saving = true;
    try {
      const record = this.recordId
        ? await updateRecord({ fields: { Id: this.recordId, ...fields } })
        : await createRecord({ apiName: this.object, fields });
      this.dispatchEvent(new CustomEvent('success', { detail: record }));
    } catch (error) {
      this.fail(error);
    } finally {
      this.saving = false;
    }
  }

  private fail(error: unknown): void {
    const { output } =
      (
        error as {
          body?: { output?: { errors: { message: string }[]; fieldErrors: Record<string, { message: string }[]> } };
        }
      ).body ?? {};
    if (output)
      this.showErrors(
        output.fieldErrors,
        output.errors.map(({ message }) => message),
      );
    else this.showErrors({}, messagesOf(error));
    this.dispatchEvent(
      new CustomEvent('error', {
        detail: { message: messagesOf(error).join(' '), output: output ?? {}, detail: messagesOf(error).join(' ') },
      }),
    );
  }

  private showErrors(byField: Record<string, { message: string }[]>, others: string[]): void {
    const placed = new Set<string>();
    for (const field of this.fields) {
      const messages = byField[field.fieldName]?.map(({ message }) => message) ?? [];
      if (messages.length > 0) placed.add(field.fieldName);
      field.showErrors(messages);
    }
    const homeless = Object.entries(byField).flatMap(([name, errors]) =>
      placed.has(name) ? [] : errors.map(({ message }) => message),
    );
    for (const place of this.messages) place.show([...others, ...homeless]);
  }
}
