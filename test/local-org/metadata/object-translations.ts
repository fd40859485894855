import { strToU8 } from 'fflate';
import type { XmlElement } from '../schema/model.ts';
import { elements, parseXml, writeXml, XmlError } from './xml.ts';

/** The suffix of the files that source format keeps the fields in. */
export const FIELD_TRANSLATION = '.fieldTranslation-meta.xml';

/**
 * Source format keeps the translations of an object's fields in files of their own, which a deploy sends as one:
 * https://developer.salesforce.com/docs/atlas.en-us.sfdx_dev.meta/sfdx_dev/sfdx_dev_source_file_format.htm
 * Throws XmlError where a file is none or not a translation.
 */
export function joinTranslations(object: Uint8Array | undefined, fields: readonly Uint8Array[]): Uint8Array {
  const whole = object ? rootOf(object, 'CustomObjectTranslation') : {};
  const parts = fields.map((content) => rootOf(content, 'CustomFieldTranslation'));
  return strToU8(writeXml('CustomObjectTranslation', { ...whole, fields: [...elements(whole, 'fields'), ...parts] }));
}

function rootOf(content: Uint8Array, expected: string): XmlElement {
  const { root, xml } = parseXml(content);
  if (root !== expected)
    throw new XmlError(`Error parsing file: Unexpected root element ${root}, expected ${expected}`, 1, 1);
  return xml;
}
