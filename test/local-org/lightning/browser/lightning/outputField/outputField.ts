import { LightningElement, api } from 'lwc';
import { fieldNameOf, register, type FieldState } from 'shell/fields';

/**
 * `lightning-output-field` inside a record form: label, help and the value as the UI API formats it for the viewer.
 */
export default class OutputField extends LightningElement {
  @api variant = 'standard';
  @api fieldClass = '';

  state: FieldState | undefined;
  private field = '';

  @api
  get fieldName(): string {
    return this.field;
  }
  set fieldName(name: string | { fieldApiName: string }) {
    this.field = fieldNameOf(name);
  }

  connectedCallback(): void {
    register(this, {
      field: {
        fieldName: this.field,
        wire: (state) => {
          this.state = state;
        },
        edited: () => undefined,
        showErrors: () => undefined,
        valid: () => true,
      },
    });
  }

  get label(): string {
    const { label = '', reference = false } = this.state?.info ?? {};
    return reference ? label.replace(/ ID$/, '') : label;
  }

  get showLabel(): boolean {
    return this.variant !== 'label-hidden';
  }

  get wrapperClass(): string {
    return `slds-form-element slds-form-element_readonly ${this.fieldClass ?? ''}`;
  }

  get text(): string {
    const { displayValue, value } = this.state ?? {};
    return String(displayValue ?? value ?? '');
  }

  get href(): string {
    return `/lightning/r/${String(this.state?.value ?? '')}/view`;
  }

  get is(): Record<string, boolean> {
    const type = this.state?.info.dataType;
    const filled = this.state?.value !== null && this.state?.value !== undefined && this.state.value !== '';
    return {
      email: type === 'Email' && filled,
      phone: type === 'Phone' && filled,
      url: type === 'Url' && filled,
      richText: this.state?.info.extraTypeInfo === 'RichTextArea' && filled,
      link: type === 'Reference' && filled,
      checked: type === 'Boolean' && this.state?.value === true,
      unchecked: type === 'Boolean' && this.state?.value !== true,
    };
  }
}
