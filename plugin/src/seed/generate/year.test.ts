import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays, daysBetween } from './calendar.ts';
import { dutiesTaken, takeoverLevel } from './duties.ts';
import { HELPS, type Help, type JointCall, type Organization, type Story } from './model.ts';
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

const PLAN = [
  'Planned_Minutes__c',
  'Agenda__c',
  'Opening_Plan__c',
  'Ask_Climate__c',
  'Ask_Questions__c',
  'Ask_Presenting__c',
  'Ask_Objections__c',
] as const;

interface Options {
  seed?: number;
  calls?: number;
  reps?: number;
  asOf?: string;
  timeZone?: string;
}

function year(options: Options = {}): {
  organization: Organization;
  stories: Story[];
} {
  const { seed = 1, calls = 400, reps = 12, asOf = AS_OF, timeZone = 'Europe/Berlin' } = options;
  const organization = generateOrganization({ seed, asOf, reps, opportunities: dealsFor(calls), timeZone });
  return { organization, stories: [...generateYear(organization.deals, { seed, asOf, calls })] };
}

const years = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  calls: fc.integer({ min: 1, max: 300 }),
  reps: fc.integer({ min: 2, max: 30 }),
  asOf: fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2025-01-01', days)),
  timeZone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
});

/** For every story of many random years. */
function always(check: (story: Story, organization: Organization, options: Required<Options>) => void): void {
  fc.assert(
    fc.property(years, (options) => {
      const { organization, stories } = year(options);
      for (const story of stories) check(story, organization, options);
    }),
    { numRuns: 60 },
  );
}

const told = (call: JointCall): boolean => call.Agenda_Set_By__c !== undefined;
const planned = (call: JointCall): boolean => call.Agenda__c !== undefined;

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
    always(({ call, followUps, coaching }, _, { asOf }) => {
      assert.equal(call.Status__c === 'Planned', call.Call_Date__c > asOf);
      if (call.Status__c !== 'Planned' && call.Status__c !== 'Cancelled') return;
      assert.equal(told(call), false);
      assert.equal(call.Manager_Participation__c, undefined);
      assert.deepEqual([followUps, coaching], [[], undefined]);
    });
  });

  it('has all of a plan or nothing of it', () => {
    always(({ call }) => {
      const present = PLAN.filter((field) => call[field] !== undefined).length;
      assert.ok(present === 0 || present === PLAN.length);
      if (call.Ask_Note__c) assert.ok(HELPS.some((help) => call[`Ask_${help}__c`]));
      if (!planned(call)) assert.notEqual(call.Agenda_Confirmed__c, true);
    });
  });

  it('has a start for each meeting with a plan, and for each that lies ahead', () => {
    always(({ call }) => {
      assert.equal(call.Planned_Start__c !== undefined, planned(call) || call.Status__c === 'Planned');
    });
  });

  it('begins and ends within working hours of the call’s day, wherever the people are', () => {
    fc.assert(
      fc.property(years, (options) => {
        const { timeZone } = options;
        const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
        for (const { call } of year(options).stories) {
          if (call.Planned_Start__c === undefined) continue;
          const minutes = call.Planned_Minutes__c ?? 0;
          assert.ok([0, 30, 45, 60, 90].includes(minutes));
          const begins = clock.format(Date.parse(call.Planned_Start__c));
          const ends = clock.format(Date.parse(call.Planned_Start__c) + minutes * 60_000);
          assert.match(begins, /:(00|15|30|45)$/);
          assert.ok(
            begins >= `${call.Call_Date__c} 08:00` && ends <= `${call.Call_Date__c} 18:00`,
            `${begins}, ${ends}`,
          );
          // As the rule Start_Is_On_The_Day counts, in GMT.
          assert.ok(Math.abs(daysBetween(call.Planned_Start__c.slice(0, 10), call.Call_Date__c)) <= 1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('fits what the salesperson fills in: an agenda of a few lines, two asks at most, a note of one line', () => {
    always(({ call }) => {
      if (call.Agenda__c) assert.ok(call.Agenda__c.split('\n').length <= 4 && call.Agenda__c.length <= 255);
      assert.ok(HELPS.filter((help) => call[`Ask_${help}__c`]).length <= 2);
      if (call.Ask_Note__c) assert.ok(!call.Ask_Note__c.includes('\n') && call.Ask_Note__c.length <= 255);
    });
  });

  it('has the manager introduce where that was the plan', () => {
    always(({ call }) => {
      if (told(call) && call.Opening_Plan__c === 'Manager') assert.equal(call.Introduced_By__c, 'Manager');
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
    always(({ call, followUps, coaching }, _, { asOf }) => {
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

  it('has plans on most calls, and reps who seldom plan', () => {
    const all = stories.map(({ call }) => call);
    const planning = share(all, planned);
    assert.ok(planning > 0.75 && planning < 0.9, `${planning}`);
    const reps = new Map(organization.deals.map(({ key, rep }) => [key, rep]));
    const byRep = [...new Set(reps.values())].map((rep) =>
      share(
        all.filter(({ Opportunity__c }) => reps.get(Opportunity__c) === rep),
        planned,
      ),
    );
    const seldom = byRep.filter((plans) => plans < 0.45).length;
    assert.ok(seldom >= 1 && seldom <= byRep.length / 4, `${seldom} of ${byRep.length}`);
    assert.ok(byRep.every((plans) => plans < 0.45 || plans > 0.75));
  });

  it('has managers help with what they were asked for', () => {
    const contributed = calls.filter((call) => planned(call) && call.Manager_Participation__c === 'Contributed');
    const helped = (help: Help, asked: boolean): number =>
      share(
        contributed.filter((call) => call[`Ask_${help}__c`] === asked),
        (call) => call[`Helped_${help}__c`] === true,
      );
    for (const help of HELPS) {
      const [asked, unasked] = [helped(help, true), helped(help, false)];
      assert.ok(asked > 0.8 && asked < 1 && asked > 1.5 * unasked, `${help}: ${asked} to ${unasked}`);
    }
  });

  it('asks for help with questions early in a deal, and with objections late', () => {
    const asked = (help: Help, stage: string): number =>
      share(
        calls.filter((call) => planned(call) && call.Stage_At_Call__c === stage),
        (call) => call[`Ask_${help}__c`] === true,
      );
    assert.ok(asked('Questions', 'Needs Analysis') > 1.5 * asked('Questions', 'Negotiation/Review'));
    assert.ok(asked('Objections', 'Negotiation/Review') > 2 * asked('Objections', 'Needs Analysis'));
  });

  it('has another agenda early in a deal than late', () => {
    const agendas = (...stages: string[]): Set<string> =>
      new Set(
        calls.flatMap(({ Stage_At_Call__c: stage, Agenda__c: agenda }) =>
          agenda && stages.includes(stage ?? '') ? [agenda] : [],
        ),
      );
    const [early, late] = [agendas('Qualification', 'Needs Analysis'), agendas('Negotiation/Review')];
    assert.ok(early.size > 30 && late.size > 30, `${early.size}, ${late.size}`);
    assert.ok([...early].every((agenda) => !late.has(agenda)));
  });

  it('lets the salesperson open, as a rule', () => {
    const opens = share(calls.filter(planned), ({ Opening_Plan__c }) => Opening_Plan__c === 'Rep');
    assert.ok(opens > 0.8 && opens < 1, `${opens}`);
  });

  it('knows every level, bail-outs apart, and calls ahead', () => {
    assert.deepEqual(new Set(calls.map(takeoverLevel)), new Set(['None', 'Bail-out', 'Partial', 'Full']));
    assert.ok(stories.some(({ call }) => takeoverLevel(call) === 'Not told yet'));
    assert.ok(stories.some(({ call }) => call.Status__c === 'Planned'));
    assert.ok(stories.some(({ call }) => call.Status__c === 'Cancelled'));
    assert.ok(organization.opportunities.some(({ StageName }) => StageName === 'Closed Won'));
  });
});
