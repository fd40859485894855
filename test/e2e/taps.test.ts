/** How little a rep has to do to log a call, counted in the page: real taps, and keys that were pressed. */
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

const panel = ({ page }: Seen) => page.locator('c-joint-call-panel');

/** The page of a new deal on a phone, as it is before the first tap. */
async function openDeal(name: string): Promise<{ seen: Seen; dealId: string }> {
  const dealId = await newDeal(stage.target.setup, cast, name);
  const seen = await stage.open(cast.rep, `/lightning/r/Opportunity/${dealId}/view`, 390);
  await panel(seen).getByText('No joint calls on this deal yet').waitFor();
  await seen.page.evaluate(() => {
    const counted = { taps: 0, keys: 0 };
    const count = (kind: keyof typeof counted) => (event: Event) => {
      if (event.isTrusted) counted[kind] += 1;
    };
    // A tap on a label clicks its radio button too; the finger comes down once.
    addEventListener('pointerdown', count('taps'), true);
    addEventListener('keydown', count('keys'), true);
    Object.assign(window, { counted });
  });
  return { seen, dealId };
}

const countedIn = ({ page }: Seen) =>
  page.evaluate(() => (window as unknown as { counted: { taps: number; keys: number } }).counted);

async function levelsOn(dealId: string) {
  const calls = await stage.target.people.loader.query<Record<string, string>>(
    `SELECT Status__c, Takeover_Level__c FROM Joint_Call__c WHERE Opportunity__c = '${dealId}'`,
  );
  return calls.map(({ Status__c, Takeover_Level__c }) => `${Status__c}, ${Takeover_Level__c}`);
}

test('a clean call is logged with two taps and no typing', async () => {
  const { seen, dealId } = await openDeal('Clean');
  await panel(seen).getByRole('button', { name: 'Log joint call' }).tap();
  await panel(seen).getByRole('button', { name: 'I ran the call' }).tap();
  await panel(seen).locator('[data-call]').waitFor();
  assert.deepEqual(await levelsOn(dealId), ['Held, None']);
  assert.deepEqual(await countedIn(seen), { taps: 2, keys: 0 });
  await seen.close();
});

test('a takeover is logged with four taps and no typing', async () => {
  const { seen, dealId } = await openDeal('Takeover');
  await panel(seen).getByRole('button', { name: 'Log joint call' }).tap();
  const ask = panel(seen).getByRole('radiogroup', { name: 'Asked for the business' });
  await ask.getByText('Manager', { exact: true }).tap();
  await panel(seen).getByText('Rep struggled', { exact: true }).tap();
  await panel(seen).getByRole('button', { name: 'Save joint call' }).tap();
  await panel(seen).locator('[data-call]').waitFor();
  assert.deepEqual(await levelsOn(dealId), ['Held, Partial']);
  assert.deepEqual(await countedIn(seen), { taps: 4, keys: 0 });
  await seen.close();
});
