/** `lightning/modal`, which the stubs of the component tests lack: an element that can be told to close. */
import { LightningElement } from 'lwc';

export default class Modal extends LightningElement {
  static open = jest.fn(() => Promise.resolve());

  close(result) {
    this.dispatchEvent(new CustomEvent('privateclose', { detail: result }));
  }
}
