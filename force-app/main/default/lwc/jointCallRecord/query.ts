/**
 * Everything that the joint call page shows, in one request. Coaching is `@optional`: whoever has no access to the
 * object gets the answer without it.
 * https://developer.salesforce.com/docs/platform/graphql/guide/optional-fields.html
 */
import { gql } from 'lightning/graphql';

export const CALL = gql`
  query JointCallRecord($id: ID) {
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
              }
              Planned_Start__c {
                value
              }
              Planned_Minutes__c {
                value
              }
              Status__c {
                value
              }
              Meeting_Channel__c {
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
                displayValue
              }
              Close_Type__c {
                value
                displayValue
              }
              Close_Outcome__c {
                value
                displayValue
              }
              Next_Step__c {
                value
              }
              Next_Step_Date__c {
                value
              }
              Client_Responsiveness__c {
                value
                displayValue
              }
              Manager_Participation__c {
                value
                displayValue
              }
              Helped_Climate__c {
                value
              }
              Helped_Questions__c {
                value
              }
              Helped_Presenting__c {
                value
              }
              Helped_Objections__c {
                value
              }
              Manager_Held_Back__c {
                value
              }
              Debriefed_On__c {
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
              Opportunity__r {
                Id
                Name {
                  value
                }
                AccountId {
                  value
                }
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
              Follow_Ups__r(first: 50, orderBy: { Received_On__c: { order: DESC } }) {
                totalCount
                edges {
                  node {
                    Id
                    Received_On__c {
                      value
                    }
                    Channel__c {
                      value
                      displayValue
                    }
                    Contact__c {
                      value
                    }
                    Contact__r {
                      Id
                      Name {
                        value
                      }
                    }
                    Contacted__c {
                      value
                    }
                    Contacted__r {
                      Id
                      Name {
                        value
                      }
                    }
                    Routed_To__c {
                      value
                      displayValue
                    }
                    Subject__c {
                      value
                    }
                    Handed_Back_On__c {
                      value
                    }
                  }
                }
              }
              Coaching__r(first: 20, orderBy: { CreatedDate: { order: DESC } }) @optional {
                edges {
                  node {
                    Id
                    OwnerId {
                      value
                    }
                    Account_Agenda_Set_By__c {
                      value
                    }
                    Account_Transitions_Led_By__c {
                      value
                    }
                    Account_Close_Asked_By__c {
                      value
                    }
                    Account_Step_In_Reason__c {
                      value
                      displayValue
                    }
                    Coaching_Focus__c {
                      value
                    }
                    Coaching_Note__c {
                      value
                    }
                    Shared_On__c {
                      value
                    }
                    Rep_Reply__c {
                      value
                    }
                    Rep_Acknowledged_On__c {
                      value
                    }
                  }
                }
              }
            }
          }
        }
      }
      objectInfos(
        objectInfoInputs: [
          { apiName: "Joint_Call__c", recordTypeIds: [], fieldNames: ["Manager_Participation__c", "Step_In_Reason__c"] }
          { apiName: "Joint_Call_Follow_Up__c", recordTypeIds: [], fieldNames: ["Channel__c", "Handed_Back_On__c"] }
        ]
      ) {
        ApiName
        createable
        fields {
          ApiName
          updateable
          ... on PicklistField {
            picklistValuesByRecordTypeIDs {
              picklistValues {
                label
                value
              }
            }
          }
        }
      }
    }
  }
`;
