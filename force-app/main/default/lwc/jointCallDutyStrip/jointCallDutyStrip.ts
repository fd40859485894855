import { LightningElement, api, wire } from 'lwc';
import { gql, graphql, type GraphQLWire } from 'lightning/graphql';
import LEVEL from '@salesforce/label/c.JointCall_Level';
import LOADING from '@salesforce/label/c.JointCall_Loading';
import NOT_READABLE from '@salesforce/label/c.JointCall_Call_Not_Readable';
import REASON from '@salesforce/label/c.JointCall_Step_In_Reason';
import RETRY from '@salesforce/label/c.JointCall_Retry';
import TITLE from '@salesforce/label/c.JointCall_Duties_Title';
import { fill, toJointCall, type CallNode, type JointCall } from 'c/jointCall';

const CALL = gql`
  query JointCallDuties($id: ID) {
    uiapi {
      query {
        Joint_Call__c(where: { Id: { eq: $id } }, first: 1) {
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

interface Answer {
  uiapi: { query: { Joint_Call__c: { edges: { node: CallNode }[] } } };
}

/** On a joint call's record page: who held each duty, and what that makes of the call. */
export default class JointCallDutyStrip extends LightningElement {
  @api recordId: string | undefined;

  answer: GraphQLWire<Answer> = {};
  labels = { loading: LOADING, notReadable: NOT_READABLE, reason: REASON, retry: RETRY, title: TITLE };

  @wire(graphql, { query: CALL, variables: '$variables' })
  receive(answer: GraphQLWire<Answer>) {
    this.answer = answer;
  }

  get variables() {
    return { id: this.recordId };
  }

  get isLoading(): boolean {
    return !this.answer.data && !this.answer.errors;
  }

  get call(): JointCall | undefined {
    const node = this.answer.data?.uiapi.query.Joint_Call__c.edges[0]?.node;
    return node && toJointCall(node);
  }

  get level(): string | undefined {
    return this.call?.levelLabel && fill(LEVEL, this.call.levelLabel);
  }

  get isNotReadable(): boolean {
    return !this.isLoading && !this.call;
  }

  retry() {
    void this.answer.refresh?.();
  }
}
