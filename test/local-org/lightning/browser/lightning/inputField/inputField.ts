import { LightningElement, api } from 'lwc';
import { fieldNameOf, register, type FieldState, type Registration } from 'shell/fields';

const INPUT_TYPES: Record<string, string> = {
  Date: 'date',
  DateTime: 'datetime',
  Time: 'time',
  Email: 'email',
  Phone: 'tel',
  Url: 'url',
  Currency: 'number',
  Double: 'number',
  Int: 'number',
  Percent: 'number',
};

interface BaseInput {
  setCustomValidity?(message: string): void;
  reportValidity?(): boolean;
}

/**
 * `lightning-input-field` inside a `lightning-record-edit-form`: the base component that fits the field's type, or its
 * value where the user may not change it. A percent is typed as it is stored (50 for 50%), as on the platform.
 */
export default class InputField extends LightningElement {
  @api variant = 'standard';
  @api disabled = false;
  @api readOnly = false;
  @api required = false;

  state: FieldState | undefined;
  private field = '';
  private typed: unknown;
  private touched = false;

  @api
  get fieldName(): string {
    return this.field;
  }
  set fieldName(name: string | { fieldApiName: string }) {
    this.field = fieldNameOf(name);
  }

  @api
  get value(): unknown {
    return this.touched ? this.typed : this.state?.value;
  }
  set value(value: unknown) {
    this.typed = value;
    this.touched = true;
  }

  @api get dirty(): boolean {
    return this.touched;
  }

  @api reset(): void {
    this.touched = false;
    this.typed = undefined;
  }

  @api reportValidity(): boolean {
    return this.input?.reportValidity?.() ?? true;
  }

  connectedCallback(): void {
    register(this, {
      field: {
        fieldName: this.field,
        wire: (state) => {
          this.state = state;
        },
        edited: () =>
          this.locked
            ? undefined
            : this.touched
              ? this.stored()
              : this.state?.exists
                ? undefined
                : (this.state?.value ?? undefined),
        showErrors: (messages) => {
          this.input?.setCustomValidity?.(messages.join(' '));
          this.input?.reportValidity?.();
        },
        valid: () => this.reportValidity(),
      },
    });
  }

  handleValue(event: CustomEvent<{ value: unknown }>): void {
    this.change(event.detail.value);
  }

  handleChecked(event: CustomEvent<{ checked: boolean }>): void {
    this.change(event.detail.checked);
  }

  handleRecord(event: CustomEvent<{ recordId: string | null }>): void {
    this.change(event.detail.recordId);
  }

  get label(): string {
    const { label = '', reference = false } = this.state?.info ?? {};
    return reference ? label.replace(/ ID$/, '') : label;
  }

  /** On a form for a new record, what can't be set is not shown. */
  get hidden(): boolean {
    return this.locked && this.state?.exists === false && !this.readOnly;
  }

  get locked(): boolean {
    if (!this.state) return false;
    return this.readOnly || !(this.state.exists ? this.state.info.updateable : this.state.info.createable);
  }

  get current(): unknown {
    const value = this.value;
    if (this.is['multi']) return typeof value === 'string' ? value.split(';') : (value ?? []);
    return value ?? (this.is['checkbox'] ? false : '');
  }

  get mandatory(): boolean {
    return this.required || (this.state?.info.required === true && !this.is['checkbox']);
  }

  get options(): { label: string; value: string }[] {
    return [{ label: '--None--', value: '' }, ...(this.state?.options ?? [])];
  }

  get help(): string {
    return this.state?.info.inlineHelpText ?? '';
  }

  get target(): string {
    // Owners can be queues too; people pick people.
    const targets = this.state?.info.referenceToInfos.map(({ apiName }) => apiName) ?? [];
    return targets.includes('User') ? 'User' : (targets[0] ?? '');
  }

  get inputType(): string {
    return INPUT_TYPES[this.state?.info.dataType ?? ''] ?? 'text';
  }

  get formatter(): string | undefined {
    return this.state?.info.dataType === 'Currency' ? 'currency' : undefined;
  }

  get step(): string | undefined {
    if (this.inputType !== 'number') return undefined;
    const scale = this.state?.info.scale ?? 0;
    return scale > 0 ? `0.${'1'.padStart(scale, '0')}` : '1';
  }

  get maxLength(): number | undefined {
    return this.inputType === 'number' || !this.state?.info.length ? undefined : this.state.info.length;
  }

  get is(): Record<string, boolean> {
    const type = this.state?.info.dataType;
    return {
      picklist: type === 'Picklist',
      multi: type === 'MultiPicklist',
      area: type === 'TextArea',
      lookup: type === 'Reference',
      checkbox: type === 'Boolean',
    };
  }

  private get input(): BaseInput | null {
    return this.template?.querySelector('[data-input]') as BaseInput | null;
  }

  /** The field shown in place of an input asks for its value here. */
  answer(event: CustomEvent<Registration>): void {
    event.stopPropagation();
    if ('field' in event.detail && this.state) event.detail.field.wire(this.state);
  }

  private change(value: unknown): void {
    this.value = value;
    this.input?.setCustomValidity?.('');
    this.dispatchEvent(new CustomEvent('change', { detail: { value }, bubbles: true, composed: true }));
  }

  /** As the UI API takes it: nothing typed is null, numbers are numbers, several choices are joined. */
  private stored(): unknown {
    const value = this.typed;
    if (value === '' || value === undefined) return null;
    if (Array.isArray(value)) return value.length > 0 ? value.join(';') : null;
    return this.inputType === 'number' ? Number(value) : value;
  }
}
