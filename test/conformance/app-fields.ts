/** The app's own fields as its source has them: an admin's describe hides what no permission set shows them yet. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';

const OBJECTS = join(import.meta.dirname, '../../force-app/main/default/objects');

export interface AppField {
  name: string;
  /** Whether field permissions may name it: required and master-detail fields are open to all who reach the object. */
  permissionable: boolean;
  /** Formulas and roll-ups, which nobody may be given to edit. */
  calculated: boolean;
}

export function appFields(object: string): AppField[] {
  const parser = new XMLParser({ parseTagValue: false });
  return readdirSync(join(OBJECTS, object, 'fields')).map((file) => {
    const xml = readFileSync(join(OBJECTS, object, 'fields', file), 'utf8');
    const { CustomField } = parser.parse(xml) as { CustomField: Record<string, string | undefined> };
    const { fullName, required, type, formula } = CustomField;
    return {
      name: fullName!,
      permissionable: required !== 'true' && type !== 'MasterDetail',
      calculated: type === 'Summary' || formula !== undefined,
    };
  });
}
