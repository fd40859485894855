/**
 * Up to 200 records in one request, each for itself or all or none.
 * https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-sobjects-collections-create.html
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newKey, TODAY } from '../guard/records.ts';
import { type Ground, openGround, outcomes, refused, type SaveResult } from './ground.ts';

let ground: Ground;
before(async () => (ground = await openGround()));
after(() => ground.close());

const rep = () => ground.people.rep;
const account = (Name: string, more: Record<string, unknown> = {}) => ({
  attributes: { type: 'Account' },
  Name,
  ...more,
});
const send = (method: string, body: unknown, path = 'composite/sobjects') => rep().call({ method, path, body });
const named = (Name: string) => rep().query(`SELECT Id FROM Account WHERE Name = '${Name}'`);

describe('create', () => {
  test('each record for itself, in the order given', async () => {
    const name = `${ground.label} each`;
    const records = [account(name), account(''), account(name, { Missing__c: 1 }), account(name)];
    const answer = await send('POST', { allOrNone: false, records });
    assert.deepEqual(outcomes(answer), ['saved', 'REQUIRED_FIELD_MISSING', 'INVALID_FIELD', 'saved']);
    assert.equal((await named(name)).length, 2);
  });

  // https://developer.salesforce.com/docs/platform/api/guide/sforce-api-header-allornoneheader.md
  test('all or none: those without a fault say that they were rolled back', async () => {
    const name = `${ground.label} all`;
    const answer = await send('POST', { allOrNone: true, records: [account(name), account(''), account(name)] });
    assert.deepEqual(outcomes(answer), [
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      'REQUIRED_FIELD_MISSING',
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    ]);
    assert.equal(
      (answer.body as SaveResult[])[0]!.errors[0]!.message,
      'Record rolled back because not all records were valid and the request was using AllOrNone header',
    );
    assert.deepEqual(await named(name), []);
  });

  test('200 at once, 201 never', async () => {
    const name = `${ground.label} many`;
    const records = Array.from({ length: 201 }, () => account(name));
    refused(await send('POST', { records }), {
      status: 400,
      errorCode: 'EXCEEDED_ID_LIMIT',
      message: /200 records/,
    });
    assert.deepEqual(await named(name), []);
    const answer = await send('POST', { records: records.slice(1) });
    assert.deepEqual([...new Set(outcomes(answer))], ['saved']);
    assert.equal((await named(name)).length, 200);
  });

  test('of several objects', async () => {
    const contact = { attributes: { type: 'Contact' }, LastName: ground.label };
    const answer = await send('POST', { records: [account(ground.label), contact] });
    assert.deepEqual(outcomes(answer), ['saved', 'saved']);
    assert.deepEqual(
      (answer.body as SaveResult[]).map(({ id }) => id!.slice(0, 3)),
      ['001', '003'],
    );
  });

  // https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-sobjects-collections-create.html
  test('of objects that alternate, at most ten runs', async () => {
    const name = `${ground.label} alternating`;
    const records = Array.from({ length: 11 }, (_, i) =>
      i % 2 === 0 ? account(name) : { attributes: { type: 'Contact' }, LastName: name },
    );
    await send('POST', { records, allOrNone: true });
    assert.deepEqual(await rep().query(`SELECT Id FROM Account WHERE Name = '${name}'`), []);
  });

  test('a record has to say of which object it is', async () => {
    const { status } = await send('POST', { records: [{ Name: ground.label }] });
    assert.equal(status, 400);
  });
});

describe('change', () => {
  const call = (id: string, fields: Record<string, unknown>) => ({
    attributes: { type: 'Joint_Call__c' },
    id,
    ...fields,
  });

  test('a rule that refuses one record takes the others along, all or none', async () => {
    const { planned, held } = ground.scene;
    const records = [call(planned.id, { Meeting_Channel__c: 'Phone' }), call(held.id, { Status__c: 'Planned' })];
    const channel = async () =>
      (await rep().query(`SELECT Meeting_Channel__c FROM Joint_Call__c WHERE Id = '${planned.id}'`))[0]![
        'Meeting_Channel__c'
      ];

    const together = await send('PATCH', { allOrNone: true, records });
    assert.deepEqual(outcomes(together), ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'FIELD_CUSTOM_VALIDATION_EXCEPTION']);
    assert.equal(await channel(), null);

    const each = await send('PATCH', { allOrNone: false, records });
    assert.deepEqual(outcomes(each), ['saved', 'FIELD_CUSTOM_VALIDATION_EXCEPTION']);
    assert.equal(await channel(), 'Phone');
  });

  test('a record twice in one request', async () => {
    const { id } = ground.scene.planned;
    const answer = await send('PATCH', { records: [call(id, {}), call(id, {})] });
    assert.ok(outcomes(answer).includes('DUPLICATE_VALUE'));
  });
});

describe('upsert', () => {
  const path = 'composite/sobjects/Joint_Call__c/External_Id__c';
  const call = (External_Id__c: string, fields: Record<string, unknown>) => ({
    attributes: { type: 'Joint_Call__c' },
    External_Id__c,
    ...fields,
  });

  test('tells of each record whether it is new', async () => {
    const base = {
      Opportunity__c: ground.scene.opportunityId,
      Manager__c: ground.people.manager.userId,
      Call_Date__c: TODAY,
      Status__c: 'Planned',
    };
    const records = [call(ground.scene.planned.externalId, { Meeting_Channel__c: 'Video' }), call(newKey(), base)];
    const { status, body } = await send('PATCH', { records }, path);
    assert.equal(status, 200);
    assert.deepEqual(
      (body as SaveResult[]).map(({ success, created }) => [success, created]),
      [
        [true, false],
        [true, true],
      ],
    );
  });

  test('a key twice in one request is nobody’s', async () => {
    const { externalId } = ground.scene.planned;
    const answer = await send('PATCH', { records: [call(externalId, {}), call(externalId, {})] }, path);
    assert.deepEqual(outcomes(answer), ['DUPLICATE_VALUE', 'DUPLICATE_VALUE']);
  });
});

describe('read and delete', () => {
  test('what is missing is null, and cannot be deleted again', async () => {
    const { body } = await send('POST', { records: [account(ground.label), account(ground.label)] });
    const [first, second] = (body as SaveResult[]).map(({ id }) => id!);
    const remove = (ids: (string | undefined)[], allOrNone: boolean) =>
      rep().call({ method: 'DELETE', path: `composite/sobjects?ids=${ids.join()}&allOrNone=${allOrNone}` });

    assert.deepEqual(outcomes(await remove([first], true)), ['saved']);
    const read = await rep().call({
      method: 'GET',
      path: `composite/sobjects/Account?ids=${first},${second}&fields=Name`,
    });
    assert.deepEqual(
      (read.body as ({ Name: string } | null)[]).map((row) => row?.Name ?? null),
      [null, ground.label],
    );
    assert.deepEqual(outcomes(await remove([first, second], true)), [
      'ENTITY_IS_DELETED',
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    ]);
    assert.deepEqual(outcomes(await remove([first, second], false)), ['ENTITY_IS_DELETED', 'saved']);
  });
});
