import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSchema } from '../../schema/build.ts';
import { parseXml } from '../xml.ts';
import { positionOf } from '../xml-places.ts';
import { flowNameFindings } from './flow-names.ts';

const { schema } = buildSchema([]);

function findings(inside: string): [string, number | undefined][] {
  const { xml } = parseXml(`<Flow>\n${inside}\n</Flow>`);
  return flowNameFindings({ type: 'Flow', fullName: 'Any', files: new Map(), xml }, schema).map(({ problem, at }) => [
    problem,
    at && positionOf(at)?.line,
  ]);
}

test('elements, variables, outcomes, fields of screens and globals are names of a flow', () => {
  const correct = `
<decisions><name>Which</name><rules><name>Is_It</name><connector><targetReference>Ask</targetReference></connector></rules></decisions>
<screens><name>Ask</name><fields><name>Section</name><fields><name>Inner</name><fieldText>{!Inner} {!$User.Id} {!Row.Name}</fieldText></fields></fields></screens>
<loops><name>Row</name><collectionReference>rows</collectionReference></loops>
<assignments><name>Set</name><assignmentItems><assignToReference>ROWS</assignToReference><value><elementReference>Is_It</elementReference></value></assignmentItems></assignments>
<variables><name>rows</name></variables>`;
  assert.deepEqual(findings(correct), []);
});

test('what nothing in the flow is named is told at its place', () => {
  const wrong = `<screens>
<name>Ask</name>
<connector><targetReference>Askk</targetReference></connector>
<fields><name>Text</name><fieldText>{!Row.Name}</fieldText></fields>
</screens>
<assignments><name>Set</name><assignmentItems>
<assignToReference>total</assignToReference>
</assignmentItems></assignments>
<recordLookups><name>Get</name><object>Account</object>
<filters><field>Nmae</field></filters>
<queriedFields>Id</queriedFields><queriedFields>Phone_2</queriedFields>
</recordLookups>`;
  assert.deepEqual(findings(wrong), [
    ['The flow has no element named Askk: correct the name, or add it', 4],
    ['The flow has no resource named Row: correct the name, or add it', 5],
    ['The flow has no resource named total: correct the name, or add it', 8],
    ['In field: field - no CustomField named Account.Nmae found', 11],
    ['In field: queriedFields - no CustomField named Account.Phone_2 found', 12],
  ]);
});
