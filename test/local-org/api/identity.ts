import { OrgError } from '../errors.ts';
import type { Org } from '../org.ts';
import type { Row } from '../schema/model.ts';
import { notFound } from './failure.ts';
import type { OrgRequest, Route } from './route.ts';
import { organizationOf } from './sessions.ts';

/**
 * Who is logged in: OpenID user info and the identity URL.
 * https://help.salesforce.com/s/articleView?id=sf.remoteaccess_using_openid.htm
 */
export const identityRoutes: Route[] = [
  {
    method: 'GET',
    path: '/services/oauth2/userinfo',
    family: 'Login',
    does: 'who the session belongs to (OpenID user info)',
    writes: false,
    handle: (request) => ({ status: 200, body: userInfo(request) }),
  },
  {
    method: 'GET',
    path: '/id/:organization/:user',
    family: 'Login',
    does: 'the identity of a user',
    writes: false,
    handle: (request) => ({ status: 200, body: identity(request) }),
  },
];

export function identityUrl(request: Pick<OrgRequest, 'org' | 'origin'>, userId: string): string {
  return `${request.origin}/id/${organizationOf(request.org).id}/${userId}`;
}

/** A user's row; throws NOT_FOUND. */
export function userRow(org: Org, userId: string): Row {
  const row = org.store.read('User', [userId])[0];
  if (!row) throw notFound();
  return row;
}

function userInfo(request: OrgRequest): Record<string, unknown> {
  const user = userRow(request.org, request.user.userId);
  return {
    sub: identityUrl(request, request.user.userId),
    user_id: user['Id'],
    organization_id: organizationOf(request.org).id,
    preferred_username: user['Username'],
    nickname: user['Alias'],
    name: user['Name'],
    email: user['Email'],
    given_name: user['FirstName'],
    family_name: user['LastName'],
    locale: user['LanguageLocaleKey'],
    zoneinfo: user['TimeZoneSidKey'],
    user_type: 'STANDARD',
    active: true,
    urls: urls(request),
  };
}

/** Only the caller's own, unless they may see all users; what others are is not told by an identity URL. */
function identity(request: OrgRequest): Record<string, unknown> {
  const { id: organizationId } = organizationOf(request.org);
  const [organization = '', userId = ''] = [request.params['organization'], request.params['user']];
  if (organization.slice(0, 15) !== organizationId.slice(0, 15)) throw notFound();
  if (userId.slice(0, 15) !== request.user.userId.slice(0, 15)) {
    throw new OrgError('INSUFFICIENT_ACCESS', 'Wrong_User', { status: 403 });
  }
  const user = userRow(request.org, request.user.userId);
  return {
    id: identityUrl(request, request.user.userId),
    asserted_user: true,
    user_id: user['Id'],
    organization_id: organizationId,
    username: user['Username'],
    nick_name: user['Alias'],
    display_name: user['Name'],
    email: user['Email'],
    first_name: user['FirstName'],
    last_name: user['LastName'],
    timezone: user['TimeZoneSidKey'],
    language: user['LanguageLocaleKey'],
    locale: user['LocaleSidKey'],
    active: true,
    user_type: 'STANDARD',
    is_app_installed: true,
    urls: urls(request),
  };
}

function urls(request: OrgRequest): Record<string, string> {
  const { origin } = request;
  const soap = (api: string) => `${origin}/services/Soap/${api}/{version}/${organizationOf(request.org).id}`;
  return {
    enterprise: soap('c'),
    metadata: soap('m'),
    partner: soap('u'),
    rest: `${origin}/services/data/v{version}/`,
    sobjects: `${origin}/services/data/v{version}/sobjects/`,
    query: `${origin}/services/data/v{version}/query/`,
    custom_domain: origin,
  };
}
