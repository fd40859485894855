import { momentOf, timeOf } from 'c/jointCall';

describe('times where the user is', () => {
  it.each([
    ['Europe/Berlin', '2026-11-24', '14:30', '2026-11-24T13:30:00.000Z'],
    ['Europe/Berlin', '2026-07-01', '14:30:00.000', '2026-07-01T12:30:00.000Z'],
    ['America/Los_Angeles', '2026-11-24', '22:15', '2026-11-25T06:15:00.000Z'],
    ['Asia/Kolkata', '2026-11-24', '02:00', '2026-11-23T20:30:00.000Z'],
    ['GMT', '2026-11-24', '00:00', '2026-11-24T00:00:00.000Z'],
  ])('%s: %s %s', (zone, date, time, moment) => {
    expect(momentOf(date, time, zone)).toBe(moment);
    expect(timeOf(moment, zone)).toBe(time.slice(0, 5));
  });

  it('come back as they were, every half hour of days on which the clocks change', () => {
    for (const [zone, date, left] of [
      ['Europe/Berlin', '2026-03-29', '02'],
      ['Europe/Berlin', '2026-10-25', '--'],
      ['America/New_York', '2026-03-08', '02'],
      ['Australia/Lord_Howe', '2026-04-05', '--'],
    ] as const) {
      for (let half = 0; half < 48; half += 1) {
        const time = `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`;
        // The hour that the clocks leave out does not come back.
        if (time.startsWith(left)) continue;
        expect([zone, date, timeOf(momentOf(date, time, zone), zone)]).toEqual([zone, date, time]);
      }
    }
  });
});
