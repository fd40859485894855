/**
 * Everything that the panel shows, in one request: the deal, its calls, and the counts of all of them. Coaching is
 * `@optional`: it only tells its two people whose turn it is.
 * https://developer.salesforce.com/docs/platform/graphql/guide/optional-fields.html
 */
import { gql } from 'lightning/graphql';

/** As many calls as the panel lists, which the query below asks for; the rest is said and reached through the related list. */
export const SHOWN = 50;

export const CALLS = gql`
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
                ManagerId {
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
              }
              Planned_Start__c {
                value
              }
              Status__c {
                value
                displayValue
              }
              Takeover_Level__c {
                value
                displayValue
              }
              Agenda__c {
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
        Joint_Call_Coaching__c(
          where: { Joint_Call__r: { Opportunity__c: { eq: $opportunity } } }
          orderBy: { CreatedDate: { order: DESC } }
          first: 200
        ) @optional {
          edges {
            node {
              Id
              Joint_Call__c {
                value
              }
              Shared_On__c {
                value
              }
              Rep_Acknowledged_On__c {
                value
              }
            }
          }
        }
      }
      aggregate {
        Joint_Call__c(where: { Opportunity__c: { eq: $opportunity }, Status__c: { in: ["Held", "Debriefed"] } }) {
          edges {
            node {
              aggregate {
                Id {
                  count {
                    value
                  }
                }
                Takeover__c {
                  sum {
                    value
                  }
                }
                Follow_Ups_To_Manager__c {
                  sum {
                    value
                  }
                }
              }
            }
          }
        }
      }
    }
  }
`;
