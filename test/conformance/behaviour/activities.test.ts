/**
 * When an event is, and what flows do with events and tasks: they find again what they made by a custom field of
 * Activity, which tasks and events have in common.
 * https://developer.salesforce.com/docs/platform/object-reference/references/standard-objects/object-event.html
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { TODAY } from '../guard/records.ts';
import { fieldsOf, type Ground, openGround, refused } from './ground.ts';

let ground: Ground;
before(async () => (ground = await openGround()));
after(() => ground.close());

const rep = () => ground.people.rep;
const manager = () => ground.people.manager;

describe('the times of an event', () => {
  const at = (time: string) => `${TODAY}T${time}:00.000+0000`;
  const event = (times: Record<string, unknown>) => ({ Subject: `${ground.label} event`, ...times });
  const create = (times: Record<string, unknown>) => rep().create('Event', event(times));
  const refuse = (times: Record<string, unknown>) =>
    rep().call({ method: 'POST', path: 'sobjects/Event', body: event(times) });

  async function timesOf(id: string): Promise<Record<string, unknown>> {
    const [row] = await rep().query(
      `SELECT StartDateTime, ActivityDateTime, EndDateTime, DurationInMinutes FROM Event WHERE Id = '${id}'`,
    );
    return fieldsOf(row);
  }
  const between = (start: string, end: string, minutes: number) => ({
    StartDateTime: at(start),
    ActivityDateTime: at(start),
    EndDateTime: at(end),
    DurationInMinutes: minutes,
  });

  test('follow from its start and its end, or from its start and its minutes', async () => {
    const hour = between('10:00', '11:00', 60);
    assert.deepEqual(await timesOf(await create({ StartDateTime: at('10:00'), EndDateTime: at('11:00') })), hour);
    assert.deepEqual(await timesOf(await create({ StartDateTime: at('10:00'), DurationInMinutes: 60 })), hour);
    assert.deepEqual(await timesOf(await create({ ActivityDateTime: at('10:00'), DurationInMinutes: 60 })), hour);
  });

  test('stay in step when one of them moves', async () => {
    const id = await create({ StartDateTime: at('10:00'), DurationInMinutes: 60 });
    await rep().update('Event', id, { EndDateTime: at('12:00') });
    assert.deepEqual(await timesOf(id), between('10:00', '12:00', 120));
    await rep().update('Event', id, { DurationInMinutes: 30 });
    assert.deepEqual(await timesOf(id), between('10:00', '10:30', 30));
    await rep().update('Event', id, { StartDateTime: at('14:00') });
    assert.deepEqual(await timesOf(id), between('14:00', '14:30', 30));
    await rep().update('Event', id, { StartDateTime: at('15:00'), EndDateTime: at('16:00') });
    assert.deepEqual(await timesOf(id), between('15:00', '16:00', 60));
  });

  test('are one whole day where the day of its start is the day of its end', async () => {
    const id = await create({ IsAllDayEvent: true, StartDateTime: at('00:00'), EndDateTime: at('00:00') });
    const { StartDateTime, EndDateTime, DurationInMinutes } = await timesOf(id);
    assert.deepEqual([StartDateTime, EndDateTime, DurationInMinutes], [at('00:00'), at('00:00'), 1440]);
    const open = await create({ IsAllDayEvent: true, StartDateTime: at('00:00') });
    assert.equal((await timesOf(open))['DurationInMinutes'], 1440);
  });

  test('need an end or minutes, and an end that is not before the start', async () => {
    refused(await refuse({ StartDateTime: at('10:00') }), {
      status: 400,
      errorCode: 'REQUIRED_FIELD_MISSING',
      message: /^Required fields are missing: \[.*DurationInMinutes.*\]$/,
    });
    // The words depend on whether the org has events of several days.
    refused(await refuse({ StartDateTime: at('10:00'), EndDateTime: at('09:00') }), {
      status: 400,
      errorCode: 'FIELD_INTEGRITY_EXCEPTION',
      message: /./,
    });
    refused(await refuse({ StartDateTime: at('10:00'), EndDateTime: at('11:00'), DurationInMinutes: 30 }), {
      status: 400,
      errorCode: 'FIELD_INTEGRITY_EXCEPTION',
      message: /./,
    });
  });
});

describe('a flow that runs in its own time', () => {
  /** Asks until the answer is good, or two minutes are over. */
  async function awaited<Row>(ask: () => Promise<Row[]>, isGood: (rows: Row[]) => boolean): Promise<Row[]> {
    for (let waited = 0; ; waited += 250) {
      const rows = await ask();
      if (isGood(rows) || waited >= 120_000) return rows;
      await new Promise((resolve) => setTimeout(resolve, waited === 0 ? 20 : 250));
    }
  }

  interface Event {
    Id: string;
    OwnerId: string;
    StartDateTime: string;
    EndDateTime: string;
    Description: string;
  }
  const eventsOf = (call: string, isGood: (events: Event[]) => boolean) =>
    awaited(
      () =>
        ground.people.admin.query<Event>(
          `SELECT Id, OwnerId, StartDateTime, EndDateTime, Description FROM Event WHERE WhatId = '${call}' ORDER BY Id`,
        ),
      isGood,
    );
  const plan = (fields: Record<string, unknown> = {}) =>
    rep().create('Joint_Call__c', {
      Opportunity__c: ground.scene.opportunityId,
      Manager__c: manager().userId,
      Call_Date__c: TODAY,
      Planned_Start__c: `${TODAY}T10:00:00.000Z`,
      ...fields,
    });

  test('makes an event for each, finds it again by a field of Activity, and keeps its lines', async () => {
    const call = await plan({ Agenda__c: 'Need\nOffer' });
    const made = await eventsOf(call, (events) => events.length === 2);
    assert.deepEqual(made.map(({ OwnerId }) => OwnerId).sort(), [rep().userId, manager().userId].sort());
    for (const { Description } of made) assert.match(Description, /\r?\n\r?\nAgenda:\r?\nNeed\r?\nOffer$/);

    await rep().update('Joint_Call__c', call, { Planned_Minutes__c: 45, Agenda__c: 'Price' });
    const moved = await eventsOf(call, (events) => events.every(({ Description }) => Description.endsWith('Price')));
    assert.deepEqual(
      moved.map(({ Id, EndDateTime }) => [Id, EndDateTime]),
      made.map(({ Id }) => [Id, `${TODAY}T10:45:00.000+0000`]),
    );
    await rep().update('Joint_Call__c', call, { Status__c: 'Cancelled' });
    assert.deepEqual(await eventsOf(call, (events) => events.length === 0), []);
  });

  test('knows who saved: a load adds no event, but moves those that are there', async () => {
    const { loader } = ground.people;
    const loaded = await loader.create('Joint_Call__c', {
      Opportunity__c: ground.scene.opportunityId,
      Manager__c: manager().userId,
      Call_Date__c: TODAY,
    });
    const planned = await plan();
    await eventsOf(planned, (events) => events.length === 2);
    for (const call of [loaded, planned]) await loader.update('Joint_Call__c', call, { Agenda__c: 'Loaded' });
    // What waited before it has run once the events of the later save have moved.
    const moved = await eventsOf(planned, (events) =>
      events.every(({ Description }) => Description.endsWith('Loaded')),
    );
    assert.equal(moved.filter(({ Description }) => Description.endsWith('Loaded')).length, 2);
    assert.deepEqual(await eventsOf(loaded, () => true), []);
  });

  test('makes one task, in one sentence', async () => {
    const { held } = ground.scene;
    const followUp = await rep().create('Joint_Call_Follow_Up__c', {
      Joint_Call__c: held.id,
      Received_On__c: TODAY,
      Contacted__c: manager().userId,
      Channel__c: 'Phone',
      Subject__c: `${ground.label} price`,
    });
    await manager().update('Joint_Call_Follow_Up__c', followUp, { Handed_Back_On__c: TODAY });
    const tasks = await awaited(
      () =>
        ground.people.admin.query<{ Description: string; OwnerId: string; Subject: string }>(
          `SELECT Description, OwnerId, Subject FROM Task WHERE WhatId = '${ground.scene.opportunityId}'`,
        ),
      (rows) => rows.length > 0,
    );
    assert.deepEqual(
      tasks.map(({ OwnerId, Subject, Description }) => [OwnerId, Subject, Description.split('.')[0]]),
      [
        [
          rep().userId,
          `Get back to the customer: ${ground.label} price`,
          `The customer reached Conformance Manager on ${TODAY} by phone about “${ground.label} price”`,
        ],
      ],
    );
  });
});
