import { LightningElement, api } from 'lwc';
import { onChange } from 'shell/changes';
import { messagesOf } from 'shell/rest';
import { fetchHistory, fetchRows, type Column, type TableRow } from 'shell/rows';

export interface RelatedListModel {
  relationship: string;
  label: string;
  object: string;
  parentField: string;
  nameField: string;
  icon: string;
  columns: Column[];
}

const SHOWN = 20;

/** The first children of a record. */
export default class RelatedList extends LightningElement {
  @api list!: RelatedListModel;
  /** The record's own object. */
  @api objectApiName = '';
  @api recordId = '';

  rows: TableRow[] = [];
  total: number | undefined;
  problem = '';
  private stop: (() => void) | undefined;

  connectedCallback(): void {
    // Any write may have added or taken a child; there are few lists on a page.
    this.stop = onChange(() => void this.load());
    void this.load();
  }

  disconnectedCallback(): void {
    this.stop?.();
  }

  get heading(): string {
    return this.total === undefined ? this.list.label : `${this.list.label} (${this.total})`;
  }

  get any(): boolean {
    return this.rows.length > 0;
  }

  get nothing(): string {
    return this.total === undefined ? 'Loading…' : 'None yet.';
  }

  get more(): string {
    return (this.total ?? 0) > this.rows.length ? `The first ${this.rows.length} of ${this.total ?? 0} are shown.` : '';
  }

  private async load(): Promise<void> {
    const { object, nameField, columns, parentField, relationship } = this.list;
    try {
      if (relationship === 'Histories') {
        const { rows, total } = await fetchHistory(object, this.objectApiName, this.recordId, SHOWN);
        this.rows = rows;
        this.total = total;
        this.problem = '';
        return;
      }
      const where = { [parentField]: { eq: this.recordId } };
      const { rows, total } = await fetchRows({
        object,
        nameField,
        columns,
        where,
        scope: 'EVERYTHING',
        first: SHOWN,
        after: undefined,
      });
      this.rows = rows;
      this.total = total;
      this.problem = '';
    } catch (error) {
      this.problem = messagesOf(error).join(' ');
    }
  }
}
