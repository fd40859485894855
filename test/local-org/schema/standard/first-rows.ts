import { randomBytes } from 'node:crypto';
import type { Store } from '../../org.ts';
import type { Row } from '../model.ts';
import { SYSTEM_PERMISSIONS } from './permissions.ts';
import { STAGES } from './sales.ts';

/** What every org has from its first day. */
export interface FirstRows {
  organizationId: string;
  adminUserId: string;
}

interface StandardProfile {
  name: string;
  /** As profiles are called in metadata. */
  metadataName: string;
  permissions: readonly string[];
  /** Rights on the standard objects that permission sets govern. */
  objects: 'all' | 'own' | 'read' | 'none';
}

const EVERYDAY = [
  'ApiEnabled',
  'RunReports',
  'EditTask',
  'EditEvent',
  'LightningExperienceUser',
  'ViewHelpLink',
  'ExportReport',
  'CreateCustomizeReports',
  'EmailSingle',
  'EnableNotifications',
  'RunFlow',
  'SubmitMacrosAllowed',
  'AllowUniversalSearch',
  'SelectFilesFromSalesforce',
  'ShowCompanyNameAsUserBadge',
  'AssignTopics',
  'CreateTopics',
  'EditTopics',
  'ConvertLeads',
  'EditMyReports',
  'EditMyDashboards',
];

/** Not of an administrator's profile as it comes: limits on the user rather than rights, or switched on when needed. */
const NOT_FOR_ADMIN = new Set([
  'ApiUserOnly',
  'PasswordNeverExpires',
  'CreateAuditFields',
  'EditReadonlyFields',
  'BulkApiHardDelete',
  'DelegatedTwoFactor',
  'FlowUFLRequired',
]);

export const STANDARD_PROFILES: readonly StandardProfile[] = [
  {
    name: 'System Administrator',
    metadataName: 'Admin',
    permissions: SYSTEM_PERMISSIONS.filter((name) => !NOT_FOR_ADMIN.has(name)),
    objects: 'all',
  },
  { name: 'Standard User', metadataName: 'Standard', permissions: EVERYDAY, objects: 'own' },
  {
    name: 'Read Only',
    metadataName: 'ReadOnly',
    permissions: ['ApiEnabled', 'RunReports', 'LightningExperienceUser', 'ViewHelpLink'],
    objects: 'read',
  },
  {
    name: 'Minimum Access - Salesforce',
    metadataName: 'Minimum Access - Salesforce',
    permissions: [
      'LightningExperienceUser',
      'ViewHelpLink',
      'EnableNotifications',
      'ShowCompanyNameAsUserBadge',
      'SelectFilesFromSalesforce',
    ],
    objects: 'none',
  },
];

/** The standard objects on which profiles and permission sets grant rights. */
export const PERMISSIONED_STANDARD_OBJECTS = ['Account', 'Campaign', 'Case', 'Contact', 'Lead', 'Opportunity'];

/** Writes the organisation, its licence, profiles, administrator, stages and task statuses into an empty store. */
export function writeFirstRows(store: Store, now: Date): FirstRows {
  const organizationId = store.nextId('Organization');
  const adminUserId = store.nextId('User');
  const at = now.toISOString();
  const insert = (object: string, rows: Row[]): Row[] => {
    const full = rows.map((row) => ({
      Id: store.nextId(object),
      IsDeleted: false,
      CreatedDate: at,
      CreatedById: adminUserId,
      LastModifiedDate: at,
      LastModifiedById: adminUserId,
      SystemModstamp: at,
      ...row,
    }));
    store.insert(object, full);
    return full;
  };

  const unique = randomBytes(4).toString('hex');
  insert('Organization', [
    {
      Id: organizationId,
      Name: 'Local Org',
      PrimaryContact: 'Admin User',
      Country: 'US',
      OrganizationType: 'Developer Edition',
      InstanceName: 'LOCAL',
      IsSandbox: false,
      LanguageLocaleKey: 'en_US',
      DefaultLocaleSidKey: 'en_US',
      TimeZoneSidKey: 'GMT',
      FiscalYearStartMonth: 1,
      DefaultAccountAccess: 'Read',
      DefaultContactAccess: 'Read',
      DefaultOpportunityAccess: 'None',
      DefaultLeadAccess: 'ReadEditTransfer',
      DefaultCaseAccess: 'ReadEditTransfer',
    },
  ]);
  const [license] = insert('UserLicense', [
    {
      Name: 'Salesforce',
      MasterLabel: 'Salesforce',
      LicenseDefinitionKey: 'SFDC',
      Status: 'Active',
      TotalLicenses: 1000,
      UsedLicenses: 1,
    },
  ]);
  const profiles = STANDARD_PROFILES.map((profile) => writeProfile(insert, profile, license!['Id'] as string));
  insert('User', [
    {
      Id: adminUserId,
      Username: `admin@${unique}.local`,
      FirstName: 'Admin',
      LastName: 'User',
      Name: 'Admin User',
      Email: `admin@${unique}.local`,
      Alias: 'admin',
      CommunityNickname: `admin${unique}`,
      IsActive: true,
      ProfileId: profiles[0]!,
      UserType: 'Standard',
      TimeZoneSidKey: 'GMT',
      LocaleSidKey: 'en_US',
      LanguageLocaleKey: 'en_US',
      EmailEncodingKey: 'UTF-8',
      UserPreferencesLightningExperiencePreferred: true,
    },
  ]);
  insert(
    'OpportunityStage',
    STAGES.map((stage, i) => ({
      MasterLabel: stage.name,
      ApiName: stage.name,
      IsActive: true,
      SortOrder: i + 1,
      IsClosed: stage.isClosed,
      IsWon: stage.isWon,
      ForecastCategory: stage.forecast,
      ForecastCategoryName: stage.forecastName,
      DefaultProbability: stage.probability,
    })),
  );
  insert(
    'TaskStatus',
    ['Not Started', 'In Progress', 'Completed', 'Waiting on someone else', 'Deferred'].map((status, i) => ({
      MasterLabel: status,
      ApiName: status,
      SortOrder: i + 1,
      IsDefault: i === 0,
      IsClosed: status === 'Completed',
    })),
  );
  return { organizationId, adminUserId };
}

type Insert = (object: string, rows: Row[]) => Row[];

/** A profile and the permission set that holds its rights, as Salesforce keeps them. */
function writeProfile(insert: Insert, profile: StandardProfile, licenseId: string): string {
  const permissions = Object.fromEntries(profile.permissions.map((name) => [`Permissions${name}`, true]));
  const [row] = insert('Profile', [
    { Name: profile.name, UserType: 'Standard', UserLicenseId: licenseId, ...permissions },
  ]);
  const profileId = row!['Id'] as string;
  const [set] = insert('PermissionSet', [
    {
      Name: `X${profileId.slice(0, 15)}`,
      Label: profileId.slice(0, 15),
      IsOwnedByProfile: true,
      ProfileId: profileId,
      LicenseId: licenseId,
      Type: 'Profile',
      ...permissions,
    },
  ]);
  const write = profile.objects === 'all' || profile.objects === 'own';
  insert(
    'ObjectPermissions',
    profile.objects === 'none'
      ? []
      : PERMISSIONED_STANDARD_OBJECTS.map((object) => ({
          ParentId: set!['Id']!,
          SobjectType: object,
          PermissionsRead: true,
          PermissionsCreate: (write && object !== 'Campaign') || profile.objects === 'all',
          PermissionsEdit: (write && object !== 'Campaign') || profile.objects === 'all',
          PermissionsDelete: (write && object !== 'Campaign' && object !== 'Case') || profile.objects === 'all',
          PermissionsViewAllRecords: profile.objects === 'all',
          PermissionsModifyAllRecords: profile.objects === 'all',
          PermissionsViewAllFields: false,
        })),
  );
  return profileId;
}
