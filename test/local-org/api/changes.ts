import { OrgError } from '../errors.ts';
import { query } from '../soql/query.ts';
import { objectIn } from './describe.ts';
import { restTime } from './rest-time.ts';
import type { OrgRequest, Reply, Route } from './route.ts';

const FAMILY = 'REST: changes';

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_getupdated.htm, …_getdeleted.htm */
export const changeRoutes: Route[] = [
  {
    method: 'GET',
    path: '/services/data/:version/sobjects/:object/updated',
    family: FAMILY,
    does: 'Ids changed between `start` and `end`',
    writes: false,
    handle: updated,
  },
  {
    method: 'GET',
    path: '/services/data/:version/sobjects/:object/deleted',
    family: FAMILY,
    does: 'Ids deleted between `start` and `end`',
    writes: false,
    handle: deleted,
  },
];

function updated(request: OrgRequest): Reply {
  const ids = changedBetween(request, false).map(({ id }) => id);
  return { status: 200, body: { ids, latestDateCovered: restTime(request.org.now()) } };
}

function deleted(request: OrgRequest): Reply {
  const deletedRecords = changedBetween(request, true).map(({ id, at }) => ({ deletedDate: at, id }));
  const earliest = changedBetween(request, true, new Date(0))[0]?.at ?? restTime(request.org.now());
  return {
    status: 200,
    body: { deletedRecords, earliestDateAvailable: earliest, latestDateCovered: restTime(request.org.now()) },
  };
}

function changedBetween(request: OrgRequest, isDeleted: boolean, since?: Date): { id: string; at: string }[] {
  const object = objectIn(request);
  const [start, end] = [since ?? timeIn(request, 'start'), timeIn(request, 'end')];
  const soql =
    `SELECT Id, SystemModstamp FROM ${object} WHERE IsDeleted = ${isDeleted} ` +
    `AND SystemModstamp >= ${start.toISOString()} AND SystemModstamp <= ${end.toISOString()} ORDER BY SystemModstamp`;
  const { records } = query(request.org, request.user, soql, { includeDeleted: true });
  return records.map((record) => ({ id: String(record['Id']), at: String(record['SystemModstamp']) }));
}

function timeIn(request: OrgRequest, name: string): Date {
  const text = request.query.get(name) ?? '';
  // An unencoded `+` of a time zone arrives as a space.
  const time = new Date(text.replace(/ (?=\d\d:?\d\d$)/, '+'));
  if (Number.isNaN(time.getTime()))
    throw new OrgError('INVALID_REPLICATION_DATE', `${name} is not a date and time: ${text}`);
  return time;
}
