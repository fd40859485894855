/** What the two requests answer, as groups by question. Pure. */
import { NOTHING, type Sums } from 'c/jointCallFigures';
import type { Question, Questions } from 'c/jointCallQuestions';
import { groupsOf, type Answered, type Connection } from 'c/jointCallTrendsQuery';

/** Where no call tells the setting. */
const MINIMUM = 5;

interface Answer<Name extends string> {
  uiapi: { aggregate: Partial<Record<Name, Connection>> };
}

export interface TrendsAnswer extends Answer<keyof Omit<Trends, 'minimum'>> {
  uiapi: Answer<keyof Omit<Trends, 'minimum'>>['uiapi'] & {
    query: { Joint_Call__c: { edges: { node: { Minimum_Calls_For_Rate__c: { value: number | null } } }[] } };
  };
}

export type MoreAnswer = Answer<keyof More>;

export interface Trends {
  /** From how many calls on there is a rate. */
  minimum: number;
  months: Answered;
  managers: Answered;
  teams: Answered;
  stages: Answered;
  reached: Answered<{ calls: number }>;
  handedBack: Answered<{ followUps: number; handedBack: number; daysToHandBack: number }>;
  waiting: Answered<{ calls: number; oldest: string | null }>;
}

export interface More {
  reps: Answered;
  introducers: Answered;
  responsiveness: Answered;
  deals: Answered<{ calls: number; deals: number }>;
  /** `differ` is left out for whoever may not read it. */
  accounts: Answered<{ calls: number; differ?: number }>;
  /** Left out, as a whole or in part, for whoever has no access to coaching. */
  coaching: Answered<{ given?: number; shared?: number; acknowledged?: number }>;
}

export function trendsOf({ uiapi: { query, aggregate } }: TrendsAnswer, questions: Questions): Trends {
  return {
    minimum: query.Joint_Call__c.edges[0]?.node.Minimum_Calls_For_Rate__c.value ?? MINIMUM,
    months: groupsOf(questions.months, aggregate.months),
    managers: callsOf(questions.managers, aggregate.managers),
    teams: callsOf(questions.teams, aggregate.teams),
    stages: callsOf(questions.stages, aggregate.stages),
    reached: groupsOf(questions.reached, aggregate.reached),
    handedBack: groupsOf(questions.handedBack, aggregate.handedBack),
    waiting: groupsOf(questions.waiting, aggregate.waiting),
  };
}

export function moreOf({ uiapi: { aggregate } }: MoreAnswer, questions: Questions): More {
  return {
    reps: callsOf(questions.reps, aggregate.reps),
    introducers: callsOf(questions.introducers, aggregate.introducers),
    responsiveness: callsOf(questions.responsiveness, aggregate.responsiveness),
    deals: groupsOf(questions.deals, aggregate.deals),
    accounts: groupsOf(questions.accounts, aggregate.accounts),
    coaching: groupsOf(questions.coaching, aggregate.coaching),
  };
}

/** Groups of calls; sums that the question does not ask for are 0. */
function callsOf(question: Question, connection: Connection | undefined): Answered {
  const { groups, isCut } = groupsOf<Partial<Sums>>(question, connection);
  return { isCut, groups: groups.map((group) => ({ ...group, sums: { ...NOTHING, ...group.sums } })) };
}
