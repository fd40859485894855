/**
 * What an object tells of itself. Only what this user may see is told.
 * https://developer.salesforce.com/docs/platform/api-rest/guide/dome-sobject-describe.md
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTarget, type Target } from '../target.ts';
import { refused } from './ground.ts';

interface Described {
  name: string;
  label: string;
  labelPlural: string;
  keyPrefix: string;
  custom: boolean;
  createable: boolean;
  fields: Record<string, unknown>[];
  childRelationships: {
    childSObject: string;
    field: string;
    relationshipName: string | null;
    cascadeDelete: boolean;
  }[];
}

let target: Target;
let call: Described;
before(async () => {
  target = await openTarget();
  call = await describeObject('Joint_Call__c');
});
after(() => target.close());

async function describeObject(name: string): Promise<Described> {
  const { status, body } = await target.people.rep.call({ method: 'GET', path: `sobjects/${name}/describe` });
  assert.equal(status, 200, JSON.stringify(body));
  return body as Described;
}

/** These properties of a field. */
function field(name: string, ...properties: string[]): unknown[] {
  const found = call.fields.find((each) => each['name'] === name);
  assert.ok(found, `${name} is not described`);
  return properties.map((property) => found[property]);
}

describe('describe', () => {
  test('an object, and its place in the list of all', async () => {
    const { name, label, labelPlural, custom, createable, keyPrefix } = call;
    assert.deepEqual(
      { name, label, labelPlural, custom, createable },
      { name: 'Joint_Call__c', label: 'Joint Call', labelPlural: 'Joint Calls', custom: true, createable: true },
    );
    assert.match(keyPrefix, /^a\w\w$/);
    const { body } = await target.people.rep.call({ method: 'GET', path: 'sobjects' });
    const { sobjects } = body as { sobjects: { name: string; keyPrefix: string }[] };
    assert.equal(sobjects.find((each) => each.name === 'Joint_Call__c')?.keyPrefix, keyPrefix);
  });

  test('in any case of its name', async () => {
    assert.equal((await describeObject('joint_CALL__c')).name, 'Joint_Call__c');
  });

  test('the Id and the auto-number', () => {
    assert.deepEqual(field('Id', 'type', 'length', 'createable', 'nillable'), ['id', 18, false, false]);
    assert.deepEqual(field('Name', 'type', 'autoNumber', 'createable', 'updateable', 'nameField'), [
      'string',
      true,
      false,
      false,
      true,
    ]);
  });

  test('a master can be given but not changed', () => {
    assert.deepEqual(
      field(
        'Opportunity__c',
        'type',
        'referenceTo',
        'relationshipName',
        'relationshipOrder',
        'createable',
        'updateable',
        'nillable',
      ),
      ['reference', ['Opportunity'], 'Opportunity__r', 0, true, false, false],
    );
  });

  test('a picklist has its values, in order', () => {
    const [type, restricted, values] = field('Status__c', 'type', 'restrictedPicklist', 'picklistValues');
    assert.deepEqual([type, restricted], ['picklist', true]);
    assert.deepEqual(
      (values as { value: string; active: boolean; defaultValue: boolean }[]).map(({ value, active, defaultValue }) => [
        value,
        active,
        defaultValue,
      ]),
      [
        ['Planned', true, true],
        ['Held', true, false],
        ['Debriefed', true, false],
        ['Cancelled', true, false],
      ],
    );
  });

  test('an external id', () => {
    assert.deepEqual(field('External_Id__c', 'externalId', 'unique', 'caseSensitive', 'idLookup'), [
      true,
      true,
      false,
      true,
    ]);
  });

  // Long text takes part in no filter, group or order.
  test('a long text', () => {
    assert.deepEqual(field('Agenda__c', 'type', 'extraTypeInfo', 'filterable', 'groupable', 'sortable'), [
      'textarea',
      'plaintextarea',
      false,
      false,
      false,
    ]);
  });

  test('a roll-up is a number that nobody writes', () => {
    assert.deepEqual(field('Follow_Ups__c', 'type', 'calculated', 'createable', 'updateable'), [
      'double',
      true,
      false,
      false,
    ]);
  });

  // A required field is always there and editable: no permission names it.
  test('what permissions can name', () => {
    assert.deepEqual(field('Call_Date__c', 'nillable', 'permissionable'), [false, false]);
    assert.deepEqual(field('Agenda__c', 'nillable', 'permissionable'), [true, true]);
  });

  test('a checkbox is never empty, so it is not required either', () => {
    assert.deepEqual(field('Agenda_Confirmed__c', 'type', 'nillable', 'defaultedOnCreate'), ['boolean', false, true]);
  });

  test('children: details go with their master, others stay', () => {
    const children = call.childRelationships
      .filter(({ childSObject }) => childSObject.startsWith('Joint_Call_') && childSObject.endsWith('__c'))
      .map(({ childSObject, field: by, relationshipName, cascadeDelete }) => [
        childSObject,
        by,
        relationshipName,
        cascadeDelete,
      ]);
    assert.deepEqual(children.sort(), [
      ['Joint_Call_Coaching__c', 'Joint_Call__c', 'Coaching__r', false],
      ['Joint_Call_Follow_Up__c', 'Joint_Call__c', 'Follow_Ups__r', true],
    ]);
  });

  test('an object that is not there', async () => {
    refused(await target.people.rep.call({ method: 'GET', path: 'sobjects/Missing__c/describe' }), {
      status: 404,
      errorCode: 'NOT_FOUND',
      message: 'The requested resource does not exist',
    });
  });
});
