import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import jsforce from '@jsforce/jsforce-node';
import { unzipSync } from 'fflate';
import { addUser, deployOver, deployZip, SHELF, startTestOrg } from './org.fixture.ts';
import type { TestOrg } from './org.fixture.ts';

interface Message {
  fullName: string;
  componentType: string;
  problem?: string;
  success: boolean;
  created: boolean;
  changed: boolean;
}

describe('the Metadata API', () => {
  let test: TestOrg;
  let connection: InstanceType<typeof jsforce.Connection>;
  before(async () => {
    test = await startTestOrg();
    connection = new jsforce.Connection({ instanceUrl: test.url, accessToken: test.token, version: '66.0' });
    connection.metadata.pollInterval = 10;
  });
  after(() => test.close());

  const messages = (result: Record<string, unknown>, which: string) =>
    (result['details'] as Record<string, Message[]>)[which] ?? [];
  const broken = {
    'objects/Bin__c.object': SHELF.files['objects/Shelf__c.object']?.replace('Width__c &lt; 0', 'Nope__c &lt; 0') ?? '',
  };

  it('checks only, deploys over REST, and redeploys what did not change', async () => {
    const zip = deployZip(SHELF.files, SHELF.types);
    const checked = await deployOver(test, zip, { checkOnly: true });
    assert.deepEqual([checked['status'], checked['success'], checked['checkOnly']], ['Succeeded', true, true]);
    assert.equal((await test.call('GET', 'sobjects/Shelf__c/describe')).status, 404);

    const quick = await test.call('POST', 'metadata/deployRequest', { validatedDeployRequestId: checked['id'] });
    assert.equal(quick.status, 201, JSON.stringify(quick.body));
    assert.equal((await test.call('GET', 'sobjects/Shelf__c/describe')).status, 200);

    const again = await deployOver(test, zip);
    assert.equal(again['success'], true);
    const shelf = messages(again, 'componentSuccesses').find(({ fullName }) => fullName === 'Shelf__c');
    assert.equal(shelf?.created, false);
    assert.ok(
      messages(again, 'componentSuccesses').some(
        ({ fullName, componentType }) => fullName === 'package.xml' && componentType === '',
      ),
    );
  });

  it('deploys over SOAP for jsforce, and lists, describes and retrieves', async () => {
    const zip = deployZip(SHELF.files, SHELF.types);
    const result = await connection.metadata.deploy(zip, { singlePackage: true, rollbackOnError: true }).complete(true);
    assert.equal(result.success, true);
    assert.equal(result.status, 'Succeeded');

    const described = await connection.metadata.describe();
    const type = described.metadataObjects.find(({ xmlName }) => xmlName === 'CustomObject');
    assert.equal(type?.directoryName, 'objects');
    assert.ok(type?.childXmlNames?.includes('CustomField'));
    const listed = await connection.metadata.list([{ type: 'CustomObject' }]);
    assert.ok(listed.some(({ fullName }) => fullName === 'Shelf__c'));

    const retrieved = await connection.metadata
      .retrieve({
        apiVersion: '66.0',
        unpackaged: { types: [{ name: 'CustomObject', members: ['Shelf__c'] }], version: '66.0' },
      } as never)
      .complete();
    const files = unzipSync(Buffer.from(retrieved.zipFile, 'base64'));
    const names = Object.keys(files);
    assert.ok(
      names.some((name) => name.endsWith('objects/Shelf__c.object')),
      names.join(),
    );
    assert.ok(
      names.some((name) => name.endsWith('package.xml')),
      names.join(),
    );
  });

  it('tells each component that fails, with its place, and leaves the org as it was', async () => {
    const zip = deployZip(
      {
        ...broken,
        'labels/CustomLabels.labels':
          '<CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata"><labels><fullName>Fine</fullName><language>en_US</language><protected>false</protected><shortDescription>Fine</shortDescription><value>Fine</value></labels></CustomLabels>',
      },
      { CustomObject: ['Bin__c'], CustomLabels: ['CustomLabels'] },
    );
    const overRest = await deployOver(test, zip);
    assert.deepEqual(
      [overRest['status'], overRest['success'], overRest['numberComponentsDeployed']],
      ['Failed', false, 0],
    );
    const failure = messages(overRest, 'componentFailures').find(
      ({ componentType }) => componentType === 'ValidationRule',
    );
    assert.match(failure?.problem ?? '', /Nope__c/);
    assert.deepEqual([failure?.changed, failure?.created], [false, false]);
    assert.equal((await test.call('GET', 'sobjects/Bin__c/describe')).status, 404);

    const overSoap = await connection.metadata
      .deploy(zip, { singlePackage: true, rollbackOnError: true })
      .complete(true);
    assert.equal(overSoap.success, false);
    const failures = [overSoap.details.componentFailures].flat();
    assert.equal(failures.find(({ componentType }) => componentType === 'ValidationRule')?.problem, failure?.problem);
  });

  it('refuses a broken zip, a broken body and who may not deploy', async () => {
    await assert.rejects(deployOver(test, Buffer.from('this is no zip')), /Deploy not taken/);
    const code = async (body: string | Buffer, contentType: string, token = test.token) => {
      const answer = await test.call('POST', 'metadata/deployRequest', body, {
        'content-type': contentType,
        authorization: `Bearer ${token}`,
      });
      return [answer.status, (answer.body as { errorCode: string }[])[0]?.errorCode];
    };
    assert.deepEqual(await code('--x\r\n', 'multipart/form-data; boundary=x'), [400, 'INVALID_MULTIPART_REQUEST']);
    assert.deepEqual(await code('--x--', 'multipart/form-data; boundary=x'), [400, 'INVALID_MULTIPART_REQUEST']);
    assert.deepEqual(await code('', 'multipart/form-data'), [400, 'INVALID_MULTIPART_REQUEST']);
    assert.deepEqual(await code('{', 'application/json'), [400, 'JSON_PARSER_ERROR']);
    const { token } = addUser(test.org, 'reader');
    const asReader = new jsforce.Connection({ instanceUrl: test.url, accessToken: token, version: '66.0' });
    await assert.rejects(
      async () => asReader.metadata.deploy(deployZip(SHELF.files, SHELF.types), {}).complete(),
      /INSUFFICIENT_ACCESS/,
    );
    const none = await deployOver(test, Buffer.from('504b0506000000000000000000000000000000000000', 'hex'));
    assert.equal(none['success'], false);
  });

  it('answers SOAP faults where the call is wrong', async () => {
    const soap = async (body: string) => {
      const answer = await test.call('POST', '/services/Soap/m/66.0', body, { 'content-type': 'text/xml' });
      assert.match(answer.headers.get('content-type') ?? '', /^text\/xml/);
      return [
        answer.status,
        /<faultcode>([^<]+)<\/faultcode>/.exec(String(answer.body))?.[1],
        /<faultstring>([^<]*)</.exec(String(answer.body))?.[1],
      ];
    };
    const envelope = (session: string, body: string) =>
      `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><SessionHeader xmlns="http://soap.sforce.com/2006/04/metadata"><sessionId>${session}</sessionId></SessionHeader></e:Header><e:Body>${body}</e:Body></e:Envelope>`;
    const noBearer = (body: string) => fetch(`${test.url}/services/Soap/m/66.0`, { method: 'POST', body });

    const expired = await noBearer(envelope('00D!bad', '<describeMetadata/>'));
    assert.equal(expired.status, 401);
    assert.match(
      await expired.text(),
      /<faultcode>sf:INVALID_SESSION_ID<\/faultcode><faultstring>INVALID_SESSION_ID: Invalid Session ID found/,
    );
    assert.equal((await noBearer(envelope(test.token, '<describeMetadata/>'))).status, 200);
    assert.equal((await soap(envelope(test.token, '<readMetadata/>')))[1], 'soapenv:Client');
    assert.equal((await soap('<a>'))[1], 'soapenv:Client');
    assert.equal(
      (await soap(`<!DOCTYPE x [<!ENTITY y "z">]>${envelope('x', '<describeMetadata/>')}`))[1],
      'soapenv:Client',
    );
    assert.deepEqual(
      (
        await soap(envelope(test.token, '<checkDeployStatus><asyncProcessId>0Af</asyncProcessId></checkDeployStatus>'))
      ).slice(0, 2),
      [404, 'sf:INVALID_ID_FIELD'],
    );
  });
});
