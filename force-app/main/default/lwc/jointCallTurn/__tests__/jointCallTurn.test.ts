import { isTold, turnOf, type Situation } from 'c/jointCallTurn';

const REP = '005000000000001AAA';
const MANAGER = '005000000000002AAA';
const COLLEAGUE = '005000000000003AAA';

jest.mock('@salesforce/label/c.JointCall_Turn_Debrief_Mine', () => ({ default: 'Coach {0}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Turn_Debrief', () => ({ default: '{0} debriefs' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Turn_Plan', () => ({ default: '{0} plans' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Turn_Acknowledge_Mine', () => ({ default: '{0} shared' }), { virtual: true });

const planned: Situation = {
  status: 'Planned',
  date: '2026-12-01',
  today: '2026-11-27',
  level: '',
  hasAgenda: true,
  shared: false,
  acknowledged: false,
  me: REP,
  repId: REP,
  managerId: MANAGER,
  repName: 'Rolf Berg',
  managerName: 'Mona Lehr',
};
const held: Situation = { ...planned, status: 'Held', date: '2026-11-20', level: 'None' };

/** Every situation there is, but for who looks. */
function everySituation(): Situation[] {
  const yesNo = [true, false];
  return ['Planned', 'Held', 'Debriefed', 'Cancelled', 'Postponed'].flatMap((status) =>
    ['2026-11-26', '2026-11-27', '2026-11-28', undefined].flatMap((date) =>
      ['', 'Not told yet', 'None', 'Bail-out', 'Partial', 'Full'].flatMap((level) =>
        yesNo.flatMap((hasAgenda) =>
          yesNo.flatMap((shared) =>
            yesNo.flatMap((acknowledged) =>
              yesNo.map((coachingWritten) => ({
                ...planned,
                status,
                date,
                level,
                hasAgenda,
                shared,
                acknowledged,
                coachingWritten,
              })),
            ),
          ),
        ),
      ),
    ),
  );
}

const seenBy = (me: string, situation: Situation) => turnOf({ ...situation, me });

describe('c/jointCallTurn, in every situation', () => {
  it('is never two people’s turn, and never a third person’s', () => {
    for (const situation of everySituation()) {
      expect([seenBy(REP, situation), seenBy(MANAGER, situation)].filter(({ mine }) => mine).length).toBeLessThan(2);
      expect(seenBy(COLLEAGUE, situation).mine).toBe(false);
    }
  });

  it('has one sentence for everybody', () => {
    for (const situation of everySituation()) {
      for (const me of [REP, MANAGER, COLLEAGUE]) {
        const { sentence } = seenBy(me, situation);
        expect(sentence).not.toBe('');
        expect(sentence).not.toMatch(/\{\d\}|undefined/);
      }
    }
  });

  it('asks nobody for anything that needs no doing', () => {
    for (const situation of everySituation()) {
      for (const me of [REP, MANAGER]) {
        const { step, mine } = seenBy(me, situation);
        if (step === 'wait' || step === 'none') expect(mine).toBe(false);
      }
    }
  });

  it('tells a third person nothing of coaching', () => {
    for (const situation of everySituation()) {
      const without = { ...situation, shared: false, acknowledged: false, coachingWritten: false };
      expect(seenBy(COLLEAGUE, situation)).toEqual(seenBy(COLLEAGUE, without));
    }
  });

  it('tells the salesperson nothing of coaching that is not shared', () => {
    for (const situation of everySituation().filter(({ shared }) => !shared)) {
      expect(seenBy(REP, situation)).toEqual(seenBy(REP, { ...situation, coachingWritten: false }));
    }
  });

  it('leaves planning, logging, telling and answering to the salesperson, the debrief and sharing to the manager', () => {
    for (const situation of everySituation()) {
      const { step, mine } = seenBy(REP, situation);
      if (mine) expect(['plan', 'log', 'tell', 'acknowledge']).toContain(step);
      const managers = seenBy(MANAGER, situation);
      if (managers.mine) expect(['debrief', 'share']).toContain(managers.step);
    }
  });
});

describe('c/jointCallTurn', () => {
  it.each<[string, Situation, [string, string, string], string]>([
    ['planned without an agenda', { ...planned, hasAgenda: false }, ['Plan_Mine', '', ''], 'plan'],
    ['planned with one', planned, ['Wait_Rep', 'Wait_Manager', 'Wait'], 'wait'],
    ['planned for today', { ...planned, date: '2026-11-27' }, ['Log_Today_Mine', 'Log_Today', 'Log_Today'], 'log'],
    ['planned for yesterday', { ...planned, date: '2026-11-26' }, ['Log_Mine', 'Log', 'Log'], 'log'],
    ['held and not told', { ...held, level: 'Not told yet' }, ['Tell_Mine', 'Tell_Manager', 'Tell'], 'tell'],
    ['held, shared, not answered', { ...held, shared: true }, ['', 'Acknowledge_Manager', ''], 'acknowledge'],
    [
      'held, shared and answered',
      { ...held, shared: true, acknowledged: true },
      ['Close_Rep', 'Close_Mine', ''],
      'debrief',
    ],
    ['debriefed', { ...held, status: 'Debriefed' }, ['Closed', 'Closed', 'Closed'], 'none'],
    ['cancelled', { ...planned, status: 'Cancelled' }, ['Cancelled', 'Cancelled', 'Cancelled'], 'none'],
    ['of a status it does not know', { ...planned, status: 'Lost' }, ['Unknown', 'Unknown', 'Unknown'], 'none'],
  ])('tells of a call %s', (_, situation, sentences, step) => {
    const people = [REP, MANAGER, COLLEAGUE];
    expect(seenBy(REP, situation).step).toBe(step);
    sentences.forEach((sentence, index) => {
      if (sentence) expect(seenBy(people[index]!, situation).sentence).toBe(`c.JointCall_Turn_${sentence}`);
    });
  });

  it('names the other one', () => {
    expect(seenBy(MANAGER, held)).toEqual({ step: 'debrief', mine: true, sentence: 'Coach Rolf Berg' });
    expect(seenBy(REP, held)).toEqual({ step: 'debrief', mine: false, sentence: 'Mona Lehr debriefs' });
    expect(seenBy(COLLEAGUE, held).sentence).toBe('Mona Lehr debriefs');
    expect(seenBy(MANAGER, { ...planned, hasAgenda: false }).sentence).toBe('Rolf Berg plans');
    expect(seenBy(REP, { ...held, shared: true }).sentence).toBe('Mona Lehr shared');
  });

  it('says who they are where a name cannot be read', () => {
    expect(seenBy(COLLEAGUE, { ...held, managerName: '' }).sentence).toBe('c.JointCall_The_Manager debriefs');
    expect(seenBy(MANAGER, { ...held, repName: '' }).sentence).toBe('Coach c.JointCall_The_Salesperson');
  });

  it('reminds the manager of coaching that is not shared, also after the debrief', () => {
    for (const status of ['Held', 'Debriefed']) {
      const turn = seenBy(MANAGER, { ...held, status, coachingWritten: true });
      expect(turn).toEqual({ step: 'share', mine: true, sentence: 'c.JointCall_Turn_Share_Mine' });
    }
  });

  it('lets the salesperson answer after the debrief, and is done then', () => {
    const debriefed = { ...held, status: 'Debriefed', shared: true };
    expect(seenBy(REP, debriefed)).toMatchObject({ step: 'acknowledge', mine: true });
    expect(seenBy(REP, { ...debriefed, acknowledged: true })).toMatchObject({ step: 'none', mine: false });
  });

  it('asks for the salesperson’s account before anything else, and once the date is known', () => {
    expect(seenBy(REP, { ...held, level: 'Not told yet', shared: true }).step).toBe('tell');
    expect(seenBy(REP, { ...planned, date: undefined, hasAgenda: false }).step).toBe('plan');
  });

  it('knows what is told', () => {
    expect(['', 'Not told yet', 'None', 'Full'].map(isTold)).toEqual([false, false, true, true]);
  });
});
