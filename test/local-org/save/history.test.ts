import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openLibrary, type Library, type Person } from '../lightning/library.fixture.ts';

let library: Library;
before(async () => {
  library = await openLibrary();
});
after(() => library.close());

async function ask<T>(person: Person, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await library.call(method, path, body, { authorization: `Bearer ${person.token}` });
  return answer.body as T;
}

interface History {
  Field: string;
  DataType: string;
  OldValue: string | null;
  NewValue: string | null;
}

async function historyOf(person: Person, id: string): Promise<History[]> {
  const soql = `SELECT Field, DataType, OldValue, NewValue FROM Book__History WHERE ParentId = '${id}' ORDER BY Id`;
  const answer = await ask<{ records: History[] }>(person, 'GET', `query?q=${encodeURIComponent(soql)}`);
  return answer.records.map(({ Field, DataType, OldValue, NewValue }) => ({ Field, DataType, OldValue, NewValue }));
}

const created = { Field: 'created', DataType: 'Text', OldValue: null, NewValue: null };

test('a change of a tracked field is kept, what is not tracked or refused is not', async () => {
  const { librarian, book } = library;
  assert.deepEqual(await historyOf(librarian, book), [created]);
  await ask(librarian, 'PATCH', `sobjects/Book__c/${book}`, { Shelf__c: 'Science', Price__c: 12 });
  await ask(librarian, 'PATCH', `sobjects/Book__c/${book}`, { Shelf__c: 'Children', ISBN__c: 'not one' });
  assert.deepEqual(await historyOf(librarian, book), [
    created,
    { Field: 'Shelf__c', DataType: 'DynamicEnum', OldValue: 'Novels', NewValue: 'Science' },
  ]);
});

test('it is read as a child of the record, by the related list, and only where the field may be read', async () => {
  const { librarian, reader, stranger, book } = library;
  const soql = `SELECT Id, (SELECT Field, CreatedBy.Name FROM Histories) FROM Book__c WHERE Id = '${book}'`;
  const answer = await ask<{ records: { Histories: { records: { Field: string }[] } }[] }>(
    librarian,
    'GET',
    `query?q=${encodeURIComponent(soql)}`,
  );
  assert.deepEqual(
    answer.records[0]!.Histories.records.map(({ Field }) => Field),
    ['created', 'Shelf__c'],
  );
  const list = await ask<{ count: number }>(
    librarian,
    'GET',
    `ui-api/related-list-records/${book}/Histories?fields=Book__History.Field,Book__History.CreatedBy.Name`,
  );
  assert.equal(list.count, 2);
  assert.ok((await historyOf(reader, book)).length >= 1);
  const refused = await library.call('GET', 'query?q=SELECT+Field+FROM+Book__History', undefined, {
    authorization: `Bearer ${stranger.token}`,
  });
  assert.equal(refused.status, 400);
});

test('nobody writes it, and it goes with its record', async () => {
  const { librarian, other } = library;
  const refused = await ask<{ errorCode: string }[]>(librarian, 'POST', 'sobjects/Book__History', { ParentId: other });
  assert.match(refused[0]!.errorCode, /CANNOT_INSERT|INVALID|NOT_FOUND/);
  assert.equal((await historyOf(librarian, other)).length, 1);
  const { status } = await library.call('DELETE', `sobjects/Book__c/${other}`);
  assert.equal(status, 204);
  assert.deepEqual(await historyOf(librarian, other), []);
});
