/** Gives a session as another user, with nothing but public APIs: an admin sets a password, the user logs in. */
import { randomBytes } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import { Session } from './session.ts';

/** `login()` left the SOAP API with version 65.0, so it is asked for at the last version that has it. */
const LOGIN = '/services/Soap/u/64.0';

/**
 * A fresh session of the user. Throws where the admin may not set passwords, or the org's policies refuse the login.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_user_password_post.htm
 */
export async function loginAs(admin: Session, user: { Id: string; Username: string }): Promise<Session> {
  const password = `Aa1!${randomBytes(18).toString('base64url')}`;
  const set = await admin.call({
    method: 'POST',
    path: `sobjects/User/${user.Id}/password`,
    body: { NewPassword: password },
  });
  if (set.status >= 300) throw new Error(`set password of ${user.Username}: ${JSON.stringify(set.body)}`);
  const answer = await admin.call({
    method: 'POST',
    path: LOGIN,
    headers: { SOAPAction: 'login', authorization: '' },
    body: `<?xml version="1.0" encoding="utf-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:urn="urn:partner.soap.sforce.com">
  <soapenv:Body><urn:login><urn:username>${xmlText(user.Username)}</urn:username><urn:password>${xmlText(password)}</urn:password></urn:login></soapenv:Body>
</soapenv:Envelope>`,
  });
  const parsed = new XMLParser({ removeNSPrefix: true }).parse(String(answer.body)) as {
    Envelope: { Body: { loginResponse?: { result: { sessionId: string } }; Fault?: { faultstring: string } } };
  };
  const { loginResponse, Fault } = parsed.Envelope.Body;
  if (!loginResponse) throw new Error(`login of ${user.Username}: ${Fault?.faultstring ?? String(answer.body)}`);
  return new Session(admin.url, loginResponse.result.sessionId, user.Id);
}

function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
