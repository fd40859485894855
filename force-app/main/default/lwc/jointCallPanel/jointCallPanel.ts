import { LightningElement, api, wire } from 'lwc';
import { gql, graphql, type GraphQLWire } from 'lightning/graphql';
import USER_ID from '@salesforce/user/Id';
import EMPTY_OTHERS from '@salesforce/label/c.JointCall_Empty_Others';
import EMPTY_OWNER from '@salesforce/label/c.JointCall_Empty_Owner';
import FOLLOW_UPS from '@salesforce/label/c.JointCall_Follow_Ups';
import LEVEL from '@salesforce/label/c.JointCall_Level';
import LOADING from '@salesforce/label/c.JointCall_Loading';
import LOG from '@salesforce/label/c.JointCall_Log_Title';
import MORE_CALLS from '@salesforce/label/c.JointCall_More_Calls';
import NOT_READABLE from '@salesforce/label/c.JointCall_Deal_Not_Readable';
import NO_ACCESS from '@salesforce/label/c.JointCall_No_Access';
import REASON from '@salesforce/label/c.JointCall_Step_In_Reason';
import REPS_DUTIES from '@salesforce/label/c.JointCall_Reps_Duties';
import RETRY from '@salesforce/label/c.JointCall_Retry';
import TITLE from '@salesforce/label/c.JointCall_Panel_Title';
import WHO from '@salesforce/label/c.JointCall_Who_Joined';
import { fill, toJointCall, type CallNode, type Cell, type JointCall } from 'c/jointCall';

/** As many calls as the panel lists; the rest is said and reached through the related list. */
const SHOWN = 50;

const CALLS = gql`
  query JointCallsOfDeal($opportunity: ID) {
    uiapi {
      query {
        Opportunity(where: { Id: { eq: $opportunity } }, first: 1) {
          edges {
            node {
              Id
              OwnerId {
                value
              }
              Owner {
                Id
                Name {
                  value
                }
              }
            }
          }
        }
        Joint_Call__c(
          where: { Opportunity__c: { eq: $opportunity } }
          orderBy: { Call_Date__c: { order: DESC, nulls: LAST } }
          first: 50
        ) {
          totalCount
          edges {
            node {
              Id
              Name {
                value
              }
              Call_Date__c {
                value
                displayValue
              }
              Status__c {
                value
                displayValue
              }
              Takeover_Level__c {
                value
                displayValue
              }
              Manager__c {
                value
              }
              Manager__r {
                Id
                Name {
                  value
                }
              }
              Sales_Rep__c {
                value
              }
              Sales_Rep__r {
                Id
                Name {
                  value
                }
              }
              Step_In_Reason__c {
                value
                displayValue
              }
              Follow_Ups__c {
                value
              }
              Follow_Ups_To_Manager__c {
                value
              }
              Introduced_By__c {
                value
              }
              Agenda_Set_By__c {
                value
              }
              Discovery_Opened_By__c {
                value
              }
              Solution_Opened_By__c {
                value
              }
              Close_Opened_By__c {
                value
              }
              Close_Asked_By__c {
                value
              }
            }
          }
        }
      }
    }
  }
`;

interface Deal {
  Id: string;
  OwnerId: Cell;
  Owner: { Id: string; Name: Cell } | null;
}

interface Answer {
  uiapi: {
    query: {
      Opportunity: { edges: { node: Deal }[] };
      Joint_Call__c: { totalCount: number; edges: { node: CallNode }[] };
    };
  };
}

/** On an opportunity's page: the deal's joint calls, and logging one for the salesperson whose deal it is. */
export default class JointCallPanel extends LightningElement {
  @api recordId: string | undefined;

  answer: GraphQLWire<Answer> = {};
  isLogging = false;

  labels = {
    loading: LOADING,
    log: LOG,
    reason: REASON,
    repsDuties: REPS_DUTIES,
    retry: RETRY,
    title: TITLE,
  };

  @wire(graphql, { query: CALLS, variables: '$variables' })
  receive(answer: GraphQLWire<Answer>) {
    this.answer = answer;
  }

  get variables() {
    return { opportunity: this.recordId };
  }

  get isLoading(): boolean {
    return !this.answer.data && !this.answer.errors;
  }

  get deal(): Deal | undefined {
    return this.answer.data?.uiapi.query.Opportunity.edges[0]?.node;
  }

  /** Why there is nothing to show: the deal is out of this user's reach, or the app is. */
  get problem(): string | undefined {
    if (this.isLoading || this.deal) return undefined;
    return this.answer.errors ? NO_ACCESS : NOT_READABLE;
  }

  get isOwner(): boolean {
    return this.deal?.OwnerId.value === USER_ID;
  }

  get offersLog(): boolean {
    return this.isOwner && !this.isLogging;
  }

  get ownerName(): string {
    return this.deal?.Owner?.Name.value ?? '';
  }

  /** Said to everyone but the owner: what on this page is the salesperson's. */
  get repsDuties(): string | undefined {
    return this.deal && !this.isOwner ? fill(REPS_DUTIES, this.ownerName) : undefined;
  }

  get calls() {
    const edges = this.answer.data?.uiapi.query.Joint_Call__c.edges ?? [];
    return edges.map(({ node }) => this.described(toJointCall(node)));
  }

  get empty(): string | undefined {
    if (!this.deal || this.calls.length || this.isLogging) return undefined;
    return this.isOwner ? EMPTY_OWNER : fill(EMPTY_OTHERS, this.ownerName);
  }

  get moreCalls(): string | undefined {
    const total = this.answer.data?.uiapi.query.Joint_Call__c.totalCount ?? 0;
    return total > SHOWN ? fill(MORE_CALLS, String(SHOWN), String(total)) : undefined;
  }

  startLog() {
    this.isLogging = true;
  }

  stopLog() {
    this.isLogging = false;
  }

  async logged() {
    this.isLogging = false;
    await this.answer.refresh?.();
  }

  retry() {
    void this.answer.refresh?.();
  }

  private described(call: JointCall) {
    return {
      ...call,
      url: `/lightning/r/Joint_Call__c/${call.id}/view`,
      who: fill(WHO, call.repName, call.managerName),
      level: call.levelLabel && fill(LEVEL, call.levelLabel),
      followUpsLine: call.followUps
        ? fill(FOLLOW_UPS, String(call.followUps), String(call.followUpsToManager))
        : undefined,
    };
  }
}
