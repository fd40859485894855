import { LightningElement, api } from 'lwc';
import { register } from 'shell/fields';
import { messagesOf } from 'shell/rest';

/** `lightning-messages`: what the form around it could not place beside a field. */
export default class Messages extends LightningElement {
  shown: { key: number; text: string }[] = [];

  @api
  get error(): unknown {
    return undefined;
  }
  set error(error: unknown) {
    this.show(error ? messagesOf(error) : []);
  }

  get any(): boolean {
    return this.shown.length > 0;
  }

  connectedCallback(): void {
    register(this, { messages: { show: (messages) => this.show(messages) } });
  }

  private show(messages: string[]): void {
    this.shown = messages.map((text, key) => ({ key, text }));
  }
}
