import { createHash } from 'node:crypto';
import type { App, Tab } from './apps.ts';
import { html, jsonScript, type Markup } from './html.ts';
import type { PageModel } from './model.ts';

/** The document around every page: head, header with app and tabs, main, footer. It works without script as far as it can. */

export interface Viewer {
  userId: string;
  userName: string;
  isGuest: boolean;
  /** BCP 47. */
  language: string;
  locale: string;
  timeZone: string;
  currency: string;
  customPermissions: string[];
  userPermissions: string[];
}

export interface Frame {
  app: App | undefined;
  tabs: Tab[];
  viewer: Viewer | undefined;
}

export interface Assets {
  importMap: Record<string, string>;
  /** Scripts before the modules, then the style sheets. */
  syntheticShadow: string;
  styles: string[];
}

export interface Document {
  body: string;
  headers: Record<string, string>;
}

/** A page that scripts draw. `path` is where the viewer is, to mark the tab. */
export function scriptedDocument(frame: Frame, page: PageModel, path: string, assets: Assets): Document {
  const importMap = JSON.stringify({ imports: assets.importMap });
  const hash = `'sha256-${createHash('sha256').update(importMap).digest('base64')}'`;
  // Without white space around it: the policy allows exactly what was hashed.
  const inline = { markup: `<script type="importmap">${importMap}</script>` };
  const scripts = html`${inline}
    <script src="${assets.syntheticShadow}"></script>
    <script type="application/json" id="page">
      ${jsonScript({ session: frame.viewer, page })}
    </script>
    <script type="module" src="${assets.importMap['shell/boot']}"></script>`;
  const main = html`<div id="view" aria-busy="true">
      <p class="frame-wait slds-p-around_large" role="status">Loading…</p>
    </div>
    <noscript><p class="slds-p-around_large">This page needs JavaScript.</p></noscript>`;
  return {
    body: documentOf(frame, page.title, path, assets.styles, main, scripts),
    headers: headersOf(`script-src 'self' ${hash}`),
  };
}

/** A page of markup alone. */
export function plainDocument(frame: Frame, title: string, path: string, styles: string[], main: Markup): Document {
  return { body: documentOf(frame, title, path, styles, main, html``), headers: headersOf(`script-src 'none'`) };
}

function headersOf(scripts: string): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    // Component styles are style elements that the browser part writes, hence 'unsafe-inline' for styles alone.
    'content-security-policy': `default-src 'self'; ${scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'`,
  };
}

/** Right to left for the languages that are written so. */
function directionOf(language: string): 'ltr' | 'rtl' {
  return ['ar', 'fa', 'he', 'iw', 'ur', 'yi'].includes(language.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

function documentOf(
  frame: Frame,
  title: string,
  path: string,
  styles: string[],
  main: Markup,
  scripts: Markup,
): string {
  const language = frame.viewer?.language ?? 'en';
  const page = html`<!doctype html>
    <html lang="${language}" dir="${directionOf(language)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} | ${frame.app?.label ?? 'Local org'}</title>
        <link rel="icon" href="data:," />
        ${styles.map((url) => html`<link rel="stylesheet" href="${url}" />`)} ${scripts}
      </head>
      <body class="slds-scope">
        <a class="frame-skip" href="#main">Skip to main content</a>
        ${frame.viewer ? header(frame, frame.viewer, path) : html`<header class="frame-header"><span class="frame-app">Local org</span></header>`}
        <main id="main" tabindex="-1">${main}</main>
        <footer class="frame-footer">
          <p>The local org’s approximation of Lightning Experience. What it leaves out, it says.</p>
        </footer>
      </body>
    </html>`;
  return page.markup;
}

function header({ app, tabs }: Frame, viewer: Viewer, path: string): Markup {
  return html`<header class="frame-header">
    <a class="frame-launcher" href="/" title="App Launcher"
      ><span aria-hidden="true" class="frame-dots"></span><span class="slds-assistive-text">App Launcher</span></a
    >
    <span class="frame-app">${app?.label ?? 'Local org'}</span>
    <nav class="frame-tabs" aria-label="${app?.label ?? 'Main'}">
      <ul>
        ${tabs.map((tab) => html`<li><a href="${tab.url}" ${isCurrent(tab, path) && html` aria-current="page"`}>${tab.label}</a></li>`)}
      </ul>
    </nav>
    <span class="frame-user">${viewer.userName}</span>
    <a class="frame-logout" href="/secur/logout.jsp">Log out</a>
  </header>`;
}

function isCurrent({ url }: Tab, path: string): boolean {
  const object = /^\/lightning\/o\/(\w+)\/list$/.exec(url)?.[1];
  return (
    path === url ||
    (object !== undefined && (path.startsWith(`/lightning/o/${object}/`) || path.startsWith(`/lightning/r/${object}/`)))
  );
}

/** The app launcher. */
export function homeMain(apps: App[], tabs: Tab[]): Markup {
  return html`<div class="frame-page slds-p-around_medium">
    <h1 class="slds-text-heading_large slds-m-bottom_medium">App Launcher</h1>
    <section aria-labelledby="apps">
      <h2 id="apps" class="slds-text-heading_medium slds-m-bottom_small">Apps</h2>
      ${apps.length === 0 && html`<p>No Lightning app is visible to you. An administrator can assign a permission set that grants one.</p>`}
      <ul class="frame-cards">
        ${apps.map((app) => html`<li class="slds-box slds-theme_default"><a class="slds-text-heading_small" href="/lightning/app/${encodeURIComponent(app.name)}">${app.label}</a>${app.description !== '' && html`<p>${app.description}</p>`}</li>`)}
      </ul>
    </section>
    <section aria-labelledby="items" class="slds-m-top_large">
      <h2 id="items" class="slds-text-heading_medium slds-m-bottom_small">Items</h2>
      <ul class="frame-items">
        ${tabs.map(({ label, url }) => html`<li><a href="${url}">${label}</a></li>`)}
      </ul>
    </section>
  </div>`;
}

export function loginMain(): Markup {
  return html`<div class="frame-page slds-p-around_large">
    <h1 class="slds-text-heading_large slds-m-bottom_medium">You are not logged in</h1>
    <p>
      Open one of the links that the start script printed: each logs its user in. Or run <code>sf org open</code> with
      an org that points here.
    </p>
  </div>`;
}

export function messageMain(heading: string, message: string): Markup {
  return html`<div class="frame-page slds-p-around_large">
    <h1 class="slds-text-heading_large slds-m-bottom_medium">${heading}</h1>
    <p>${message}</p>
    <p class="slds-m-top_medium"><a href="/">App Launcher</a></p>
  </div>`;
}

/** Components that do not compile, as a deploy would have refused them. */
export function buildProblemsMain(problems: { file: string; line: number; column: number; message: string }[]): Markup {
  return html`<div class="frame-page slds-p-around_large">
    <h1 class="slds-text-heading_large slds-m-bottom_medium">A Lightning web component does not compile</h1>
    <ul class="slds-list_dotted">
      ${problems.map(({ file, line, column, message }) => html`<li><code>${file}:${line}:${column}</code> ${message}</li>`)}
    </ul>
  </div>`;
}
