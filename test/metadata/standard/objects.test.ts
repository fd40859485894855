import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolvePath } from '../../local-org/metadata/check/context.ts';
import { standardObjects } from '../../local-org/schema/standard/all.ts';
import { schemaOf } from '../schema.ts';
import { ADDED_FIELDS, PICKLISTS } from './corrections.ts';
import { declaredObjects, extract } from './declared-objects.ts';
import { everyStandardObject } from './objects.ts';

const { schema } = schemaOf([]);
const knows = (object: string, path: string): boolean => resolvePath(schema, schema.object(object), path) !== undefined;

test('objects with their fields, parents and children are read from declarations', () => {
  const objects = extract(`
    type Fields$Thing = { Id: string; Size: number | null; OwnerId: string };
    type ParentReferences$Thing = { Owner: SObjectDefinition$Name | null };
    type ChildRelationships$Thing = { Parts: SObjectDefinition$Part };
    type SObjectDefinition$Thing = { Name: 'Thing' } & SObjectDefinition<'Thing'>;`);
  assert.deepEqual(objects, {
    Thing: {
      fields: { Id: 'string', Size: 'number', OwnerId: 'string' },
      parents: { Owner: 'Name' },
      children: { Parts: 'Part' },
    },
  });
});

test("this repository's own definition of an object stands, with the fields that it lacks", () => {
  const { objects } = everyStandardObject();
  for (const own of standardObjects) {
    const object = objects.find(({ name }) => name === own.name)!;
    for (const field of own.fields) assert.equal(object.field(field.name), field, `${own.name}.${field.name}`);
  }
  assert.ok(knows('Account', 'SicDesc'), 'declared by jsforce alone');
});

test('what an admin would name of standard objects is known', () => {
  for (const [object, path] of [
    ['Opportunity', 'ContactId'],
    ['Opportunity', 'Account.Owner.Manager.Name'],
    ['Case', 'Contact.Account.BillingCity'],
    ['Account', 'PersonEmail'],
    ['Activity', 'Subject'],
    ['Task', 'Who.Name'],
    ['OpportunityLineItem', 'Product2.Family'],
    ['QuoteLineItem', 'Quote.Opportunity.StageName'],
    ['Account', 'BillingAddress'],
    ['Contact', 'ReportsTo.Email'],
    ['SurveyResponse', 'CompletionDateTime'],
    ['AccountShare', 'AccountAccessLevel'],
    ['Account', 'RecordTypeId'],
  ] as const)
    assert.ok(knows(object, path), `${object}.${path}`);
  assert.ok(!knows('Opportunity', 'Amonut'));
  assert.ok(!knows('Case', 'Nobody__r.Name'));
  assert.equal(schema.object('Oportunity'), undefined);
});

test('child relationships of standard objects are known by name', () => {
  const children = schema.childrenOf('Account').map(({ relationshipName }) => relationshipName);
  for (const name of ['Contacts', 'Opportunities', 'Cases', 'Assets', 'Quotes'])
    assert.ok(children.includes(name), name);
});

test('corrections add what is not declared, to objects that are there', () => {
  const declared = declaredObjects();
  for (const [object, names] of Object.entries(PICKLISTS)) {
    assert.ok(declared[object], object);
    for (const name of names.split(' ')) assert.ok(knows(object, name), `${object}.${name}`);
  }
  for (const object of Object.keys(ADDED_FIELDS)) assert.ok(schema.object(object), object);
});
