/**
 * The parts of the Lightning platform that our components use, as far as they use them.
 * Written from Salesforce's component reference; not deployed.
 */
declare module 'lwc' {
  export class LightningElement {
    readonly template: ShadowRoot;
    readonly refs: Record<string, HTMLElement | undefined>;
    connectedCallback?(): void;
    disconnectedCallback?(): void;
    renderedCallback?(): void;
    errorCallback?(error: Error, stack: string): void;
    dispatchEvent(event: Event): boolean;
    querySelector(selectors: string): HTMLElement | null;
  }
  type Decorated =
    | ClassFieldDecoratorContext
    | ClassAccessorDecoratorContext
    | ClassGetterDecoratorContext
    | ClassSetterDecoratorContext
    | ClassMethodDecoratorContext;
  export function api(value: unknown, context: Decorated): void;
  export function track(value: unknown, context: Decorated): void;
  export function wire(
    adapter: unknown,
    config?: Record<string, unknown>,
  ): (value: unknown, context: Decorated) => void;
}

declare module 'lightning/graphql' {
  export function gql(strings: TemplateStringsArray, ...values: string[]): unknown;
  export const graphql: unique symbol;
  export interface GraphQLWire<Data> {
    data?: Data;
    errors?: { message: string }[];
    refresh?: () => Promise<void>;
  }
}

declare module 'lightning/uiRecordApi' {
  export interface RecordInput {
    apiName?: string;
    fields: Record<string, string | number | boolean | null>;
  }
  export function createRecord(input: RecordInput): Promise<{ id: string }>;
  export function updateRecord(input: RecordInput): Promise<{ id: string }>;
}

declare module 'lightning/platformShowToastEvent' {
  export class ShowToastEvent extends CustomEvent<unknown> {
    constructor(toast: { title: string; message?: string; variant?: 'info' | 'success' | 'warning' | 'error' });
  }
}

declare module 'lightning/actions' {
  export class CloseActionScreenEvent extends CustomEvent<unknown> {
    constructor();
  }
}

declare module '@salesforce/user/Id' {
  const userId: string;
  export default userId;
}

/** True for whoever holds the permission, else undefined. */
declare module '@salesforce/customPermission/*' {
  const isHeld: boolean | undefined;
  export default isHeld;
}

declare module 'lightning/confirm' {
  const LightningConfirm: {
    open(options: {
      message: string;
      label: string;
      theme?: string;
      variant?: 'header' | 'headerless';
    }): Promise<boolean>;
  };
  export default LightningConfirm;
}

declare module '@salesforce/i18n/timeZone' {
  const timeZone: string;
  export default timeZone;
}

declare module '@salesforce/label/*' {
  const label: string;
  export default label;
}

declare module 'lightning/uiObjectInfoApi' {
  export const getPicklistValuesByRecordType: unique symbol;
  export interface PicklistValuesWire {
    data?: { picklistFieldValues: Record<string, { values: { label: string; value: string }[] }> };
    error?: unknown;
  }
}

declare module '@salesforce/i18n/locale' {
  const locale: string;
  export default locale;
}

declare module '@salesforce/resourceUrl/*' {
  const url: string;
  export default url;
}

declare module 'lightning/platformResourceLoader' {
  export function loadScript(component: unknown, url: string): Promise<void>;
}

declare module 'lightning/navigation' {
  import { LightningElement } from 'lwc';

  export interface PageReference {
    type: string;
    attributes?: Record<string, string | undefined>;
    state?: Record<string, string | undefined>;
  }
  export const CurrentPageReference: unique symbol;
  const Navigate: unique symbol;
  class Navigating extends LightningElement {
    [Navigate](reference: PageReference, replace?: boolean): void;
  }
  /** For a plain `LightningElement`, which is what we mix it into. */
  export const NavigationMixin: {
    (base: typeof LightningElement): typeof Navigating;
    readonly Navigate: typeof Navigate;
  };
}

declare module 'lightning/modal' {
  import { LightningElement } from 'lwc';

  export default class LightningModal extends LightningElement {
    static open(options: {
      label: string;
      size?: 'small' | 'medium' | 'large' | 'full';
      [property: string]: unknown;
    }): Promise<unknown>;
    close(result?: unknown): void;
  }
}
