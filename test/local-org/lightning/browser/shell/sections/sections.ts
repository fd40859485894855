/** Layout sections with the keys that templates need. */

export interface Section {
  label: string;
  columns: { name: string; label: string }[][];
}

export interface KeyedSection {
  key: string;
  label: string;
  columns: { key: string; fields: { name: string; label: string }[] }[];
}

export function keyed(sections: readonly Section[]): KeyedSection[] {
  return sections.map(({ label, columns }, index) => ({
    key: `section-${index}`,
    label,
    columns: columns.map((fields, column) => ({ key: `column-${column}`, fields })),
  }));
}
