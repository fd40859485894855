/** The trends in a real browser, as each of the people sees them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Session } from '../conformance/session.ts';
import { CLEAN, day, enter, enterAll, newCall, newDeal, newHeldCall, type Cast } from './cast.ts';
import { openStage, type Seen, type Stage, type Width } from './stage.ts';

const TRENDS = '/lightning/n/Joint_Call_Trends';

let stage: Stage;
let cast: Cast;
let director: Session;
let dealId: string;
/** The role above the teams. */
let headId: string;

/** Ten calls of this year, of which three were taken over and one was a bail-out, and ten of a year ago, of which eight were. */
before(async () => {
  stage = await openStage();
  const { setup } = stage.target;
  cast = await enterAll(setup);
  headId = await setup.create('UserRole', { Name: 'Sales', DeveloperName: 'Sales_E2E' });
  const inRole = async (userId: string, name: string) =>
    setup.update('User', userId, {
      UserRoleId: await setup.create('UserRole', { Name: name, DeveloperName: `${name}_E2E`, ParentRoleId: headId }),
    });
  await inRole(cast.rep.userId, 'North');
  await inRole(cast.peer.userId, 'South');
  director = await enter(setup, { name: 'Dora Wirt', sets: ['Joint_Call_Manager'] });
  await setup.update('User', director.userId, { UserRoleId: headId });
  dealId = await newDeal(setup, cast, 'Harbour cranes');
  const held = (daysAgo: number, different: Record<string, unknown> = {}) =>
    newHeldCall(cast, dealId, { Call_Date__c: day(-daysAgo), ...CLEAN, Step_In_Reason__c: null, ...different });
  const taken = { Close_Asked_By__c: 'Manager', Step_In_Reason__c: 'Rep struggled' };
  for (let call = 0; call < 10; call += 1) {
    const bailOut = { ...taken, Step_In_Reason__c: 'Deal at risk' };
    await held(3 + call, call < 3 ? taken : call === 3 ? bailOut : {});
    await held(420 + call, call < 8 ? taken : {});
  }
  // Another team, which only the director sees beside this one.
  const other: Cast = { ...cast, rep: cast.peer, peer: cast.rep };
  const theirs = await cast.peer.create('Opportunity', {
    Name: 'Quay lights',
    StageName: 'Prospecting',
    CloseDate: day(),
  });
  await newHeldCall(other, theirs, { Call_Date__c: day(-2) });
});
after(() => stage.close());

const page = ({ page: browserPage }: Seen) => browserPage.locator('c-joint-call-trends');
const figure = (seen: Seen, key: string) => page(seen).locator(`[data-figure="${key}"]`);
const tile = (seen: Seen, key: string) => page(seen).locator(`[data-tile="${key}"]`);
const box = (seen: Seen, name: string) => page(seen).getByRole('combobox', { name });
const dialog = (seen: Seen) => seen.page.getByRole('dialog');

async function look(user: Session, path = TRENDS, width: Width = 1280): Promise<Seen> {
  const seen = await stage.open(user, path, width);
  await page(seen).locator('[data-changed]').waitFor();
  await seen.page.waitForLoadState('networkidle');
  return seen;
}

async function choose(seen: Seen, name: string, option: string) {
  await box(seen, name).click();
  await page(seen).getByRole('option', { name: option, exact: true }).click();
}

/** Whether something else than background is on the chart. */
const isDrawn = (seen: Seen, key: string) =>
  figure(seen, key)
    .locator('canvas')
    .evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
      return data.some((value) => value !== 0);
    });

const CHARTS = ['months', 'duties', 'consequence', 'handedBack', 'managers', 'teams', 'participation'].concat(
  'introducers',
  'deals',
  'stages',
  'responsiveness',
);

for (const width of [1280, 390] as const) {
  describe(`at ${width} wide`, () => {
    test('a manager reads what changed, the numbers, and every figure with its chart and its table', async () => {
      const seen = await look(cast.manager, TRENDS, width);
      assert.equal(
        await page(seen).locator('[data-changed]').innerText(),
        'What changed most since the 12 months before: Takeover rate, down to 30% (3 of 10) from 80% (8 of 10). That is more than chance would explain.',
      );
      assert.match(await tile(seen, 'takeover').innerText(), /30%\s+3 of 10 calls told\s+down from 80%/);
      assert.match(await tile(seen, 'bailOuts').innerText(), /1\s+Deal at risk: 10% \(1 of 10\)/);
      assert.match(await figure(seen, 'consequence').innerText(), /There are too few calls to compare the two/);
      assert.match(await figure(seen, 'waiting').innerText(), /To debrief/);
      for (const key of CHARTS) {
        assert.equal(await isDrawn(seen, key), true, key);
        await figure(seen, key)
          .getByRole('button', { name: /^Show table/ })
          .click();
        assert.equal(
          await figure(seen, key)
            .getByRole('table', { name: /^Table: / })
            .isVisible(),
          true,
          key,
        );
      }
      await seen.check('the trends with all tables');
      await seen.fits('the trends');
      await page(seen).evaluate((element) => element.scrollIntoView());
      await seen.picture('trends');
      await seen.close();
    });

    test('a number leads to its calls, each with a link, and Escape leads back to the number', async () => {
      const seen = await look(cast.manager, TRENDS, width);
      await tile(seen, 'takeover').getByRole('button').focus();
      await seen.page.keyboard.press('Enter');
      await dialog(seen).getByText('3 of 3 calls are listed, latest first.').waitFor();
      assert.equal(await dialog(seen).locator('[data-call]').count(), 3);
      assert.match(
        (await dialog(seen).locator('[data-call] a').first().getAttribute('href'))!,
        /^\/lightning\/r\/Joint_Call__c\/a\w{17}\/view$/,
      );
      await seen.check('the calls of a number');
      await seen.fits('the calls of a number');
      await seen.picture('trends-calls');
      await seen.page.keyboard.press('Escape');
      await dialog(seen).waitFor({ state: 'detached' });
      const focused = await seen.page.evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return element?.getAttribute('aria-label');
      });
      assert.equal(focused, '30%, Takeover rate: show the calls');
      await seen.close();
    });
  });
}

test('all figures come in two requests', async () => {
  const seen = await look(cast.manager);
  const asked = seen.requests.filter((request) => request.endsWith('/graphql'));
  assert.equal(asked.length, 2);
  await seen.close();
});

test('what is chosen stands in the address: a link, a reload and the way back show the same', async () => {
  const seen = await look(cast.manager);
  await choose(seen, 'Period', 'Last 24 months');
  await tile(seen, 'told').getByText('20', { exact: true }).waitFor();
  assert.equal(new URL(seen.page.url()).search, '?c__months=24');
  assert.match(await page(seen).locator('[data-news]').innerText(), /^The figures have been updated\./);
  await choose(seen, 'Team', 'North');
  await choose(seen, 'Salesperson', 'Rolf Berg');
  await figure(seen, 'reps').waitFor();
  const { search } = new URL(seen.page.url());
  assert.match(search, new RegExp(`^\\?c__months=24&c__team=North&c__rep=${cast.rep.userId}$`));
  await seen.page.reload();
  await figure(seen, 'reps').waitFor();
  assert.equal(await box(seen, 'Salesperson').innerText(), 'Rolf Berg');
  await seen.check('the trends, narrowed');
  await tile(seen, 'told').getByRole('button').click();
  await dialog(seen).locator('[data-call] a').first().click();
  await seen.page.waitForURL(/Joint_Call__c/);
  await seen.page.goBack();
  await figure(seen, 'reps').waitFor();
  assert.equal(new URL(seen.page.url()).search, search);
  await page(seen).getByRole('button', { name: 'Reset filters' }).click();
  await tile(seen, 'told').getByText('10', { exact: true }).waitFor();
  assert.equal(new URL(seen.page.url()).search, '');
  await seen.close();
});

test('an address that makes no sense shows what is usual', async () => {
  const seen = await look(cast.manager, `${TRENDS}?c__months=7&c__manager=nobody&c__rep=1' OR`);
  assert.match(await tile(seen, 'told').innerText(), /10/);
  await seen.close();
});

test('a director sees the teams, and the salespeople of the one that is chosen, by name', async () => {
  const seen = await look(director);
  const teams = figure(seen, 'teams');
  await teams.getByRole('button', { name: /^Show table/ }).click();
  assert.deepEqual(await teams.locator('tbody th').allInnerTexts(), ['North', 'South']);
  assert.match(await teams.locator('[data-row="South"]').innerText(), /1\s+1\s+1\s+–\s+0/);
  assert.equal(await figure(seen, 'reps').count(), 0);
  await choose(seen, 'Team', 'South');
  await figure(seen, 'reps').waitFor();
  await figure(seen, 'reps')
    .getByRole('button', { name: /^Show table/ })
    .click();
  assert.deepEqual(await figure(seen, 'reps').locator('tbody th').allInnerTexts(), ['Pia Kant']);
  assert.match(await page(seen).locator('[data-changed]').innerText(), /^Too few calls to say what changed/);
  await seen.check('the trends of a director');
  await seen.close();
});

test('a salesperson sees their own calls, and nothing of accounts that differ', async () => {
  const seen = await look(cast.rep, TRENDS, 390);
  assert.match(await tile(seen, 'told').innerText(), /10/);
  await figure(seen, 'introducers').waitFor();
  assert.equal(await figure(seen, 'accounts').count(), 0);
  await seen.check('the trends of a salesperson');
  await seen.close();
  const managers = await look(cast.manager);
  await figure(managers, 'accounts').waitFor();
  await managers.close();
});

test('an admin, who has no access to coaching, sees everything else', async () => {
  const admin = await enter(stage.target.setup, { name: 'Ada Admin', sets: ['Joint_Call_Admin'] });
  await stage.target.setup.update('User', admin.userId, { UserRoleId: headId });
  const seen = await look(admin);
  await figure(seen, 'accounts').waitFor();
  await figure(seen, 'responsiveness').waitFor();
  assert.equal(await figure(seen, 'coaching').count(), 0);
  assert.equal(await page(seen).locator('[data-problem], [data-stale]').count(), 0);
  assert.equal(await page(seen).getByText('Some figures could not be read').count(), 0);
  await seen.close();
});

test('without any permission of the app, one is told which there are', async () => {
  const none = await enter(stage.target.setup, { name: 'Nils Leer', sets: [] });
  const seen = await stage.open(none, TRENDS, 390);
  await page(seen).getByText('ask your admin for the permission set Joint Call Rep or Joint Call Manager').waitFor();
  await seen.check('the trends without permission');
  await seen.close();
});

test('before the first call, one is told what to do; one call is counted, without a rate', async () => {
  const { setup } = stage.target;
  const manager = await enter(setup, { name: 'Nora Neu', sets: ['Joint_Call_Manager'] });
  const rep = await enter(setup, { name: 'Rita Neu', sets: ['Joint_Call_Rep'], managerId: manager.userId });
  const empty = await stage.open(manager, TRENDS, 390);
  await page(empty).getByText('No joint call has been held in this period yet. Plan one or log one').waitFor();
  await empty.check('no call yet');
  await empty.fits('no call yet');
  await empty.close();
  const theirs: Cast = { ...cast, manager, rep };
  await newHeldCall(theirs, await newDeal(setup, theirs, 'First of all'));
  const seen = await look(manager, TRENDS, 390);
  assert.match(await tile(seen, 'takeover').innerText(), /–\s+1 of 1, too few for a rate/);
  assert.match(await figure(seen, 'months').innerText(), /Counts instead of rates: a rate needs 5 calls/);
  assert.equal(await isDrawn(seen, 'months'), true);
  await seen.check('one call');
  await seen.close();
});

test('a table is downloaded as it is shown, and no name becomes a formula', async () => {
  const { setup } = stage.target;
  const rep = await enter(setup, { name: 'Hanna Berg', sets: ['Joint_Call_Rep'] });
  await setup.update('User', rep.userId, { FirstName: '=HYPERLINK("x")' });
  const manager = await enter(setup, { name: 'Max Mut', sets: ['Joint_Call_Manager'] });
  const theirs: Cast = { ...cast, manager, rep };
  await newHeldCall(theirs, await newDeal(setup, theirs, 'Sums'));
  const seen = await look(manager, `${TRENDS}?c__manager=${manager.userId}`);
  const [download] = await Promise.all([
    seen.page.waitForEvent('download'),
    figure(seen, 'reps').getByRole('button', { name: 'Download CSV: By salesperson' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'By salesperson.csv');
  assert.equal(
    readFileSync(await download.path(), 'utf8'),
    '\uFEFFSalesperson,Calls,Calls told,Taken over,Takeover rate,Bail-outs\r\n"\'=HYPERLINK(""x"") Berg",1,1,1,,0\r\n',
  );
  await seen.close();
});

test('where the chart library cannot be loaded, the tables tell it all', async () => {
  const seen = await stage.open(cast.manager, '/lightning/o/Opportunity/list', 390);
  await seen.page.route('**/resource/Joint_Call_Charts', (route) => route.abort());
  await seen.page.goto(cast.manager.url + TRENDS);
  await figure(seen, 'months').getByText('The chart cannot be drawn here, so this is its table.').waitFor();
  assert.equal(await figure(seen, 'months').getByRole('table').isVisible(), true);
  assert.equal(await page(seen).locator('canvas').count(), 0);
  await seen.check('the trends without charts');
  await seen.fits('the trends without charts');
  await seen.close();
});

test('a lost connection is told, and what was read stays', async () => {
  const seen = await look(cast.manager, TRENDS, 390);
  await seen.page.context().setOffline(true);
  await choose(seen, 'Period', 'Last 6 months');
  await page(seen).getByText('This could not be read anew. What you see may be out of date.').waitFor();
  assert.match(await tile(seen, 'told').innerText(), /10/);
  await seen.check('the trends offline');
  await seen.page.context().setOffline(false);
  await page(seen).getByText('This could not be read anew.').waitFor({ state: 'detached' });
  await seen.close();
});

test('an org that answers with an error is asked again on request', async () => {
  const seen = await stage.open(cast.manager, '/lightning/o/Opportunity/list', 1280);
  await seen.page.route('**/graphql', (route) => route.fulfill({ status: 400, json: [{ message: 'Busy' }] }));
  await seen.page.goto(cast.manager.url + TRENDS);
  await page(seen).getByRole('alert').getByText('The calls could not be read. Try again in a moment').waitFor();
  await seen.check('trends that could not be read');
  await seen.page.unroute('**/graphql');
  await page(seen).getByRole('button', { name: 'Try again' }).click();
  await tile(seen, 'takeover').waitFor();
  await figure(seen, 'introducers').waitFor();
  await seen.close();
});

test('what is printed has every table, says what was chosen, and has no buttons', async () => {
  const seen = await look(cast.manager, `${TRENDS}?c__team=North`);
  await seen.page.emulateMedia({ media: 'print' });
  assert.equal(await figure(seen, 'months').getByRole('table').isVisible(), true);
  assert.equal(await page(seen).getByText('North', { exact: true }).first().isVisible(), true);
  assert.equal(
    await page(seen)
      .getByRole('button', { name: /Download CSV|Show table|Print|Reset/ })
      .count(),
    0,
  );
  assert.equal(await box(seen, 'Team').count(), 0);
  await seen.close();
});

test('nothing is cut off at 320 wide, nor read from the right', async () => {
  const seen = await look(cast.manager, TRENDS, 320);
  for (const direction of ['ltr', 'rtl']) {
    await seen.page.evaluate((dir) => (document.documentElement.dir = dir), direction);
    const cut = await page(seen).evaluate((element) => {
      const { left, right } = element.getBoundingClientRect();
      return [...element.querySelectorAll('*')]
        .filter((each) => {
          const { width, left: from, right: to } = each.getBoundingClientRect();
          return width > 1 && !each.closest('table') && (from < left - 1 || to > right + 1);
        })
        .map((each) => `${each.tagName}.${each.className}`);
    });
    assert.deepEqual(cut, [], direction);
    await seen.fits(`320 wide, ${direction}`);
    await seen.check(`320 wide, ${direction}`);
  }
  await seen.close();
});

test('a manager’s home page has the one number, the next call and the oldest debrief due, in one request', async () => {
  const next = await newCall(cast, dealId, { Call_Date__c: day(1) });
  for (const width of [1280, 390] as const) {
    const seen = await stage.open(cast.manager, '/lightning/page/home', width);
    const card = seen.page.locator('c-joint-call-home');
    await card.locator('[data-rate]').waitFor();
    assert.match(
      await card.locator('[data-rate]').innerText(),
      /\d+%\s+\d+ of 1\d\s+down from 80% in the 12 months before/,
    );
    assert.equal(await card.locator('[data-next] a').getAttribute('href'), `/lightning/r/Joint_Call__c/${next}/view`);
    assert.match(
      await card.locator('[data-due]').innerText(),
      /Harbour cranes\s+Rolf Berg with Mona Lehr\s+2\d calls wait/,
    );
    assert.equal(seen.requests.filter((request) => request.endsWith('/graphql')).length, 1);
    await seen.check('the home page');
    await seen.fits('the home page');
    await seen.picture('home');
    await card.getByRole('link', { name: 'Trends' }).click();
    await tile(seen, 'takeover').waitFor();
    assert.equal(new URL(seen.page.url()).search, `?c__manager=${cast.manager.userId}`);
    await seen.close();
  }
});
