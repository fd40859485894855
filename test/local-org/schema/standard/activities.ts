import type { SObject } from '../model.ts';
import { standard } from './define.ts';

/** What an activity may be about, before deployed objects that allow activities join in. */
const WHAT = 'Account,Opportunity,Campaign,Case';

/** Tasks, events and e-mails. */
export const activityObjects: SObject[] = [
  standard(
    'Task',
    '00T',
    { label: 'Task', nameField: 'Subject', sharingModel: 'Private', owners: ['User', 'Group'] },
    `
    WhoId                 Lookup(Contact,Lead)  "Name ID"  cascade children=Tasks
    WhatId                Lookup(${WHAT})  "Related To ID"  cascade children=Tasks
    Subject               Picklist(Call; Email; Send Letter; Send Quote; Other)
    ActivityDate          Date       "Due Date Only"
    Status                Picklist(Not Started*; In Progress; Completed; Waiting on someone else; Deferred)  required
    Priority              Picklist(High; Normal*; Low)  required
    IsHighPriority        Checkbox   "High Priority"  read-only
    Description           LongTextArea(32000)  "Description"
    Type                  Picklist(Call; Email; Meeting; Other)
    AccountId             Lookup(Account)  "Account ID"  read-only
    IsClosed              Checkbox   "Closed"  read-only
    IsArchived            Checkbox   "Archived"  read-only
    CallDurationInSeconds Number(8,0)  "Call Duration"
    CallType              Picklist(Internal; Inbound; Outbound)
    CallDisposition       Text(255)  "Call Result"
    CallObject            Text(255)  "Call Object Identifier"
    ReminderDateTime      DateTime
    IsReminderSet         Checkbox   "Reminder Set"
    IsRecurrence          Checkbox   "Create Recurring Series of Tasks"  create-only
    TaskSubtype           Picklist(Task*; Email; ListEmail; Cadence; Call; LinkedIn)  create-only restricted
    CompletedDateTime     DateTime   "Completed Date"  read-only`,
  ),
  standard(
    'TaskStatus',
    '01Q',
    { label: 'Task Status Value', nameField: 'MasterLabel', writes: false },
    `
    MasterLabel           Text(255)  read-only
    ApiName               Text(255)  read-only
    SortOrder             Number(9,0)  read-only
    IsDefault             Checkbox   read-only
    IsClosed              Checkbox   read-only`,
  ),
  standard(
    'Event',
    '00U',
    { label: 'Event', nameField: 'Subject', sharingModel: 'Private', owners: ['User'] },
    `
    WhoId                 Lookup(Contact,Lead)  "Name ID"  cascade children=Events
    WhatId                Lookup(${WHAT})  "Related To ID"  cascade children=Events
    Subject               Picklist(Call; Email; Meeting; Send Letter/Quote; Other)
    Location              Text(255)
    IsAllDayEvent         Checkbox   "All-Day Event"
    ActivityDateTime      DateTime   "Due Date Time"
    ActivityDate          Date       "Due Date Only"
    DurationInMinutes     Number(8,0)  "Duration"
    StartDateTime         DateTime
    EndDateTime           DateTime
    EndDate               Date       read-only
    Description           LongTextArea(32000)
    AccountId             Lookup(Account)  "Account ID"  read-only
    Type                  Picklist(Call; Email; Meeting; Other)
    IsPrivate             Checkbox   "Private"
    ShowAs                Picklist(Busy*; OutOfOffice; Free)  "Show Time As"
    IsChild               Checkbox   "Is Child"  read-only
    IsGroupEvent          Checkbox   "Is Group Event"  read-only
    GroupEventType        Picklist(0*; 1; 2)  read-only
    IsArchived            Checkbox   "Archived"  read-only
    ReminderDateTime      DateTime
    IsReminderSet         Checkbox   "Reminder Set"
    EventSubtype          Picklist(Event*)  create-only`,
  ),
  standard(
    'EmailMessage',
    '02s',
    { label: 'Email Message', nameField: 'Subject', sharingModel: 'ReadWrite' },
    `
    ParentId              Lookup(Case)  "Case ID"  cascade children=EmailMessages
    ActivityId            Lookup(Task)  "Activity ID"  create-only children=EmailMessages
    TextBody              LongTextArea(131072)
    HtmlBody              LongTextArea(131072)  "HTML Body"
    Headers               LongTextArea(131072)
    Subject               Text(3000)
    FromName              Text(1000)
    FromAddress           Email(1000)
    ValidatedFromAddress  Email(1000)  "From"
    ToAddress             Text(4000)
    CcAddress             Text(4000)   "CC Address"
    BccAddress            Text(4000)   "BCC Address"
    Incoming              Checkbox     "Is Incoming"
    HasAttachment         Checkbox     read-only
    Status                Picklist(0*; 1; 2; 3; 4; 5)  required
    MessageDate           DateTime
    ReplyToEmailMessageId Lookup(EmailMessage)  create-only
    IsExternallyVisible   Checkbox
    MessageIdentifier     Text(765)
    ThreadIdentifier      Text(765)
    IsClientManaged       Checkbox
    RelatedToId           Lookup(${WHAT})  "Related To ID"  children=Emails
    IsTracked             Checkbox
    IsOpened              Checkbox     read-only
    FirstOpenedDate       DateTime
    LastOpenedDate        DateTime
    IsBounced             Checkbox     read-only`,
  ),
  standard(
    'EmailMessageRelation',
    '1H8',
    { label: 'Email Message Relation', nameField: null },
    `
    EmailMessageId        Lookup(EmailMessage)  required create-only cascade children=EmailMessageRelations
    RelationId            Lookup(Contact,Lead,User)  create-only
    RelationType          Picklist(ToAddress; CcAddress; BccAddress; FromAddress; OtherAddress)  required create-only
    RelationAddress       Email(765)  create-only
    RelationObjectType    Text(40)  read-only`,
  ),
];
