/**
 * Whose turn a joint call is: the one next thing, and the sentence that tells it to whoever looks. Pure.
 *
 * Coaching is the business of two people. To anybody else the answer never depends on it, so that the page of a third
 * person does not give away that there is any.
 */
import ACKNOWLEDGE_MANAGER from '@salesforce/label/c.JointCall_Turn_Acknowledge_Manager';
import ACKNOWLEDGE_MINE from '@salesforce/label/c.JointCall_Turn_Acknowledge_Mine';
import CANCELLED from '@salesforce/label/c.JointCall_Turn_Cancelled';
import CLOSED from '@salesforce/label/c.JointCall_Turn_Closed';
import CLOSE_MINE from '@salesforce/label/c.JointCall_Turn_Close_Mine';
import CLOSE_REP from '@salesforce/label/c.JointCall_Turn_Close_Rep';
import DEBRIEF from '@salesforce/label/c.JointCall_Turn_Debrief';
import DEBRIEF_MINE from '@salesforce/label/c.JointCall_Turn_Debrief_Mine';
import LOG from '@salesforce/label/c.JointCall_Turn_Log';
import LOG_MINE from '@salesforce/label/c.JointCall_Turn_Log_Mine';
import LOG_TODAY from '@salesforce/label/c.JointCall_Turn_Log_Today';
import LOG_TODAY_MINE from '@salesforce/label/c.JointCall_Turn_Log_Today_Mine';
import PLAN from '@salesforce/label/c.JointCall_Turn_Plan';
import PLAN_MINE from '@salesforce/label/c.JointCall_Turn_Plan_Mine';
import SHARE_MINE from '@salesforce/label/c.JointCall_Turn_Share_Mine';
import TELL from '@salesforce/label/c.JointCall_Turn_Tell';
import TELL_MANAGER from '@salesforce/label/c.JointCall_Turn_Tell_Manager';
import TELL_MINE from '@salesforce/label/c.JointCall_Turn_Tell_Mine';
import THE_MANAGER from '@salesforce/label/c.JointCall_The_Manager';
import THE_SALESPERSON from '@salesforce/label/c.JointCall_The_Salesperson';
import UNKNOWN from '@salesforce/label/c.JointCall_Turn_Unknown';
import WAIT from '@salesforce/label/c.JointCall_Turn_Wait';
import WAIT_MANAGER from '@salesforce/label/c.JointCall_Turn_Wait_Manager';
import WAIT_REP from '@salesforce/label/c.JointCall_Turn_Wait_Rep';
import { fill } from 'c/jointCall';

/** The one next thing. `wait`: nothing is to do until the meeting. `none`: nothing is left to do. */
export type Step = 'plan' | 'log' | 'tell' | 'debrief' | 'share' | 'acknowledge' | 'wait' | 'none';

export interface Situation {
  /** API name. */
  status: string;
  /** ISO date of the call. */
  date?: string | undefined;
  /** ISO date, as the user's calendar has it. */
  today: string;
  /** API name of the takeover level; blank or `Not told yet` while the salesperson has not told. */
  level: string;
  hasAgenda: boolean;
  /** Whether coaching of this call is shared, as far as this user can see; false for whom it is none of. */
  shared: boolean;
  acknowledged: boolean;
  /** Whether this user, the manager, has coaching that is not shared yet. */
  coachingWritten?: boolean;
  me: string;
  /** While the call is planned the opportunity's owner, afterwards the salesperson who held it. */
  repId: string;
  managerId: string;
  repName: string;
  managerName: string;
}

export interface Turn {
  step: Step;
  /** Whether the step is for the one who looks. Never for two people at once. */
  mine: boolean;
  /** Ready to show. */
  sentence: string;
}

type Role = 'rep' | 'manager' | 'other';

/** A state of the call in which one thing comes next. */
interface State {
  step: Step;
  /** Whose step it is; nobody's while waiting and at the end. */
  holder?: Role;
  /** {0} is the salesperson, unless `names` says otherwise. */
  sentences: Record<Role, string>;
  /** By the role of who looks: whom {0} names. */
  names?: Partial<Record<Role, 'rep' | 'manager'>>;
}

const toAll = (sentence: string): Record<Role, string> => ({ rep: sentence, manager: sentence, other: sentence });

const STATES = {
  plan: { step: 'plan', holder: 'rep', sentences: { ...toAll(PLAN), rep: PLAN_MINE } },
  wait: { step: 'wait', sentences: { rep: WAIT_REP, manager: WAIT_MANAGER, other: WAIT } },
  logToday: { step: 'log', holder: 'rep', sentences: { ...toAll(LOG_TODAY), rep: LOG_TODAY_MINE } },
  log: { step: 'log', holder: 'rep', sentences: { ...toAll(LOG), rep: LOG_MINE } },
  tell: { step: 'tell', holder: 'rep', sentences: { rep: TELL_MINE, manager: TELL_MANAGER, other: TELL } },
  debrief: {
    step: 'debrief',
    holder: 'manager',
    sentences: { ...toAll(DEBRIEF), manager: DEBRIEF_MINE },
    names: { rep: 'manager', other: 'manager' },
  },
  share: {
    step: 'share',
    holder: 'manager',
    sentences: { ...toAll(DEBRIEF), manager: SHARE_MINE },
    names: { rep: 'manager', other: 'manager' },
  },
  acknowledge: {
    step: 'acknowledge',
    holder: 'rep',
    sentences: { rep: ACKNOWLEDGE_MINE, manager: ACKNOWLEDGE_MANAGER, other: DEBRIEF },
    names: { rep: 'manager', other: 'manager' },
  },
  close: {
    step: 'debrief',
    holder: 'manager',
    sentences: { rep: CLOSE_REP, manager: CLOSE_MINE, other: DEBRIEF },
    names: { rep: 'manager', other: 'manager' },
  },
  closed: { step: 'none', sentences: toAll(CLOSED) },
  cancelled: { step: 'none', sentences: toAll(CANCELLED) },
  unknown: { step: 'none', sentences: toAll(UNKNOWN) },
} satisfies Record<string, State>;

/** The one next thing of a call, whether it is this user's, and the sentence to show. */
export function turnOf(situation: Situation): Turn {
  const role = roleOf(situation);
  const state: State = STATES[stateOf(situation, role)];
  const name =
    (state.names?.[role] ?? 'rep') === 'rep'
      ? situation.repName || THE_SALESPERSON
      : situation.managerName || THE_MANAGER;
  return {
    step: state.step,
    mine: role !== 'other' && role === state.holder,
    sentence: fill(state.sentences[role], name),
  };
}

/** Whether the salesperson has told who held each duty. */
export function isTold(level: string): boolean {
  return level !== '' && level !== 'Not told yet';
}

function roleOf({ me, repId, managerId }: Situation): Role {
  if (me === repId) return 'rep';
  return me === managerId ? 'manager' : 'other';
}

function stateOf(situation: Situation, role: Role): keyof typeof STATES {
  const coaching = role === 'other' ? 'none' : coachingOf(situation, role);
  switch (situation.status) {
    case 'Planned':
      return plannedState(situation);
    case 'Held':
      if (!isTold(situation.level)) return 'tell';
      return ({ none: 'debrief', written: 'share', shared: 'acknowledge', answered: 'close' } as const)[coaching];
    case 'Debriefed':
      return ({ none: 'closed', written: 'share', shared: 'acknowledge', answered: 'closed' } as const)[coaching];
    case 'Cancelled':
      return 'cancelled';
    default:
      return 'unknown';
  }
}

/** On the day itself the meeting may be over already: from then on the call can be logged. */
function plannedState({ date, today, hasAgenda }: Situation): keyof typeof STATES {
  if (date !== undefined && date < today) return 'log';
  if (date === today) return 'logToday';
  return hasAgenda ? 'wait' : 'plan';
}

function coachingOf({ shared, acknowledged, coachingWritten }: Situation, role: Role) {
  if (shared) return acknowledged ? 'answered' : 'shared';
  return coachingWritten && role === 'manager' ? 'written' : 'none';
}
