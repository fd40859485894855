import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { OrgError } from '../local-org/errors.ts';
import { checkMetadata } from './check.ts';
import { report } from './report.ts';

const NS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const LABEL = (name: string): string =>
  `<CustomPermission ${NS}>\n    <isLicensed>false</isLicensed>\n    <label>${name}</label>\n</CustomPermission>\n`;

/** A folder of its own with the given files. */
function folder(t: TestContext, files: Record<string, string>): string {
  const dir = mkdtempSync(join(tmpdir(), 'check-'));
  t.after(() => rmSync(dir, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  return dir;
}

const BAD = LABEL('Bad').replace('<label>', '<lable>');

test('metadata is found at any depth, and what is no metadata is passed over', (t) => {
  const dir = folder(t, {
    'a/b/customPermissions/Bad.customPermission-meta.xml': BAD.replace('</label>', '</lable>'),
    'a/readme.md': '# Hello',
    'package.json': '{}',
  });
  const { findings, components } = checkMetadata(dir);
  assert.equal(components, 1);
  assert.deepEqual(
    findings.map(({ file, line, column, rule }) => [file, line, column, rule]),
    [
      ['a/b/customPermissions/Bad.customPermission-meta.xml', 1, 1, 'structure/required'],
      ['a/b/customPermissions/Bad.customPermission-meta.xml', 3, 5, 'structure/unknown-element'],
    ],
  );
});

test('of a project only the package directories are looked at, without what .forceignore names', (t) => {
  const dir = folder(t, {
    'sfdx-project.json': '{"packageDirectories":[{"path":"app","default":true},{"path":"more"}]}',
    '.forceignore': '# not yet\n**/drafts/**\n',
    'app/customPermissions/Good.customPermission-meta.xml': LABEL('Good'),
    'more/customPermissions/Also.customPermission-meta.xml': LABEL('Also'),
    'app/drafts/customPermissions/Bad.customPermission-meta.xml': BAD,
    'elsewhere/customPermissions/Bad.customPermission-meta.xml': BAD,
  });
  const { findings, components } = checkMetadata(dir);
  assert.deepEqual([findings, components], [[], 2]);
  const inside = checkMetadata(join(dir, 'app'));
  assert.deepEqual([inside.findings, inside.components], [[], 1]);
});

test('names of installed packages, and what newer releases may have, are listed and never an error', (t) => {
  const dir = folder(t, {
    'permissionsets/Reader.permissionset-meta.xml': `<PermissionSet ${NS}>
    <fieldPermissions>
        <editable>false</editable>
        <field>Account.npsp__Level__c</field>
        <readable>true</readable>
    </fieldPermissions>
    <fieldPermissions>
        <editable>false</editable>
        <field>npe01__OppPayment__c.npe01__Paid__c</field>
        <readable>true</readable>
    </fieldPermissions>
    <hasActivationRequired>false</hasActivationRequired>
    <label>Reader</label>
    <objectPermissions>
        <allowCreate>false</allowCreate>
        <allowDelete>false</allowDelete>
        <allowEdit>false</allowEdit>
        <allowRead>true</allowRead>
        <modifyAllRecords>false</modifyAllRecords>
        <object>QuantumLedgerSheet</object>
        <viewAllRecords>false</viewAllRecords>
    </objectPermissions>
    <userPermissions>
        <enabled>true</enabled>
        <name>QuantumLedgers</name>
    </userPermissions>
</PermissionSet>
`,
    'objects/npsp__Fund__c/fields/Own__c.field-meta.xml': `<CustomField ${NS}>
    <fullName>Own__c</fullName>
    <label>Own</label>
    <length>20</length>
    <type>Text</type>
</CustomField>
`,
  });
  const checked = checkMetadata(dir);
  assert.deepEqual(checked.findings, []);
  assert.deepEqual(
    checked.notChecked,
    [
      'Account.npsp__Level__c',
      'npe01__OppPayment__c.npe01__Paid__c',
      'npsp__Fund__c',
      'QuantumLedgerSheet',
      'QuantumLedgers',
    ].sort(),
  );
  assert.match(report(dir, checked), /Not checked, since only an org can tell.*npsp__Fund__c/);
});

test('a report for people names the file once, then each place with what to do', (t) => {
  const dir = folder(t, {
    'customPermissions/Bad.customPermission-meta.xml': BAD.replace('</label>', '</lable>'),
  });
  const text = report(dir, checkMetadata(dir));
  assert.match(text, /Bad\.customPermission-meta\.xml\n {2}1:1 {2}<label> is missing here\. Add it\./);
  assert.match(
    text,
    /3:5 {2}CustomPermission has no element <lable>\. Did you mean <label>\? {2}\(structure\/unknown-element\)/,
  );
  assert.match(text, /2 findings in 1 file, 1 component looked at\.$/);
});

test('what cannot be read at all is told in words', (t) => {
  assert.throws(() => checkMetadata('/nowhere/at/all'), OrgError);
  const message = (project: string): string => {
    try {
      checkMetadata(folder(t, { 'sfdx-project.json': project }));
      return 'nothing';
    } catch (error) {
      return error instanceof OrgError ? error.message : String(error);
    }
  };
  assert.match(message('{bad'), /sfdx-project\.json cannot be read: /);
  assert.match(message('{"packageDirectories":["app"]}'), /packageDirectories is no list of/);
});

test('an object tracks the history of twenty fields and no more', (t) => {
  const tracked = (count: number): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `objects/Plot__c/fields/Seen_${i}__c.field-meta.xml`,
        `<CustomField ${NS}>
    <fullName>Seen_${i}__c</fullName>
    <label>Seen ${i}</label>
    <trackHistory>true</trackHistory>
    <type>Date</type>
</CustomField>
`,
      ]),
    );
  const object = `<CustomObject ${NS}>
    <deploymentStatus>Deployed</deploymentStatus>
    <enableHistory>true</enableHistory>
    <label>Plot</label>
    <nameField>
        <label>Plot Name</label>
        <type>Text</type>
    </nameField>
    <pluralLabel>Plots</pluralLabel>
    <sharingModel>ReadWrite</sharingModel>
</CustomObject>
`;
  const findings = (count: number): string[] =>
    checkMetadata(folder(t, { 'objects/Plot__c/Plot__c.object-meta.xml': object, ...tracked(count) })).findings.map(
      ({ message }) => message,
    );
  assert.deepEqual(findings(20), []);
  assert.deepEqual(findings(21), [
    'Plot__c tracks the history of 21 fields, and at most 20 can be tracked: set trackHistory of some to false.',
  ]);
});
