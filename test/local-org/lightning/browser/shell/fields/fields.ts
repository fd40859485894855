/** What forms and their fields tell each other: a field announces itself, its form answers with what to show. */

export interface FieldInfo {
  apiName: string;
  label: string;
  dataType: string;
  extraTypeInfo: string | null;
  required: boolean;
  createable: boolean;
  updateable: boolean;
  inlineHelpText: string | null;
  length: number;
  precision: number;
  scale: number;
  reference: boolean;
  referenceToInfos: { apiName: string; nameFields: string[] }[];
  relationshipName: string | null;
}

export interface PicklistOption {
  label: string;
  value: string;
}

export interface FieldState {
  info: FieldInfo;
  options: PicklistOption[];
  value: unknown;
  displayValue: string | null;
  /** Whether the record exists; decides between createable and updateable. */
  exists: boolean;
}

export interface FormField {
  fieldName: string;
  wire(state: FieldState): void;
  /** Undefined where the user may not or did not change it. */
  edited(): unknown;
  showErrors(messages: string[]): void;
  valid(): boolean;
}

export interface FormMessages {
  show(messages: string[]): void;
}

const REGISTER = 'privateregister';

export type Registration = { field: FormField } | { messages: FormMessages };

export function register(element: EventTarget, registration: Registration): void {
  element.dispatchEvent(
    new CustomEvent<Registration>(REGISTER, { bubbles: true, composed: true, detail: registration }),
  );
}

/** A field however the page named it: text, or what `@salesforce/schema` gives. */
export function fieldNameOf(name: string | { fieldApiName: string }): string {
  return typeof name === 'object' ? name.fieldApiName : name;
}
