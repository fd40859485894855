import { sessionInvalid } from './failure.ts';
import type { OrgRequest, Reply, Route } from './route.ts';
import { sessionsOf } from './sessions.ts';

const HOME = '/lightning';

/** From a token to a browser that is logged in. */
export const frontdoorRoutes: Route[] = [
  {
    method: 'GET',
    path: '/services/oauth2/singleaccess',
    family: 'Login',
    does: 'a link that logs a browser in once',
    writes: false,
    handle: singleAccess,
  },
  {
    method: 'POST',
    path: '/services/oauth2/singleaccess',
    family: 'Login',
    does: 'a link that logs a browser in once',
    writes: false,
    handle: singleAccess,
  },
  {
    method: 'GET',
    path: '/secur/frontdoor.jsp',
    family: 'Login',
    does: 'logs the browser in by `otp` or `sid` and goes on to `startURL` or `retURL`',
    writes: false,
    open: true,
    handle: frontdoor,
  },
  {
    method: 'GET',
    path: '/secur/logout.jsp',
    family: 'Login',
    does: 'logs the browser out',
    writes: false,
    open: true,
    handle: (request) => {
      sessionsOf(request.org).revoke(request.token);
      return { status: 302, headers: { location: '/', 'set-cookie': cookie('', 0) } };
    },
  },
];

/** Where a browser has to go to be logged in with a token that is at hand. `path` is local: `/lightning/r/…`. */
export function frontdoorUrl(origin: string, token: string, path: string = HOME): string {
  return `${origin}/secur/frontdoor.jsp?${new URLSearchParams({ sid: token, retURL: path }).toString()}`;
}

function singleAccess(request: OrgRequest): Reply {
  const fields = request.method === 'POST' ? new URLSearchParams(request.body.toString('utf8')) : request.query;
  const otp = sessionsOf(request.org).issue(request.user.userId, { kind: 'once' });
  const startURL = localPath(fields.get('redirect_uri') ?? HOME, request.origin);
  const link = new URLSearchParams({ otp, startURL });
  return { status: 200, body: { frontdoor_uri: `${request.origin}/secur/frontdoor.jsp?${link.toString()}` } };
}

function frontdoor(request: OrgRequest): Reply {
  const sessions = sessionsOf(request.org);
  const { query } = request;
  const otp = query.get('otp');
  const userId = otp === null ? sessions.userOf(query.get('sid') ?? '') : sessions.userOf(otp, 'once');
  if (userId === undefined) throw sessionInvalid();
  const token = otp === null ? (query.get('sid') ?? '') : sessions.issue(userId);
  const location = localPath(query.get('startURL') ?? query.get('retURL') ?? HOME, request.origin);
  return { status: 302, headers: { location, 'set-cookie': cookie(token), 'referrer-policy': 'no-referrer' } };
}

function cookie(token: string, maxAge?: number): string {
  return `sid=${token}; Path=/; HttpOnly; SameSite=Strict${maxAge === undefined ? '' : `; Max-Age=${maxAge}`}`;
}

/** The path of a link to this org; home for a link to anywhere else, so that the door leads nowhere but in. */
function localPath(link: string, origin: string): string {
  if (!URL.canParse(link, origin)) return HOME;
  const url = new URL(link, origin);
  return url.origin === origin ? url.pathname.replace(/^\/+/, '/') + url.search + url.hash : HOME;
}
