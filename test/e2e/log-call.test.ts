/** The main job in a real browser: a salesperson logs a joint call on the opportunity's page. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { DUTIES, makeScene, type Scene, TODAY } from '../conformance/guard/records.ts';
import { openStage, type Seen, type Stage } from './stage.ts';

const WIDTHS = [1280, 390] as const;

let stage: Stage;
let scene: Scene;

before(async () => {
  stage = await openStage();
  scene = await makeScene(stage.target.people);
});
after(() => stage.close());

const panel = ({ page }: Seen) => page.locator('c-joint-call-panel');
const form = ({ page }: Seen) => page.locator('c-joint-call-log');
const calls = (seen: Seen) => panel(seen).locator('[data-call]');

/** A new deal of the rep, with no calls yet. */
async function newDeal(name: string): Promise<string> {
  return stage.target.people.rep.create('Opportunity', { Name: name, StageName: 'Prospecting', CloseDate: TODAY });
}

const pageOf = (opportunityId: string) => `/lightning/r/Opportunity/${opportunityId}/view`;

/** A day as one types it in American English. */
function typedDay(offset: number): string {
  const day = new Date(Date.now() + offset * 86_400_000);
  return day.toLocaleDateString('en-US', { month: 'short', day: 'numeric', year: 'numeric' });
}

async function callsOf(opportunityId: string) {
  return stage.target.people.loader.query<Record<string, string | null>>(
    `SELECT Id, Status__c, Takeover_Level__c, Step_In_Reason__c, Manager__c, Sales_Rep__c, ${DUTIES.join()} FROM Joint_Call__c WHERE Opportunity__c = '${opportunityId}'`,
  );
}

for (const width of WIDTHS) {
  describe(`at ${width} wide`, () => {
    test('a clean call is one tap on the log button and one on "I ran the call"', async () => {
      const { rep, manager } = stage.target.people;
      const deal = await newDeal(`Clean ${width}`);
      const seen = await stage.open(rep, pageOf(deal), width);
      await panel(seen).getByText('No joint calls on this deal yet').waitFor();
      await seen.check('the empty panel');
      await panel(seen).getByRole('button', { name: 'Log joint call' }).click();
      await form(seen).getByRole('button', { name: 'I ran the call' }).waitFor();
      await seen.check('the log form');
      await seen.picture('log');
      await form(seen).getByRole('button', { name: 'I ran the call' }).click();
      await calls(seen).first().waitFor();
      assert.equal(await calls(seen).count(), 1);
      await seen.check('the panel with a clean call');
      const [call] = await callsOf(deal);
      assert.equal(call!['Status__c'], 'Held');
      assert.equal(call!['Takeover_Level__c'], 'None');
      assert.equal(call!['Manager__c'], manager.userId);
      assert.equal(call!['Sales_Rep__c'], rep.userId);
      assert.deepEqual(
        DUTIES.map((duty) => call![duty]),
        DUTIES.map(() => 'Rep'),
      );
      await seen.close();
    });

    test('a deviating call is a tap on the duty, and asks why', async () => {
      const deal = await newDeal(`Deviating ${width}`);
      const seen = await stage.open(stage.target.people.rep, pageOf(deal), width);
      await panel(seen).getByRole('button', { name: 'Log joint call' }).click();
      const ask = form(seen).getByRole('radiogroup', { name: 'Asked for the business' });
      await ask.getByText('Manager', { exact: true }).click();
      await form(seen).getByText('No reason', { exact: true }).click();
      await seen.check('the log form with a step-in');
      await seen.picture('deviation');
      await form(seen).getByRole('button', { name: 'Save joint call' }).click();
      await calls(seen).first().waitFor();
      const [call] = await callsOf(deal);
      assert.equal(call!['Close_Asked_By__c'], 'Manager');
      assert.equal(call!['Step_In_Reason__c'], 'No reason');
      assert.equal(call!['Takeover_Level__c'], 'Partial');
      await seen.check('the panel with a takeover');
      await seen.close();
    });

    test('a step-in without a reason is asked for before anything is sent', async () => {
      const deal = await newDeal(`No reason ${width}`);
      const seen = await stage.open(stage.target.people.rep, pageOf(deal), width);
      await panel(seen).getByRole('button', { name: 'Log joint call' }).click();
      const agenda = form(seen).getByRole('radiogroup', { name: 'Set the agenda' });
      await agenda.getByText('Manager', { exact: true }).click();
      await form(seen).getByRole('button', { name: 'Save joint call' }).click();
      await form(seen).getByText('Complete this field.').waitFor();
      assert.deepEqual(await callsOf(deal), []);
      await seen.check('the log form with a missing reason');
      await seen.close();
    });

    test('a day that lies ahead is told before anything is sent, with what to do instead', async () => {
      const deal = await newDeal(`Ahead ${width}`);
      const seen = await stage.open(stage.target.people.rep, pageOf(deal), width);
      await panel(seen).getByRole('button', { name: 'Log joint call' }).click();
      const date = form(seen).getByLabel('Date of the call');
      const typed = typedDay(10);
      await date.fill(typed);
      await date.press('Tab');
      await form(seen).getByRole('button', { name: 'I ran the call' }).click();
      await form(seen).getByText('If you have not met yet, plan it instead.').waitFor();
      assert.equal(await date.inputValue(), typed);
      assert.deepEqual(await callsOf(deal), []);
      await seen.check('the log form with a day ahead');
      await seen.close();
    });

    test('a refused call shows the rule’s message and keeps what was entered', async () => {
      const { rep, manager } = stage.target.people;
      const deal = await newDeal(`Refused ${width}`);
      const callId = await rep.create('Joint_Call__c', {
        Opportunity__c: deal,
        Manager__c: manager.userId,
        Call_Date__c: TODAY,
        Status__c: 'Planned',
      });
      const seen = await stage.open(rep, pageOf(deal), width);
      await panel(seen).getByRole('button', { name: 'Log this call' }).click();
      const ask = form(seen).getByRole('radiogroup', { name: 'Asked for the business' });
      await ask.getByText('Not reached', { exact: true }).click();
      const date = form(seen).getByLabel('Date of the call');
      const typed = typedDay(-1);
      await date.fill(typed);
      await date.press('Tab');
      await manager.update('Joint_Call__c', callId, { Status__c: 'Cancelled' });
      await form(seen).getByRole('button', { name: 'Save joint call' }).click();
      const alert = form(seen).getByRole('alert');
      await alert.waitFor();
      assert.equal(
        await form(seen)
          .locator('lightning-record-picker')
          .getByText(/required|Complete this field/i)
          .count(),
        0,
      );
      assert.match((await alert.getByRole('heading').textContent()) ?? '', /was not saved/);
      assert.match((await alert.getByRole('paragraph').textContent()) ?? '', /To begin again, plan a new call/);
      assert.equal(await date.inputValue(), typed);
      assert.equal(await ask.getByRole('radio', { name: 'Not reached' }).isChecked(), true);
      assert.deepEqual(
        (await callsOf(deal)).map((call) => [call['Status__c'], call['Close_Asked_By__c']]),
        [['Cancelled', null]],
      );
      await seen.check('the refused form');
      await seen.picture('refused');
      await seen.close();
    });

    test('the manager sees the same panel, with what is the salesperson’s shown as such', async () => {
      const { rep, manager } = stage.target.people;
      const seen = await stage.open(manager, pageOf(scene.opportunityId), width);
      await calls(seen).first().waitFor();
      assert.equal(await calls(seen).count(), 2);
      assert.match((await panel(seen).locator('[data-note]').textContent()) ?? '', /Conformance Rep’s alone/);
      assert.equal(await panel(seen).getByRole('button', { name: 'Log joint call' }).count(), 0);
      await seen.check('the manager’s panel');
      await seen.picture('manager');
      await seen.close();

      const own = await stage.open(rep, pageOf(scene.opportunityId), width);
      await calls(own).first().waitFor();
      await own.check('the panel with calls');
      await own.picture('panel');
      await own.close();
    });

    test('the quick action logs a call from its own screen', async () => {
      const deal = await newDeal(`Action ${width}`);
      const seen = await stage.open(stage.target.people.rep, pageOf(deal), width);
      await panel(seen).getByText('No joint calls on this deal yet').waitFor();
      const header = seen.page.getByRole('button', { name: 'Log joint call' }).first();
      await header.click();
      const dialog = seen.page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'I ran the call' }).waitFor();
      await seen.check('the quick action');
      await seen.picture('action');
      await dialog.getByRole('button', { name: 'I ran the call' }).click();
      await dialog.waitFor({ state: 'detached' });
      assert.equal((await callsOf(deal)).length, 1);
      await seen.close();
    });

    test('the joint call’s own page shows who held each duty', async () => {
      const path = `/lightning/r/Joint_Call__c/${scene.held.id}/view`;
      const seen = await stage.open(stage.target.people.rep, path, width);
      const strip = seen.page.locator('c-joint-call-duty-strip');
      await strip.getByText('Asked for the business').waitFor();
      await seen.check('the joint call page');
      await seen.picture('joint-call');
      await seen.close();
    });
  });
}

test('pages get their data under /services/data/v66.0/ alone, with the viewer’s own session', async () => {
  const seen = await stage.open(stage.target.people.rep, pageOf(scene.opportunityId), 1280);
  await calls(seen).first().waitFor();
  assert.ok(seen.requests.length > 0);
  assert.deepEqual(
    seen.requests.filter((request) => !/^\w+ \/services\/data\/v66\.0\//.test(request)),
    [],
  );
  const cookies = await seen.page.context().cookies();
  const session = cookies.find(({ name }) => name === 'sid');
  assert.ok(session?.httpOnly, 'scripts cannot read the session');
  assert.equal(await seen.page.evaluate(() => document.cookie.includes('sid=')), false);
  await seen.close();
});

test('someone of another team has no access to the deal, and the page says so', async () => {
  const deal = await newDeal('Private');
  const seen = await stage.open(stage.target.people.colleague, pageOf(deal), 1280);
  await seen.page
    .getByText(/isn.t available|no access|don.t have access|could not be read/i)
    .first()
    .waitFor();
  assert.equal(await calls(seen).count(), 0);
  await seen.check('a record out of reach');
  await seen.close();
});
