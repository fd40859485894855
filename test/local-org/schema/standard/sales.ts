import type { SObject } from '../model.ts';
import { standard } from './define.ts';

export const INDUSTRIES =
  'Agriculture; Apparel; Banking; Biotechnology; Chemicals; Communications; Construction; Consulting; Education; Electronics; Energy; Engineering; Entertainment; Environmental; Finance; Food & Beverage; Government; Healthcare; Hospitality; Insurance; Machinery; Manufacturing; Media; Not For Profit; Other; Recreation; Retail; Shipping; Technology; Telecommunications; Transportation; Utilities';
const SOURCES = 'Web; Phone Inquiry; Partner Referral; Purchased List; Other';
const RATINGS = 'Hot; Warm; Cold';
const SALUTATIONS = 'Mr.; Ms.; Mrs.; Dr.; Prof.; Mx.';

const address = (prefix: string): string => `
    ${prefix}Street      TextArea(255)
    ${prefix}City        Text(40)
    ${prefix}State       Text(80)   "${prefix} State/Province"
    ${prefix}PostalCode  Text(20)   "${prefix} Zip/Postal Code"
    ${prefix}Country     Text(80)`;

const VIEWED = `
    LastActivityDate    Date      "Last Activity"  read-only
    LastViewedDate      DateTime  read-only
    LastReferencedDate  DateTime  read-only`;

/** Stages as a new org has them, with what each makes of an opportunity. */
export const STAGES: {
  name: string;
  isClosed: boolean;
  isWon: boolean;
  probability: number;
  forecast: string;
  forecastName: string;
}[] = [
  ['Prospecting', 10, 'Pipeline'],
  ['Qualification', 10, 'Pipeline'],
  ['Needs Analysis', 20, 'Pipeline'],
  ['Value Proposition', 50, 'Pipeline'],
  ['Id. Decision Makers', 60, 'Pipeline'],
  ['Perception Analysis', 70, 'Pipeline'],
  ['Proposal/Price Quote', 75, 'Pipeline'],
  ['Negotiation/Review', 90, 'Pipeline'],
  ['Closed Won', 100, 'Closed'],
  ['Closed Lost', 0, 'Omitted'],
].map(([name, probability, forecast]) => ({
  name: String(name),
  isClosed: String(name).startsWith('Closed'),
  isWon: name === 'Closed Won',
  probability: Number(probability),
  forecast: String(forecast),
  forecastName: String(forecast),
}));

/** Accounts, people at them, and deals. */
export const salesObjects: SObject[] = [
  standard(
    'Account',
    '001',
    { label: 'Account', sharingModel: 'Read', owners: ['User'] },
    `
    Name                Text(255)  "Account Name"  required
    Type                Picklist(Prospect; Customer - Direct; Customer - Channel; Channel Partner / Reseller; Installation Partner; Technology Partner; Other)  "Account Type"
    ParentId            Lookup(Account)  "Parent Account ID"  children=ChildAccounts
    ${address('Billing')}
    ${address('Shipping')}
    Phone               Phone      "Account Phone"
    Fax                 Phone      "Account Fax"
    AccountNumber       Text(40)
    Website             Url
    Sic                 Text(20)   "SIC Code"
    SicDesc             Text(80)   "SIC Description"
    Industry            Picklist(${INDUSTRIES})
    AnnualRevenue       Currency(18,0)
    NumberOfEmployees   Number(8,0)  "Employees"
    Ownership           Picklist(Public; Private; Subsidiary; Other)
    TickerSymbol        Text(20)
    Description         LongTextArea(32000)  "Account Description"
    Rating              Picklist(${RATINGS})  "Account Rating"
    Site                Text(80)   "Account Site"
    AccountSource       Picklist(${SOURCES})
    Jigsaw              Text(20)   "Data.com Key"
    MasterRecordId      Lookup(Account)  read-only
    PhotoUrl            Url        read-only
    ${VIEWED}`,
  ),
  standard(
    'Contact',
    '003',
    { label: 'Contact', sharingModel: 'Read', owners: ['User'] },
    `
    AccountId           Lookup(Account)  "Account ID"  cascade children=Contacts
    LastName            Text(80)   required
    FirstName           Text(40)
    Salutation          Picklist(${SALUTATIONS})
    Name                Text(121)  "Full Name"  read-only
    ${address('Mailing')}
    ${address('Other')}
    Phone               Phone      "Business Phone"
    Fax                 Phone      "Business Fax"
    MobilePhone         Phone
    HomePhone           Phone
    OtherPhone          Phone
    AssistantPhone      Phone      "Asst. Phone"
    ReportsToId         Lookup(Contact)  "Reports To ID"  children=ReportsTos
    Email               Email
    Title               Text(128)
    Department          Text(80)
    AssistantName       Text(40)
    LeadSource          Picklist(${SOURCES})
    Birthdate           Date
    Description         LongTextArea(32000)  "Contact Description"
    HasOptedOutOfEmail  Checkbox   "Email Opt Out"
    DoNotCall           Checkbox
    EmailBouncedReason  Text(255)
    EmailBouncedDate    DateTime
    IsEmailBounced      Checkbox   read-only
    MasterRecordId      Lookup(Contact)  read-only
    PhotoUrl            Url        read-only
    ${VIEWED}`,
  ),
  standard(
    'Opportunity',
    '006',
    { label: 'Opportunity', pluralLabel: 'Opportunities', sharingModel: 'Private', owners: ['User'] },
    `
    AccountId               Lookup(Account)  "Account ID"  cascade children=Opportunities
    IsPrivate               Checkbox   "Private"
    Name                    Text(120)  required
    Description             LongTextArea(32000)
    StageName               Picklist(${STAGES.map((stage) => stage.name).join('; ')})  "Stage"  required
    Amount                  Currency(18,2)
    Probability             Percent(3,0)  "Probability (%)"
    ExpectedRevenue         Currency(18,2)  "Expected Amount"  read-only
    TotalOpportunityQuantity Number(18,2)  "Quantity"
    CloseDate               Date       required
    Type                    Picklist(Existing Customer - Upgrade; Existing Customer - Replacement; Existing Customer - Downgrade; New Customer)  "Opportunity Type"
    NextStep                Text(255)
    LeadSource              Picklist(${SOURCES})
    IsClosed                Checkbox   "Closed"  read-only
    IsWon                   Checkbox   "Won"  read-only
    ForecastCategory        Picklist(Omitted; Pipeline; BestCase; MostLikely; Forecast; Closed)  read-only
    ForecastCategoryName    Picklist(Omitted; Pipeline; Best Case; Most Likely; Commit; Closed)  "Forecast Category"
    CampaignId              Lookup(Campaign)  children=Opportunities
    ContactId               Lookup(Contact)  create-only
    HasOpportunityLineItem  Checkbox   "Has Line Item"  read-only
    Pricebook2Id            Text(18)
    FiscalQuarter           Number(9,0)  read-only
    FiscalYear              Number(9,0)  read-only
    Fiscal                  Text(6)    "Fiscal Period"  read-only
    PushCount               Number(9,0)  read-only
    LastStageChangeDate     DateTime   read-only
    HasOpenActivity         Checkbox   read-only
    HasOverdueTask          Checkbox   read-only
    ${VIEWED}`,
  ),
  standard(
    'OpportunityStage',
    '01J',
    { label: 'Opportunity Stage', nameField: 'MasterLabel', writes: false },
    `
    MasterLabel           Text(255)  read-only
    ApiName               Text(255)  read-only
    IsActive              Checkbox   read-only
    SortOrder             Number(9,0)  read-only
    IsClosed              Checkbox   read-only
    IsWon                 Checkbox   read-only
    ForecastCategory      Picklist(Omitted; Pipeline; BestCase; MostLikely; Forecast; Closed)  read-only
    ForecastCategoryName  Picklist(Omitted; Pipeline; Best Case; Most Likely; Commit; Closed)  read-only
    DefaultProbability    Percent(3,0)  read-only
    Description           Text(255)  read-only`,
  ),
  standard(
    'OpportunityTeamMember',
    '00q',
    { label: 'Opportunity Team Member', nameField: 'Name', sharingModel: 'ControlledByParent' },
    `
    OpportunityId           MasterDetail(Opportunity)  "Opportunity ID"  children=OpportunityTeamMembers
    UserId                  Lookup(User)  "User ID"  required create-only children=OpportunityTeams
    Name                    Text(361)  "Name"  read-only
    PhotoUrl                Url        read-only
    Title                   Text(80)   read-only
    TeamMemberRole          Picklist(Account Manager; Channel Manager; Executive Sponsor; Lead Qualifier; Opportunity Owner; Pre-Sales Consultant; Sales Manager; Sales Rep)  "Team Role"
    OpportunityAccessLevel  Picklist(None; Read*; Edit; All)  "Opportunity Access"`,
  ),
  standard(
    'OpportunityContactRole',
    '00K',
    { label: 'Opportunity Contact Role', nameField: null, sharingModel: 'ControlledByParent' },
    `
    OpportunityId  MasterDetail(Opportunity)  "Opportunity ID"  children=OpportunityContactRoles
    ContactId      Lookup(Contact)  "Contact ID"  required cascade children=OpportunityContactRoles
    Role           Picklist(Business User; Decision Maker; Economic Buyer; Economic Decision Maker; Evaluator; Executive Sponsor; Influencer; Technical Buyer; Other)
    IsPrimary      Checkbox`,
  ),
  standard(
    'Lead',
    '00Q',
    { label: 'Lead', sharingModel: 'ReadWrite', owners: ['User', 'Group'] },
    `
    LastName          Text(80)   required
    FirstName         Text(40)
    Salutation        Picklist(${SALUTATIONS})
    Name              Text(121)  "Full Name"  read-only
    Title             Text(128)
    Company           Text(255)  required
    Street            TextArea(255)
    City              Text(40)
    State             Text(80)   "State/Province"
    PostalCode        Text(20)   "Zip/Postal Code"
    Country           Text(80)
    Phone             Phone
    MobilePhone       Phone
    Fax               Phone
    Email             Email
    Website           Url
    Description       LongTextArea(32000)
    LeadSource        Picklist(${SOURCES})
    Status            Picklist(Open - Not Contacted*; Working - Contacted; Closed - Converted; Closed - Not Converted)  required
    Industry          Picklist(${INDUSTRIES})
    Rating            Picklist(${RATINGS})
    AnnualRevenue     Currency(18,0)
    NumberOfEmployees Number(8,0)  "Employees"
    HasOptedOutOfEmail Checkbox  "Email Opt Out"
    IsConverted       Checkbox   "Converted"  read-only
    ConvertedDate     Date       read-only
    ConvertedAccountId Lookup(Account)  read-only
    ConvertedContactId Lookup(Contact)  read-only
    ConvertedOpportunityId Lookup(Opportunity)  read-only
    IsUnreadByOwner   Checkbox   "Unread By Owner"
    ${VIEWED}`,
  ),
  standard(
    'Campaign',
    '701',
    { label: 'Campaign', sharingModel: 'ReadWrite', owners: ['User'] },
    `
    Name              Text(80)   required
    ParentId          Lookup(Campaign)  "Parent Campaign ID"  children=ChildCampaigns
    Type              Picklist(Conference; Webinar; Trade Show; Public Relations; Partners; Referral Program; Advertisement; Banner Ads; Direct Mail; Email; Telemarketing; Other)
    Status            Picklist(Planned*; In Progress; Completed; Aborted)
    StartDate         Date
    EndDate           Date
    ExpectedRevenue   Currency(18,0)
    BudgetedCost      Currency(18,0)
    ActualCost        Currency(18,0)
    IsActive          Checkbox   "Active"
    Description       LongTextArea(32000)
    ${VIEWED}`,
  ),
  standard(
    'Case',
    '500',
    { label: 'Case', nameField: 'CaseNumber', sharingModel: 'ReadWrite', owners: ['User', 'Group'] },
    `
    CaseNumber        AutoNumber({00000000})  read-only
    ContactId         Lookup(Contact)  children=Cases
    AccountId         Lookup(Account)  children=Cases
    ParentId          Lookup(Case)  "Parent Case ID"  children=Cases
    SuppliedName      Text(80)   "Web Name"
    SuppliedEmail     Email      "Web Email"
    Type              Picklist(Mechanical; Electrical; Electronic; Structural; Other)  "Case Type"
    Status            Picklist(New*; Working; Escalated; Closed)
    Reason            Picklist(Installation; Equipment Complexity; Performance; Breakdown; Equipment Design; Feedback; Other)  "Case Reason"
    Origin            Picklist(Phone; Email; Web)  "Case Origin"
    Subject           Text(255)
    Priority          Picklist(High; Medium*; Low)
    Description       LongTextArea(32000)
    IsClosed          Checkbox   "Closed"  read-only
    ClosedDate        DateTime   read-only
    IsEscalated       Checkbox   "Escalated"
    LastViewedDate      DateTime  read-only
    LastReferencedDate  DateTime  read-only`,
  ),
];
