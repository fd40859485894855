import { LightningElement, api } from 'lwc';
import type { RecordPageModel } from 'shell/recordModel';

/** An app page: regions of components, on no record. */
export default class TabPage extends LightningElement {
  @api page!: Pick<RecordPageModel, 'title' | 'regions' | 'facts'>;
}
