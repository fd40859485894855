/** The two APIs that the pages read and write by: the User Interface API and GraphQL. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { TODAY } from '../guard/records.ts';
import { rulesOf } from '../guard/rules.ts';
import type { Session } from '../session.ts';
import { type Ground, openGround } from './ground.ts';

let ground: Ground;
before(async () => (ground = await openGround()));
after(() => ground.close());

const ruled = (name: string) => rulesOf('Joint_Call__c').find((rule) => rule.name === name)!.message;

interface UiRecord {
  apiName: string;
  id: string;
  childRelationships: object;
  recordTypeInfo: unknown;
  lastModifiedById: string;
  fields: Record<string, { value: unknown; displayValue: string | null }>;
}

/** https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_resources_record_get.htm */
describe('the record of the User Interface API', () => {
  const path = () => `ui-api/records/${ground.scene.planned.id}`;
  const get = (query: string) => ground.people.rep.call({ method: 'GET', path: `${path()}?${query}` });

  test('has each value with the words to show for it, where they differ', async () => {
    const fields = ['Name', 'Status__c', 'Call_Date__c', 'Agenda__c', 'Agenda_Confirmed__c', 'Manager__r.Name'];
    const { status, body } = await get(`fields=${fields.map((field) => `Joint_Call__c.${field}`).join()}`);
    assert.equal(status, 200, JSON.stringify(body));
    const record = body as UiRecord;
    assert.deepEqual(
      [record.apiName, record.id, record.childRelationships],
      ['Joint_Call__c', ground.scene.planned.id, {}],
    );
    const { Name, Status__c: state, Call_Date__c: date, Agenda__c: agenda, Manager__r: manager } = record.fields;
    assert.match(String(Name!.value), /^JC-\d{6}$/);
    assert.deepEqual(Name!.displayValue, null);
    assert.deepEqual(state, { value: 'Planned', displayValue: 'Planned' });
    assert.equal(date!.value, TODAY);
    assert.match(date!.displayValue!, /^\d{1,2}\/\d{1,2}\/\d{4}$/);
    assert.deepEqual(agenda, { value: null, displayValue: null });
    // A parent is a record in the place of a value.
    const parent = manager!.value as UiRecord;
    assert.deepEqual(
      [parent.apiName, parent.id, parent.fields['Name']!.value],
      ['User', ground.people.manager.userId, 'Conformance Manager'],
    );
    assert.equal(manager!.displayValue, 'Conformance Manager');
  });

  test('refuses a field that is not there, and leaves it out where it is optional', async () => {
    const { status, body } = await get('fields=Joint_Call__c.Missing__c');
    assert.deepEqual([status, (body as { errorCode: string }[])[0]!.errorCode], [400, 'INVALID_FIELD']);
    const optional = await get('fields=Joint_Call__c.Name&optionalFields=Joint_Call__c.Missing__c');
    assert.deepEqual(Object.keys((optional.body as UiRecord).fields), ['Name']);
  });

  test('is created with 201 and answered whole', async () => {
    const { status, body } = await ground.people.rep.call({
      method: 'POST',
      path: 'ui-api/records',
      body: { apiName: 'Account', fields: { Name: ground.label } },
    });
    assert.deepEqual([status, (body as UiRecord).fields['Name']!.value], [201, ground.label]);
  });

  // https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_responses_error_with_output.htm
  test('tells by a rule why it was not saved', async () => {
    const { status, body } = await ground.people.manager.call({
      method: 'PATCH',
      path: path(),
      body: { fields: { Agenda_Confirmed__c: true } },
    });
    const { enhancedErrorType, statusCode, output } = body as {
      enhancedErrorType: string;
      statusCode: number;
      output: { errors: { errorCode: string; message: string }[]; fieldErrors: object };
    };
    assert.deepEqual([status, statusCode, enhancedErrorType], [400, 400, 'RecordError']);
    assert.deepEqual(
      output.errors.map(({ errorCode, message }) => ({ errorCode, message })),
      [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: ruled('Agenda_Is_The_Owners') }],
    );
    assert.deepEqual(output.fieldErrors, {});
  });

  test('tells of a field at the field', async () => {
    const { body } = await ground.people.rep.call({
      method: 'PATCH',
      path: path(),
      body: { fields: { Status__c: 'Postponed' } },
    });
    const { fieldErrors } = (
      body as { output: { fieldErrors: Record<string, { errorCode: string; fieldLabel: string }[]> } }
    ).output;
    const [error] = fieldErrors['Status__c']!;
    assert.deepEqual([error!.errorCode, error!.fieldLabel], ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', 'Status']);
  });

  test('has the values of a picklist', async () => {
    const record = '012000000000000AAA';
    const { body } = await ground.people.rep.call({
      method: 'GET',
      path: `ui-api/object-info/Joint_Call__c/picklist-values/${record}/Close_Type__c`,
    });
    const { values, controllerValues } = body as {
      values: { value: string; label: string; validFor: number[] }[];
      controllerValues: object;
    };
    assert.deepEqual(
      values.map(({ value, label, validFor }) => [value, label, validFor]),
      [
        ['Big C', 'Big C', []],
        ['Small c', 'Small c', []],
        ['None', 'None', []],
      ],
    );
    assert.deepEqual(controllerValues, {});
  });
});

interface GraphQLAnswer {
  data: { uiapi?: Record<string, unknown> } | null;
  errors: { message: string; extensions?: { ErrorType?: string } }[];
}

describe('GraphQL', () => {
  const send = async (
    query: string,
    variables: object = {},
    by: Session = ground.people.rep,
  ): Promise<GraphQLAnswer> => {
    const { status, body } = await by.call({ method: 'POST', path: 'graphql', body: { query, variables } });
    // Refused or not: https://developer.salesforce.com/docs/platform/graphql/guide/query-status.html
    assert.equal(status, 200, JSON.stringify(body));
    return body as GraphQLAnswer;
  };
  const kinds = ({ errors }: GraphQLAnswer) => errors.map(({ extensions }) => extensions?.ErrorType);

  test('answers edges and nodes, each value in a field of its own', async () => {
    const { data, errors } = await send(
      `query calls($deal: ID) { uiapi { query { Joint_Call__c(where: { Opportunity__c: { eq: $deal } }, orderBy: { Name: { order: ASC } }) {
         totalCount edges { node { Id Status__c { value label } Call_Date__c { value displayValue } Opportunity__r { Name { value } } } }
       } } } }`,
      { deal: ground.scene.opportunityId },
    );
    assert.deepEqual(errors, []);
    const { Joint_Call__c: calls } = data!.uiapi!['query'] as {
      Joint_Call__c: { totalCount: number; edges: { node: Record<string, unknown> }[] };
    };
    assert.equal(calls.totalCount, 2);
    const [first] = calls.edges;
    const { Call_Date__c: date, ...node } = first!.node;
    assert.deepEqual(node, {
      Id: ground.scene.planned.id,
      Status__c: { value: 'Planned', label: 'Planned' },
      Opportunity__r: { Name: { value: 'Conformance deal' } },
    });
    assert.equal((date as { value: string }).value, TODAY);
  });

  test('answers in pages, by a cursor', async () => {
    const pageAfter = async (cursor: string | null) => {
      const { data } = await send(
        `query users($after: String) { uiapi { query { User(first: 2, after: $after, orderBy: { Username: { order: ASC } }) {
           edges { node { Id } } pageInfo { hasNextPage endCursor }
         } } } }`,
        { after: cursor },
      );
      const { User: users } = data!.uiapi!['query'] as {
        User: { edges: { node: { Id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      };
      return { ids: users.edges.map(({ node }) => node.Id), ...users.pageInfo };
    };
    const first = await pageAfter(null);
    assert.deepEqual([first.ids.length, first.hasNextPage], [2, true]);
    const second = await pageAfter(first.endCursor);
    assert.equal(new Set([...first.ids, ...second.ids]).size, 4);
  });

  test('counts and sums by group', async () => {
    const { data, errors } = await send(
      `query calls($deal: ID) { uiapi { aggregate { Joint_Call__c(where: { Opportunity__c: { eq: $deal } }, groupBy: { Status__c: { group: true } }) {
         edges { node { aggregate { Status__c { value } Id { count { value } } Takeover__c { sum { value } } } } }
       } } } }`,
      { deal: ground.scene.opportunityId },
    );
    assert.deepEqual(errors, []);
    const { Joint_Call__c: groups } = data!.uiapi!['aggregate'] as {
      Joint_Call__c: { edges: { node: { aggregate: { Status__c: { value: string } } } }[] };
    };
    const rows = groups.edges.map(({ node }) => node.aggregate);
    const row = (value: string) => ({
      Status__c: { value },
      Id: { count: { value: 1 } },
      Takeover__c: { sum: { value: 0 } },
    });
    assert.deepEqual(
      rows.sort((a, b) => (a.Status__c.value < b.Status__c.value ? -1 : 1)),
      [row('Held'), row('Planned')],
    );
  });

  test('tells a fault of the language, of the schema and of the data apart', async () => {
    assert.deepEqual(kinds(await send('{ uiapi {')), ['InvalidSyntax']);
    const missing = '{ uiapi { query { Joint_Call__c { edges { node { Missing__c { value } } } } } } }';
    assert.deepEqual(kinds(await send(missing)), ['ValidationError']);
  });

  // From 66.0 on an update answers the record: https://developer.salesforce.com/docs/platform/graphql/guide/mutations-update.html
  const UPDATE = `mutation change($input: Joint_Call__cUpdateInput!) {
    uiapi { Joint_Call__cUpdate(input: $input) { Record { Id Meeting_Channel__c { value } } } }
  }`;
  const update = (fields: object, by?: Session) =>
    send(UPDATE, { input: { Id: ground.scene.planned.id, Joint_Call__c: fields } }, by);

  test('changes a record and answers it', async () => {
    const { data, errors } = await update({ Meeting_Channel__c: 'Video' });
    assert.deepEqual(errors, []);
    assert.deepEqual(data!.uiapi!['Joint_Call__cUpdate'], {
      Record: { Id: ground.scene.planned.id, Meeting_Channel__c: { value: 'Video' } },
    });
  });

  test('tells by a rule why it was not saved', async () => {
    const answer = await update({ Agenda_Confirmed__c: true }, ground.people.manager);
    assert.deepEqual(kinds(answer), ['DataFetchingException']);
    assert.ok(answer.errors[0]!.message.includes(ruled('Agenda_Is_The_Owners')), answer.errors[0]!.message);
  });
});
