import fc from 'fast-check';
import {
  consequences,
  differenceOf,
  groupedBy,
  MEASURES,
  mean,
  measuresOf,
  mostChanged,
  NOTHING,
  ofMonths,
  rateOf,
  total,
  type Group,
  type Sums,
} from 'c/jointCallFigures';

const group = (keys: (string | null)[], sums: Partial<Sums>): Group => ({ keys, sums: { ...NOTHING, ...sums } });

describe('a rate', () => {
  it('is none where too little was counted', () => {
    expect(rateOf(2, 4, 5)).toEqual({ count: 2, of: 4 });
    expect(rateOf(0, 0, 0)).toEqual({ count: 0, of: 0 });
  });

  it('comes with the interval that a table of Wilson intervals gives', () => {
    const rate = rateOf(5, 10, 5);
    expect(rate.share).toBe(0.5);
    expect(rate.low).toBeCloseTo(0.2366, 4);
    expect(rate.high).toBeCloseTo(0.7634, 4);
    expect(rateOf(0, 10, 5).high).toBeCloseTo(0.2775, 4);
  });

  it('lies within its interval, which lies between nothing and all and narrows with more calls', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, part) => {
        const rate = rateOf(Math.round(part * of), of, 1);
        const wider = rate.high! - rate.low!;
        const more = rateOf(Math.round(part * of) * 4, of * 4, 1);
        expect(rate.low!).toBeGreaterThanOrEqual(0);
        expect(rate.low!).toBeLessThanOrEqual(rate.share! + 1e-9);
        expect(rate.high!).toBeGreaterThanOrEqual(rate.share! - 1e-9);
        expect(rate.high!).toBeLessThanOrEqual(1);
        expect(more.high! - more.low!).toBeLessThan(wider);
      }),
    );
  });
});

describe('a difference', () => {
  it('is the interval of the published example (56 of 70 against 48 of 80)', () => {
    const difference = differenceOf(rateOf(56, 70, 1), rateOf(48, 80, 1))!;
    expect(difference.by).toBeCloseTo(0.2, 6);
    expect(difference.low).toBeCloseTo(0.0524, 3);
    expect(difference.high).toBeCloseTo(0.3339, 3);
  });

  it('is none where one of the two is no rate', () => {
    expect(differenceOf(rateOf(1, 2, 5), rateOf(10, 20, 5))).toBeUndefined();
  });

  it('turns around with its two sides', () => {
    const counted = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 300 }));
    fc.assert(
      fc.property(counted, counted, ([a, moreA], [b, moreB]) => {
        const one = differenceOf(rateOf(a, a + moreA, 1), rateOf(b, b + moreB, 1))!;
        const other = differenceOf(rateOf(b, b + moreB, 1), rateOf(a, a + moreA, 1))!;
        expect(one.by).toBeCloseTo(-other.by, 9);
        expect(one.low).toBeCloseTo(-other.high, 9);
      }),
    );
  });
});

describe('sums', () => {
  const groups = [
    group(['2026-10', 'None'], { calls: 3, told: 3 }),
    group(['2026-11', 'None'], { calls: 4, told: 4 }),
    group(['2026-11', 'Full'], { calls: 2, told: 2, takeovers: 2 }),
    group(['2026-11', null], { calls: 1 }),
  ];

  it('add up, as a whole and by what they are grouped by', () => {
    expect(total(groups)).toMatchObject({ calls: 10, told: 9, takeovers: 2 });
    expect(groupedBy(groups, 1).map(({ keys, sums }) => [keys[0], sums.calls])).toEqual([
      ['None', 7],
      ['Full', 2],
      [null, 1],
    ]);
    expect(total(ofMonths(groups, ['2026-10'])).calls).toBe(3);
    expect(total(groupedBy(groups, 0))).toEqual(total(groups));
  });

  it('have no mean of nothing', () => {
    expect(mean(0, 0)).toBeUndefined();
    expect(mean(9, 2)).toBe(4.5);
  });
});

describe('measures', () => {
  const period = (sums: Partial<Sums>): Group[] => [
    group(['2026-11', 'None'], { calls: 60, told: 60, ...sums }),
    group(['2026-11', 'Partial'], { calls: 40, told: 40, takeovers: 40, agenda: 30, ask: 10 }),
    group(['2026-11', 'Bail-out'], { calls: 5, told: 5, bailOuts: 5, agenda: 5 }),
    group(['2026-11', 'Not told yet'], { calls: 7, agenda: 2 }),
  ];

  it('count duties in takeovers alone, of the calls that were told', () => {
    const measures = measuresOf(period({}), 5);
    expect(measures.takeover).toMatchObject({ count: 40, of: 105 });
    expect(measures.agenda).toMatchObject({ count: 30, of: 105 });
    expect(measures.bailOut).toMatchObject({ count: 5, of: 105 });
  });

  it('say what changed most, and whether for the better', () => {
    const before = measuresOf(period({ participationTold: 60, heldBack: 6 }), 5);
    const now = measuresOf(period({ participationTold: 60, heldBack: 36 }), 5);
    expect(mostChanged(before, now)).toMatchObject({ measure: 'heldBack', better: true });
    expect(mostChanged(now, before)).toMatchObject({ measure: 'heldBack', better: false });
  });

  it('say nothing of what chance may explain, or of too little', () => {
    const same = measuresOf(period({}), 5);
    expect(mostChanged(same, same)).toBeUndefined();
    expect(mostChanged(measuresOf([], 5), same)).toBeUndefined();
    expect(MEASURES.every((name) => measuresOf([], 5)[name].share === undefined)).toBe(true);
  });
});

describe('the consequence', () => {
  it('sets calls after takeovers beside clean ones, and bail-outs apart', () => {
    const levels = [
      group(['None'], { calls: 100, followUps: 50, toManager: 5 }),
      group(['Partial'], { calls: 20, followUps: 20, toManager: 14 }),
      group(['Full'], { calls: 10, followUps: 10, toManager: 8 }),
      group(['Bail-out'], { calls: 10, followUps: 9, toManager: 9 }),
    ];
    const reached = new Map([
      ['None', 4],
      ['Partial', 12],
      ['Full', 7],
      ['Bail-out', 8],
    ]);
    const { takeovers, clean, difference } = consequences(levels, reached, 5);
    expect(takeovers.calls).toMatchObject({ count: 19, of: 30 });
    expect(takeovers.followUps).toMatchObject({ count: 22, of: 30 });
    expect(clean.calls).toMatchObject({ count: 4, of: 100 });
    expect(difference!.low).toBeGreaterThan(0);
  });
});
