import type { FieldInfo, FormField, PicklistOption } from 'shell/fields';
import { request } from 'shell/rest';

/** Fills the fields of a form from the UI API. */

const MASTER_RECORD_TYPE = '012000000000000AAA';

interface ObjectInfo {
  fields: Record<string, FieldInfo>;
}

interface UiRecord {
  fields: Record<string, { value: unknown; displayValue: string | null }>;
}

interface Picklists {
  picklistFieldValues: Record<string, { defaultValue: { value: string } | null; values: PicklistOption[] }>;
}

/** Asks for everything the fields need and wires each; a field that the user may not see gets nothing and stays hidden. */
export async function loadFields(
  object: string,
  recordId: string | undefined,
  fields: readonly FormField[],
): Promise<{ objectInfo: ObjectInfo; record: UiRecord }> {
  const info = (await request('GET', `/ui-api/object-info/${object}`)) as ObjectInfo;
  const known = fields.filter(({ fieldName }) => info.fields[fieldName]);
  const names = known.flatMap(({ fieldName }) => namesFor(object, fieldName, info));
  const picklists = known.some(({ fieldName }) => /picklist/i.test(info.fields[fieldName]?.dataType ?? ''));
  const [record, choices] = await Promise.all([
    recordId
      ? request('GET', `/ui-api/records/${recordId}?optionalFields=${names.join(',')}`)
      : request('GET', `/ui-api/record-defaults/create/${object}`).then(
          (answer) => (answer as { record: UiRecord }).record,
        ),
    picklists ? request('GET', `/ui-api/object-info/${object}/picklist-values/${MASTER_RECORD_TYPE}`) : undefined,
  ]);
  for (const field of known) {
    const { value, displayValue } = shown(record as UiRecord, field.fieldName, info);
    const options = (choices as Picklists | undefined)?.picklistFieldValues[field.fieldName]?.values ?? [];
    field.wire({
      info: info.fields[field.fieldName] as FieldInfo,
      options,
      value,
      displayValue,
      exists: recordId !== undefined,
    });
  }
  return { objectInfo: info, record: record as UiRecord };
}

/** The field, and for a lookup the name of the record it points to. */
function namesFor(object: string, name: string, info: ObjectInfo): string[] {
  const { relationshipName, referenceToInfos } = info.fields[name] as FieldInfo;
  const parent = relationshipName ? referenceToInfos.flatMap(({ nameFields }) => nameFields.slice(0, 1)) : [];
  return [
    `${object}.${name}`,
    ...new Set(parent.map((nameField) => `${object}.${relationshipName ?? ''}.${nameField}`)),
  ];
}

function shown(record: UiRecord, name: string, info: ObjectInfo): { value: unknown; displayValue: string | null } {
  const field = record.fields[name] ?? { value: null, displayValue: null };
  const { relationshipName, referenceToInfos } = info.fields[name] as FieldInfo;
  const parent = relationshipName ? (record.fields[relationshipName]?.value as UiRecord | null | undefined) : undefined;
  const parentName = referenceToInfos
    .flatMap(({ nameFields }) => nameFields)
    .map((nameField) => parent?.fields[nameField]?.value)
    .find((text) => typeof text === 'string');
  return { value: field.value, displayValue: parentName ?? field.displayValue };
}
