/**
 * What the trends ask the org: which records, grouped by what. The page puts it as GraphQL, the command line as SOQL,
 * so that both count the same. Pure, and without imports, since Node runs it too.
 */

/** What people choose. Ids are the users' own; a team is the name of a role; a stage is as it was at the call. */
export interface Filters {
  /** How many months, this one included. */
  months: number;
  team?: string | undefined;
  managerId?: string | undefined;
  repId?: string | undefined;
  stage?: string | undefined;
}

/** From which months on people choose; longer would need more groups than an org answers. */
export const PERIODS: readonly number[] = [3, 6, 12, 24, 60];

/** Whole months, both included, as ISO days. */
export interface Period {
  from: string;
  to: string;
}

/** `months` whole months up to the one that `today` lies in. */
export function periodOf(months: number, today: string): Period {
  return { from: `${monthsBefore(today, months - 1)}-01`, to: lastDay(today.slice(0, 7)) };
}

/** As many months, right before. */
export function periodBefore(months: number, today: string): Period {
  const last = monthsBefore(today, months);
  return { from: `${monthsBefore(today, 2 * months - 1)}-01`, to: lastDay(last) };
}

/** The months of a period, such as `2026-11`, in order. */
export function monthsOf({ from, to }: Period): string[] {
  const months: string[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = monthsBefore(`${month}-01`, -1))
    months.push(month);
  return months;
}

function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const count = year * 12 + (month - 1) - months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
}

function lastDay(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

export interface Condition {
  /** Path to a field, such as `Joint_Call__r.Team__c`. */
  field: string;
  operator: 'eq' | 'gt' | 'gte' | 'lte' | 'in';
  value: string | number | boolean | readonly string[];
  /** A day, which SOQL writes without quotes. */
  day?: true;
}

/** An aggregate of a field, under the name of the figure that it is. */
export interface Column {
  field: string;
  of: 'count' | 'sum' | 'min' | 'countDistinct';
}

export interface Question {
  object: 'Joint_Call__c' | 'Joint_Call_Follow_Up__c' | 'Joint_Call_Coaching__c';
  /** Paths to fields, in order. */
  groupBy: readonly string[];
  columns: Readonly<Record<string, Column>>;
  where: readonly Condition[];
}

/** Everything that is added up of joint calls. */
export const SUMS = {
  calls: { field: 'Id', of: 'count' },
  told: { field: 'Told__c', of: 'sum' },
  takeovers: { field: 'Takeover__c', of: 'sum' },
  bailOuts: { field: 'Bail_Out__c', of: 'sum' },
  agenda: { field: 'Agenda_Taken__c', of: 'sum' },
  transitions: { field: 'Transition_Taken__c', of: 'sum' },
  ask: { field: 'Close_Taken__c', of: 'sum' },
  participationTold: { field: 'Participation_Told__c', of: 'sum' },
  silent: { field: 'Silent_Observer__c', of: 'sum' },
  heldBack: { field: 'Held_Back__c', of: 'sum' },
  followUps: { field: 'Follow_Ups__c', of: 'sum' },
  toManager: { field: 'Follow_Ups_To_Manager__c', of: 'sum' },
  debriefed: { field: 'Days_To_Debrief__c', of: 'count' },
  daysToDebrief: { field: 'Days_To_Debrief__c', of: 'sum' },
  amount: { field: 'Amount_At_Call__c', of: 'sum' },
  withAmount: { field: 'Amount_At_Call__c', of: 'count' },
} as const satisfies Record<string, Column>;

/** Only what is shown of a grouping is asked: each sum is read from every record. */
function only(...names: (keyof typeof SUMS)[]): Record<string, Column> {
  return Object.fromEntries(names.map((name) => [name, SUMS[name]]));
}

/** What rates are made of, but for duties and follow-ups. */
const RATED = only('calls', 'told', 'takeovers', 'bailOuts', 'participationTold', 'silent', 'heldBack');

const HELD: readonly Condition[] = [{ field: 'Status__c', operator: 'in', value: ['Held', 'Debriefed'] }];

/** What the trends ask, by name. */
export type Questions = Record<QuestionName, Question>;
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

/**
 * Every question of the trends. `months` reaches back over the period before, for what changed. What people choose
 * among (managers, teams, reps, stages) is asked without the filter by itself, so that they can choose another.
 */
export function questionsOf(filters: Filters, today: string): Questions {
  const period = periodOf(filters.months, today);
  const calls = (
    groupBy: readonly string[],
    columns: Question['columns'],
    without?: keyof Filters,
    within: Period = period,
  ): Question => ({
    object: 'Joint_Call__c',
    groupBy,
    columns,
    where: [...HELD, ...during(within), ...chosen(filters, without)],
  });
  const { where: ofCalls } = calls([], {});
  return {
    months: calls(['Call_Month__c', 'Takeover_Level__c'], SUMS, undefined, {
      from: periodBefore(filters.months, today).from,
      to: period.to,
    }),
    managers: calls(['Manager__c'], RATED, 'managerId'),
    teams: calls(['Team__c'], RATED, 'team'),
    reps: calls(['Sales_Rep__c'], RATED, 'repId'),
    introducers: calls(['Introduced_By__c'], only('calls')),
    responsiveness: calls(['Client_Responsiveness__c', 'Takeover_Level__c'], RATED),
    stages: calls(['Stage_At_Call__c', 'Takeover_Level__c'], { ...RATED, ...only('amount', 'withAmount') }, 'stage'),
    reached: {
      ...calls(['Takeover_Level__c'], only('calls')),
      where: [
        ...ofCalls,
        // The customer turned to the manager at least once.
        { field: 'Follow_Ups_To_Manager__c', operator: 'gt', value: 0 },
      ],
    },
    handedBack: {
      object: 'Joint_Call_Follow_Up__c',
      groupBy: ['Call_Takeover_Level__c', 'Routed_To__c'],
      columns: {
        followUps: { field: 'Id', of: 'count' },
        handedBack: { field: 'Days_To_Hand_Back__c', of: 'count' },
        daysToHandBack: { field: 'Days_To_Hand_Back__c', of: 'sum' },
      },
      where: ofCalls.map((each) => ({ ...each, field: `Joint_Call__r.${each.field}` })),
    },
    deals: calls(['Opportunity__r.IsClosed', 'Opportunity__r.IsWon', 'Takeover_Level__c'], {
      ...only('calls'),
      deals: { field: 'Opportunity__c', of: 'countDistinct' },
    }),
    // Salespeople may not read it: that accounts differ tells that there is coaching.
    accounts: calls([], { ...only('calls'), differ: { field: 'Accounts_Differ__c', of: 'sum' } }),
    // Whatever is still to be told or talked about, from whenever it is.
    waiting: {
      object: 'Joint_Call__c',
      groupBy: ['Takeover_Level__c'],
      columns: { calls: SUMS.calls, oldest: { field: 'Call_Date__c', of: 'min' } },
      where: [{ field: 'Status__c', operator: 'eq', value: 'Held' }, ...chosen(filters)],
    },
    // What the reader may see of it: their own, from whenever it is. It names no field in a condition, since a request
    // with one that the reader may not see would be refused as a whole.
    coaching: {
      object: 'Joint_Call_Coaching__c',
      groupBy: [],
      columns: {
        given: { field: 'Id', of: 'count' },
        shared: { field: 'Shared_On__c', of: 'count' },
        acknowledged: { field: 'Rep_Acknowledged_On__c', of: 'count' },
      },
      where: [],
    },
  };
}

function during({ from, to }: Period): Condition[] {
  return [
    { field: 'Call_Date__c', operator: 'gte', value: from, day: true },
    { field: 'Call_Date__c', operator: 'lte', value: to, day: true },
  ];
}

const FIELDS = { team: 'Team__c', managerId: 'Manager__c', repId: 'Sales_Rep__c', stage: 'Stage_At_Call__c' } as const;

/** The conditions of what is chosen, but for one of them. */
export function chosen(filters: Filters, without?: keyof Filters): Condition[] {
  return (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).flatMap((name) => {
    const value = filters[name];
    return name === without || value === undefined ? [] : [{ field: FIELDS[name], operator: 'eq' as const, value }];
  });
}
