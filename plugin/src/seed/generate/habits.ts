import type { StepInReason } from './model.ts';

/** How a manager tends to behave on joint calls: the pattern that the year is to show. */
export type Habit = 'improves' | 'takes the ask' | 'observes' | 'balanced' | 'rescues';

/** Probabilities for one call. */
export interface Tendency {
  takesAgenda: number;
  takesTransitions: number;
  takesAsk: number;
  /** Of the calls with a duty taken: that the deal was at risk. */
  bailsOut: number;
  /** Where no duty was taken: sits there and says nothing. */
  onlyObserves: number;
  /** Where no duty was taken: saw the rep struggle and let it be. */
  holdsBack: number;
  /** Of the follow-ups that reached the manager: handed back to the rep. */
  handsBack: number;
}

const TEAM_HABITS: readonly Habit[] = ['improves', 'takes the ask', 'observes', 'balanced'];

/** The habit of the nth team's manager. */
export function habitOfTeam(n: number): Habit {
  return TEAM_HABITS[n % TEAM_HABITS.length] ?? 'balanced';
}

/** What a habit comes to at a point of the year: 0 is a year ago, 1 is now. */
export function tendency(habit: Habit, yearPassed: number): Tendency {
  const from = (start: number, end: number): number => start + (end - start) * Math.min(1, Math.max(0, yearPassed));
  switch (habit) {
    case 'improves':
      return {
        takesAgenda: from(0.5, 0.04),
        takesTransitions: from(0.65, 0.08),
        takesAsk: from(0.6, 0.08),
        bailsOut: 0.12,
        onlyObserves: 0.05,
        holdsBack: from(0.1, 0.55),
        handsBack: from(0.1, 0.75),
      };
    case 'takes the ask':
      return {
        takesAgenda: 0.04,
        takesTransitions: 0.1,
        takesAsk: 0.62,
        bailsOut: 0.08,
        onlyObserves: 0.04,
        holdsBack: 0.1,
        handsBack: 0.12,
      };
    case 'observes':
      return {
        takesAgenda: 0.02,
        takesTransitions: 0.04,
        takesAsk: 0.04,
        bailsOut: 0.3,
        onlyObserves: 0.58,
        holdsBack: 0.12,
        handsBack: 0.35,
      };
    case 'balanced':
      return {
        takesAgenda: 0.08,
        takesTransitions: 0.14,
        takesAsk: 0.14,
        bailsOut: 0.25,
        onlyObserves: 0.1,
        holdsBack: 0.4,
        handsBack: 0.5,
      };
    case 'rescues':
      return {
        takesAgenda: 0.08,
        takesTransitions: 0.3,
        takesAsk: 0.35,
        bailsOut: 0.6,
        onlyObserves: 0.1,
        holdsBack: 0.2,
        handsBack: 0.3,
      };
  }
}

const REP_DILIGENCE: readonly number[] = [0.95, 0.9, 0.95, 0.85, 0.95, 0.3];

/** How likely the nth rep writes down a plan before a call: most do as a rule, every sixth seldom does. */
export function diligenceOfRep(n: number): number {
  return REP_DILIGENCE[n % REP_DILIGENCE.length] ?? 1;
}

/** Reasons given for a step-in that was no bail-out, each with its weight. */
export function reasonsGiven(habit: Habit): [StepInReason, number][] {
  return [
    ['Rep struggled', habit === 'improves' ? 5 : 3],
    ['Customer asked the manager', 3],
    ['Agreed beforehand', habit === 'takes the ask' ? 3 : 2],
    ['No reason', habit === 'takes the ask' ? 4 : 2],
  ];
}

/** How likely a follow-up reaches the manager instead of the rep, by what happened on the call. */
export const REACHES_MANAGER = {
  None: 0.1,
  'Bail-out': 0.35,
  Partial: 0.58,
  Full: 0.8,
  'Not told yet': 0.35,
} as const;
