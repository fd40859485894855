/** Layout sections with the keys that templates need. */

export interface SectionField {
  name: string;
  label: string;
  type: string;
  /** Of a lookup: the field that names the record it points to. */
  parent?: string;
}

export interface Section {
  label: string;
  columns: SectionField[][];
}

export interface KeyedSection {
  key: string;
  label: string;
  columns: { key: string; fields: SectionField[] }[];
}

export function keyed(sections: readonly Section[]): KeyedSection[] {
  return sections.map(({ label, columns }, index) => ({
    key: `section-${index}`,
    label,
    columns: columns.map((fields, column) => ({ key: `column-${column}`, fields })),
  }));
}
