import type { SaveError } from '../../org.ts';
import type { SObject } from '../../schema/model.ts';
import { statusOf } from '../failure.ts';
import type { Reply } from '../route.ts';

/**
 * A refused write in the UI API's shape, "Error with Output": messages about fields by field, the others apart.
 * https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_responses_record_errors.htm
 */
export function recordFailure(
  object: SObject,
  errors: readonly SaveError[],
  doing: 'create' | 'update' | 'delete',
): Reply {
  const fieldErrors: Record<string, object[]> = {};
  const others: object[] = [];
  for (const { statusCode, message, fields } of errors) {
    const known = fields.flatMap((name) => object.field(name) ?? []);
    if (known.length === 0) others.push(entry(statusCode, message, null, null));
    for (const { name, label } of known) (fieldErrors[name] ??= []).push(entry(statusCode, message, name, label));
  }
  const status = statusOf(errors[0]?.statusCode ?? '');
  return {
    status,
    body: {
      message: `An error occurred while trying to ${doing} the record. Please try again.`,
      statusCode: status,
      enhancedErrorType: 'RecordError',
      output: { errors: others, fieldErrors },
    },
  };
}

function entry(errorCode: string, message: string, field: string | null, fieldLabel: string | null): object {
  return { constituentField: null, duplicateRecordError: null, errorCode, field, fieldLabel, message };
}
