import type { SaveError } from '../org.ts';
import type { Field, Value } from '../schema/model.ts';
import { badEmail, badPicklistValue, outsideRange, tooLong } from './errors.ts';

/** Whether a value that is not blank fits its field; undefined where nothing can be wrong with it. */
export type Check = (value: Exclude<Value, null>) => SaveError | undefined;

/**
 * System validation of one field: length, range, restricted values, address. It runs after the flows
 * before save, on whatever value the field has then.
 */
export function fieldCheck(field: Field): Check | undefined {
  switch (field.type) {
    case 'Number':
    case 'Currency':
    case 'Percent': {
      const whole = (field.precision ?? 18) - (field.scale ?? 0);
      const limit = 10 ** whole;
      return (value) =>
        typeof value === 'number' && Math.abs(value) >= limit ? outsideRange(field, value) : undefined;
    }
    case 'Picklist':
      return picklistCheck(field);
    case 'MultiselectPicklist': {
      const one = picklistCheck(field);
      if (!one) return undefined;
      return (value) => {
        for (const item of String(value).split(';')) {
          const wrong = one(item);
          if (wrong) return wrong;
        }
        return undefined;
      };
    }
    case 'Email': {
      const length = lengthCheck(field);
      return (value) => (EMAIL.test(String(value)) ? length(value) : badEmail(field, String(value)));
    }
    case 'Text':
    case 'TextArea':
    case 'LongTextArea':
    case 'Html':
    case 'EncryptedText':
    case 'Phone':
    case 'Url':
      return lengthCheck(field);
    default:
      return undefined;
  }
}

const EMAIL =
  /^[^\s@,;<>()[\]\\"]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/;

function lengthCheck(field: Field): Check {
  const maximum = field.length ?? 255;
  return (value) => (String(value).length > maximum ? tooLong(field, String(value)) : undefined);
}

function picklistCheck(field: Field): Check | undefined {
  const values = field.picklist ?? [];
  // A picklist that nothing restricts takes any value; so do those whose values the org itself makes up.
  if (!field.restrictedPicklist || values.length === 0)
    return (value) => (String(value).length > 255 ? tooLong({ ...field, length: 255 }, String(value)) : undefined);
  const active = new Set(values.filter((value) => value.isActive).map((value) => value.name));
  return (value) => (active.has(String(value)) ? undefined : badPicklistValue(field, String(value)));
}
