/**
 * What an owner can do by giving the deal away and taking it back. It cannot be prevented, since ownership is what
 * the guard goes by; it ends with the call being held, and histories show it. The README says so.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { type People, shareDeal } from '../people.ts';
import { openTarget, type Target } from '../target.ts';
import { clearScene, makeScene, type Scene } from './records.ts';

let target: Target;
let people: People;
let scene: Scene;

before(async () => {
  target = await openTarget();
  people = target.people;
});
afterEach(() => clearScene(people, scene));
after(() => target.close());

const write = (who: keyof People, id: string, fields: Record<string, unknown>) =>
  people[who].call({ method: 'PATCH', path: `sobjects/Joint_Call__c/${id}`, body: fields });

/** A transfer takes shares away that were given by hand, so the others get theirs anew: only rules are to refuse here. */
async function giveTo(userId: string): Promise<void> {
  await people.admin.update('Opportunity', scene.opportunityId, { OwnerId: userId });
  for (const other of [people.rep, people.colleague].filter((each) => each.userId !== userId)) {
    await shareDeal(people.admin, scene.opportunityId, other.userId);
  }
}

async function read(id: string, field: string): Promise<unknown> {
  const [row] = await people.loader.query(`SELECT ${field} FROM Joint_Call__c WHERE Id = '${id}'`);
  return row![field];
}

test('a planned call follows the deal: the new owner writes, the old one no more, and back again', async () => {
  scene = await makeScene(people);
  const { id } = scene.planned;
  await giveTo(people.colleague.userId);
  assert.equal(await read(id, 'Sales_Rep__c'), people.colleague.userId, 'restamped at once');
  assert.equal((await write('colleague', id, { Agenda__c: 'As the new owner sees it' })).status, 204);
  assert.equal((await write('rep', id, { Agenda__c: 'As the old owner sees it' })).status, 400);
  await giveTo(people.rep.userId);
  assert.equal(await read(id, 'Sales_Rep__c'), people.rep.userId);
  assert.equal(await read(id, 'Agenda__c'), 'As the new owner sees it', 'what was written meanwhile stays');
  assert.equal((await write('colleague', id, { Agenda__c: 'Once more' })).status, 400);
  assert.equal((await write('rep', id, { Agenda__c: 'Mine again' })).status, 204);
});

test('a held call keeps the salesperson who held it, whoever owns the deal', async () => {
  scene = await makeScene(people);
  const { id } = scene.held;
  await giveTo(people.colleague.userId);
  assert.equal(await read(id, 'Sales_Rep__c'), people.rep.userId);
  const refused = await write('colleague', id, { Close_Type__c: 'Big C' });
  assert.equal(refused.status, 400);
  assert.equal((refused.body as { errorCode: string }[])[0]!.errorCode, 'FIELD_CUSTOM_VALIDATION_EXCEPTION');
  assert.equal(await read(id, 'Close_Type__c'), null);
});

test('handing the deal to the manager of a planned call calls that call off', async () => {
  scene = await makeScene(people);
  await giveTo(people.manager.userId);
  assert.equal(await read(scene.planned.id, 'Status__c'), 'Cancelled');
  assert.equal(await read(scene.planned.id, 'Sales_Rep__c'), people.rep.userId);
  // The manager owns the deal now, and yet holds nothing of the call that was theirs to join.
  await giveTo(people.rep.userId);
  assert.equal(await read(scene.planned.id, 'Status__c'), 'Cancelled', 'taking the deal back does not revive it');
});

test('an owner who lets the manager write by giving the deal away loses the planned call by it', async () => {
  scene = await makeScene(people);
  const { id } = scene.planned;
  await giveTo(people.manager.userId);
  const refused = await write('manager', id, { Agenda_Set_By__c: 'Manager' });
  const isPossible = refused.status === 204;
  await giveTo(people.rep.userId);
  // Whatever the cancelled call takes, it counts in no figure.
  assert.equal(await read(id, 'Status__c'), 'Cancelled');
  assert.equal(await read(id, 'Takeover__c'), 0);
  assert.equal(await read(id, 'Agenda_Set_By__c'), isPossible ? 'Manager' : null);
});
