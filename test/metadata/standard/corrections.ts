/**
 * What is known of standard objects beyond what jsforce declares of them: newer fields and objects, and the
 * types that it does not tell. Each object's page is
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_<name in lower case>.htm
 * unless another is named.
 */

/** Fields by object, a line each, as test/local-org/schema/standard/define.ts reads them. */
export const ADDED_FIELDS: Record<string, string> = {
  // Person accounts: https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_guidelines_personaccounts.htm
  Account: `
    AccountNumber            Text(40)
    Site                     Text(80)
    TickerSymbol             Text(20)
    Tradestyle               Text(255)
    YearStarted              Text(4)
    Sic                      Text(20)
    NaicsCode                Text(8)
    NaicsDesc                Text(120)
    DunsNumber               Text(9)
    CleanStatus              Picklist()
    DandbCompanyId           Lookup(DandBCompany)
    OperatingHoursId         Lookup(OperatingHours)
    CustomerPriority         Picklist()
    ChannelProgramName       Text
    ChannelProgramLevelName  Text
    ActivityMetricId         Lookup(ActivityMetric)
    ActivityMetricRollupId   Lookup(ActivityMetricRollup)
    Tier                     Picklist()
    FirstName                Text(40)
    LastName                 Text(80)
    MiddleName               Text(40)
    Suffix                   Text(40)
    Salutation               Picklist()
    IsPersonAccount          Checkbox
    IsPartner                Checkbox
    PersonContactId          Lookup(Contact)
    PersonAssistantName      Text(40)
    PersonAssistantPhone     Phone
    PersonBirthdate          Date
    PersonDepartment         Text(80)
    PersonDoNotCall          Checkbox
    PersonEmail              Email
    PersonEmailBouncedDate   DateTime
    PersonEmailBouncedReason Text(255)
    PersonGenderIdentity     Picklist()
    PersonHasOptedOutOfEmail Checkbox
    PersonHasOptedOutOfFax   Checkbox
    PersonHomePhone          Phone
    PersonIndividualId       Lookup(Individual)
    PersonLastCURequestDate  DateTime
    PersonLastCUUpdateDate   DateTime
    PersonLeadSource         Picklist()
    PersonMailingStreet      TextArea
    PersonMailingCity        Text(40)
    PersonMailingState       Text(80)
    PersonMailingPostalCode  Text(20)
    PersonMailingCountry     Text(80)
    PersonMailingAddress     Text
    PersonMobilePhone        Phone
    PersonOtherStreet        TextArea
    PersonOtherCity          Text(40)
    PersonOtherState         Text(80)
    PersonOtherPostalCode    Text(20)
    PersonOtherCountry       Text(80)
    PersonOtherAddress       Text
    PersonOtherPhone         Phone
    PersonPronouns           Picklist()
    PersonTitle              Text(80)`,
  Asset: `
    AssetLevel               Number
    AssetProvidedById        Lookup(Account)
    AssetServicedById        Lookup(Account)
    ConsequenceOfFailure     Picklist()
    ExternalIdentifier       Text
    ManufactureDate          Date
    LocationId               Lookup(Location)
    UniqueIdentifier         Text
    Uuid                     Text`,
  Campaign: `
    AmountAllOpportunities       Currency(18,2)
    AmountWonOpportunities       Currency(18,2)
    NumberOfContacts             Number
    NumberOfConvertedLeads       Number
    NumberOfLeads                Number
    NumberOfOpportunities        Number
    NumberOfResponses            Number
    NumberOfWonOpportunities     Number
    HierarchyNumberOfContacts    Number
    HierarchyNumberOfLeads       Number
    HierarchyNumberOfResponses   Number
    CampaignMemberRecordTypeId   Lookup(RecordType)
    TotalNumberofContacts        Number`,
  CampaignMember: `
    LeadOrContactOwnerId  Lookup(User,Group)
    CompanyOrAccount      Text
    Name                  Text
    AccountId             Lookup(Account)`,
  Case: `
    ServiceContractId  Lookup(ServiceContract)
    Language           Picklist()
    ContactEmail       Email
    IsVisibleInSelfService Checkbox`,
  Contact: `
    ReportsToId        Lookup(Contact) as=ReportsTo
    AssistantName      Text(40)
    AssistantPhone     Phone
    BuyerAttributes    MultiselectPicklist()
    CanAllowPortalSelfReg Checkbox
    CleanStatus        Picklist()
    ContactSource      Picklist()
    DoNotCall          Checkbox
    Fax                Phone
    GenderIdentity     Picklist()
    HasOptedOutOfEmail Checkbox
    HasOptedOutOfFax   Checkbox
    HomePhone          Phone
    IndividualId       Lookup(Individual)
    MiddleName         Text(40)
    OtherPhone         Phone
    Pronouns           Picklist()
    Suffix             Text(40)
    Title              Text(128)
    TitleType          Picklist()
    DepartmentGroup    Picklist()`,
  ContentVersion: `
    ExternalDocumentInfo1 Text
    ExternalDocumentInfo2 Text
    IsAssetEnabled        Checkbox
    Language              Picklist()`,
  Contract: `
    ContractTerm     Number
    OwnerExpirationNotice Picklist()
    Pricebook2Id     Lookup(Pricebook2)
    SpecialTerms     TextArea
    Description      TextArea`,
  Event: `
    IsRecurrence2   Checkbox
    TaskSubtype     Picklist()
    ServiceAppointmentId Lookup(ServiceAppointment)`,
  Lead: `
    ConvertedAccountId     Lookup(Account)
    DandbCompanyId         Lookup(DandBCompany)
    CompanyDunsNumber      Text(9)
    GenderIdentity         Picklist()
    IndividualId           Lookup(Individual)
    MiddleName             Text(40)
    Pronouns               Picklist()
    Suffix                 Text(40)`,
  Opportunity: `
    ContactId              Lookup(Contact)
    ContractId             Lookup(Contract)
    ExpectedRevenue        Currency(18,2)
    ForecastCategoryName   Picklist()
    IqScore                Number
    IsExcludedFromTerritory2Filter Checkbox
    LastAmountChangedHistoryId    Lookup(OpportunityHistory)
    LastCloseDateChangedHistoryId Lookup(OpportunityHistory)
    LastStageChangeDate    DateTime
    LastStageChangeInDays  Number
    LastActivityInDays     Number
    PushCount              Number
    SyncedQuoteId          Lookup(Quote)
    Territory2Id           Lookup(Territory2)
    TotalOpportunityQuantity Number
    PartnerAccountId       Lookup(Account)`,
  OpportunityLineItem: `
    Discount   Percent(5,2)
    Subtotal   Currency(18,2)
    HasQuantitySchedule Checkbox
    HasRevenueSchedule  Checkbox
    HasSchedule         Checkbox
    CanUseQuantitySchedule Checkbox
    CanUseRevenueSchedule  Checkbox`,
  Order: `
    QuoteId        Lookup(Quote)
    OpportunityId  Lookup(Opportunity)
    PoNumber       Text
    PoDate         Date
    OrderReferenceNumber Text
    ShipToContactId Lookup(Contact)
    BillToContactId Lookup(Contact)`,
  OrderItem: `
    QuoteLineItemId  Lookup(QuoteLineItem)
    TotalPrice       Currency(18,2)`,
  Product2: `
    DisplayUrl        Url
    ExternalId        Text
    QuantityUnitOfMeasure Picklist()
    StockKeepingUnit  Text(180)
    ProductClass      Picklist()
    Type              Picklist()
    CanUseQuantitySchedule Checkbox
    CanUseRevenueSchedule  Checkbox
    IsSerialized      Checkbox`,
  Task: `
    CompletedDateTime DateTime
    TaskSubtype       Picklist()
    IsVisibleInSelfService Checkbox`,
  User: `
    ContactId        Lookup(Contact)
    AccountId        Lookup(Account)
    IndividualId     Lookup(Individual)
    PortalRole       Picklist()
    IsPortalEnabled  Checkbox
    IsPrmSuperUser   Checkbox
    CallCenterId     Lookup(CallCenter)
    WorkspaceId      Text
    Suffix           Text(40)
    MiddleName       Text(40)`,
  // Custom fields of tasks and events belong to both: https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm
  Activity: `
    Subject     Picklist()
    Description LongTextArea(32000)
    Status      Picklist()
    Priority    Picklist()
    ActivityDate Date
    WhoId       Lookup(Contact,Lead)
    WhatId      Lookup(Name)
    OwnerId     Lookup(User,Group)
    IsPrivate   Checkbox
    Type        Picklist()`,
  Quote: `
    Name            Text(255)
    QuoteNumber     AutoNumber({0})
    OpportunityId   Lookup(Opportunity) children=Quotes
    AccountId       Lookup(Account) children=Quotes
    ContactId       Lookup(Contact) children=Quotes
    ContractId      Lookup(Contract) children=Quotes
    Pricebook2Id    Lookup(Pricebook2)
    OwnerId         Lookup(User,Group)
    Status          Picklist()
    ExpirationDate  Date
    IsSyncing       Checkbox
    Description     LongTextArea(32000)
    Discount        Percent(18,2)
    GrandTotal      Currency(18,2)
    LineItemCount   Number
    ShippingHandling Currency(18,2)
    Subtotal        Currency(18,2)
    Tax             Currency(18,2)
    TotalPrice      Currency(18,2)
    Email           Email
    Phone           Phone
    Fax             Phone
    BillingName     Text
    BillingStreet   TextArea
    BillingCity     Text
    BillingState    Text
    BillingPostalCode Text
    BillingCountry  Text
    BillingAddress  Text
    ShippingName    Text
    ShippingStreet  TextArea
    ShippingCity    Text
    ShippingState   Text
    ShippingPostalCode Text
    ShippingCountry Text
    ShippingAddress Text
    QuoteToName     Text
    QuoteToStreet   TextArea
    QuoteToCity     Text
    QuoteToState    Text
    QuoteToPostalCode Text
    QuoteToCountry  Text
    QuoteToAddress  Text
    AdditionalName  Text
    AdditionalStreet TextArea
    AdditionalCity  Text
    AdditionalState Text
    AdditionalPostalCode Text
    AdditionalCountry Text
    AdditionalAddress Text
    QuoteAccountId  Lookup(Account)
    RelatedWorkId   Lookup(Name)`,
  QuoteLineItem: `
    QuoteId          Lookup(Quote) children=QuoteLineItems
    LineNumber       AutoNumber({0})
    PricebookEntryId Lookup(PricebookEntry)
    Product2Id       Lookup(Product2)
    OpportunityLineItemId Lookup(OpportunityLineItem)
    Quantity         Number(10,2)
    UnitPrice        Currency(18,2)
    ListPrice        Currency(18,2)
    Discount         Percent(18,2)
    Subtotal         Currency(18,2)
    TotalPrice       Currency(18,2)
    ServiceDate      Date
    SortOrder        Number
    Description      Text`,
  AccountContactRelation: `
    AccountId    Lookup(Account) children=AccountContactRelations
    ContactId    Lookup(Contact) children=AccountContactRelations
    Roles        MultiselectPicklist()
    IsDirect     Checkbox
    IsActive     Checkbox
    StartDate    Date
    EndDate      Date`,
  AccountTeamMember: `
    AccountId          Lookup(Account) children=AccountTeamMembers
    UserId             Lookup(User)
    TeamMemberRole     Picklist()
    AccountAccessLevel Picklist()
    CaseAccessLevel    Picklist()
    ContactAccessLevel Picklist()
    OpportunityAccessLevel Picklist()
    PhotoUrl           Url
    Title              Text`,
};

/** Standard fields that hold a picklist, which jsforce calls a text like any other. */
export const PICKLISTS: Record<string, string> = {
  Account: 'Type Industry AccountSource Ownership Rating',
  Asset: 'Status',
  Campaign: 'Status Type',
  CampaignMember: 'Status LeadSource Salutation',
  Case: 'Type Status Reason Origin Priority',
  CaseStatus: 'ApiName',
  Contact: 'LeadSource Salutation CleanStatus',
  ContentVersion: 'SharingOption SharingPrivacy PublishStatus Origin',
  Contract: 'Status',
  EmailMessage: 'Status',
  Entitlement: 'Type Status',
  Event: 'Subject Type ShowAs EventSubtype',
  Idea: 'Status Categories',
  Lead: 'LeadSource Status Industry Rating Salutation',
  Opportunity: 'StageName Type LeadSource ForecastCategory ForecastCategoryName',
  OpportunityContactRole: 'Role',
  Order: 'Status Type',
  Product2: 'Family',
  ServiceContract: 'Status ApprovalStatus',
  Solution: 'Status',
  Task: 'Subject Status Priority Type CallType TaskSubtype',
  User: 'LanguageLocaleKey LocaleSidKey TimeZoneSidKey EmailEncodingKey UserType',
  WorkOrder: 'Status Priority',
  WorkOrderLineItem: 'Status Priority',
};

/** Fields that jsforce calls a date like any other and that have no time. */
export const DATES_WITHOUT_TIME =
  /^(CloseDate|Birthdate|ActivityDate|LastActivityDate|StartDate|EndDate|ServiceDate|ExpirationDate|InstallDate|PurchaseDate|UsageEndDate|EffectiveDate|PoDate|CustomerSignedDate|CompanySignedDate|FirstRespondedDate|RecurrenceStartDateOnly|RecurrenceEndDateOnly|ReminderDate|Holiday.*)$/;

/**
 * Standard objects of which only the name is known here; whatever field is asked of them counts as there.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_list.htm
 */
export const KNOWN_BY_NAME: readonly string[] = `
  AccountPlan AccountRelationship ActivityMetric ActivityMetricRollup AppointmentInvitation ApprovalSubmission
  ApprovalWorkItem AssetAction AssetActionSource AssetStatePeriod AssetWarranty AssignedResource
  AssociatedLocation AuthorizationForm AuthorizationFormConsent AuthorizationFormDataUse AuthorizationFormText
  BuyerAccount BuyerGroup BuyerGroupMember CallCoachingMediaProvider CampaignInfluence CartItem ChangeRequest
  ChangeRequestRelatedItem ChangeRequestRelatedIssue CommSubscription CommSubscriptionChannelType
  CommSubscriptionConsent CommSubscriptionTiming ContactPointAddress ContactPointConsent ContactPointEmail
  ContactPointPhone ContactPointTypeConsent Conversation ConversationEntry ConversationParticipant Coupon
  CreditMemo CreditMemoLine CustomHelpMenuItem CustomHelpMenuSection DandBCompany DataUseLegalBasis
  DataUsePurpose DelegatedAccount DigitalSignature EngagementChannelType EntityMilestone Expense ExpenseReport
  ExpenseReportEntry FieldServiceMobileSettings ForecastingAdjustment ForecastingCategoryMapping ForecastingFact
  ForecastingItem ForecastingOwnerAdjustment ForecastingQuota ForecastingType FulfillmentOrder Image Incident
  IncidentRelatedItem Invoice InvoiceLine JobProfile KnowledgeBase LegalEntity LiveAgentSession LiveChatTranscript
  LiveChatVisitor Location LocationGroup LocationGroupAssignment LocationTrustMeasure MaintenanceAsset
  MaintenancePlan ManagedContent ManagedContentVariant MessagingChannel MessagingEndUser MessagingSession
  MilestoneTechnology OperatingHours OpportunityLineItemSchedule OpportunityRelatedDeleteLog OpportunitySplit
  OpportunitySplitType OpportunityTeamMember OrderAction OrderDeliveryGroup OrderSummary PartyConsent Payment
  PaymentAuthorization PaymentGateway PaymentGroup PendingServiceRouting Problem ProblemIncident
  ProblemRelatedItem ProductAttribute ProductAttributeSet ProductCatalog ProductCategory ProductCategoryProduct
  ProductConsumed ProductConsumptionSchedule ProductItem ProductItemTransaction ProductMedia ProductRequest
  ProductRequestLineItem ProductRequired ProductTransfer ProductWarrantyTerm Promotion PromptAction
  QuoteDocument Recommendation RecordsetFilterCriteria Refund ReplyText ReportType ResourceAbsence
  ResourcePreference ReturnOrder ReturnOrderLineItem SalesChannel SalesStore Seller ServiceAppointment
  ServiceCrew ServiceCrewMember ServiceReport ServiceReportLayout ServiceResource ServiceResourceCapacity
  ServiceResourceSkill ServiceTerritory ServiceTerritoryLocation ServiceTerritoryMember Shift ShiftPattern
  ShiftTemplate Shipment ShipmentItem Skill SkillRequirement StoreIntegratedService Survey SurveyInvitation
  SurveyPage SurveyQuestion SurveyQuestionChoice SurveyQuestionResponse SurveyQuestionScore SurveyResponse
  SurveySubject SurveyVersion Swarm SwarmMember Territory2 Territory2Model Territory2Type TimeSheet
  TimeSheetEntry TimeSlot UserTerritory2Association UserTeamMember VideoCall VoiceCall WarrantyTerm WebCart
  WebStore Wishlist WorkCapacityLimit WorkOrderHistory WorkPlan WorkPlanTemplate WorkStep WorkStepTemplate
  WorkType WorkTypeGroup WorkTypeGroupMember FlowExecutionErrorEvent BatchApexErrorEvent PlatformStatusAlertEvent
  AIRecordInsight AIPrediction AsyncOperationLog AuthProvider Bot BotVersion BotDefinition FlowOrchestrationInstance
  FlowOrchestrationStageInstance FlowOrchestrationStepInstance FlowOrchestrationWorkItem FlowDefinitionView
  FlowVersionView LoginHistory EventRelayConfig OpportunityHistory Prompt PromptVersion SessionHijackingEvent
  ApiAnomalyEvent ReportAnomalyEvent CredentialStuffingEvent MobileEmailEvent ProcessException GenericVisit
  Visit WorkOrderEstimate Address UserAccessPolicy OrgDeleteRequest EmailTemplate ContactSuggestionInsight
  ActionableListMember AccountInsight OpportunityInsight OpportunityScore LeadScore ExtractedSignal
  ActionPlan ActionPlanItem ActionPlanTemplate ActionPlanTemplateItem ActionPlanTemplateVersion
`
  .trim()
  .split(/\s+/);

/** Layouts, and what else is named by object, of what is no object by itself. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_layouts.htm */
export const OTHER_NAMES: Record<string, string> = {
  CaseClose: 'Case',
  CaseInteraction: 'Case',
  PersonAccount: 'Account',
  UserAlt: 'User',
  CollaborationGroup: 'CollaborationGroup',
};
