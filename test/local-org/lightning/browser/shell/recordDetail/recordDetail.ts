import { LightningElement, api } from 'lwc';
import { shownField, type UiRecord } from 'shell/recordModel';
import { keyed, type Section, type SectionField } from 'shell/sections';

/** Types whose values are more than text. */
const KINDS: Record<string, string> = { Email: 'email', Phone: 'phone', Url: 'url', Html: 'richText' };

/** The record's fields as its layout places them, read or edited in place. */
export default class RecordDetail extends LightningElement {
  @api objectApiName = '';
  @api recordId = '';
  @api canEdit = false;
  @api sections: readonly Section[] = [];
  /** With all fields of the sections: the page asks for them once. */
  @api record: UiRecord | undefined;

  editing = false;

  get shownSections() {
    return keyed(this.sections).map((section) => ({
      ...section,
      columns: section.columns.map((column) => ({
        ...column,
        fields: column.fields.map((field) => this.shown(field)),
      })),
    }));
  }

  get offerEdit(): boolean {
    return this.canEdit && !this.editing;
  }

  private shown({ name, label, type, parent }: SectionField) {
    const { text, href } = this.record ? shownField(this.record, name, parent) : { text: '', href: undefined };
    const kind = text === '' ? 'text' : (KINDS[type] ?? (href ? 'link' : 'text'));
    return { name, label, text, href, is: { [kind]: true } };
  }

  handleEdit(): void {
    this.editing = true;
  }

  handleDone(): void {
    this.editing = false;
  }
}
