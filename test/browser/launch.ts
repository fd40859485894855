import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { unwrapWoff } from './font.ts';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Without a sandbox, as tests often run as root, and without what a browser would look up on its own. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a headless browser: the one of `JOINTCALL_BROWSER`, a system Chrome or Chromium, or the one of the npm package
 * `@sparticuz/chromium` (Linux, x64), which needs no installation by hand. Close it to remove what it unpacked.
 */
export async function launchBrowser(): Promise<Browser> {
  const system = [process.env['JOINTCALL_BROWSER'], ...SYSTEM].find(
    (path) => path !== undefined && path !== '' && existsSync(path),
  );
  return system === undefined ? launchPackaged() : chromium.launch({ executablePath: system, args: FLAGS });
}

async function launchPackaged(): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), 'browser-'));
  // The package unpacks into the temporary folder and brings no text font: point it and fontconfig at a folder of ours.
  process.env['TMPDIR'] = folder;
  process.env['FONTCONFIG_FILE'] = fontConfiguration(folder);
  const { default: packaged } = (await import('@sparticuz/chromium')) as {
    default: { executablePath(): Promise<string> };
  };
  // Its own flags are for one page in one process, which ends with the first context that is closed.
  const browser = await chromium.launch({ executablePath: await packaged.executablePath(), args: FLAGS });
  browser.on('disconnected', () => rmSync(folder, { recursive: true, force: true }));
  return browser;
}

function fontConfiguration(folder: string): string {
  const packaged = join(dirname(createRequire(import.meta.url).resolve('@fontsource/roboto/package.json')), 'files');
  const fonts = join(folder, 'text-fonts');
  const cache = join(folder, 'font-cache');
  for (const made of [fonts, cache]) mkdirSync(made);
  for (const weight of [400, 700]) {
    writeFileSync(
      join(fonts, `${weight}.ttf`),
      unwrapWoff(readFileSync(join(packaged, `roboto-latin-${weight}-normal.woff`))),
    );
  }
  const file = join(folder, 'fonts.conf');
  writeFileSync(
    file,
    `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n  <dir>${fonts}</dir>\n  <cachedir>${cache}</cachedir>\n</fontconfig>\n`,
  );
  return file;
}
