import type { Connection } from '@jsforce/jsforce-node';
import { z } from 'zod';
import { messagesOf } from '../messages.ts';
import { openClient, type Client } from '../org/client.ts';
import { countedOf, isCut, type Counted } from './answers.ts';
import { queryTogether, type Answer } from './batch.ts';
import { figuresOf, type Counts, type Figures } from './figures.ts';
import { trendsInput, type TrendsInput } from './input.ts';
import { loadPage, type Filters, type Page, type Question, type QuestionName } from './page.ts';
import { findPeople, namesOf, type Person } from './people.ts';
import { explainNotSeen, isNotSeen, recordsOf } from './refusal.ts';
import { soqlOf } from './soql.ts';

export interface Trends extends Figures {
  filters: {
    months: number;
    team: string | null;
    manager: Person | null;
    rep: Person | null;
    stage: string | null;
  };
  /** What the org has more groups of than it answers: only the largest 2,000 are here. */
  cutOff: QuestionName[];
  /** Whether the reader can see any joint call at all, of whatever time. */
  anyCalls: boolean;
  /** Requests made; each question in them counts as an API call of its own. */
  requests: number;
}

/** Each call knows the setting: salespeople may not read it where the admin wrote it. */
const MINIMUM = 'SELECT Minimum_Calls_For_Rate__c FROM Joint_Call__c LIMIT 1';

/** Left out for those who may not read it. */
const NOT_EVERYBODYS: readonly QuestionName[] = ['accounts', 'coaching'];

/**
 * The trends of the joint calls that the connection's user can see, summed in the org. However many calls there are, it
 * is one request, one more for names, and one before where people are given. Throws SfError InvalidTrendsInput,
 * PersonUnknown, PersonAmbiguous, NoSuchTeam or NoSuchStage (with the candidates), AppMissing, NoAccess, QueryTimeout,
 * QueryRefused.
 */
export async function readTrends(connection: Connection, input: TrendsInput): Promise<Trends> {
  const { months, asOf, team, stage, ...people } = validInput(input);
  const client = openClient(connection);
  const { version } = connection;
  const { manager, rep } = await findPeople(client, version, people);

  const page = await loadPage();
  const filters: Filters = { months, team, stage, managerId: manager?.id, repId: rep?.id };
  const asked = questionsFor(page, filters, asOf);
  const names = Object.keys(asked) as QuestionName[];
  const [setting, ...answers] = await queryTogether(client, version, [
    MINIMUM,
    ...names.map((name) => soqlOf(asked[name]!)),
  ]);
  const counts: Counts = {};
  for (const [index, name] of names.entries()) {
    const counted = await countsIn(client, name, asked[name]!, answers[index]!);
    if (counted) counts[name] = counted;
  }
  const calls = recordsOf(setting!);
  const cutOff = names.filter((name, index) => isCut(asked[name]!, answers[index]!));
  refuseUnknown('team', team, counts.teams, cutOff.includes('teams'));
  refuseUnknown('stage', stage, counts.stages, cutOff.includes('stages'));

  const ids = new Set([...(counts.managers ?? []), ...(counts.reps ?? [])].flatMap(({ keys: [id] }) => id ?? []));
  const figures = figuresOf(page, counts, {
    period: page.periodOf(months, asOf),
    before: page.periodBefore(months, asOf),
    minimum: minimumIn(calls[0]),
    names: await namesOf(client, version, [...ids]),
  });
  return {
    ...figures,
    filters: { months, team: team ?? null, manager: manager ?? null, rep: rep ?? null, stage: stage ?? null },
    cutOff,
    anyCalls: calls.length > 0,
    requests: client.calls,
  };
}

function validInput(input: TrendsInput): z.output<typeof trendsInput> {
  const parsed = trendsInput.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw messagesOf('jointcall.trends').createError('error.invalidTrendsInput', [problems]);
}

/** Salespeople of the whole org could be more than the org answers groups of, so they are asked of a part of it only. */
function questionsFor(page: Page, filters: Filters, asOf: string): Partial<Record<QuestionName, Question>> {
  const { reps, ...rest } = page.questionsOf(filters, asOf);
  return filters.team === undefined && filters.managerId === undefined ? rest : { ...rest, reps };
}

async function countsIn(
  client: Client,
  name: QuestionName,
  question: Question,
  answer: Answer,
): Promise<Counted[] | undefined> {
  if ('refusal' in answer && isNotSeen(answer.refusal)) {
    if (NOT_EVERYBODYS.includes(name)) return undefined;
    throw await explainNotSeen(client, answer.refusal);
  }
  return countedOf(question, recordsOf(answer));
}

const callWithSetting = z.object({ Minimum_Calls_For_Rate__c: z.number().nullable() });

function minimumIn(call: Record<string, unknown> | undefined): number | null {
  return call === undefined ? null : callWithSetting.parse(call).Minimum_Calls_For_Rate__c;
}

/** A name that no call has is most likely misspelt; what is asked without it tells the names there are. */
function refuseUnknown(
  what: 'team' | 'stage',
  given: string | undefined,
  there: readonly Counted[] | undefined,
  isCutOff: boolean,
): void {
  if (given === undefined || isCutOff) return;
  const names = [...new Set((there ?? []).flatMap(({ keys: [name] }) => name ?? []))];
  if (names.length === 0 || names.some((name) => name.toLowerCase() === given.toLowerCase())) return;
  const key = what === 'team' ? 'error.noSuchTeam' : 'error.noSuchStage';
  throw messagesOf('jointcall.trends').createError(key, [given], [names.toSorted().join(', ')]);
}
