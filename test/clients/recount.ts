import type { JointcallTrendsResult } from '../../plugin/src/commands/jointcall/trends.ts';
import type { RawCall, RawFollowUp } from './raw-calls.ts';

/** Figures as a command gives them, with each rate as only what was counted of what. */
export type Recount = Record<string, unknown>;

interface Counted {
  count: number;
  of: number;
}

const DUTIES = {
  agenda: ['Agenda_Set_By__c'],
  transitions: ['Discovery_Opened_By__c', 'Solution_Opened_By__c', 'Close_Opened_By__c'],
  ask: ['Close_Asked_By__c'],
} as const;
const LEVELS = ['None', 'Bail-out', 'Partial', 'Full', 'Not told yet'];

/**
 * The figures of the calls, worked out from what people recorded: who held which duty, whom the customer reached, when
 * it was debriefed. Nothing here looks at what the org stamps or sums. `chosen` are the calls of the choice, of any time.
 */
export function recount(chosen: readonly RawCall[], { period, before }: JointcallTrendsResult): Recount {
  const held = chosen.filter(({ Status__c }) => Status__c === 'Held' || Status__c === 'Debriefed');
  const within = ({ from, to }: { from: string; to: string }): RawCall[] =>
    held.filter(({ Call_Date__c: day }) => day >= from && day <= to);
  const now = within(period);
  const measuresNow = measures(now);
  const measuresBefore = measures(within(before));
  return {
    calls: now.length,
    told: now.filter(isTold).length,
    measures: Object.fromEntries(
      Object.entries(measuresNow).map(([name, counted]) => [name, { now: counted, before: measuresBefore[name] }]),
    ),
    months: by(now, ({ Call_Date__c }) => Call_Date__c.slice(0, 7)),
    managers: by(now, ({ Manager__c }) => Manager__c),
    teams: by(now, ({ Team__c }) => Team__c),
    stages: by(now, ({ Stage_At_Call__c }) => Stage_At_Call__c),
    responsiveness: by(now, ({ Client_Responsiveness__c }) => Client_Responsiveness__c),
    consequence: { takeovers: reached(now.filter(isTakeover)), clean: reached(now.filter(isClean)) },
    handBacks: handBacks(now),
    introducedBy: Object.fromEntries(
      [...Map.groupBy(now, ({ Introduced_By__c }) => Introduced_By__c)].map(([who, calls]) => [who, calls.length]),
    ),
    waiting: {
      toDebrief: oldest(chosen.filter((call) => call.Status__c === 'Held' && isTold(call))),
      notTold: oldest(chosen.filter((call) => call.Status__c === 'Held' && !isTold(call))),
    },
    debriefs: debriefs(now),
    deals: deals(now),
  };
}

/** The same figures as a command gave them, in the shape of a recount. */
export function counted(trends: JointcallTrendsResult): Recount {
  const named = (groups: readonly { calls: number }[], key: string): Record<string, unknown> =>
    Object.fromEntries(
      groups
        .filter(({ calls }) => calls > 0)
        .map((group) => [
          String((group as Record<string, unknown>)[key]),
          Object.fromEntries(Object.entries(group).filter(([name]) => name !== key && name !== 'name')),
        ]),
    );
  return bare({
    calls: trends.calls,
    told: trends.told,
    measures: trends.measures,
    months: named(trends.months, 'month'),
    managers: named(trends.managers, 'id'),
    teams: named(trends.teams, 'team'),
    stages: named(trends.stages, 'stage'),
    responsiveness: named(trends.responsiveness, 'responsiveness'),
    consequence: { takeovers: trends.consequence.takeovers, clean: trends.consequence.clean },
    handBacks: Object.fromEntries(
      trends.handBacks.map(({ level, routedTo, ...rest }) => [`${level}, ${routedTo}`, rest]),
    ),
    introducedBy: Object.fromEntries(trends.introducedBy.map(({ by: who, calls }) => [String(who), calls])),
    waiting: trends.waiting,
    debriefs: trends.debriefs,
    deals: Object.fromEntries(trends.deals.map(({ level, ...rest }) => [String(level), rest])),
  }) as Recount;
}

/** Without shares and intervals, which `counted` and `of` decide. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) =>
      ['share', 'low', 'high'].includes(name) ? [] : [[name, bare(each)]],
    ),
  );
}

function levelOf(call: RawCall): string {
  if (
    Object.values(DUTIES)
      .flat()
      .some((duty) => call[duty] === null)
  )
    return 'Not told yet';
  const taken = Object.values(DUTIES).filter((duties) => took(call, duties)).length;
  if (taken === 0) return 'None';
  if (call.Step_In_Reason__c === 'Deal at risk') return 'Bail-out';
  return taken === 3 ? 'Full' : 'Partial';
}

const took = (call: RawCall, duties: readonly (keyof RawCall)[]): boolean =>
  duties.some((duty) => call[duty] === 'Manager');
const isTold = (call: RawCall): boolean => levelOf(call) !== 'Not told yet';
const isTakeover = (call: RawCall): boolean => ['Partial', 'Full'].includes(levelOf(call));
const isClean = (call: RawCall): boolean => levelOf(call) === 'None';
const isBailOut = (call: RawCall): boolean => levelOf(call) === 'Bail-out';
const tellsPart = (call: RawCall): boolean => call.Manager_Participation__c !== null;
const isSilent = (call: RawCall): boolean => call.Manager_Participation__c === 'Observed only';
const reachedManager = (call: RawCall, { Contacted__c }: RawFollowUp): boolean => Contacted__c === call.Manager__c;

function share(calls: readonly RawCall[], is: (call: RawCall) => boolean, of: (call: RawCall) => boolean): Counted {
  return { count: calls.filter(is).length, of: calls.filter(of).length };
}

function rates(calls: readonly RawCall[]): Record<string, unknown> {
  return {
    calls: calls.length,
    takeover: share(calls, isTakeover, isTold),
    bailOut: share(calls, isBailOut, isTold),
    silent: share(calls, isSilent, tellsPart),
    heldBack: share(calls, ({ Manager_Held_Back__c }) => Manager_Held_Back__c, tellsPart),
  };
}

function by(calls: readonly RawCall[], key: (call: RawCall) => string | null): Record<string, unknown> {
  return Object.fromEntries([...Map.groupBy(calls, key)].map(([name, group]) => [String(name), rates(group)]));
}

function measures(calls: readonly RawCall[]): Record<string, Counted> {
  const { takeover, bailOut, silent, heldBack } = rates(calls) as Record<string, Counted>;
  const duty = (duties: readonly (keyof RawCall)[]): Counted =>
    share(calls, (call) => isTakeover(call) && took(call, duties), isTold);
  return {
    takeover: takeover!,
    agenda: duty(DUTIES.agenda),
    transitions: duty(DUTIES.transitions),
    ask: duty(DUTIES.ask),
    bailOut: bailOut!,
    silent: silent!,
    heldBack: heldBack!,
    toManager: reached(calls).followUps,
  };
}

function reached(calls: readonly RawCall[]): { calls: Counted; followUps: Counted } {
  const those = (call: RawCall): RawFollowUp[] => call.followUps.filter((each) => reachedManager(call, each));
  const sum = (count: (call: RawCall) => number): number => calls.reduce((total, call) => total + count(call), 0);
  return {
    calls: share(
      calls,
      (call) => those(call).length > 0,
      () => true,
    ),
    followUps: { count: sum((call) => those(call).length), of: sum((call) => call.followUps.length) },
  };
}

function handBacks(calls: readonly RawCall[]): Record<string, unknown> {
  const all = calls.flatMap((call) =>
    call.followUps.map((each) => ({ key: `${levelOf(call)}, ${whom(call, each)}`, each })),
  );
  return Object.fromEntries(
    [...Map.groupBy(all, ({ key }) => key)].map(([key, group]) => {
      const days = group.flatMap(({ each: { Received_On__c: from, Handed_Back_On__c: to } }) =>
        to === null ? [] : daysBetween(from, to),
      );
      return [key, { handedBack: { count: days.length, of: group.length }, meanDays: mean(days) }];
    }),
  );
}

function whom(call: RawCall, followUp: RawFollowUp): string {
  if (followUp.Contacted__c === call.Sales_Rep__c) return 'Rep';
  return reachedManager(call, followUp) ? 'Manager' : 'Someone else';
}

function oldest(calls: readonly RawCall[]): { calls: number; oldest: string | null } {
  return { calls: calls.length, oldest: calls.map(({ Call_Date__c }) => Call_Date__c).toSorted()[0] ?? null };
}

function debriefs(calls: readonly RawCall[]): Record<string, unknown> {
  const days = calls.flatMap(({ Call_Date__c: from, Debriefed_On__c: to, Status__c }) =>
    Status__c === 'Debriefed' && to !== null ? Math.max(0, daysBetween(from, to)) : [],
  );
  return { debriefed: days.length, of: calls.length, meanDays: mean(days) };
}

function deals(calls: readonly RawCall[]): Record<string, unknown> {
  const levels = LEVELS.filter((level) => calls.some((call) => levelOf(call) === level));
  return Object.fromEntries(
    levels.map((level) => {
      const those = calls.filter((call) => levelOf(call) === level);
      const count = (isClosed: boolean, isWon: boolean): number =>
        new Set(
          those
            .filter(({ Opportunity__r: deal }) => deal.IsClosed === isClosed && deal.IsWon === isWon)
            .map(({ Opportunity__c }) => Opportunity__c),
        ).size;
      const won = count(true, true);
      const lost = count(true, false);
      const amounts = those.flatMap(({ Amount_At_Call__c }) => Amount_At_Call__c ?? []);
      const wonOfClosed = { count: won, of: won + lost };
      return [level, { won, lost, open: count(false, false), wonOfClosed, meanAmount: mean(amounts) }];
    }),
  );
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
