import { fileURLToPath } from 'node:url';
import { frontdoorUrl } from '../api/frontdoor.ts';
import { addUser, startTestOrg, type TestOrg } from '../api/org.fixture.ts';
import { sessionsOf } from '../api/sessions.ts';
import { deploy } from '../metadata/deploy.ts';
import { readSourceFolder } from '../metadata/read.ts';
import { save } from '../save/save.ts';

export interface Person {
  userId: string;
  token: string;
  /** A link that logs a browser in as them and leads to a page. */
  link(path: string): string;
}

export interface Library extends TestOrg {
  librarian: Person;
  reader: Person;
  stranger: Person;
  /** `The Waves`, with one loan; `Orlando` with none. */
  book: string;
  other: string;
  loan: string;
  member: string;
}

const LIBRARY = fileURLToPath(new URL('../fixtures/library-app/', import.meta.url));

/** The lending library deployed and served, with people of different rights. */
export async function openLibrary(): Promise<Library> {
  const test = await startTestOrg(() => new Date('2026-11-24T10:00:00Z'));
  const { org } = test;
  const outcome = deploy(org, readSourceFolder(LIBRARY), {});
  if (!outcome.success) throw new Error(JSON.stringify(outcome.components.filter(({ success }) => !success)));
  const person = (name: string, permissionSet?: string): Person => {
    const { userId } = addUser(org, name);
    if (permissionSet !== undefined) {
      const [set] = org.store.readBy('PermissionSet', 'Name', [permissionSet]);
      insert('PermissionSetAssignment', { AssigneeId: userId, PermissionSetId: set?.['Id'] });
    }
    const token = sessionsOf(org).issue(userId);
    return { userId, token, link: (path) => frontdoorUrl(test.url, token, path) };
  };
  const insert = (object: string, fields: Record<string, unknown>): string => {
    const [result] = save(
      org,
      org.access(org.adminUserId),
      { object, operation: 'insert', records: [fields], allOrNone: true },
      { system: true },
    );
    if (!result?.success || result.id === null) throw new Error(`${object}: ${JSON.stringify(result?.errors)}`);
    return result.id;
  };
  const librarian = person('librarian', 'Library_Librarian');
  const reader = person('reader', 'Library_Reader');
  const stranger = person('stranger');
  const OwnerId = librarian.userId;
  const member = insert('Member__c', { Email__c: 'max@library.test', OwnerId });
  const book = insert('Book__c', {
    Name: 'The Waves',
    ISBN__c: '9780156949606',
    Price__c: 12.5,
    Summary__c: 'Six voices.',
    OwnerId,
  });
  const other = insert('Book__c', { Name: 'Orlando', ISBN__c: '9780156701600', Price__c: 8, OwnerId });
  const loan = insert('Loan__c', { Book__c: book, Member__c: member, Lent_On__c: '2026-11-20' });
  return { ...test, librarian, reader, stranger, book, other, loan, member };
}
