/** All that the card on the home page shows, in one request. */
import { gql } from 'lightning/graphql';
import USER_ID from '@salesforce/user/Id';
import { questionsOf, type Filters } from 'c/jointCallQuestions';
import { declaration, filterOf, subquery, type Connection, type Filter } from 'c/jointCallTrendsQuery';
import type { Cell } from 'c/jointCall';

/** The manager's own calls of a year, beside those of the year before. */
export const FILTERS: Filters = { months: 12, managerId: USER_ID };

const WORDING = questionsOf(FILTERS, '2000-01-01');

const CALL =
  'Id Name { value } Call_Date__c { value } Sales_Rep__r { Id Name { value } } Manager__r { Id Name { value } } Opportunity__r { Id Name { value } }';
const FIRST = 'orderBy: { Call_Date__c: { order: ASC }, Id: { order: ASC } } first: 1';

export const HOME = gql`
  ${`query JointCallHome($next: Joint_Call__c_Filter, $due: Joint_Call__c_Filter, ${declaration('months', WORDING.months)}) {
    uiapi {
      query {
        setting: Joint_Call__c(first: 1) { edges { node { Id Minimum_Calls_For_Rate__c { value } } } }
        next: Joint_Call__c(where: $next ${FIRST}) { edges { node { ${CALL} } } }
        due: Joint_Call__c(where: $due ${FIRST}) { totalCount edges { node { ${CALL} } } }
      }
      aggregate { ${subquery('months', WORDING.months)} }
    }
  }`}
`;

export interface CallNode {
  Id: string;
  Name: Cell;
  Call_Date__c: Cell;
  Sales_Rep__r: { Name: Cell } | null;
  Manager__r: { Name: Cell } | null;
  Opportunity__r: { Name: Cell } | null;
}

interface Calls {
  edges: { node: CallNode }[];
}

export interface HomeAnswer {
  uiapi: {
    query: {
      setting: { edges: { node: { Minimum_Calls_For_Rate__c: Cell<number> } }[] };
      next: Calls;
      due: Calls & { totalCount: number };
    };
    aggregate: { months: Connection };
  };
}

/** The next call of theirs, as manager or as salesperson, and the calls that wait for their debrief. */
export function variablesOf(today: string): Record<'months' | 'next' | 'due', Filter> {
  return {
    months: filterOf(questionsOf(FILTERS, today).months.where),
    next: {
      and: [
        { Status__c: { eq: 'Planned' } },
        { Call_Date__c: { gte: { value: today } } },
        { or: [{ Manager__c: { eq: USER_ID } }, { Sales_Rep__c: { eq: USER_ID } }] },
      ],
    },
    due: { and: [{ Status__c: { eq: 'Held' } }, { Told__c: { eq: 1 } }, { Manager__c: { eq: USER_ID } }] },
  };
}
