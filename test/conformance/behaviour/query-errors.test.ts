/** SOQL that is refused: each with the code, the words, and where it says the fault is. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTarget, type Target } from '../target.ts';
import { refused } from './ground.ts';

let target: Target;
before(async () => (target = await openTarget()));
after(() => target.close());

const ask = (soql: string) => target.people.rep.call({ method: 'GET', path: `query?q=${encodeURIComponent(soql)}` });

/** What stands before the words: the text around the fault, a caret under it, and its place. */
const at = (column: number) => `\\n.*\\n *\\^\\nERROR at Row:1:Column:${column}\\n`;
const NO_FIELD =
  "If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.";
const NO_OBJECT =
  "If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.";

/** Plain text as part of a pattern. */
const literally = (text: string) => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

const REFUSALS: Record<string, [soql: string, errorCode: string, column: number | undefined, words: string][]> = {
  // https://github.com/forcedotcom/soql-tooling/issues/86
  'what is not there': [
    [
      'SELECT Missing__c FROM Account',
      'INVALID_FIELD',
      8,
      `No such column 'Missing__c' on entity 'Account'. ${NO_FIELD}`,
    ],
    ['SELECT Id FROM Missing__c', 'INVALID_TYPE', 16, `sObject type 'Missing__c' is not supported. ${NO_OBJECT}`],
    [
      'SELECT Missing__r.Name FROM Account',
      'INVALID_FIELD',
      8,
      "Didn't understand relationship 'Missing__r' in field path.",
    ],
    [
      'SELECT (SELECT Id FROM Missing__r) FROM Account',
      'INVALID_TYPE',
      24,
      "Didn't understand relationship 'Missing__r' in FROM part of query call.",
    ],
  ],
  // Of the words for a broken grammar only this much is public: https://github.com/xjsender/SublimeApex/issues/23
  'broken grammar': [
    ['SELECT Id FROM Account WHERE Name IS NULL', 'MALFORMED_QUERY', undefined, 'unexpected token'],
    ['SELECT * FROM Account', 'MALFORMED_QUERY', undefined, 'unexpected token'],
    ['SELECT Id FROM Account WHERE', 'MALFORMED_QUERY', undefined, 'unexpected token'],
  ],
  // https://developer.salesforce.com/docs/atlas.en-us.238.0.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_fieldexpression.htm
  'fields that cannot be used so': [
    [
      "SELECT Id FROM Joint_Call__c WHERE Agenda__c = 'x'",
      'INVALID_FIELD',
      36,
      "field 'Agenda__c' can not be filtered in a query call",
    ],
    [
      'SELECT Id FROM Joint_Call__c ORDER BY Agenda__c',
      'INVALID_FIELD',
      39,
      "field 'Agenda__c' can not be sorted in a query call",
    ],
    [
      'SELECT My_Part__c FROM Joint_Call__c GROUP BY My_Part__c',
      'INVALID_FIELD',
      47,
      "field 'My_Part__c' can not be grouped in a query call",
    ],
  ],
  'values of another type': [
    [
      "SELECT Id FROM Opportunity WHERE CloseDate = '2026-01-01'",
      'INVALID_FIELD',
      34,
      "value of filter criterion for field 'CloseDate' must be of type date and should not be enclosed in quotes",
    ],
    ["SELECT Id FROM Opportunity WHERE Id = 'abc'", 'INVALID_QUERY_FILTER_OPERATOR', 34, 'invalid ID field: abc'],
  ],
  'groups and lists': [
    ['SELECT Name, COUNT(Id) FROM Account', 'MALFORMED_QUERY', 8, 'Field must be grouped or aggregated: Name'],
    ['SELECT Id, Name, Id FROM Account', 'INVALID_FIELD', undefined, 'duplicate field selected: Id'],
  ],
};

for (const [group, refusals] of Object.entries(REFUSALS)) {
  describe(group, () => {
    for (const [soql, errorCode, column, words] of refusals) {
      test(soql, async () => {
        const place = column === undefined ? '' : `^${at(column)}`;
        refused(await ask(soql), { status: 400, errorCode, message: new RegExp(place + literally(words)) });
      });
    }
  });
}

test('a query that is missing, and a page that is gone', async () => {
  for (const path of ['query', 'query/01g000000000000AAA-200']) {
    const { status } = await target.people.rep.call({ method: 'GET', path });
    assert.equal(status, 400, path);
  }
});
