import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import CLOSE from '@salesforce/label/c.JointCall_Trends_Close';
import type { Filter } from 'c/jointCallTrendsQuery';

/** The calls that a number stands for, over the page that shows the number. */
export default class JointCallTrendsCallsModal extends LightningModal {
  @api heading = '';
  @api where: Filter | undefined;

  labels = { close: CLOSE };

  done() {
    this.close();
  }
}
