/**
 * SOQL over the REST API: answers. Refusals are in query-errors.test.ts.
 * https://developer.salesforce.com/docs/platform/api-rest/guide/resources-query.md
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { TODAY } from '../guard/records.ts';
import { fieldsOf, type Ground, openGround, page } from './ground.ts';

let ground: Ground;
before(async () => {
  ground = await openGround();
  const deals = [
    { Name: 'a', Amount: 20 },
    { Name: 'B', Amount: null },
    { Name: 'c', Amount: 10 },
    { Name: 'd', Amount: null },
  ];
  for (const { Name, Amount } of deals) {
    await rep().create('Opportunity', {
      Name: `${ground.label} ${Name}`,
      StageName: 'Prospecting',
      CloseDate: TODAY,
      ...(Amount !== null && { Amount }),
    });
  }
});
after(() => ground.close());

const rep = () => ground.people.rep;
const ask = async (soql: string) => (await page(rep(), soql)).records;
/** The last letter of the names, in the order of the answer. */
const letters = async (rest: string) =>
  (await ask(`SELECT Name FROM Opportunity WHERE Name LIKE '${ground.label}%' ${rest}`))
    .map(({ Name }) => String(Name).at(-1))
    .join('');
const ofCalls = (rest: string) => `WHERE Opportunity__c = '${ground.scene.opportunityId}' ${rest}`;

describe('rows', () => {
  test('are in pages, each with the way to the next', async () => {
    const name = `${ground.label} page`;
    for (const count of [200, 50]) {
      const records = Array.from({ length: count }, () => ({ attributes: { type: 'Account' }, Name: name }));
      await rep().call({ method: 'POST', path: 'composite/sobjects', body: { records } });
    }
    const soql = `SELECT Id FROM Account WHERE Name = '${name}'`;
    // 200 is the smallest page that can be asked for, and asked for is not promised:
    // https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/api/sforce_api_calls_soql_changing_batch_size.htm
    const first = await page(rep(), soql, { 'Sforce-Query-Options': 'batchSize=200' });
    assert.deepEqual([first.totalSize, first.done], [250, false]);
    assert.match(first.nextRecordsUrl!, /^\/services\/data\/v66\.0\/query\/\w+-\d+$/);

    const ids = new Set(first.records.map(({ Id }) => Id));
    let next = first.nextRecordsUrl;
    while (next) {
      const { body } = await rep().call({ method: 'GET', path: next });
      const more = body as typeof first;
      assert.equal(more.totalSize, 250);
      for (const { Id } of more.records) ids.add(Id);
      next = more.done ? undefined : more.nextRecordsUrl;
    }
    assert.equal(ids.size, 250);
  });

  test('carry their type and address, and just the fields asked for', async () => {
    const [row] = await ask(`SELECT Name FROM Opportunity WHERE Id = '${ground.scene.opportunityId}'`);
    const url = `/services/data/v66.0/sobjects/Opportunity/${ground.scene.opportunityId}`;
    assert.deepEqual(row, { attributes: { type: 'Opportunity', url }, Name: 'Conformance deal' });
  });

  test('name fields as they are, in whatever case they were asked for', async () => {
    const [row] = await ask(`select NAME, status__C from JOINT_call__c where ID = '${ground.scene.planned.id}'`);
    assert.deepEqual(Object.keys(fieldsOf(row)), ['Name', 'Status__c']);
  });

  test('give dates and times in UTC', async () => {
    const [row] = await ask(`SELECT CreatedDate, Call_Date__c FROM Joint_Call__c WHERE Id = '${ground.scene.held.id}'`);
    assert.match(String(row!['CreatedDate']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+0000$/);
    assert.equal(row!['Call_Date__c'], TODAY);
  });

  test('that were deleted are found by queryAll alone', async () => {
    const id = await rep().create('Account', { Name: `${ground.label} deleted` });
    await rep().remove('Account', id);
    const soql = `SELECT Id, IsDeleted FROM Account WHERE Id = '${id}'`;
    assert.deepEqual(await ask(soql), []);
    const { body } = await rep().call({ method: 'GET', path: `queryAll?q=${encodeURIComponent(soql)}` });
    const { records } = body as { records: { IsDeleted: boolean }[] };
    assert.deepEqual(
      records.map(({ IsDeleted }) => IsDeleted),
      [true],
    );
  });
});

/** https://developer.salesforce.com/docs/atlas.en-us.258.0.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_orderby.htm */
describe('order', () => {
  test('is without regard to case', async () => assert.equal(await letters('ORDER BY Name'), 'aBcd'));
  test('has nulls first unless told', async () => {
    assert.equal(await letters('ORDER BY Amount, Name'), 'Bdca');
    assert.equal(await letters('ORDER BY Amount DESC NULLS LAST, Name'), 'acBd');
    assert.equal(await letters('ORDER BY Amount NULLS LAST, Name'), 'caBd');
  });
  test('of a picklist is that of its values', async () => {
    const rows = await ask(`SELECT Status__c FROM Joint_Call__c ${ofCalls('ORDER BY Status__c')}`);
    assert.deepEqual(
      rows.map(({ Status__c }) => Status__c),
      ['Planned', 'Held'],
    );
  });
  test('goes with LIMIT and OFFSET', async () => assert.equal(await letters('ORDER BY Name LIMIT 2 OFFSET 1'), 'Bc'));
});

/** https://developer.salesforce.com/docs/platform/salesforce-soql-sosl/guide/sforce-api-calls-soql-select-comparisonoperators.html */
describe('conditions', () => {
  const found = async (condition: string) =>
    (await ask(`SELECT Id FROM Joint_Call__c WHERE Id = '${ground.scene.planned.id}' AND ${condition}`)).length === 1;

  test('compare text in any case', async () => {
    assert.ok(await found("Status__c = 'PLANNED'"));
    assert.ok(await found(`External_Id__c = '${ground.scene.planned.externalId.toUpperCase()}'`));
    assert.equal(await letters("AND Name LIKE '%B'"), 'B');
  });

  // Unlike in SQL, what is null is unequal to any value.
  test('take null for a value', async () => {
    assert.ok(await found('Meeting_Channel__c = null'));
    assert.ok(await found("Meeting_Channel__c != 'Video'"));
    assert.ok(!(await found('Meeting_Channel__c != null')));
    assert.equal(await letters('AND Amount != 20 ORDER BY Name'), 'Bcd');
    assert.equal(await letters('AND Amount > 0 ORDER BY Name'), 'ac');
  });

  test('find by Ids of 15 characters', async () => {
    assert.ok(await found(`Opportunity__c = '${ground.scene.opportunityId.slice(0, 15)}'`));
  });

  // https://developer.salesforce.com/docs/platform/salesforce-soql-sosl/guide/sforce-api-calls-soql-select-dateformats.md
  test('know ranges of dates by name', async () => {
    // Not today itself: which day that is depends on the user's time zone, and TODAY here is that of UTC.
    const around = 'Call_Date__c >= LAST_N_DAYS:2 AND Call_Date__c <= NEXT_N_DAYS:2';
    assert.ok(await found(around));
    assert.ok(await found('Call_Date__c > LAST_YEAR AND Call_Date__c < NEXT_N_YEARS:1'));
    assert.ok(!(await found('Call_Date__c < LAST_WEEK')));
    assert.ok(await found('CreatedDate = TODAY'));
    assert.ok(await found(`Call_Date__c = ${TODAY}`));
  });

  test('ask other objects by a semi-join', async () => {
    const deals = async (not: string) =>
      (
        await ask(
          `SELECT Id FROM Opportunity WHERE Id ${not} IN (SELECT Opportunity__c FROM Joint_Call__c WHERE Status__c = 'Held') AND Id = '${ground.scene.opportunityId}'`,
        )
      ).length;
    assert.deepEqual([await deals(''), await deals('NOT')], [1, 0]);
  });
});

describe('related records', () => {
  const deal = () => `WHERE Id = '${ground.scene.opportunityId}'`;

  test('parents are nested, over several steps', async () => {
    const [row] = await ask(
      `SELECT Opportunity__r.Owner.LastName, Manager__r.LastName FROM Joint_Call__c WHERE Id = '${ground.scene.planned.id}'`,
    );
    const { Opportunity__r: parent, Manager__r: manager } = row as unknown as {
      Opportunity__r: { attributes: { type: string }; Owner: { LastName: string } };
      Manager__r: { LastName: string };
    };
    assert.deepEqual(
      [parent.attributes.type, parent.Owner.LastName, manager.LastName],
      ['Opportunity', 'Rep', 'Manager'],
    );
  });

  test('a parent that is not there is null', async () => {
    const [row] = await ask(`SELECT Account.Name FROM Opportunity ${deal()}`);
    assert.equal(row!['Account'], null);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_relationships_query_using.htm
  test('children are a page of their own, or null where there are none', async () => {
    const [row] = await ask(
      `SELECT (SELECT Status__c FROM Joint_Calls__r ORDER BY Name), (SELECT Id FROM OpportunityContactRoles) FROM Opportunity ${deal()}`,
    );
    const { totalSize, done, records } = row!['Joint_Calls__r'] as {
      totalSize: number;
      done: boolean;
      records: { Status__c: string }[];
    };
    assert.deepEqual([totalSize, done, records.map(({ Status__c }) => Status__c)], [2, true, ['Planned', 'Held']]);
    assert.equal(row!['OpportunityContactRoles'], null);
  });
});

/** https://developer.salesforce.com/docs/platform/salesforce-soql-sosl/guide/sforce-api-calls-soql-select-agg-functions.html */
describe('aggregates', () => {
  test('COUNT() is in the size, with no rows', async () => {
    assert.deepEqual(await page(rep(), `SELECT COUNT() FROM Joint_Call__c ${ofCalls('')}`), {
      totalSize: 2,
      done: true,
      records: [],
    });
  });

  // https://developer.salesforce.com/docs/atlas.en-us.264.0.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_groupby_alias.htm
  test('without an alias are numbered in order', async () => {
    const rows = await ask(
      `SELECT Status__c, COUNT(Id), COUNT(Meeting_Channel__c) channels, MAX(Call_Date__c) FROM Joint_Call__c ${ofCalls('GROUP BY Status__c ORDER BY Status__c')}`,
    );
    const row = (Status__c: string) => ({
      attributes: { type: 'AggregateResult' },
      Status__c,
      expr0: 1,
      channels: 0,
      expr1: TODAY,
    });
    assert.deepEqual(rows, [row('Planned'), row('Held')]);
  });

  test('leave out what is null, but COUNT(Id) counts rows', async () => {
    const [row] = await ask(
      `SELECT COUNT(Id) rows, COUNT(Amount) filled, SUM(Amount) total, AVG(Amount) mean, MIN(Amount) least FROM Opportunity WHERE Name LIKE '${ground.label}%'`,
    );
    assert.deepEqual(fieldsOf(row), { rows: 4, filled: 2, total: 30, mean: 15, least: 10 });
  });

  test('of no rows are one row of null, and no group', async () => {
    const none = "FROM Opportunity WHERE Name = 'no such deal of anyone'";
    const [row] = await ask(`SELECT SUM(Amount) total, COUNT(Id) rows ${none}`);
    assert.deepEqual([row!['total'], row!['rows']], [null, 0]);
    assert.deepEqual(await ask(`SELECT StageName, COUNT(Id) ${none} GROUP BY StageName`), []);
  });

  test('groups can be asked for by HAVING and summed up by ROLLUP', async () => {
    const groups = (rest: string) => ask(`SELECT Call_Month__c, COUNT(Id) calls FROM Joint_Call__c ${ofCalls(rest)}`);
    const month = TODAY.slice(0, 7);
    const rows = await groups('GROUP BY ROLLUP(Call_Month__c)');
    assert.deepEqual(
      rows.map(({ Call_Month__c, calls }) => [Call_Month__c, calls]),
      [
        [month, 2],
        [null, 2],
      ],
    );
    assert.deepEqual(await groups('GROUP BY Call_Month__c HAVING COUNT(Id) > 2'), []);
  });
});
