/** Planning a joint call on the opportunity's page in a real browser: as the owner, the line manager, and others. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { day, enter, enterAll, newCall, newDeal, newHeldCall, pageOfCall, PLAN, type Cast } from './cast.ts';
import { openStage, type Seen, type Stage } from './stage.ts';

const WIDTHS = [1280, 390] as const;

let stage: Stage;
let cast: Cast;

before(async () => {
  stage = await openStage();
  cast = await enterAll(stage.target.setup);
});
after(() => stage.close());

const panel = ({ page }: Seen) => page.locator('c-joint-call-panel');
const form = ({ page }: Seen) => page.locator('c-joint-call-plan');
const button = (seen: Seen, name: string) => panel(seen).getByRole('button', { name, exact: true });
const pageOf = (opportunityId: string) => `/lightning/r/Opportunity/${opportunityId}/view`;
const deal = (name: string) => newDeal(stage.target.setup, cast, name);

async function callsOf(opportunityId: string) {
  return stage.target.people.loader.query<Record<string, string | number | boolean | null>>(
    `SELECT Id, Status__c, Manager__c, Call_Date__c, Planned_Start__c, Planned_Minutes__c, Agenda__c, Opening_Plan__c, Ask_Questions__c, Ask_Note__c, Takeover_Level__c FROM Joint_Call__c WHERE Opportunity__c = '${opportunityId}'`,
  );
}

/** An ISO date as one types it in American English. */
const typed = (date: string) =>
  new Date(date).toLocaleDateString('en-US', { month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' });

/** Both calendars, once the flow behind the save has run. */
async function calendarsOf(callId: string): Promise<string[]> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const events = await stage.target.setup.query<{ OwnerId: string }>(
      `SELECT OwnerId FROM Event WHERE WhatId = '${callId}' ORDER BY OwnerId`,
    );
    if (events.length > 0) return events.map(({ OwnerId }) => OwnerId);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return [];
}

for (const width of WIDTHS) {
  describe(`at ${width} wide`, () => {
    test('the owner plans a call: agenda, time frame, who opens, and where help is asked for', async () => {
      const dealId = await deal(`Planned ${width}`);
      const seen = await stage.open(cast.rep, pageOf(dealId), width);
      await button(seen, 'Plan joint call').click();
      await form(seen).getByLabel('Agenda').waitFor();
      await seen.check('the plan form');
      await seen.fits('the plan form');
      await form(seen).getByLabel('Time, if agreed').fill('14:30');
      await form(seen).getByLabel('Minutes agreed').fill('45');
      await form(seen).getByLabel('Agenda').fill('What they need\nOur offer\nThe next step');
      await form(seen).getByText('Asking questions').click();
      await form(seen).getByLabel('What else?').fill('The finance part, please');
      await seen.picture('plan');
      await form(seen).getByRole('button', { name: 'Save the plan' }).click();
      const call = panel(seen).locator('[data-call]');
      await call.waitFor();
      await call.getByText('You meet today.').waitFor();
      await seen.check('the panel with a plan');
      const [planned, ...more] = await callsOf(dealId);
      assert.deepEqual(more, []);
      assert.deepEqual(
        [planned!['Status__c'], planned!['Manager__c'], planned!['Planned_Minutes__c'], planned!['Opening_Plan__c']],
        ['Planned', cast.manager.userId, 45, 'Rep'],
      );
      assert.equal(planned!['Ask_Questions__c'], true);
      assert.match(String(planned!['Planned_Start__c']), /T1[23]:30:00/, 'half past two in Berlin');
      assert.deepEqual(
        await calendarsOf(String(planned!['Id'])),
        [cast.rep.userId, cast.manager.userId].sort(),
        'it stands on both calendars',
      );

      await button(seen, 'Log this call').click();
      await seen.page.getByRole('button', { name: 'I ran the call' }).click();
      await panel(seen).getByText('So far').waitFor();
      const [held] = await callsOf(dealId);
      assert.deepEqual(
        [held!['Id'], held!['Status__c'], held!['Takeover_Level__c']],
        [planned!['Id'], 'Held', 'None'],
        'the call that was planned is the one that was logged',
      );
      await panel(seen).getByText('Joint calls held').waitFor();
      await seen.check('the panel with counts');
      await seen.close();
    });

    test('the line manager proposes a day, and the agenda stays the salesperson’s to write', async () => {
      const dealId = await deal(`Proposed ${width}`);
      const seen = await stage.open(cast.manager, pageOf(dealId), width);
      await button(seen, 'Propose a joint call').click();
      await form(seen).getByText('The time, the agenda and where the manager helps are Rolf Berg’s to say.').waitFor();
      assert.equal(await form(seen).getByLabel('Agenda').count(), 0);
      await seen.check('the form of whoever proposes');
      await form(seen).getByRole('button', { name: 'Save the plan' }).click();
      await panel(seen).locator('[data-call]').waitFor();
      await seen.close();

      const own = await stage.open(cast.rep, pageOf(dealId), width);
      await button(own, 'Change the plan').or(button(own, 'Write the agenda')).click();
      await form(own).getByLabel('Agenda').fill('Need, offer, next step');
      await form(own).getByRole('button', { name: 'Save the plan' }).click();
      await form(own).waitFor({ state: 'detached' });
      const [call] = await callsOf(dealId);
      assert.equal(call!['Agenda__c'], 'Need, offer, next step');
      await own.close();
    });

    test('a plan is changed, and called off once that is confirmed', async () => {
      const dealId = await deal(`Changed ${width}`);
      const callId = await newCall(cast, dealId);
      const seen = await stage.open(cast.rep, pageOf(dealId), width);
      await panel(seen).getByText('The agenda is set. Next comes the meeting, and you run it.').waitFor();
      await button(seen, 'Change the plan').click();
      await form(seen).getByLabel('Agenda').fill('Another agenda');
      await form(seen).getByRole('button', { name: 'Save the plan' }).click();
      await form(seen).waitFor({ state: 'detached' });
      assert.equal((await callsOf(dealId))[0]!['Agenda__c'], 'Another agenda');

      await button(seen, 'Cancel the call').click();
      const dialog = seen.page.getByRole('dialog').or(seen.page.getByRole('alertdialog'));
      await dialog.getByText('It leaves both calendars.').waitFor();
      await seen.check('the question before cancelling');
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      assert.equal((await callsOf(dealId))[0]!['Status__c'], 'Planned');
      await button(seen, 'Cancel the call').click();
      await dialog.getByRole('button', { name: 'OK' }).click();
      await panel(seen).getByText('This call was cancelled.').waitFor();
      assert.deepEqual(
        (await callsOf(dealId)).map(({ Id, Status__c }) => [Id, Status__c]),
        [[callId, 'Cancelled']],
      );
      await seen.check('the panel with a cancelled call');
      await seen.close();
    });

    test('the manager moves the day while no time is set; from then on the page says whose it is to move', async () => {
      const dealId = await deal(`Moved ${width}`);
      const callId = await newCall(cast, dealId);
      const seen = await stage.open(cast.manager, pageOfCall(callId), width);
      await seen.page.getByRole('button', { name: 'Change the day' }).click();
      const date = form(seen).getByLabel('Date of the meeting');
      await date.waitFor();
      await seen.check('the form that changes the day');
      await seen.fits('the form that changes the day');
      await date.fill(typed(day(5)));
      await date.press('Tab');
      await form(seen).getByRole('button', { name: 'Save the plan' }).click();
      await form(seen).waitFor({ state: 'detached' });
      assert.deepEqual(
        (await callsOf(dealId)).map((call) => [call['Call_Date__c'], call['Agenda__c'], call['Manager__c']]),
        [[day(5), PLAN.Agenda__c, cast.manager.userId]],
      );
      await seen.close();

      await cast.rep.update('Joint_Call__c', callId, { Planned_Start__c: `${day(5)}T09:00:00.000Z` });
      const later = await stage.open(cast.manager, pageOfCall(callId), width);
      await later.page.getByText('only Rolf Berg moves this call to another day').waitFor();
      assert.equal(await later.page.getByRole('button', { name: 'Change the day' }).count(), 0);
      await later.check('the plan with a time, for the manager');
      await later.close();
    });

    test('whoever is neither owner nor line manager proposes a call that they join themselves', async () => {
      const dealId = await deal(`Joined ${width}`);
      const seen = await stage.open(cast.otherManager, pageOf(dealId), width);
      await seen.page.getByRole('button', { name: 'Plan joint call' }).first().click();
      const dialog = seen.page.getByRole('dialog');
      await dialog.getByText('You are the one who joins.').waitFor();
      await seen.check('the form of whoever joins');
      await dialog.getByRole('button', { name: 'Save the plan' }).click();
      await dialog.waitFor({ state: 'detached' });
      assert.deepEqual(
        (await callsOf(dealId)).map((call) => call['Manager__c']),
        [cast.otherManager.userId],
      );
      await seen.close();
    });

    test('others see plans and calls, and whose the next thing is; a deal that was handed over says so', async () => {
      const dealId = await deal(`Handed over ${width}`);
      await newCall(cast, dealId);
      await newHeldCall(cast, dealId);
      const peer = await stage.open(cast.peer, pageOf(dealId), width);
      await panel(peer).getByText('Rolf Berg runs it.', { exact: false }).waitFor();
      for (const name of ['Plan joint call', 'Log joint call', 'Change the plan', 'Cancel the call'])
        assert.equal(await button(peer, name).count(), 0, name);
      await peer.check('the panel of a peer');
      await peer.picture('peer');
      await peer.close();

      await stage.target.setup.update('Opportunity', dealId, { OwnerId: cast.peer.userId });
      const owner = await stage.open(cast.peer, pageOf(dealId), width);
      await panel(owner).getByText('The deal now belongs to Pia Kant. This call stays with Rolf Berg').waitFor();
      await button(owner, 'Cancel the call').waitFor();
      assert.equal(await button(owner, 'Say who held each duty').count(), 0);
      await owner.check('the panel of the new owner');
      await owner.close();
    });
  });
}

test('without the app’s permissions the action says which to ask for', async () => {
  const dealId = await deal('No permission');
  const nobody = await enter(stage.target.setup, { name: 'Nora Lind', sets: [] });
  await stage.target.setup.create('OpportunityShare', {
    OpportunityId: dealId,
    UserOrGroupId: nobody.userId,
    OpportunityAccessLevel: 'Read',
  });
  const seen = await stage.open(nobody, pageOf(dealId), 390);
  for (const action of ['Log joint call', 'Plan joint call']) {
    await seen.page.getByRole('button', { name: action }).first().click();
    const dialog = seen.page.getByRole('dialog');
    await dialog.getByText('ask your admin for the permission set Joint Call Rep').waitFor();
    await seen.check(`${action} without permissions`);
    await seen.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
  await seen.close();
});

test('keyboard alone: plan, save, and the focus is where one goes on', async () => {
  const dealId = await deal('By keyboard');
  const seen = await stage.open(cast.rep, pageOf(dealId), 1280);
  await button(seen, 'Plan joint call').focus();
  await seen.page.keyboard.press('Enter');
  await form(seen).getByLabel('Agenda').waitFor();
  const focused = () =>
    seen.page.evaluate(() => {
      let element: Element | null = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return { form: element?.hasAttribute('data-form') ?? false, text: element?.textContent?.trim() ?? '' };
    });
  assert.equal((await focused()).form, true, 'the form that opened has the focus');
  for (let step = 0; step < 60; step += 1) {
    await seen.page.keyboard.press('Tab');
    if ((await focused()).text === 'Save the plan') break;
  }
  await seen.page.keyboard.press('Enter');
  await panel(seen).locator('[data-call]').waitFor();
  assert.equal((await callsOf(dealId)).length, 1);
  await seen.close();
});

test('on the narrowest screen nothing runs out of sight', async () => {
  const dealId = await deal('Narrow');
  await newCall(cast, dealId, { Call_Date__c: day() });
  await newHeldCall(cast, dealId);
  const seen = await stage.open(cast.rep, pageOf(dealId), 320);
  await panel(seen).locator('[data-call]').first().waitFor();
  await seen.fits('the panel');
  await button(seen, 'Change the plan').click();
  await form(seen).getByLabel('Agenda').waitFor();
  await seen.fits('the plan form');
  await seen.check('the plan form at 320');
  await form(seen).getByRole('button', { name: 'Cancel', exact: true }).click();
  await button(seen, 'Log this call').click();
  await seen.page.getByRole('button', { name: 'I ran the call' }).waitFor();
  await seen.fits('the log form');
  await seen.check('the log form at 320');
  await seen.close();
});
