import { OrgError } from '../errors.ts';
import { text } from '../metadata/xml.ts';
import type { Org } from '../org.ts';
import { identityUrl, userRow } from './identity.ts';
import type { OrgRequest, Reply, Route } from './route.ts';
import { organizationOf, sessionsOf } from './sessions.ts';
import { ENTERPRISE_NAMESPACE, PARTNER_NAMESPACE, readCall, soapReply } from './soap.ts';

export const loginRoutes: Route[] = [
  {
    method: 'POST',
    path: '/services/Soap/u/:version',
    family: 'Login',
    does: 'SOAP login, logout, getUserInfo (partner)',
    writes: false,
    open: true,
    handle: (request) => soapSession(request, PARTNER_NAMESPACE),
  },
  {
    method: 'POST',
    path: '/services/Soap/u/:version/:organization',
    family: 'Login',
    does: 'the same at the address that login answers with',
    writes: false,
    open: true,
    handle: (request) => soapSession(request, PARTNER_NAMESPACE),
  },
  {
    method: 'POST',
    path: '/services/Soap/c/:version',
    family: 'Login',
    does: 'SOAP login, logout, getUserInfo (enterprise)',
    writes: false,
    open: true,
    handle: (request) => soapSession(request, ENTERPRISE_NAMESPACE),
  },
  {
    method: 'POST',
    path: '/services/oauth2/token',
    family: 'Login',
    does: 'OAuth token: password, refresh_token, client_credentials (client id and secret: a username and its password)',
    writes: false,
    open: true,
    handle: token,
  },
  {
    method: 'POST',
    path: '/services/oauth2/revoke',
    family: 'Login',
    does: 'ends a session',
    writes: false,
    open: true,
    handle: (request) => {
      sessionsOf(request.org).revoke(form(request).get('token') ?? request.query.get('token') ?? '');
      return { status: 200 };
    },
  },
];

/** https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_login.htm */
function soapSession(request: OrgRequest, namespace: string): Reply {
  const { operation, input, sessionId } = readCall(request.body);
  switch (operation) {
    case 'login': {
      const userId = sessionsOf(request.org).checkPassword(
        text(input, 'username') ?? '',
        text(input, 'password') ?? '',
      );
      if (userId === undefined) {
        throw new OrgError('INVALID_LOGIN', 'Invalid username, password, security token; or user locked out.');
      }
      return soapReply(namespace, 'login', { result: loginResult(request, userId) });
    }
    case 'logout':
      sessionsOf(request.org).revoke(sessionId ?? '');
      return soapReply(namespace, 'logout', {});
    case 'getUserInfo':
      return soapReply(namespace, 'getUserInfo', { result: userInfo(request.org, request.user.userId) });
    default:
      throw new OrgError('soapenv:Client', `No operation available for request {${namespace}}${operation}`);
  }
}

function loginResult(request: OrgRequest, userId: string): Record<string, unknown> {
  const { org, origin } = request;
  const version = request.params['version'];
  return {
    metadataServerUrl: `${origin}/services/Soap/m/${version}`,
    passwordExpired: false,
    sandbox: false,
    serverUrl: `${origin}/services/Soap/u/${version}/${organizationOf(org).id}`,
    sessionId: sessionsOf(org).issue(userId),
    userId,
    userInfo: userInfo(org, userId),
  };
}

function userInfo(org: Org, userId: string): Record<string, unknown> {
  const user = userRow(org, userId);
  const { id, name } = organizationOf(org);
  return {
    organizationId: id,
    organizationName: name,
    profileId: user['ProfileId'],
    roleId: user['UserRoleId'],
    userEmail: user['Email'],
    userFullName: user['Name'],
    userId,
    userLanguage: user['LanguageLocaleKey'],
    userLocale: user['LocaleSidKey'],
    userName: user['Username'],
    userTimeZone: user['TimeZoneSidKey'],
    userType: 'Standard',
  };
}

function form(request: OrgRequest): URLSearchParams {
  return new URLSearchParams(request.body.toString('utf8'));
}

/** https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_endpoints.htm; errors as RFC 6749, 5.2 has them. */
function token(request: OrgRequest): Reply {
  const fields = form(request);
  const sessions = sessionsOf(request.org);
  const field = (name: string) => fields.get(name) ?? '';
  switch (field('grant_type')) {
    case 'password':
      return grant(request, sessions.checkPassword(field('username'), field('password')), { refresh: true });
    case 'client_credentials':
      // There are no connected apps here; the run-as user stands for the app.
      return grant(request, sessions.checkPassword(field('client_id'), field('client_secret')), { refresh: false });
    case 'refresh_token': {
      const userId = sessions.userOf(field('refresh_token'), 'refresh');
      return userId === undefined
        ? oauthError('invalid_grant', 'expired access/refresh token')
        : grant(request, userId, { refresh: false });
    }
    case '':
      return oauthError('invalid_request', 'must supply grant_type');
    default:
      return oauthError('unsupported_grant_type', 'grant type not supported');
  }
}

function grant(request: OrgRequest, userId: string | undefined, options: { refresh: boolean }): Reply {
  if (userId === undefined) return oauthError('invalid_grant', 'authentication failure');
  const sessions = sessionsOf(request.org);
  return {
    status: 200,
    body: {
      access_token: sessions.issue(userId),
      ...(options.refresh ? { refresh_token: sessions.issue(userId, { kind: 'refresh' }) } : {}),
      scope: options.refresh ? 'refresh_token web api' : 'web api',
      instance_url: request.origin,
      id: identityUrl(request, userId),
      token_type: 'Bearer',
      issued_at: String(request.org.now().getTime()),
    },
  };
}

function oauthError(error: string, description: string): Reply {
  return { status: 400, body: { error, error_description: description } };
}
