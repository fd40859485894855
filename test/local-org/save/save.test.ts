import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SaveResult } from '../org.ts';
import { addUser, LIBRARY, openLibrary, type Library } from './library.fixture.ts';

interface Shelf extends Library {
  branch: string;
  book: string;
}

function shelf(): Shelf {
  const library = openLibrary();
  const branch = library.create('Branch__c', { Name: 'Main' });
  return { ...library, branch, book: library.create('Book__c', { Name: 'Emma', Branch__c: branch, Code__c: 'E1' }) };
}

function codes(results: SaveResult[]): string[] {
  return results.map((result) => (result.success ? 'ok' : result.errors.map((error) => error.statusCode).join(' ')));
}

describe('what a record may hold', () => {
  const library = shelf();
  const { branch, book } = library;
  const refused = (
    object: string,
    values: Record<string, unknown>,
    code: string,
    message: RegExp,
    fields: string[] = [],
  ): void => {
    const [result] = library.save('insert', object, [values]);
    assert.equal(result!.success, false);
    assert.equal(result!.errors[0]!.statusCode, code);
    assert.match(result!.errors[0]!.message, message);
    assert.deepEqual(result!.errors[0]!.fields, fields);
  };
  const base = { Name: 'X', Branch__c: branch };

  it('is refused in Salesforce’s words', () => {
    refused(
      'Book__c',
      { ...base, Nope__c: 1 },
      'INVALID_FIELD',
      /^No such column 'Nope__c' on sobject of type Book__c$/,
    );
    refused(
      'Book__c',
      { ...base, Code__c: 'x'.repeat(11) },
      'STRING_TOO_LONG',
      /^Code: data value too large: x{11} \(max length=10\)$/,
      ['Code__c'],
    );
    refused(
      'Book__c',
      { ...base, Price__c: 10000 },
      'NUMBER_OUTSIDE_VALID_RANGE',
      /^Price: value outside of valid range on numeric field: 10000$/,
      ['Price__c'],
    );
    refused(
      'Book__c',
      { ...base, Price__c: 'dear' },
      'JSON_PARSER_ERROR',
      /^Cannot deserialize instance of double from VALUE_STRING value dear or request may be missing a required field/,
    );
    refused(
      'Book__c',
      { ...base, Bought__c: '2026-02-30' },
      'JSON_PARSER_ERROR',
      /instance of date from VALUE_STRING value 2026-02-30/,
    );
    refused('Book__c', { ...base, Sold_At__c: '2026-02-03 10:00' }, 'JSON_PARSER_ERROR', /instance of datetime/);
    refused('Book__c', { ...base, Rare__c: 'perhaps' }, 'JSON_PARSER_ERROR', /instance of boolean/);
    refused('Book__c', { ...base, Name: { first: 'X' } }, 'JSON_PARSER_ERROR', /instance of string from START_OBJECT/);
    refused(
      'Book__c',
      { ...base, Genre__c: 'Play' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      /^Genre: bad value for restricted picklist field: Play$/,
      ['Genre__c'],
    );
    refused('Book__c', { ...base, Topics__c: 'Art;Golf' }, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', /Golf$/, [
      'Topics__c',
    ]);
    refused('Book__c', { ...base, Email__c: 'a@b' }, 'INVALID_EMAIL_ADDRESS', /^Email: invalid email address: a@b$/, [
      'Email__c',
    ]);
    refused(
      'Book__c',
      { ...base, Loans__c: 3 },
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      /^Unable to create\/update fields: Loans__c\. Please check the security settings/,
      ['Loans__c'],
    );
    refused(
      'Book__c',
      { ...base, CreatedDate: '2020-01-01T00:00:00Z', Loans__c: 3 },
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      /fields: CreatedDate, Loans__c\./,
      ['CreatedDate', 'Loans__c'],
    );
    refused(
      'Book__c',
      { ...base, Id: book },
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      /^cannot specify Id in an insert call$/,
      ['Id'],
    );
    refused('Book__c', { Name: 'X' }, 'REQUIRED_FIELD_MISSING', /^Required fields are missing: \[Branch__c\]$/, [
      'Branch__c',
    ]);
    refused(
      'Book__c',
      { ...base, Branch__c: 'somewhere' },
      'MALFORMED_ID',
      /^Branch: id value of incorrect type: somewhere$/,
      ['Branch__c'],
    );
    refused(
      'Book__c',
      { ...base, Branch__c: book },
      'FIELD_INTEGRITY_EXCEPTION',
      /^Branch: id value of incorrect type: /,
      ['Branch__c'],
    );
    refused(
      'Book__c',
      { ...base, Branch__c: branch.slice(0, 14) + '9' },
      'INVALID_CROSS_REFERENCE_KEY',
      /^invalid cross reference id$/,
    );
    refused(
      'Book__c',
      { ...base, Code__c: 'e1' },
      'DUPLICATE_VALUE',
      new RegExp(`^duplicate value found: Code__c duplicates value on record with id: ${book}$`),
    );
    refused('Book__c', { ...base, Price__c: -1 }, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', /^A price is not negative\.$/, [
      'Price__c',
    ]);
  });

  it('says a wrong type of a CSV row as such', () => {
    const [result] = library.save('insert', 'Book__c', [{ ...base, Price__c: 'dear' }], { format: 'text' });
    assert.deepEqual(result!.errors, [
      {
        statusCode: 'INVALID_TYPE_ON_FIELD_IN_RECORD',
        message: 'Price: value not of required type: dear',
        fields: ['Price__c'],
      },
    ]);
  });

  it('is put in the form that Salesforce keeps', () => {
    const id = library.create('book__c', {
      name: '  Emma  ',
      BRANCH__C: branch.slice(0, 15),
      Price__c: '1.005',
      Topics__c: 'War;Art;War',
      Sold_At__c: '2026-03-01T01:30:00+02:00',
      Rare__c: 'TRUE',
      Bought__c: '2026-03-01T10:00:00Z',
    });
    const row = library.read('Book__c', id);
    assert.equal(row['Name'], 'Emma');
    assert.equal(row['Branch__c'], branch);
    assert.equal(row['Price__c'], 1.01);
    assert.equal(row['Topics__c'], 'Art;War');
    assert.equal(row['Sold_At__c'], '2026-02-28T23:30:00.000Z');
    assert.equal(row['Rare__c'], true);
    assert.equal(row['Bought__c'], '2026-03-01');
    assert.equal(row['Genre__c'], 'Novel');
    assert.equal(row['Shelf__c'], 'S2');
    assert.equal(row['CreatedById'], library.org.adminUserId);
  });

  it('keeps a given blank in place of a default', () => {
    const id = library.create('Book__c', { ...base, Genre__c: null, Shelf__c: null });
    assert.equal(library.read('Book__c', id)['Genre__c'], null);
    assert.equal(library.read('Book__c', id)['Shelf__c'], null);
  });

  it('tells all rules that fail, and none before required fields are there', () => {
    const id = library.create('Book__c', { ...base, Price__c: 5 });
    const [both] = library.save('update', 'Book__c', [{ Id: id, Price__c: -1 }]);
    assert.deepEqual(
      both!.errors.map((error) => error.message),
      ['A price is not negative.', 'A book does not become free.'],
    );
    const [missing] = library.save('insert', 'Book__c', [{ Price__c: -1 }]);
    assert.deepEqual(codes([missing!]), ['REQUIRED_FIELD_MISSING']);
  });

  it('names a nameless record by its Id and numbers those that have numbers', () => {
    const id = library.create('Branch__c', {});
    assert.equal(library.read('Branch__c', id)['Name'], id);
    const loans = library.save('insert', 'Loan__c', [
      { Book__c: book, Due__c: '2026-01-01' },
      { Book__c: book, Due__c: '2026-01-01' },
    ]);
    assert.deepEqual(
      loans.map((loan) => library.read('Loan__c', loan.id!)['Name']),
      ['L-0001', 'L-0002'],
    );
  });
});

describe('which record is meant', () => {
  it('is told apart: unknown, deleted, malformed, missing', () => {
    const library = shelf();
    const gone = library.create('Book__c', { Name: 'Gone', Branch__c: library.branch });
    library.save('delete', 'Book__c', [{ Id: gone }]);
    assert.deepEqual(
      codes(
        library.save('update', 'Book__c', [
          { Id: library.book, Name: 'Emma!' },
          { Id: gone, Name: 'x' },
          { Id: 'a01000000000zzzAAA', Name: 'x' },
          { Id: 'x', Name: 'x' },
          { Name: 'x' },
          { Id: library.book, Name: 'again' },
        ]),
      ),
      ['ok', 'ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY', 'MALFORMED_ID', 'MISSING_ARGUMENT', 'DUPLICATE_VALUE'],
    );
    assert.throws(() => library.save('insert', 'Nope__c', [{}]), { errorCode: 'INVALID_TYPE' });
  });

  it('is found by external id, case aside', () => {
    const library = shelf();
    const results = library.save(
      'upsert',
      'Book__c',
      [
        { Code__c: 'e1', Name: 'Emma 2' },
        { Code__c: 'N1', Name: 'New', Branch__c: library.branch },
        { Code__c: 'D1', Name: 'a', Branch__c: library.branch },
        { Code__c: 'd1', Name: 'b', Branch__c: library.branch },
        { Name: 'none' },
      ],
      { externalIdField: 'code__c' },
    );
    assert.deepEqual(codes(results), ['ok', 'ok', 'DUPLICATE_VALUE', 'DUPLICATE_VALUE', 'MISSING_ARGUMENT']);
    assert.deepEqual(
      results.slice(0, 2).map(({ created }) => created),
      [false, true],
    );
    assert.equal(library.read('Book__c', library.book)['Name'], 'Emma 2');
    // A master that cannot change may not stand in an upsert that turns out to update.
    assert.deepEqual(
      codes(
        library.save('upsert', 'Book__c', [{ Code__c: 'e1', Branch__c: library.branch }], {
          externalIdField: 'Code__c',
        }),
      ),
      ['INVALID_FIELD_FOR_INSERT_UPDATE'],
    );
    assert.throws(() => library.save('upsert', 'Book__c', [], { externalIdField: 'Shelf__c' }), {
      errorCode: 'INVALID_FIELD',
    });
  });

  it('may name its parent by external id', () => {
    const library = shelf();
    const results = library.save('insert', 'Loan__c', [
      { Book__r: { Code__c: 'E1' }, Due__c: '2026-01-01' },
      { Book__r: { attributes: { type: 'Book__c' }, Code__c: 'zz' }, Due__c: '2026-01-01' },
      { Book__r: { Shelf__c: 'S2' }, Due__c: '2026-01-01' },
    ]);
    assert.deepEqual(codes(results), ['ok', 'INVALID_FIELD', 'INVALID_FIELD']);
    assert.equal(
      results[1]!.errors[0]!.message,
      'Foreign key external ID: zz not found for field Code__c in entity Book__c',
    );
    const [both] = library.save('insert', 'Loan__c', [
      { Book__c: library.book, Book__r: { Code__c: 'e1' }, Due__c: '2026-01-01' },
    ]);
    assert.deepEqual(both!.errors, [
      {
        statusCode: 'INVALID_FIELD',
        message: 'Cannot specify both an external ID reference Book__r and a salesforce id, Book__c',
        fields: ['Book__c'],
      },
    ]);
    assert.equal(library.read('Loan__c', results[0]!.id!)['Book__c'], library.book);
  });
});

describe('all or none', () => {
  it('undoes everything and says so', () => {
    const library = shelf();
    const results = library.save(
      'insert',
      'Loan__c',
      [{ Book__c: library.book, Due__c: '2026-01-01' }, { Book__c: library.book }],
      { allOrNone: true },
    );
    assert.deepEqual(codes(results), ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'REQUIRED_FIELD_MISSING']);
    assert.deepEqual(
      results.map(({ id }) => id),
      [null, null],
    );
    assert.equal(library.read('Book__c', library.book)['Loans__c'], 0);
  });

  it('spans chunks', () => {
    const library = shelf();
    const records = Array.from({ length: 450 }, (_, i) => ({
      Name: `B${i}`,
      Branch__c: library.branch,
      Price__c: i === 449 ? -1 : 1,
    }));
    assert.equal(
      library.save('insert', 'Book__c', records, { allOrNone: true }).filter(({ success }) => success).length,
      0,
    );
    assert.equal(library.read('Branch__c', library.branch)['Books__c'], 1);
    assert.equal(library.save('insert', 'Book__c', records).filter(({ success }) => success).length, 449);
    assert.equal(library.read('Branch__c', library.branch)['Books__c'], 450);
  });
});

describe('the order of execution', () => {
  it('lets rules see what a flow stamped, and ISCHANGED be true of it', () => {
    const library = shelf();
    const loan = library.create('Loan__c', { Book__c: library.book, Due__c: '2026-05-01' });
    assert.equal(library.read('Loan__c', loan)['Month__c'], '2026-05');
    const [result] = library.save('update', 'Loan__c', [{ Id: loan, Due__c: '2030-01-15' }]);
    assert.deepEqual(result!.errors, [
      { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'No loans into 2030.', fields: ['Due__c'] },
    ]);
    // On insert ISCHANGED is false: the rule does not apply.
    library.create('Loan__c', { Book__c: library.book, Due__c: '2030-01-15' });
  });

  it('rolls up through the master’s own save, whose rules refuse the detail', () => {
    const library = shelf();
    library.save('update', 'Book__c', [{ Id: library.book, Rare__c: true }]);
    const loan = { Book__c: library.book, Due__c: '2026-01-01', Returned__c: false };
    assert.deepEqual(codes(library.save('insert', 'Loan__c', [loan])), ['ok']);
    const [refused] = library.save('insert', 'Loan__c', [loan]);
    assert.deepEqual(refused!.errors, [
      {
        statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
        message: 'A rare book is lent once at a time.',
        fields: ['Rare__c'],
      },
    ]);
    assert.equal(library.read('Book__c', library.book)['Open_Loans__c'], 1);
    assert.equal(library.org.store.readBy('Loan__c', 'Book__c', [library.book]).length, 1);
  });

  it('rolls up grand-parents, and retries without the records whose masters refuse', () => {
    const library = shelf();
    const rare = library.create('Book__c', { Name: 'Rare', Branch__c: library.branch, Rare__c: true });
    const loan = (book: string): Record<string, unknown> => ({ Book__c: book, Due__c: '2026-01-01', Fee__c: 2 });
    const results = library.save('insert', 'Loan__c', [loan(library.book), loan(rare), loan(library.book), loan(rare)]);
    assert.deepEqual(codes(results), [
      'ok',
      'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      'ok',
      'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    ]);
    assert.equal(library.read('Branch__c', library.branch)['Lent__c'], 2);
    assert.equal(library.read('Book__c', library.book)['Fees__c'], 4);
    const many = library.save(
      'insert',
      'Loan__c',
      Array.from({ length: 5 }, () => loan(library.book)),
    );
    assert.equal(many[0]!.errors[0]!.message, 'A branch lends at most six books.');
    assert.equal(library.read('Branch__c', library.branch)['Lent__c'], 2);
  });

  it('moves roll-ups when what they count changes', () => {
    const library = shelf();
    const loan = library.create('Loan__c', { Book__c: library.book, Due__c: '2026-01-01', Fee__c: 12 });
    assert.deepEqual(
      [library.read('Book__c', library.book)['Dear_Loans__c'], library.read('Book__c', library.book)['Open_Loans__c']],
      [1, 1],
    );
    library.save('update', 'Loan__c', [{ Id: loan, Fee__c: 3, Returned__c: true }]);
    assert.deepEqual(
      [library.read('Book__c', library.book)['Dear_Loans__c'], library.read('Book__c', library.book)['Open_Loans__c']],
      [0, 0],
    );
    library.save('delete', 'Loan__c', [{ Id: loan }]);
    assert.equal(library.read('Book__c', library.book)['Loans__c'], 0);
    library.save('undelete', 'Loan__c', [{ Id: loan }]);
    assert.equal(library.read('Book__c', library.book)['Loans__c'], 1);
  });

  it('fails with the reason where a rule no longer compiles', () => {
    const rule =
      '<validationRules><fullName>Broken</fullName><active>true</active><errorConditionFormula>$Permission.Gone</errorConditionFormula><errorMessage>x</errorMessage></validationRules></CustomObject>';
    const library = openLibrary({
      'objects/Member__c.object': LIBRARY['objects/Member__c.object']!.replace('</CustomObject>', rule),
    });
    const [result] = library.save('insert', 'Member__c', [{ Name: 'm' }]);
    assert.equal(result!.errors[0]!.statusCode, 'FORMULA_EXPRESSION_INVALID');
    assert.match(
      result!.errors[0]!.message,
      /^The formula in the "Broken" validation rule is invalid due to the following: .*\$Permission\.Gone/,
    );
  });

  it('takes 1,000 records', () => {
    const library = shelf();
    const records = Array.from({ length: 1000 }, (_, i) => ({
      Name: `B${i}`,
      Branch__c: library.branch,
      Code__c: `c${i}`,
      Bought__c: '2026-01-01',
      Price__c: i % 10 === 0 ? -1 : 1,
    }));
    const results = library.save('insert', 'Book__c', records);
    assert.equal(results.filter(({ success }) => success).length, 900);
    assert.equal(library.read('Branch__c', library.branch)['Books__c'], 901);
    assert.equal(library.read('Branch__c', library.branch)['Newest__c'], '2026-01-01');
    const again = library.save(
      'upsert',
      'Book__c',
      records.map(({ Code__c }) => ({ Code__c, Price__c: 3, Name: 'new' })),
      { externalIdField: 'Code__c' },
    );
    assert.deepEqual([...new Set(codes(again))].sort(), ['REQUIRED_FIELD_MISSING', 'ok']);
  });
});

describe('delete', () => {
  it('takes details along, clears lookups and respects those that restrict', () => {
    const library = shelf();
    const member = library.create('Member__c', { Name: 'Ann', Favourite__c: library.book });
    const loan = library.create('Loan__c', { Book__c: library.book, Member__c: member, Due__c: '2026-01-01' });
    const [refused] = library.save('delete', 'Member__c', [{ Id: member }]);
    assert.deepEqual(refused!.errors, [
      {
        statusCode: 'DELETE_FAILED',
        message:
          'Your attempt to delete Ann could not be completed because it is associated with the following loans.: L-0001\n',
        fields: [],
      },
    ]);
    assert.deepEqual(codes(library.save('delete', 'Branch__c', [{ Id: library.branch }])), ['ok']);
    assert.deepEqual(library.org.store.read('Loan__c', [loan]), [undefined]);
    assert.equal(library.read('Member__c', member)['Favourite__c'], null);
    assert.deepEqual(codes(library.save('delete', 'Branch__c', [{ Id: library.branch }])), ['ENTITY_IS_DELETED']);
    assert.deepEqual(codes(library.save('undelete', 'Loan__c', [{ Id: loan }])), ['UNDELETE_FAILED']);
    assert.deepEqual(codes(library.save('undelete', 'Branch__c', [{ Id: library.branch }])), ['ok']);
    assert.equal(library.read('Loan__c', loan)['Member__c'], member);
    assert.equal(library.read('Branch__c', library.branch)['Lent__c'], 1);
    assert.deepEqual(codes(library.save('undelete', 'Branch__c', [{ Id: library.branch }])), ['UNDELETE_FAILED']);
  });
});

describe('rights', () => {
  it('are asked for on object, field and record', () => {
    const library = shelf();
    const ann = addUser(library, 'ann');
    const bob = addUser(library, 'bob');
    const eve = addUser(library, 'eve', { granted: false });
    const [member] = library.save('insert', 'Member__c', [{ Name: 'Mine' }], { as: ann });
    assert.equal(library.read('Member__c', member!.id!)['OwnerId'], ann);
    assert.deepEqual(codes(library.save('update', 'Member__c', [{ Id: member!.id!, Name: 'Yours' }], { as: bob })), [
      'INSUFFICIENT_ACCESS_OR_READONLY',
    ]);
    assert.deepEqual(codes(library.save('delete', 'Member__c', [{ Id: member!.id! }], { as: bob })), [
      'INSUFFICIENT_ACCESS_OR_READONLY',
    ]);
    assert.throws(() => library.save('insert', 'Member__c', [{ Name: 'x' }], { as: eve }), {
      errorCode: 'INVALID_TYPE',
    });

    const set = library.create('PermissionSet', { Name: 'Reader', Label: 'Reader' });
    library.create('ObjectPermissions', { ParentId: set, SobjectType: 'Member__c', PermissionsRead: true });
    library.create('FieldPermissions', {
      ParentId: set,
      SobjectType: 'Member__c',
      Field: 'Member__c.Points__c',
      PermissionsRead: true,
    });
    library.create('PermissionSetAssignment', { PermissionSetId: set, AssigneeId: eve });
    assert.deepEqual(library.save('insert', 'Member__c', [{ Name: 'x' }], { as: eve })[0]!.errors, [
      {
        statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        message: 'entity type cannot be inserted: Member',
        fields: [],
      },
    ]);
    library.save(
      'upsert',
      'ObjectPermissions',
      library.org.store
        .readBy('ObjectPermissions', 'ParentId', [set])
        .map((row) => ({ Id: row['Id'], PermissionsCreate: true, PermissionsEdit: true })),
    );
    assert.deepEqual(
      library
        .save(
          'insert',
          'Member__c',
          [{ Name: 'x', Points__c: 1 }, { Name: 'x', Favourite__c: library.book }, { Name: 'x' }],
          { as: eve },
        )
        .map(({ errors }) => errors[0]?.message.slice(0, 40)),
      ['Unable to create/update fields: Points__', "No such column 'Favourite__c' on sobject", undefined],
    );
  });

  it('on objects come with those that they rest on, in the same permission set', () => {
    const library = shelf();
    const set = library.create('PermissionSet', { Name: 'Stepwise', Label: 'Stepwise' });
    const grant = (...objects: [string, ...string[]][]) =>
      library.save(
        'insert',
        'ObjectPermissions',
        objects.map(([SobjectType, ...rights]) => ({
          ParentId: set,
          SobjectType,
          ...Object.fromEntries(rights.map((right) => [`Permissions${right}`, true])),
        })),
      );
    const told = (results: SaveResult[]) =>
      results.flatMap(({ errors }) => errors.map(({ statusCode, message }) => `${statusCode}: ${message}`));
    assert.deepEqual(told(grant(['Book__c', 'Read'])), [
      'FIELD_INTEGRITY_EXCEPTION: Permission Read Book__c depends on permission(s): Read Branch__c',
    ]);
    assert.deepEqual(told(grant(['Branch__c', 'Read', 'Delete'])), [
      'FIELD_INTEGRITY_EXCEPTION: Permission Delete Branch__c depends on permission(s): Edit Branch__c',
    ]);
    assert.deepEqual(told(grant(['Book__c', 'Read'], ['Branch__c', 'Read'])), []);
    const [branch] = library.org.store
      .readBy('ObjectPermissions', 'ParentId', [set])
      .filter((row) => row['SobjectType'] === 'Branch__c');
    const withdrawn = library.save('update', 'ObjectPermissions', [{ Id: branch!['Id'], PermissionsRead: false }]);
    assert.deepEqual(told(withdrawn), [
      'FIELD_INTEGRITY_EXCEPTION: Permission Read Book__c depends on permission(s): Read Branch__c',
    ]);

    const field = { ParentId: set, SobjectType: 'Member__c', Field: 'Member__c.Points__c', PermissionsEdit: true };
    assert.deepEqual(told(library.save('insert', 'FieldPermissions', [field])), [
      'FIELD_INTEGRITY_EXCEPTION: Permission Edit Member__c.Points__c depends on permission(s): Read Member__c.Points__c',
    ]);
  });

  it('hold for the records referred to', () => {
    const library = shelf();
    const ann = addUser(library, 'ann');
    const hidden = library.create('Member__c', { Name: 'Hidden' });
    const [loan] = library.save(
      'insert',
      'Loan__c',
      [{ Book__c: library.book, Due__c: '2026-01-01', Member__c: hidden }],
      { as: ann },
    );
    assert.deepEqual(loan!.errors, [
      {
        statusCode: 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
        message: `insufficient access rights on cross-reference id: ${hidden}`,
        fields: [],
      },
    ]);
  });

  it('guard owners: active, able to read, given by who may give', () => {
    const library = shelf();
    const ann = addUser(library, 'ann');
    const eve = addUser(library, 'eve', { granted: false });
    const gone = addUser(library, 'gone');
    library.save('update', 'User', [{ Id: gone, IsActive: false }]);
    const member = library.create('Member__c', { Name: 'M' });
    assert.deepEqual(
      codes([eve, gone, ann].flatMap((OwnerId) => library.save('update', 'Member__c', [{ Id: member, OwnerId }]))),
      ['TRANSFER_REQUIRES_READ', 'INACTIVE_OWNER_OR_USER', 'ok'],
    );
    library.create('Member__Share', { ParentId: member, UserOrGroupId: eve, AccessLevel: 'Edit' });
    assert.equal(library.org.store.readBy('Member__Share', 'ParentId', [member]).length, 1);
    library.create('Member__Share', { ParentId: member, UserOrGroupId: eve, AccessLevel: 'Read' });
    assert.deepEqual(
      library.org.store.readBy('Member__Share', 'ParentId', [member]).map((row) => row['AccessLevel']),
      ['Read'],
    );
    const bob = addUser(library, 'bob');
    const share = { ParentId: member, UserOrGroupId: bob, AccessLevel: 'Read' };
    assert.deepEqual(
      ['bob', 'ann'].map(
        (name) => codes(library.save('insert', 'Member__Share', [share], { as: name === 'ann' ? ann : bob }))[0],
      ),
      ['INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', 'ok'],
    );
    library.save('update', 'Member__c', [{ Id: member, OwnerId: library.org.adminUserId }]);
    assert.equal(library.org.store.readBy('Member__Share', 'ParentId', [member]).length, 0);
  });
});

describe('standard objects', () => {
  it('derive what Salesforce derives', () => {
    const library = openLibrary();
    const deal = library.create('Opportunity', {
      Name: 'Deal',
      StageName: 'Closed Won',
      CloseDate: '2026-11-03',
      Amount: 200,
    });
    const row = library.read('Opportunity', deal);
    assert.deepEqual(
      [
        row['IsClosed'],
        row['IsWon'],
        row['Probability'],
        row['ForecastCategory'],
        row['ExpectedRevenue'],
        row['FiscalQuarter'],
      ],
      [true, true, 100, 'Closed', 200, 4],
    );
    library.save('update', 'Opportunity', [{ Id: deal, StageName: 'Prospecting', Probability: 33 }]);
    assert.deepEqual(
      [library.read('Opportunity', deal)['IsClosed'], library.read('Opportunity', deal)['Probability']],
      [false, 33],
    );
    const call = library.create('Task', { Subject: 'Call', Status: 'Completed', CallType: 'Inbound', WhatId: deal });
    assert.equal(library.read('Task', call)['IsClosed'], true);
    const ann = addUser(library, 'ann');
    assert.equal(library.read('User', ann)['Name'], 'ann');
    const [twin] = library.save(
      'insert',
      'User',
      [{ ...library.read('User', ann), Id: undefined, CommunityNickname: 'x' }],
      { system: true },
    );
    assert.equal(twin!.errors[0]!.statusCode, 'DUPLICATE_USERNAME');
  });

  it('assign a permission set once', () => {
    const library = openLibrary();
    const set = library.create('PermissionSet', { Name: 'S', Label: 'S' });
    const ann = addUser(library, 'ann');
    assert.equal(library.org.access(ann).hasSystemPermission('ManageUsers'), false);
    const given = { PermissionSetId: set, AssigneeId: ann };
    assert.deepEqual(codes(library.save('insert', 'PermissionSetAssignment', [given, given])), [
      'ok',
      'DUPLICATE_VALUE',
    ]);
    library.save('update', 'PermissionSet', [{ Id: set, PermissionsManageUsers: true }]);
    assert.equal(library.org.access(ann).hasSystemPermission('ManageUsers'), true);
  });
});
