import type { Day } from './calendar.ts';

/**
 * What the generator makes. Rows have the API names of the fields that they fill; a lookup holds the
 * *key* of another row (or an org's own Id, where the opportunities are its own), for the loader to
 * turn into an Id.
 */
export type Key = string;

export interface Role {
  key: Key;
  Name: string;
  DeveloperName: string;
  ParentRoleId?: Key;
}

export interface Person {
  key: Key;
  does: 'director' | 'manager' | 'rep';
  FirstName: string;
  LastName: string;
  UserRoleId: Key;
  ManagerId?: Key;
}

export interface Account {
  key: Key;
  Name: string;
  Industry: string;
  OwnerId: Key;
}

export interface Contact {
  key: Key;
  AccountId: Key;
  FirstName: string;
  LastName: string;
  Title: string;
  /** Different for each contact: what tells it from others when the load is run again. */
  Email: string;
  OwnerId: Key;
}

export interface Opportunity {
  key: Key;
  AccountId: Key;
  OwnerId: Key;
  Name: string;
  StageName: string;
  Amount: number;
  CloseDate: Day;
}

/** An organisation to be created. `deals` are its opportunities, seen from the joint calls held on them. */
export interface Organization {
  roles: Role[];
  people: Person[];
  accounts: Account[];
  contacts: Contact[];
  opportunities: Opportunity[];
  deals: Deal[];
}

/** An opportunity as the calls need to know it, generated or an org's own. */
export interface Deal {
  key: Key;
  rep: Key;
  /** The rep's line manager. */
  manager: Key;
  /** The manager's manager, who joins now and then. */
  director?: Key;
  contacts: Key[];
  /** When its first joint call can be. */
  from: Day;
  /** When its last one can be; after `asOf` they are planned ones. */
  to: Day;
  /** Its stage at a point between the two, from 0 to 1; undefined where that is not known. At 1 it is that of today. */
  stageAt(progress: number): string | undefined;
  amount: number | undefined;
  /** The rep's: what working hours are counted in. */
  timeZone: string;
}

export type Holder = 'Rep' | 'Manager' | 'Not reached';
export type StepInReason =
  'Deal at risk' | 'Rep struggled' | 'Customer asked the manager' | 'Agreed beforehand' | 'No reason';
export type TakeoverLevel = 'None' | 'Bail-out' | 'Partial' | 'Full' | 'Not told yet';

/** The salesperson's duties: who held each. All are there from Held, unless the rep has not told yet. */
export interface Duties {
  Introduced_By__c: Holder;
  Agenda_Set_By__c: Holder;
  Discovery_Opened_By__c: Holder;
  Solution_Opened_By__c: Holder;
  Close_Opened_By__c: Holder;
  Close_Asked_By__c: Holder;
}

/** The ways in which a manager takes part, as `Ask_…__c` (asked by the rep) and `Helped_…__c` (done) name them. */
export const HELPS = ['Climate', 'Questions', 'Presenting', 'Objections'] as const;
export type Help = (typeof HELPS)[number];

/** What the rep writes down before the meeting: all of it, or nothing. */
export interface MeetingPlan {
  Planned_Minutes__c: number;
  Agenda__c: string;
  Opening_Plan__c: 'Rep' | 'Manager';
  Ask_Climate__c: boolean;
  Ask_Questions__c: boolean;
  Ask_Presenting__c: boolean;
  Ask_Objections__c: boolean;
  Ask_Note__c?: string;
}

export interface JointCall extends Partial<Duties>, Partial<MeetingPlan> {
  External_Id__c: string;
  Opportunity__c: Key;
  Manager__c: Key;
  /** Whose call it was; left to the org while planned, as it follows the opportunity. */
  Sales_Rep__c?: Key;
  Call_Date__c: Day;
  Meeting_Channel__c: 'In person' | 'Video' | 'Phone';
  Status__c: 'Planned' | 'Held' | 'Debriefed' | 'Cancelled';
  /** A moment; with the plan, and for each call ahead, planned well or not. */
  Planned_Start__c?: string;
  Agenda_Confirmed__c?: boolean;
  Time_Confirmed__c?: boolean;
  Close_Type__c?: 'Big C' | 'Small c' | 'None';
  Close_Outcome__c?: 'Agreed' | 'Still open' | 'Declined';
  Next_Step__c?: string;
  Next_Step_Date__c?: Day;
  Step_In_Reason__c?: StepInReason;
  Client_Responsiveness__c?: 'Responsive' | 'Mixed' | 'Unresponsive';
  Manager_Participation__c?: 'Observed only' | 'Contributed';
  Helped_Climate__c?: boolean;
  Helped_Questions__c?: boolean;
  Helped_Presenting__c?: boolean;
  Helped_Objections__c?: boolean;
  Manager_Held_Back__c?: boolean;
  Debriefed_On__c?: Day;
  Stage_At_Call__c?: string;
  Amount_At_Call__c?: number;
}

export interface FollowUp {
  Source_Key__c: string;
  Joint_Call__c: Key;
  Received_On__c: Day;
  Channel__c: 'Phone' | 'E-mail' | 'Message' | 'In person';
  Contact__c?: Key;
  Contacted__c: Key;
  Subject__c: string;
  Handed_Back_On__c?: Day;
}

export interface Coaching {
  External_Id__c: string;
  Joint_Call__c: Key;
  OwnerId: Key;
  Account_Agenda_Set_By__c: Holder;
  Account_Transitions_Led_By__c: Holder;
  Account_Close_Asked_By__c: Holder;
  Account_Step_In_Reason__c?: StepInReason;
  Coaching_Focus__c: string;
  Coaching_Note__c: string;
  Shared_On__c?: Day;
  Rep_Reply__c?: string;
  Rep_Acknowledged_On__c?: Day;
}

/** A joint call with all that came of it. */
export interface Story {
  call: JointCall;
  followUps: FollowUp[];
  coaching: Coaching | undefined;
}
