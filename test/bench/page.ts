/** What our pages ask of the network, beside what we aim at. */
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { APP } from '../../scripts/build/build.ts';
import { launchBrowser } from '../browser/launch.ts';
import { makeScene } from '../conformance/guard/records.ts';
import type { Session } from '../conformance/session.ts';
import { openTarget } from '../conformance/target.ts';
import { bundleApp } from '../local-org/lightning/build/app.ts';
import { readSourceFolder } from '../local-org/metadata/read.ts';
import { buildSchema } from '../local-org/schema/build.ts';
import { type Bench, beside } from './measure.ts';

/** Aims, not measurements: no peer shows the same pages. */
const AIM = { requests: { opportunity: 3, trends: 2 }, milliseconds: 1000, kiloBytes: 40 };

export const page: Bench = async (log) => {
  log('the pages in a browser');
  const target = await openTarget();
  const browser = await launchBrowser();
  try {
    const { rep } = target.people;
    const { opportunityId } = await makeScene(target.people);
    const opportunity = await visit(browser, rep, `/lightning/r/Opportunity/${opportunityId}/view`, (tab) =>
      tab.locator('c-joint-call-panel [data-call]').first().waitFor(),
    );
    const trends = await visit(browser, rep, '/lightning/n/Joint_Call_Trends', lastChart);
    const told = (what: string) => `${what}; peer: the aim`;
    return [
      beside(
        told('data requests on load of the opportunity page'),
        'requests',
        opportunity.requests,
        AIM.requests.opportunity,
      ),
      beside(told('data requests on load of the trends'), 'requests', trends.requests, AIM.requests.trends),
      beside(told('the trends’ last chart, from opening the page'), 'ms', trends.milliseconds, AIM.milliseconds),
      beside(
        told('our own script on the opportunity page, gzip'),
        'kB',
        await kiloBytesOf('jointCallPanel'),
        AIM.kiloBytes,
      ),
      beside(
        told('our own script on the trends, gzip, without the chart library'),
        'kB',
        await kiloBytesOf('jointCallTrends'),
        AIM.kiloBytes,
      ),
    ];
  } finally {
    await browser.close();
    await target.close();
  }
};

/** Opens a page the second time, with its scripts at hand as they mostly are, and waits until it shows what it is for. */
async function visit(browser: Browser, user: Session, path: string, isShown: (tab: Page) => Promise<void>) {
  const tab = await browser.newPage();
  await tab.goto(
    `${user.url}/secur/frontdoor.jsp?sid=${encodeURIComponent(user.token)}&retURL=${encodeURIComponent(path)}`,
  );
  await isShown(tab);
  await tab.waitForLoadState('networkidle');
  let requests = 0;
  tab.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/services/data/')) requests += 1;
  });
  const started = performance.now();
  await tab.goto(user.url + path);
  await isShown(tab);
  const milliseconds = performance.now() - started;
  await tab.waitForLoadState('networkidle');
  await tab.close();
  return { requests, milliseconds };
}

/** The figures of the second request are there, and every chart of the page has its picture. */
async function lastChart(tab: Page): Promise<void> {
  await tab.locator('[data-figure="responsiveness"] canvas').waitFor();
  await tab.waitForFunction(() => {
    const charts = [...document.querySelectorAll('c-joint-call-trends-chart canvas')] as HTMLCanvasElement[];
    return charts.every((canvas) => {
      const { width, height } = canvas;
      return canvas
        .getContext('2d')!
        .getImageData(0, 0, width, height)
        .data.some((value) => value !== 0);
    });
  });
}

/** The script that a page with this component needs: an org sends no more. Without the source map, which is for whoever debugs here. */
async function kiloBytesOf(component: string): Promise<number> {
  const { schema } = buildSchema(readSourceFolder(APP).components);
  const { code } = await bundleApp(schema, [component]);
  return gzipSync(code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '')).length / 1000;
}
