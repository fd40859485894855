import assert from 'node:assert/strict';
import { test } from 'node:test';
import { element, elements, parseXml } from './xml.ts';
import { apart, positionInText, positionOf, standsAt } from './xml-places.ts';

const SOURCE = `<?xml version="1.0" encoding="UTF-8"?>
<Rule>
    <name>First</name>
    <part>
        <formula>AND(
  Amount &gt; 1,
  Name = "x")</formula>
    </part>
    <other/>
    <part><formula><![CDATA[1 > 2]]></formula></part>
</Rule>
`;

const { xml } = parseXml(SOURCE.replace(/\n/g, '\r\n'));

test('each element is found again where it stood, whatever ends the lines', () => {
  assert.deepEqual(positionOf({ element: xml }), { line: 2, column: 1 });
  assert.deepEqual(positionOf({ element: xml, child: 'name' }), { line: 3, column: 5 });
  assert.deepEqual(positionOf({ element: xml, child: 'part', index: 1 }), { line: 10, column: 5 });
  assert.deepEqual(positionOf({ element: elements(xml, 'part')[1]!, child: 'formula' }), { line: 10, column: 11 });
});

test('a child that is missing is looked for at its element', () => {
  assert.deepEqual(positionOf({ element: element(xml, 'part')!, child: 'label' }), { line: 4, column: 5 });
});

test('a place inside a text is a place of the file', () => {
  const part = element(xml, 'part')!;
  assert.deepEqual(positionInText({ element: part, child: 'formula' }, { line: 1, column: 3 }), {
    line: 5,
    column: 20,
  });
  assert.deepEqual(positionInText({ element: part, child: 'formula' }, { line: 3, column: 3 }), { line: 7, column: 3 });
  const second = elements(xml, 'part')[1]!;
  assert.deepEqual(positionInText({ element: second, child: 'formula' }, { line: 1, column: 1 }), {
    line: 10,
    column: 29,
  });
});

test('what was made and not read has no place, and a copy stands where the original stood', () => {
  const copy = { ...xml };
  assert.equal(positionOf({ element: copy }), undefined);
  assert.deepEqual(positionOf({ element: standsAt(copy, xml), child: 'name' }), { line: 3, column: 5 });
});

test('the second group of an element that stands in two is told', () => {
  assert.deepEqual(apart(xml), [{ name: 'part', index: 1 }]);
  assert.deepEqual(apart(parseXml('<a><b/><b/><c/></a>').xml), []);
});
