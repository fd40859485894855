import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import { componentKey } from './content.ts';
import { library, libraryOrg, zipOf } from './library.fixture.ts';
import { describeMetadata, listMetadata, retrieve } from './list.ts';
import { sameComponent } from './merge.ts';
import { readDeployZip } from './read.ts';
import { depthOf, METADATA_TYPES } from './types.ts';

const org = libraryOrg();

test('everything retrieved is what was deployed', () => {
  const types = new Map<string, string[]>();
  for (const { type, fullName } of library().components) types.set(type, [...(types.get(type) ?? []), fullName]);
  const { zip, files, problems } = retrieve(org, { types, version: '66.0' });
  assert.deepEqual(problems, []);
  assert.equal(files.length, library().components.length);
  const back = readDeployZip(zip);
  assert.deepEqual(back.problems, []);
  const byKey = new Map(back.components.map((component) => [componentKey(component), component]));
  for (const component of library().components) {
    if (component.type === 'CustomLabels') continue;
    assert.ok(sameComponent(component, byKey.get(componentKey(component))!), componentKey(component));
  }
});

test('an object is retrieved with its parts, a part alone', () => {
  const names = (types: Record<string, string[]>): string[] =>
    retrieve(org, { types: new Map(Object.entries(types)), version: '66.0' }).files.map((file) => file.fullName);
  assert.ok(names({ CustomObject: ['Loan__c'] }).includes('Loan__c.Not_Withdrawn'));
  assert.deepEqual(names({ CustomField: ['Loan__c.Due_On__c'] }), ['Loan__c.Due_On__c']);
  assert.ok(names({ CustomLabels: ['CustomLabels'] }).includes('Library_Lent'));
  assert.equal(
    names({ CustomObject: ['*'] }).some((name) => name === 'Account'),
    false,
  );
});

test('what is missing is told in the result', () => {
  const { problems, zip } = retrieve(org, { types: new Map([['CustomObject', ['Missing__c']]]), version: '66.0' });
  assert.deepEqual(problems, [
    { fileName: 'unpackaged/package.xml', problem: "Entity of type 'CustomObject' named 'Missing__c' cannot be found" },
  ]);
  assert.deepEqual(Object.keys(unzipSync(zip)), ['unpackaged/package.xml']);
});

test('listing names each component with its file', () => {
  const [flow] = listMetadata(org, [{ type: 'Flow' }]);
  assert.equal(flow?.fileName, `flows/${flow?.fullName}.flow`);
  assert.equal(flow?.createdByName, 'Admin User');
  const objects = listMetadata(org, [{ type: 'CustomObject' }]).map((each) => each.fullName);
  assert.ok(objects.includes('Book__c') && objects.includes('Account'));
  assert.deepEqual(listMetadata(org, [{ type: 'AccountForecastSettings' }]), []);
});

test('types that are refused are not offered', () => {
  const offered = (describeMetadata()['metadataObjects'] as { xmlName: string; childXmlNames: string[] }[]).map(
    (type) => type.xmlName,
  );
  assert.ok(offered.includes('CustomObject') && !offered.includes('ApexClass'));
  assert.equal(depthOf('ApexClass'), 'refused');
  assert.equal(depthOf('NeverHeardOf'), 'refused');
  assert.equal(depthOf('ValidationRule'), 'executed');
  assert.equal(new Set(METADATA_TYPES.map((type) => type.folder)).size, METADATA_TYPES.length);
});

test('a package of an unknown type is told', () => {
  const { problems } = readDeployZip(zipOf({ Zebra: ['X'] }, { 'zebras/X.zebra': '<Zebra/>' }));
  assert.deepEqual(
    problems.map((each) => each.problem),
    [
      'Unknown folder in the package: zebras',
      "An object 'X' of type Zebra was named in package.xml, but was not found in zipped directory",
    ],
  );
});
