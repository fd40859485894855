import { aCoaching, aDetail } from '../../jointCallDetail/__tests__/data/detail';
import { toEntry, type Fields } from '../entry';
import { saveDebrief, type Work } from '../save';

const CALL = aDetail().id;
const account = { agenda: 'Rep', transitions: 'Rep', ask: 'Rep' } as const;

function work(different: Partial<Work> = {}): Work {
  const detail = different.detail ?? aDetail();
  return {
    detail,
    coaching: undefined,
    coachingId: undefined,
    entry: { ...toEntry(detail, different.coaching), participation: 'Contributed', account, focus: 'Ask' },
    action: 'save',
    key: 'once',
    today: '2026-11-27',
    ...different,
  };
}

/** An org that keeps what is written, with unique keys, and fails or loses its answer where told. */
function anOrg() {
  const records = new Map<string, Fields>([[CALL, {}]]);
  const writes: Fields[] = [];
  let failing: { id: string; isWritten: boolean } | undefined;
  const write = (id: string, fields: Fields) => {
    const fails = failing?.id === id || (failing?.id === 'new' && !records.has(id));
    const isWritten = !fails || failing!.isWritten;
    if (isWritten) {
      records.set(id, { ...records.get(id), ...fields });
      writes.push(fields);
    }
    if (!fails) return Promise.resolve({ id });
    failing = undefined;
    return Promise.reject(new Error(isWritten ? 'answer lost' : 'refused'));
  };
  return {
    records,
    writes,
    fail: (id: string) => (failing = { id, isWritten: false }),
    loseAnswer: (id: string) => (failing = { id, isWritten: true }),
    coachings: () => [...records.keys()].filter((id) => id !== CALL),
    create: ({ fields }: { fields: Fields }) => {
      const known = [...records].find(([, { External_Id__c: key }]) => key && key === fields['External_Id__c']);
      return known ? Promise.reject(new Error('duplicate')) : write(`coaching${records.size}`, fields);
    },
    update: ({ fields: { Id, ...fields } }: { fields: Fields }) => write(String(Id), fields),
  };
}

describe('saving a debrief', () => {
  it('writes the coaching and the call, once each', async () => {
    const org = anOrg();
    expect(await saveDebrief(work(), org)).toEqual({ stage: 'done', coachingId: 'coaching1' });
    expect(org.records.get('coaching1')).toEqual({
      Joint_Call__c: CALL,
      External_Id__c: 'once',
      Account_Agenda_Set_By__c: 'Rep',
      Account_Transitions_Led_By__c: 'Rep',
      Account_Close_Asked_By__c: 'Rep',
      Coaching_Focus__c: 'Ask',
    });
    expect(org.records.get(CALL)).toEqual({ Manager_Participation__c: 'Contributed' });
  });

  it('shares only where that was asked for', async () => {
    const org = anOrg();
    await saveDebrief(work({ action: 'share' }), org);
    expect(org.records.get('coaching1')).toMatchObject({ Shared_On__c: '2026-11-27' });
    expect(org.records.get(CALL)).not.toHaveProperty('Status__c');
  });

  it('shares and closes in one go, the call last', async () => {
    const org = anOrg();
    await saveDebrief(work({ action: 'close' }), org);
    expect(org.writes.map((fields) => Object.keys(fields).at(-1))).toEqual(['Shared_On__c', 'Status__c']);
    expect(org.records.get(CALL)).toEqual({ Manager_Participation__c: 'Contributed', Status__c: 'Debriefed' });
  });

  it('writes no coaching where there is none, and no call where nothing of it changed', async () => {
    const org = anOrg();
    const detail = aDetail();
    await saveDebrief(work({ entry: { ...toEntry(detail, undefined), heldBack: true }, action: 'close' }), org);
    expect(org.coachings()).toEqual([]);
    const coaching = aCoaching({ id: 'kept', sharedOn: undefined });
    org.writes.length = 0;
    await saveDebrief(work({ coaching, entry: { ...toEntry(detail, coaching), note: 'New' } }), org);
    expect(org.writes).toEqual([{ Coaching_Note__c: 'New' }]);
  });

  it('does not share again what is shared', async () => {
    const org = anOrg();
    const coaching = aCoaching({ id: 'kept' });
    await saveDebrief(work({ coaching, action: 'close', entry: toEntry(aDetail(), coaching) }), org);
    expect(org.writes).toEqual([{ Status__c: 'Debriefed' }]);
  });

  it('leaves the call alone once it is closed', async () => {
    const org = anOrg();
    await saveDebrief(work({ detail: aDetail({ status: 'Debriefed' }), action: 'close' }), org);
    expect(org.records.get(CALL)).toEqual({});
    expect(org.coachings()).toHaveLength(1);
  });

  it('has saved nothing where the coaching is refused', async () => {
    const org = anOrg();
    org.fail('new');
    expect(await saveDebrief(work(), org)).toMatchObject({ stage: 'coaching', coachingId: undefined });
    expect(org.writes).toEqual([]);
  });

  it('says that half of it is saved where the call is refused, and saving again completes it', async () => {
    const org = anOrg();
    org.fail(CALL);
    const half = await saveDebrief(work({ action: 'close' }), org);
    expect(half).toMatchObject({ stage: 'call', coachingId: 'coaching1', wroteCoaching: true });
    expect(await saveDebrief(work({ action: 'close', coachingId: 'coaching1' }), org)).toMatchObject({ stage: 'done' });
    expect(org.coachings()).toHaveLength(1);
    expect(org.records.get(CALL)).toMatchObject({ Status__c: 'Debriefed' });
  });

  it('makes no second coaching where the answer to the first was lost', async () => {
    const org = anOrg();
    org.loseAnswer('new');
    expect(await saveDebrief(work(), org)).toMatchObject({ stage: 'coaching' });
    expect(await saveDebrief(work(), org)).toMatchObject({ stage: 'coaching', error: new Error('duplicate') });
    const coaching = aCoaching({ id: org.coachings()[0]!, sharedOn: undefined, focus: 'Ask', note: '' });
    expect(await saveDebrief(work({ coaching, entry: { ...work().entry } }), org)).toMatchObject({ stage: 'done' });
    expect(org.coachings()).toHaveLength(1);
  });

  it('can be saved again where the answer to the last write was lost', async () => {
    const org = anOrg();
    org.loseAnswer(CALL);
    expect(await saveDebrief(work({ action: 'close' }), org)).toMatchObject({ stage: 'call' });
    const before = new Map(org.records);
    await saveDebrief(work({ action: 'close', coachingId: 'coaching1' }), org);
    expect(org.records.get(CALL)).toEqual(before.get(CALL));
    expect(org.coachings()).toHaveLength(1);
  });
});
