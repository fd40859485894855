import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as figures from '../../../force-app/main/default/lwc/jointCallFigures/jointCallFigures.ts';
import * as questions from '../../../force-app/main/default/lwc/jointCallQuestions/jointCallQuestions.ts';
import { PERIODS } from './input.ts';
import { loadPage, type FiguresModule, type QuestionsModule } from './page.ts';

it('asks and works out what the page does, by the modules of the page itself', async () => {
  // Does not compile where these are no longer what the command line takes them for.
  const source = { ...(questions satisfies QuestionsModule), ...(figures satisfies FiguresModule) };
  const page = await loadPage();
  assert.deepEqual(Object.keys(page).toSorted(), Object.keys(source).toSorted());
  const asked = { months: 12, team: 'North', managerId: '005M', repId: '005R', stage: 'Won' };
  assert.deepEqual(page.questionsOf(asked, '2026-11-28'), source.questionsOf(asked, '2026-11-28'));
});

it('offers the periods that the page offers', () => {
  assert.deepEqual(questions.PERIODS, PERIODS);
});
