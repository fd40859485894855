import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openLibrary, type Library, type Person } from '../lightning/library.fixture.ts';
import { translatedSchema } from './translated-schema.ts';

let library: Library;
before(async () => {
  library = await openLibrary();
  await speak('de', 'de_DE');
});
after(() => library.close());

async function speak(language: string, locale: string): Promise<void> {
  const { status, body } = await library.call('PATCH', `sobjects/User/${library.librarian.userId}`, {
    LanguageLocaleKey: language,
    LocaleSidKey: locale,
  });
  assert.equal(status, 204, JSON.stringify(body));
}

async function ask<T>(person: Person, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await library.call(method, path, body, { authorization: `Bearer ${person.token}` });
  return answer.body as T;
}

interface Described {
  label: string;
  labelPlural: string;
  fields: {
    name: string;
    label: string;
    inlineHelpText: string | null;
    picklistValues: { label: string; value: string }[];
  }[];
}

test('describe speaks the language of the one who asks', async () => {
  const german = await ask<Described>(library.librarian, 'GET', 'sobjects/Book__c/describe');
  const english = await ask<Described>(library.reader, 'GET', 'sobjects/Book__c/describe');
  const shelf = ({ fields }: Described) => fields.find(({ name }) => name === 'Shelf__c')!;
  assert.deepEqual([german.label, german.labelPlural], ['Buch', 'Bücher']);
  assert.deepEqual([english.label, english.labelPlural], ['Book', 'Books']);
  assert.equal(german.fields.find(({ name }) => name === 'Name')?.label, 'Titel');
  assert.deepEqual([shelf(german).label, shelf(german).inlineHelpText], ['Regal', 'Wo es steht.']);
  assert.deepEqual(
    shelf(german).picklistValues.map(({ label, value }) => [value, label]),
    [
      ['Novels', 'Romane'],
      ['Science', 'Science'],
      ['Children', 'Children'],
    ],
    'what is not translated, or left empty, stays as it was deployed',
  );
  assert.equal(shelf(english).label, 'Shelf');
});

test('toLabel, displayValue and the messages of rules follow; what is stored does not', async () => {
  const soql = 'SELECT Shelf__c, toLabel(Shelf__c) shown FROM Book__c LIMIT 1';
  const query = async (person: Person) =>
    (await ask<{ records: Record<string, string>[] }>(person, 'GET', `query?q=${encodeURIComponent(soql)}`))
      .records[0]!;
  assert.equal((await query(library.librarian))['Shelf__c'], 'Novels');
  assert.equal((await query(library.librarian))['shown'], 'Romane');
  assert.equal((await query(library.reader))['shown'], 'Novels');

  const graphql = `query { uiapi { query { Book__c(first: 1) { edges { node { Shelf__c { value displayValue } } } } } } }`;
  const answer = await ask<{ data: { uiapi: { query: { Book__c: { edges: { node: Record<string, unknown> }[] } } } } }>(
    library.librarian,
    'POST',
    'graphql',
    { query: graphql },
  );
  assert.deepEqual(
    { ...(answer.data.uiapi.query.Book__c.edges[0]!.node['Shelf__c'] as object) },
    {
      value: 'Novels',
      displayValue: 'Romane',
    },
  );

  const refused = await ask<{ message: string }[]>(library.librarian, 'PATCH', `sobjects/Book__c/${library.book}`, {
    ISBN__c: 'x',
  });
  assert.equal(refused[0]?.message, 'Bitte die ISBN mit zehn oder dreizehn Ziffern schreiben.');
});

test('pages: labels of components, the app’s name, the document’s language and direction', async () => {
  const page = () => ask<string>(library.librarian, 'GET', `/lightning/r/Book__c/${library.book}/view`);
  const german = await page();
  assert.match(german, /<html lang="de" dir="ltr">/);
  assert.match(german, /<span class="frame-app">Bücherei<\/span>/);
  const script = /"app\/components":"([^"]+)"/.exec(german)![1]!;
  const code = await ask<string>(library.librarian, 'GET', script);
  assert.match(code, /Im Regal/);
  assert.match(code, /Lent out/);
  await speak('iw', 'iw_IL');
  assert.match(await page(), /<html lang="he" dir="rtl">/);
  await speak('de', 'de_DE');
});

test('a language without translations is the org itself', () => {
  assert.equal(translatedSchema(library.org.schema, 'fr'), library.org.schema);
  assert.equal(library.org.inLanguage('fr'), library.org);
});
