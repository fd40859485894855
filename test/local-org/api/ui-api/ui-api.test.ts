/* eslint-disable @typescript-eslint/no-explicit-any -- answers are JSON, whose shape the assertions themselves check */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openLibrary, type Library, type Person } from '../../lightning/library.fixture.ts';

let library: Library;
before(async () => {
  library = await openLibrary();
});
after(() => library.close());

/** A request as one of the library's people. */
async function as(
  person: Person,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: any }> {
  return library.call(method, path, body, { authorization: `Bearer ${person.token}`, ...headers }) as Promise<{
    status: number;
    body: any;
  }>;
}

test('a record has its fields with display values, and its parents as records', async () => {
  const { status, body } = await as(
    library.librarian,
    'GET',
    `ui-api/records/${library.loan}?fields=Loan__c.Name,Loan__c.Lent_On__c,Loan__c.Book__r.Name&optionalFields=Loan__c.Nothing__c`,
  );
  assert.equal(status, 200);
  assert.equal(body.apiName, 'Loan__c');
  assert.equal(body.id, library.loan);
  assert.deepEqual(body.fields.Name, { value: 'LN-000001', displayValue: null });
  assert.deepEqual(body.fields.Lent_On__c, { value: '2026-11-20', displayValue: '11/20/2026' });
  assert.equal(body.fields.Book__r.displayValue, 'The Waves');
  assert.equal(body.fields.Book__r.value.id, library.book);
  assert.deepEqual(body.fields.Book__r.value.fields.Name, { value: 'The Waves', displayValue: null });
  assert.equal('Nothing__c' in body.fields, false);
  assert.match(body.lastModifiedDate, /^2026-11-24T10:00:00\.000Z$/);
});

test('money is shown in the viewer’s way', async () => {
  const { body } = await as(library.librarian, 'GET', `ui-api/records/${library.book}?fields=Book__c.Price__c`);
  assert.deepEqual(body.fields.Price__c, { value: 12.5, displayValue: '$12.50' });
});

test('a required field that does not exist, and a record that does not, are refused', async () => {
  const field = await as(library.librarian, 'GET', `ui-api/records/${library.book}?fields=Book__c.Nothing__c`);
  assert.equal(field.status, 400);
  assert.equal(field.body[0].errorCode, 'INVALID_FIELD');
  const record = await as(library.librarian, 'GET', 'ui-api/records/a00000000099999AAA?fields=Book__c.Name');
  assert.equal(record.status, 404);
  assert.equal(record.body[0].errorCode, 'NOT_FOUND');
  const unread = await as(library.stranger, 'GET', `ui-api/records/${library.book}?fields=Book__c.Name`);
  assert.equal(unread.status, 404);
  const nothing = await as(library.librarian, 'GET', `ui-api/records/${library.book}`);
  assert.equal(nothing.body[0].errorCode, 'ILLEGAL_QUERY_PARAMETER_VALUE');
});

test('a batch answers each record by itself', async () => {
  const { body } = await as(
    library.librarian,
    'GET',
    `ui-api/records/batch/${library.book},a00000000099999AAA?fields=Book__c.Name`,
  );
  assert.equal(body.hasErrors, true);
  assert.deepEqual(
    body.results.map(({ statusCode }: { statusCode: number }) => statusCode),
    [200, 404],
  );
});

test('create, update, delete', async () => {
  const created = await as(library.librarian, 'POST', 'ui-api/records', {
    apiName: 'Book__c',
    fields: { Name: 'Flush' },
  });
  assert.equal(created.status, 201);
  assert.equal(created.body.fields.Name.value, 'Flush');
  const updated = await as(library.librarian, 'PATCH', `ui-api/records/${created.body.id}`, {
    fields: { Name: 'Flush: A Biography' },
  });
  assert.equal(updated.status, 200);
  assert.equal(updated.body.fields.Name.value, 'Flush: A Biography');
  assert.equal((await as(library.librarian, 'DELETE', `ui-api/records/${created.body.id}`)).status, 204);
  assert.equal(
    (await as(library.librarian, 'GET', `ui-api/records/${created.body.id}?fields=Book__c.Name`)).status,
    404,
  );
  assert.equal((await as(library.librarian, 'DELETE', `ui-api/records/${created.body.id}`)).status, 404);
});

test('a validation rule is told in the shape of record errors', async () => {
  const { status, body } = await as(library.librarian, 'PATCH', `ui-api/records/${library.book}`, {
    fields: { ISBN__c: '1' },
  });
  assert.equal(status, 400);
  assert.equal(body.enhancedErrorType, 'RecordError');
  assert.equal(body.statusCode, 400);
  assert.equal(body.message, 'An error occurred while trying to update the record. Please try again.');
  const all = [...body.output.errors, ...Object.values(body.output.fieldErrors).flat()] as {
    errorCode: string;
    message: string;
  }[];
  assert.deepEqual(
    all.map(({ errorCode, message }) => [errorCode, message]),
    [['FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Write the ISBN as ten or thirteen digits.']],
  );
});

test('a missing field is told beside the field, with its label', async () => {
  const { status, body } = await as(library.librarian, 'POST', 'ui-api/records', { apiName: 'Member__c', fields: {} });
  assert.equal(status, 400);
  const [error] = body.output.fieldErrors.Email__c;
  assert.equal(error.errorCode, 'REQUIRED_FIELD_MISSING');
  assert.equal(error.field, 'Email__c');
  assert.equal(typeof error.fieldLabel, 'string');
});

test('who may only read is refused a change, and the record stays', async () => {
  const { status, body } = await as(library.reader, 'PATCH', `ui-api/records/${library.book}`, {
    fields: { Name: 'Mine' },
  });
  assert.ok(status >= 400 && status < 500);
  assert.equal(body.enhancedErrorType, 'RecordError');
  const { body: record } = await as(library.librarian, 'GET', `ui-api/records/${library.book}?fields=Book__c.Name`);
  assert.equal(record.fields.Name.value, 'The Waves');
});

test('a change on top of a newer one is a conflict', async () => {
  const change = (since: string): Promise<{ status: number; body: any }> =>
    as(
      library.librarian,
      'PATCH',
      `ui-api/records/${library.book}`,
      { fields: { Summary__c: 'Six voices and the sea.' } },
      { 'if-unmodified-since': since },
    );
  assert.equal((await change('2026-11-24T09:59:00.000Z')).status, 412);
  assert.equal((await change('2026-11-24T10:00:00.000Z')).status, 200);
});

test('object information holds what the user may do', async () => {
  const { body } = await as(library.librarian, 'GET', 'ui-api/object-info/Book__c');
  assert.equal(body.apiName, 'Book__c');
  assert.equal(body.updateable, true);
  assert.equal(body.fields.Price__c.dataType, 'Currency');
  assert.equal(body.fields.Available__c.calculated, true);
  assert.equal(body.fields.Available__c.updateable, false);
  assert.ok(
    body.childRelationships.some(
      ({ childObjectApiName }: { childObjectApiName: string }) => childObjectApiName === 'Loan__c',
    ),
  );
  const { body: readOnly } = await as(library.reader, 'GET', 'ui-api/object-info/Book__c');
  assert.equal(readOnly.updateable, false);
  assert.equal(readOnly.fields.Name.updateable, false);
  const { status } = await as(library.stranger, 'GET', 'ui-api/object-info/Book__c');
  assert.equal(status, 404);
  const { body: batch } = await as(library.librarian, 'GET', 'ui-api/object-info/batch/Book__c,Nothing__c');
  assert.deepEqual(
    batch.results.map(({ statusCode }: { statusCode: number }) => statusCode),
    [200, 404],
  );
});

test('picklist values, one field or all', async () => {
  const { body: one } = await as(
    library.librarian,
    'GET',
    'ui-api/object-info/Loan__c/picklist-values/012000000000000AAA/Status__c',
  );
  assert.ok(one.values.length > 0);
  assert.deepEqual(Object.keys(one.values[0]).sort(), ['attributes', 'label', 'validFor', 'value']);
  const { body: all } = await as(
    library.librarian,
    'GET',
    'ui-api/object-info/Loan__c/picklist-values/012000000000000AAA',
  );
  assert.deepEqual(all.picklistFieldValues.Status__c.values, one.values);
  const { status } = await as(
    library.librarian,
    'GET',
    'ui-api/object-info/Loan__c/picklist-values/012000000000000AAA/Name',
  );
  assert.equal(status, 400);
});

test('defaults of a new record, and of a copy', async () => {
  const { body: fresh } = await as(library.librarian, 'GET', 'ui-api/record-defaults/create/Book__c');
  assert.equal(fresh.record.id, null);
  assert.equal(fresh.record.fields.OwnerId.value, library.librarian.userId);
  assert.equal('Available__c' in fresh.record.fields, false);
  const { body: copy } = await as(library.librarian, 'GET', `ui-api/record-defaults/clone/${library.book}`);
  assert.equal(copy.record.fields.ISBN__c.value, '9780156949606');
});

test('related records, page by page', async () => {
  const { childRelationships } = (await as(library.librarian, 'GET', 'ui-api/object-info/Book__c')).body;
  const { relationshipName } = childRelationships.find(
    ({ childObjectApiName }: { childObjectApiName: string }) => childObjectApiName === 'Loan__c',
  );
  const { body } = await as(
    library.librarian,
    'GET',
    `ui-api/related-list-records/${library.book}/${relationshipName}?fields=Loan__c.Name&pageSize=1`,
  );
  assert.equal(body.count, 1);
  assert.equal(body.records[0].fields.Name.value, 'LN-000001');
  assert.equal(body.nextPageToken, null);
});
