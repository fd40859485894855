/** A joint call's own page in a real browser, as each of the people sees it, on a desk and on a phone. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { day, enter, enterAll, newCall, newDeal, newHeldCall, pageOfCall, CLEAN, type Cast } from './cast.ts';
import type { Session } from '../conformance/session.ts';
import { openStage, type Seen, type Stage } from './stage.ts';

const WIDTHS = [1280, 390] as const;

let stage: Stage;
let cast: Cast;
let dealId: string;

before(async () => {
  stage = await openStage();
  cast = await enterAll(stage.target.setup);
  dealId = await newDeal(stage.target.setup, cast, 'Harbour cranes');
});
after(() => stage.close());

const page = ({ page: browserPage }: Seen) => browserPage.locator('c-joint-call-record');
const sentence = (seen: Seen) => page(seen).locator('[data-sentence]');
const part = (seen: Seen, name: string) => seen.page.locator(`c-joint-call-${name}`);
const radio = (seen: Seen, component: string, question: RegExp | string, answer: string) =>
  part(seen, component).getByRole('radiogroup', { name: question }).getByText(answer, { exact: true });

async function look(user: Session, callId: string, width: 1280 | 390): Promise<Seen> {
  const seen = await stage.open(user, pageOfCall(callId), width);
  await sentence(seen).waitFor();
  return seen;
}

/** Picture of what is shown, the part in question on top. */
async function keep(seen: Seen, name: string, component?: string): Promise<void> {
  if (component)
    await part(seen, component)
      .first()
      .evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await seen.picture(name);
}

async function callOf(callId: string) {
  const [call] = await stage.target.people.loader.query<Record<string, unknown>>(
    `SELECT Status__c, Takeover_Level__c, Accounts_Differ__c, Manager_Participation__c, Helped_Questions__c, Manager_Held_Back__c, Debriefed_On__c FROM Joint_Call__c WHERE Id = '${callId}'`,
  );
  return call!;
}

async function coachingOf(callId: string) {
  return cast.manager.query<Record<string, unknown>>(
    `SELECT Id, Account_Close_Asked_By__c, Coaching_Focus__c, Shared_On__c, Rep_Reply__c, Rep_Acknowledged_On__c FROM Joint_Call_Coaching__c WHERE Joint_Call__c = '${callId}'`,
  );
}

async function giveAccount(seen: Seen, ask = 'Salesperson') {
  await radio(seen, 'debrief', 'Who set the agenda?', 'Salesperson').click();
  await radio(seen, 'debrief', /Who led from phase to phase/, 'Salesperson').click();
  await radio(seen, 'debrief', 'Who asked for the business?', ask).click();
}

const button = (seen: Seen, name: string | RegExp) => page(seen).getByRole('button', { name, exact: true });

for (const width of WIDTHS) {
  describe(`at ${width} wide`, () => {
    test('before the call, the manager reads the brief, what is theirs to do and what to leave alone', async () => {
      const callId = await newCall(cast, dealId, { Planned_Start__c: `${day(3)}T09:00:00.000Z` });
      const seen = await look(cast.manager, callId, width);
      assert.match((await sentence(seen).textContent())!, /The agenda is set. Rolf Berg runs the meeting/);
      const brief = part(seen, 'brief');
      assert.match((await brief.locator('[data-agenda]').textContent())!, /What they need\nOur offer/);
      await brief.getByText('45 minutes').waitFor();
      await brief.getByText('The finance part, please').waitFor();
      assert.match((await brief.locator('[data-yours]').textContent())!, /Step in only if the deal is at risk/);
      assert.match((await brief.locator('[data-yours]').textContent())!, /Silence is a problem too/);
      assert.match((await brief.locator('[data-theirs]').textContent())!, /Leave to Rolf Berg.*The ask/s);
      await seen.check('the manager’s brief');
      await keep(seen, 'brief');
      await seen.close();

      const others = await look(cast.peer, callId, width);
      assert.match((await sentence(others).textContent())!, /Next comes the meeting, and Rolf Berg runs it/);
      assert.equal(await part(others, 'brief').locator('[data-yours]').count(), 0);
      assert.equal(await page(others).getByRole('button').count(), 0);
      await others.check('the brief of a third person');
      await others.close();
    });

    test('the manager gives their own account first, shares and closes; both accounts stand side by side then', async () => {
      const callId = await newHeldCall(cast, dealId);
      const seen = await look(cast.manager, callId, width);
      assert.match((await sentence(seen).textContent())!, /give Rolf Berg one thing to work on/);
      await page(seen).getByText('is folded until you have saved yours').waitFor();
      await page(seen).getByText('This is a courtesy of this page, no secret').waitFor();
      assert.equal(await part(seen, 'duties').count(), 0);
      await seen.check('the debrief, blank');
      await keep(seen, 'debrief', 'debrief');

      await radio(seen, 'debrief', 'How did you take part?', 'Contributed').click();
      await part(seen, 'debrief').getByText('Asking questions').click();
      await page(seen).getByText('Rolf Berg asked for this').waitFor();
      await giveAccount(seen);
      await part(seen, 'debrief').getByLabel('The one thing to work on next').fill('Ask, then be silent');
      await page(seen).getByText('Kept on this device until you save.').waitFor();
      await seen.check('the debrief, filled in');
      await button(seen, 'Share and close the call').click();

      await page(seen).getByText('Worth talking about').waitFor();
      assert.match((await sentence(seen).textContent())!, /Rolf Berg reads it and answers/);
      await page(seen)
        .getByText('The ask: Rolf Berg remembers “Manager”, Mona Lehr remembers “Salesperson”.')
        .waitFor();
      await page(seen).getByText('nobody’s fault').waitFor();
      await page(seen).getByText('ask an admin who has the permission Correct Debriefed Joint Calls').waitFor();
      await seen.check('the closed call with both accounts');
      await keep(seen, 'both-accounts', 'duty-strip');
      await seen.close();

      assert.deepEqual(
        await callOf(callId).then(({ attributes: _, Debriefed_On__c: debriefed, ...call }) => ({
          ...call,
          debriefed: Boolean(debriefed),
        })),
        {
          Status__c: 'Debriefed',
          Takeover_Level__c: 'Partial',
          Accounts_Differ__c: 1,
          Manager_Participation__c: 'Contributed',
          Helped_Questions__c: true,
          Manager_Held_Back__c: false,
          debriefed: true,
        },
      );
      const [coaching, ...more] = await coachingOf(callId);
      assert.equal(more.length, 0);
      assert.equal(coaching!['Coaching_Focus__c'], 'Ask, then be silent');
      assert.ok(coaching!['Shared_On__c']);
    });

    test('the salesperson reads and answers in one go, and the manager closes', async () => {
      const callId = await newHeldCall(cast, dealId, CLEAN);
      await cast.manager.create('Joint_Call_Coaching__c', {
        Joint_Call__c: callId,
        Coaching_Focus__c: 'Ask, then be silent',
        Coaching_Note__c: 'You had them.\nThen you went on talking.',
        Shared_On__c: day(),
      });
      const seen = await look(cast.rep, callId, width);
      assert.equal(await sentence(seen).textContent(), 'Mona Lehr has shared coaching with you. Read it and answer.');
      await button(seen, 'Read and answer').click();
      await page(seen).getByText('Only Rolf Berg and Mona Lehr read this.').waitFor();
      await seen.check('the coaching to be answered');
      await keep(seen, 'coaching', 'coaching');
      await page(seen)
        .getByLabel(/Your answer, in your own words/)
        .fill('Fair. I count to five next time.');
      await button(seen, 'Answer').click();
      await page(seen).getByText('You have answered. Mona Lehr closes the call').waitFor();
      await seen.check('the answered coaching');
      await seen.close();
      const [coaching] = await coachingOf(callId);
      assert.equal(coaching!['Rep_Reply__c'], 'Fair. I count to five next time.');
      assert.ok(coaching!['Rep_Acknowledged_On__c']);

      const managers = await look(cast.manager, callId, width);
      await page(managers).getByText('Fair. I count to five next time.').waitFor();
      await button(managers, 'Close the call').click();
      await page(managers).getByText('This call is debriefed and closed.').waitFor();
      assert.equal((await callOf(callId))['Status__c'], 'Debriefed');
      await managers.check('the closed call');
      await managers.close();
    });

    test('a call that the salesperson has not told cannot be closed, which is said and is no error', async () => {
      const callId = await newCall(cast, dealId, { Call_Date__c: day(-1) });
      const seen = await look(cast.manager, callId, width);
      await button(seen, 'We met: mark as held').click();
      await page(seen).getByText('To close the call, Rolf Berg first has to say who held each duty.').waitFor();
      assert.match((await sentence(seen).textContent())!, /Rolf Berg still has to say who held each duty/);
      assert.equal((await callOf(callId))['Takeover_Level__c'], 'Not told yet');
      assert.equal(await page(seen).getByRole('alert').count(), 0);
      assert.equal(await button(seen, 'Share and close the call').count(), 0);
      await seen.check('a call that is not told');
      await seen.close();
    });

    test('the salesperson writes the agenda, and says who held each duty, on the call’s own page', async () => {
      const callId = await newCall(cast, dealId, { Agenda__c: null });
      const seen = await look(cast.rep, callId, width);
      await button(seen, 'Write the agenda').click();
      await page(seen).locator('c-joint-call-plan').getByLabel('Agenda').fill('What they need');
      await page(seen).locator('c-joint-call-plan [data-save]').click();
      await page(seen).getByText('The agenda is set. Next comes the meeting, and you run it.').waitFor();
      await part(seen, 'brief').getByText('What they need').waitFor();
      await seen.close();

      await cast.manager.update('Joint_Call__c', callId, { Call_Date__c: day(-1), Status__c: 'Held' });
      const untold = await look(cast.rep, callId, width);
      await button(untold, 'Say who held each duty').click();
      await untold.check('telling on the call’s page');
      await page(untold).locator('c-joint-call-log').getByRole('button', { name: 'I ran the call' }).click();
      await page(untold).getByText('The call is told. Mona Lehr debriefs it now.').waitFor();
      assert.equal((await callOf(callId))['Takeover_Level__c'], 'None');
      await untold.close();
    });

    test('a follow-up is added by hand, and one that reached the manager is handed back with one tap', async () => {
      const callId = await newHeldCall(cast, dealId);
      const seen = await look(cast.rep, callId, width);
      await page(seen).getByText('No follow-ups yet.').waitFor();
      const about = `Asks for the offer, ${width}`;
      await button(seen, 'Add a follow-up').click();
      await seen.check('the form of a follow-up');
      await part(seen, 'follow-ups')
        .getByRole('radiogroup', { name: 'Whom did the customer reach?' })
        .getByText('Mona Lehr')
        .click();
      await radio(seen, 'follow-ups', 'How?', 'E-mail').click();
      await page(seen).getByLabel('About what?').fill(about);
      await button(seen, 'Add').click();
      const item = page(seen).locator('[data-follow-up]');
      await item.getByText('The customer reached Mona Lehr').waitFor();
      await seen.check('a follow-up that reached the manager');
      await keep(seen, 'follow-ups', 'follow-ups');

      await button(seen, 'Hand back to Rolf Berg').click();
      await item.getByText('Handed back to Rolf Berg, who has a task for it').waitFor();
      assert.equal(await button(seen, 'Hand back to Rolf Berg').count(), 0);
      await seen.check('a follow-up that was handed back');
      await seen.close();
      const followUps = await cast.rep.query<Record<string, unknown>>(
        `SELECT Routed_To__c, Channel__c, Subject__c, Handed_Back_On__c FROM Joint_Call_Follow_Up__c WHERE Joint_Call__c = '${callId}'`,
      );
      assert.equal(followUps.length, 1);
      assert.equal(followUps[0]!['Routed_To__c'], 'Manager');
      assert.equal(followUps[0]!['Channel__c'], 'E-mail');
      const tasks = await cast.rep.query<Record<string, unknown>>(
        `SELECT Subject, Description FROM Task WHERE WhatId = '${dealId}' AND OwnerId = '${cast.rep.userId}'`,
      );
      const ofThis = tasks.filter((task) =>
        `${String(task['Subject'])} ${String(task['Description'])}`.includes(about),
      );
      assert.equal(ofThis.length, 1, 'one task for the salesperson, which says what it is about');
    });

    test('a third person reads the same call with no trace of coaching, and is offered nothing that is not theirs', async () => {
      const callId = await newHeldCall(cast, dealId);
      const before = await look(cast.peer, callId, width);
      const text = await page(before).innerText();
      await before.close();
      await cast.manager.create('Joint_Call_Coaching__c', {
        Joint_Call__c: callId,
        Coaching_Focus__c: 'Ask, then be silent',
        Shared_On__c: day(),
      });
      for (const other of [cast.peer, cast.otherManager, cast.admin]) {
        const seen = await look(other, callId, width);
        assert.match((await sentence(seen).textContent())!, /Mona Lehr debriefs it now/);
        assert.equal(await page(seen).locator('[data-action]').count(), 0);
        assert.equal(await part(seen, 'debrief').count(), 0);
        assert.equal(
          await seen.page
            .getByText(/coaching|silent/i)
            .locator('visible=true')
            .filter({ hasNotText: 'Joint Call Coaching' })
            .count(),
          0,
        );
        if (other === cast.peer) assert.equal(await page(seen).innerText(), text);
        await seen.check('the call of two others');
        await seen.close();
      }
    });
  });
}

describe('a debrief that meets trouble', () => {
  /** The next write of that kind fails in that way; those after it go through. */
  async function fail(seen: Seen, method: string, how: 'refused' | 'answer lost') {
    let failed = false;
    await seen.page.route('**/ui-api/records**', async (route) => {
      if (failed || route.request().method() !== method) return route.fallback();
      failed = true;
      if (how === 'answer lost') {
        await route.fetch();
        return route.abort('connectionreset');
      }
      return route.fulfill({
        status: 400,
        json: {
          statusCode: 400,
          message: 'no',
          output: { errors: [{ errorCode: 'X', message: 'Row is locked' }], fieldErrors: {} },
        },
      });
    });
  }

  test('is half saved where the call is refused; saving again completes it without a double', async () => {
    const callId = await newHeldCall(cast, dealId);
    const seen = await look(cast.manager, callId, 390);
    await fail(seen, 'PATCH', 'refused');
    await radio(seen, 'debrief', 'How did you take part?', 'Contributed').click();
    await giveAccount(seen, 'Manager');
    await part(seen, 'debrief').getByText('Deal at risk').click();
    await button(seen, 'Share with Rolf Berg').click();
    const alert = page(seen).getByRole('alert');
    await alert.getByText('Your coaching is saved and Rolf Berg can read it. How you took part is not saved').waitFor();
    await alert.getByText('Row is locked').waitFor();
    await seen.check('a debrief that is half saved');
    await keep(seen, 'half-saved', 'debrief');
    assert.equal((await coachingOf(callId)).length, 1);
    assert.equal((await callOf(callId))['Manager_Participation__c'], null);
    await button(seen, 'Save changes').click();
    await page(seen).getByText('You have shared your coaching.').waitFor();
    assert.equal((await coachingOf(callId)).length, 1);
    assert.equal((await callOf(callId))['Manager_Participation__c'], 'Contributed');
    await seen.close();
  });

  test('whose answer is lost is saved once, however often it is tried', async () => {
    const callId = await newHeldCall(cast, dealId);
    const seen = await look(cast.manager, callId, 1280);
    await fail(seen, 'POST', 'answer lost');
    await giveAccount(seen);
    await button(seen, 'Share with Rolf Berg').click();
    await page(seen).getByText('There is no connection. Your debrief is kept on this device').waitFor();
    await seen.check('a debrief without a connection');
    await button(seen, 'Share with Rolf Berg').click();
    await page(seen).getByText('You have shared your coaching.').waitFor();
    assert.equal((await coachingOf(callId)).length, 1);
    await seen.close();
  });

  test('survives a lost connection and a closed tab', async () => {
    const callId = await newHeldCall(cast, dealId);
    const seen = await look(cast.manager, callId, 390);
    await seen.page.context().setOffline(true);
    await page(seen).getByText('You are offline. What you enter is kept on this device').waitFor();
    await giveAccount(seen);
    await part(seen, 'debrief').getByLabel('The one thing to work on next').fill('Written on the train');
    await button(seen, 'Save').click();
    await page(seen).getByText('There is no connection.').waitFor();
    await seen.check('the page offline');
    await keep(seen, 'offline');
    await seen.page.context().setOffline(false);
    await seen.page.goto('about:blank');
    await seen.page.goto(cast.manager.url + pageOfCall(callId));
    await page(seen).getByText('Your draft from this device is filled in.').waitFor();
    assert.equal(
      await part(seen, 'debrief').getByLabel('The one thing to work on next').inputValue(),
      'Written on the train',
    );
    await seen.check('a draft that was found');
    await button(seen, 'Save').click();
    await page(seen).getByText('Only you can read your coaching so far.').waitFor();
    const [coaching] = await coachingOf(callId);
    assert.equal(coaching!['Coaching_Focus__c'], 'Written on the train');
    assert.equal(coaching!['Shared_On__c'], null);
    await seen.close();
  });
});

describe('people and permissions', () => {
  test('the keyboard alone is enough for a debrief', async () => {
    const callId = await newHeldCall(cast, dealId);
    const seen = await look(cast.manager, callId, 1280);
    const action = button(seen, 'Debrief now');
    await action.focus();
    await seen.page.keyboard.press('Enter');
    const focused = async () =>
      seen.page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return `${element?.tagName} ${element?.getAttribute('name') ?? element?.textContent?.trim() ?? ''}`;
      });
    const reach = async (target: RegExp) => {
      for (let tabs = 0; tabs < 40; tabs += 1) {
        if (target.test(await focused())) return;
        await seen.page.keyboard.press('Tab');
      }
      assert.fail(`no ${target} within 40 tabs; at ${await focused()}`);
    };
    await reach(/^INPUT participation/);
    await seen.page.keyboard.press('ArrowRight');
    for (const question of ['agenda', 'transitions', 'ask']) {
      await reach(new RegExp(`^INPUT ${question}`));
      await seen.page.keyboard.press('Space');
    }
    await reach(/^BUTTON Share with Rolf Berg/);
    await seen.page.keyboard.press('Enter');
    await page(seen).getByText('You have shared your coaching.').waitFor();
    const [coaching] = await coachingOf(callId);
    assert.equal(coaching!['Account_Close_Asked_By__c'], 'Rep');
    assert.equal((await callOf(callId))['Manager_Participation__c'], 'Contributed');
    await seen.close();
  });

  test('whoever may correct a closed call is told how, everyone else whom to ask', async () => {
    const callId = await newHeldCall(cast, dealId);
    await cast.manager.update('Joint_Call__c', callId, { Status__c: 'Debriefed' });
    const admins = await look(cast.admin, callId, 1280);
    await page(admins).getByText('You have the permission Correct Debriefed Joint Calls: choose Edit').waitFor();
    await admins.check('a closed call, for the admin');
    await admins.close();
    const reps = await look(cast.rep, callId, 390);
    await page(reps).getByText('If something is wrong, ask an admin').waitFor();
    await reps.check('a closed call, for the salesperson');
    await keep(reps, 'closed');
    await reps.close();
  });

  test('a manager without the permission set is told which one', async () => {
    const bare = await enter(stage.target.setup, { name: 'Nora Blank', sets: ['Joint_Call_Rep'] });
    const callId = await newHeldCall({ ...cast, manager: bare }, dealId);
    await stage.target.setup.create('OpportunityShare', {
      OpportunityId: dealId,
      UserOrGroupId: bare.userId,
      OpportunityAccessLevel: 'Read',
    });
    const seen = await look(bare, callId, 390);
    await page(seen).getByText('Ask your admin for the permission set Joint Call Manager').waitFor();
    assert.equal(await part(seen, 'debrief').count(), 0);
    await seen.check('a manager without permission');
    await seen.close();
  });

  test('someone without any permission set of the app is told which ones there are', async () => {
    const none = await enter(stage.target.setup, { name: 'Nils Leer', sets: [] });
    const callId = await newHeldCall(cast, dealId);
    const seen = await stage.open(none, pageOfCall(callId), 390);
    await seen.page
      .getByText(/isn.t available|no access|don.t have access|Joint calls could not be read/i)
      .first()
      .waitFor();
    await seen.check('the app without permissions');
    await seen.close();
  });

  test('a deal that changes hands: a planned call goes along, one that was held stays', async () => {
    const [planned, held] = [await newCall(cast, dealId), await newHeldCall(cast, dealId)];
    await stage.target.setup.update('Opportunity', dealId, { OwnerId: cast.peer.userId });
    const ofPlanned = await look(cast.peer, planned, 390);
    assert.match((await sentence(ofPlanned).textContent())!, /and you run it/);
    await ofPlanned.check('a planned call of a new owner');
    await ofPlanned.close();
    const ofHeld = await look(cast.peer, held, 390);
    await page(ofHeld)
      .getByText('The deal now belongs to Pia Kant. This call stays with Rolf Berg, who held it.')
      .waitFor();
    assert.equal(await page(ofHeld).locator('[data-action]').count(), 0);
    await ofHeld.check('a held call of the earlier owner');
    await keep(ofHeld, 'new-owner');
    await ofHeld.close();
    await stage.target.setup.update('Opportunity', dealId, { OwnerId: cast.manager.userId });
    const cancelled = await look(cast.manager, planned, 390);
    await page(cancelled).getByText('Mona Lehr now owns the deal, so this planned call was cancelled').waitFor();
    await cancelled.check('a call that was cancelled');
    await cancelled.close();
    dealId = await newDeal(stage.target.setup, cast, 'Harbour cranes II');
  });

  test('either of the two calls a planned call off, after a question', async () => {
    const callId = await newCall(cast, dealId);
    const seen = await look(cast.manager, callId, 390);
    await button(seen, 'Cancel the call').click();
    const question = seen.page.getByRole('alertdialog').or(seen.page.getByRole('dialog'));
    await question.getByText('Cancel this planned call of Rolf Berg with Mona Lehr?').waitFor();
    await seen.check('the question before a call is cancelled');
    await question.getByRole('button', { name: 'OK' }).click();
    await page(seen).getByText('This call was cancelled.').waitFor();
    assert.equal((await callOf(callId))['Status__c'], 'Cancelled');
    await seen.check('a call that was called off');
    await seen.close();
  });

  test('nothing is cut off at 320 wide, nor read from the right', async () => {
    const callId = await newHeldCall(cast, dealId);
    await cast.manager.create('Joint_Call_Coaching__c', {
      Joint_Call__c: callId,
      Account_Close_Asked_By__c: 'Rep',
      Coaching_Focus__c: 'Ask, then be silent',
      Shared_On__c: day(),
    });
    for (const user of [cast.rep, cast.manager]) {
      const seen = await look(user, callId, 390);
      await seen.page.setViewportSize({ width: 320, height: 700 });
      if (user === cast.manager) await button(seen, 'Change your debrief').click();
      else await button(seen, 'Add a follow-up').click();
      for (const direction of ['ltr', 'rtl']) {
        await seen.page.evaluate((dir) => (document.documentElement.dir = dir), direction);
        const cut = await page(seen).evaluate((element) => {
          const { left, right } = element.getBoundingClientRect();
          return [...element.querySelectorAll('*')]
            .filter((each) => {
              const box = each.getBoundingClientRect();
              return box.width > 1 && (box.left < left - 1 || box.right > right + 1);
            })
            .map((each) => `${each.tagName}.${each.className}`);
        });
        assert.deepEqual(cut, [], `${direction} at 320`);
        await seen.check(`320 wide, ${direction}`);
      }
      await seen.close();
    }
  });
});

test('all of it comes in one request of the page’s own', async () => {
  const callId = await newHeldCall(cast, dealId);
  const seen = await look(cast.manager, callId, 1280);
  const bodies: string[] = [];
  seen.page.on('request', (request) => {
    if (request.url().endsWith('/graphql')) bodies.push(request.postData() ?? '');
  });
  await seen.page.reload();
  await sentence(seen).waitFor();
  await seen.page.waitForLoadState('networkidle');
  assert.equal(bodies.filter((body) => body.includes('JointCallRecord')).length, 1);
  await seen.close();
});
