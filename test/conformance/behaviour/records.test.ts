/**
 * One record at a time: status codes and the words of refusals.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newKey, TODAY } from '../guard/records.ts';
import { fieldsOf, type Ground, openGround, refused } from './ground.ts';

let ground: Ground;
before(async () => (ground = await openGround()));
after(() => ground.close());

const rep = () => ground.people.rep;
const call = () => `sobjects/Joint_Call__c/${ground.scene.planned.id}`;
const deal = () => `sobjects/Opportunity/${ground.scene.opportunityId}`;

describe('the life of a record', () => {
  test('is created, read, changed and deleted', async () => {
    const created = await rep().call({ method: 'POST', path: 'sobjects/Account', body: { Name: ground.label } });
    assert.equal(created.status, 201);
    const { id, ...rest } = created.body as { id: string };
    assert.match(id, /^001[a-zA-Z0-9]{15}$/);
    assert.deepEqual(rest, { success: true, errors: [] });

    const path = `sobjects/Account/${id}`;
    const changed = await rep().call({ method: 'PATCH', path, body: { Site: 'Berlin' } });
    assert.deepEqual(changed, { status: 204, body: undefined });

    const read = await rep().call({ method: 'GET', path: `${path}?fields=Id,Name,Site` });
    assert.deepEqual(read, {
      status: 200,
      body: {
        attributes: { type: 'Account', url: `/services/data/v66.0/sobjects/Account/${id}` },
        Id: id,
        Name: ground.label,
        Site: 'Berlin',
      },
    });

    assert.deepEqual(await rep().call({ method: 'DELETE', path }), { status: 204, body: undefined });
    refused(await rep().call({ method: 'DELETE', path }), {
      status: 404,
      errorCode: 'ENTITY_IS_DELETED',
      message: 'entity is deleted',
    });
    refused(await rep().call({ method: 'PATCH', path, body: { Site: 'Bonn' } }), {
      status: 404,
      errorCode: 'ENTITY_IS_DELETED',
      message: 'entity is deleted',
    });
    assert.equal((await rep().call({ method: 'GET', path })).status, 404);
  });

  test('is found by the 15 characters of its Id, and by names in any case', async () => {
    const { opportunityId: id } = ground.scene;
    const path = `sobjects/opportunity/${id.slice(0, 15)}`;
    const { body } = await rep().call({ method: 'GET', path: `${path}?fields=id,STAGENAME` });
    const url = `/services/data/v66.0/sobjects/Opportunity/${id}`;
    assert.deepEqual(body, { attributes: { type: 'Opportunity', url }, Id: id, StageName: 'Prospecting' });
  });

  test('may stay as it is', async () => {
    assert.equal((await rep().call({ method: 'PATCH', path: deal(), body: {} })).status, 204);
  });
});

describe('what is not there', () => {
  const gone = { status: 404, errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' };

  test('an object', async () => {
    refused(await rep().call({ method: 'POST', path: 'sobjects/Missing__c', body: { Name: 'x' } }), gone);
  });

  test('a record of another object', async () => {
    const path = `sobjects/Account/${ground.scene.opportunityId}`;
    refused(await rep().call({ method: 'GET', path }), gone);
  });

  test('a field of a read', async () => {
    refused(await rep().call({ method: 'GET', path: `${deal()}?fields=Name,Missing__c` }), {
      status: 400,
      errorCode: 'INVALID_FIELD',
      message: /No such column 'Missing__c' on entity 'Opportunity'/,
    });
  });

  test('a field of a write', async () => {
    refused(await rep().call({ method: 'PATCH', path: deal(), body: { Missing__c: 1 } }), {
      status: 400,
      errorCode: 'INVALID_FIELD',
      message: "No such column 'Missing__c' on sobject of type Opportunity",
    });
  });

  test('a method', async () => {
    const { status, body } = await rep().call({ method: 'PUT', path: deal(), body: {} });
    assert.deepEqual([status, (body as { errorCode: string }[])[0]!.errorCode], [405, 'METHOD_NOT_ALLOWED']);
  });
});

describe('values that do not fit', () => {
  // https://github.com/neuralab/woocommerce-salesforce-integration/issues/6
  test('required fields left out, told all at once', async () => {
    const body = { Opportunity__c: ground.scene.opportunityId };
    refused(await rep().call({ method: 'POST', path: 'sobjects/Joint_Call__c', body }), {
      status: 400,
      errorCode: 'REQUIRED_FIELD_MISSING',
      message: /^Required fields are missing: \[(Call_Date__c, Manager__c|Manager__c, Call_Date__c)\]$/,
      fields: ['Call_Date__c', 'Manager__c'],
    });
  });

  test('a required field emptied', async () => {
    refused(await rep().call({ method: 'PATCH', path: call(), body: { Call_Date__c: null } }), {
      status: 400,
      errorCode: 'REQUIRED_FIELD_MISSING',
      message: 'Required fields are missing: [Call_Date__c]',
      fields: ['Call_Date__c'],
    });
  });

  // The text names the label, the whole value and the limit: https://github.com/SalesforceLabs/Milestones-PM/issues/32
  test('a text that is too long', async () => {
    const long = 'x'.repeat(256);
    refused(await rep().call({ method: 'PATCH', path: call(), body: { Next_Step__c: long } }), {
      status: 400,
      errorCode: 'STRING_TOO_LONG',
      message: `Next Step: data value too large: ${long} (max length=255)`,
      fields: ['Next_Step__c'],
    });
  });

  // https://github.com/SalesforceFoundation/NPSP/issues/5456
  test('a value that a restricted picklist does not have', async () => {
    refused(await rep().call({ method: 'PATCH', path: call(), body: { Status__c: 'Postponed' } }), {
      status: 400,
      errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      message: 'Status: bad value for restricted picklist field: Postponed',
      fields: ['Status__c'],
    });
  });

  test('a reference that is no Id', async () => {
    const body = { Opportunity__c: 'abc', Manager__c: ground.people.manager.userId, Call_Date__c: TODAY };
    refused(await rep().call({ method: 'POST', path: 'sobjects/Joint_Call__c', body }), {
      status: 400,
      errorCode: 'MALFORMED_ID',
      message: 'Opportunity: id value of incorrect type: abc',
      fields: ['Opportunity__c'],
    });
  });

  // The same words under another code: the Id is one, but of another object.
  test('a reference to another object', async () => {
    const { userId } = ground.people.rep;
    const body = { Opportunity__c: userId, Manager__c: ground.people.manager.userId, Call_Date__c: TODAY };
    refused(await rep().call({ method: 'POST', path: 'sobjects/Joint_Call__c', body }), {
      status: 400,
      errorCode: 'FIELD_INTEGRITY_EXCEPTION',
      message: `Opportunity: id value of incorrect type: ${userId}`,
      fields: ['Opportunity__c'],
    });
  });

  for (const [type, field, value] of [
    ['double', 'Amount', 'many'],
    ['date', 'CloseDate', '31.12.2026'],
  ] as const) {
    test(`a text that is no ${type} is a fault of the JSON`, async () => {
      refused(await rep().call({ method: 'PATCH', path: deal(), body: { [field]: value } }), {
        status: 400,
        errorCode: 'JSON_PARSER_ERROR',
        message: new RegExp(`^Cannot deserialize instance of ${type} from VALUE_STRING value ${value}`),
      });
    });
  }

  test('broken JSON', async () => {
    const headers = { 'content-type': 'application/json' };
    refused(await rep().call({ method: 'PATCH', path: deal(), body: '{"Name":', headers }), {
      status: 400,
      errorCode: 'JSON_PARSER_ERROR',
      message: /./,
    });
  });

  // The taken value is compared in any case, as the field says; the text names the field and the other record, the
  // error no field: https://github.com/k-capehart/go-salesforce/issues/133
  test('a value that has to be unique', async () => {
    const { held } = ground.scene;
    const body = { External_Id__c: held.externalId.toUpperCase() };
    refused(await rep().call({ method: 'PATCH', path: call(), body }), {
      status: 400,
      errorCode: 'DUPLICATE_VALUE',
      message: new RegExp(
        `^duplicate value found: External_Id__c duplicates value on record with id: ${held.id.slice(0, 15)}`,
      ),
      fields: [],
    });
  });
});

describe('fields that no client writes', () => {
  // https://github.com/CoderDojo/community-platform/issues/618
  for (const [what, field, value] of [
    ['an audit field', 'CreatedDate', '2020-01-01T00:00:00Z'],
    ['a roll-up', 'Follow_Ups__c', 3],
    ['an auto-number', 'Name', 'JC-1'],
  ] as const) {
    test(what, async () => {
      refused(await rep().call({ method: 'PATCH', path: call(), body: { [field]: value } }), {
        status: 400,
        errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
        message: `Unable to create/update fields: ${field}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
        fields: [field],
      });
    });
  }

  test('the master of a detail that keeps its master', async () => {
    const body = { Opportunity__c: ground.scene.opportunityId };
    refused(await rep().call({ method: 'PATCH', path: call(), body }), {
      status: 400,
      errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
      message: /^Unable to create\/update fields: Opportunity__c\./,
      fields: ['Opportunity__c'],
    });
  });

  test('the Id of the address', async () => {
    const body = { Id: ground.scene.opportunityId };
    refused(await rep().call({ method: 'PATCH', path: deal(), body }), {
      status: 400,
      errorCode: 'INVALID_FIELD',
      message: 'The Id field should not be specified in the sobject data.',
    });
  });
});

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_upsert.htm */
describe('upsert by external id', () => {
  const base = () => ({
    Opportunity__c: ground.scene.opportunityId,
    Manager__c: ground.people.manager.userId,
    Call_Date__c: TODAY,
    Status__c: 'Planned',
  });
  const at = (key: string, field = 'External_Id__c') => `sobjects/Joint_Call__c/${field}/${encodeURIComponent(key)}`;

  test('creates with 201, then changes with 200, and tells which', async () => {
    const key = `${newKey()} & more`;
    const first = await rep().call({ method: 'PATCH', path: at(key), body: base() });
    const { id } = first.body as { id: string };
    assert.deepEqual(first, { status: 201, body: { id, success: true, errors: [], created: true } });
    const again = await rep().call({ method: 'PATCH', path: at(key), body: { Meeting_Channel__c: 'Video' } });
    assert.deepEqual(again, { status: 200, body: { id, success: true, errors: [], created: false } });
    const read = await rep().call({ method: 'GET', path: `${at(key)}?fields=Id,Meeting_Channel__c,External_Id__c` });
    assert.deepEqual(fieldsOf(read.body), { Id: id, Meeting_Channel__c: 'Video', External_Id__c: key });
  });

  test('creates nothing where it may only update', async () => {
    const key = newKey();
    const answer = await rep().call({ method: 'PATCH', path: `${at(key)}?updateOnly=true`, body: base() });
    assert.equal(answer.status, 404);
    assert.deepEqual(await rep().query(`SELECT Id FROM Joint_Call__c WHERE External_Id__c = '${key}'`), []);
  });

  test('refuses the key in the body as well', async () => {
    const key = newKey();
    refused(await rep().call({ method: 'PATCH', path: at(key), body: { ...base(), External_Id__c: key } }), {
      status: 400,
      errorCode: 'INVALID_FIELD',
      message: 'The External_Id__c field should not be specified in the sobject data.',
    });
  });

  // The address of one record is read as a key's where its last part is no Id.
  for (const [what, field] of [
    ['no field', 'Missing__c'],
    ['no external id', 'Status__c'],
  ] as const) {
    test(`refuses what is ${what}`, async () => {
      refused(await rep().call({ method: 'PATCH', path: at('x', field), body: base() }), {
        status: 404,
        errorCode: 'NOT_FOUND',
        message: `Provided external ID field does not exist or is not accessible: ${field}`,
      });
    });
  }

  test('finds a parent by its key', async () => {
    const { held } = ground.scene;
    const body = {
      Joint_Call__r: { External_Id__c: held.externalId },
      Received_On__c: TODAY,
      Contacted__c: ground.people.manager.userId,
      Subject__c: 'Called back',
    };
    const path = `sobjects/Joint_Call_Follow_Up__c/Source_Key__c/${newKey()}`;
    const { status, body: result } = await rep().call({ method: 'PATCH', path, body });
    assert.equal(status, 201, JSON.stringify(result));
    const { id } = result as { id: string };
    const [row] = await rep().query(`SELECT Joint_Call__c FROM Joint_Call_Follow_Up__c WHERE Id = '${id}'`);
    assert.equal(row!['Joint_Call__c'], held.id);

    // https://docs.polytomic.com/docs/saleforceinvalid_reference_error
    const nobody = { ...body, Joint_Call__r: { External_Id__c: 'nobody' } };
    refused(await rep().call({ method: 'POST', path: 'sobjects/Joint_Call_Follow_Up__c', body: nobody }), {
      status: 400,
      errorCode: 'INVALID_FIELD',
      message: 'Foreign key external ID: nobody not found for field External_Id__c in entity Joint_Call__c',
    });
  });
});
