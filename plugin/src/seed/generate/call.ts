import { addDays, daysBetween, workdayFrom, type Day } from './calendar.ts';
import { dutiesTaken } from './duties.ts';
import { reasonsGiven, tendency, type Habit, type Tendency } from './habits.ts';
import type { Deal, Duties, Help, Holder, JointCall, Key } from './model.ts';
import { agreedStart, phaseOf, writtenPlan } from './planning.ts';
import type { Random } from './random.ts';
import { NEXT_STEPS } from './words.ts';

/** What is given when a call is told. */
export interface Occasion {
  key: string;
  deal: Deal;
  manager: Key;
  habit: Habit;
  /** How likely the rep writes down a plan. */
  diligence: number;
  date: Day;
  asOf: Day;
  random: Random;
  /** A stream of its own for what the plan says. */
  planRandom: Random;
}

const DAYS_A_YEAR = 365;

/** One joint call, as its date makes it: planned ahead, or held (and mostly debriefed), seldom cancelled. */
export function generateCall(occasion: Occasion): JointCall {
  const { deal, random, planRandom, date, asOf } = occasion;
  const isAhead = date > asOf;
  const progress = progressOf(deal, date);
  // What lies ahead is planned for the stage that the deal is at now.
  const stage = deal.stageAt(isAhead ? 1 : progress);
  const channel = random.weighted<JointCall['Meeting_Channel__c']>([
    ['In person', 5],
    ['Video', 4],
    ['Phone', 1],
  ]);
  const plans = random.chance(occasion.diligence);
  const call: JointCall = {
    External_Id__c: occasion.key,
    Opportunity__c: deal.key,
    Manager__c: occasion.manager,
    Call_Date__c: date,
    Meeting_Channel__c: channel,
    Status__c: 'Planned',
    // Who meets has agreed on a time, but nobody enters it afterwards.
    ...(plans || isAhead ? { Planned_Start__c: agreedStart(date, deal.timeZone, planRandom) } : {}),
    ...(plans ? writtenPlan(phaseOf(stage, progress), channel, planRandom) : {}),
  };
  if (isAhead) {
    const soon = daysBetween(asOf, date) <= 5;
    return {
      ...call,
      Agenda_Confirmed__c: soon && random.chance(0.7) && plans,
      Time_Confirmed__c: soon && random.chance(0.8),
    };
  }
  if (random.chance(0.04)) return { ...call, Sales_Rep__c: deal.rep, Status__c: 'Cancelled' };

  const held: JointCall = {
    ...call,
    Status__c: 'Held',
    Sales_Rep__c: deal.rep,
    ...(stage === undefined ? {} : { Stage_At_Call__c: stage }),
    ...(deal.amount === undefined ? {} : { Amount_At_Call__c: amountThen(deal.amount, progress, random) }),
  };
  // Marked as held by the manager; the rep has not told yet who held what.
  if (random.chance(daysBetween(date, asOf) <= 14 ? 0.12 : 0.015)) return held;

  const leaning = tendency(occasion.habit, 1 - daysBetween(date, asOf) / DAYS_A_YEAR);
  const told = withDuties(held, occasion, leaning, progress);
  return withDebrief(told, occasion, leaning);
}

function withDuties(
  call: JointCall,
  { habit, random, date }: Occasion,
  leaning: Tendency,
  progress: number,
): JointCall {
  const responsiveness = random.weighted<JointCall['Client_Responsiveness__c']>([
    ['Responsive', 6],
    ['Mixed', 3],
    ['Unresponsive', 2],
  ]);
  // Silence at the table is what makes managers speak up.
  const pressure = responsiveness === 'Unresponsive' ? 1.5 : 1;
  const steps = (probability: number): Holder => (random.chance(probability * pressure) ? 'Manager' : 'Rep');

  const agenda = steps(leaning.takesAgenda);
  // A meeting may end before the solution, or before the close, is reached; seldom late in a deal.
  const solutionReached = random.chance(0.72 + progress * 0.26);
  const closeReached = solutionReached && random.chance(0.7 + progress * 0.28);
  const transition = (): Holder => steps(leaning.takesTransitions / 2);
  const duties: Duties = {
    Introduced_By__c:
      (agenda === 'Manager' && random.chance(0.5)) || call.Opening_Plan__c === 'Manager' ? 'Manager' : 'Rep',
    Agenda_Set_By__c: agenda,
    Discovery_Opened_By__c: transition(),
    Solution_Opened_By__c: solutionReached ? transition() : 'Not reached',
    Close_Opened_By__c: closeReached ? transition() : 'Not reached',
    Close_Asked_By__c: closeReached && random.chance(0.92) ? steps(leaning.takesAsk) : 'Not reached',
  };
  const taken = dutiesTaken(duties);
  const steppedIn = taken.agenda || taken.transition || taken.close;
  const atRisk = random.chance(leaning.bailsOut * (responsiveness === 'Unresponsive' ? 1.8 : 1));
  return {
    ...call,
    ...duties,
    ...askedFor(duties, progress, date, random),
    ...(steppedIn ? { Step_In_Reason__c: atRisk ? 'Deal at risk' : random.weighted(reasonsGiven(habit)) } : {}),
    ...(responsiveness === undefined ? {} : { Client_Responsiveness__c: responsiveness }),
    Agenda_Confirmed__c: random.chance(0.75) && call.Agenda__c !== undefined,
    Time_Confirmed__c: random.chance(0.85),
  };
}

/** Big C, the business, late in a deal; small c, a next step with its date, before. */
function askedFor(duties: Duties, progress: number, date: Day, random: Random): Partial<JointCall> {
  if (duties.Close_Asked_By__c === 'Not reached') return { Close_Type__c: 'None' };
  const nextStep = {
    Next_Step__c: random.pick(NEXT_STEPS),
    Next_Step_Date__c: workdayFrom(addDays(date, random.between(3, 16))),
  };
  if (random.chance(0.1 + progress * 0.65)) {
    const outcome = random.weighted<JointCall['Close_Outcome__c']>([
      ['Agreed', 4],
      ['Still open', 4],
      ['Declined', 2],
    ]);
    return {
      Close_Type__c: 'Big C',
      ...(outcome && { Close_Outcome__c: outcome }),
      ...(outcome === 'Still open' ? nextStep : {}),
    };
  }
  const outcome = random.weighted<JointCall['Close_Outcome__c']>([
    ['Agreed', 7],
    ['Still open', 3],
    ['Declined', 1],
  ]);
  return { Close_Type__c: 'Small c', ...(outcome && { Close_Outcome__c: outcome }), ...nextStep };
}

/** The manager's part, some days after; the newest calls still wait for it. */
function withDebrief(call: JointCall, { random, date, asOf, habit }: Occasion, leaning: Tendency): JointCall {
  const age = daysBetween(date, asOf);
  const debriefedOn = workdayFrom(
    addDays(
      date,
      random.weighted([
        [0, 4],
        [1, 5],
        [2, 3],
        [5, 2],
        [9, 1],
      ]),
    ),
  );
  const debriefs = age > 21 ? (habit === 'observes' ? 0.74 : 0.93) : age > 7 ? 0.65 : 0.3;
  if (debriefedOn > asOf || !random.chance(debriefs)) return call;

  const taken = Object.values(dutiesTaken(call)).some(Boolean);
  const observed = !taken && random.chance(leaning.onlyObserves);
  const helped = observed ? {} : waysToHelp(call, random);
  return {
    ...call,
    Status__c: 'Debriefed',
    Manager_Participation__c: observed ? 'Observed only' : 'Contributed',
    ...helped,
    Manager_Held_Back__c: !taken && !observed && random.chance(leaning.holdsBack),
    Debriefed_On__c: debriefedOn,
  };
}

/** Who contributed did so in one way at least, and mostly in those that they were asked for. */
function waysToHelp(call: JointCall, random: Random): Partial<JointCall> {
  const helps = (help: Help, unplanned: number): boolean => {
    const asked = call[`Ask_${help}__c`];
    return random.chance(asked === undefined ? unplanned : asked ? 0.9 : unplanned * 0.6);
  };
  const ways = {
    Helped_Climate__c: helps('Climate', 0.6),
    Helped_Questions__c: helps('Questions', 0.65),
    Helped_Presenting__c: helps('Presenting', 0.35),
    Helped_Objections__c: helps('Objections', 0.3),
  };
  return Object.values(ways).some(Boolean) ? ways : { ...ways, Helped_Climate__c: true };
}

/** 0 at the deal's beginning, 1 at its end. */
function progressOf(deal: Deal, date: Day): number {
  return Math.min(1, Math.max(0, daysBetween(deal.from, date) / Math.max(1, daysBetween(deal.from, deal.to))));
}

/** Deals are seldom worth at first what they come to. */
function amountThen(amount: number, progress: number, random: Random): number {
  const drift = 1 + (random.next() - 0.4) * 0.5 * (1 - progress);
  return Math.max(1000, Math.round((amount * drift) / 1000) * 1000);
}
