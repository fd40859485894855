import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import jsforce from '@jsforce/jsforce-node';
import { packageFiles } from '../metadata/list.ts';
import { readSourceFolder } from '../metadata/read.ts';
import { addUser, deployOver, deployZip, startTestOrg } from './org.fixture.ts';
import type { TestOrg } from './org.fixture.ts';

const SOURCE = join(import.meta.dirname, '../fixtures/library-app');

/** The fixture app as the zip that a client sends. */
function libraryZip(): Buffer {
  const { components } = readSourceFolder(SOURCE);
  const files = [...packageFiles(components)].map(
    ([name, content]) => [name, Buffer.from(content).toString('utf8')] as const,
  );
  const types = Object.groupBy(components, ({ type }) => type);
  const members = Object.entries(types).map(
    ([type, list]) => [type, (list ?? []).map(({ fullName }) => fullName)] as const,
  );
  return deployZip(Object.fromEntries(files), Object.fromEntries(members));
}

/** A lending library, from deploy to refusal, over HTTP alone. */
describe('the library app', () => {
  let test: TestOrg;
  let connection: InstanceType<typeof jsforce.Connection>;
  let reader: ReturnType<typeof addUser>;
  let member: string;
  let book: string;
  before(async () => {
    test = await startTestOrg();
    connection = new jsforce.Connection({ instanceUrl: test.url, accessToken: test.token, version: '66.0' });
    connection.metadata.pollInterval = 10;
    reader = addUser(test.org, 'reader');
  });
  after(() => test.close());

  it('deploys by REST, and again by SOAP', async () => {
    const first = await deployOver(test, libraryZip());
    assert.equal(first['success'], true, JSON.stringify(first));
    const again = await connection.metadata
      .deploy(libraryZip(), { singlePackage: true, rollbackOnError: true })
      .complete(true);
    assert.equal(again.success, true);
  });

  it('is used by those who have its permission sets', async () => {
    const assign = async (userId: string, name: string) => {
      const set = await connection.query(`SELECT Id FROM PermissionSet WHERE Name = '${name}'`);
      await test.create('PermissionSetAssignment', { AssigneeId: userId, PermissionSetId: set.records[0]?.['Id'] });
    };
    await assert.rejects(test.create('Book__c', { Name: 'Too early', ISBN__c: '0-00-000000-0' }), /INVALID_FIELD/);
    await assign(test.org.adminUserId, 'Library_Librarian');
    await assign(reader.userId, 'Library_Reader');
    member = await test.create('Member__c', { User__c: reader.userId, Email__c: 'mira@example.test' });
    book = await test.create('Book__c', { Name: 'Middlemarch', ISBN__c: '978-0141439549', Price__c: 12.5 });
  });

  it('stamps before save and counts in roll-ups and formulas', async () => {
    const loan = await test.create('Loan__c', { Book__c: book, Member__c: member, Lent_On__c: '2026-11-02' });
    const read = await connection.sobject('Loan__c').retrieve(loan);
    assert.equal(read['Name'], 'LN-000001');
    assert.equal(read['Status__c'], 'Out');
    const [rule] = (await connection.query('SELECT Loan_Days__c FROM Library_Rule__mdt')).records;
    const due = new Date(Date.UTC(2026, 10, 2 + Number(rule?.['Loan_Days__c']))).toISOString().slice(0, 10);
    assert.equal(read['Due_On__c'], due);
    const counted = await connection.sobject('Book__c').retrieve(book);
    assert.deepEqual([counted['Loans__c'], counted['Open_Loans__c'], counted['Available__c']], [1, 1, false]);
  });

  it('runs what follows a save, at once and after the commit', async () => {
    const [loan] = (await connection.query('SELECT Id FROM Loan__c')).records;
    const updated = await connection
      .sobject('Loan__c')
      .update({ Id: String(loan?.['Id']), Status__c: 'Returned', Returned_On__c: '2026-11-20' });
    assert.ok(updated.success);
    const tasks = await connection.query(`SELECT Subject, OwnerId FROM Task WHERE WhatId = '${book}'`);
    assert.deepEqual(
      tasks.records.map((task) => [task['Subject'], task['OwnerId']]),
      [['Put the book back on its shelf', test.org.adminUserId]],
    );
    await test.org.queue.drain();
    assert.equal((await connection.sobject('Loan__c').retrieve(String(loan?.['Id'])))['Thank_You__c'], 'Thank you');
    const counted = await connection.sobject('Book__c').retrieve(book);
    assert.deepEqual([counted['Loans__c'], counted['Open_Loans__c'], counted['Available__c']], [1, 0, true]);
  });

  it('refuses by its rules, on every way to write, and leaves the row as it was', async () => {
    await assert.rejects(connection.sobject('Book__c').create({ Name: 'x', ISBN__c: 'not digits' }), {
      errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: 'Write the ISBN as ten or thirteen digits.',
    });
    const withdrawn = await test.create('Book__c', { Name: 'Withdrawn', Withdrawn__c: true });
    await assert.rejects(
      test.create('Loan__c', { Book__c: withdrawn, Member__c: member }),
      /This book is withdrawn and can no longer be lent\./,
    );

    const [loan] = (await connection.query('SELECT Id FROM Loan__c')).records;
    const id = String(loan?.['Id']);
    const record = { attributes: { type: 'Loan__c' }, Id: id, Status__c: 'Out' };
    const one = `/services/data/v66.0/sobjects/Loan__c/${id}`;
    const change = { Status__c: 'Out' };
    const asReader = { authorization: `Bearer ${reader.token}` };
    const ways: [string, string, unknown][] = [
      ['PATCH', one, change],
      ['PATCH', `sobjects/Loan__c/Id/${id}`, change],
      ['PATCH', 'composite/sobjects', { records: [record] }],
      ['PATCH', 'composite/sobjects/Loan__c/Id', { records: [record] }],
      ['POST', 'composite', { compositeRequest: [{ method: 'PATCH', url: one, referenceId: 'r', body: change }] }],
      [
        'POST',
        'composite/graph',
        {
          graphs: [{ graphId: 'g', compositeRequest: [{ method: 'PATCH', url: one, referenceId: 'r', body: change }] }],
        },
      ],
      ['POST', 'composite/batch', { batchRequests: [{ method: 'PATCH', url: one, richInput: change }] }],
    ];
    for (const [method, path, body] of ways) {
      const answer = await test.call(method, path, body, asReader);
      const told = JSON.stringify(answer.body);
      assert.match(told, /FIELD_CUSTOM_VALIDATION_EXCEPTION/, `${method} ${path}: ${told}`);
      assert.match(told, /A returned loan stays returned\. Ask a librarian who may correct loans\./);
      assert.equal((await connection.sobject('Loan__c').retrieve(id))['Status__c'], 'Returned');
    }
    assert.ok(
      (await connection.sobject('Loan__c').update({ Id: id, ...change })).success,
      '$Permission.Library_Correct allows it',
    );
  });
});
