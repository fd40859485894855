import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recordAccess } from '../local-org/security/records.ts';
import { done, openSalesOrg, TODAY, type Person } from './sales-org.ts';

const sales = openSalesOrg();
const { org, users, insert, update, remove } = sales;
const access = (person: Person, object: string, id: string): string | undefined =>
  recordAccess(org, org.access(users[person]), object, [id]).get(id);

describe('what the permission sets give', () => {
  it('neither the salesperson nor the manager deletes a call or a follow-up; the admin does', () => {
    const call = sales.held();
    const followUp = done(
      insert('rep', 'Joint_Call_Follow_Up__c', { Joint_Call__c: call, Received_On__c: TODAY, Contacted__c: users.rep }),
    );
    for (const person of ['rep', 'manager'] as const) {
      assert.equal(remove(person, 'Joint_Call_Follow_Up__c', followUp).success, false);
      assert.equal(remove(person, 'Joint_Call__c', call).success, false);
    }
    done(remove('admin', 'Joint_Call_Follow_Up__c', followUp));
    done(remove('admin', 'Joint_Call__c', call));
  });

  it("each writes their own fields, and reads the other's", () => {
    const { rep, manager } = users;
    const call = org.schema.object('Joint_Call__c')!;
    for (const field of call.fieldSets.get('Owner_Held')!)
      assert.deepEqual(org.access(rep).field('Joint_Call__c', field), { read: true, edit: true }, field);
    for (const field of call.fieldSets.get('Manager_Held')!) {
      assert.deepEqual(org.access(rep).field('Joint_Call__c', field), { read: true, edit: false }, field);
      assert.deepEqual(org.access(manager).field('Joint_Call__c', field), { read: true, edit: true }, field);
    }
  });

  it('whether the two accounts differ is the manager’s figure: on a peer’s call it would tell that there is coaching', () => {
    const reads = (person: Person) => org.access(users[person]).field('Joint_Call__c', 'Accounts_Differ__c').read;
    assert.deepEqual([reads('rep'), reads('peer'), reads('manager')], [false, false, true]);
  });

  it('only two of them carry a custom permission', () => {
    const held = (person: Person): boolean[] =>
      ['Joint_Call_Load_Data', 'Joint_Call_Correct'].map((name) => org.access(users[person]).hasCustomPermission(name));
    assert.deepEqual((['rep', 'manager', 'admin', 'loader'] as const).map(held), [
      [false, false],
      [false, false],
      [false, true],
      [true, false],
    ]);
  });
});

describe('who reaches a record', () => {
  it('a peer without the deal neither reads nor writes its calls', () => {
    const call = sales.call();
    assert.equal(access('peer', 'Joint_Call__c', call), 'none');
    assert.equal(update('peer', 'Joint_Call__c', call, { Meeting_Channel__c: 'Video' }).success, false);
    assert.equal(
      insert('peer', 'Joint_Call__c', { Opportunity__c: sales.deal(), Manager__c: users.manager, Call_Date__c: TODAY })
        .success,
      false,
    );
  });

  it("coaching is the manager's alone, then of the two", () => {
    const coaching = done(insert('manager', 'Joint_Call_Coaching__c', { Joint_Call__c: sales.held() }));
    assert.deepEqual(
      (['rep', 'boss', 'peer'] as const).map((person) => access(person, 'Joint_Call_Coaching__c', coaching)),
      ['none', 'none', 'none'],
    );
    done(update('manager', 'Joint_Call_Coaching__c', coaching, { Shared_On__c: TODAY }));
    assert.equal(access('rep', 'Joint_Call_Coaching__c', coaching), 'edit');
    assert.equal(access('peer', 'Joint_Call_Coaching__c', coaching), 'none');
  });
});
