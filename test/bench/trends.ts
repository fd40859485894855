/** Everything that the trends ask, put by a director over five years of joint calls, beside what we aim at. */
import {
  questionsOf,
  type QuestionName,
} from '../../force-app/main/default/lwc/jointCallQuestions/jointCallQuestions.ts';
import { soqlOf } from '../../plugin/src/trends/soql.ts';
import { query } from '../local-org/soql/query.ts';
import { openFiveYears } from './five-years.ts';
import { type Bench, beside, duration, median } from './measure.ts';

const CALLS = [1_000, 100_000, 1_000_000];
const MONTHS = 12;
const REPETITIONS = 3;

/** An aim, not a measurement: until the last chart is drawn. In milliseconds. */
const AIM = 1_000;

export const trends: Bench = async (log) => {
  const measured = [];
  for (const calls of CALLS) {
    const years = openFiveYears(calls, log);
    try {
      const { org, directorId, today } = years;
      const director = org.access(directorId);
      // Salespeople are asked for within a team.
      const { reps, ...all } = questionsOf({ months: MONTHS }, today);
      const team = questionsOf({ months: MONTHS, team: 'Team 1' }, today);
      const asked: [QuestionName, string][] = [
        ...Object.entries(all).map(
          ([name, question]) => [name as QuestionName, soqlOf(question)] as [QuestionName, string],
        ),
        ['reps', soqlOf({ ...reps, where: team.reps.where })],
      ];
      const took = await median(REPETITIONS, () =>
        duration(() => asked.forEach(([, soql]) => query(org, director, soql, {}))),
      );
      const label = calls.toLocaleString('en-US');
      measured.push(
        beside(`all ${asked.length} questions of the trends over ${label} calls; peer: the aim`, 'ms', took, AIM),
      );
    } finally {
      years.close();
    }
  }
  return measured;
};
