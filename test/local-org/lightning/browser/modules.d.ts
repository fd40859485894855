/** What pages import that is not written here: base components by the part that is used, and the script with the deployed components. */

declare module 'lightning/modal' {
  import { LightningElement } from 'lwc';
  export default class LightningModal extends LightningElement {
    label: string;
    size: 'small' | 'medium' | 'large' | 'full';
    close(result?: unknown): void;
    static open(options: Record<string, unknown>): Promise<unknown>;
  }
}

declare module 'lightning/confirm' {
  const LightningConfirm: { open(options: { label: string; message: string; theme?: string }): Promise<boolean> };
  export default LightningConfirm;
}

declare module 'lightning/toast' {
  const Toast: {
    show(
      toast: { label: string; message: string; variant: string; mode: string },
      source: HTMLElement | null,
    ): Promise<unknown>;
  };
  export default Toast;
}

declare module 'lightning/toastContainer' {
  const ToastContainer: { instance(): { toastPosition: string } };
  export default ToastContainer;
}

declare module 'app/components' {
  import type { LightningElement } from 'lwc';
  export const components: Record<string, typeof LightningElement>;
}
