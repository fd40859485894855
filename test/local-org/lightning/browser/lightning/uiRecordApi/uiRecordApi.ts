import { changed } from 'shell/changes';
import { freeze, request } from 'shell/rest';
import { getAdapter, list, objectName, qualified, type Reference } from 'shell/wires';

/**
 * `lightning/uiRecordApi`, over the UI API's record resources.
 * https://developer.salesforce.com/docs/platform/lwc/guide/reference-lightning-ui-api-record.html
 *
 * Approximated: no shared record cache. A write asks again for each wired record that it touched.
 */

interface FieldValue {
  value: unknown;
  displayValue: string | null;
}

interface UiRecord {
  apiName: string;
  id: string;
  fields: Record<string, FieldValue>;
}

interface RecordInput {
  apiName?: string;
  fields: Record<string, unknown>;
  allowSaveOnDuplicate?: boolean;
}

interface RecordConfig {
  recordId?: string;
  fields?: Reference | Reference[];
  optionalFields?: Reference | Reference[];
  layoutTypes?: string | string[];
  modes?: string | string[];
}

function recordQuery(config: RecordConfig): string | undefined {
  const parameters = new URLSearchParams();
  const add = (name: string, values: string[]): void => {
    if (values.length > 0) parameters.set(name, values.join(','));
  };
  add('fields', list(config.fields).map(qualified));
  add('optionalFields', list(config.optionalFields).map(qualified));
  add('layoutTypes', list(config.layoutTypes));
  add('modes', list(config.modes));
  return [...parameters].length > 0 ? parameters.toString() : undefined;
}

function recordIds(answer: unknown): string[] {
  const record = answer as UiRecord | undefined;
  if (!record?.fields) return [];
  const parents = Object.values(record.fields).flatMap(({ value }) => recordIds(value));
  return [record.id, ...parents];
}

export const getRecord = getAdapter<RecordConfig>((config) => {
  const query = recordQuery(config);
  if (!config.recordId || !query) return undefined;
  const { recordId } = config;
  return {
    path: `/ui-api/records/${encodeURIComponent(recordId)}?${query}`,
    about: (answer) => [recordId, ...recordIds(answer)],
  };
});

/** Records of one set of fields; the platform also takes several sets at once, which this does not. */
export const getRecords = getAdapter<{
  records?: { recordIds?: string[]; fields?: Reference[]; optionalFields?: Reference[] }[];
}>((config) => {
  const [first] = config.records ?? [];
  const query = first && recordQuery(first);
  if (!first?.recordIds?.length || !query) return undefined;
  const ids = first.recordIds;
  return { path: `/ui-api/records/batch/${ids.map(encodeURIComponent).join(',')}?${query}`, about: () => ids };
});

export const getRecordCreateDefaults = getAdapter<{
  objectApiName?: Reference;
  recordTypeId?: string;
  optionalFields?: Reference[];
}>((config) => {
  if (!config.objectApiName) return undefined;
  const optional = list(config.optionalFields).map(qualified);
  const query = optional.length > 0 ? `?optionalFields=${optional.join(',')}` : '';
  return { path: `/ui-api/record-defaults/create/${objectName(config.objectApiName)}${query}` };
});

export async function createRecord(input: RecordInput): Promise<UiRecord> {
  const record = freeze(await request('POST', '/ui-api/records', input)) as UiRecord;
  await changed([record.id, ...referencesIn(record)]);
  return record;
}

/** `clientOptions.ifUnmodifiedSince`: refuse where the record changed since that `lastModifiedDate`. */
export async function updateRecord(
  input: RecordInput,
  clientOptions?: { ifUnmodifiedSince?: string },
): Promise<UiRecord> {
  const { Id, ...fields } = input.fields;
  const headers: Record<string, string> = clientOptions?.ifUnmodifiedSince
    ? { 'if-unmodified-since': clientOptions.ifUnmodifiedSince }
    : {};
  const record = freeze(
    await request('PATCH', `/ui-api/records/${encodeURIComponent(String(Id))}`, { ...input, fields }, headers),
  ) as UiRecord;
  await changed([record.id, ...referencesIn(record)]);
  return record;
}

export async function deleteRecord(recordId: string): Promise<void> {
  await request('DELETE', `/ui-api/records/${encodeURIComponent(recordId)}`);
  await changed([recordId]);
}

/** Parents whose roll-ups the write may have changed. */
function referencesIn(record: UiRecord): string[] {
  return Object.values(record.fields).flatMap(({ value }) =>
    typeof value === 'string' && /^[a-zA-Z0-9]{18}$/.test(value) ? [value] : [],
  );
}

/** Tells the page that these records were written by other means. */
export async function notifyRecordUpdateAvailable(records: { recordId: string }[]): Promise<void> {
  await changed(records.map(({ recordId }) => recordId));
}

/** Deprecated on the platform in favour of `notifyRecordUpdateAvailable`. */
export async function getRecordNotifyChange(records: { recordId: string }[]): Promise<void> {
  await notifyRecordUpdateAvailable(records);
}

function fieldOf(record: UiRecord | undefined, field: Reference): FieldValue | undefined {
  const path = (typeof field === 'string' ? field.slice(field.indexOf('.') + 1) : (field.fieldApiName ?? '')).split(
    '.',
  );
  const last = path.pop() ?? '';
  const owner = path.reduce<UiRecord | undefined>(
    (parent, name) => (parent?.fields[name]?.value ?? undefined) as UiRecord | undefined,
    record,
  );
  return owner?.fields[last];
}

export function getFieldValue(record: UiRecord | undefined, field: Reference): unknown {
  return fieldOf(record, field)?.value;
}

export function getFieldDisplayValue(record: UiRecord | undefined, field: Reference): string | null | undefined {
  return fieldOf(record, field)?.displayValue;
}

interface ObjectInfo {
  apiName: string;
  fields: Record<string, { createable: boolean; updateable: boolean }>;
}

export function generateRecordInputForCreate(record: UiRecord, objectInfo?: ObjectInfo): RecordInput {
  return { apiName: record.apiName, fields: plain(record, (name) => objectInfo?.fields[name]?.createable ?? true) };
}

export function generateRecordInputForUpdate(record: UiRecord, objectInfo?: ObjectInfo): RecordInput {
  return { fields: { Id: record.id, ...plain(record, (name) => objectInfo?.fields[name]?.updateable ?? true) } };
}

/** Only what differs from the record as it was. */
export function createRecordInputFilteredByEditedFields(input: RecordInput, original: UiRecord): RecordInput {
  const fields = Object.entries(input.fields).filter(
    ([name, value]) => name === 'Id' || original.fields[name]?.value !== value,
  );
  return { ...input, fields: Object.fromEntries(fields) };
}

function plain(record: UiRecord, keep: (name: string) => boolean): Record<string, unknown> {
  const entries = Object.entries(record.fields).filter(
    ([name, { value }]) => keep(name) && (typeof value !== 'object' || value === null),
  );
  return Object.fromEntries(entries.map(([name, { value }]) => [name, value]));
}
