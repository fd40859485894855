/**
 * Which metadata types this org knows, where their files lie, and how far each is carried out.
 * The coverage table is generated from this.
 */

export type Depth =
  /** Its rules are carried out: data, access, behaviour. */
  | 'executed'
  /** Its references are checked and pages or reports can read it; nothing runs. */
  | 'checked'
  /** Kept, listed and given back as it came. */
  | 'stored'
  /** A deploy that has it fails, saying so. */
  | 'refused';

export interface MetadataType {
  name: string;
  /** Folder in a deploy package and, by habit, in source. */
  folder: string;
  /** File name ending without the dot; none for bundles. */
  suffix: string | undefined;
  depth: Depth;
  /** What is left out, for the coverage table. */
  note?: string;
  /** Lies in folders of its own, such as `reports/Sales/Won.report`. */
  inFolder?: boolean;
  /** Content with a `-meta.xml` beside it. */
  metaFile?: boolean;
  /** Types of its parts that are components of their own, by the element that holds them. */
  children?: Record<string, ChildType>;
}

export interface ChildType {
  name: string;
  /** Folder and suffix in decomposed source; a type without them is never decomposed. */
  folder?: string;
  suffix?: string;
  depth: Depth;
  note?: string;
}

const OBJECT_CHILDREN: Record<string, ChildType> = {
  fields: {
    name: 'CustomField',
    folder: 'fields',
    suffix: 'field',
    depth: 'executed',
    note: 'no geolocation, external or metadata relationship fields',
  },
  validationRules: { name: 'ValidationRule', folder: 'validationRules', suffix: 'validationRule', depth: 'executed' },
  fieldSets: { name: 'FieldSet', folder: 'fieldSets', suffix: 'fieldSet', depth: 'checked' },
  compactLayouts: { name: 'CompactLayout', folder: 'compactLayouts', suffix: 'compactLayout', depth: 'checked' },
  listViews: { name: 'ListView', folder: 'listViews', suffix: 'listView', depth: 'checked' },
  recordTypes: {
    name: 'RecordType',
    folder: 'recordTypes',
    suffix: 'recordType',
    depth: 'executed',
    note: 'as records and a field; picklists are not narrowed',
  },
  webLinks: { name: 'WebLink', folder: 'webLinks', suffix: 'webLink', depth: 'stored' },
  businessProcesses: {
    name: 'BusinessProcess',
    folder: 'businessProcesses',
    suffix: 'businessProcess',
    depth: 'refused',
  },
  sharingReasons: { name: 'SharingReason', folder: 'sharingReasons', suffix: 'sharingReason', depth: 'refused' },
  indexes: { name: 'Index', folder: 'indexes', suffix: 'index', depth: 'refused' },
};

export const METADATA_TYPES: readonly MetadataType[] = [
  {
    name: 'CustomObject',
    folder: 'objects',
    suffix: 'object',
    depth: 'executed',
    note: 'custom objects, custom metadata types and additions to the standard objects of this org',
    children: OBJECT_CHILDREN,
  },
  {
    name: 'CustomLabels',
    folder: 'labels',
    suffix: 'labels',
    depth: 'checked',
    children: { labels: { name: 'CustomLabel', depth: 'executed' } },
  },
  { name: 'GlobalValueSet', folder: 'globalValueSets', suffix: 'globalValueSet', depth: 'executed' },
  {
    name: 'StandardValueSet',
    folder: 'standardValueSets',
    suffix: 'standardValueSet',
    depth: 'executed',
    note: 'sets of the standard objects of this org',
  },
  { name: 'CustomPermission', folder: 'customPermissions', suffix: 'customPermission', depth: 'executed' },
  { name: 'PermissionSet', folder: 'permissionsets', suffix: 'permissionset', depth: 'executed' },
  { name: 'PermissionSetGroup', folder: 'permissionsetgroups', suffix: 'permissionsetgroup', depth: 'refused' },
  {
    name: 'Profile',
    folder: 'profiles',
    suffix: 'profile',
    depth: 'executed',
    note: 'object, field, user and custom permissions; layouts and login hours are kept only',
  },
  { name: 'Role', folder: 'roles', suffix: 'role', depth: 'executed' },
  { name: 'Group', folder: 'groups', suffix: 'group', depth: 'executed' },
  {
    name: 'Queue',
    folder: 'queues',
    suffix: 'queue',
    depth: 'executed',
    note: 'the queue and its objects; members are added as GroupMember records',
  },
  { name: 'CustomMetadata', folder: 'customMetadata', suffix: 'md', depth: 'executed' },
  { name: 'Flow', folder: 'flows', suffix: 'flow', depth: 'executed', note: 'record-triggered flows' },
  {
    name: 'LightningComponentBundle',
    folder: 'lwc',
    suffix: undefined,
    depth: 'executed',
    note: 'compiled as on Salesforce',
  },
  { name: 'LightningMessageChannel', folder: 'messageChannels', suffix: 'messageChannel', depth: 'stored' },
  { name: 'StaticResource', folder: 'staticresources', suffix: 'resource', depth: 'executed', metaFile: true },
  { name: 'FlexiPage', folder: 'flexipages', suffix: 'flexipage', depth: 'checked' },
  { name: 'Layout', folder: 'layouts', suffix: 'layout', depth: 'checked' },
  { name: 'QuickAction', folder: 'quickActions', suffix: 'quickAction', depth: 'checked' },
  { name: 'CustomTab', folder: 'tabs', suffix: 'tab', depth: 'checked' },
  { name: 'CustomApplication', folder: 'applications', suffix: 'app', depth: 'checked' },
  { name: 'PathAssistant', folder: 'pathAssistants', suffix: 'pathAssistant', depth: 'checked' },
  { name: 'ReportType', folder: 'reportTypes', suffix: 'reportType', depth: 'checked' },
  { name: 'Report', folder: 'reports', suffix: 'report', depth: 'checked', inFolder: true },
  { name: 'Dashboard', folder: 'dashboards', suffix: 'dashboard', depth: 'checked', inFolder: true },
  { name: 'Settings', folder: 'settings', suffix: 'settings', depth: 'stored' },
  {
    name: 'Translations',
    folder: 'translations',
    suffix: 'translation',
    depth: 'executed',
    note: 'custom labels, apps, tabs and quick actions',
  },
  { name: 'RemoteSiteSetting', folder: 'remoteSiteSettings', suffix: 'remoteSite', depth: 'stored' },
  { name: 'CspTrustedSite', folder: 'cspTrustedSites', suffix: 'cspTrustedSite', depth: 'stored' },
  { name: 'SharingRules', folder: 'sharingRules', suffix: 'sharingRules', depth: 'refused' },
  { name: 'ApexClass', folder: 'classes', suffix: 'cls', depth: 'refused', metaFile: true },
  { name: 'ApexTrigger', folder: 'triggers', suffix: 'trigger', depth: 'refused', metaFile: true },
  { name: 'ApexPage', folder: 'pages', suffix: 'page', depth: 'refused', metaFile: true },
  { name: 'ApexComponent', folder: 'components', suffix: 'component', depth: 'refused', metaFile: true },
  { name: 'AuraDefinitionBundle', folder: 'aura', suffix: undefined, depth: 'refused' },
  { name: 'Workflow', folder: 'workflows', suffix: 'workflow', depth: 'refused' },
  { name: 'ApprovalProcess', folder: 'approvalProcesses', suffix: 'approvalProcess', depth: 'refused' },
  { name: 'AssignmentRules', folder: 'assignmentRules', suffix: 'assignmentRules', depth: 'refused' },
  { name: 'DuplicateRule', folder: 'duplicateRules', suffix: 'duplicateRule', depth: 'refused' },
  { name: 'MatchingRules', folder: 'matchingRules', suffix: 'matchingRule', depth: 'refused' },
  { name: 'RestrictionRule', folder: 'restrictionRules', suffix: 'rule', depth: 'refused' },
  {
    name: 'CustomObjectTranslation',
    folder: 'objectTranslations',
    suffix: 'objectTranslation',
    depth: 'executed',
    note: 'objects, fields, picklist values, rules, quick actions and the sections of layouts',
  },
];

const byName = new Map(METADATA_TYPES.map((type) => [type.name, type]));
const byFolder = new Map(METADATA_TYPES.map((type) => [type.folder, type]));
const bySuffix = new Map(METADATA_TYPES.flatMap((type) => (type.suffix ? [[type.suffix, type] as const] : [])));
const parentOfChild = new Map(
  METADATA_TYPES.flatMap((type) =>
    Object.entries(type.children ?? {}).map(([key, child]) => [child.name, { parent: type, key, child }] as const),
  ),
);

/** A type that has files of its own, by its name in package.xml. */
export function metadataType(name: string): MetadataType | undefined {
  return byName.get(name);
}

export function typeOfFolder(folder: string): MetadataType | undefined {
  return byFolder.get(folder);
}

export function typeOfSuffix(suffix: string): MetadataType | undefined {
  return bySuffix.get(suffix);
}

/** A type that lives inside another's file: its parent's type and the element that holds it. */
export function childType(name: string): { parent: MetadataType; key: string; child: ChildType } | undefined {
  return parentOfChild.get(name);
}

/** How far a type is carried out; types that nobody here knows are refused. */
export function depthOf(type: string): Depth {
  if (type === 'ReportFolder' || type === 'DashboardFolder') return 'stored';
  return byName.get(type)?.depth ?? parentOfChild.get(type)?.child.depth ?? 'refused';
}
