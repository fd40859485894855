import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SaveError } from '../org.ts';
import { beforeSave, flow, openLibrary } from './library.fixture.ts';

/** A reading that a flow allots 90 minutes. */
const LONG_READING = flow(
  beforeSave(
    'Event',
    'Take_Longer',
    'CreateAndUpdate',
    '<filterLogic>and</filterLogic><filters><field>Location</field><operator>EqualTo</operator><value><stringValue>Hall</stringValue></value></filters>',
  ),
  '<assignments><name>Take_Longer</name><label>Take Longer</label><locationX>0</locationX><locationY>0</locationY><assignmentItems><assignToReference>$Record.DurationInMinutes</assignToReference><operator>Assign</operator><value><numberValue>90</numberValue></value></assignmentItems></assignments>',
);

const library = openLibrary({ 'flows/Long_Reading.flow': LONG_READING });
const TEN = '2026-11-24T10:00:00.000Z';
const ELEVEN = '2026-11-24T11:00:00.000Z';
const NOON = '2026-11-24T12:00:00.000Z';
const MIDNIGHT = '2026-11-24T00:00:00.000Z';

const create = (times: Record<string, unknown>): string => library.create('Event', { Subject: 'Reading', ...times });

/** Start, end and minutes, after this change if there is one. */
function timesOf(id: string, changes?: Record<string, unknown>): unknown[] {
  if (changes) assert.deepEqual(library.save('update', 'Event', [{ Id: id, ...changes }])[0]?.errors, []);
  const row = library.read('Event', id);
  assert.equal(row['ActivityDateTime'], row['StartDateTime']);
  assert.equal(row['ActivityDate'], String(row['StartDateTime']).slice(0, 10));
  assert.equal(row['EndDate'], String(row['EndDateTime']).slice(0, 10));
  return [row['StartDateTime'], row['EndDateTime'], row['DurationInMinutes']];
}

function refusal(times: Record<string, unknown>, id?: string): SaveError {
  const [result] = library.save(id ? 'update' : 'insert', 'Event', [
    { ...(id ? { Id: id } : { Subject: 'Reading' }), ...times },
  ]);
  assert.equal(result?.success, false);
  assert.equal(result.errors.length, 1);
  return result.errors[0]!;
}

describe('the times of a new event', () => {
  it('follow from its start and its end, or its minutes, or both where they agree', () => {
    const hour = [TEN, ELEVEN, 60];
    assert.deepEqual(timesOf(create({ StartDateTime: TEN, EndDateTime: ELEVEN })), hour);
    assert.deepEqual(timesOf(create({ StartDateTime: TEN, DurationInMinutes: 60 })), hour);
    assert.deepEqual(timesOf(create({ ActivityDateTime: TEN, DurationInMinutes: 60 })), hour);
    assert.deepEqual(timesOf(create({ StartDateTime: TEN, EndDateTime: ELEVEN, DurationInMinutes: 60 })), hour);
  });

  it('are whole days where it lasts the whole day: one, unless more is said', () => {
    const day = [MIDNIGHT, MIDNIGHT, 1440];
    assert.deepEqual(timesOf(create({ IsAllDayEvent: true, StartDateTime: TEN })), day);
    assert.deepEqual(timesOf(create({ IsAllDayEvent: true, ActivityDate: '2026-11-24' })), day);
    assert.deepEqual(timesOf(create({ IsAllDayEvent: true, StartDateTime: MIDNIGHT, EndDateTime: MIDNIGHT })), day);
    assert.deepEqual(timesOf(create({ IsAllDayEvent: true, StartDateTime: MIDNIGHT, DurationInMinutes: 60 })), day);
  });

  it('may be changed by a flow before it is saved', () => {
    assert.deepEqual(timesOf(create({ StartDateTime: TEN, EndDateTime: ELEVEN, Location: 'Hall' })), [
      TEN,
      '2026-11-24T11:30:00.000Z',
      90,
    ]);
  });
});

describe('the times of an event that moves', () => {
  const hour = () => create({ StartDateTime: TEN, DurationInMinutes: 60 });

  it('keep its length where only the start moves, by either name', () => {
    assert.deepEqual(timesOf(hour(), { StartDateTime: ELEVEN }), [ELEVEN, NOON, 60]);
    assert.deepEqual(timesOf(hour(), { ActivityDateTime: ELEVEN }), [ELEVEN, NOON, 60]);
  });

  it('keep its start where the end or the minutes change', () => {
    assert.deepEqual(timesOf(hour(), { EndDateTime: NOON }), [TEN, NOON, 120]);
    assert.deepEqual(timesOf(hour(), { DurationInMinutes: 120 }), [TEN, NOON, 120]);
    assert.deepEqual(timesOf(hour(), { EndDateTime: null }), [TEN, ELEVEN, 60]);
    assert.deepEqual(timesOf(hour(), { DurationInMinutes: null }), [TEN, ELEVEN, 60]);
  });

  it('take an end that is sent along, even where it stays the same', () => {
    const id = create({ StartDateTime: TEN, EndDateTime: NOON });
    assert.deepEqual(timesOf(id, { StartDateTime: ELEVEN, EndDateTime: NOON }), [ELEVEN, NOON, 60]);
  });

  it('become a whole day, and hours again', () => {
    const id = hour();
    assert.deepEqual(timesOf(id, { IsAllDayEvent: true }), [MIDNIGHT, MIDNIGHT, 1440]);
    const timed = { IsAllDayEvent: false, StartDateTime: TEN, EndDateTime: ELEVEN };
    assert.deepEqual(timesOf(id, timed), [TEN, ELEVEN, 60]);
  });

  it('stay as they are where something else changes', () => {
    assert.deepEqual(timesOf(hour(), { Subject: 'Another reading' }), [TEN, ELEVEN, 60]);
  });
});

describe('an event is refused', () => {
  it('without a start, and without an end or minutes', () => {
    const missing = (...fields: string[]) => ({
      statusCode: 'REQUIRED_FIELD_MISSING',
      message: `Required fields are missing: [${fields.join(', ')}]`,
      fields,
    });
    assert.deepEqual(refusal({}), missing('ActivityDateTime', 'DurationInMinutes'));
    assert.deepEqual(refusal({ DurationInMinutes: 60 }), missing('ActivityDateTime'));
    assert.deepEqual(refusal({ StartDateTime: TEN }), missing('DurationInMinutes'));
    const id = create({ StartDateTime: TEN, DurationInMinutes: 60 });
    assert.deepEqual(refusal({ EndDateTime: null, DurationInMinutes: null }, id), missing('DurationInMinutes'));
    assert.deepEqual(refusal({ StartDateTime: null }, id), missing('ActivityDateTime'));
  });

  it('where it ends before it begins, or lasts longer than a day', () => {
    const wrong = (field: string, label: string) => ({
      statusCode: 'FIELD_INTEGRITY_EXCEPTION',
      message: `Duration must be between 0 and 1440 minutes: ${label}`,
      fields: [field],
    });
    assert.deepEqual(refusal({ StartDateTime: ELEVEN, EndDateTime: TEN }), wrong('EndDateTime', 'End'));
    assert.deepEqual(refusal({ StartDateTime: TEN, DurationInMinutes: -1 }), wrong('DurationInMinutes', 'Duration'));
    assert.deepEqual(refusal({ StartDateTime: TEN, DurationInMinutes: 1441 }), wrong('DurationInMinutes', 'Duration'));
    const id = create({ StartDateTime: TEN, DurationInMinutes: 60 });
    assert.deepEqual(refusal({ EndDateTime: '2026-11-23T10:00:00.000Z' }, id), wrong('EndDateTime', 'End'));
  });

  it('where its times contradict each other', () => {
    for (const times of [
      { StartDateTime: TEN, EndDateTime: ELEVEN, DurationInMinutes: 30 },
      { StartDateTime: TEN, ActivityDateTime: ELEVEN, DurationInMinutes: 30 },
      { StartDateTime: TEN, ActivityDate: '2026-11-25', IsAllDayEvent: true },
    ])
      assert.equal(refusal(times).statusCode, 'FIELD_INTEGRITY_EXCEPTION');
  });
});
