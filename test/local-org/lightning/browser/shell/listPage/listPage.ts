import { LightningElement, api } from 'lwc';
import { messagesOf } from 'shell/rest';
import { fetchRows, type Column, type TableRow } from 'shell/rows';

interface View {
  name: string;
  label: string;
  columns: Column[];
  scope: 'EVERYTHING' | 'MINE';
  where: Record<string, unknown>;
}

interface ListPageModel {
  object: string;
  pluralLabel: string;
  icon: string;
  nameField: string;
  views: View[];
  view: View;
  canCreate: boolean;
}

const PAGE = 50;

export default class ListPage extends LightningElement {
  @api page!: ListPageModel;

  rows: TableRow[] = [];
  total: number | undefined;
  after: string | undefined;
  problem = '';

  connectedCallback(): void {
    document.title = document.title.replace(/^[^|]*/, `${this.page.view.label} `);
    void this.load();
  }

  get severalViews(): boolean {
    return this.page.views.length > 1;
  }

  get viewOptions(): { label: string; value: string }[] {
    return this.page.views.map(({ name, label }) => ({ label, value: name }));
  }

  get newUrl(): string {
    return `/lightning/o/${this.page.object}/new`;
  }

  get any(): boolean {
    return this.rows.length > 0;
  }

  get status(): string {
    if (this.problem) return '';
    return this.total === undefined ? 'Loading…' : `${this.rows.length} of ${this.total}`;
  }

  handleView(event: CustomEvent<{ value: string }>): void {
    location.assign(`/lightning/o/${this.page.object}/list?filterName=${encodeURIComponent(event.detail.value)}`);
  }

  handleMore(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    const { object, nameField, view } = this.page;
    try {
      const next = await fetchRows({
        object,
        nameField,
        columns: view.columns,
        where: view.where,
        scope: view.scope,
        first: PAGE,
        after: this.after,
      });
      this.rows = [...this.rows, ...next.rows];
      this.total = next.total;
      this.after = next.after;
    } catch (error) {
      this.problem = messagesOf(error).join(' ');
    }
  }
}
