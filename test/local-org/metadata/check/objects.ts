import { splitName } from '../../schema/field.ts';
import type { Component, Field, Schema, SObject, XmlElement } from '../../schema/model.ts';
import { element, elements, flag, text } from '../xml.ts';
import { found, missing, requireObject, unsupported, type Check, type Finding } from './context.ts';

const API_NAME = /^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$/;

/** Salesforce's words for a text longer than its column. */
export function tooLong(xml: XmlElement, name: string, label: string, limit: number): Finding[] {
  const value = text(xml, name);
  return value !== undefined && value.length > limit
    ? [
        {
          problem: `${label}: data value too large: ${value.slice(0, 40)}… (max length=${limit})`,
          rule: 'structure/length',
          at: { element: xml, child: name },
        },
      ]
    : [];
}

export const checkObject: Check = (component, schema) => {
  const { fullName, xml } = component;
  const object = schema.object(fullName);
  if (object?.kind !== 'custom' && object?.kind !== 'customMetadata') return [];
  const findings = [
    ...nameFindings(fullName),
    ...historyFindings(object),
    ...tooLong(xml, 'label', 'Label', 40),
    ...tooLong(xml, 'pluralLabel', 'Plural Label', 40),
    ...tooLong(xml, 'description', 'Description', 1000),
  ];
  if (!text(xml, 'label')?.trim()) findings.push({ problem: 'Must specify a non-empty label for the CustomObject' });
  if (!text(xml, 'pluralLabel')?.trim() && text(xml, 'customSettingsType') === undefined)
    findings.push({ problem: 'Must specify a non-empty pluralLabel for the CustomObject' });
  if (object.kind === 'custom' && text(xml, 'customSettingsType') === undefined)
    findings.push(...customObjectFindings(object, xml));
  return findings;
};

/**
 * More needs an add-on:
 * https://help.salesforce.com/s/articleView?id=ind.industries_cross_object_field_history_considerations.htm
 */
const MOST_TRACKED = 20;

function historyFindings(object: SObject): Finding[] {
  const tracked = object.fields.filter(({ trackHistory }) => trackHistory).length;
  return tracked <= MOST_TRACKED
    ? []
    : found(
        `${object.name} tracks the history of ${tracked} fields, and at most ${MOST_TRACKED} can be tracked: set trackHistory of some to false`,
      );
}

function customObjectFindings(object: SObject, xml: XmlElement): Finding[] {
  const findings: Finding[] = [];
  const nameField = element(xml, 'nameField');
  if (!nameField) findings.push({ problem: 'Must specify a nameField of type Text or AutoNumber' });
  else if (text(nameField, 'type') === 'AutoNumber') findings.push(...displayFormat(text(nameField, 'displayFormat')));
  const model = text(xml, 'sharingModel')?.trim();
  const details = object.fields.filter((each) => each.type === 'MasterDetail');
  if (model === undefined) findings.push({ problem: 'Must specify a sharingModel for the CustomObject' });
  else if (details.length > 0 && model !== 'ControlledByParent') {
    findings.push({
      problem: `Sharing Model ${model} cannot be set for a child in a Master-Detail relationship; it must be ControlledByParent`,
    });
  } else if (details.length === 0 && model === 'ControlledByParent') {
    findings.push({
      problem:
        'Cannot set sharingModel to ControlledByParent on a CustomObject without a MasterDetail relationship field',
    });
  }
  if (details.length > 2) findings.push({ problem: `${object.name} has more than two master-detail relationships` });
  return findings;
}

function nameFindings(fullName: string): Finding[] {
  const name = fullName.replace(/__(c|mdt)$/, '');
  if (API_NAME.test(name) && name.length <= 40) return [];
  return [
    {
      problem: `The object name ${fullName} can only contain alphanumeric characters and single underscores, must begin with a letter, not end with an underscore, and have at most 40 characters`,
    },
  ];
}

export const checkField: Check = (component, schema) => {
  const [objectName, name] = splitName(component.fullName);
  // Fields of Activity are those of both, and of the same kind in either.
  const object = schema.object(objectName) ?? (objectName === 'Activity' ? schema.object('Task') : undefined);
  const field = object?.field(name);
  if (!object || !field?.custom) return [];
  const { xml } = component;
  const findings = [
    ...tooLong(xml, 'label', 'Field Label', 40),
    ...tooLong(xml, 'inlineHelpText', 'Help Text', 510),
    ...tooLong(xml, 'description', 'Description', 1000),
  ];
  if (!API_NAME.test(name.replace(/__c$/, ''))) {
    findings.push({
      problem: `The field name ${name} can only contain alphanumeric characters and single underscores, must begin with a letter, and not end with an underscore`,
    });
  }
  if (!text(xml, 'label')?.trim()) findings.push({ problem: 'Must specify a non-empty label for the CustomField' });
  if (flag(xml, 'trackHistory') && (field.formula !== undefined || field.summary || field.type === 'AutoNumber')) {
    findings.push({ problem: 'Can not track history of a formula, roll-up summary or auto-number field' });
  } else if (field.trackHistory && !object.historyEnabled) {
    findings.push({
      problem: `Field history tracking is not enabled for ${object.name}: cannot track history of ${name}`,
    });
  }
  return [
    ...findings,
    ...typeFindings(field, xml),
    ...relationFindings(component, object, field, schema),
    ...summaryFindings(field, object, xml, schema),
  ];
};

/** What each type must and must not say. */
function typeFindings(field: Field, xml: XmlElement): Finding[] {
  const declared = text(xml, 'type')?.trim();
  // A kind of field that another one stands in for, such as a geolocation, has rules of its own.
  if (declared !== field.type && declared !== 'Hierarchy') return [];
  const findings: Finding[] = [];
  const must = (name: string): void => {
    if (text(xml, name) === undefined)
      findings.push({ problem: `Must specify '${name}' for a CustomField of type ${field.type}` });
  };
  const mustNot = (name: string): void => {
    if (text(xml, name) !== undefined && text(xml, name) !== 'false')
      findings.push({ problem: `Can not specify '${name}' for a CustomField of type ${field.type}` });
  };
  if (field.formula !== undefined) {
    for (const name of ['required', 'unique', 'externalId', 'defaultValue']) {
      if (text(xml, name) !== undefined && text(xml, name) !== 'false')
        findings.push({ problem: `Can not specify '${name}' for a formula field` });
    }
    if (field.formula.length > 3900)
      findings.push({
        problem: `Formula is too long (${field.formula.length} characters). Maximum length is 3,900 characters.`,
      });
    return findings;
  }
  switch (field.type) {
    case 'Text':
      must('length');
      if ((field.length ?? 1) < 1 || (field.length ?? 1) > 255)
        findings.push({ problem: 'The length of a Text field must be between 1 and 255' });
      break;
    case 'LongTextArea':
    case 'Html':
      must('length');
      must('visibleLines');
      mustNot('defaultValue');
      mustNot('unique');
      mustNot('externalId');
      mustNot('required');
      if (field.length !== undefined && (field.length < 256 || field.length > 131_072)) {
        findings.push({ problem: `The length of a ${field.type} field must be between 256 and 131,072` });
      }
      break;
    case 'Number':
    case 'Currency':
    case 'Percent':
      must('precision');
      must('scale');
      if ((field.precision ?? 18) > 18) findings.push({ problem: 'Precision must be at most 18' });
      if ((field.scale ?? 0) > (field.precision ?? 18))
        findings.push({ problem: 'Scale must not be greater than precision' });
      break;
    case 'Checkbox':
      must('defaultValue');
      mustNot('required');
      break;
    case 'AutoNumber':
      findings.push(...displayFormat(field.displayFormat));
      break;
    case 'MultiselectPicklist':
      must('visibleLines');
      break;
    case 'MasterDetail':
      mustNot('required');
      mustNot('deleteConstraint');
      mustNot('defaultValue');
      break;
    default:
  }
  if (field.unique && field.type === 'Text') must('caseSensitive');
  if (field.unique && !['Text', 'Number', 'Email'].includes(field.type)) mustNot('unique');
  if (field.externalId && !['Text', 'Number', 'Email', 'AutoNumber'].includes(field.type)) mustNot('externalId');
  if (field.picklist) {
    const names = field.picklist.map((value) => value.name.toLowerCase());
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) findings.push({ problem: `Duplicate picklist value: ${twice}` });
    if (field.picklist.filter((value) => value.isDefault).length > 1)
      findings.push({ problem: 'Only one picklist value can be the default' });
    if (field.picklist.some((value) => !value.name))
      findings.push({ problem: 'Must specify a fullName for each picklist value' });
  }
  return findings;
}

function displayFormat(format: string | undefined): Finding[] {
  if (format === undefined) return found("Must specify 'displayFormat' for an AutoNumber field");
  return /\{0+\}/.test(format)
    ? []
    : found(`The display format ${format} must contain one sequence number such as {0000}`);
}

function relationFindings(component: Component, object: SObject, field: Field, schema: Schema): Finding[] {
  const { reference } = field;
  if (!reference) return [];
  const [to = ''] = reference.to;
  if (!schema.object(to)) return [missing('referenceTo', 'CustomObject', to)];
  const { xml } = component;
  const constraint = text(xml, 'deleteConstraint')?.trim();
  const findings: Finding[] = [];
  if (field.type === 'Lookup') {
    if (constraint === 'Cascade' && to === 'User')
      findings.push({ problem: 'deleteConstraint Cascade is not allowed for a lookup to User' });
    if (field.required && constraint === 'SetNull')
      findings.push({ problem: 'Cannot set the foreign key to null upon delete because the lookup field is required' });
    if (field.required && constraint === undefined)
      findings.push({ problem: "Must specify 'deleteConstraint' Restrict or Cascade for a required lookup field" });
  } else {
    if (['User', 'Lead', 'Profile', 'UserRole', 'Group'].includes(to))
      findings.push({ problem: `${to} can not be the master of a master-detail relationship` });
    if (!reference.childRelationshipName)
      findings.push({ problem: "Must specify 'relationshipName' for a CustomField of type MasterDetail" });
    if (masterDepth(schema, object, new Set()) > 3)
      findings.push({ problem: `${object.name} would be more than three master-detail levels deep` });
  }
  const twin = schema
    .childrenOf(to)
    .find(
      (other) =>
        other.field !== field &&
        other.relationshipName !== undefined &&
        other.relationshipName.toLowerCase() === reference.childRelationshipName?.toLowerCase(),
    );
  if (twin) {
    findings.push({
      problem: `Duplicate Relationship Name: ${text(xml, 'relationshipName') ?? ''} is already used by ${twin.childObject}.${twin.field.name}`,
    });
  }
  const filter = element(xml, 'lookupFilter');
  if (filter && flag(filter, 'active'))
    findings.push(unsupported('Active lookup filters are not supported by this org'));
  return findings;
}

function masterDepth(schema: Schema, object: SObject, seen: Set<string>): number {
  if (seen.has(object.name)) return 99;
  const masters = object.fields.flatMap((field) =>
    field.type === 'MasterDetail' ? (schema.object(field.reference?.to[0] ?? '') ?? []) : [],
  );
  return Math.max(0, ...masters.map((master) => 1 + masterDepth(schema, master, new Set([...seen, object.name]))));
}

const NOT_IN_FILTERS: ReadonlySet<string> = new Set([
  'LongTextArea',
  'Html',
  'MultiselectPicklist',
  'Lookup',
  'EncryptedText',
]);

function summaryFindings(field: Field, object: SObject, xml: XmlElement, schema: Schema): Finding[] {
  const { summary } = field;
  if (!summary) return [];
  const detail = schema.object(summary.detailObject);
  const link = detail?.field(summary.detailField);
  const foreignKey = `${summary.detailObject}.${summary.detailField}`;
  if (!detail || !link) return [missing('summaryForeignKey', 'CustomField', foreignKey)];
  if (
    link.type !== 'MasterDetail' ||
    !link.reference?.to.some((to) => to.toLowerCase() === object.name.toLowerCase())
  ) {
    return found(`Invalid summaryForeignKey ${foreignKey}: it must be a master-detail field to ${object.name}`, {
      element: xml,
      child: 'summaryForeignKey',
    });
  }
  const findings: Finding[] = [];
  if (summary.summarizedField !== undefined) {
    const summed = detail.field(summary.summarizedField);
    if (!summed) return [missing('summarizedField', 'CustomField', `${detail.name}.${summary.summarizedField}`)];
    const numeric = ['Number', 'Currency', 'Percent', 'Summary'].includes(summed.type);
    const dated = summed.type === 'Date' || summed.type === 'DateTime';
    if (!numeric && (summary.operation === 'sum' || !dated))
      findings.push({ problem: `${detail.name}.${summed.name} cannot be summarized by ${summary.operation}` });
  }
  for (const filter of summary.filters) {
    const on = detail.field(filter.field);
    if (!on) findings.push(missing('summaryFilterItems', 'CustomField', `${detail.name}.${filter.field}`));
    else if (NOT_IN_FILTERS.has(on.type))
      findings.push({ problem: `${detail.name}.${on.name} cannot be used in a roll-up summary filter` });
  }
  return findings;
}

export const checkCustomMetadata: Check = (component, schema) => {
  const [typeName, name] = splitName(component.fullName);
  const type = schema.object(`${typeName}__mdt`);
  if (!type) return [missing('fullName', 'CustomObject', `${typeName}__mdt`)];
  const findings: Finding[] = [...tooLong(component.xml, 'label', 'Label', 40)];
  if (!API_NAME.test(name))
    findings.push({
      problem: `The record name ${name} can only contain alphanumeric characters and single underscores`,
    });
  if (!text(component.xml, 'label')?.trim())
    findings.push({ problem: 'Must specify a non-empty label for the CustomMetadata' });
  for (const value of elements(component.xml, 'values')) {
    const fieldName = text(value, 'field')?.trim() ?? '';
    const field = type.field(fieldName);
    if (!field?.custom) {
      findings.push(missing('values', 'CustomField', `${type.name}.${fieldName}`));
      continue;
    }
    const given = text(value, 'value') ?? '';
    if (given === '') continue;
    const numeric = field.type === 'Number' || field.type === 'Percent' || field.type === 'Currency';
    if (numeric && !Number.isFinite(Number(given)))
      findings.push({ problem: `Invalid value for ${type.name}.${field.name}: ${given}` });
    if (field.type === 'Checkbox' && given !== 'true' && given !== 'false')
      findings.push({ problem: `Invalid value for ${type.name}.${field.name}: ${given}` });
    if (field.restrictedPicklist && !field.picklist?.some((each) => each.name === given)) {
      findings.push({ problem: `bad value for restricted picklist field: ${given}` });
    }
  }
  const given = new Set(
    elements(component.xml, 'values').flatMap((value) =>
      text(value, 'value') ? [text(value, 'field')?.toLowerCase()] : [],
    ),
  );
  for (const field of type.fields) {
    if (field.custom && field.required && !given.has(field.name.toLowerCase()))
      findings.push({ problem: `Required fields are missing: [${field.name}]` });
  }
  return findings;
};

/** Their stages or states are offered by a process, and a record type names which. */
const WITH_PROCESSES: ReadonlySet<string> = new Set(['Opportunity', 'Lead', 'Case', 'Solution']);

/**
 * A record type offers values that its object's picklists have.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_recordtype.htm
 */
export const checkRecordType: Check = (component, schema) => {
  const object = schema.object(splitName(component.fullName)[0]);
  if (!object) return [];
  const findings: Finding[] = text(component.xml, 'label')?.trim() ? [] : found('Required field is missing: label');
  const named = text(component.xml, 'businessProcess')?.trim();
  if (WITH_PROCESSES.has(object.name)) {
    if (!named) findings.push({ problem: 'Required field is missing: businessProcess', rule: 'structure/required' });
  } else if (named) {
    findings.push(
      ...found(`Record types of ${object.name} have no business process: remove it`, {
        element: component.xml,
        child: 'businessProcess',
      }),
    );
  }
  for (const offered of elements(component.xml, 'picklistValues')) {
    const name = text(offered, 'picklist')?.trim() ?? '';
    const field = object.field(name);
    if (!field?.picklist) {
      // Values of most standard picklists are an org's own and not in its metadata.
      if (!field || field.custom) findings.push(missing('picklist', 'CustomField', `${object.name}.${name}`));
      continue;
    }
    const known = new Set(field.picklist.map((value) => value.name));
    for (const value of elements(offered, 'values')) {
      const given = decoded(text(value, 'fullName') ?? '');
      if (!known.has(given)) findings.push({ problem: `Picklist value: ${given} in picklist: ${name} not found` });
    }
  }
  return findings;
};

/** Values of record types are escaped as in a URL: `Id%2E Decision Makers`. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Queues hold records of objects that have owners. */
export const checkQueue: Check = (component, schema) =>
  elements(component.xml, 'queueSobject').flatMap((each) => {
    const name = text(each, 'sobjectType')?.trim() ?? '';
    const object = schema.object(name);
    if (!object) return requireObject(schema, 'sobjectType', name);
    return object.hasOwner ? [] : found(`${name} cannot be owned by a queue`);
  });
