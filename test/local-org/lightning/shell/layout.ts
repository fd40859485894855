import { elements, text, texts } from '../../metadata/xml.ts';
import type { UserAccess } from '../../org.ts';
import type { Schema, SObject, XmlElement } from '../../schema/model.ts';
import { column, fieldLabel, nameFieldOf, usualFields } from './columns.ts';
import { iconOf } from './icon.ts';
import type { Column, FieldLabel, RelatedList, Section } from './model.ts';

/** Record detail, highlights and related lists of an object, from its deployed layout or, without one, from its fields. */

/** The object's layout. Assignments by profile and record type are not looked at: the first by name counts. */
export function layoutOf(schema: Schema, object: SObject): XmlElement | undefined {
  const own = schema.components('Layout').filter(({ fullName }) => fullName.startsWith(`${object.name}-`));
  return own.toSorted((one, other) => (one.fullName < other.fullName ? -1 : 1))[0]?.xml;
}

export function detailSections(schema: Schema, access: UserAccess, object: SObject): Section[] {
  const layout = layoutOf(schema, object);
  const sections = elements(layout, 'layoutSections').map((section) => ({
    label: text(section, 'label') ?? '',
    columns: elements(section, 'layoutColumns').map((layoutColumn) =>
      elements(layoutColumn, 'layoutItems').flatMap(
        (item) => fieldLabel(schema, access, object, text(item, 'field') ?? '') ?? [],
      ),
    ),
  }));
  const filled = sections.filter(({ columns }) => columns.some((fields) => fields.length > 0));
  return filled.length > 0 ? filled : [usualSection(schema, access, object)];
}

/** What the layouts that come with Salesforce show, in short. */
const USUAL_DETAIL: Record<string, string[]> = {
  Opportunity: [
    'Name',
    'AccountId',
    'Type',
    'LeadSource',
    'NextStep',
    'Description',
    'OwnerId',
    'Amount',
    'CloseDate',
    'StageName',
    'Probability',
  ],
  Account: [
    'Name',
    'ParentId',
    'Phone',
    'Website',
    'Description',
    'OwnerId',
    'Type',
    'Industry',
    'AnnualRevenue',
    'NumberOfEmployees',
  ],
  Contact: [
    'FirstName',
    'LastName',
    'AccountId',
    'Title',
    'Department',
    'OwnerId',
    'Phone',
    'MobilePhone',
    'Email',
    'Description',
  ],
};

function usualSection(schema: Schema, access: UserAccess, object: SObject): Section {
  const named = USUAL_DETAIL[object.name]?.flatMap((name) => fieldLabel(schema, access, object, name) ?? []);
  const fields = named ?? usualFields(schema, access, object);
  const half = Math.ceil(fields.length / 2);
  return { label: '', columns: [fields.slice(0, half), fields.slice(half)] };
}

const USUAL_HIGHLIGHTS: Record<string, string[]> = {
  Opportunity: ['AccountId', 'CloseDate', 'Amount', 'StageName', 'OwnerId'],
  Account: ['Type', 'Phone', 'Website', 'OwnerId'],
  Contact: ['AccountId', 'Title', 'Phone', 'Email'],
};

/** The compact layout's fields but for the name, which is the page's heading. */
export function highlights(schema: Schema, access: UserAccess, object: SObject): FieldLabel[] {
  const assigned = text(schema.component('CustomObject', object.name)?.xml, 'compactLayoutAssignment');
  const compact = schema.component('CompactLayout', `${object.name}.${assigned ?? ''}`);
  const fields = compact
    ? texts(compact.xml, 'fields')
    : (USUAL_HIGHLIGHTS[object.name] ?? (object.hasOwner ? ['OwnerId'] : []));
  return fields
    .filter((name) => name !== nameFieldOf(object) && name !== 'Name')
    .flatMap((name) => fieldLabel(schema, access, object, name) ?? []);
}

/** Standard lists as layouts name them. */
const STANDARD_LISTS: Record<string, string> = {
  RelatedContactList: 'Contacts',
  RelatedOpportunityList: 'Opportunities',
  RelatedActivityList: 'OpenActivities',
  RelatedHistoryList: 'ActivityHistories',
  RelatedOpportunityContactRoleList: 'OpportunityContactRoles',
  RelatedSalesTeamList: 'OpportunityTeamMembers',
  RelatedEntityHistoryList: 'Histories',
};

/** Related lists in the layout's order; without a layout every child that the user may read. */
export function relatedLists(schema: Schema, access: UserAccess, object: SObject): RelatedList[] {
  const all = schema
    .childrenOf(object.name)
    .filter(
      ({ relationshipName, childObject }) =>
        relationshipName !== undefined && access.object(childObject).read && !childObject.endsWith('Share'),
    );
  const listed = elements(layoutOf(schema, object), 'relatedLists');
  if (listed.length === 0)
    return all
      .filter(({ childObject }) => !isHistory(childObject))
      .filter(({ childObject }) => schema.object(childObject)?.kind === 'custom' || !STANDARD_NOISE.has(childObject))
      .flatMap((child) => relatedList(schema, access, child.childObject, child.field.name, []) ?? []);
  return listed.flatMap((list) => {
    const name = text(list, 'relatedList') ?? '';
    const [childObject = '', fieldName = ''] = name.split('.');
    const child = all.find(({ childObject: candidate, field, relationshipName }) =>
      fieldName === ''
        ? relationshipName === (STANDARD_LISTS[name] ?? name)
        : candidate === childObject && field.name === fieldName,
    );
    return (child && relatedList(schema, access, child.childObject, child.field.name, texts(list, 'fields'))) ?? [];
  });
}

/** Children of standard objects that a page without a layout would drown in. */
const STANDARD_NOISE = new Set([
  'PermissionSetAssignment',
  'SetupEntityAccess',
  'GroupMember',
  'ObjectPermissions',
  'FieldPermissions',
  'AsyncApexJob',
  'EmailMessage',
  'Event',
  'Task',
]);

/** One related list, whether or not the layout has it; undefined where the user may not read it. */
export function relatedListByName(
  schema: Schema,
  access: UserAccess,
  object: SObject,
  relationship: string,
): RelatedList | undefined {
  const child = schema.childrenOf(object.name).find(({ relationshipName }) => relationshipName === relationship);
  return child && relatedList(schema, access, child.childObject, child.field.name, []);
}

/** Related lists of histories are the same everywhere. */
function historyList(schema: Schema, history: SObject): RelatedList {
  const columns = ['Date', 'Field', 'User', 'Original Value', 'New Value'];
  return {
    label: history.label,
    object: history.name,
    relationship: 'Histories',
    parentField: 'ParentId',
    nameField: 'Id',
    icon: iconOf(schema, history.name),
    columns: columns.map((label) => ({ label, path: label, type: 'Text', sortable: false })),
  };
}

function isHistory(object: string): boolean {
  return object.endsWith('History');
}

function relatedList(
  schema: Schema,
  access: UserAccess,
  childName: string,
  fieldName: string,
  tokens: string[],
): RelatedList | undefined {
  const child = schema.object(childName);
  const field = child?.field(fieldName);
  if (!child || !field?.reference || !access.object(childName).read) return undefined;
  if (child.kind === 'history') return historyList(schema, child);
  const named = tokens.flatMap((token) => column(schema, access, child, token) ?? []);
  const usual = (): Column[] =>
    highlights(schema, access, child)
      .slice(0, 4)
      .flatMap(({ name }) => (name === fieldName ? [] : (column(schema, access, child, name) ?? [])));
  const name = column(schema, access, child, nameFieldOf(child));
  const rest = (named.length > 0 ? named : usual()).filter(({ path }) => path !== name?.path);
  return {
    label: child.pluralLabel,
    object: child.name,
    relationship: field.reference.childRelationshipName ?? '',
    parentField: field.name,
    nameField: nameFieldOf(child),
    icon: iconOf(schema, child.name),
    columns: [...(name ? [name] : []), ...rest],
  };
}
