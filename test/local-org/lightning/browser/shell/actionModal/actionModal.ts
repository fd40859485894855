import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import { componentNamed, type ComponentClass } from 'shell/registry';

/** A screen quick action over the page; its component closes it with a CloseActionScreenEvent. */
export default class ActionModal extends LightningModal {
  @api componentName = '';
  @api recordId = '';
  @api objectApiName = '';

  get component(): ComponentClass | undefined {
    return componentNamed(this.componentName);
  }

  handleClose(): void {
    this.close();
  }
}
