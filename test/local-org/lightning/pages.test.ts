import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { XmlElement } from '../schema/model.ts';
import { asFilter, asTruth, join } from './browser/shell/logic/logic.ts';
import { openLibrary, type Library, type Person } from './library.fixture.ts';
import { flexiPageRegions, headerActions } from './shell/flexipage.ts';
import { html, jsonScript } from './shell/html.ts';
import { listViews } from './shell/list-view.ts';
import type { RecordPage } from './shell/model.ts';
import { recordPage } from './shell/pages.ts';

let library: Library;
before(async () => {
  library = await openLibrary();
});
after(() => library.close());

async function open(person: Person, path: string): Promise<{ status: number; text: string; headers: Headers }> {
  const { status, body, headers } = await library.call('GET', path, undefined, {
    authorization: `Bearer ${person.token}`,
  });
  return { status, text: String(body), headers };
}

function pageOf(person: Person): RecordPage {
  return recordPage({ org: library.org, access: library.org.access(person.userId), app: 'Library' }, library.book);
}

test('a record page is that of the app, with the rights of the user', () => {
  const page = pageOf(library.librarian);
  assert.deepEqual(
    page.regions.map(({ name, width, items }) => [name, width, items.map(({ kind }) => kind)]),
    [
      ['header', 'full', ['header']],
      ['main', 'main', ['component', 'detail']],
      ['sidebar', 'side', ['related', 'relatedList']],
    ],
  );
  assert.equal(page.canEdit, true);
  assert.deepEqual(
    page.actions.map(({ name }) => name),
    ['Book__c.Show_Card'],
  );
  assert.deepEqual(
    page.related.map(({ object }) => object),
    ['Loan__c'],
  );
  assert.deepEqual(
    page.placed.map(({ object }) => object),
    ['Book__History'],
  );
  const reader = pageOf(library.reader);
  assert.equal(reader.canEdit, false);
  assert.equal(reader.canDelete, false);
});

test('without an assigned page: header, detail and related lists', () => {
  const page = recordPage(
    { org: library.org, access: library.org.access(library.librarian.userId), app: undefined },
    library.member,
  );
  assert.deepEqual(
    page.regions.flatMap(({ items }) => items.map(({ kind }) => kind)),
    ['header', 'detail', 'related'],
  );
});

/** A FlexiPage's region from component names. */
function region(name: string, type: string, ...components: [string, Record<string, string>?][]): XmlElement {
  return {
    name,
    type,
    itemInstances: components.map(([componentName, properties = {}]) => ({
      componentInstance: {
        componentName,
        componentInstanceProperties: Object.entries(properties).map(([key, value]) => ({ name: key, value })),
      },
    })),
  };
}

test('tabs, field sections and what is not known', () => {
  const access = library.org.access(library.librarian.userId);
  const page: XmlElement = {
    flexiPageRegions: [
      region(
        'main',
        'Region',
        ['flexipage:tabset', { tabs: 'tabs' }],
        ['some:thing'],
        ['flexipage:fieldSection', { label: 'Money', columns: 'columns' }],
      ),
      region('tabs', 'Facet', ['flexipage:tab', { title: 'Standard.Tab.detail', body: 'detail' }]),
      region('detail', 'Facet', ['force:detailPanel']),
      region('columns', 'Facet', ['flexipage:column', { body: 'fields' }]),
      { name: 'fields', type: 'Facet', itemInstances: [{ fieldInstance: { fieldItem: 'Record.Price__c' } }] },
    ],
  };
  const [main] = flexiPageRegions(library.org.schema, access, page, library.org.schema.object('Book__c'));
  assert.deepEqual(
    main?.items.map(({ kind }) => kind),
    ['tabs', 'unknown', 'fields'],
  );
  const [tabs, unknown, fields] = main?.items ?? [];
  assert.ok(tabs?.kind === 'tabs' && unknown?.kind === 'unknown' && fields?.kind === 'fields');
  assert.deepEqual(
    tabs.tabs.map(({ label, items }) => [label, items.map(({ kind }) => kind)]),
    [['Details', ['detail']]],
  );
  assert.equal(unknown.name, 'some:thing');
  assert.deepEqual(fields.sections, [
    { label: 'Money', columns: [[{ name: 'Price__c', label: 'Price', type: 'Currency' }]] },
  ]);
});

test('a path tells its values and guidance, and goes on unless its button is hidden', () => {
  const { schema } = library.org;
  const path = 'runtime_sales_pathassistant:pathAssistant';
  const page = { flexiPageRegions: [region('header', 'Region', [path], [path, { hideUpdateButton: 'true' }])] };
  const access = library.org.access(library.librarian.userId);
  const items = flexiPageRegions(schema, access, page, schema.object('Book__c')).flatMap((each) => each.items);
  assert.deepEqual(
    items.map((item) => item.kind === 'path' && [item.field, item.canUpdate]),
    [
      ['Shelf__c', true],
      ['Shelf__c', false],
    ],
  );
  assert.deepEqual(items[0]?.kind === 'path' && items[0].steps[0], {
    value: 'Novels',
    label: 'Novels',
    guidance: '<p>By author.</p>',
  });
});

test('actions that the highlights panel names', () => {
  const panel = {
    componentName: 'force:highlightsPanel',
    componentInstanceProperties: [
      { name: 'actionNames', valueList: { valueListItems: [{ value: 'Edit' }, { value: 'Book__c.Show_Card' }] } },
    ],
  };
  assert.deepEqual(
    headerActions({ flexiPageRegions: [{ name: 'header', itemInstances: [{ componentInstance: panel }] }] }),
    ['Edit', 'Book__c.Show_Card'],
  );
  assert.equal(headerActions({}), undefined);
});

test('list views: deployed ones, or all and mine', () => {
  const access = library.org.access(library.librarian.userId);
  const views = (name: string): { name: string; scope: string }[] =>
    listViews(library.org.schema, access, library.org.schema.object(name) as never).map(({ name: view, scope }) => ({
      name: view,
      scope,
    }));
  assert.deepEqual(views('Book__c'), [{ name: 'All', scope: 'EVERYTHING' }]);
  assert.deepEqual(views('Member__c'), [
    { name: 'All', scope: 'EVERYTHING' },
    { name: 'My', scope: 'MINE' },
  ]);
});

test('filter logic', () => {
  const [a, b, c] = [{ A: 1 }, { B: 2 }, { C: 3 }];
  assert.deepEqual(join('1 AND (2 OR NOT 3)', [a, b, c], asFilter), { and: [a, { or: [b, { not: c }] }] });
  assert.deepEqual(join(undefined, [a, b], asFilter), { and: [a, b] });
  assert.equal(join('1 OR 2 AND 3', [true, false, false], asTruth), true);
  for (const logic of ['1 AND', '4', '(1', '1 2', 'x'])
    assert.throws(() => join(logic, [a, b, c], asFilter), /not valid/);
});

test('markup escapes what it shows, and data can’t end its script', () => {
  assert.equal(
    html`<p title="${'"><script>'}">${'<b>&'}${[html`<i>${1}</i>`, undefined, false]}</p>`.markup,
    '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;<i>1</i></p>',
  );
  assert.equal(jsonScript({ a: '</script><!--\u2028' }).markup, '{"a":"\\u003c/script>\\u003c!--\\u2028"}');
});

test('documents: who is asked, what is allowed to run, and what is kept', async () => {
  const page = await open(library.librarian, `/lightning/r/Book__c/${library.book}/view`);
  assert.equal(page.status, 200);
  const policy = page.headers.get('content-security-policy') ?? '';
  assert.match(policy, /script-src 'self' 'sha256-[^']+';/);
  assert.doesNotMatch(policy, /script-src[^;]*unsafe/);
  assert.equal(page.headers.get('cache-control'), 'no-store');
  const script = /"shell\/boot":"([^"]+)"/.exec(page.text)?.[1] ?? '';
  const asset = await open(library.librarian, script);
  assert.equal(asset.status, 200);
  assert.match(asset.headers.get('cache-control') ?? '', /immutable/);
  const styles = await open(library.librarian, '/assets/styles/salesforce-lightning-design-system.min.css');
  const again = await library.call('GET', '/assets/styles/salesforce-lightning-design-system.min.css', undefined, {
    'if-none-match': styles.headers.get('etag') ?? '',
  });
  assert.equal(again.status, 304);
  const anonymous = await library.call('GET', `/lightning/r/Book__c/${library.book}/view`, undefined, {
    authorization: 'Bearer none',
  });
  assert.equal(anonymous.status, 401);
  assert.match(String(anonymous.body), /You are not logged in/);
});

test('pages that are not there say so', async () => {
  for (const path of [
    '/lightning/r/zzz/view',
    '/lightning/r/Book__c/a00000000000001/view/x',
    '/lightning/o/Nothing__c/list',
    '/lightning/n/Nothing',
    '/lightning/app/Nothing',
    '/assets/styles/..%2f..%2fpackage.json',
    '/resource/Nothing',
  ]) {
    const { status } = await open(library.librarian, path);
    assert.equal(status, 404, path);
  }
});

test('an app opens at its first tab and stays for the pages that follow', async () => {
  const { status, headers } = await open(library.librarian, '/lightning/app/Library');
  assert.equal(status, 302);
  assert.equal(headers.get('location'), '/lightning/o/Book__c/list');
  assert.match(headers.get('set-cookie') ?? '', /^app=Library;.*HttpOnly/);
});
