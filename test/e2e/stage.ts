/** A local org with the app and its people, and a browser that looks at it as one of them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../browser/launch.ts';
import type { Session } from '../conformance/session.ts';
import { openTarget, type Target } from '../conformance/target.ts';

/** A desk, a phone, and the narrowest screen that must do. */
export type Width = 1280 | 390 | 320;

export interface Stage {
  target: Target;
  /** Opens a path as a user, at a width. Errors of the page's scripts fail the test that closes it. */
  open(user: Session, path: string, width: Width): Promise<Seen>;
  close(): Promise<void>;
}

export interface Seen {
  page: Page;
  /** Method and path of each request that the page made for data. */
  requests: string[];
  /** Fails where axe finds something, or where a script failed. */
  check(state: string): Promise<void>;
  /** Fails where the page is wider than the screen. */
  fits(state: string): Promise<void>;
  /** Keeps a picture for the docs where `UPDATE_SCREENSHOTS` is set. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

const SCREENSHOTS = join(import.meta.dirname, '../../docs/screenshots');

export async function openStage(): Promise<Stage> {
  const target = await openTarget();
  const browser = await launchBrowser();
  return {
    target,
    open: (user, path, width) => open(browser, user, path, width),
    close: async () => {
      await browser.close();
      await target.close();
    },
  };
}

async function open(browser: Browser, user: Session, path: string, width: number): Promise<Seen> {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    hasTouch: width < 600,
    isMobile: width < 600,
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const requests: string[] = [];
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (['xhr', 'fetch'].includes(request.resourceType())) requests.push(`${request.method()} ${pathname}`);
  });
  const sid = encodeURIComponent(user.token);
  await page.goto(`${user.url}/secur/frontdoor.jsp?sid=${sid}&retURL=${encodeURIComponent(path)}`);
  return {
    page,
    requests,
    check: async (state) => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze();
      const told = violations.map(
        ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join('\n  ')}`,
      );
      assert.deepEqual(told, [], `axe on ${state}`);
      assert.deepEqual(problems, [], `scripts on ${state}`);
    },
    fits: async (state) => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${state} is ${wide} pixels wide on a screen of ${width}`);
    },
    picture: async (name) => {
      if (!process.env['UPDATE_SCREENSHOTS']) return;
      mkdirSync(SCREENSHOTS, { recursive: true });
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-${width}.png`), fullPage: false });
    },
    close: () => context.close(),
  };
}
