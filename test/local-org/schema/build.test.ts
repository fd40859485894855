import assert from 'node:assert/strict';
import { test } from 'node:test';
import { library, xmlOf } from '../metadata/library.fixture.ts';
import { buildSchema } from './build.ts';
import type { Component } from './model.ts';

const { schema, problems, keyPrefixes } = buildSchema(library().components);

test('the library builds without a problem', () => {
  assert.deepEqual(problems, []);
});

test('a custom object has a name, an owner unless it is a detail, and audit fields', () => {
  const book = schema.object('book__C');
  assert.equal(book?.name, 'Book__c');
  assert.equal(book.field('name')?.type, 'Text');
  assert.deepEqual(book.field('OwnerId')?.reference?.to, ['Group', 'User']);
  assert.equal(book.sharingModel, 'ReadWrite');
  const loan = schema.object('Loan__c');
  assert.equal(loan?.field('Name')?.displayFormat, 'LN-{000000}');
  assert.equal(loan.field('OwnerId'), undefined);
  assert.equal(loan.hasOwner, false);
  assert.equal(loan.sharingModel, 'ControlledByParent');
  for (const name of ['Id', 'CreatedById', 'LastModifiedDate', 'SystemModstamp', 'IsDeleted']) {
    assert.equal(loan.field(name)?.createable, false, name);
  }
});

test('fields say who may write them', () => {
  const writable = (object: string, name: string): [boolean, boolean] => {
    const field = schema.object(object)!.field(name)!;
    return [field.createable, field.updateable];
  };
  assert.deepEqual(writable('Loan__c', 'Book__c'), [true, false], 'a master is not changed');
  assert.deepEqual(writable('Loan__c', 'Days_Late__c'), [false, false]);
  assert.deepEqual(writable('Book__c', 'Open_Loans__c'), [false, false]);
  assert.deepEqual(writable('Loan__c', 'Name'), [false, false]);
  assert.deepEqual(writable('Opportunity', 'IsWon'), [false, false]);
  assert.deepEqual(writable('Task', 'TaskSubtype'), [true, false]);
});

test('relationships can be followed both ways', () => {
  const children = schema.childrenOf('Book__c').filter((child) => child.relationshipName === 'Loans__r');
  assert.deepEqual(
    children.map((child) => [child.childObject, child.field.name]),
    [['Loan__c', 'Book__c']],
  );
  const member = schema.object('Loan__c')!.field('Member__c')!.reference!;
  assert.equal(member.relationshipName, 'Member__r');
  assert.equal(member.onDelete, 'Restrict');
  assert.equal(schema.object('Loan__c')!.field('Book__c')!.reference!.master?.writeRequiresMasterRead, true);
});

test('objects that allow activities can be what a task is about', () => {
  assert.ok(schema.object('Task')!.field('WhatId')!.reference!.to.includes('Book__c'));
  assert.ok(
    schema.childrenOf('Book__c').some((child) => child.childObject === 'Task' && child.relationshipName === 'Tasks'),
  );
});

test('only objects that are not open to all have shares', () => {
  assert.equal(schema.object('Member__Share')?.field('AccessLevel')?.required, true);
  assert.equal(schema.object('Book__Share'), undefined);
  assert.equal(schema.object('Loan__Share'), undefined);
  assert.ok(schema.object('OpportunityShare')?.field('OpportunityAccessLevel'));
});

test('roll-ups, formulas and picklists are read', () => {
  const open = schema.object('Book__c')!.field('Open_Loans__c')!;
  assert.deepEqual(open.summary, {
    operation: 'count',
    detailObject: 'Loan__c',
    detailField: 'Book__c',
    summarizedField: undefined,
    filters: [{ field: 'Status__c', operation: 'equals', value: 'Out' }],
  });
  assert.equal(schema.object('Loan__c')!.field('Days_Late__c')!.blankAsZero, true);
  const shelf = schema.object('Book__c')!.field('Shelf__c')!;
  assert.deepEqual(
    shelf.picklist?.map((value) => [value.name, value.isDefault]),
    [
      ['Novels', true],
      ['Science', false],
      ['Children', false],
    ],
  );
  assert.equal(shelf.restrictedPicklist, true);
});

test('key prefixes stay when they are handed in again', () => {
  const more: Component[] = [
    {
      type: 'CustomObject',
      fullName: 'Author__c',
      files: new Map(),
      xml: xmlOf('<label>Author</label><pluralLabel>Authors</pluralLabel>'),
    },
    ...library().components,
  ];
  const again = buildSchema(more, keyPrefixes).schema;
  for (const [object, prefix] of keyPrefixes) assert.equal(again.object(object)?.keyPrefix, prefix, object);
  const prefixes = again.objects.map((object) => object.keyPrefix);
  assert.equal(new Set(prefixes).size, prefixes.length);
});

test('every lookup of the standard objects leads to one of them', () => {
  for (const object of schema.objects) {
    for (const field of object.fields)
      for (const to of field.reference?.to ?? []) assert.ok(schema.object(to), `${object.name}.${field.name} → ${to}`);
  }
});

test('a standard value set replaces the values of its picklists', () => {
  const set: Component = {
    type: 'StandardValueSet',
    fullName: 'OpportunityStage',
    files: new Map(),
    xml: xmlOf(
      '<standardValue><fullName>Engaging</fullName><default>false</default><label>Engaging</label></standardValue>',
    ),
  };
  const stages = buildSchema([set]).schema.object('Opportunity')!.field('StageName')!.picklist;
  assert.deepEqual(
    stages?.map((stage) => stage.name),
    ['Engaging'],
  );
});

test('what cannot be built is told and the rest stands', () => {
  const bad: Component = {
    type: 'CustomField',
    fullName: 'Book__c.Where__c',
    files: new Map(),
    xml: xmlOf('<label>Where</label><type>Location</type>'),
  };
  const lost: Component = {
    type: 'CustomField',
    fullName: 'Nowhere__c.X__c',
    files: new Map(),
    xml: xmlOf('<label>X</label><type>Text</type>'),
  };
  const built = buildSchema([...library().components, bad, lost]);
  assert.deepEqual(
    built.problems.map((each) => each.problem),
    [
      'Field type Location is not supported by this org',
      'Entity Enumeration Or ID: no CustomObject named Nowhere__c found',
    ],
  );
  assert.ok(built.schema.object('Book__c')!.field('ISBN__c'));
});
