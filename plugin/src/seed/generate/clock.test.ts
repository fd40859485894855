import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays } from './calendar.ts';
import { momentOf } from './clock.ts';

/** What the clocks of a zone show at a moment, as `2026-11-24 14:30`. */
const shown = (moment: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(moment));

describe('a time of a day', () => {
  it('is the moment at which the clocks there show it', () => {
    assert.equal(momentOf('2026-11-24', 14 * 60 + 30, 'Europe/Berlin'), '2026-11-24T13:30:00.000Z');
    assert.equal(momentOf('2026-07-24', 14 * 60 + 30, 'Europe/Berlin'), '2026-07-24T12:30:00.000Z');
    assert.equal(momentOf('2026-11-24', 9 * 60, 'GMT'), '2026-11-24T09:00:00.000Z');
    assert.equal(momentOf('2026-11-24', 9 * 60, 'Asia/Kathmandu'), '2026-11-24T03:15:00.000Z');
    assert.equal(momentOf('2026-11-24', 9 * 60, 'America/St_Johns'), '2026-11-24T12:30:00.000Z');
    assert.equal(momentOf('2026-11-24', 9 * 60, 'Pacific/Kiritimati'), '2026-11-23T19:00:00.000Z');
    assert.equal(momentOf('2026-11-24', 16 * 60, 'Pacific/Pago_Pago'), '2026-11-25T03:00:00.000Z');
  });

  it('is shown there as it was given, on any day of any zone, through every change of the clocks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
        fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2024-01-01', days)),
        fc.integer({ min: 7, max: 19 }),
        (timeZone, day, hour) => {
          assert.equal(
            shown(momentOf(day, hour * 60, timeZone), timeZone),
            `${day} ${String(hour).padStart(2, '0')}:00`,
          );
        },
      ),
      { numRuns: 1000 },
    );
  });
});
