import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { componentsOf } from '../metadata/components.ts';
import { addUser, afterSave, beforeSave, flow, openLibrary, type Library } from '../save/library.fixture.ts';
import { compileFlow } from './compile.ts';

/** Elements in short: a name, what is inside, and where it leads. */
const at = '<label>x</label><locationX>0</locationX><locationY>0</locationY>';
const to = (name: string, connector = 'connector'): string =>
  name ? `<${connector}><targetReference>${name}</targetReference></${connector}>` : '';
const value = (text: string): string =>
  text.startsWith('=')
    ? `<value><elementReference>${text.slice(1)}</elementReference></value>`
    : /^(true|false)$/.test(text)
      ? `<value><booleanValue>${text}</booleanValue></value>`
      : /^-?[\d.]+$/.test(text)
        ? `<value><numberValue>${text}</numberValue></value>`
        : `<value><stringValue>${text}</stringValue></value>`;
const assign = (name: string, items: [string, string, string][], next = ''): string =>
  `<assignments><name>${name}</name>${at}${items.map(([target, operator, v]) => `<assignmentItems><assignToReference>${target}</assignToReference><operator>${operator}</operator>${value(v)}</assignmentItems>`).join('')}${to(next)}</assignments>`;
const condition = (left: string, operator: string, v: string): string =>
  `<conditions><leftValueReference>${left}</leftValueReference><operator>${operator}</operator>${value(v).replaceAll('value>', 'rightValue>').replace('<value', '<rightValue')}</conditions>`;
const decide = (name: string, logic: string, conditions: string[], yes: string, no = '', more = ''): string =>
  `<decisions><name>${name}</name>${at}${to(no, 'defaultConnector')}<defaultConnectorLabel>no</defaultConnectorLabel><rules><name>${name}_yes</name><conditionLogic>${logic}</conditionLogic>${conditions.join('')}${to(yes)}${more}<label>yes</label></rules></decisions>`;
const filter = (field: string, operator: string, v: string): string =>
  `<filters><field>${field}</field><operator>${operator}</operator>${value(v)}</filters>`;
const get = (name: string, object: string, filters: string[], next: string, more = ''): string =>
  `<recordLookups><name>${name}</name>${at}<object>${object}</object><filterLogic>and</filterLogic>${filters.join('')}<storeOutputAutomatically>true</storeOutputAutomatically>${more}${to(next)}</recordLookups>`;
const input = (field: string, v: string): string =>
  `<inputAssignments><field>${field}</field>${value(v)}</inputAssignments>`;
const create = (name: string, object: string, inputs: string[], next = '', fault = ''): string =>
  `<recordCreates><name>${name}</name>${at}<object>${object}</object>${inputs.join('')}<storeOutputAutomatically>true</storeOutputAutomatically>${to(next)}${to(fault, 'faultConnector')}</recordCreates>`;
const variable = (name: string, type: string, more = ''): string =>
  `<variables><name>${name}</name><dataType>${type}</dataType><isCollection>false</isCollection>${more}</variables>`;

function withFlow(files: Record<string, string>): Library & { book: string } {
  const library = openLibrary(
    Object.fromEntries(Object.entries(files).map(([name, xml]) => [`flows/${name}.flow`, xml])),
  );
  const branch = library.create('Branch__c', { Name: 'Main' });
  return {
    ...library,
    book: library.create('Book__c', { Name: 'Emma', Branch__c: branch, Code__c: 'E1', Price__c: 10 }),
  };
}

const loan = (book: string): Record<string, unknown> => ({ Book__c: book, Due__c: '2026-01-01' });

describe('flows before the save', () => {
  it('assign, decide by logic and read parents and other records', () => {
    const library = withFlow({
      Fill: flow(
        beforeSave('Member__c', 'Get_Book'),
        get(
          'Get_Book',
          'Book__c',
          [filter('Code__c', 'EqualTo', 'e1')],
          'Is_Big',
          '<getFirstRecordOnly>true</getFirstRecordOnly>',
        ) +
          decide(
            'Is_Big',
            '1 AND (2 OR 3)',
            [
              condition('$Record.Points__c', 'GreaterThan', '1'),
              condition('$Record.Name', 'StartsWith', 'A'),
              condition('Get_Book.Branch__r.Name', 'EqualTo', 'Nowhere'),
            ],
            'Big',
            'Small',
          ) +
          assign('Big', [
            ['$Record.Log__c', 'Assign', 'big {!Get_Book.Branch__r.Name} {!$Record.Points__c}'],
            ['$Record.Favourite__c', 'Assign', '=Get_Book.Id'],
          ]) +
          assign('Small', [
            ['$Record.Log__c', 'Assign', 'small'],
            ['$Record.Points__c', 'Add', '0.5'],
          ]),
      ),
    });
    const [big, small, other] = library
      .save('insert', 'Member__c', [{ Name: 'Ann', Points__c: 2 }, { Name: 'Ann' }, { Name: 'Bob', Points__c: 5 }])
      .map(({ id }) => library.read('Member__c', id!));
    assert.deepEqual([big!['Log__c'], big!['Favourite__c']], ['big Main 2', library.book]);
    assert.deepEqual([small!['Log__c'], small!['Points__c']], ['small', 0.5]);
    assert.equal(other!['Log__c'], 'small');
  });

  it('start only where the entry conditions are newly met', () => {
    const start = (more: string): string =>
      beforeSave(
        'Member__c',
        'Count',
        'CreateAndUpdate',
        `${filter('Points__c', 'GreaterThan', '5')}<filterLogic>and</filterLogic>${more}`,
      );
    const body = assign('Count', [['$Record.Log__c', 'Add', 'x']]);
    for (const [more, log] of [
      ['', 'xxx'],
      ['<doesRequireRecordChangedToMeetCriteria>true</doesRequireRecordChangedToMeetCriteria>', 'xx'],
    ] as const) {
      const library = withFlow({ Count: flow(start(more), body) });
      const id = library.create('Member__c', { Name: 'A', Points__c: 9 });
      for (const Points__c of [8, 1, 9]) library.save('update', 'Member__c', [{ Id: id, Points__c }]);
      assert.equal(library.read('Member__c', id)['Log__c'], log);
    }
  });

  it('know by IsChanged, $Record__Prior and a formula what the save changes', () => {
    const library = withFlow({
      Watch: flow(
        beforeSave(
          'Member__c',
          'D',
          'CreateAndUpdate',
          '<filterFormula>OR(ISNEW(), ISCHANGED({!$Record.Points__c}))</filterFormula>',
        ),
        decide('D', 'and', [condition('$Record.Points__c', 'IsChanged', 'true')], 'Yes', 'No') +
          assign('Yes', [['$Record.Log__c', 'Assign', 'from {!$Record__Prior.Points__c}']]) +
          assign('No', [['$Record.Log__c', 'Assign', 'new {!$User.LastName} {!$Record__Prior.Points__c}']]),
      ),
    });
    const id = library.create('Member__c', { Name: 'A', Points__c: 1 });
    assert.match(String(library.read('Member__c', id)['Log__c']), /^new \S+ $/);
    library.save('update', 'Member__c', [{ Id: id, Points__c: 2 }]);
    library.save('update', 'Member__c', [{ Id: id, Name: 'B' }]);
    assert.equal(library.read('Member__c', id)['Log__c'], 'from 1');
  });

  it('refuse with a custom error', () => {
    const library = withFlow({
      Refuse: flow(
        beforeSave(
          'Member__c',
          'No',
          'CreateAndUpdate',
          `${filter('Name', 'EqualTo', 'Bad')}<filterLogic>and</filterLogic>`,
        ),
        `<customErrors><name>No</name>${at}<customErrorMessages><errorMessage>Not {!$Record.Name}.</errorMessage><fieldSelection>Name</fieldSelection><isFieldError>true</isFieldError></customErrorMessages></customErrors>`,
      ),
    });
    const results = library.save('insert', 'Member__c', [{ Name: 'Bad' }, { Name: 'Good' }]);
    assert.deepEqual(
      results.map(({ success }) => success),
      [false, true],
    );
    assert.deepEqual(results[0]!.errors, [
      { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Not Bad.', fields: ['Name'] },
    ]);
  });

  it('run in the order given, then by name', () => {
    const step = (mark: string, order: string): string =>
      flow(beforeSave('Member__c', 'S'), assign('S', [['$Record.Log__c', 'Add', mark]]), order);
    const library = withFlow({
      A: step('a', ''),
      B: step('b', ''),
      C: step('c', '<triggerOrder>2</triggerOrder>'),
      D: step('d', '<triggerOrder>1</triggerOrder>'),
    });
    assert.equal(library.read('Member__c', library.create('Member__c', { Name: 'x' }))['Log__c'], 'dcab');
  });
});

describe('flows after the save', () => {
  const logger = (body: string, more = '', on = 'CreateAndUpdate'): string =>
    flow(afterSave('Loan__c', 'First', on), body, more);

  it('create, update and delete other records, all interviews at once', () => {
    const library = withFlow({
      Log: logger(
        create(
          'First',
          'Member__c',
          [
            input('Name', '{!$Record.Name}'),
            input('Favourite__c', '=$Record.Book__c'),
            input('Points__c', '=$Record.Fee__c'),
          ],
          'Second',
        ) +
          `<recordUpdates><name>Second</name>${at}<object>Member__c</object>${filter('Id', 'EqualTo', '=First')}<filterLogic>and</filterLogic>${input('Log__c', 'by {!$User.Id}')}${to('Third')}</recordUpdates>` +
          `<recordDeletes><name>Third</name>${at}<object>Member__c</object><filterLogic>and</filterLogic>${filter('Favourite__c', 'EqualTo', '=$Record.Book__c')}${filter('Points__c', 'GreaterThan', '100')}</recordDeletes>`,
      ),
    });
    library.save(
      'insert',
      'Loan__c',
      Array.from({ length: 300 }, (_, i) => ({ ...loan(library.book), Returned__c: true, Fee__c: i < 290 ? 1 : 101 })),
    );
    const members = library.org.store.readBy('Member__c', 'Favourite__c', [library.book]);
    assert.equal(members.length, 290);
    assert.ok(
      members.every(
        (member) =>
          member['Log__c'] === `by ${library.org.adminUserId}` && member['OwnerId'] === library.org.adminUserId,
      ),
    );
  });

  it('loop over what they get, fill collections and save them', () => {
    const library = withFlow({
      Copy: flow(
        afterSave('Branch__c', 'All_Books', 'Update'),
        get(
          'All_Books',
          'Book__c',
          [filter('Branch__c', 'EqualTo', '=$Record.Id')],
          'Each',
          '<sortField>Name</sortField><sortOrder>Desc</sortOrder>',
        ) +
          `<loops><name>Each</name>${at}<collectionReference>All_Books</collectionReference><iterationOrder>Asc</iterationOrder>${to('Fill', 'nextValueConnector')}${to('Save', 'noMoreValuesConnector')}</loops>` +
          assign(
            'Fill',
            [
              ['Fan.Name', 'Assign', 'Fan of {!Each.Name}'],
              ['Fan.Favourite__c', 'Assign', '=Each.Id'],
              ['Fans', 'Add', '=Fan'],
              ['Each.Shelf__c', 'Assign', 'looped'],
              ['Changed', 'Add', '=Each'],
              ['Count', 'Add', '1'],
            ],
            'Each',
          ) +
          `<recordCreates><name>Save</name>${at}<inputReference>Fans</inputReference>${to('Update')}</recordCreates>` +
          `<recordUpdates><name>Update</name>${at}<inputReference>Changed</inputReference>${to('Sum')}</recordUpdates>` +
          create('Sum', 'Member__c', [input('Name', 'Sum'), input('Points__c', '=Count')]),
        variable('Fan', 'SObject', '<objectType>Member__c</objectType>') +
          variable('Count', 'Number', '<scale>0</scale><value><numberValue>0</numberValue></value>') +
          ['Fans:Member__c', 'Changed:Book__c']
            .map((v) =>
              variable(v.split(':')[0]!, 'SObject', `<objectType>${v.split(':')[1]!}</objectType>`).replace(
                '<isCollection>false',
                '<isCollection>true',
              ),
            )
            .join(''),
      ),
    });
    const branch = String(library.read('Book__c', library.book)['Branch__c']);
    library.create('Book__c', { Name: 'Persuasion', Branch__c: branch });
    library.save('update', 'Branch__c', [{ Id: branch, Name: 'New name' }]);
    const members = library.org.store.all('SELECT Name, Points__c FROM Member__c ORDER BY Name', []);
    const runs = members.filter((member) => member['Name'] === 'Sum').map((member) => member['Points__c']);
    // Once by the roll-up of the second book, once by our own update; never by its own updates.
    assert.deepEqual(runs, [1, 2, 2]);
    assert.equal(library.read('Book__c', library.book)['Shelf__c'], 'looped');
    assert.equal(members.filter((member) => member['Name'] === 'Fan of Emma').length, 3);
  });

  it('update the triggering record without running again for it', () => {
    const library = withFlow({
      Self: flow(
        afterSave('Member__c', 'Update'),
        `<recordUpdates><name>Update</name>${at}${input('Points__c', '=Next')}<inputReference>$Record</inputReference></recordUpdates>`,
        '<formulas><name>Next</name><dataType>Number</dataType><expression>{!$Record.Points__c} + 1</expression></formulas>',
      ),
      Stamp: flow(beforeSave('Member__c', 'S'), assign('S', [['$Record.Log__c', 'Add', 'x']])),
    });
    const id = library.create('Member__c', { Name: 'A', Points__c: 1 });
    assert.equal(library.read('Member__c', id)['Points__c'], 2);
    // The before-save flow ran for the insert; the update inside it doesn't run it again.
    assert.equal(library.read('Member__c', id)['Log__c'], 'x');
    library.save('update', 'Member__c', [{ Id: id, Name: 'B' }]);
    assert.equal(library.read('Member__c', id)['Points__c'], 3);
  });

  it('take the fault path, or fail the record in Salesforce’s words', () => {
    const bad = [input('Name', 'x'), input('Favourite__c', '=$Record.Id')];
    const body =
      create('First', 'Member__c', bad, '', 'Note') +
      create('Note', 'Member__c', [input('Name', 'Fault'), input('Log__c', '{!$Flow.FaultMessage}')]);
    const caught = withFlow({ Log: logger(body) });
    assert.equal(caught.save('insert', 'Loan__c', [loan(caught.book)])[0]!.success, true);
    const [noted] = caught.org.store.all('SELECT Log__c FROM Member__c', []);
    assert.match(
      String(noted!['Log__c']),
      /^This error occurred when the flow tried to create records: FIELD_INTEGRITY_EXCEPTION: Favourite: id value of incorrect type/,
    );

    const thrown = withFlow({ Log: logger(create('First', 'Member__c', bad)) });
    const [result] = thrown.save('insert', 'Loan__c', [loan(thrown.book)]);
    assert.equal(result!.errors[0]!.statusCode, 'CANNOT_EXECUTE_FLOW_TRIGGER');
    assert.match(
      result!.errors[0]!.message,
      /^We can't save this record because the “Test flow” process failed\. Give your Salesforce admin these details\. This error occurred when the flow tried to create records: FIELD_INTEGRITY_EXCEPTION/,
    );
    assert.equal(thrown.org.store.readBy('Loan__c', 'Book__c', [thrown.book]).length, 0);
    assert.equal(thrown.read('Book__c', thrown.book)['Loans__c'], 0);
  });

  it('fail only the records whose interview fails, and undo what it did', () => {
    const library = withFlow({
      Log: logger(
        create('First', 'Member__c', [input('Name', 'Kept')], 'D') +
          decide('D', 'and', [condition('$Record.Fee__c', 'EqualTo', '13')], 'Bad') +
          `<recordUpdates><name>Bad</name>${at}<object>Book__c</object><filterLogic>and</filterLogic>${filter('Id', 'EqualTo', '=$Record.Book__c')}${input('Price__c', '-5')}</recordUpdates>`,
      ),
    });
    const results = library.save(
      'insert',
      'Loan__c',
      [1, 13, 2].map((Fee__c) => ({ ...loan(library.book), Fee__c })),
    );
    assert.deepEqual(
      results.map(({ success }) => success),
      [true, false, true],
    );
    assert.match(
      results[1]!.errors[0]!.message,
      /The flow tried to update these records: \w{18}\. This error occurred: FIELD_CUSTOM_VALIDATION_EXCEPTION: A price is not negative\./,
    );
    assert.equal(library.org.store.all('SELECT 1 FROM Member__c WHERE IsDeleted = 0', []).length, 2);
    assert.equal(library.read('Book__c', library.book)['Loans__c'], 2);
  });

  it('see with the eyes of the saving user, and act with the rights of the system', () => {
    const library = withFlow({
      Log: logger(
        create('First', 'Member__c', [
          input('Name', '{!$User.LastName}'),
          input('OwnerId', '=$Record.CreatedBy.ManagerId'),
        ]),
      ),
    });
    const ann = addUser(library, 'ann');
    library.save('update', 'User', [{ Id: ann, ManagerId: library.org.adminUserId }]);
    const set = library.org.store.readBy('PermissionSet', 'Name', ['All_ann'])[0]!;
    const rights = library.org.store
      .readBy('ObjectPermissions', 'ParentId', [String(set['Id'])])
      .find((row) => row['SobjectType'] === 'Member__c')!;
    library.save('update', 'ObjectPermissions', [{ Id: rights['Id'], PermissionsCreate: false }]);
    assert.equal(library.save('insert', 'Loan__c', [loan(library.book)], { as: ann })[0]!.success, true);
    const [member] = library.org.store.all('SELECT Name, OwnerId, CreatedById FROM Member__c', []);
    assert.deepEqual({ ...member }, { Name: 'ann', OwnerId: library.org.adminUserId, CreatedById: ann });
  });

  it('filter by query where no index helps', () => {
    const library = withFlow({
      Log: logger(
        get(
          'First',
          'Book__c',
          [filter('Price__c', 'GreaterThanOrEqualTo', '10'), filter('Name', 'Contains', 'm')],
          'Note',
          '<getFirstRecordOnly>true</getFirstRecordOnly>',
        ) + create('Note', 'Member__c', [input('Name', '=First.Name')]),
      ),
    });
    library.save('insert', 'Loan__c', [loan(library.book), loan(library.book)]);
    assert.deepEqual(
      library.org.store.all('SELECT Name FROM Member__c', []).map(({ Name }) => Name),
      ['Emma', 'Emma'],
    );
  });

  it('stop where they set each other off without end', () => {
    const library = withFlow({
      Breed: flow(afterSave('Member__c', 'More', 'Create'), create('More', 'Member__c', [input('Name', 'child')])),
    });
    const [result] = library.save('insert', 'Member__c', [{ Name: 'first' }]);
    assert.equal(result!.errors[0]!.statusCode, 'CANNOT_EXECUTE_FLOW_TRIGGER');
    assert.match(result!.errors[0]!.message, /maximum trigger depth exceeded/);
    assert.equal(library.org.store.all('SELECT 1 FROM Member__c', []).length, 0);
  });

  it('read owners of either kind, and the globals in their own types', () => {
    const library = withFlow({
      Log: flow(
        beforeSave('Member__c', 'S'),
        assign('S', [
          ['$Record.Log__c', 'Assign', '{!$Record.Owner:User.Alias} {!$Record.Owner.Name} {!Days}'],
          ['$Record.Points__c', 'Assign', '=Days'],
        ]),
        '<formulas><name>Days</name><dataType>Number</dataType><expression>IF({!$User.IsActive}, YEAR({!$Flow.CurrentDate}) - YEAR({!$Flow.CurrentDate}) + 3, 0)</expression></formulas>',
      ),
    });
    const id = library.create('Member__c', { Name: 'm' });
    const admin = library.read('User', library.org.adminUserId);
    assert.equal(library.read('Member__c', id)['Log__c'], `${String(admin['Alias'])} ${String(admin['Name'])} 3`);
  });

  it('sort and filter collections', () => {
    const library = withFlow({
      Pick: flow(
        afterSave('Branch__c', 'All', 'Update'),
        get('All', 'Book__c', [filter('Branch__c', 'EqualTo', '=$Record.Id')], 'Dear') +
          `<collectionProcessors><name>Dear</name><elementSubtype>FilterCollectionProcessor</elementSubtype>${at}<assignNextValueToReference>Current</assignNextValueToReference><collectionProcessorType>FilterCollectionProcessor</collectionProcessorType><collectionReference>All</collectionReference><conditionLogic>and</conditionLogic>${condition('Current.Price__c', 'GreaterThan', '3')}${to('Count')}</collectionProcessors>` +
          assign('Count', [['Number', 'AssignCount', '=Dear']], 'Note') +
          create('Note', 'Member__c', [input('Name', 'n'), input('Points__c', '=Number')]),
        variable('Current', 'SObject', '<objectType>Book__c</objectType>') + variable('Number', 'Number'),
      ),
    });
    const branch = String(library.read('Book__c', library.book)['Branch__c']);
    library.org.store.insert(
      'Book__c',
      [1, 2, 4, 9].map((Price__c, i) => ({ Id: `a01000000000x0${i}AAA`, Branch__c: branch, Price__c })),
    );
    library.save('update', 'Branch__c', [{ Id: branch, Name: 'x' }]);
    assert.deepEqual(
      library.org.store
        .all('SELECT Points__c FROM Member__c ORDER BY Id DESC LIMIT 1', [])
        .map(({ Points__c }) => Points__c),
      [3],
    );
  });

  it('run before a delete, and may forbid it', () => {
    const start =
      '<object>Member__c</object><recordTriggerType>Delete</recordTriggerType><triggerType>RecordBeforeDelete</triggerType><connector><targetReference>D</targetReference></connector>';
    const library = withFlow({
      Guard: flow(
        start,
        decide('D', 'and', [condition('$Record.Points__c', 'GreaterThan', '0')], 'No') +
          `<customErrors><name>No</name>${at}<customErrorMessages><errorMessage>Points left.</errorMessage><isFieldError>false</isFieldError></customErrorMessages></customErrors>`,
      ),
    });
    const [rich, poor] = [1, 0].map((Points__c) => library.create('Member__c', { Name: 'm', Points__c }));
    const results = library.save('delete', 'Member__c', [{ Id: rich }, { Id: poor }]);
    assert.deepEqual(
      results.map(({ errors }) => errors[0]?.message),
      ['Points left.', undefined],
    );
  });
});

describe('asynchronous paths', () => {
  const path =
    '<scheduledPaths><name>Later</name><connector><targetReference>Make</targetReference></connector><label>Later</label><pathType>AsyncAfterCommit</pathType></scheduledPaths>';

  it('run after the commit, for the records that met the conditions then', async () => {
    const library = withFlow({
      Later: flow(
        afterSave('Loan__c', '', 'Create', path),
        create('Make', 'Member__c', [input('Name', 'm'), input('Favourite__c', '=$Record.Book__c')]),
      ),
    });
    library.save('insert', 'Loan__c', [loan(library.book), { Book__c: library.book }]);
    assert.equal(library.org.store.readBy('Member__c', 'Name', ['m']).length, 0);
    await library.org.queue.drain();
    assert.equal(library.org.store.readBy('Member__c', 'Name', ['m']).length, 1);
    library.save('insert', 'Loan__c', [loan(library.book), { Book__c: library.book }], { allOrNone: true });
    await library.org.queue.drain();
    assert.equal(library.org.store.readBy('Member__c', 'Name', ['m']).length, 1);
  });

  it('never fail the save, and leave a note of what failed', async () => {
    const library = withFlow({
      Later: flow(
        afterSave('Loan__c', '', 'Create', path),
        create('Make', 'Member__c', [input('Name', 'm'), input('Favourite__c', '=$Record.Id')]),
      ),
    });
    assert.equal(library.save('insert', 'Loan__c', [loan(library.book)])[0]!.success, true);
    await library.org.queue.drain();
    const failures = library.org.store.all('SELECT message FROM org_queue_failures', []);
    assert.match(String(failures[0]!['message']), /FIELD_INTEGRITY_EXCEPTION/);
  });
});

describe('what a flow may not say', () => {
  const library = openLibrary();
  const problem = (xml: string): string => {
    const { components } = componentsOf(new Map([['flows/F.flow', new TextEncoder().encode(xml)]]));
    try {
      compileFlow(components[0]!, library.org.schema);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('is refused by the element’s name', () => {
    const before = beforeSave('Loan__c', 'X');
    const after = afterSave('Loan__c', 'X');
    assert.match(
      problem(flow(after, `<actionCalls><name>Mail</name>${at}<actionName>x</actionName></actionCalls>`)),
      /^Mail - Flow elements of type "actionCalls"/,
    );
    assert.match(problem(flow(after, `<subflows><name>Sub</name>${at}<flowName>x</flowName></subflows>`)), /^Sub - /);
    assert.match(
      problem(flow(before, create('X', 'Member__c', [input('Name', 'x')]))),
      /^X \(Create Records\) - A before-save flow can't create records/,
    );
    assert.match(
      problem(
        flow(before, `<recordUpdates><name>X</name>${at}<object>Book__c</object>${input('Name', 'x')}</recordUpdates>`),
      ),
      /^X \(Update Records\) - A before-save flow can update only/,
    );
    assert.match(
      problem(flow(after, assign('X', [['$Record.Nope__c', 'Assign', '1']]))),
      /^X \(Assignment\) - The field "\$Record.Nope__c"/,
    );
    assert.match(
      problem(flow(after, assign('X', [['Nope', 'Assign', '1']]))),
      /^X \(Assignment\) - The resource "Nope" doesn't exist/,
    );
    assert.match(
      problem(flow(after, assign('X', [['$Record.Fee__c', 'Assign', '=$Record.Book__r.Nope__c']]))),
      /The field "Nope__c" for the object "Book__c" doesn't exist/,
    );
    assert.match(problem(flow(after, assign('X', [], 'Nowhere'))), /The connector leads to "Nowhere"/);
    assert.match(problem(flow(after, '')), /^Start - The connector leads to "X"/);
    assert.match(problem(flow(afterSave('Nope__c', 'X'), '')), /^Start - The object "Nope__c" doesn't exist/);
    assert.match(
      problem(flow('<object>Loan__c</object><triggerType>Scheduled</triggerType>', '')),
      /^Start - Flows with the trigger "Scheduled"/,
    );
    assert.match(
      problem(
        flow(
          afterSave(
            'Loan__c',
            '',
            'Create',
            '<scheduledPaths><name>P</name><offsetNumber>1</offsetNumber></scheduledPaths>',
          ),
          '',
        ),
      ),
      /^P - Paths that run at a scheduled time/,
    );
    assert.match(
      problem(
        flow(
          after,
          assign('X', [['$Record.Note', 'Assign', '=F']]),
          '<formulas><name>F</name><dataType>Number</dataType><expression>1 +</expression></formulas>',
        ),
      ),
      /F|X/,
    );
    assert.match(
      problem(flow(after, get('X', 'Book__c', [filter('Nope__c', 'EqualTo', '1')], ''))),
      /^X \(Get Records\) - The field "Nope__c"/,
    );
    assert.match(
      problem(
        flow(
          after,
          get(
            'X',
            'Book__c',
            [],
            'Y',
            '<getFirstRecordOnly>true</getFirstRecordOnly><queriedFields>Id</queriedFields>',
          ) + assign('Y', [['$Record.Month__c', 'Assign', '=X.Name']]),
        ),
      ),
      /isn't among the fields/,
    );
    assert.equal(problem(flow(after, assign('X', []))), '');
  });
});
