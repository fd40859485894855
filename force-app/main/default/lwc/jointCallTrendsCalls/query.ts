/** The calls that a number stands for, latest first. */
import { gql } from 'lightning/graphql';

/** As many as are read at once, which the query asks for too. */
export const AT_ONCE = 50;

export const CALLS = gql`
  query JointCallTrendsCalls($calls: Joint_Call__c_Filter, $after: String) {
    uiapi {
      query {
        Joint_Call__c(
          where: $calls
          orderBy: { Call_Date__c: { order: DESC, nulls: LAST }, Id: { order: DESC } }
          first: 50
          after: $after
        ) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          edges {
            node {
              Id
              Name {
                value
              }
              Call_Date__c {
                value
              }
              Takeover_Level__c {
                value
                displayValue
              }
              Manager__r {
                Id
                Name {
                  value
                }
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
              }
            }
          }
        }
      }
    }
  }
`;
