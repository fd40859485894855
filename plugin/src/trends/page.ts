import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { appFolder } from '../deploy/app.ts';

/**
 * What the trends page of the app asks and works out, as far as it is used here. The modules themselves are loaded from
 * the app that this package carries, so that page and command line cannot count differently; page.test.ts holds these
 * types to theirs.
 */
export type Page = QuestionsModule & FiguresModule;

export interface QuestionsModule {
  periodOf(months: number, today: string): Period;
  periodBefore(months: number, today: string): Period;
  monthsOf(period: Period): string[];
  questionsOf(filters: Filters, today: string): Record<QuestionName, Question>;
}

export interface FiguresModule {
  NOTHING: Sums;
  MEASURES: readonly Measure[];
  total(groups: readonly Group[]): Sums;
  groupedBy(groups: readonly Group[], index: number): Group[];
  ofMonths(groups: readonly Group[], months: readonly string[]): Group[];
  rateOf(count: number, of: number, minimum: number): Rate;
  measuresOf(groups: readonly Group[], minimum: number): Record<Measure, Rate>;
  mostChanged(before: Record<Measure, Rate>, now: Record<Measure, Rate>): Change | undefined;
  consequences(
    levels: readonly Group[],
    reached: ReadonlyMap<string | null, number>,
    minimum: number,
  ): { takeovers: Consequence; clean: Consequence; difference: Difference | undefined };
  mean(sum: number, count: number): number | undefined;
}

/** What people choose. Ids are the users' own; a team is the name of a role; a stage is as it was at the call. */
export interface Filters {
  months: number;
  team?: string | undefined;
  managerId?: string | undefined;
  repId?: string | undefined;
  stage?: string | undefined;
}

/** Whole months, both included, as ISO days. */
export interface Period {
  from: string;
  to: string;
}

export interface Condition {
  /** Path to a field, such as `Joint_Call__r.Team__c`. */
  field: string;
  operator: 'eq' | 'gt' | 'gte' | 'lte' | 'in';
  value: string | number | boolean | readonly string[];
  /** A day, which SOQL writes without quotes. */
  day?: true;
}

export interface Column {
  field: string;
  of: 'count' | 'sum' | 'min' | 'countDistinct';
}

export interface Question {
  object: string;
  groupBy: readonly string[];
  columns: Readonly<Record<string, Column>>;
  where: readonly Condition[];
}

export type QuestionName =
  | 'months'
  | 'managers'
  | 'teams'
  | 'reps'
  | 'introducers'
  | 'responsiveness'
  | 'stages'
  | 'reached'
  | 'handedBack'
  | 'deals'
  | 'accounts'
  | 'waiting'
  | 'coaching';

/** Sums over some joint calls. */
export interface Sums {
  calls: number;
  told: number;
  takeovers: number;
  bailOuts: number;
  agenda: number;
  transitions: number;
  ask: number;
  participationTold: number;
  silent: number;
  heldBack: number;
  followUps: number;
  toManager: number;
  debriefed: number;
  daysToDebrief: number;
  amount: number;
  withAmount: number;
}

/** A group of joint calls: what it is grouped by, in order, null where that is blank. */
export interface Group {
  keys: readonly (string | null)[];
  sums: Sums;
}

/** A share of something counted, with its interval of 95%; `share` is missing where too little was counted. */
export interface Rate {
  count: number;
  of: number;
  share?: number;
  low?: number;
  high?: number;
}

/** In shares, with its interval of 95%. */
export interface Difference {
  by: number;
  low: number;
  high: number;
}

export type Measure = 'takeover' | 'agenda' | 'transitions' | 'ask' | 'bailOut' | 'silent' | 'heldBack' | 'toManager';

export interface Change {
  measure: Measure;
  before: Rate;
  now: Rate;
  difference: Difference;
  better: boolean;
}

export interface Consequence {
  /** Calls after which a follow-up reached the manager. */
  calls: Rate;
  /** Follow-ups that reached the manager. */
  followUps: Rate;
}

/** The page's modules, from the carried app. Throws SfError AppNotBuilt where that is missing. */
export async function loadPage(): Promise<Page> {
  const folder = appFolder(undefined);
  const load = (name: string): Promise<unknown> =>
    import(pathToFileURL(join(folder, 'lwc', name, `${name}.js`)).href) as Promise<unknown>;
  const [questions, figures] = await Promise.all([load('jointCallQuestions'), load('jointCallFigures')]);
  return { ...(questions as QuestionsModule), ...(figures as FiguresModule) };
}
