/** Whose deal it is, and the plan that is to be changed where there is one. */
import { gql } from 'lightning/graphql';

export const PLAN = gql`
  query JointCallPlan($opportunity: ID, $call: ID) {
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
              Planned_Start__c {
                value
              }
              Planned_Minutes__c {
                value
              }
              Manager__c {
                value
              }
              Meeting_Channel__c {
                value
              }
              Agenda__c {
                value
              }
              Opening_Plan__c {
                value
              }
              Ask_Climate__c {
                value
              }
              Ask_Questions__c {
                value
              }
              Ask_Presenting__c {
                value
              }
              Ask_Objections__c {
                value
              }
              Ask_Note__c {
                value
              }
            }
          }
        }
      }
    }
  }
`;
