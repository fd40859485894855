import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays } from './calendar.ts';
import { dutiesTaken, takeoverLevel } from './duties.ts';
import type { JointCall, Organization, Story } from './model.ts';
import { generateOrganization } from './organization.ts';
import { dealsFor, generateYear } from './year.ts';

const AS_OF = '2026-11-24';
const DUTIES = [
  'Introduced_By__c',
  'Agenda_Set_By__c',
  'Discovery_Opened_By__c',
  'Solution_Opened_By__c',
  'Close_Opened_By__c',
  'Close_Asked_By__c',
] as const;

function year(options: { seed?: number; calls?: number; reps?: number; asOf?: string } = {}): {
  organization: Organization;
  stories: Story[];
} {
  const { seed = 1, calls = 400, reps = 12, asOf = AS_OF } = options;
  const organization = generateOrganization({ seed, asOf, reps, opportunities: dealsFor(calls) });
  return { organization, stories: [...generateYear(organization.deals, { seed, asOf, calls })] };
}

const years = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  calls: fc.integer({ min: 1, max: 300 }),
  reps: fc.integer({ min: 2, max: 30 }),
  asOf: fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2025-01-01', days)),
});

/** For every story of many random years. */
function always(check: (story: Story, organization: Organization, asOf: string) => void): void {
  fc.assert(
    fc.property(years, (options) => {
      const { organization, stories } = year(options);
      for (const story of stories) check(story, organization, options.asOf);
    }),
    { numRuns: 60 },
  );
}

const told = (call: JointCall): boolean => call.Agenda_Set_By__c !== undefined;

describe('a generated year', () => {
  it('is the same for the same seed, and another for another', () => {
    const rows = (seed: number): unknown => JSON.parse(JSON.stringify(year({ seed })));
    assert.deepEqual(rows(7), rows(7));
    assert.notDeepEqual(year({ seed: 7 }).stories, year({ seed: 8 }).stories);
  });

  it('has exactly as many calls as asked, each with a key of its own, those of a deal together', () => {
    fc.assert(
      fc.property(years, (options) => {
        const { stories } = year(options);
        assert.equal(stories.length, options.calls);
        const keys = stories.flatMap(({ call, followUps, coaching }) => [
          call.External_Id__c,
          ...followUps.map(({ Source_Key__c }) => Source_Key__c),
          ...(coaching ? [coaching.External_Id__c] : []),
        ]);
        assert.equal(new Set(keys.map((key) => key.toLowerCase())).size, keys.length);
        const deals = stories.map(({ call }) => call.Opportunity__c);
        assert.equal(deals.filter((deal, index) => deal !== deals[index - 1]).length, new Set(deals).size);
      }),
      { numRuns: 60 },
    );
  });

  it('never has the rep as the manager', () => {
    always(({ call }, { opportunities }) => {
      assert.notEqual(call.Manager__c, opportunities.find(({ key }) => key === call.Opportunity__c)?.OwnerId);
    });
  });

  it('plans what lies ahead and has nothing told of it', () => {
    always(({ call, followUps, coaching }, _, asOf) => {
      assert.equal(call.Status__c === 'Planned', call.Call_Date__c > asOf);
      if (call.Status__c !== 'Planned' && call.Status__c !== 'Cancelled') return;
      assert.equal(told(call), false);
      assert.equal(call.Manager_Participation__c, undefined);
      assert.deepEqual([followUps, coaching], [[], undefined]);
    });
  });

  it('tells all duties or none, and all of them once debriefed', () => {
    always(({ call }) => {
      const present = DUTIES.filter((duty) => call[duty] !== undefined).length;
      assert.ok(present === 0 || present === DUTIES.length);
      if (call.Status__c === 'Debriefed') assert.equal(present, DUTIES.length);
    });
  });

  it('gives a reason for each step-in, and for nothing else', () => {
    always(({ call }) => {
      assert.equal(call.Step_In_Reason__c !== undefined, Object.values(dutiesTaken(call)).some(Boolean));
    });
  });

  it('dates the next step of a small c, after the call', () => {
    always(({ call }) => {
      if (call.Close_Type__c === 'Small c') assert.ok(call.Next_Step__c && call.Next_Step_Date__c);
      if (call.Next_Step_Date__c) assert.ok(call.Next_Step_Date__c > call.Call_Date__c);
      assert.equal(call.Close_Type__c === 'None', call.Close_Asked_By__c === 'Not reached');
    });
  });

  it('lets no manager only observe who took a duty', () => {
    always(({ call }) => {
      if (!Object.values(dutiesTaken(call)).some(Boolean)) return;
      assert.notEqual(call.Manager_Participation__c, 'Observed only');
      assert.notEqual(call.Manager_Held_Back__c, true);
    });
  });

  it('has follow-ups after their call, debriefs and coaching in their order, nothing of it in the future', () => {
    always(({ call, followUps, coaching }, _, asOf) => {
      for (const { Received_On__c, Handed_Back_On__c } of followUps) {
        assert.ok(Received_On__c > call.Call_Date__c && Received_On__c <= asOf);
        if (Handed_Back_On__c) assert.ok(Handed_Back_On__c >= Received_On__c && Handed_Back_On__c <= asOf);
      }
      const order = [
        call.Call_Date__c,
        call.Debriefed_On__c,
        coaching?.Shared_On__c,
        coaching?.Rep_Acknowledged_On__c,
      ].filter((day) => day !== undefined);
      if (call.Status__c === 'Debriefed') assert.deepEqual(order, [...order].sort());
      if (call.Debriefed_On__c) assert.ok(order.every((day) => day <= asOf));
      if (coaching) assert.equal(call.Status__c, 'Debriefed');
      if (coaching?.Rep_Reply__c) assert.ok(coaching.Rep_Acknowledged_On__c);
    });
  });
});

describe('patterns worth finding', () => {
  const { organization, stories } = year({ calls: 4000, seed: 3 });
  const calls = stories.map(({ call }) => call).filter(told);
  const team = (n: number): JointCall[] => calls.filter(({ Manager__c }) => Manager__c === `manager${n}`);
  const share = (of: readonly JointCall[], is: (call: JointCall) => boolean): number =>
    of.filter(is).length / of.length;
  const takeover = (call: JointCall): boolean => ['Partial', 'Full'].includes(takeoverLevel(call) ?? '');

  it('shows a manager who improves', () => {
    const early = team(1).filter(({ Call_Date__c }) => Call_Date__c < addDays(AS_OF, -240));
    const late = team(1).filter(({ Call_Date__c }) => Call_Date__c > addDays(AS_OF, -100));
    assert.ok(
      share(early, takeover) > 2 * share(late, takeover),
      `${share(early, takeover)} to ${share(late, takeover)}`,
    );
  });

  it('shows a manager who takes the ask and leaves the rest', () => {
    const asks = share(team(2), (call) => dutiesTaken(call).close);
    assert.ok(asks > 3 * share(team(2), (call) => dutiesTaken(call).agenda));
  });

  it('shows a silent observer', () => {
    const debriefed = (n: number): JointCall[] => team(n).filter(({ Status__c }) => Status__c === 'Debriefed');
    const silent = (call: JointCall): boolean => call.Manager_Participation__c === 'Observed only';
    assert.ok(share(debriefed(3), silent) > 5 * share(debriefed(2), silent));
  });

  it('has customers call the manager after takeovers', () => {
    const reached = (level: string): number => {
      const followUps = stories
        .filter(({ call }) => takeoverLevel(call) === level)
        .flatMap(({ call, followUps }) => followUps.map((followUp) => followUp.Contacted__c === call.Manager__c));
      return followUps.filter(Boolean).length / followUps.length;
    };
    assert.ok(reached('Full') > reached('Partial') && reached('Partial') > 3 * reached('None'));
  });

  it('knows every level, bail-outs apart, and calls ahead', () => {
    assert.deepEqual(new Set(calls.map(takeoverLevel)), new Set(['None', 'Bail-out', 'Partial', 'Full']));
    assert.ok(stories.some(({ call }) => takeoverLevel(call) === 'Not told yet'));
    assert.ok(stories.some(({ call }) => call.Status__c === 'Planned'));
    assert.ok(stories.some(({ call }) => call.Status__c === 'Cancelled'));
    assert.ok(organization.opportunities.some(({ StageName }) => StageName === 'Closed Won'));
  });
});
