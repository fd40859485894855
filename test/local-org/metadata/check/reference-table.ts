/**
 * Which elements name what, by type and path of elements
 * (https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_types_list.htm).
 * Flows, pages, reports and Lightning web components are looked at by checks of their own.
 */
export type Names = {
  /** Values that Salesforce has of its own. */
  unless?: RegExp;
  /** An element beside it, and the value that it must have for this to be a name of the kind. */
  when?: readonly [string, string];
  /** What stands before the name, such as a namespace; what has not got it is no name of the kind. */
  after?: RegExp;
  /** The element of the component that names the owner, where its full name does not. */
  of?: string;
} & (
  | { kind: 'object' }
  /** A component of one of the types, by its full name. */
  | { kind: 'component'; types: readonly string[] }
  /** A component that belongs to the same object: `Object.Name`. */
  | { kind: 'part'; type: string }
  /** A field of the object that the component is about. */
  | { kind: 'own-field' }
  /** A field with its object: `Book__c.Price__c`. */
  | { kind: 'field' }
);

type Row = readonly [path: string, names: Names];

const object: Names = { kind: 'object' };
const field: Names = { kind: 'field' };
const ownField: Names = { kind: 'own-field' };
const part = (type: string): Names => ({ kind: 'part', type });
const component = (...types: string[]): Names => ({ kind: 'component', types });
const when = (element: string, value: string, names: Names): Names => ({ ...names, when: [element, value] });

/** Whom something is shared with: https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_sharedto.htm */
function shared(path: string): Row[] {
  return [
    [`${path}.role`, component('Role')],
    [`${path}.roleAndSubordinates`, component('Role')],
    [`${path}.roleAndSubordinatesInternal`, component('Role')],
    [`${path}.group`, component('Group')],
    [`${path}.queue`, component('Queue')],
  ];
}

function sharingRule(element: string): Row[] {
  return [
    ...shared(`${element}.sharedTo`),
    ...shared(`${element}.sharedFrom`),
    [`${element}.criteriaItems.field`, ownField],
  ];
}

/** The actions of a rule are parts of the object's workflow. */
function actions(path: string): Row[] {
  const types: [string, string][] = [
    ['Alert', 'WorkflowAlert'],
    ['FieldUpdate', 'WorkflowFieldUpdate'],
    ['Task', 'WorkflowTask'],
    ['OutboundMessage', 'WorkflowOutboundMessage'],
  ];
  return types.map(([value, type]) => [`${path}.name`, when('type', value, part(type))]);
}

/** Groups that every org has: https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_folder.htm */
const EVERY_ORG = /^All\w*Users$/;
const folderShares: readonly Row[] = [
  ['folderShares.sharedTo', { ...when('sharedToType', 'Group', component('Group')), unless: EVERY_ORG }],
  ['folderShares.sharedTo', when('sharedToType', 'Role', component('Role'))],
  ['folderShares.sharedTo', when('sharedToType', 'RoleAndSubordinates', component('Role'))],
];

const STANDARD_TAB = /^standard[-_]/;
const STANDARD_APP = /^standard__/;
/** Templates of folders that come with an org. */
const TEMPLATE: Names = component('EmailTemplate');
const ruleEntries = (rule: string): Row[] => [
  [`${rule}.ruleEntry.criteriaItems.field`, field],
  [`${rule}.ruleEntry.template`, TEMPLATE],
  [`${rule}.ruleEntry.assignedTo`, when('assignedToType', 'Queue', component('Queue'))],
  [`${rule}.ruleEntry.escalationAction.assignedTo`, when('assignedToType', 'Queue', component('Queue'))],
  [`${rule}.ruleEntry.escalationAction.assignedToTemplate`, TEMPLATE],
  [`${rule}.ruleEntry.escalationAction.notifyToTemplate`, TEMPLATE],
];

const grants: readonly Row[] = [
  ['customSettingAccesses.name', object],
  ['externalDataSourceAccesses.externalDataSource', component('ExternalDataSource')],
  ['classAccesses.apexClass', component('ApexClass')],
  ['pageAccesses.apexPage', component('ApexPage')],
];

/** What a flow's action is, by its type. */
const ACTION_TYPES: readonly [string, Names][] = [
  ['flow', component('Flow')],
  ['apex', component('ApexClass')],
  ['quickAction', { ...component('QuickAction'), unless: /^(\w+\.)?(New\w*|LogACall|SendEmail|Email)$/ }],
  ['emailAlert', component('WorkflowAlert')],
  ['component', { ...component('LightningComponentBundle', 'AuraDefinitionBundle'), after: /^c:/ }],
];

/** Elements of a flow that get, create, change or choose among records. */
const FLOW_RECORDS = ['recordLookups', 'recordCreates', 'recordUpdates', 'recordDeletes', 'dynamicChoiceSets'];

const SEARCH_COLUMNS = [
  'customTabListAdditionalFields',
  'lookupDialogsAdditionalFields',
  'lookupFilterFields',
  'lookupPhoneDialogsAdditionalFields',
  'searchFilterFields',
  'searchResultsAdditionalFields',
];

export const REFERENCES: Record<string, readonly Row[]> = {
  CustomObject: [
    ...SEARCH_COLUMNS.map((each): Row => [`searchLayouts.${each}`, ownField]),
    ['searchLayouts.searchResultsCustomButtons', part('WebLink')],
    ['searchLayouts.listViewButtons', part('WebLink')],
    [
      'actionOverrides.content',
      when('type', 'LightningComponent', component('AuraDefinitionBundle', 'LightningComponentBundle')),
    ],
    ['actionOverrides.content', when('type', 'Visualforce', component('ApexPage'))],
  ],
  Flow: [
    ...FLOW_RECORDS.map((each): Row => [`${each}.object`, object]),
    ['variables.objectType', object],
    ['subflows.flowName', component('Flow')],
    [
      'screens.fields.extensionName',
      { ...component('LightningComponentBundle', 'AuraDefinitionBundle'), after: /^c:/ },
    ],
    ...ACTION_TYPES.map(([type, names]): Row => ['actionCalls.actionName', { ...names, when: ['actionType', type] }]),
  ],
  CustomField: [
    ['valueSet.controllingField', ownField],
    ['lookupFilter.filterItems.field', { ...field, unless: /^\$/ }],
    ['lookupFilter.filterItems.valueField', { ...field, unless: /^\$/ }],
  ],
  RecordType: [
    ['businessProcess', part('BusinessProcess')],
    ['compactLayoutAssignment', { ...part('CompactLayout'), unless: /^SYSTEM$/ }],
  ],
  WebLink: [
    ['page', component('ApexPage')],
    ['scontrol', component('Scontrol')],
  ],
  ListView: [...shared('sharedTo'), ['queue', component('Queue')]],
  Layout: [
    ['customButtons', part('WebLink')],
    ['layoutSections.layoutColumns.layoutItems.customLink', part('WebLink')],
    ['layoutSections.layoutColumns.layoutItems.page', component('ApexPage')],
    ['layoutSections.layoutColumns.layoutItems.reportChartComponent.reportName', component('Report')],
    ['miniLayout.fields', ownField],
    ['platformActionList.platformActionListItems.actionName', when('actionType', 'CustomButton', part('WebLink'))],
  ],
  Profile: [
    ...grants,
    // Layouts of standard objects are there before they are in any folder.
    ['layoutAssignments.layout', { ...component('Layout'), unless: /^(?!\w+__(c|mdt|e|kav)-)/ }],
    ['layoutAssignments.recordType', component('RecordType')],
  ],
  PermissionSet: [...grants],
  MutingPermissionSet: [
    ['fieldPermissions.field', field],
    ['objectPermissions.object', object],
    ['customPermissions.name', component('CustomPermission')],
  ],
  PermissionSetGroup: [
    ['permissionSets', component('PermissionSet')],
    ['mutingPermissionSets', component('MutingPermissionSet')],
  ],
  Group: [],
  Queue: [
    ['queueMembers.publicGroups.publicGroup', component('Group')],
    ['queueMembers.roles.role', component('Role')],
    ['queueMembers.roleAndSubordinates.roleAndSubordinate', component('Role')],
  ],
  CustomPermission: [['requiredPermission.customPermission', component('CustomPermission')]],
  CustomApplication: [
    ['profileActionOverrides.recordType', component('RecordType')],
    ['workspaceConfig.mappings.tab', { ...component('CustomTab'), unless: STANDARD_TAB }],
  ],
  QuickAction: [
    ['lightningComponent', component('AuraDefinitionBundle')],
    ['page', component('ApexPage')],
    ['targetRecordType', component('RecordType')],
    ['targetParentField', { ...ownField, of: 'targetObject' }],
  ],
  PathAssistant: [['recordTypeName', { ...part('RecordType'), of: 'entityName', unless: /^__MASTER__$/ }]],
  ReportFolder: folderShares,
  DashboardFolder: folderShares,
  Translations: [
    ['customLabels.name', component('CustomLabel')],
    ['customApplications.name', { ...component('CustomApplication'), unless: STANDARD_APP }],
    ['customTabs.name', { ...component('CustomTab', 'CustomObject'), unless: STANDARD_TAB }],
    ['quickActions.name', component('QuickAction')],
    ['flowDefinitions.fullName', component('Flow')],
    ['reportTypes.name', component('ReportType')],
  ],
  CustomObjectTranslation: [
    ['fields.name', ownField],
    ['validationRules.name', part('ValidationRule')],
    ['recordTypes.name', part('RecordType')],
    ['webLinks.name', part('WebLink')],
    ['fieldSets.name', part('FieldSet')],
    ['sharingReasons.name', part('SharingReason')],
    ['quickActions.name', part('QuickAction')],
  ],
  SharingRules: [
    ...sharingRule('sharingCriteriaRules'),
    ...sharingRule('sharingOwnerRules'),
    ...sharingRule('sharingGuestRules'),
  ],
  Workflow: [
    ['alerts.template', TEMPLATE],
    ['alerts.recipients.field', ownField],
    ['alerts.recipients.recipient', when('type', 'role', component('Role'))],
    ['alerts.recipients.recipient', when('type', 'group', component('Group'))],
    ['fieldUpdates.field', ownField],
    ['rules.criteriaItems.field', field],
    ...actions('rules.actions'),
    ...actions('rules.workflowTimeTriggers.actions'),
    ['outboundMessages.fields', ownField],
  ],
  ApprovalProcess: [
    ['emailTemplate', TEMPLATE],
    ['entryCriteria.criteriaItems.field', field],
    ['approvalStep.entryCriteria.criteriaItems.field', field],
    ['approvalStep.assignedApprover.approver.name', when('type', 'queue', component('Queue'))],
    ['approvalPageFields.field', ownField],
    ['allowedSubmitters.submitter', when('type', 'role', component('Role'))],
    ['allowedSubmitters.submitter', when('type', 'group', component('Group'))],
    ...['initialSubmissionActions', 'finalApprovalActions', 'finalRejectionActions', 'recallActions'].flatMap((each) =>
      actions(`${each}.action`),
    ),
  ],
  AssignmentRules: ruleEntries('assignmentRule'),
  EscalationRules: ruleEntries('escalationRule'),
  AutoResponseRules: ruleEntries('autoResponseRule'),
  MatchingRules: [['matchingRules.matchingRuleItems.fieldName', ownField]],
  DuplicateRule: [
    ['duplicateRuleMatchRules.matchingRule', { ...component('MatchingRule'), unless: /^Standard_/ }],
    ['duplicateRuleMatchRules.matchRuleSObjectType', object],
    ['duplicateRuleFilter.duplicateRuleFilterItems.field', { ...ownField }],
  ],
  RestrictionRule: [['targetEntity', object]],
  EmailTemplate: [['relatedEntityType', object]],
  PlatformEventChannelMember: [['selectedEntity', object]],
  TopicsForObjects: [['entityApiName', object]],
  NamedCredential: [['namedCredentialParameters.externalCredential', component('ExternalCredential')]],
  ExternalServiceRegistration: [['namedCredential', component('NamedCredential')]],
  AppMenu: [
    [
      'appMenuItems.name',
      { ...when('type', 'CustomApplication', component('CustomApplication')), unless: STANDARD_APP },
    ],
  ],
};
