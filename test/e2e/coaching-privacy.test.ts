/**
 * Who can read coaching, through every way in which records are read: the manager who wrote it, the salesperson once it
 * is shared, and no peer, no other salesperson, no other manager. Full access to the deal and all of the app's
 * permission sets change nothing about that.
 *
 * Whoever stands above the two in the role hierarchy reads it as long as Grant Access Using Hierarchies stays ticked,
 * which no metadata can untick (the README asks the admin to); so nobody here does. Whoever may view all data reads it, as
 * on any org.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTarget, type Target } from '../conformance/target.ts';
import type { Session } from '../conformance/session.ts';
import { day, enter, enterAll, newDeal, newHeldCall, type Cast } from './cast.ts';

const SECRET = 'Count to five after the ask';

let target: Target;
let cast: Cast;
/** Holds every permission set of the app but the loader's, and full access to deal and calls. */
let insider: Session;
let callId: string;
let coachingId: string;

before(async () => {
  target = await openTarget();
  const { setup } = target;
  cast = await enterAll(setup);
  insider = await enter(setup, {
    name: 'Ines Nah',
    sets: ['Joint_Call_Rep', 'Joint_Call_Manager', 'Joint_Call_Admin'],
  });
  const dealId = await newDeal(setup, cast, 'Harbour cranes');
  await setup.create('OpportunityShare', {
    OpportunityId: dealId,
    UserOrGroupId: insider.userId,
    OpportunityAccessLevel: 'Edit',
  });
  callId = await newHeldCall(cast, dealId);
  coachingId = await cast.manager.create('Joint_Call_Coaching__c', {
    Joint_Call__c: callId,
    Account_Close_Asked_By__c: 'Rep',
    Coaching_Focus__c: SECRET,
    Coaching_Note__c: SECRET,
  });
});
after(() => target.close());

/** What a user gets to see of coaching in one way of reading: nothing, its existence, or what it says. */
type Reading = (user: Session) => Promise<unknown>;

const get = (path: (user: Session) => string): Reading => {
  return async (user) => (await user.call({ method: 'GET', path: path(user) })).body;
};
const soql = (query: () => string): Reading => get(() => `query?q=${encodeURIComponent(query())}`);
const graphql = (query: () => string): Reading => {
  return async (user) => (await user.call({ method: 'POST', path: 'graphql', body: { query: query() } })).body;
};

const FIELDS = 'Coaching_Focus__c { value } Coaching_Note__c { value }';

const READINGS: Record<string, Reading> = {
  'a query': soql(() => `SELECT Id, Coaching_Focus__c, Coaching_Note__c FROM Joint_Call_Coaching__c`),
  'a query by Id': soql(() => `SELECT Coaching_Focus__c FROM Joint_Call_Coaching__c WHERE Id = '${coachingId}'`),
  'a child subquery of the call': soql(
    () => `SELECT Id, (SELECT Id, Coaching_Focus__c FROM Coaching__r) FROM Joint_Call__c WHERE Id = '${callId}'`,
  ),
  'the parent of a child': soql(
    () => `SELECT Joint_Call__r.Name, Coaching_Focus__c FROM Joint_Call_Coaching__c WHERE Joint_Call__c = '${callId}'`,
  ),
  'a query that includes what is deleted': get(
    () => `queryAll?q=${encodeURIComponent('SELECT Id, Coaching_Focus__c FROM Joint_Call_Coaching__c')}`,
  ),
  'a REST record': get(() => `sobjects/Joint_Call_Coaching__c/${coachingId}`),
  'a REST relationship of the call': get(() => `sobjects/Joint_Call__c/${callId}/Coaching__r`),
  'a collection': get(() => `composite/sobjects/Joint_Call_Coaching__c?ids=${coachingId}&fields=Coaching_Focus__c`),
  'a composite request': async (user) => {
    const url = `/services/data/v66.0/sobjects/Joint_Call_Coaching__c/${coachingId}`;
    const body = { compositeRequest: [{ method: 'GET', url, referenceId: 'one' }] };
    return (await user.call({ method: 'POST', path: 'composite', body })).body;
  },
  'a batch': async (user) => {
    const url = `v66.0/sobjects/Joint_Call_Coaching__c/${coachingId}`;
    const body = { batchRequests: [{ method: 'GET', url }] };
    return (await user.call({ method: 'POST', path: 'composite/batch', body })).body;
  },
  'a UI API record': get(() => `ui-api/records/${coachingId}?fields=Joint_Call_Coaching__c.Coaching_Focus__c`),
  'UI API records': get(() => `ui-api/records/batch/${coachingId}?fields=Joint_Call_Coaching__c.Coaching_Focus__c`),
  'a UI API record with its layout': get(() => `ui-api/records/${coachingId}?layoutTypes=Full`),
  'a UI API related list': get(
    () => `ui-api/related-list-records/${callId}/Coaching__r?fields=Joint_Call_Coaching__c.Coaching_Focus__c`,
  ),
  'a UI API list view': get(
    () => 'ui-api/list-records/Joint_Call_Coaching__c/All?fields=Joint_Call_Coaching__c.Coaching_Focus__c',
  ),
  GraphQL: graphql(() => `query { uiapi { query { Joint_Call_Coaching__c { edges { node { Id ${FIELDS} } } } } } }`),
  'GraphQL through the call': graphql(
    () =>
      `query { uiapi { query { Joint_Call__c(where: { Id: { eq: "${callId}" } }) { edges { node { Id Coaching__r { edges { node { Id ${FIELDS} } } } } } } } } }`,
  ),
  'a GraphQL aggregate by focus': graphql(
    () =>
      'query { uiapi { aggregate { Joint_Call_Coaching__c(groupBy: { Coaching_Focus__c: { group: true } }) { edges { node { aggregate { Coaching_Focus__c { value } Id { count { value } } } } } } } } }',
  ),
  'a query that groups': soql(
    () => 'SELECT Coaching_Focus__c, COUNT(Id) FROM Joint_Call_Coaching__c GROUP BY Coaching_Focus__c',
  ),
  'the history': soql(() => 'SELECT ParentId, Field, NewValue FROM Joint_Call_Coaching__History'),
  'the shares': soql(() => `SELECT ParentId, UserOrGroupId FROM Joint_Call_Coaching__Share`),
  'what changed lately': get(
    () =>
      `sobjects/Joint_Call_Coaching__c/updated?start=${encodeURIComponent(`${day(-1)}T00:00:00Z`)}&end=${encodeURIComponent(new Date(Date.now() + 60_000).toISOString().replace(/\.\d+/, ''))}`,
  ),
  'a Bulk query': async (user) => {
    const query = 'SELECT Id, Coaching_Focus__c FROM Joint_Call_Coaching__c';
    const job = await user.call({ method: 'POST', path: 'jobs/query', body: { operation: 'query', query } });
    const { id } = job.body as { id?: string };
    if (!id) return job.body;
    for (let tries = 0; tries < 100; tries += 1) {
      const { body } = await user.call({ method: 'GET', path: `jobs/query/${id}` });
      const { state } = body as { state: string };
      if (state === 'JobComplete') return (await user.call({ method: 'GET', path: `jobs/query/${id}/results` })).body;
      if (state === 'Failed') return body;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('The Bulk query did not end.');
  },
  'a search': get(
    () =>
      `search?q=${encodeURIComponent(`FIND {Count} IN ALL FIELDS RETURNING Joint_Call_Coaching__c(Id, Coaching_Focus__c)`)}`,
  ),
  'a parameterized search': get(() => 'parameterizedSearch?q=Count&sobject=Joint_Call_Coaching__c'),
  'the page of the record': async (user) => {
    const sid = encodeURIComponent(user.token);
    const path = encodeURIComponent(`/lightning/r/Joint_Call_Coaching__c/${coachingId}/view`);
    return (await user.call({ method: 'GET', path: `/secur/frontdoor.jsp?sid=${sid}&retURL=${path}` })).body;
  },
};

/** Ways that lead to its words for whoever may read it; the others lead to its Id at most. */
const SAYS_NOTHING = [
  'the shares',
  'what changed lately',
  'the page of the record',
  'a parameterized search',
  'the history',
];
/** Ways that this org does not have, so that they give nothing to anybody. */
const NOT_SERVED = ['a search', 'a parameterized search', 'a REST relationship of the call', 'a UI API list view'];

const seenIn = (answer: unknown) => {
  const text = JSON.stringify(answer ?? '');
  return { words: text.includes(SECRET), id: text.includes(coachingId) };
};

/** A way that asks by Id repeats it in its refusal: there only the words tell. */
const asksById = (way: string) => /by Id|REST record|collection|composite|batch|UI API record|the page/.test(way);

/** How many there are, by counting and by describing: neither may tell that there is one. */
async function countOf(user: Session): Promise<number | undefined> {
  const path = `query?q=${encodeURIComponent('SELECT COUNT() FROM Joint_Call_Coaching__c')}`;
  const { status, body } = await user.call({ method: 'GET', path });
  return status === 200 ? (body as { totalSize: number }).totalSize : undefined;
}

function readsNothing(who: string, session: () => Session) {
  test(`${who} reads nothing of it, in whatever way`, async () => {
    for (const [way, read] of Object.entries(READINGS)) {
      const seen = seenIn(await read(session()));
      assert.equal(seen.words, false, `${way} tells ${who} what it says`);
      if (!asksById(way)) assert.equal(seen.id, false, `${way} tells ${who} that there is one`);
    }
    assert.ok([0, undefined].includes(await countOf(session())), 'the count');
    const { body } = await session().call({
      method: 'POST',
      path: 'graphql',
      body: { query: 'query { uiapi { query { Joint_Call_Coaching__c { totalCount } } } }' },
    });
    assert.doesNotMatch(JSON.stringify(body), /"totalCount":[1-9]/);
  });
}

function readsAll(who: string, session: () => Session) {
  test(`${who} reads it, in every way there is`, async () => {
    for (const [way, read] of Object.entries(READINGS)) {
      if (NOT_SERVED.includes(way) && target.isLocal) continue;
      const seen = seenIn(await read(session()));
      if (SAYS_NOTHING.includes(way)) continue;
      assert.equal(seen.words, true, `${way} does not show it to ${who}`);
    }
    assert.equal(await countOf(session()), 1);
  });
}

describe('coaching that is not shared', () => {
  readsAll('the manager who wrote it', () => cast.manager);
  readsNothing('the salesperson', () => cast.rep);
  readsNothing('another salesperson', () => cast.peer);
  readsNothing('another manager', () => cast.otherManager);
  readsNothing('a holder of Joint Call Admin', () => cast.admin);
  readsNothing('a colleague with every permission set and full access to the deal', () => insider);

  test('cannot be taken by writing: not read back, not changed, not shared by anybody else', async () => {
    for (const user of [cast.rep, cast.peer, cast.otherManager, insider]) {
      for (const fields of [{ Coaching_Focus__c: 'Mine' }, { OwnerId: user.userId }, { Shared_On__c: day() }]) {
        const { status } = await user.call({
          method: 'PATCH',
          path: `sobjects/Joint_Call_Coaching__c/${coachingId}`,
          body: fields,
        });
        assert.ok(status >= 400, JSON.stringify(fields));
      }
      const { status } = await user.call({
        method: 'POST',
        path: 'sobjects/Joint_Call_Coaching__Share',
        body: { ParentId: coachingId, UserOrGroupId: user.userId, AccessLevel: 'Read' },
      });
      assert.ok(status >= 400, 'a share');
    }
  });

  test('shows in nothing of the call that others read', async () => {
    const { body } = await cast.peer.call({ method: 'GET', path: `sobjects/Joint_Call__c/${callId}` });
    assert.doesNotMatch(JSON.stringify(body), new RegExp(`${SECRET}|${coachingId}|Accounts_Differ__c`));
  });
});

describe('coaching that is shared', () => {
  before(() => cast.manager.update('Joint_Call_Coaching__c', coachingId, { Shared_On__c: day() }));

  readsAll('the manager who wrote it', () => cast.manager);
  readsAll('the salesperson', () => cast.rep);
  readsNothing('another salesperson', () => cast.peer);
  readsNothing('another manager', () => cast.otherManager);
  readsNothing('a holder of Joint Call Admin', () => cast.admin);
  readsNothing('a colleague with every permission set and full access to the deal', () => insider);

  test('tells no other salesperson that the two accounts differ, as the manager’s figures have it', async () => {
    const query = `query?q=${encodeURIComponent(`SELECT Accounts_Differ__c FROM Joint_Call__c WHERE Id = '${callId}'`)}`;
    const { body } = await cast.manager.call({ method: 'GET', path: query });
    assert.equal((body as { records: Record<string, unknown>[] }).records[0]!['Accounts_Differ__c'], 1);
    assert.equal((await cast.peer.call({ method: 'GET', path: query })).status, 400);
    const { body: record } = await cast.peer.call({ method: 'GET', path: `sobjects/Joint_Call__c/${callId}` });
    assert.equal((record as Record<string, unknown>)['Id'], callId);
    assert.doesNotMatch(JSON.stringify(record), /Accounts_Differ__c/);
  });

  test('cannot be passed on by the salesperson', async () => {
    const { status } = await cast.rep.call({
      method: 'POST',
      path: 'sobjects/Joint_Call_Coaching__Share',
      body: { ParentId: coachingId, UserOrGroupId: cast.peer.userId, AccessLevel: 'Read' },
    });
    assert.ok(status >= 400);
  });

  test('stays with the two when the deal changes hands', async () => {
    const [call] = await cast.rep.query<{ Opportunity__c: string }>(
      `SELECT Opportunity__c FROM Joint_Call__c WHERE Id = '${callId}'`,
    );
    await target.setup.update('Opportunity', call!.Opportunity__c, { OwnerId: cast.peer.userId });
    assert.equal(await countOf(cast.peer), 0);
    assert.equal(await countOf(cast.rep), 1);
  });
});

test('whoever may view all data, and the fields, reads it, as on any org', async () => {
  const { words } = seenIn(await READINGS['a query']!(target.people.admin));
  assert.equal(words, true);
});
