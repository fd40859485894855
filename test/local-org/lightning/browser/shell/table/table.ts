import { LightningElement, api } from 'lwc';
import type { Column, TableRow } from 'shell/rows';

/** A plain table of records. It scrolls sideways by itself where it is wider than the page. */
export default class Table extends LightningElement {
  @api caption = '';
  @api columns: readonly Column[] = [];
  @api rows: readonly TableRow[] = [];
}
