/**
 * Everything that the trends show, in two requests that go out at once: one alone would hold more than the ten
 * subqueries that a request may. What the head of the page needs comes in the first.
 * https://developer.salesforce.com/docs/platform/graphql/guide/query-limits.html
 */
import { gql } from 'lightning/graphql';
import { questionsOf, type Filters, type QuestionName, type Questions } from 'c/jointCallQuestions';
import { declaration, filterOf, NOTHING_PASSES, subquery, type Filter } from 'c/jointCallTrendsQuery';

const FIRST = ['months', 'managers', 'teams', 'stages', 'reached', 'handedBack', 'waiting'] as const;
const MORE = ['reps', 'introducers', 'responsiveness', 'deals', 'accounts', 'coaching'] as const;

/** Their wording is the same whatever is chosen. */
const WORDING = questionsOf({ months: 12 }, '2000-01-01');

/** From how many calls on there is a rate, as the admin has set it: the same on every call. */
const SETTING = 'query { Joint_Call__c(first: 1) { edges { node { Id Minimum_Calls_For_Rate__c { value } } } } }';

function text(operation: string, names: readonly QuestionName[], beside = ''): string {
  const declared = names.flatMap((name) => declaration(name, WORDING[name])).join(', ');
  const asked = names.map((name) => subquery(name, WORDING[name])).join(' ');
  return `query ${operation}(${declared}) { uiapi { ${beside} aggregate { ${asked} } } }`;
}

export const TRENDS = gql`
  ${text('JointCallTrends', FIRST, SETTING)}
`;
export const MORE_TRENDS = gql`
  ${text('JointCallTrendsMore', MORE)}
`;

type Variables = Record<string, Filter>;

export function variablesOf(questions: Questions): Variables {
  return filters(questions, FIRST);
}

export function moreVariablesOf(questions: Questions, chosen: Filters): Variables {
  return { ...filters(questions, MORE), reps: repsFilter(questions, chosen) };
}

function filters(questions: Questions, names: readonly QuestionName[]): Variables {
  return Object.fromEntries(
    names.filter((name) => questions[name].where.length > 0).map((name) => [name, filterOf(questions[name].where)]),
  );
}

/** Salespeople are asked for within a team or a manager, since all of them may be more than an org answers. */
function repsFilter({ reps, introducers }: Questions, { team, managerId, repId }: Filters): Filter {
  if (team ?? managerId) return filterOf(reps.where);
  return repId ? filterOf(introducers.where) : NOTHING_PASSES;
}
