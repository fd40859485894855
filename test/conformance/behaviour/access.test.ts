/** Who sees and writes what: records by sharing, objects and fields by permission sets. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loginAs } from '../login.ts';
import { TODAY } from '../guard/records.ts';
import { shareDeal } from '../people.ts';
import type { Session } from '../session.ts';
import { fieldsOf, type Ground, openGround, refused } from './ground.ts';

let ground: Ground;
before(async () => (ground = await openGround()));
after(() => ground.close());

const NOT_FOUND = { status: 404, errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' };
const READ_ONLY = {
  status: 403,
  errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY',
  message: 'insufficient access rights on object id',
};

const get = (by: Session, path: string) => by.call({ method: 'GET', path });
const patch = (by: Session, path: string, body: unknown) => by.call({ method: 'PATCH', path, body });
const ask = (by: Session, soql: string) => get(by, `query?q=${encodeURIComponent(soql)}`);

/** Deals are private by the org's defaults; an org that shares them with everyone is no place for these checks. */
describe('records', () => {
  let deal: string;
  let call: string;
  before(async () => {
    const { rep, manager } = ground.people;
    deal = await rep.create('Opportunity', {
      Name: `${ground.label} private`,
      StageName: 'Prospecting',
      CloseDate: TODAY,
    });
    call = await rep.create('Joint_Call__c', { Opportunity__c: deal, Manager__c: manager.userId, Call_Date__c: TODAY });
  });
  const paths = () => [`sobjects/Opportunity/${deal}`, `sobjects/Joint_Call__c/${call}`] as const;

  test('of others are as if they were not there, details with their master', async () => {
    const { colleague } = ground.people;
    for (const path of paths()) refused(await get(colleague, path), NOT_FOUND);
    assert.deepEqual(await colleague.query(`SELECT Id FROM Opportunity WHERE Id = '${deal}'`), []);
    assert.deepEqual(await colleague.query(`SELECT Id FROM Joint_Call__c WHERE Id = '${call}'`), []);
    const [count] = await colleague.query(`SELECT COUNT(Id) calls FROM Joint_Call__c WHERE Opportunity__c = '${deal}'`);
    assert.equal(count!['calls'], 0);
    const { status, body } = await patch(colleague, paths()[0], { NextStep: 'x' });
    assert.deepEqual([status, (body as { errorCode: string }[])[0]!.errorCode], [403, READ_ONLY.errorCode]);
  });

  test('cannot be given details by those who cannot see them', async () => {
    const { colleague } = ground.people;
    const body = { Opportunity__c: deal, Manager__c: colleague.userId, Call_Date__c: TODAY };
    const answer = await colleague.call({ method: 'POST', path: 'sobjects/Joint_Call__c', body });
    refused(answer, { status: 400, errorCode: 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', message: /./ });
  });

  // https://developer.salesforce.com/docs/atlas.en-us.196.0.apexcode.meta/apexcode/apex_bulk_sharing_understanding.htm
  test('are open to those above their owner', async () => {
    const { manager } = ground.people;
    for (const path of paths()) assert.equal((await get(manager, path)).status, 200);
    assert.equal((await patch(manager, paths()[0], { NextStep: 'Call them' })).status, 204);
  });

  // https://developer.salesforce.com/docs/platform/object-reference/references/standard-objects/object-opportunityshare.html
  test('that are shared to read are read, not written', async () => {
    const { admin, colleague } = ground.people;
    const share = await admin.create('OpportunityShare', {
      OpportunityId: deal,
      UserOrGroupId: colleague.userId,
      OpportunityAccessLevel: 'Read',
    });
    for (const path of paths()) assert.equal((await get(colleague, path)).status, 200);
    refused(await patch(colleague, paths()[0], { NextStep: 'x' }), READ_ONLY);
    await admin.update('OpportunityShare', share, { OpportunityAccessLevel: 'Edit' });
    assert.equal((await patch(colleague, paths()[0], { NextStep: 'x' })).status, 204);
    // To delete takes more than to edit.
    refused(await colleague.call({ method: 'DELETE', path: paths()[0] }), READ_ONLY);
    await admin.remove('OpportunityShare', share);
    refused(await get(colleague, paths()[0]), NOT_FOUND);
  });
});

/** A user with nothing but a profile, who then gets one right after the other. */
describe('objects and fields', () => {
  let bystander: Session;
  let set: string;
  const path = () => `sobjects/Joint_Call__c/${ground.scene.planned.id}`;
  const newCall = () => ({
    Opportunity__c: ground.scene.opportunityId,
    Manager__c: ground.people.manager.userId,
    Call_Date__c: TODAY,
  });

  before(async () => {
    const { setup } = ground;
    bystander = await makeBystander();
    await shareDeal(ground.people.admin, ground.scene.opportunityId, bystander.userId);
    set = await setup.create('PermissionSet', {
      Name: `Conformance_${Date.now()}`,
      Label: 'Conformance: step by step',
    });
    await setup.create('PermissionSetAssignment', { PermissionSetId: set, AssigneeId: bystander.userId });
  });
  after(async () => {
    const { setup } = ground;
    const given = await setup.query<{ Id: string }>(
      `SELECT Id FROM PermissionSetAssignment WHERE PermissionSetId = '${set}'`,
    );
    for (const { Id } of given) await setup.remove('PermissionSetAssignment', Id);
    await setup.remove('PermissionSet', set);
    // A user cannot be deleted; inactive it takes no licence.
    await setup.update('User', bystander.userId, { IsActive: false });
  });

  const described = async () => {
    const { body } = await get(bystander, 'sobjects/Joint_Call__c/describe');
    const { createable, updateable, fields } = body as {
      createable: boolean;
      updateable: boolean;
      fields: { name: string; updateable: boolean }[];
    };
    return { createable, updateable, agenda: fields.find(({ name }) => name === 'Agenda__c')?.updateable };
  };

  test('without a right on the object it is as if there were none', async () => {
    refused(await get(bystander, 'sobjects/Joint_Call__c/describe'), NOT_FOUND);
    refused(await ask(bystander, 'SELECT Id FROM Joint_Call__c'), {
      status: 400,
      errorCode: 'INVALID_TYPE',
      message: /sObject type 'Joint_Call__c' is not supported\./,
    });
    const { body } = await get(bystander, 'sobjects');
    assert.ok(!(body as { sobjects: { name: string }[] }).sobjects.some(({ name }) => name === 'Joint_Call__c'));
    refused(await get(bystander, path()), NOT_FOUND);
    refused(await bystander.call({ method: 'POST', path: 'sobjects/Joint_Call__c', body: newCall() }), NOT_FOUND);
  });

  // A set that grants a detail grants its master: as it is deployed, so it is written.
  test('a detail is not opened before its master', async () => {
    const detail = { ParentId: set, SobjectType: 'Joint_Call__c', PermissionsRead: true };
    const answer = await ground.setup.call({ method: 'POST', path: 'sobjects/ObjectPermissions', body: detail });
    refused(answer, {
      status: 400,
      errorCode: 'FIELD_INTEGRITY_EXCEPTION',
      message: /depends on permission\(s\): Read /,
    });
  });

  test('with read on the object, its records are there, without the fields that no set opens', async () => {
    await grant({ PermissionsRead: true });
    assert.deepEqual(await described(), { createable: false, updateable: false, agenda: undefined });
    const { body } = await get(bystander, path());
    const names = Object.keys(body as object);
    assert.ok(!names.includes('Agenda__c'));
    // What is required, and the master, is always there.
    for (const name of ['Call_Date__c', 'Manager__c', 'Opportunity__c']) assert.ok(names.includes(name), name);
    for (const soql of [
      'SELECT Agenda_Set_By__c FROM Joint_Call__c',
      "SELECT Id FROM Joint_Call__c WHERE Agenda_Set_By__c = 'Rep'",
    ]) {
      refused(await ask(bystander, soql), {
        status: 400,
        errorCode: 'INVALID_FIELD',
        message: /No such column 'Agenda_Set_By__c' on entity 'Joint_Call__c'\./,
      });
    }
  });

  test('with read alone nothing is written', async () => {
    const created = await bystander.call({ method: 'POST', path: 'sobjects/Joint_Call__c', body: newCall() });
    refused(created, {
      status: 400,
      errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
      message: /^entity type cannot be inserted: /,
    });
    refused(await patch(bystander, path(), { Call_Date__c: TODAY }), READ_ONLY);
    refused(await bystander.call({ method: 'DELETE', path: path() }), READ_ONLY);
  });

  test('with edit on the object, a field that is hidden still does not exist', async () => {
    await grant({ PermissionsRead: true, PermissionsEdit: true });
    refused(await patch(bystander, path(), { Agenda__c: 'x' }), {
      status: 400,
      errorCode: 'INVALID_FIELD',
      message: "No such column 'Agenda__c' on sobject of type Joint_Call__c",
    });
  });

  test('a field that is read-only refuses by name', async () => {
    await ground.setup.create('FieldPermissions', {
      ParentId: set,
      SobjectType: 'Joint_Call__c',
      Field: 'Joint_Call__c.Agenda__c',
      PermissionsRead: true,
      PermissionsEdit: false,
    });
    assert.deepEqual(await described(), { createable: false, updateable: true, agenda: false });
    refused(await patch(bystander, path(), { Agenda__c: 'x' }), {
      status: 400,
      errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
      message: /^Unable to create\/update fields: Agenda__c\. Please check the security settings/,
      fields: ['Agenda__c'],
    });
  });

  test('who may not manage users gives no permissions', async () => {
    const body = { AssigneeId: bystander.userId, PermissionSetId: set };
    const { status } = await bystander.call({ method: 'POST', path: 'sobjects/PermissionSetAssignment', body });
    assert.ok(status === 400 || status === 403, String(status));
  });

  /** These rights on the object, and no other. */
  async function grant(rights: Record<string, boolean>): Promise<void> {
    const { setup } = ground;
    const all = { PermissionsCreate: false, PermissionsEdit: false, PermissionsDelete: false, ...rights };
    const [given] = await setup.query<{ Id: string }>(
      `SELECT Id FROM ObjectPermissions WHERE ParentId = '${set}' AND SobjectType = 'Joint_Call__c'`,
    );
    if (given) return setup.update('ObjectPermissions', given.Id, all);
    // To read a detail takes read on its master, and a deal that on accounts, in the same set.
    for (const object of ['Account', 'Opportunity', 'Joint_Call__c']) {
      await setup.create('ObjectPermissions', {
        ...all,
        ParentId: set,
        SobjectType: object,
        PermissionsViewAllRecords: false,
        PermissionsModifyAllRecords: false,
      });
    }
  }

  /** Found or made; active while it is needed. */
  async function makeBystander(): Promise<Session> {
    const { setup, people } = ground;
    const [like] = await setup.query<Record<string, string>>(
      `SELECT Username, ProfileId, TimeZoneSidKey, LocaleSidKey, EmailEncodingKey, LanguageLocaleKey FROM User WHERE Id = '${people.rep.userId}'`,
    );
    const Username = `bystander@${like!['Username']!.split('@')[1]!}`;
    const [found] = await setup.query<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${Username}'`);
    if (found) await setup.update('User', found.Id, { IsActive: true });
    const names = { FirstName: 'Conformance', LastName: 'Bystander', Alias: 'bystand', Email: Username };
    const Id = found?.Id ?? (await setup.create('User', { ...fieldsOf(like), ...names, Username }));
    return loginAs(setup, { Id, Username });
  }
});
