import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { OrgError } from '../errors.ts';
import { componentKey } from './content.ts';
import { library, packageOf, zipOf } from './library.fixture.ts';
import { sameComponent } from './merge.ts';
import { readDeployZip, readSourceFolder } from './read.ts';

test('source and deploy package make the same components', () => {
  const source = library();
  const zip = readDeployZip(packageOf(source.components));
  assert.deepEqual(zip.problems, []);
  const byKey = new Map(zip.components.map((component) => [componentKey(component), component]));
  assert.equal(byKey.size, source.components.length);
  for (const component of source.components)
    assert.ok(sameComponent(component, byKey.get(componentKey(component))!), componentKey(component));
});

test('the parts of an object are components of their own', () => {
  const names = library().components.map((component) => `${component.type} ${component.fullName}`);
  for (const name of [
    'CustomObject Book__c',
    'CustomField Book__c.ISBN__c',
    'ValidationRule Loan__c.Not_Withdrawn',
    'ListView Book__c.All',
    'FieldSet Book__c.Card',
    'CustomLabel Library_Lent',
  ]) {
    assert.ok(names.includes(name), name);
  }
});

const FLOW = '<Flow><label>X</label></Flow>';
const BOOK =
  '<CustomObject><label>Book</label><fields><fullName>A__c</fullName><type>Text</type></fields><fields><fullName>B__c</fullName><type>Text</type></fields></CustomObject>';

test('only what the manifest names is read', () => {
  const named = (types: Record<string, string[]>): string[] =>
    readDeployZip(zipOf(types, { 'objects/Book__c.object': BOOK })).components.map(({ fullName }) => fullName);
  assert.deepEqual(named({ CustomObject: ['Book__c'] }), ['Book__c', 'Book__c.A__c', 'Book__c.B__c']);
  assert.deepEqual(named({ CustomObject: ['*'] }), ['Book__c', 'Book__c.A__c', 'Book__c.B__c']);
  assert.deepEqual(named({ CustomField: ['Book__c.B__c'] }), ['Book__c.B__c']);
});

test('a folder is named with a slash at its end or without', () => {
  const files = { 'reports/Sales-meta.xml': '<ReportFolder><name>Sales</name></ReportFolder>' };
  for (const name of ['Sales', 'Sales/']) {
    const { components, problems } = readDeployZip(zipOf({ Report: [name] }, files));
    assert.deepEqual(problems, []);
    assert.deepEqual(
      components.map(({ type, fullName }) => [type, fullName]),
      [['ReportFolder', 'Sales']],
    );
  }
});

test('a manifest and files that disagree are told', () => {
  const { problems } = readDeployZip(zipOf({ Flow: ['Y'] }, { 'flows/X.flow': FLOW }));
  assert.deepEqual(
    problems.map((each) => [each.fileName, each.problem, each.problemType]),
    [
      ['flows/X.flow', 'Not in package.xml', 'Warning'],
      [
        'package.xml',
        "An object 'Y' of type Flow was named in package.xml, but was not found in zipped directory",
        'Error',
      ],
    ],
  );
});

test('a package in a folder of its own is found; one without a manifest is told', () => {
  const manifest = '<Package><types><members>X</members><name>Flow</name></types></Package>';
  const inFolder = zipSync({ 'pkg/package.xml': strToU8(manifest), 'pkg/flows/X.flow': strToU8(FLOW) });
  assert.deepEqual(
    readDeployZip(inFolder).components.map(({ fullName }) => fullName),
    ['X'],
  );
  const [none] = readDeployZip(zipSync({ 'flows/X.flow': strToU8(FLOW) })).problems;
  assert.deepEqual([none?.fileName, none?.problem], ['package.xml', 'No package.xml found']);
  const [odd] = readDeployZip(zipSync({ 'package.xml': strToU8('<Nothing/>') })).problems;
  assert.equal(odd?.problem, 'Error parsing file: Unexpected root element Nothing, expected Package');
});

test('broken XML is told with its place', () => {
  const { problems } = readDeployZip(zipOf({ Flow: ['X'] }, { 'flows/X.flow': '<Flow>\n  <label>X</lable>\n</Flow>' }));
  const broken = problems.find((each) => each.fileName === 'flows/X.flow');
  assert.equal(broken?.line, 2);
  assert.match(broken.problem, /^Error parsing file: /);
  assert.equal(problems.length, 2, 'and the component is missing');
});

test('entities that would expand are refused', () => {
  const { problems } = readDeployZip(
    zipOf({ Flow: ['X'] }, { 'flows/X.flow': '<!DOCTYPE x [<!ENTITY a "b">]><Flow><label>&a;</label></Flow>' }),
  );
  assert.equal(problems[0]?.problem, 'Error parsing file: DOCTYPE is not allowed');
});

test('what is no zip is refused', () => {
  assert.throws(() => readDeployZip(strToU8('no zip')), { errorCode: 'INVALID_ZIP_FILE', status: 400 });
});

test('mangled packages never crash', () => {
  const whole = packageOf(library().components);
  const mangled = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(mangled, fc.nat(whole.length), (changes, length) => {
      const zip = Uint8Array.from(whole);
      for (const [at, value] of changes) zip[at] = value;
      try {
        readDeployZip(length % 5 === 0 ? zip.slice(0, length) : zip);
      } catch (error) {
        assert.ok(error instanceof OrgError, String(error));
      }
    }),
    { numRuns: 150 },
  );
});

test('mangled XML never crashes', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '<Flow>',
      '</Flow>',
      '<a>',
      '</a>',
      '<a/>',
      'text',
      '&amp;',
      '&',
      '&#10;',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?x?>',
      '\u0000',
      '<a b="c">',
      '"',
      '>',
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      const { problems, components } = readDeployZip(zipOf({ Flow: ['X'] }, { 'flows/X.flow': parts.join('') }));
      assert.ok(problems.length > 0 || components.length === 1);
    }),
  );
});

test('source: folders, resources and what is not deployed', (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'source-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  };
  write('main/default/reports/Sales.reportFolder-meta.xml', '<ReportFolder><name>Sales</name></ReportFolder>');
  write('main/default/reports/Sales/Won.report-meta.xml', '<Report><name>Won</name></Report>');
  write('main/default/staticresources/chart.js', 'chart()');
  write(
    'main/default/staticresources/chart.resource-meta.xml',
    '<StaticResource><contentType>text/javascript</contentType></StaticResource>',
  );
  write('main/default/lwc/card/card.js', '1');
  write('main/default/lwc/card/card.ts', '1');
  write('main/default/lwc/card/__tests__/card.test.js', '1');
  write('main/default/lwc/card/card.js-meta.xml', '<LightningComponentBundle/>');
  write('main/default/lwc/jsconfig.json', '{}');
  write('main/default/odd/X.odd-meta.xml', '<Odd/>');
  write(
    'main/default/objects/Book__c/fields/Old__c.field-meta.xml',
    '<CustomField><fullName>New__c</fullName></CustomField>',
  );
  write('README.md', '# Not metadata');
  const { components, problems } = readSourceFolder(dir);
  assert.deepEqual(components.map(({ type, fullName }) => `${type} ${fullName}`).sort(), [
    'CustomField Book__c.New__c',
    'LightningComponentBundle card',
    'Report Sales/Won',
    'ReportFolder Sales',
    'StaticResource chart',
  ]);
  const files = components.flatMap((component) => [...component.files.keys()]).sort();
  assert.deepEqual(files, [
    'lwc/card/card.js',
    'lwc/card/card.js-meta.xml',
    'reports/Sales-meta.xml',
    'reports/Sales/Won.report',
    'staticresources/chart.resource',
    'staticresources/chart.resource-meta.xml',
  ]);
  assert.deepEqual(
    problems.map((each) => each.problem),
    [
      "An object 'Book__c.Old__c' of type CustomField was named in package.xml, but was not found in zipped directory",
      'Unknown file type: .odd-meta.xml',
    ],
  );
  assert.throws(() => readSourceFolder(join(dir, 'nowhere')), OrgError);
});
