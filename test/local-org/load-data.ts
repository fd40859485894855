import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { insertLevels, levelsOf, TreeRecord } from './api/tree.ts';
import { OrgError } from './errors.ts';
import type { Org, UserAccess } from './org.ts';

const Tree = z.looseObject({ records: z.array(TreeRecord) });
const PlanStep = z.looseObject({ sobject: z.string(), files: z.array(z.string()) });
const DataFile = z.union([Tree, z.array(PlanStep), z.array(Tree)]);

/**
 * Loads records from a file as `sf data export tree` writes it: one tree, several, or a plan that names
 * files beside it. `@Ref1` in a field is the Id of the record with that referenceId, which must come
 * earlier. All or nothing; returns how many records there are. Throws OrgError that names the record.
 */
export function loadData(org: Org, access: UserAccess, file: string): number {
  const ids = new Map<string, string>();
  org.store.transaction(() => {
    for (const tree of treesOf(file)) loadTree(org, access, tree, ids);
  });
  return ids.size;
}

type Tree = z.infer<typeof Tree>;

function treesOf(file: string): Tree[] {
  const content = read(file, DataFile);
  if (!Array.isArray(content)) return [content];
  return content.flatMap((entry) =>
    isTree(entry) ? [entry] : entry.files.map((name) => read(join(dirname(file), name), Tree)),
  );
}

const isTree = (entry: Tree | z.infer<typeof PlanStep>): entry is Tree => 'records' in entry;

function read<T>(file: string, schema: z.ZodType<T>): T {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new OrgError('JSON_PARSER_ERROR', `${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success)
    throw new OrgError('JSON_PARSER_ERROR', `${file} is not a file of records: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function loadTree(org: Org, access: UserAccess, tree: Tree, ids: Map<string, string>): void {
  for (const run of runsOf(tree.records)) {
    const levels = levelsOf(
      org,
      run.map((record) => resolved(record, ids) as TreeRecord),
    );
    const outcome = insertLevels(org, access, levels);
    const failure = outcome.failures[0];
    if (failure) {
      const [error] = failure.errors;
      throw new OrgError(error?.statusCode ?? 'UNKNOWN_EXCEPTION', `${failure.referenceId}: ${error?.message ?? ''}`, {
        fields: error?.fields ?? [],
      });
    }
    for (const [referenceId, id] of outcome.ids) ids.set(referenceId, id);
  }
}

/** Records that can be inserted together: those that refer to one another come apart. */
function runsOf(records: readonly TreeRecord[]): TreeRecord[][] {
  const runs: TreeRecord[][] = [];
  let inRun = new Set<string>();
  for (const record of records) {
    const run = runs.at(-1);
    const refers = [...JSON.stringify(record).matchAll(/"@(\w+)"/g)].some(([, reference = '']) => inRun.has(reference));
    if (run && !refers) run.push(record);
    else {
      runs.push([record]);
      inRun = new Set();
    }
    inRun.add(record.attributes.referenceId);
  }
  return runs;
}

function resolved(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string' && /^@\w+$/.test(value)) {
    const id = ids.get(value.slice(1));
    if (id === undefined)
      throw new OrgError(
        'INVALID_CROSS_REFERENCE_KEY',
        `No record before this one has the referenceId ${value.slice(1)}`,
      );
    return id;
  }
  if (Array.isArray(value)) return value.map((part) => resolved(part, ids));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, name === 'attributes' ? part : resolved(part, ids)]),
  );
}
