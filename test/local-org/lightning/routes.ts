import { OrgError } from '../errors.ts';
import type { OrgRequest, Reply, Route } from '../api/route.ts';
import { assetRoutes } from './assets.ts';
import { openPage } from './open-page.ts';
import { homeMain } from './shell/document.ts';
import { homePage, listPage, newPage, recordPage, tabPage } from './shell/pages.ts';
import { isId, to18 } from '../schema/id.ts';

const FAMILY = 'Lightning pages';

function page(path: string, does: string, handle: (request: OrgRequest) => Promise<Reply> | Reply): Route {
  return { method: 'GET', path, family: FAMILY, does, writes: false, open: true, handle };
}

const launcher = (request: OrgRequest): Promise<Reply> =>
  openPage(request, ({ apps, loose }) => ({ title: 'App Launcher', main: homeMain(apps, loose) }));

const home = (request: OrgRequest): Promise<Reply> =>
  openPage(request, (viewer) => {
    const page = homePage(viewer);
    return page ? { page } : { title: 'App Launcher', main: homeMain(viewer.apps, viewer.loose) };
  });

const record = (request: OrgRequest): Promise<Reply> =>
  openPage(request, (viewer) => {
    const id = request.params['id'] ?? '';
    if (!isId(id)) throw new OrgError('NOT_FOUND', `${id} is not a record Id.`, { status: 404 });
    return { page: recordPage(viewer, to18(id)) };
  });

const list = (request: OrgRequest): Promise<Reply> =>
  openPage(request, (viewer) => ({
    page: listPage(viewer, request.params['object'] ?? '', request.query.get('filterName')),
  }));

/** Opens an app at its first tab and keeps it for the pages that follow. */
const app = (request: OrgRequest): Promise<Reply> =>
  openPage(request, ({ apps }) => {
    const chosen = apps.find(({ name }) => name === request.params['app']);
    if (!chosen)
      throw new OrgError('NOT_FOUND', `There is no Lightning app ${request.params['app'] ?? ''} that you may see.`, {
        status: 404,
      });
    const rest = request.params['*'];
    return {
      redirect: rest ? `/lightning/${rest}` : (chosen.tabs[0]?.url ?? '/lightning/page/home'),
      app: chosen.name,
    };
  });

/** Pages answer to a browser without a session too, with how to log in; data never comes with them. */
export const lightningRoutes: Route[] = [
  page('/', 'app launcher', launcher),
  page('/lightning', 'app launcher', launcher),
  page('/lightning/page/home', 'home page: the FlexiPage that the app assigns, else the app launcher', home),
  page('/lightning/app/:app', 'a Lightning app at its first tab', app),
  page('/lightning/app/:app/*', 'a page inside a Lightning app', app),
  page('/lightning/r/:id/view', 'record page', record),
  page(
    '/lightning/r/:object/:id/view',
    'record page: the FlexiPage assigned by the app or the object, else detail and related lists',
    record,
  ),
  page('/lightning/o/:object/list', 'list view', list),
  page('/lightning/o/:object/home', 'list view', list),
  page('/lightning/o/:object/new', 'form for a new record', (request) =>
    openPage(request, (viewer) => ({ page: newPage(viewer, request.params['object'] ?? '') })),
  ),
  page('/lightning/n/:tab', 'tab with a FlexiPage or a component', (request) =>
    openPage(request, (viewer) => ({ page: tabPage(viewer, request.params['tab'] ?? '') })),
  ),
  ...assetRoutes,
];
