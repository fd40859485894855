import { z } from 'zod';
import { messagesOf } from '../messages.ts';
import { literal, type Client } from '../org/client.ts';
import { queryTogether, type Answer } from './batch.ts';
import { recordsOf } from './refusal.ts';

export interface Person {
  id: string;
  name: string;
}

const userRow = z.object({ Id: z.string(), Name: z.string(), Username: z.string(), Email: z.string().nullable() });
type UserRow = z.infer<typeof userRow>;

const USER_ID = /^005[a-zA-Z0-9]{12}(?:[a-zA-Z0-9]{3})?$/;
/** People that are named as meant perhaps. */
const CANDIDATES = 10;
/** Ids in one query, so that its address stays well below the 16,384 characters that an org takes. */
const IDS_IN_A_QUERY = 200;

/**
 * The people meant by names, e-mails, usernames or Ids, in one request. Throws SfError PersonUnknown or PersonAmbiguous,
 * with the candidates.
 */
export async function findPeople<Part extends string>(
  client: Client,
  version: string,
  given: Partial<Record<Part, string | undefined>>,
): Promise<Partial<Record<Part, Person>>> {
  const asked = (Object.entries(given) as [Part, string | undefined][]).flatMap(([part, text]) =>
    text === undefined ? [] : [{ part, text: text.trim() }],
  );
  if (asked.length === 0) return {};
  const answers = await queryTogether(
    client,
    version,
    asked.map(({ text }) => lookUp(text)),
  );
  const found = asked.map(({ part, text }, index) => {
    const answer = answers[index]!;
    const rows = isNoId(answer) ? [] : z.array(userRow).parse(recordsOf(answer));
    return [part, theOneMeant(text, rows)];
  });
  return Object.fromEntries(found) as Partial<Record<Part, Person>>;
}

/** What looks like an Id and is none, an org refuses instead of finding nobody. */
function isNoId(answer: Answer): boolean {
  return 'refusal' in answer && answer.refusal.errorCode === 'INVALID_QUERY_FILTER_OPERATOR';
}

/** Whoever fits exactly, and some whose name contains the text. */
function lookUp(text: string): string {
  if (USER_ID.test(text)) return `SELECT Id, Name, Username, Email FROM User WHERE Id = ${literal(text)}`;
  const exactly = ['Username', 'Email', 'Name'].map((field) => `${field} = ${literal(text)}`);
  const like = `Name LIKE '%${text.replace(/[\\'%_]/g, '\\$&')}%'`;
  return `SELECT Id, Name, Username, Email FROM User WHERE ${[...exactly, like].join(' OR ')} ORDER BY Name LIMIT 200`;
}

function theOneMeant(text: string, rows: readonly UserRow[]): Person {
  const fits = (value: string | null): boolean => value?.toLowerCase() === text.toLowerCase();
  const [byUsername] = rows.filter(({ Username }) => fits(Username));
  const exact = byUsername
    ? [byUsername]
    : rows.filter(({ Id, Name, Email }) => Id.startsWith(text) || fits(Name) || fits(Email));
  const [first, another] = exact;
  const messages = messagesOf('jointcall.trends');
  if (!first) throw messages.createError('error.personUnknown', [text], [candidates(rows)]);
  if (another) throw messages.createError('error.personAmbiguous', [text], [candidates(exact)]);
  return { id: first.Id, name: first.Name };
}

function candidates(rows: readonly UserRow[]): string {
  if (rows.length === 0) return 'nobody';
  const named = rows.slice(0, CANDIDATES).map(({ Name, Username }) => `${Name} (${Username})`);
  return [...named, ...(rows.length > CANDIDATES ? ['…'] : [])].join(', ');
}

/** Names by Id. Whoever the reader may not see is missing. */
export async function namesOf(client: Client, version: string, ids: readonly string[]): Promise<Map<string, string>> {
  const queries: string[] = [];
  for (let from = 0; from < ids.length; from += IDS_IN_A_QUERY) {
    const some = ids.slice(from, from + IDS_IN_A_QUERY).map(literal);
    queries.push(`SELECT Id, Name FROM User WHERE Id IN (${some.join(', ')})`);
  }
  if (queries.length === 0) return new Map();
  const answers = await queryTogether(client, version, queries);
  const rows = answers.flatMap((answer) =>
    z.array(z.object({ Id: z.string(), Name: z.string() })).parse(recordsOf(answer)),
  );
  return new Map(rows.map(({ Id, Name }) => [Id, Name]));
}
