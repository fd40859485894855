/**
 * What a page shows, decided on the server from the deployed metadata and the viewer's rights, and drawn in the browser.
 * It holds no record data: the browser asks the data APIs for that.
 */

export interface PageReference {
  type: string;
  attributes: Record<string, string>;
}

export type PageModel = RecordPage | ListPage | NewPage | TabPage | PlainPage;

interface AnyPage {
  title: string;
  reference: PageReference;
}

/** A page that needs no script: home, log in, not found. */
export interface PlainPage extends AnyPage {
  kind: 'plain';
}

export interface RecordPage extends AnyPage {
  kind: 'record';
  object: string;
  objectLabel: string;
  recordId: string;
  nameField: string;
  icon: string;
  highlights: FieldLabel[];
  actions: Action[];
  regions: Region[];
  detail: Section[];
  /** The layout's. */
  related: RelatedList[];
  /** Those that the page places by themselves, though the layout has them not. */
  placed: RelatedList[];
  canEdit: boolean;
  canDelete: boolean;
  facts: Facts;
}

export interface ListPage extends AnyPage {
  kind: 'list';
  object: string;
  pluralLabel: string;
  icon: string;
  nameField: string;
  views: ListView[];
  view: ListView;
  canCreate: boolean;
}

export interface NewPage extends AnyPage {
  kind: 'new';
  object: string;
  objectLabel: string;
  icon: string;
  detail: Section[];
}

/** An app page: components of a FlexiPage or one component, on no record. */
export interface TabPage extends AnyPage {
  kind: 'tab';
  regions: Region[];
  facts: Facts;
}

export interface FieldLabel {
  name: string;
  label: string;
  /** Field type, which decides how its value is shown: `Text`, `Email`, `Html`… */
  type: string;
  /** Of a lookup: the field that names the record it points to, such as `Owner.Name`. */
  parent?: string;
}

export type Action =
  | { kind: 'component'; name: string; label: string; component: string; headless: boolean }
  | { kind: 'unsupported'; name: string; label: string; why: string };

export interface Region {
  name: string;
  width: 'full' | 'main' | 'side';
  items: Item[];
}

/** One thing placed on a page. */
export type Item = { key: string; visibility: Visibility | undefined } & (
  | { kind: 'component'; component: string; label: string; properties: Record<string, string | boolean | number> }
  | { kind: 'header' | 'detail' | 'related' }
  | { kind: 'relatedList'; relationship: string }
  | { kind: 'fields'; sections: Section[] }
  | { kind: 'tabs'; tabs: { key: string; label: string; items: Item[] }[] }
  | { kind: 'text'; html: string }
  | { kind: 'path'; field: string; steps: PathStep[]; canUpdate: boolean }
  | { kind: 'unknown'; name: string }
);

export interface PathStep {
  value: string;
  label: string;
  /** Rich text; blank where the path says nothing. */
  guidance: string;
}

export interface Visibility {
  criteria: { left: string; operator: string; right: string }[];
  /** `1 AND (2 OR 3)`; all of them where it is missing. */
  filter: string | undefined;
}

/** What visibility rules ask about the viewer: `$User.ProfileId`, `$Permission.CustomPermission.X`. */
export type Facts = Record<string, string | boolean>;

export interface Section {
  label: string;
  columns: FieldLabel[][];
}

export interface RelatedList {
  label: string;
  object: string;
  relationship: string;
  /** The child's field that holds this record's Id. */
  parentField: string;
  nameField: string;
  icon: string;
  columns: Column[];
}

export interface Column {
  label: string;
  /** `Name`, `Owner.Name`. */
  path: string;
  type: string;
  sortable: boolean;
}

export interface ListView {
  name: string;
  label: string;
  columns: Column[];
  scope: 'EVERYTHING' | 'MINE';
  where: Record<string, unknown>;
}
