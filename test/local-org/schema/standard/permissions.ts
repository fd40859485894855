import type { SObject } from '../model.ts';
import { standard } from './define.ts';

/**
 * System permissions, as `<userPermissions>` names them. Each is a checkbox `Permissions…` of
 * PermissionSet and Profile, as in Salesforce.
 */
export const SYSTEM_PERMISSIONS = [
  'ActivateContract',
  'ActivateOrder',
  'AllowUniversalSearch',
  'ApiEnabled',
  'ApiUserOnly',
  'AssignPermissionSets',
  'AssignTopics',
  'AuthorApex',
  'BulkApiHardDelete',
  'BulkMacrosAllowed',
  'CanApproveFeedPost',
  'CanUseNewDashboardBuilder',
  'ConvertLeads',
  'CreateAuditFields',
  'CreateCustomizeDashboards',
  'CreateCustomizeFilters',
  'CreateCustomizeReports',
  'CreateDashboardFolders',
  'CreateReportFolders',
  'CreateReportInLightning',
  'CreateTopics',
  'CustomizeApplication',
  'DataExport',
  'DelegatedTwoFactor',
  'DeleteActivatedContract',
  'DeleteTopics',
  'DistributeFromPersWksp',
  'EditActivatedOrders',
  'EditBrandTemplates',
  'EditCaseComments',
  'EditEvent',
  'EditHtmlTemplates',
  'EditMyDashboards',
  'EditMyReports',
  'EditOppLineItemUnitPrice',
  'EditPublicDocuments',
  'EditPublicFilters',
  'EditPublicTemplates',
  'EditReadonlyFields',
  'EditTask',
  'EditTopics',
  'EmailMass',
  'EmailSingle',
  'EnableNotifications',
  'ExportReport',
  'FlowUFLRequired',
  'GiveRecognitionBadge',
  'ImportLeads',
  'InstallPackaging',
  'LightningConsoleAllowedForUser',
  'LightningExperienceUser',
  'ListEmailSend',
  'ManageAuthProviders',
  'ManageCustomPermissions',
  'ManageCustomReportTypes',
  'ManageDashbdsInPubFolders',
  'ManageDataIntegrations',
  'ManageDynamicDashboards',
  'ManageEmailClientConfig',
  'ManageFlow',
  'ManageInteraction',
  'ManageInternalUsers',
  'ManageIpAddresses',
  'ManageLoginAccessPolicies',
  'ManageMobile',
  'ManagePasswordPolicies',
  'ManageProfilesPermissionsets',
  'ManagePvtRptsAndDashbds',
  'ManageReportsInPubFolders',
  'ManageRoles',
  'ManageSessionPermissionSets',
  'ManageSharing',
  'ManageUsers',
  'MassInlineEdit',
  'ModifyAllData',
  'ModifyMetadata',
  'NewReportBuilder',
  'PasswordNeverExpires',
  'PublishPackaging',
  'ResetPasswords',
  'RunFlow',
  'RunReports',
  'ScheduleReports',
  'SelectFilesFromSalesforce',
  'SendSitRequests',
  'ShareInternalArticles',
  'ShowCompanyNameAsUserBadge',
  'SolutionImport',
  'SubmitMacrosAllowed',
  'SubscribeToLightningReports',
  'TransferAnyCase',
  'TransferAnyEntity',
  'TransferAnyLead',
  'UseTeamReassignWizards',
  'UseWebLink',
  'ViewAllData',
  'ViewAllProfiles',
  'ViewAllUsers',
  'ViewDataAssessment',
  'ViewDataCategories',
  'ViewEventLogFiles',
  'ViewHelpLink',
  'ViewMyTeamsDashboards',
  'ViewPublicDashboards',
  'ViewPublicReports',
  'ViewRoles',
  'ViewSetup',
  'WorkCalibrationUser',
] as const;

const flags = (writable: boolean): string =>
  SYSTEM_PERMISSIONS.map((name) => `Permissions${name} Checkbox${writable ? '' : ' read-only'}`).join('\n');

/** Who may do what: profiles, permission sets and what they grant. */
export const permissionObjects: SObject[] = [
  standard(
    'Profile',
    '00e',
    { label: 'Profile', writes: false },
    `
    Name              Text(255)   "Name"  required
    Description       Text(255)
    UserType          Picklist(Standard*; PowerCustomerSuccess; Guest; AutomatedProcess)  read-only
    UserLicenseId     Lookup(UserLicense)  read-only
    ${flags(false)}`,
  ),
  standard(
    'UserLicense',
    '100',
    { label: 'User License', writes: false },
    `
    Name                     Text(40)  read-only
    LicenseDefinitionKey     Text(40)  read-only
    MasterLabel              Text(40)  read-only
    Status                   Picklist(Active*; Disabled)  read-only
    TotalLicenses            Number(9,0)  read-only
    UsedLicenses             Number(9,0)  read-only`,
  ),
  standard(
    'PermissionSet',
    '0PS',
    { label: 'Permission Set' },
    `
    Name                  Text(80)   "Permission Set Name"  required
    Label                 Text(80)   "Permission Set Label"  required
    Description           Text(255)
    LicenseId             Lookup(UserLicense,PermissionSetLicense)  create-only
    ProfileId             Lookup(Profile)  read-only children=PermissionSets
    IsOwnedByProfile      Checkbox  read-only
    IsCustom              Checkbox  read-only
    Type                  Picklist(Regular*; Standard; Group; Session; Profile)  read-only
    NamespacePrefix       Text(15)  read-only
    HasActivationRequired Checkbox
    PermissionSetGroupId  Lookup(PermissionSetGroup)  read-only
    ${flags(true)}`,
  ),
  standard(
    'PermissionSetLicense',
    '0PL',
    { label: 'Permission Set License', nameField: 'DeveloperName', writes: false },
    `
    DeveloperName   Text(80)  read-only
    MasterLabel     Text(80)  read-only`,
  ),
  standard(
    'PermissionSetGroup',
    '0PG',
    { label: 'Permission Set Group', nameField: 'DeveloperName' },
    `
    DeveloperName   Text(80)  required
    MasterLabel     Text(80)  required
    Language        Picklist(en_US*)
    Description     Text(255)
    Status          Picklist(Updated*; Outdated; Updating; Failed)  read-only
    HasActivationRequired Checkbox`,
  ),
  standard(
    'PermissionSetGroupComponent',
    '0PH',
    { label: 'Permission Set Group Component', nameField: null, writes: ['create', 'delete'] },
    `
    PermissionSetGroupId  Lookup(PermissionSetGroup)  required create-only cascade children=PermissionSetGroupComponents
    PermissionSetId       Lookup(PermissionSet)  required create-only cascade children=PermissionSetGroupComponents`,
  ),
  standard(
    'PermissionSetAssignment',
    '0Pa',
    { label: 'Permission Set Assignment', nameField: null, writes: ['create', 'delete'] },
    `
    PermissionSetId       Lookup(PermissionSet)  required create-only cascade children=Assignments
    PermissionSetGroupId  Lookup(PermissionSetGroup)  create-only cascade children=Assignments
    AssigneeId            Lookup(User)  required create-only children=PermissionSetAssignments
    ExpirationDate        DateTime
    IsActive              Checkbox  read-only default=true`,
  ),
  standard(
    'ObjectPermissions',
    '110',
    { label: 'Object Permissions', nameField: null },
    `
    ParentId                     Lookup(PermissionSet)  required create-only cascade children=ObjectPerms
    SobjectType                  Picklist()  required create-only
    PermissionsCreate            Checkbox
    PermissionsRead              Checkbox
    PermissionsEdit              Checkbox
    PermissionsDelete            Checkbox
    PermissionsViewAllRecords    Checkbox
    PermissionsModifyAllRecords  Checkbox
    PermissionsViewAllFields     Checkbox`,
  ),
  standard(
    'FieldPermissions',
    '01k',
    { label: 'Field Permissions', nameField: null },
    `
    ParentId         Lookup(PermissionSet)  required create-only cascade children=FieldPerms
    SobjectType      Picklist()  required create-only
    Field            Picklist()  required create-only
    PermissionsRead  Checkbox
    PermissionsEdit  Checkbox`,
  ),
  standard(
    'SetupEntityAccess',
    '0J0',
    { label: 'Setup Entity Access', nameField: null, writes: ['create', 'delete'] },
    `
    ParentId         Lookup(PermissionSet)  required create-only cascade children=SetupEntityAccessItems
    SetupEntityId    Lookup(CustomPermission,AppMenuItem)  required create-only cascade
    SetupEntityType  Picklist(CustomPermission; TabSet; CustomEntityDefinition; ApexClass; ApexPage; ConnectedApplication; NamedCredential; FlowDefinition)  read-only`,
  ),
  standard(
    'PermissionSetTabSetting',
    '01P',
    { label: 'Permission Set Tab Setting', nameField: 'Name' },
    `
    ParentId         Lookup(PermissionSet)  required create-only cascade children=Tabs
    Name             Text(80)  required create-only
    Visibility       Picklist(DefaultOn; DefaultOff)`,
  ),
  standard(
    'CustomPermission',
    '0CP',
    { label: 'Custom Permission', nameField: 'DeveloperName' },
    `
    DeveloperName    Text(80)   required
    MasterLabel      Text(80)   required
    Language         Picklist(en_US*)
    Description      Text(255)
    IsProtected      Checkbox
    IsLicensed       Checkbox
    NamespacePrefix  Text(15)  read-only`,
  ),
  standard(
    'AppMenuItem',
    '0DS',
    { label: 'App Menu Item', writes: false },
    `
    Name             Text(80)  read-only
    Label            Text(80)  read-only
    Description      Text(250) read-only
    Type             Picklist(TabSet; ConnectedApplication; Network)  read-only
    ApplicationId    Text(18)  read-only
    SortOrder        Number(9,0)  read-only
    IsVisible        Checkbox  read-only`,
  ),
];
