import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../browser/launch.ts';
import { preparePlatform } from './assets.ts';
import { openLibrary, type Library, type Person } from './library.fixture.ts';

let library: Library;
let browser: Browser;

before(async () => {
  [library, browser] = await Promise.all([openLibrary(), launchBrowser(), preparePlatform()]);
});
after(async () => {
  await browser?.close();
  await library?.close();
});

interface Visit {
  page: Page;
  /** Console errors, uncaught errors, failed requests. */
  trouble: string[];
  /** Addresses asked for by scripts. */
  fetched: string[];
}

/** A page opened by someone who logged in with their link. */
async function visit(
  person: Person,
  path: string,
  width: number,
  work: (visit: Visit) => Promise<void>,
): Promise<void> {
  const context: BrowserContext = await browser.newContext({ viewport: { width, height: 900 } });
  const trouble: string[] = [];
  const fetched: string[] = [];
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
  page.on('pageerror', (error) => trouble.push(String(error)));
  page.on('requestfailed', (request) => trouble.push(`${request.url()} ${request.failure()?.errorText ?? ''}`));
  page.on(
    'request',
    (request) => ['fetch', 'xhr'].includes(request.resourceType()) && fetched.push(new URL(request.url()).pathname),
  );
  try {
    await page.goto(person.link(path));
    await work({ page, trouble, fetched });
  } finally {
    await context.close();
  }
}

async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
  );
}

for (const width of [1280, 390]) {
  test(`a record page at ${width} pixels: header, component, detail, related list`, async () => {
    await visit(
      library.librarian,
      `/lightning/r/Book__c/${library.book}/view`,
      width,
      async ({ page, trouble, fetched }) => {
        await page.getByRole('heading', { level: 1, name: 'The Waves' }).waitFor();
        await page.getByText('Lent out').waitFor();
        await page.getByRole('link', { name: 'LN-000001' }).waitFor();
        await page.getByText('9780156949606').first().waitFor();
        await accessible(page);
        assert.deepEqual(trouble, []);
        assert.ok(
          fetched.length > 0 && fetched.every((path) => path.startsWith('/services/data/v66.0/')),
          fetched.join(),
        );
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(overflow, 0);
      },
    );
  });
}

test('a refused change shows the rule beside its field and keeps what was typed; an accepted one shows everywhere', async () => {
  await visit(library.librarian, `/lightning/r/Book__c/${library.other}/view`, 1280, async ({ page }) => {
    await page.getByRole('button', { name: 'Edit details' }).click();
    const isbn = page.getByRole('textbox', { name: 'ISBN' });
    await isbn.fill('12');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Write the ISBN as ten or thirteen digits.').first().waitFor();
    assert.equal(await isbn.inputValue(), '12');
    await accessible(page);
    await isbn.fill('9780241371954');
    await page.getByRole('textbox', { name: 'Title' }).fill('Orlando: A Biography');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'Orlando: A Biography' }).waitFor();
    // The deployed component reads the same record by its own wire.
    await page.locator('p.title', { hasText: 'Orlando: A Biography' }).waitFor();
  });
});

test('the history tells what changed by the fields’ labels, as people know them', async () => {
  await visit(library.librarian, `/lightning/r/Book__c/${library.other}/view`, 1280, async ({ page }) => {
    const history = page.getByRole('region', { name: 'Book History' });
    await history.getByRole('row', { name: 'Created.' }).waitFor();
    await page.getByRole('button', { name: 'Edit details' }).click();
    await page.getByRole('combobox', { name: 'Shelf' }).click();
    await page.getByRole('option', { name: 'Science' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    const [change] = await Promise.all([history.getByRole('row', { name: 'Science' })].map((row) => row.innerText()));
    assert.match(change ?? '', /\tShelf\t/);
    await accessible(page);
  });
});

test('a screen action opens over the page with the record, and Escape closes it', async () => {
  await visit(library.librarian, `/lightning/r/Book__c/${library.book}/view`, 1280, async ({ page, trouble }) => {
    await page.getByRole('button', { name: 'Show Card' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Lent out').waitFor();
    await accessible(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual(trouble, []);
  });
});

test('list view, new record, and back on its page', async () => {
  await visit(library.librarian, '/lightning/o/Book__c/list', 1280, async ({ page, trouble }) => {
    await page.getByRole('link', { name: 'The Waves' }).waitFor();
    await accessible(page);
    await page.getByRole('link', { name: 'New' }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('Flush');
    await accessible(page);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'Flush' }).waitFor();
    assert.deepEqual(trouble, []);
  });
});

test('who may only read is offered no change; who may not read is told so', async () => {
  await visit(library.reader, `/lightning/r/Book__c/${library.book}/view`, 1280, async ({ page }) => {
    await page.getByRole('heading', { level: 1, name: 'The Waves' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Edit details' }).count(), 0);
    assert.equal(await page.getByRole('button', { name: 'Delete' }).count(), 0);
  });
  await visit(library.stranger, `/lightning/r/Book__c/${library.book}/view`, 1280, async ({ page }) => {
    await page.getByRole('heading', { level: 1, name: 'This page isn’t available' }).waitFor();
    await accessible(page);
  });
});

test('home is the page that the app assigns; a change of the address alone keeps the page and is told to it', async () => {
  await visit(library.librarian, '/lightning/page/home', 1280, async ({ page, trouble }) => {
    await page.getByText('Shelf: none').waitFor();
    await page.evaluate(() => Object.assign(window, { isKept: true }));
    await page.getByRole('button', { name: 'Shelf A' }).click();
    await page.getByText('Shelf: A').waitFor();
    await page.getByRole('button', { name: 'Shelf B instead' }).click();
    await page.getByText('Shelf: B').waitFor();
    assert.match(page.url(), /\/lightning\/page\/home\?c__shelf=B$/);
    await page.goBack();
    await page.getByText('Shelf: none').waitFor();
    assert.equal(await page.evaluate(() => 'isKept' in window), true);
    await accessible(page);
    assert.deepEqual(trouble, []);
  });
});

test('the launcher lists the apps; without a session the page says how to log in; the keyboard skips to the content', async () => {
  await visit(library.librarian, '/', 390, async ({ page, trouble }) => {
    await page.getByRole('link', { name: 'Library', exact: true }).waitFor();
    await accessible(page);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to main content');
    assert.deepEqual(trouble, []);
    await page.getByRole('link', { name: 'Log out' }).click();
    await page.getByRole('heading', { level: 1, name: 'You are not logged in' }).waitFor();
    await accessible(page);
  });
});
