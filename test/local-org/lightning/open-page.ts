import type { OrgRequest, Reply } from '../api/route.ts';
import { OrgError } from '../errors.ts';
import type { Org, UserAccess } from '../org.ts';
import { pageAssets, plainStyles } from './assets.ts';
import { appsOf, looseTabs, type App, type Tab } from './shell/apps.ts';
import {
  buildProblemsMain,
  loginMain,
  messageMain,
  plainDocument,
  scriptedDocument,
  type Document,
  type Frame,
  type Viewer,
} from './shell/document.ts';
import type { Markup } from './shell/html.ts';
import type { PageModel } from './shell/model.ts';

/** Who opens a page, and in which app. */
interface Visit {
  org: Org;
  access: UserAccess;
  app: string | undefined;
  apps: App[];
  loose: Tab[];
}

type Answer = { page: PageModel } | { title: string; main: Markup } | { redirect: string; app: string };

const APP_COOKIE = 'app';

/** Answers a page request: the log-in page without a session, a message where the page does not exist, else the page. */
export async function openPage(request: OrgRequest, answer: (visit: Visit) => Answer): Promise<Reply> {
  const access = viewerOf(request);
  if (!access)
    return reply(
      401,
      plainDocument({ app: undefined, tabs: [], viewer: undefined }, 'Log in', '', plainStyles(), loginMain()),
    );
  const apps = appsOf(request.org, access);
  const loose = looseTabs(request.org, access);
  const app = apps.find(({ name }) => name === chosenApp(request)) ?? apps[0];
  const path = pathOf(request);
  const frame: Frame = { app, tabs: app?.tabs ?? loose, viewer: viewerFacts(request.org, access, []) };
  try {
    const answered = answer({ org: request.org, access, app: app?.name, apps, loose });
    if ('redirect' in answered) {
      const cookie = `${APP_COOKIE}=${encodeURIComponent(answered.app)}; Path=/; SameSite=Strict; HttpOnly`;
      return {
        status: 302,
        headers: { location: answered.redirect, 'set-cookie': cookie, 'cache-control': 'no-store' },
      };
    }
    if ('main' in answered) return reply(200, plainDocument(frame, answered.title, path, plainStyles(), answered.main));
    const { assets, bundle } = await pageAssets(request.org);
    if (bundle.problems.length > 0)
      return reply(422, plainDocument(frame, 'Build error', path, plainStyles(), buildProblemsMain(bundle.problems)));
    const viewer = viewerFacts(request.org, access, bundle.userPermissions);
    return reply(200, scriptedDocument({ ...frame, viewer }, answered.page, path, assets));
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    return reply(
      error.status,
      plainDocument(frame, 'Not found', path, plainStyles(), messageMain('This page isn’t available', error.message)),
    );
  }
}

function reply(status: number, { body, headers }: Document): Reply {
  return { status, headers, body };
}

function viewerOf(request: OrgRequest): UserAccess | undefined {
  try {
    return request.user;
  } catch (error) {
    if (error instanceof OrgError) return undefined;
    throw error;
  }
}

function chosenApp(request: OrgRequest): string | undefined {
  const value = new RegExp(`(?:^|;\\s*)${APP_COOKIE}=([^;]+)`).exec(request.headers['cookie'] ?? '')?.[1];
  try {
    return value && decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

/** The path as tabs are compared with: the route's parameters filled in would lose the record's object. */
function pathOf({ params }: OrgRequest): string {
  if (params['tab']) return `/lightning/n/${params['tab']}`;
  if (params['id']) return `/lightning/r/${params['object'] ?? ''}/${params['id']}`;
  return params['object'] ? `/lightning/o/${params['object']}/list` : '/lightning/page/home';
}

/** `pt_BR` → `pt-BR`, `iw` → `he`. Locales with variants of Salesforce's own, such as `de_DE_EURO`, lose those. */
function bcp47(key: string): string {
  const [known] = Intl.getCanonicalLocales(key.split('_').slice(0, 2).join('-'));
  return known ?? 'en-US';
}

function viewerFacts(org: Org, access: UserAccess, userPermissions: string[]): Viewer {
  const field = (name: string, otherwise: string): string => String(access.user[name] ?? otherwise);
  return {
    userId: access.userId,
    userName: field('Name', field('Username', '')),
    isGuest: false,
    language: bcp47(field('LanguageLocaleKey', 'en_US')),
    locale: bcp47(field('LocaleSidKey', 'en_US')),
    timeZone: field('TimeZoneSidKey', 'UTC'),
    currency: 'USD',
    customPermissions: org.schema
      .components('CustomPermission')
      .map(({ fullName }) => fullName)
      .filter((name) => access.hasCustomPermission(name)),
    userPermissions: userPermissions.filter((name) => access.hasSystemPermission(name)),
  };
}
