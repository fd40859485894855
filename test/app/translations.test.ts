import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { elements, text } from '../local-org/metadata/xml.ts';
import { readSourceFolder } from '../local-org/metadata/read.ts';
import { buildSchema } from '../local-org/schema/build.ts';
import type { Component, XmlElement } from '../local-org/schema/model.ts';
import { readApp } from './sales-org.ts';

const LANGUAGES = ['de'];

const app = readApp().components;
const { schema } = buildSchema(app);
const OBJECTS = ['Joint_Call__c', 'Joint_Call_Follow_Up__c', 'Joint_Call_Coaching__c'];

const byName = (list: XmlElement[]) => new Map(list.map((each) => [text(each, 'name') ?? '', each]));
/** `{0}` and the like, which a translation fills with the same things. */
const places = (label: string) => [...new Set(label.match(/\{\d\}/g) ?? [])].sort();

for (const language of LANGUAGES) {
  const folder = fileURLToPath(new URL(`../../force-app/languages/${language}`, import.meta.url));
  const { components, problems } = readSourceFolder(folder);
  const of = (type: string, fullName: string): Component => {
    const found = components.find((each) => each.type === type && each.fullName === fullName);
    assert.ok(found, `${type} ${fullName}`);
    return found;
  };

  describe(`in the language ${language}`, () => {
    it('can be read', () => assert.deepEqual(problems, []));

    it('each custom label is translated, with the same places to fill, and no other is', () => {
      const translated = byName(elements(of('Translations', language).xml, 'customLabels'));
      const labels = app.filter(({ type }) => type === 'CustomLabel');
      assert.deepEqual([...translated.keys()].sort(), labels.map(({ fullName }) => fullName).sort());
      for (const { fullName, xml } of labels) {
        const told = text(translated.get(fullName), 'label') ?? '';
        assert.ok(told.trim() && told.length <= 1000, fullName);
        assert.deepEqual(places(told), places(text(xml, 'value') ?? ''), fullName);
      }
    });

    for (const name of OBJECTS) {
      it(`${name}: name, fields, help, picklist values, messages and sections are translated`, () => {
        const object = schema.object(name)!;
        const { xml } = of('CustomObjectTranslation', `${name}-${language}`);
        assert.ok(elements(xml, 'caseValues').length > 0);
        assert.ok(text(xml, 'nameFieldLabel'));

        const fields = byName(elements(xml, 'fields'));
        const custom = object.fields.filter((field) => field.custom);
        assert.deepEqual([...fields.keys()].sort(), custom.map((field) => field.name).sort());
        for (const field of custom) {
          const told = fields.get(field.name);
          const label = text(told, 'label') ?? '';
          assert.ok(label && label.length <= 40, `label of ${field.name}`);
          const help = text(told, 'help') ?? '';
          assert.ok(help && help.length <= 510, `help of ${field.name}`);
          assert.deepEqual(
            elements(told, 'picklistValues').map((value) => text(value, 'masterLabel')),
            (field.picklist ?? []).map((value) => value.label),
            `values of ${field.name}`,
          );
          for (const value of elements(told, 'picklistValues')) assert.ok(text(value, 'translation'), field.name);
        }

        const messages = byName(elements(xml, 'validationRules'));
        assert.deepEqual([...messages.keys()].sort(), object.validationRules.map((rule) => rule.name).sort());
        for (const [rule, told] of messages) {
          const message = text(told, 'errorMessage') ?? '';
          assert.ok(message && message.length <= 255, rule);
        }

        const layout = app.find(({ type, fullName }) => type === 'Layout' && fullName.startsWith(`${name}-`))!;
        const [translatedLayout] = elements(xml, 'layouts');
        assert.equal(`${name}-${text(translatedLayout, 'layout') ?? ''}`, layout.fullName);
        assert.deepEqual(
          new Set(elements(translatedLayout, 'sections').map((section) => text(section, 'section'))),
          new Set(elements(layout.xml, 'layoutSections').map((section) => text(section, 'label'))),
        );
      });
    }
  });
}
