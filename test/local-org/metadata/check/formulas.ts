import { FormulaError } from '../../formula/error.ts';
import { compileRecordFormula } from '../../formula/record.ts';
import type { FormulaType } from '../../formula/types.ts';
import { splitName } from '../../schema/field.ts';
import type { FieldType, Schema } from '../../schema/model.ts';
import { text } from '../xml.ts';
import { positionInText, type Place } from '../xml-places.ts';
import { tooLong } from './objects.ts';
import type { Check, Finding } from './context.ts';

type Options = Parameters<typeof compileRecordFormula>[3];

/** What is wrong with a formula, at its place in the file that it was read from. */
function compile(schema: Schema, object: string, place: Place, source: string, options: Options): Finding[] {
  try {
    compileRecordFormula(schema, object, source, options);
    return [];
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    const position = positionInText(place, error);
    return [{ problem: error.message, rule: 'formula/compile', at: place, ...position }];
  }
}

/** A rule's formula, message and the field that it points to. */
export const checkValidationRule: Check = (component, schema) => {
  const [objectName, name] = splitName(component.fullName);
  const object = schema.object(objectName);
  if (!object) return [];
  const { xml } = component;
  const findings: Finding[] = [
    ...tooLong(xml, 'errorMessage', 'Error Message', 255),
    ...tooLong(xml, 'description', 'Description', 255),
  ];
  if (!/^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$/.test(name) || name.length > 40) {
    findings.push({
      problem: `The rule name ${name} can only contain alphanumeric characters and single underscores, must begin with a letter, and have at most 40 characters`,
    });
  }
  if (!text(xml, 'errorMessage')?.trim())
    findings.push({ problem: 'Must specify a non-empty errorMessage for the ValidationRule' });
  const shown = text(xml, 'errorDisplayField')?.trim();
  if (shown && !object.field(shown))
    findings.push({ problem: `In field: errorDisplayField - no CustomField named ${object.name}.${shown} found` });
  const formula = text(xml, 'errorConditionFormula');
  if (formula === undefined) findings.push({ problem: 'Must specify errorConditionFormula for the ValidationRule' });
  else
    findings.push(
      ...compile(schema, object.name, { element: xml, child: 'errorConditionFormula' }, formula, {
        use: 'validation',
        returns: 'Boolean',
      }),
    );
  return findings;
};

/** A formula field's formula, or the formula of a default value. */
export const checkFieldFormula: Check = (component, schema) => {
  const [objectName, name] = splitName(component.fullName);
  const field = schema.object(objectName)?.field(name);
  if (!field?.custom) return [];
  if (field.formula !== undefined) {
    return compile(schema, objectName, { element: component.xml, child: 'formula' }, field.formula, {
      use: 'field',
      returns: formulaType(field.type),
      blankAsZero: field.blankAsZero,
    });
  }
  const source = text(component.xml, 'defaultValue')?.trim();
  if (!source || field.picklist) return [];
  return compile(schema, objectName, { element: component.xml, child: 'defaultValue' }, source, {
    use: 'default',
    returns: formulaType(field.type),
  });
};

/** What a formula must result in to fill a field of the type. */
function formulaType(type: FieldType): FormulaType {
  switch (type) {
    case 'Checkbox':
      return 'Boolean';
    case 'Date':
    case 'DateTime':
    case 'Time':
    case 'Number':
    case 'Currency':
    case 'Percent':
      return type;
    default:
      return 'Text';
  }
}
