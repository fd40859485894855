/** Whose deal it is, and the call that is to be told where there is one. */
import { gql } from 'lightning/graphql';

export const CONTEXT = gql`
  query JointCallLogContext($opportunity: ID, $call: ID) {
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
                ManagerId {
                  value
                }
              }
            }
          }
        }
        Joint_Call__c(where: { Id: { eq: $call } }, first: 1) {
          edges {
            node {
              Id
              Status__c {
                value
              }
              Call_Date__c {
                value
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
              Meeting_Channel__c {
                value
              }
              Opening_Plan__c {
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
              Step_In_Reason__c {
                value
              }
              Close_Type__c {
                value
              }
              Close_Outcome__c {
                value
              }
              Next_Step__c {
                value
              }
              Next_Step_Date__c {
                value
              }
              Client_Responsiveness__c {
                value
              }
            }
          }
        }
      }
    }
  }
`;
