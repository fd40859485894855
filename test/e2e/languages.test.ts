/** The pages in the user's own language and locale, and from right to left. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Session } from '../conformance/session.ts';
import { day, enterAll, newCall, newDeal, newHeldCall, pageOfCall, type Cast } from './cast.ts';
import { openStage, type Seen, type Stage } from './stage.ts';

let stage: Stage;
let cast: Cast;
let dealId: string;
let plannedId: string;
let heldId: string;

before(async () => {
  stage = await openStage();
  cast = await enterAll(stage.target.setup);
  dealId = await newDeal(stage.target.setup, cast, 'Hafenkräne');
  plannedId = await newCall(cast, dealId);
  heldId = await newHeldCall(cast, dealId);
});
after(() => stage.close());

const speak = (user: Session, language: string, locale: string) =>
  stage.target.setup.update('User', user.userId, { LanguageLocaleKey: language, LocaleSidKey: locale });
const panel = ({ page }: Seen) => page.locator('c-joint-call-panel');
const pageOfDeal = () => `/lightning/r/Opportunity/${dealId}/view`;

test('a German salesperson reads, plans and is refused in German, with German dates', async () => {
  await speak(cast.rep, 'de', 'de_DE');
  for (const width of [1280, 390] as const) {
    const seen = await stage.open(cast.rep, pageOfDeal(), width);
    await panel(seen).getByText('Die Agenda steht. Als Nächstes kommt das Treffen, und Sie leiten es.').waitFor();
    await panel(seen).getByText('Gehalten', { exact: true }).waitFor();
    assert.equal(await seen.page.evaluate(() => document.documentElement.lang), 'de');
    const [year, month, date] = day(-1).split('-');
    const shown = await panel(seen).locator(`[data-call="${heldId}"] h4`).textContent();
    assert.match(shown ?? '', new RegExp(`${Number(date)}\\. \\S+ ${year}`), `${month} in German order`);
    await seen.check('the panel in German');
    await seen.fits('the panel in German');
    await panel(seen).getByRole('button', { name: 'Termin planen' }).click();
    const form = seen.page.locator('c-joint-call-plan');
    await form.getByLabel('Agenda').waitFor();
    await seen.check('the plan form in German');
    await seen.picture('german');
    await seen.close();
  }

  const cancelledId = await newCall(cast, dealId, { Call_Date__c: day() });
  const seen = await stage.open(cast.rep, pageOfDeal(), 1280);
  await panel(seen).getByRole('button', { name: 'Diesen Termin protokollieren' }).click();
  const form = seen.page.locator('c-joint-call-log');
  await form.getByRole('button', { name: 'Ich habe den Termin geleitet' }).waitFor();
  await cast.manager.update('Joint_Call__c', cancelledId, { Status__c: 'Cancelled' });
  await form.getByRole('button', { name: 'Ich habe den Termin geleitet' }).click();
  await form.getByRole('alert').getByText('Ein Termin geht von Geplant zu Gehalten zu Nachbesprochen').waitFor();
  await seen.close();
});

test('from right to left nothing is cut off or out of reach', async () => {
  await speak(cast.manager, 'iw', 'iw_IL');
  for (const [path, component] of [
    [pageOfDeal(), 'c-joint-call-panel'],
    [pageOfCall(plannedId), 'c-joint-call-brief'],
    [pageOfCall(heldId), 'c-joint-call-debrief'],
  ] as const) {
    for (const width of [1280, 390, 320] as const) {
      const seen = await stage.open(cast.manager, path, width);
      await seen.page.locator(component).first().waitFor();
      assert.equal(await seen.page.evaluate(() => document.documentElement.dir), 'rtl');
      await seen.fits(`${component} from right to left`);
      await seen.check(`${component} from right to left`);
      await seen.close();
    }
  }
});
