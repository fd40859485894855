/** What the opportunity's page asks of the network for our part of it, beside what we aim at. */
import { gzipSync } from 'node:zlib';
import { launchBrowser } from '../browser/launch.ts';
import { makeScene } from '../conformance/guard/records.ts';
import { openTarget } from '../conformance/target.ts';
import { type Bench, beside } from './measure.ts';

/** Aims, not measurements: no peer shows the same page. */
const AIM = { requests: 3, kiloBytes: 40 };

export const page: Bench = async (log) => {
  log('the opportunity page in a browser');
  const target = await openTarget();
  const browser = await launchBrowser();
  try {
    const { rep } = target.people;
    const { opportunityId } = await makeScene(target.people);
    const tab = await browser.newPage();
    let requests = 0;
    let script: string | undefined;
    tab.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/services/data/')) requests += 1;
      if (pathname.startsWith('/lightning/assets/app/')) script = request.url();
    });
    const path = `/lightning/r/Opportunity/${opportunityId}/view`;
    await tab.goto(
      `${rep.url}/secur/frontdoor.jsp?sid=${encodeURIComponent(rep.token)}&retURL=${encodeURIComponent(path)}`,
    );
    await tab.locator('c-joint-call-panel [data-call]').first().waitFor();
    await tab.waitForLoadState('networkidle');
    if (!script) throw new Error('The page loads no script of the app');
    const code = await (await fetch(script)).text();
    // The source map is for whoever debugs here; no org sends it.
    const bytes = gzipSync(code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '')).length;
    return [
      beside('data requests on load of the opportunity page; peer: the aim', 'requests', requests, AIM.requests),
      beside('our own script on the opportunity page, gzip; peer: the aim', 'kB', bytes / 1000, AIM.kiloBytes),
    ];
  } finally {
    await browser.close();
    await target.close();
  }
};
