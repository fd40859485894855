import { join, asTruth } from 'shell/logic';
import type { RelatedListModel } from 'shell/relatedList';
import type { Section, SectionField } from 'shell/sections';

/** The page description that the server wrote (`shell/model.ts` there), and the record as the UI API answers it. */

export interface UiRecord {
  id: string;
  fields: Record<string, { value: unknown; displayValue: string | null }>;
}

export interface Visibility {
  criteria: { left: string; operator: string; right: string }[];
  filter?: string;
}

export interface ItemModel {
  key: string;
  kind: string;
  visibility?: Visibility;
  component?: string;
  label?: string;
  properties?: Record<string, unknown>;
  relationship?: string;
  sections?: Section[];
  tabs?: { key: string; label: string; items: ItemModel[] }[];
  html?: string;
  field?: string;
  steps?: PathStepModel[];
  /** Whether the path offers to go on to its next value. */
  canUpdate?: boolean;
  name?: string;
}

export interface PathStepModel {
  value: string;
  label: string;
  /** Rich text; blank where the path says nothing. */
  guidance: string;
}

export interface RegionModel {
  name: string;
  width: string;
  items: ItemModel[];
}

export interface RecordPageModel {
  title: string;
  object: string;
  objectLabel: string;
  recordId: string;
  nameField: string;
  icon: string;
  highlights: SectionField[];
  actions: (
    | { kind: 'component'; name: string; label: string; component: string; headless: boolean }
    | { kind: 'unsupported'; name: string; label: string; why: string }
  )[];
  regions: RegionModel[];
  detail: Section[];
  related: RelatedListModel[];
  placed: RelatedListModel[];
  canEdit: boolean;
  canDelete: boolean;
  facts: Record<string, string | boolean>;
}

/** A field as people read it, with a link where it points to a record. */
export function shownField(
  record: UiRecord,
  name: string,
  parent?: string,
): { text: string; href: string | undefined } {
  const { value = null, displayValue = null } = record.fields[name] ?? {};
  if (typeof value === 'boolean') return { text: value ? 'Yes' : 'No', href: undefined };
  if (!parent || typeof value !== 'string') return { text: String(displayValue ?? value ?? ''), href: undefined };
  const [relationship = ''] = parent.split('.');
  return { text: String(record.fields[relationship]?.displayValue ?? value), href: `/lightning/r/${value}/view` };
}

/** Whether a visibility rule lets an item be seen. `Record.` fields come from the record, `$` ones from the server's facts. */
export function isVisible(
  rule: Visibility | undefined,
  record: UiRecord | undefined,
  facts: Record<string, string | boolean>,
): boolean {
  if (!rule) return true;
  const met = rule.criteria.map(({ left, operator, right }) => compare(valueOf(left, record, facts), operator, right));
  return join(rule.filter, met, asTruth);
}

function valueOf(left: string, record: UiRecord | undefined, facts: Record<string, string | boolean>): unknown {
  if (left === '$Client.FormFactor') return innerWidth < 768 ? 'Small' : 'Large';
  if (!left.startsWith('Record.')) return facts[left];
  const path = left.slice('Record.'.length).split('.');
  const last = path.pop() ?? '';
  const owner = path.reduce<UiRecord | undefined>(
    (parent, name) => parent?.fields[name]?.value as UiRecord | undefined,
    record,
  );
  return owner?.fields[last]?.value;
}

function compare(value: unknown, operator: string, right: string): boolean {
  const text = value === null || value === undefined ? '' : String(value);
  const [one, other] =
    text !== '' && right !== '' && !Number.isNaN(Number(text)) && !Number.isNaN(Number(right))
      ? [Number(text), Number(right)]
      : [text.toLowerCase(), right.toLowerCase()];
  switch (operator) {
    case 'EQUAL':
      return one === other;
    case 'NE':
      return one !== other;
    case 'CONTAINS':
      return text.toLowerCase().includes(right.toLowerCase());
    case 'GT':
      return text !== '' && one > other;
    case 'GE':
      return text !== '' && one >= other;
    case 'LT':
      return text !== '' && one < other;
    case 'LE':
      return text !== '' && one <= other;
    default:
      return false;
  }
}
