import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { OrgError } from '../errors.ts';
import { notFound, parseBody } from './failure.ts';
import type { OrgRequest, Route } from './route.ts';
import { sessionsOf } from './sessions.ts';

const PATH = '/services/data/:version/sobjects/User/:id/password';
const NewPassword = z.object({
  NewPassword: z.string().min(8, 'Your password must be at least 8 characters long.').max(1_000),
});

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_user_password.htm */
export const passwordRoutes: Route[] = [
  {
    method: 'GET',
    path: PATH,
    family: 'Login',
    does: 'whether a password has expired (none does)',
    writes: false,
    handle: (request) => {
      userOf(request);
      return { status: 200, body: { isExpired: false } };
    },
  },
  {
    method: 'POST',
    path: PATH,
    family: 'Login',
    does: 'sets a password',
    writes: false,
    handle: (request) => {
      const userId = userOf(request);
      sessionsOf(request.org).setPassword(userId, parseBody(NewPassword, request.json()).NewPassword);
      return { status: 204 };
    },
  },
  {
    method: 'DELETE',
    path: PATH,
    family: 'Login',
    does: 'resets a password to a random one, which it answers',
    writes: false,
    handle: (request) => {
      const userId = userOf(request);
      const password = randomBytes(12).toString('base64url');
      sessionsOf(request.org).setPassword(userId, password);
      return { status: 200, body: { NewPassword: password } };
    },
  },
];

/** The user in the path, where the caller may set their password: their own, or with Manage Users anyone's. */
function userOf(request: OrgRequest): string {
  const row = request.org.store.read('User', [request.params['id'] ?? ''])[0];
  if (!row) throw notFound();
  const userId = String(row['Id']);
  if (userId !== request.user.userId && !request.user.hasSystemPermission('ManageUsers')) {
    throw new OrgError('INSUFFICIENT_ACCESS', 'insufficient access rights on object id', { status: 403 });
  }
  return userId;
}
