import { currentCoaching, hasAccount, repsAccount, toDetail, type DetailAnswer } from 'c/jointCallDetail';
import json from './data/answer.json';
import { aCoaching, aDetail, COLLEAGUE, MANAGER, REP } from './data/detail';

type Node = DetailAnswer['uiapi']['query']['Joint_Call__c']['edges'][number]['node'];

const told = json as unknown as DetailAnswer;

/** The answer with something different about the call. */
function answer(different: Partial<Node> = {}): DetailAnswer {
  const node = { ...told.uiapi.query.Joint_Call__c.edges[0]!.node, ...different };
  return { uiapi: { ...told.uiapi, query: { Joint_Call__c: { edges: [{ node }] } } } };
}

function withShared(sharedOn: string | null, ownerId = MANAGER.id): DetailAnswer {
  const node = {
    ...told.uiapi.query.Joint_Call__c.edges[0]!.node.Coaching__r!.edges[0]!.node,
    Shared_On__c: { value: sharedOn },
    OwnerId: { value: ownerId },
  };
  return answer({ Coaching__r: { edges: [{ node }] } });
}

describe('toDetail', () => {
  it('reads the call with its people, plan and duties', () => {
    expect(toDetail(told, MANAGER.id)).toMatchObject({
      id: 'a00000000000001AAA',
      role: 'manager',
      rep: REP,
      manager: MANAGER,
      owner: COLLEAGUE,
      levelLabel: 'Teilweise',
      reasonLabel: 'Ohne Grund',
      nextStep: 'Send the offer',
      plan: { agenda: 'Needs\nOffer', minutes: 45, opening: 'Rep', asks: { Questions: true, Climate: false } },
      helped: { Questions: true, Presenting: false },
      heldBack: true,
      followUps: [{ reached: MANAGER, channel: 'E-Mail', contactName: '' }],
    });
  });

  it('takes the deal’s owner for the salesperson while the call is planned, and who held it afterwards', () => {
    expect(toDetail(answer({ Status__c: { value: 'Planned' } }), COLLEAGUE.id)).toMatchObject({
      role: 'rep',
      rep: COLLEAGUE,
      stampedRep: REP,
    });
    expect(toDetail(told, REP.id)!.role).toBe('rep');
    expect(toDetail(told, COLLEAGUE.id)!.role).toBe('other');
  });

  it('knows what the user may write, and leaves to the org what it does not tell', () => {
    expect(toDetail(told, MANAGER.id)!.may).toEqual({
      debrief: true,
      coach: true,
      addFollowUp: false,
      handBack: false,
    });
    const silent = { uiapi: { query: told.uiapi.query, objectInfos: null } };
    expect(toDetail(silent, MANAGER.id)!.may).toEqual({
      debrief: true,
      coach: true,
      addFollowUp: true,
      handBack: true,
    });
  });

  it('has the values of picklists as the org labels them', () => {
    expect(toDetail(told, MANAGER.id)!.choices['Channel__c']).toEqual([{ label: 'E-Mail', value: 'E-mail' }]);
  });

  it('is nothing where the call is out of reach', () => {
    expect(toDetail({ uiapi: { query: { Joint_Call__c: { edges: [] } } } }, MANAGER.id)).toBeUndefined();
  });
});

describe('coaching', () => {
  it('is the manager’s own before it is shared, and nobody else’s', () => {
    expect(toDetail(told, MANAGER.id)!.coachings).toHaveLength(1);
    expect(toDetail(told, REP.id)!.coachings).toEqual([]);
    expect(toDetail(told, COLLEAGUE.id)!.coachings).toEqual([]);
  });

  it('is the salesperson’s too once it is shared, and still nobody else’s, whatever they can read', () => {
    expect(toDetail(withShared('2026-11-21'), REP.id)!.coachings).toHaveLength(1);
    expect(toDetail(withShared('2026-11-21'), COLLEAGUE.id)!.coachings).toEqual([]);
  });

  it('of an earlier manager is not this manager’s', () => {
    expect(toDetail(withShared('2026-11-21', COLLEAGUE.id), MANAGER.id)!.coachings).toEqual([]);
  });

  it('is empty for whoever has no access to the object', () => {
    const without = answer();
    delete without.uiapi.query.Joint_Call__c.edges[0]!.node.Coaching__r;
    expect(toDetail(without, MANAGER.id)).toMatchObject({ coachings: [], may: { coach: false } });
  });

  it('that counts is what was shared last, else what was begun last', () => {
    const [newest, older] = [aCoaching({ id: '1', sharedOn: undefined }), aCoaching({ id: '2', sharedOn: undefined })];
    expect(currentCoaching({ coachings: [newest, older] })).toBe(newest);
    const shared = aCoaching({ id: '3', sharedOn: '2026-11-20' });
    const later = aCoaching({ id: '4', sharedOn: '2026-11-21' });
    expect(currentCoaching({ coachings: [newest, shared, later] })).toBe(later);
    expect(currentCoaching({ coachings: [] })).toBeUndefined();
  });
});

describe('the salesperson’s account', () => {
  const transitions = (...holders: ('Rep' | 'Manager' | 'Not reached' | undefined)[]) =>
    repsAccount(
      ['Discovery_Opened_By__c', 'Solution_Opened_By__c', 'Close_Opened_By__c'].map((field, index) => ({
        field,
        holder: holders[index],
      })),
    ).transitions;

  it('of three transitions is one word: the manager, if they led at least one', () => {
    expect(transitions('Rep', 'Manager', 'Not reached')).toBe('Manager');
    expect(transitions('Rep', 'Rep', 'Not reached')).toBe('Rep');
    expect(transitions('Not reached', 'Not reached', 'Not reached')).toBe('Not reached');
    expect(transitions(undefined, undefined, undefined)).toBeUndefined();
  });

  it('has the agenda and the ask as they are', () => {
    expect(repsAccount(aDetail().duties)).toEqual({ agenda: 'Rep', transitions: 'Rep', ask: 'Manager' });
  });

  it('is given as soon as one duty is', () => {
    expect(hasAccount({ agenda: undefined, transitions: undefined, ask: undefined })).toBe(false);
    expect(hasAccount({ agenda: undefined, transitions: undefined, ask: 'Not reached' })).toBe(true);
  });
});
