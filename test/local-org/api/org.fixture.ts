import { strToU8, zipSync } from 'fflate';
import { openOrg } from '../open.ts';
import type { OpenOrg } from '../open.ts';
import { save } from '../save/save.ts';
import { startServer } from './server.ts';
import { sessionsOf } from './sessions.ts';

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed where it is JSON. */
  body: unknown;
}

export interface TestOrg {
  org: OpenOrg;
  url: string;
  token: string;
  /** Bugs that the server reported. */
  logged: string[];
  /** A request as the admin, unless another token is given; `path` without `/services/data/v66.0` where it begins with a word. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Creates a record and answers its Id; fails where it is refused. */
  create(object: string, fields: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

/** An empty org in memory, served on a free port. */
export async function startTestOrg(now?: () => Date): Promise<TestOrg> {
  const org = openOrg({ file: ':memory:', ...(now ? { now } : {}) });
  const logged: string[] = [];
  const server = await startServer({ org, port: 0, log: (line) => logged.push(line) });
  const token = sessionsOf(org).issue(org.adminUserId);

  const call: TestOrg['call'] = async (method, path, body, headers = {}) => {
    const plain = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    const answer = await fetch(server.url + (path.startsWith('/') ? path : `/services/data/v66.0/${path}`), {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${token}`,
        ...(plain ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: plain ? (body as string) : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: text !== '' && /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text,
    };
  };

  return {
    org,
    url: server.url,
    token,
    logged,
    call,
    async create(object, fields) {
      const { status, body } = await call('POST', `sobjects/${object}`, fields);
      if (status !== 201) throw new Error(`${object} not created: ${JSON.stringify(body)}`);
      return (body as { id: string }).id;
    },
    async close() {
      await server.close();
      org.close();
    },
  };
}

/** A further user with the profile `Standard User`, and a token of theirs. */
export function addUser(org: OpenOrg, name: string): { userId: string; username: string; token: string } {
  const profile = org.store.readBy('Profile', 'Name', ['Standard User'])[0];
  const username = `${name}@example.test`;
  const [result] = save(org, org.access(org.adminUserId), {
    object: 'User',
    operation: 'insert',
    allOrNone: true,
    records: [
      {
        Username: username,
        LastName: name,
        Email: username,
        Alias: name.slice(0, 8),
        CommunityNickname: name,
        ProfileId: profile?.['Id'],
        TimeZoneSidKey: 'GMT',
        LocaleSidKey: 'en_US',
        EmailEncodingKey: 'UTF-8',
        LanguageLocaleKey: 'en_US',
      },
    ],
  });
  if (!result?.success || result.id === null) throw new Error(`${name} not created: ${JSON.stringify(result?.errors)}`);
  return { userId: result.id, username, token: sessionsOf(org).issue(result.id) };
}

/** A deploy zip from file names and contents; package.xml names what `types` says. */
export function deployZip(files: Record<string, string>, types: Record<string, string[]>): Buffer {
  const members = Object.entries(types).map(
    ([name, list]) =>
      `<types>${list.map((member) => `<members>${member}</members>`).join('')}<name>${name}</name></types>`,
  );
  const manifest = `<?xml version="1.0" encoding="UTF-8"?><Package xmlns="http://soap.sforce.com/2006/04/metadata">${members.join('')}<version>66.0</version></Package>`;
  const entries = Object.entries({ 'package.xml': manifest, ...files }).map(
    ([name, text]) => [name, strToU8(text)] as const,
  );
  return Buffer.from(zipSync(Object.fromEntries(entries)));
}

/** An object with a unique external id, a rule, and a permission set that lets its holders use it. */
export const SHELF: { files: Record<string, string>; types: Record<string, string[]> } = {
  files: {
    'objects/Shelf__c.object': `<?xml version="1.0" encoding="UTF-8"?>
<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
  <deploymentStatus>Deployed</deploymentStatus>
  <label>Shelf</label><pluralLabel>Shelves</pluralLabel>
  <nameField><label>Name</label><type>Text</type></nameField>
  <sharingModel>ReadWrite</sharingModel>
  <fields><fullName>Key__c</fullName><label>Key</label><type>Text</type><length>40</length><externalId>true</externalId><unique>true</unique><caseSensitive>false</caseSensitive></fields>
  <fields><fullName>Width__c</fullName><label>Width</label><type>Number</type><precision>8</precision><scale>2</scale></fields>
  <fields><fullName>Room__c</fullName><label>Room</label><type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Shelves</relationshipName></fields>
  <validationRules><fullName>Positive</fullName><active>true</active><errorConditionFormula>Width__c &lt; 0</errorConditionFormula><errorDisplayField>Width__c</errorDisplayField><errorMessage>A shelf has a width.</errorMessage></validationRules>
</CustomObject>`,
    'permissionsets/Shelves.permissionset': `<?xml version="1.0" encoding="UTF-8"?>
<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">
  <label>Shelves</label><hasActivationRequired>false</hasActivationRequired>
  ${['Key__c', 'Width__c', 'Room__c'].map((field) => `<fieldPermissions><editable>true</editable><field>Shelf__c.${field}</field><readable>true</readable></fieldPermissions>`).join('')}
  <objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Shelf__c</object><viewAllRecords>false</viewAllRecords></objectPermissions>
</PermissionSet>`,
  },
  types: { CustomObject: ['Shelf__c'], PermissionSet: ['Shelves'] },
};

/** Deploys a zip over REST and answers its result when it is done. */
export async function deployOver(
  test: TestOrg,
  zip: Buffer,
  options: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const boundary = 'boundary-of-the-test';
  const deployOptions = { rollbackOnError: true, singlePackage: true, ...options };
  const body = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="entity_content"\r\nContent-Type: application/json\r\n\r\n${JSON.stringify({ deployOptions })}\r\n`,
    ),
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="package.zip"\r\nContent-Type: application/zip\r\n\r\n`,
    ),
    zip,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const started = await test.call('POST', 'metadata/deployRequest', body, {
    'content-type': `multipart/form-data; boundary=${boundary}`,
  });
  if (started.status !== 201) throw new Error(`Deploy not taken: ${JSON.stringify(started.body)}`);
  const { id } = started.body as { id: string };
  for (;;) {
    const { body: status } = await test.call('GET', `metadata/deployRequest/${id}?includeDetails=true`);
    const { deployResult } = status as { deployResult: Record<string, unknown> };
    if (deployResult['done'] === true) return deployResult;
  }
}

/** Deploys the shelf and lets the admin and others use it. */
export async function withShelves(test: TestOrg, userIds: readonly string[] = []): Promise<void> {
  const result = await deployOver(test, deployZip(SHELF.files, SHELF.types));
  if (result['success'] !== true) throw new Error(`The shelf did not deploy: ${JSON.stringify(result)}`);
  const set = test.org.store.readBy('PermissionSet', 'Name', ['Shelves'])[0];
  for (const AssigneeId of [test.org.adminUserId, ...userIds]) {
    await test.create('PermissionSetAssignment', { AssigneeId, PermissionSetId: set?.['Id'] });
  }
}
