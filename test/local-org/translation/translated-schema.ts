import { elements, text } from '../metadata/xml.ts';
import { schemaOf } from '../schema/build.ts';
import { splitName } from '../schema/field.ts';
import type { Component, Field, Schema, SObject, XmlElement } from '../schema/model.ts';
import { sobject } from '../schema/standard/define.ts';

/**
 * What a schema reads like in another language: the labels, help, picklist values and messages that Translations
 * and CustomObjectTranslations have for it; the rest stays as it was deployed. The same schema where they have none.
 *
 * "If a translation isn't available, the user sees the label in the org's language" (Salesforce Help, "Translation
 * Workbench"); the types are those of the Metadata API Developer Guide, "Translations" and "CustomObjectTranslation".
 */
export function translatedSchema(schema: Schema, language: string): Schema {
  const ofOrg = schema.component('Translations', language)?.xml;
  const ofObjects = new Map(
    schema
      .components('CustomObjectTranslation')
      .filter(({ fullName }) => languageOf(fullName) === language.toLowerCase())
      .map(({ fullName, xml }) => [fullName.slice(0, fullName.lastIndexOf('-')).toLowerCase(), xml]),
  );
  if (!ofOrg && ofObjects.size === 0) return schema;
  const texts = new TranslatedTexts(ofOrg, ofObjects);
  return schemaOf(
    schema.objects.map((object) => translatedObject(object, ofObjects.get(object.name.toLowerCase()))),
    schema.allComponents.map((component) => translatedComponent(component, texts)),
  );
}

/** `Book__c-de` → `de`, `Book__c-pt_BR` → `pt_br`. */
function languageOf(fullName: string): string {
  return fullName.slice(fullName.lastIndexOf('-') + 1).toLowerCase();
}

/** Empty elements, as a retrieve writes them, translate nothing. */
function translation(xml: XmlElement | undefined, name: string): string | undefined {
  return text(xml, name)?.trim() || undefined;
}

function translatedObject(object: SObject, xml: XmlElement | undefined): SObject {
  if (!xml) return object;
  const fields = byName(elements(xml, 'fields'));
  const messages = byName(elements(xml, 'validationRules'));
  return sobject({
    ...object,
    label: noun(xml, false) ?? object.label,
    pluralLabel: noun(xml, true) ?? object.pluralLabel,
    fields: object.fields.map((field) => {
      if (field.name === 'Name' && object.kind !== 'standard')
        return { ...field, label: translation(xml, 'nameFieldLabel') ?? field.label };
      return translatedField(field, fields.get(field.name.toLowerCase()));
    }),
    validationRules: object.validationRules.map((rule) => ({
      ...rule,
      message: translation(messages.get(rule.name.toLowerCase()), 'errorMessage') ?? rule.message,
    })),
  });
}

/** The object's name as the subject of a sentence: the nominative, or the only one that there is. */
function noun(xml: XmlElement, plural: boolean): string | undefined {
  const cases = elements(xml, 'caseValues').filter((each) => (text(each, 'plural')?.trim() === 'true') === plural);
  const nominative = cases.find((each) => text(each, 'caseType')?.trim() === 'Nominative') ?? cases[0];
  return translation(nominative, 'value');
}

function translatedField(field: Field, xml: XmlElement | undefined): Field {
  if (!xml) return field;
  const values = new Map(
    elements(xml, 'picklistValues').map((each) => [
      text(each, 'masterLabel')?.trim(),
      translation(each, 'translation'),
    ]),
  );
  return {
    ...field,
    label: translation(xml, 'label') ?? field.label,
    helpText: translation(xml, 'help') ?? field.helpText,
    picklist: field.picklist?.map((value) => ({ ...value, label: values.get(value.label) ?? value.label })),
  };
}

/** Labels of components: by type and name, from the org's translations or from those of the object they belong to. */
class TranslatedTexts {
  readonly ofOrg: XmlElement | undefined;
  readonly ofObjects: ReadonlyMap<string, XmlElement>;

  constructor(ofOrg: XmlElement | undefined, ofObjects: ReadonlyMap<string, XmlElement>) {
    this.ofOrg = ofOrg;
    this.ofObjects = ofObjects;
  }

  /** `key` is the element of Translations: `customLabels`, `customTabs`… */
  inOrg(key: string, name: string): string | undefined {
    return translation(byName(elements(this.ofOrg, key)).get(name.toLowerCase()), 'label');
  }

  inObject(object: string, key: string, name: string): string | undefined {
    const xml = this.ofObjects.get(object.toLowerCase());
    return translation(byName(elements(xml, key)).get(name.toLowerCase()), 'label');
  }
}

function translatedComponent(component: Component, texts: TranslatedTexts): Component {
  const { type, fullName, xml } = component;
  const relabelled = (key: string, label: string | undefined): Component =>
    label === undefined ? component : { ...component, xml: { ...xml, [key]: label } };
  switch (type) {
    case 'CustomLabel':
      return relabelled('value', texts.inOrg('customLabels', fullName));
    case 'CustomApplication':
      return relabelled('label', texts.inOrg('customApplications', fullName));
    case 'CustomTab':
      return relabelled('label', texts.inOrg('customTabs', fullName));
    case 'QuickAction': {
      const [object, name] = splitName(fullName);
      return relabelled(
        'label',
        name ? texts.inObject(object, 'quickActions', name) : texts.inOrg('quickActions', fullName),
      );
    }
    case 'Layout':
      return translatedLayout(component, texts);
    default:
      return component;
  }
}

/** A layout is named `Book__c-Book Layout`, its translation `Book Layout` in that of the object. */
function translatedLayout(component: Component, texts: TranslatedTexts): Component {
  const { fullName, xml } = component;
  const [object = '', layout = ''] = splitOnce(fullName, '-');
  const translated = elements(texts.ofObjects.get(object.toLowerCase()), 'layouts').find(
    (each) => text(each, 'layout')?.trim() === layout,
  );
  if (!translated) return component;
  const labels = new Map(
    elements(translated, 'sections').map((each) => [text(each, 'section')?.trim(), translation(each, 'label')]),
  );
  const layoutSections = elements(xml, 'layoutSections').map((section) => {
    const label = labels.get(text(section, 'label')?.trim());
    return label === undefined ? section : { ...section, label };
  });
  return { ...component, xml: { ...xml, layoutSections } };
}

function splitOnce(whole: string, by: string): [string, string] {
  const at = whole.indexOf(by);
  return at < 0 ? [whole, ''] : [whole.slice(0, at), whole.slice(at + 1)];
}

function byName(list: XmlElement[]): Map<string, XmlElement> {
  return new Map(list.map((each) => [(text(each, 'name') ?? '').trim().toLowerCase(), each]));
}
