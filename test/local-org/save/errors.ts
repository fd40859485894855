import type { SaveError } from '../org.ts';
import type { Field } from '../schema/model.ts';

/** Errors of single records, in Salesforce's words. */

export function failure(statusCode: string, message: string, fields: string[] = []): SaveError {
  return { statusCode, message, fields };
}

export const noSuchColumn = (name: string, object: string): SaveError =>
  failure('INVALID_FIELD', `No such column '${name}' on sobject of type ${object}`);

export const notWritable = (fields: string[]): SaveError =>
  failure(
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    `Unable to create/update fields: ${fields.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
    fields,
  );

export const requiredMissing = (fields: string[]): SaveError =>
  failure('REQUIRED_FIELD_MISSING', `Required fields are missing: [${fields.join(', ')}]`, fields);

export const tooLong = (field: Field, value: string): SaveError =>
  failure('STRING_TOO_LONG', `${field.label}: data value too large: ${value} (max length=${field.length ?? 255})`, [
    field.name,
  ]);

export const outsideRange = (field: Field, value: number): SaveError =>
  failure('NUMBER_OUTSIDE_VALID_RANGE', `${field.label}: value outside of valid range on numeric field: ${value}`, [
    field.name,
  ]);

export const badPicklistValue = (field: Field, value: string): SaveError =>
  failure(
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    `${field.label}: bad value for restricted picklist field: ${value}`,
    [field.name],
  );

export const badEmail = (field: Field, value: string): SaveError =>
  failure('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, [field.name]);

export const malformedId = (label: string, name: string, value: string): SaveError =>
  failure('MALFORMED_ID', `${label}: id value of incorrect type: ${value}`, [name]);

export const wrongObject = (field: Field, value: string): SaveError =>
  failure('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${value}`, [field.name]);

export const invalidReference = (): SaveError => failure('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');

export const entityDeleted = (): SaveError => failure('ENTITY_IS_DELETED', 'entity is deleted');

export const noAccess = (): SaveError =>
  failure('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');

export const noAccessToReference = (id: string): SaveError =>
  failure('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', `insufficient access rights on cross-reference id: ${id}`);

export const duplicateValue = (field: Field, id: string): SaveError =>
  failure('DUPLICATE_VALUE', `duplicate value found: ${field.name} duplicates value on record with id: ${id}`);

export const rolledBack = (): SaveError =>
  failure(
    'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    'Record rolled back because not all records were valid and the request was using AllOrNone header',
  );
