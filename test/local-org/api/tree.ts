import { z } from 'zod';
import { OrgError } from '../errors.ts';
import type { Org, SaveError, UserAccess } from '../org.ts';
import { save } from '../save/save.ts';
import { objectIn } from './describe.ts';
import { parseBody } from './failure.ts';
import type { OrgRequest, Reply, Route } from './route.ts';
import { allOrNothing } from './subrequests.ts';

const RECORDS = 200;
const DEPTH = 5;

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobject_tree.htm */
export const treeRoutes: Route[] = [
  {
    method: 'POST',
    path: '/services/data/:version/composite/tree/:object',
    family: 'REST: composite',
    does: 'create up to 200 records with their children, all or nothing',
    writes: true,
    handle: createTree,
  },
];

export const TreeRecord = z.looseObject({ attributes: z.looseObject({ type: z.string(), referenceId: z.string() }) });
export type TreeRecord = z.infer<typeof TreeRecord>;
const TreeBody = z.object({ records: z.array(TreeRecord) });

function createTree(request: OrgRequest): Reply {
  const object = objectIn(request);
  const { records } = parseBody(TreeBody, request.json());
  for (const { attributes } of records) {
    if (attributes.type.toLowerCase() === object.toLowerCase()) continue;
    throw new OrgError(
      'INVALID_INPUT',
      `The type of ${attributes.referenceId} is ${attributes.type}, that of the request is ${object}`,
    );
  }
  const levels = levelsOf(request.org, records);
  if (levels.flat().length > RECORDS) {
    throw new OrgError('LIMIT_EXCEEDED', `The request has more than ${RECORDS} records`);
  }
  let outcome: TreeOutcome = { ids: new Map(), failures: [] };
  allOrNothing(request, () => {
    outcome = insertLevels(request.org, request.user, levels);
    return outcome.failures.length === 0;
  });
  const { ids, failures } = outcome;
  if (failures.length > 0) return { status: 400, body: { hasErrors: true, results: failures } };
  return {
    status: 201,
    body: { hasErrors: false, results: [...ids].map(([referenceId, id]) => ({ referenceId, id })) },
  };
}

/** A record to insert, and where its parent in the tree goes. */
interface Node {
  object: string;
  referenceId: string;
  fields: Record<string, unknown>;
  parent: { field: string; referenceId: string } | undefined;
}

export interface TreeOutcome {
  /** referenceId → Id, in order of insertion. */
  ids: Map<string, string>;
  failures: { referenceId: string; errors: SaveError[] }[];
}

/** The tree by depth: roots, their children, their children's children. Throws OrgError where it is no tree of this org's objects. */
export function levelsOf(org: Org, roots: readonly TreeRecord[]): Node[][] {
  const levels: Node[][] = [];
  const seen = new Set<string>();
  let level = roots.map((record) => ({ record, parent: undefined as Node['parent'] }));
  while (level.length > 0) {
    if (levels.length === DEPTH) throw new OrgError('LIMIT_EXCEEDED', `A tree has at most ${DEPTH} levels`);
    const below: typeof level = [];
    levels.push(
      level.map(({ record, parent }) => {
        const { type, referenceId } = record.attributes;
        const object = org.schema.object(type)?.name;
        if (object === undefined) throw new OrgError('INVALID_TYPE', `sObject type '${type}' is not supported.`);
        if (seen.has(referenceId))
          throw new OrgError('INVALID_INPUT', `Duplicate ReferenceId provided in the request: ${referenceId}`);
        seen.add(referenceId);
        const { fields, children } = split(org, object, record);
        below.push(...children.map((child) => ({ record: child.record, parent: { field: child.field, referenceId } })));
        return { object, referenceId, fields, parent };
      }),
    );
    level = below;
  }
  return levels;
}

/** A record's own fields, and the children nested under child relationship names. */
function split(
  org: Org,
  object: string,
  record: TreeRecord,
): { fields: Record<string, unknown>; children: { field: string; record: TreeRecord }[] } {
  const fields: Record<string, unknown> = {};
  const children: { field: string; record: TreeRecord }[] = [];
  for (const [name, value] of Object.entries(record)) {
    if (name === 'attributes') continue;
    if (typeof value !== 'object' || value === null || !('records' in value)) {
      fields[name] = value;
      continue;
    }
    const relationship = org.schema
      .childrenOf(object)
      .find((child) => child.relationshipName?.toLowerCase() === name.toLowerCase());
    if (!relationship) throw new OrgError('INVALID_FIELD', `No such relationship '${name}' on entity '${object}'`);
    for (const child of parseBody(TreeBody, value).records)
      children.push({ field: relationship.field.name, record: child });
  }
  return { fields, children };
}

/** Inserts level by level, each object's records together; goes on after a failure, to tell them all, but not below it. */
export function insertLevels(org: Org, access: UserAccess, levels: readonly Node[][]): TreeOutcome {
  const outcome: TreeOutcome = { ids: new Map(), failures: [] };
  for (const level of levels) {
    for (const [object, nodes] of Map.groupBy(level, (node) => node.object)) {
      const ready = nodes.filter(({ parent }) => !parent || outcome.ids.has(parent.referenceId));
      const records = ready.map(({ fields, parent }) =>
        parent ? { ...fields, [parent.field]: outcome.ids.get(parent.referenceId) } : fields,
      );
      const results = save(org, access, { object, operation: 'insert', records, allOrNone: false });
      results.forEach(({ id, success, errors }, i) => {
        const referenceId = ready[i]?.referenceId ?? '';
        if (success && id !== null) outcome.ids.set(referenceId, id);
        else outcome.failures.push({ referenceId, errors });
      });
    }
  }
  return outcome;
}
