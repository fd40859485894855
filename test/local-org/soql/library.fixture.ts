import type { PicklistValue, Row } from '../schema/model.ts';
import { testOrg, type TestOrg } from '../security/org.fixture.ts';
import { field, lookup, object } from '../store/schema.fixture.ts';

const picklist = (...names: string[]): { picklist: PicklistValue[] } => ({
  picklist: names.map((name) => ({ name, label: `${name} (label)`, isDefault: false, isActive: true })),
});

const owner = () =>
  field('OwnerId', 'Lookup', {
    reference: {
      to: ['User', 'Group'],
      relationshipName: 'Owner',
      childRelationshipName: undefined,
      onDelete: 'SetNull',
      master: undefined,
    },
  });
const audit = () => [field('CreatedDate', 'DateTime'), lookup('CreatedById', 'User')];

export const OBJECTS = ['Member__c', 'Book__c', 'Loan__c', 'Account', 'Contact', 'Opportunity', 'Task'];

/** A lending library: books, members, and loans of books to members. */
export function library(now = new Date('2026-11-24T10:00:00Z')): TestOrg {
  return testOrg(
    [
      object('Member__c', 'a02', [field('Name', 'Text'), field('Age__c', 'Number', { scale: 0 }), owner(), ...audit()]),
      object('Book__c', 'a00', [
        field('Name', 'Text'),
        field('Genre__c', 'Picklist', picklist('Novel', 'Essay', 'Atlas')),
        field('Tags__c', 'MultiselectPicklist', picklist('rare', 'new', 'old')),
        field('Pages__c', 'Number', { scale: 0 }),
        field('Price__c', 'Currency', { scale: 2 }),
        field('Rare__c', 'Checkbox'),
        field('Printed_On__c', 'Date'),
        field('Bought_At__c', 'DateTime'),
        field('Blurb__c', 'LongTextArea'),
        field('Heavy__c', 'Checkbox', { formula: 'Pages__c > 500', createable: false, updateable: false }),
        field('Shelf_Mark__c', 'Text', {
          formula: 'LEFT(Name, 3) & "-" & TEXT(Pages__c)',
          createable: false,
          updateable: false,
        }),
        lookup('Author__c', 'Member__c', 'Written__r'),
        owner(),
        ...audit(),
      ]),
      object(
        'Loan__c',
        'a01',
        [
          field('Name', 'Text'),
          field('Days__c', 'Number', { scale: 0 }),
          lookup('Book__c', 'Book__c', 'Loans__r', { writeRequiresMasterRead: true }),
          lookup('Member__c', 'Member__c', 'Borrowed__r'),
          ...audit(),
        ],
        { sharingModel: 'ControlledByParent' },
      ),
    ],
    { now },
  );
}

/** A user who may read everything of the library. */
export function librarian(org: TestOrg, row: Row = {}): string {
  const fields = OBJECTS.flatMap((name) =>
    org.schema
      .object(name)!
      .fields.filter((f) => f.custom && f.type !== 'MasterDetail')
      .map((f) => `${name}.${f.name}`),
  );
  return org.user({
    objects: OBJECTS,
    fields,
    system: ['ViewAllData'],
    row: { Name: 'Lia Brarian', LocaleSidKey: 'en_US', ...row },
  });
}
