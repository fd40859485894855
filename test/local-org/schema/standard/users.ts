import type { SObject } from '../model.ts';
import { standard } from './define.ts';

const ZONES =
  'Pacific/Auckland; Australia/Sydney; Asia/Tokyo; Asia/Shanghai; Asia/Kolkata; Asia/Dubai; Europe/Moscow; Europe/Istanbul; Africa/Johannesburg; Europe/Athens; Europe/Berlin; Europe/Paris; Europe/Amsterdam; Europe/Madrid; Europe/Rome; Europe/Zurich; Europe/London; Europe/Dublin; GMT*; America/Sao_Paulo; America/Halifax; America/New_York; America/Toronto; America/Chicago; America/Denver; America/Phoenix; America/Los_Angeles; America/Anchorage; Pacific/Honolulu';
const LOCALES =
  'en_US*; en_GB; en_AU; en_CA; en_IE; en_IN; de_DE; de_AT; de_CH; fr_FR; fr_CA; es_ES; es_MX; it_IT; nl_NL; pt_BR; pt_PT; da; sv_SE; fi_FI; no_NO; pl; cs_CZ; ja_JP; ko; zh_CN; zh_TW; iw_IL; ar; ar_EG';
const LANGUAGES = 'en_US*; de; es; es_MX; fr; it; ja; sv; ko; zh_TW; zh_CN; pt_BR; nl_NL; da; th; fi; ru; no; iw; ar';

/** The organisation, its people, roles and groups. */
export const userObjects: SObject[] = [
  standard(
    'Organization',
    '00D',
    { label: 'Organization', writes: ['update'] },
    `
    Name                     Text(80)    required
    Division                 Text(80)
    Street                   TextArea(255)
    City                     Text(40)
    State                    Text(80)    "State/Province"
    PostalCode               Text(20)    "Zip/Postal Code"
    Country                  Text(80)
    Phone                    Phone
    PrimaryContact           Text(80)
    DefaultLocaleSidKey      Picklist(${LOCALES})  "Locale"
    TimeZoneSidKey           Picklist(${ZONES})  "Time Zone"
    LanguageLocaleKey        Picklist(${LANGUAGES})  "Language"
    FiscalYearStartMonth     Number(9,0)  read-only
    UsesStartDateAsFiscalYearName  Checkbox
    DefaultAccountAccess     Picklist(None; Read; Edit; ControlledByLeadOrContact; ControlledByCampaign)  read-only
    DefaultContactAccess     Picklist(None; Read; Edit; ControlledByParent)  read-only
    DefaultOpportunityAccess Picklist(None; Read; Edit)  read-only
    DefaultCaseAccess        Picklist(None; Read; Edit; ReadEditTransfer)  read-only
    DefaultLeadAccess        Picklist(None; Read; Edit; ReadEditTransfer)  read-only
    OrganizationType         Picklist(Team Edition; Professional Edition; Enterprise Edition; Developer Edition; Unlimited Edition)  "Edition"  read-only
    InstanceName             Text(5)     read-only
    IsSandbox                Checkbox    "Is Sandbox"  read-only
    IsReadOnly               Checkbox    read-only
    NamespacePrefix          Text(15)    read-only
    TrialExpirationDate      DateTime    read-only
    ComplianceBccEmail       Email
    WebToCaseDefaultOrigin   Text(40)`,
  ),
  standard(
    'User',
    '005',
    { label: 'User', sharingModel: 'Read', writes: ['create', 'update'] },
    `
    Username                 Text(80)    required unique
    LastName                 Text(80)    "Last Name"  required
    FirstName                Text(40)    "First Name"
    Name                     Text(121)   "Full Name"  read-only
    CompanyName              Text(80)
    Division                 Text(80)
    Department               Text(80)
    Title                    Text(80)
    Street                   TextArea(255)
    City                     Text(40)
    State                    Text(80)    "State/Province"
    PostalCode               Text(20)    "Zip/Postal Code"
    Country                  Text(80)
    Email                    Email(128)  required
    SenderEmail              Email
    SenderName               Text(80)
    Signature                TextArea(1333)
    Phone                    Phone
    Extension                Phone
    Fax                      Phone
    MobilePhone              Phone       "Mobile"
    Alias                    Text(8)     required
    CommunityNickname        Text(40)    "Nickname"  unique
    IsActive                 Checkbox    "Active"  default=true
    TimeZoneSidKey           Picklist(${ZONES})  "Time Zone"  required
    UserRoleId               Lookup(UserRole)  "Role ID"  children=Users
    LocaleSidKey             Picklist(${LOCALES})  "Locale"  required restricted
    ReceivesInfoEmails       Checkbox    "Info Emails"
    ReceivesAdminInfoEmails  Checkbox    "Admin Info Emails"
    EmailEncodingKey         Picklist(UTF-8*; ISO-8859-1; Shift_JIS; ISO-2022-JP; EUC-JP; ks_c_5601-1987; Big5; GB2312; Big5-HKSCS; x-SJIS_0213)  "Email Encoding"  required restricted
    ProfileId                Lookup(Profile)  "Profile ID"  required restrict children=Users
    UserType                 Picklist(Standard*; PowerCustomerSuccess; Guest; AutomatedProcess; CsnOnly)  read-only
    UserSubtype              Text(40)    read-only
    LanguageLocaleKey        Picklist(${LANGUAGES})  "Language"  required restricted
    EmployeeNumber           Text(20)
    DelegatedApproverId      Lookup(User,Group)
    ManagerId                Lookup(User)  "Manager ID"  children=ManagedUsers
    AboutMe                  TextArea(1000)
    LastLoginDate            DateTime    "Last Login"  read-only
    LastPasswordChangeDate   DateTime    read-only
    ForecastEnabled          Checkbox    "Allow Forecasting"
    UserPermissionsMarketingUser    Checkbox  "Marketing User"
    UserPermissionsOfflineUser      Checkbox  "Offline User"
    UserPermissionsSFContentUser    Checkbox  "Salesforce CRM Content User"
    UserPermissionsSupportUser      Checkbox  "Service Cloud User"
    UserPermissionsInteractionUser  Checkbox  "Flow User"
    UserPermissionsKnowledgeUser    Checkbox  "Knowledge User"
    UserPreferencesLightningExperiencePreferred  Checkbox  default=true
    ContactId                Lookup(Contact)  create-only
    AccountId                Lookup(Account)  read-only
    FederationIdentifier     Text(512)   "SAML Federation ID"
    SmallPhotoUrl            Url         "Small Photo"  read-only
    FullPhotoUrl             Url         "Url for full-sized Photo"  read-only
    MediumPhotoUrl           Url         read-only
    LastViewedDate           DateTime    read-only
    LastReferencedDate       DateTime    read-only`,
  ),
  standard(
    'UserRole',
    '00E',
    { label: 'Role' },
    `
    Name                            Text(80)   required
    ParentRoleId                    Lookup(UserRole)  as=ParentRole children=Roles
    RollupDescription               Text(80)   "Description"
    OpportunityAccessForAccountOwner Picklist(None; Read; Edit*)
    CaseAccessForAccountOwner       Picklist(None; Read; Edit*)
    ContactAccessForAccountOwner    Picklist(None; Read; Edit*)
    ForecastUserId                  Lookup(User)  read-only
    MayForecastManagerShare         Checkbox   read-only
    DeveloperName                   Text(80)
    PortalType                      Picklist(None*; CustomerPortal; Partner)  read-only`,
  ),
  standard(
    'Group',
    '00G',
    { label: 'Group' },
    `
    Name                    Text(40)   required
    DeveloperName           Text(80)
    RelatedId               Lookup(User,UserRole)  read-only
    Type                    Picklist(Regular*; Role; RoleAndSubordinates; RoleAndSubordinatesInternal; Organization; Queue; Manager; ManagerAndSubordinatesInternal)  create-only
    Email                   Email
    OwnerId                 Lookup(Organization,User)  read-only
    DoesSendEmailToMembers  Checkbox
    DoesIncludeBosses       Checkbox   default=true`,
  ),
  standard(
    'GroupMember',
    '011',
    { label: 'Group Member', nameField: null, writes: ['create', 'delete'] },
    `
    GroupId         Lookup(Group)  required create-only cascade children=GroupMembers
    UserOrGroupId   Lookup(User,Group)  required create-only cascade`,
  ),
  standard(
    'QueueSobject',
    '03g',
    { label: 'Queue Sobject', nameField: null, writes: ['create', 'delete'] },
    `
    QueueId         Lookup(Group)  required create-only cascade children=QueueSobjects
    SobjectType     Picklist()  required create-only`,
  ),
  standard(
    'RecordType',
    '012',
    { label: 'Record Type', writes: ['update'] },
    `
    Name            Text(80)   required
    DeveloperName   Text(80)   required
    NamespacePrefix Text(15)   read-only
    Description     Text(255)
    BusinessProcessId Text(18)  read-only
    SobjectType     Picklist()  "SObject Type Name"  required
    IsActive        Checkbox   default=true`,
  ),
  standard(
    'EntityDefinition',
    '4ie',
    { label: 'Entity Definition', nameField: 'QualifiedApiName', writes: false, audited: false },
    `
    DurableId             Text(765)  read-only
    QualifiedApiName      Text(70)   read-only
    DeveloperName         Text(70)   read-only
    NamespacePrefix       Text(15)   read-only
    Label                 Text(80)   read-only
    MasterLabel           Text(80)   read-only
    PluralLabel           Text(80)   read-only
    KeyPrefix             Text(3)    read-only
    IsCustomSetting       Checkbox   read-only
    IsCustomizable        Checkbox   read-only
    IsDeprecatedAndHidden Checkbox   read-only
    IsQueryable           Checkbox   read-only
    IsSearchable          Checkbox   read-only
    IsLayoutable          Checkbox   read-only
    IsTriggerable         Checkbox   read-only`,
  ),
];
