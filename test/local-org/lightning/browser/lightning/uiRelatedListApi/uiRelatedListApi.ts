import { getAdapter, list, qualified, type Reference } from 'shell/wires';

/** `lightning/uiRelatedListApi`: `getRelatedListRecords` only. */

interface RelatedListConfig {
  parentRecordId?: string;
  relatedListId?: string;
  fields?: Reference[];
  optionalFields?: Reference[];
  sortBy?: string[];
  pageSize?: number;
  pageToken?: string;
}

export const getRelatedListRecords = getAdapter<RelatedListConfig>((config) => {
  const { parentRecordId, relatedListId } = config;
  if (!parentRecordId || !relatedListId) return undefined;
  const parameters = new URLSearchParams();
  const add = (name: string, value: string | number | undefined): void => {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  };
  add('fields', list(config.fields).map(qualified).join(','));
  add('optionalFields', list(config.optionalFields).map(qualified).join(','));
  add('sortBy', list(config.sortBy).join(','));
  add('pageSize', config.pageSize);
  add('pageToken', config.pageToken);
  return {
    path: `/ui-api/related-list-records/${parentRecordId}/${relatedListId}?${parameters.toString()}`,
    about: (answer) => [
      parentRecordId,
      ...((answer as { records?: { id: string }[] } | undefined)?.records ?? []).map(({ id }) => id),
    ],
  };
});
