import { splitName } from '../../schema/field.ts';
import type { Field, Schema, SObject, XmlElement } from '../../schema/model.ts';
import { PERMISSIONED_STANDARD_OBJECTS } from '../../schema/standard/first-rows.ts';
import { standardObjects } from '../../schema/standard/all.ts';
import { unmetDependencies } from '../../security/dependencies.ts';
import { elements, flag, text } from '../xml.ts';
import { missing, requireComponent, type Check, type Finding } from './context.ts';
import { tooLong } from './objects.ts';

/** Standard objects of this org that no permission set names. */
const WITHOUT_PERMISSIONS: ReadonlySet<string> = new Set(
  standardObjects.map(({ name }) => name).filter((name) => !PERMISSIONED_STANDARD_OBJECTS.includes(name)),
);

export const checkPermissionSet: Check = (component, schema) => {
  const { xml } = component;
  const findings = [...tooLong(xml, 'label', 'Label', 80), ...tooLong(xml, 'description', 'Description', 255)];
  if (!text(xml, 'label')?.trim()) findings.push({ problem: 'Required field is missing: label' });
  return [...findings, ...objectFindings(xml, schema, true), ...grants(xml, schema)];
};

/** A profile is deployed in parts, so rights that it does not repeat may stand already. */
export const checkProfile: Check = (component, schema) => [
  ...objectFindings(component.xml, schema, false),
  ...grants(component.xml, schema),
];

function grants(xml: XmlElement, schema: Schema): Finding[] {
  return [
    ...elements(xml, 'fieldPermissions').flatMap((each) => fieldFindings(each, schema)),
    ...elements(xml, 'userPermissions').flatMap((each): Finding[] => {
      const name = text(each, 'name')?.trim() ?? '';
      // Each is a checkbox of permission sets.
      return schema.object('PermissionSet')?.field(`Permissions${name}`)
        ? []
        : [{ problem: `Unknown user permission: ${name}`, rule: 'reference/user-permission', names: name }];
    }),
    ...elements(xml, 'customPermissions').flatMap((each) =>
      requireComponent(schema, 'customPermission', 'CustomPermission', text(each, 'name')?.trim()),
    ),
    ...elements(xml, 'applicationVisibilities').flatMap((each) => {
      const name = text(each, 'application')?.trim() ?? '';
      return name.startsWith('standard__') ? [] : requireComponent(schema, 'application', 'CustomApplication', name);
    }),
    ...[...elements(xml, 'tabSettings'), ...elements(xml, 'tabVisibilities')].flatMap((each) => {
      const name = text(each, 'tab')?.trim() ?? '';
      return name.startsWith('standard-') ? [] : requireComponent(schema, 'tab', 'CustomTab', name);
    }),
    ...elements(xml, 'recordTypeVisibilities').flatMap((each) =>
      requireComponent(schema, 'recordType', 'RecordType', text(each, 'recordType')?.trim()),
    ),
    ...elements(xml, 'customMetadataTypeAccesses').flatMap((each) => {
      const name = text(each, 'name')?.trim() ?? '';
      return schema.object(name)?.kind === 'customMetadata' ? [] : [missing('name', 'CustomObject', name)];
    }),
    ...elements(xml, 'flowAccesses').flatMap((each) =>
      requireComponent(schema, 'flow', 'Flow', text(each, 'flow')?.trim()),
    ),
  ];
}

/** Whether field permissions can be given at all: not for fields that everyone who sees the record sees. */
export function hasFieldPermissions(object: SObject, field: Field): boolean {
  if (field.required || field.type === 'MasterDetail' || field.type === 'Id' || object.kind === 'customMetadata')
    return false;
  return field.custom || (field.name !== object.nameField && !ALWAYS_VISIBLE.has(field.name));
}

const ALWAYS_VISIBLE: ReadonlySet<string> = new Set([
  'IsDeleted',
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'LastModifiedById',
  'SystemModstamp',
  'OwnerId',
  'RecordTypeId',
]);

function fieldFindings(permission: XmlElement, schema: Schema): Finding[] {
  const fullName = text(permission, 'field')?.trim() ?? '';
  const [objectName, fieldName] = splitName(fullName);
  const object = schema.object(objectName);
  const field = object?.field(fieldName);
  if (!object || !field) return [missing('field', 'CustomField', fullName)];
  if (!hasFieldPermissions(object, field)) return [{ problem: `You cannot deploy to a required field: ${fullName}` }];
  const editable = flag(permission, 'editable');
  if (editable && !flag(permission, 'readable'))
    return [{ problem: `Field ${fullName} cannot be editable without being readable` }];
  if (editable && !field.createable && !field.updateable)
    return [{ problem: `Field ${fullName} is not editable: it is computed by the system` }];
  return [];
}

/** Rights come with those that they rest on: edit on read, a detail on its master, opportunities on accounts. */
function objectFindings(xml: XmlElement, schema: Schema, complete: boolean): Finding[] {
  const permissions = elements(xml, 'objectPermissions');
  const readable = new Set(
    permissions.filter((each) => flag(each, 'allowRead')).map((each) => text(each, 'object')?.trim().toLowerCase()),
  );
  const findings: Finding[] = [];
  for (const permission of permissions) {
    const name = text(permission, 'object')?.trim() ?? '';
    const object = schema.object(name);
    if (!object) {
      findings.push(missing('object', 'CustomObject', name));
      continue;
    }
    if (
      WITHOUT_PERMISSIONS.has(object.name) ||
      object.kind === 'customMetadata' ||
      object.kind === 'share' ||
      object.kind === 'history'
    ) {
      findings.push({ problem: `Object permissions cannot be set for ${object.name}` });
      continue;
    }
    const has = (right: string): boolean => flag(permission, right);
    const rights = {
      read: has('allowRead'),
      create: has('allowCreate'),
      edit: has('allowEdit'),
      delete: has('allowDelete'),
      viewAll: has('viewAllRecords'),
      modifyAll: has('modifyAllRecords'),
    };
    const canRead = (parent: SObject): boolean => !complete || readable.has(parent.name.toLowerCase());
    findings.push(...unmetDependencies(schema, object, rights, canRead).map((problem) => ({ problem })));
  }
  return findings;
}

export const checkCustomPermission: Check = (component) => {
  const { xml } = component;
  const findings = [...tooLong(xml, 'label', 'Label', 80), ...tooLong(xml, 'description', 'Description', 255)];
  if (!text(xml, 'label')?.trim()) findings.push({ problem: 'Required field is missing: label' });
  return findings;
};

export const checkRole: Check = (component, schema) =>
  requireComponent(schema, 'parentRole', 'Role', text(component.xml, 'parentRole')?.trim());
