/** What a rep enters survives a lost connection, a closed tab and an impatient thumb, and makes one call. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { enterAll, newDeal, type Cast } from './cast.ts';
import { openStage, type Seen, type Stage } from './stage.ts';

let stage: Stage;
let cast: Cast;

before(async () => {
  stage = await openStage();
  cast = await enterAll(stage.target.setup);
});
after(() => stage.close());

const pageOf = (opportunityId: string) => `/lightning/r/Opportunity/${opportunityId}/view`;
const save = ({ page }: Pick<Seen, 'page'>) => page.getByRole('button', { name: 'I ran the call' });
const deal = (name: string) => newDeal(stage.target.setup, cast, name);

async function countOf(opportunityId: string): Promise<number> {
  const calls = await stage.target.people.loader.query(
    `SELECT Id FROM Joint_Call__c WHERE Opportunity__c = '${opportunityId}'`,
  );
  return calls.length;
}

/** The log form on a new deal, on a phone, with something entered. */
async function logForm(name: string): Promise<{ seen: Seen; dealId: string }> {
  const dealId = await deal(name);
  const seen = await stage.open(cast.rep, pageOf(dealId), 390);
  await seen.page.locator('c-joint-call-panel').getByRole('button', { name: 'Log joint call' }).click();
  await save(seen).waitFor();
  await seen.page.getByText('The ask, the next step and how the client responded').click();
  await seen.page.getByLabel('Next step', { exact: true }).fill('Send the offer');
  await seen.page.getByLabel('Next step', { exact: true }).press('Tab');
  return { seen, dealId };
}

test('without a connection the form says so and keeps all; connected again, one tap saves it', async () => {
  const { seen, dealId } = await logForm('Offline');
  await seen.page.context().setOffline(true);
  await seen.page.getByText('You are offline. What you enter is kept on this device').waitFor();
  await save(seen).click();
  await seen.page.getByRole('alert').getByText('kept on this device: save it once you are connected').waitFor();
  await seen.check('the form without a connection');
  await seen.picture('offline');
  assert.equal(await seen.page.getByLabel('Next step', { exact: true }).inputValue(), 'Send the offer');
  await seen.page.context().setOffline(false);
  await save(seen).click();
  await seen.page.locator('c-joint-call-panel [data-call]').waitFor();
  assert.equal(await countOf(dealId), 1);
  await seen.close();
});

test('where the answer is lost after the org has saved, saving again makes no second call', async () => {
  const { seen, dealId } = await logForm('Lost answer');
  let lost = 0;
  await seen.page.route('**/ui-api/records', async (route) => {
    if (lost > 0) return route.continue();
    lost += 1;
    await cast.rep.call({ method: 'POST', path: 'ui-api/records', body: route.request().postDataJSON() as unknown });
    return route.abort('connectionreset');
  });
  await save(seen).click();
  await seen.page.getByRole('alert').getByText('There is no connection.').waitFor();
  assert.equal(await countOf(dealId), 1, 'the org has it');
  await save(seen).click();
  await seen.page.locator('c-joint-call-panel [data-call]').waitFor();
  assert.equal(await countOf(dealId), 1);
  await seen.close();
});

test('a closed tab loses nothing: the draft is filled in again, and can be discarded', async () => {
  const { seen, dealId } = await logForm('Closed tab');
  const context = seen.page.context();
  const url = seen.page.url();
  await seen.page.close();
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('c-joint-call-panel').getByRole('button', { name: 'Log joint call' }).click();
  await page.getByText('Your draft from this device is filled in.').waitFor();
  await page.getByText('The ask, the next step and how the client responded').click();
  assert.equal(await page.getByLabel('Next step', { exact: true }).inputValue(), 'Send the offer');
  await page.getByRole('button', { name: 'Discard the draft' }).click();
  assert.equal(await page.getByLabel('Next step', { exact: true }).inputValue(), '');
  assert.equal(await countOf(dealId), 0);
  await context.close();
});

test('however often it is tapped, one call is saved', async () => {
  const { seen, dealId } = await logForm('Impatient');
  await save(seen).dblclick();
  await seen.page.locator('c-joint-call-panel [data-call]').waitFor();
  assert.equal(await countOf(dealId), 1);
  await seen.close();
});
