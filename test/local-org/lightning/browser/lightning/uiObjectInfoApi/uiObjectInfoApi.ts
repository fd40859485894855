import { getAdapter, objectName, qualified, type Reference } from 'shell/wires';

/**
 * `lightning/uiObjectInfoApi`, over the UI API's object-info resources.
 * https://developer.salesforce.com/docs/platform/lwc/guide/reference-lightning-ui-api-object-info.html
 */

export const getObjectInfo = getAdapter<{ objectApiName?: Reference }>(({ objectApiName }) =>
  objectApiName ? { path: `/ui-api/object-info/${objectName(objectApiName)}` } : undefined,
);

export const getObjectInfos = getAdapter<{ objectApiNames?: Reference[] }>(({ objectApiNames }) =>
  objectApiNames?.length
    ? { path: `/ui-api/object-info/batch/${objectApiNames.map(objectName).join(',')}` }
    : undefined,
);

export const getPicklistValues = getAdapter<{ recordTypeId?: string; fieldApiName?: Reference }>(
  ({ recordTypeId, fieldApiName }) => {
    if (!recordTypeId || !fieldApiName) return undefined;
    const [object = '', field = ''] = qualified(fieldApiName).split('.');
    return { path: `/ui-api/object-info/${object}/picklist-values/${recordTypeId}/${field}` };
  },
);

export const getPicklistValuesByRecordType = getAdapter<{ objectApiName?: Reference; recordTypeId?: string }>(
  ({ objectApiName, recordTypeId }) =>
    objectApiName && recordTypeId
      ? { path: `/ui-api/object-info/${objectName(objectApiName)}/picklist-values/${recordTypeId}` }
      : undefined,
);
