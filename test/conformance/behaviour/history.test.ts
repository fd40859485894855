/**
 * What is kept of the changes of tracked fields.
 * https://help.salesforce.com/s/articleView?id=platform.tracking_field_history.htm
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_associated_objects_history.htm
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { TODAY } from '../guard/records.ts';
import { type Ground, openGround } from './ground.ts';

let ground: Ground;
before(async () => (ground = await openGround()));
after(() => ground.close());

const rep = () => ground.people.rep;
const manager = () => ground.people.manager;

const plan = (fields: Record<string, unknown> = {}) =>
  rep().create('Joint_Call__c', {
    Opportunity__c: ground.scene.opportunityId,
    Manager__c: manager().userId,
    Call_Date__c: TODAY,
    ...fields,
  });

interface Change {
  Field: string;
  OldValue: string | null;
  NewValue: string | null;
  CreatedById: string;
}

/** What was changed in a call since it was created, by field and value. */
async function changesOf(call: string): Promise<Change[]> {
  const rows = await rep().query<Change>(
    `SELECT Field, OldValue, NewValue, CreatedById FROM Joint_Call__History WHERE ParentId = '${call}'`,
  );
  assert.equal(rows.filter(({ Field }) => Field === 'created').length, 1, 'one row says that it was created');
  return rows
    .filter(({ Field }) => Field !== 'created')
    .map(({ Field, OldValue, NewValue, CreatedById }) => ({ Field, OldValue, NewValue, CreatedById }))
    .sort((a, b) => `${a.Field} ${a.NewValue}`.localeCompare(`${b.Field} ${b.NewValue}`));
}

describe('the history of a record', () => {
  test('begins with its creation, which is no change of its fields', async () => {
    assert.deepEqual(await changesOf(await plan({ Agenda__c: 'Prices', Introduced_By__c: 'Rep' })), []);
  });

  test('says who changed a tracked field, from what to what', async () => {
    const call = await plan({ Introduced_By__c: 'Rep' });
    await rep().update('Joint_Call__c', call, { Introduced_By__c: 'Manager', Next_Step__c: 'An offer' });
    await manager().update('Joint_Call__c', call, { Status__c: 'Cancelled' });
    assert.deepEqual(await changesOf(call), [
      { Field: 'Introduced_By__c', OldValue: 'Rep', NewValue: 'Manager', CreatedById: rep().userId },
      { Field: 'Next_Step__c', OldValue: null, NewValue: 'An offer', CreatedById: rep().userId },
      { Field: 'Status__c', OldValue: 'Planned', NewValue: 'Cancelled', CreatedById: manager().userId },
    ]);
  });

  test('says of long text only that it changed', async () => {
    const call = await plan({ Agenda__c: 'Prices' });
    await rep().update('Joint_Call__c', call, { Agenda__c: 'Terms' });
    const [row, ...more] = await changesOf(call);
    assert.deepEqual(more, []);
    assert.deepEqual([row?.Field, row?.OldValue, row?.NewValue], ['Agenda__c', null, null]);
  });

  test('names the record of a lookup, and its Id', async () => {
    const call = await plan();
    const { admin } = ground.people;
    await rep().update('Joint_Call__c', call, { Manager__c: admin.userId });
    const rows = await changesOf(call);
    assert.deepEqual(new Set(rows.map(({ Field }) => Field)), new Set(['Manager__c']));
    assert.deepEqual(
      rows.map(({ NewValue }) => NewValue).sort(),
      ['Conformance Admin', admin.userId].sort(),
      'by name and by Id',
    );
  });

  test('keeps nothing of what is not tracked, stays the same or is refused', async () => {
    const call = await plan({ Introduced_By__c: 'Rep' });
    await rep().update('Joint_Call__c', call, { Meeting_Channel__c: 'Phone', Introduced_By__c: 'Rep' });
    const { status } = await manager().call({
      method: 'PATCH',
      path: `sobjects/Joint_Call__c/${call}`,
      body: { Introduced_By__c: 'Manager' },
    });
    assert.equal(status, 400);
    assert.deepEqual(await changesOf(call), []);
  });

  test('is read as a child of the record, and written by nobody', async () => {
    const call = await plan();
    const [row] = await rep().query<{ Histories: { totalSize: number } }>(
      `SELECT Id, (SELECT Field FROM Histories) FROM Joint_Call__c WHERE Id = '${call}'`,
    );
    assert.equal(row?.Histories.totalSize, 1);
    const body = { ParentId: call, Field: 'Status__c' };
    const { status } = await rep().call({ method: 'POST', path: 'sobjects/Joint_Call__History', body });
    assert.ok(status >= 400 && status < 500);
  });
});
