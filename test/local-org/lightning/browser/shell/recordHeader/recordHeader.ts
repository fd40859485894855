import { LightningElement, api, createElement } from 'lwc';
import LightningConfirm from 'lightning/confirm';
import { deleteRecord } from 'lightning/uiRecordApi';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import ActionModal from 'shell/actionModal';
import FormModal from 'shell/formModal';
import type { RecordPageModel } from 'shell/recordModel';
import { shownField, type UiRecord } from 'shell/recordModel';
import { componentNamed } from 'shell/registry';
import { messagesOf } from 'shell/rest';

interface Fact {
  name: string;
  label: string;
  text: string;
  href: string | undefined;
}

/** Name, highlights and actions of a record. */
export default class RecordHeader extends LightningElement {
  @api page!: RecordPageModel;
  @api record: UiRecord | undefined;

  get name(): string {
    return this.record ? shownField(this.record, this.page.nameField).text || this.page.recordId : '…';
  }

  get facts(): Fact[] {
    const { record } = this;
    if (!record) return [];
    return this.page.highlights.map(({ name, label, parent }) => ({
      name,
      label,
      ...shownField(record, name, parent),
    }));
  }

  get buttons(): { name: string; label: string }[] {
    const standard = [
      ...(this.page.canEdit ? [{ name: 'Edit', label: 'Edit' }] : []),
      ...(this.page.canDelete ? [{ name: 'Delete', label: 'Delete' }] : []),
    ];
    return [...this.page.actions.map(({ name, label }) => ({ name, label })), ...standard];
  }

  handleAction(event: Event & { target: { value: string } }): void {
    const { value } = event.target;
    void this.act(value).catch((error: unknown) =>
      this.toast('error', 'That did not work', messagesOf(error).join(' ')),
    );
  }

  private async act(name: string): Promise<void> {
    const { object, objectLabel, recordId, detail } = this.page;
    if (name === 'Edit') {
      await FormModal.open({
        label: `Edit ${objectLabel}`,
        size: 'large',
        objectApiName: object,
        recordId,
        sections: detail,
      });
      return;
    }
    if (name === 'Delete') return this.delete();
    const action = this.page.actions.find((candidate) => candidate.name === name);
    if (!action) return;
    if (action.kind === 'unsupported') return this.toast('info', action.label, action.why);
    if (action.headless) return this.invoke(action.component);
    await ActionModal.open({
      label: action.label,
      size: 'medium',
      componentName: action.component,
      recordId,
      objectApiName: object,
    });
  }

  /** An action without a screen: its component is made, never shown, and its `invoke` is called. */
  private async invoke(component: string): Promise<void> {
    const is = componentNamed(component);
    if (!is) return;
    const element = createElement(`c-${component.toLowerCase()}`, { is }) as HTMLElement & { invoke?: () => unknown };
    Object.assign(element, { recordId: this.page.recordId, objectApiName: this.page.object, hidden: true });
    this.template?.host.appendChild(element);
    try {
      await element.invoke?.();
    } finally {
      element.remove();
    }
  }

  private async delete(): Promise<void> {
    const { objectLabel, object, recordId } = this.page;
    const sure = await LightningConfirm.open({
      label: `Delete ${objectLabel}`,
      message: `Delete “${this.name}”?`,
      theme: 'default',
    });
    if (sure !== true) return;
    await deleteRecord(recordId);
    location.assign(`/lightning/o/${object}/list`);
  }

  private toast(variant: 'info' | 'error', title: string, message: string): void {
    this.dispatchEvent(
      new ShowToastEvent({ variant, title, message, mode: variant === 'error' ? 'sticky' : 'dismissible' }),
    );
  }
}
