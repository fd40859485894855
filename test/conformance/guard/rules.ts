/**
 * What the app says of its guard, read from its own source: which fields each set holds, which rule guards a
 * field, and that rule's message.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';

const OBJECTS = join(import.meta.dirname, '../../../force-app/main/default/objects');
const xml = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'displayedFields' });

export interface Rule {
  object: string;
  name: string;
  message: string;
  formula: string;
}

/** The fields of a field set, by API name. */
export function fieldSet(object: string, name: string): string[] {
  const { FieldSet } = read(object, 'fieldSets', `${name}.fieldSet-meta.xml`) as {
    FieldSet: { displayedFields: { field: string }[] };
  };
  return FieldSet.displayedFields.map(({ field }) => field);
}

/** Every validation rule of an object. */
export function rulesOf(object: string): Rule[] {
  return readdirSync(join(OBJECTS, object, 'validationRules')).map((file) => {
    const { ValidationRule } = read(object, 'validationRules', file) as { ValidationRule: Record<string, string> };
    return {
      object,
      name: ValidationRule['fullName']!,
      message: ValidationRule['errorMessage']!,
      formula: ValidationRule['errorConditionFormula']!,
    };
  });
}

/** The one rule among `names` that is triggered by a change of the field. Throws where it is none or several. */
export function guardOf(object: string, field: string, names: readonly string[]): Rule {
  const guards = rulesOf(object).filter(
    ({ name, formula }) => names.includes(name) && formula.includes(`ISCHANGED(${field})`),
  );
  if (guards.length !== 1) throw new Error(`${object}.${field} is guarded by ${guards.length} rules, not one`);
  return guards[0]!;
}

/** The rule as it stands in the metadata format, switched on or off. */
export function ruleFile({ object, name, message, formula }: Rule, active: boolean): Record<string, string> {
  const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return {
    [`objects/${object}.object`]: `<?xml version="1.0" encoding="UTF-8"?>
<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
  <validationRules>
    <fullName>${name}</fullName>
    <active>${active}</active>
    <errorConditionFormula>${escape(formula)}</errorConditionFormula>
    <errorMessage>${escape(message)}</errorMessage>
  </validationRules>
</CustomObject>`,
  };
}

function read(object: string, folder: string, file: string): unknown {
  return xml.parse(readFileSync(join(OBJECTS, object, folder, file), 'utf8'));
}
