import { LightningElement, api } from 'lwc';
import { onChange } from 'shell/changes';
import { shownField, type ItemModel, type RecordPageModel, type UiRecord } from 'shell/recordModel';
import { messagesOf, request } from 'shell/rest';
import type { SectionField } from 'shell/sections';

/** A record page: asks for the fields that the page's frame itself needs, and draws the regions. */
export default class RecordPage extends LightningElement {
  @api page!: RecordPageModel;

  record: UiRecord | undefined;
  problem = '';
  private stop: (() => void) | undefined;

  connectedCallback(): void {
    this.stop = onChange((ids) => {
      if (ids.has(this.page.recordId)) void this.load();
    });
    void this.load();
  }

  disconnectedCallback(): void {
    this.stop?.();
  }

  private async load(): Promise<void> {
    const { object, recordId, nameField } = this.page;
    const fields = [...new Set(this.fields())].map((name) => `${object}.${name}`);
    try {
      this.record = (await request(
        'GET',
        `/ui-api/records/${recordId}?fields=${object}.Id&optionalFields=${[`${object}.${nameField}`, ...fields].join(',')}`,
      )) as UiRecord;
      document.title = document.title.replace(
        /^[^|]*/,
        `${shownField(this.record, nameField).text || this.page.objectLabel} `,
      );
    } catch (error) {
      this.problem = messagesOf(error).join(' ');
    }
  }

  /** Highlights and details with the names of the records they point to, fields of visibility rules, the path's field. */
  private fields(): string[] {
    const inDetail = this.page.detail.flatMap(({ columns }) => columns.flat());
    const highlights = [...this.page.highlights, ...inDetail].flatMap(namesOf);
    return [...highlights, ...this.page.regions.flatMap(({ items }) => items.flatMap(fieldsOf))];
  }
}

function namesOf({ name, parent }: SectionField): string[] {
  return parent ? [name, parent] : [name];
}

function fieldsOf(item: ItemModel): string[] {
  const asked = item.visibility?.criteria.map(({ left }) => left).filter((left) => left.startsWith('Record.')) ?? [];
  const own = [
    ...asked.map((left) => left.slice('Record.'.length)),
    ...(item.kind === 'path' && item.field ? [item.field] : []),
    ...(item.sections ?? []).flatMap(({ columns }) => columns.flat()).flatMap(namesOf),
  ];
  return [...own, ...(item.tabs ?? []).flatMap(({ items }) => items.flatMap(fieldsOf))];
}
