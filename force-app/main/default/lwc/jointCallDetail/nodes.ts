/** The GraphQL answer of the joint call page, as far as it is read. */
import type { Cell } from 'c/jointCall';

export interface Edges<Node> {
  totalCount?: number;
  edges: { node: Node }[];
}

interface Person {
  Id: string;
  Name: Cell;
}

export interface CoachingNode {
  Id: string;
  OwnerId: Cell;
  Account_Agenda_Set_By__c: Cell;
  Account_Transitions_Led_By__c: Cell;
  Account_Close_Asked_By__c: Cell;
  Account_Step_In_Reason__c: Cell;
  Coaching_Focus__c: Cell;
  Coaching_Note__c: Cell;
  Shared_On__c: Cell;
  Rep_Reply__c: Cell;
  Rep_Acknowledged_On__c: Cell;
}

export interface FollowUpNode {
  Id: string;
  Received_On__c: Cell;
  Channel__c: Cell;
  Contact__c: Cell;
  Contact__r: Person | null;
  Contacted__c: Cell;
  Contacted__r: Person | null;
  Routed_To__c: Cell;
  Subject__c: Cell;
  Handed_Back_On__c: Cell;
}

export interface DetailNode {
  Id: string;
  Name: Cell;
  Call_Date__c: Cell;
  Planned_Start__c: Cell;
  Planned_Minutes__c: Cell<number>;
  Status__c: Cell;
  Meeting_Channel__c: Cell;
  Takeover_Level__c: Cell;
  Agenda__c: Cell;
  Opening_Plan__c: Cell;
  Ask_Climate__c: Cell<boolean>;
  Ask_Questions__c: Cell<boolean>;
  Ask_Presenting__c: Cell<boolean>;
  Ask_Objections__c: Cell<boolean>;
  Ask_Note__c: Cell;
  Introduced_By__c: Cell;
  Agenda_Set_By__c: Cell;
  Discovery_Opened_By__c: Cell;
  Solution_Opened_By__c: Cell;
  Close_Opened_By__c: Cell;
  Close_Asked_By__c: Cell;
  Step_In_Reason__c: Cell;
  Close_Type__c: Cell;
  Close_Outcome__c: Cell;
  Next_Step__c: Cell;
  Next_Step_Date__c: Cell;
  Client_Responsiveness__c: Cell;
  Manager_Participation__c: Cell;
  Helped_Climate__c: Cell<boolean>;
  Helped_Questions__c: Cell<boolean>;
  Helped_Presenting__c: Cell<boolean>;
  Helped_Objections__c: Cell<boolean>;
  Manager_Held_Back__c: Cell<boolean>;
  Debriefed_On__c: Cell;
  Manager__c: Cell;
  Manager__r: Person | null;
  Sales_Rep__c: Cell;
  Sales_Rep__r: Person | null;
  Opportunity__r: { Id: string; Name: Cell; AccountId: Cell; OwnerId: Cell; Owner: Person | null } | null;
  Follow_Ups__r: Edges<FollowUpNode>;
  /** Missing for whoever has no access to coaching at all. */
  Coaching__r?: Edges<CoachingNode>;
}

export interface FieldInfo {
  ApiName: string;
  updateable: boolean;
  picklistValuesByRecordTypeIDs?: { picklistValues: Choice[] }[] | null;
}

export interface ObjectInfoNode {
  ApiName: string;
  createable: boolean;
  fields: FieldInfo[];
}

/** One value of a picklist, as base components take it. */
export interface Choice {
  label: string;
  value: string;
}

export interface DetailAnswer {
  uiapi: {
    query: { Joint_Call__c: Edges<DetailNode> };
    objectInfos?: (ObjectInfoNode | null)[] | null;
  };
}
