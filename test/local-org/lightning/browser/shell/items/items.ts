import { LightningElement, api } from 'lwc';
import { isVisible, type ItemModel, type RecordPageModel, type UiRecord } from 'shell/recordModel';
import { componentNamed } from 'shell/registry';

/** What stands in one region of a page. What can't be shown says so in its place. */
export default class Items extends LightningElement {
  @api items: readonly ItemModel[] = [];
  @api page!: RecordPageModel;
  @api record: UiRecord | undefined;

  get shown(): object[] {
    return this.items
      .filter(({ visibility }) => isVisible(visibility, this.record, this.page.facts))
      .map((item) => this.prepared(item));
  }

  private prepared(item: ItemModel): object {
    const constructor = componentNamed(item.component ?? '');
    const { related = [], placed = [] } = this.page;
    const lists =
      item.kind === 'related'
        ? related
        : [...related, ...placed].filter(({ relationship }) => relationship === item.relationship);
    const kind =
      item.kind === 'component' && !constructor
        ? 'unknown'
        : item.kind === 'relatedList'
          ? lists.length > 0
            ? 'related'
            : 'unknown'
          : item.kind === 'fields'
            ? 'detail'
            : item.kind;
    return {
      ...item,
      constructor,
      lists,
      sections: item.sections ?? this.page.detail,
      is: { [kind]: true },
      // On a record page a component gets the record; on an app page it has no such properties to set.
      properties: {
        ...item.properties,
        ...(this.page.recordId ? { recordId: this.page.recordId, objectApiName: this.page.object } : {}),
      },
      note: noteOn(item),
    };
  }
}

function noteOn({ kind, component, name, relationship }: ItemModel): string {
  if (kind === 'component') return `The component ${component ?? ''} is placed here, but it is not exposed.`;
  if (kind === 'relatedList')
    return `The related list ${relationship ?? ''} is placed here; there is none, or you may not see it.`;
  return `${STANDARD[name ?? ''] ?? `The component ${name ?? kind}`} has its place here. The local org does not have it.`;
}

const STANDARD: Record<string, string> = {
  'runtime_sales_activities:activityPanel': 'The activity timeline',
  'forceChatter:recordFeedContainer': 'The Chatter feed',
  'forceChatter:publisher': 'The Chatter publisher',
  'forceKnowledge:articleSearchDesktop': 'Knowledge',
};
