/** The figures in the order in which a manager asks: how often, what follows, with whom, how, what waits, what of the deals. Pure. */
import BY_MANAGER from '@salesforce/label/c.JointCall_Trends_By_Manager';
import BY_REP from '@salesforce/label/c.JointCall_Trends_By_Rep';
import BY_RESPONSIVENESS from '@salesforce/label/c.JointCall_Trends_By_Responsiveness';
import BY_STAGE from '@salesforce/label/c.JointCall_Trends_By_Stage';
import BY_TEAM from '@salesforce/label/c.JointCall_Trends_By_Team';
import HOW_OFTEN from '@salesforce/label/c.JointCall_Trends_Section_How_Often';
import MANAGER from '@salesforce/label/c.JointCall_Trends_Manager';
import MEETING from '@salesforce/label/c.JointCall_Trends_Section_Meeting';
import OF_DEALS from '@salesforce/label/c.JointCall_Trends_Section_Deals';
import PEOPLE_NOTE from '@salesforce/label/c.JointCall_Trends_People_Note';
import REP from '@salesforce/label/c.JointCall_Trends_Rep';
import REP_FIRST from '@salesforce/label/c.JointCall_Trends_Reps_Note';
import RESPONSIVENESS from '@salesforce/label/c.JointCall_Trends_Responsiveness';
import STAGE from '@salesforce/label/c.JointCall_Trends_Stage';
import STAGE_NOTE from '@salesforce/label/c.JointCall_Trends_Stage_Note';
import TEAM from '@salesforce/label/c.JointCall_Trends_Team';
import WAITING from '@salesforce/label/c.JointCall_Trends_Section_Waiting';
import WHAT_FOLLOWS from '@salesforce/label/c.JointCall_Trends_Section_What_Follows';
import WITH_WHOM from '@salesforce/label/c.JointCall_Trends_Section_With_Whom';
import { fill } from 'c/jointCall';
import type { Figure } from 'c/jointCallTrendsFigure';
import { number } from 'c/jointCallTrendsWords';
import { takeoversBy } from './cells';
import { consequenceFigure, handedBackFigure } from './consequence';
import type { Context, MoreContext } from './context';
import { dealsFigure } from './deals';
import { accountsFigure, introducersFigure, participationFigure } from './meeting';
import { dutiesFigure, monthsFigure } from './overTime';
import { coachingFigure, waitingFigure } from './waiting';

export interface Section {
  key: string;
  title: string;
  figures: Figure[];
}

const SECTIONS: readonly { key: string; title: string; figures: readonly string[] }[] = [
  { key: 'howOften', title: HOW_OFTEN, figures: ['months', 'duties'] },
  { key: 'whatFollows', title: WHAT_FOLLOWS, figures: ['consequence', 'handedBack'] },
  { key: 'withWhom', title: WITH_WHOM, figures: ['managers', 'teams', 'reps'] },
  { key: 'meeting', title: MEETING, figures: ['participation', 'introducers', 'accounts'] },
  { key: 'waiting', title: WAITING, figures: ['waiting', 'coaching'] },
  { key: 'deals', title: OF_DEALS, figures: ['deals', 'stages', 'responsiveness'] },
];

/** Figures in their sections; a section without any is left out. */
export function sectionsOf(figures: readonly Figure[]): Section[] {
  return SECTIONS.map(({ key, title, figures: keys }) => ({
    key,
    title,
    figures: keys.flatMap((name) => figures.filter((figure) => figure.key === name)),
  })).filter((section) => section.figures.length > 0);
}

/** The figures of the first request. */
export function figuresOf(context: Context): Figure[] {
  return [
    monthsFigure(context),
    dutiesFigure(context),
    consequenceFigure(context),
    handedBackFigure(context),
    byManager(context),
    byTeam(context),
    participationFigure(context),
    waitingFigure(context),
    byStage(context),
  ];
}

/** The figures of the second request; some are not for everybody. */
export function moreFiguresOf(more: MoreContext): Figure[] {
  return [
    byRep(more),
    introducersFigure(more),
    accountsFigure(more),
    coachingFigure(more),
    dealsFigure(more),
    byResponsiveness(more),
  ].filter((figure) => figure !== undefined);
}

const peopleNote = (minimum: number) => fill(PEOPLE_NOTE, number(minimum));

function byManager({ trends: { managers, minimum }, questions, filters }: Context): Figure {
  const figure = takeoversBy({
    key: 'managers',
    title: BY_MANAGER,
    head: MANAGER,
    question: questions.managers,
    groups: managers.groups,
    minimum,
    only: filters.managerId,
    notes: [peopleNote(minimum)],
  });
  return { ...figure, isCut: managers.isCut };
}

function byTeam({ trends: { teams, minimum }, questions, filters }: Context): Figure {
  const figure = takeoversBy({
    key: 'teams',
    title: BY_TEAM,
    head: TEAM,
    question: questions.teams,
    groups: teams.groups,
    minimum,
    only: filters.team,
    notes: filters.team || filters.managerId ? [] : [REP_FIRST],
  });
  return { ...figure, isCut: teams.isCut };
}

/** Once a team or a manager is chosen. */
function byRep({ trends: { minimum }, more: { reps }, questions, filters }: MoreContext): Figure | undefined {
  if (!filters.team && !filters.managerId && !filters.repId) return undefined;
  const figure = takeoversBy({
    key: 'reps',
    title: BY_REP,
    head: REP,
    question: questions.reps,
    groups: reps.groups,
    minimum,
    only: filters.repId,
    notes: [peopleNote(minimum)],
  });
  return { ...figure, isCut: reps.isCut };
}

function byStage({ trends: { stages, minimum }, questions, filters }: Context): Figure {
  const figure = takeoversBy({
    key: 'stages',
    title: BY_STAGE,
    head: STAGE,
    question: questions.stages,
    groups: stages.groups,
    minimum,
    only: filters.stage,
    notes: [STAGE_NOTE],
  });
  return { ...figure, isCut: stages.isCut };
}

function byResponsiveness({ trends: { minimum }, more: { responsiveness }, questions }: MoreContext): Figure {
  return takeoversBy({
    key: 'responsiveness',
    title: BY_RESPONSIVENESS,
    head: RESPONSIVENESS,
    question: questions.responsiveness,
    groups: responsiveness.groups,
    minimum,
    notes: [],
  });
}
