import { splitName } from '../../schema/field.ts';
import type { Component, Schema } from '../../schema/model.ts';
import { element, elements, text, texts } from '../xml.ts';
import {
  missing,
  requireComponent,
  requireField,
  requireObject,
  resolvePath,
  type Check,
  type Finding,
} from './context.ts';

export const checkLayout: Check = (component, schema) => {
  const objectName = component.fullName.slice(0, component.fullName.indexOf('-'));
  const object = schema.object(objectName);
  if (!object) return requireObject(schema, 'fullName', objectName);
  const findings: Finding[] = [];
  const placed = new Set<string>();
  for (const section of elements(component.xml, 'layoutSections')) {
    for (const column of elements(section, 'layoutColumns')) {
      for (const item of elements(column, 'layoutItems')) {
        const name = text(item, 'field')?.trim();
        if (name === undefined) continue;
        const at = { element: item, child: 'field' };
        if (placed.has(name.toLowerCase())) findings.push({ problem: `Duplicate field on the layout: ${name}`, at });
        placed.add(name.toLowerCase());
        if (object.kind === 'customMetadata' && METADATA_RECORD_FIELDS.has(name)) continue;
        const field = resolvePath(schema, object, name);
        if (!field) findings.push(missing('field', 'CustomField', `${object.name}.${name}`, at));
        else if (
          text(item, 'behavior') !== 'Readonly' &&
          field.custom &&
          (field.formula !== undefined || field.summary || field.type === 'AutoNumber')
        ) {
          findings.push({ problem: `Layout item ${name} must be Readonly: the field is computed by the system` });
        }
      }
    }
  }
  for (const field of object.fields) {
    const needed = object.kind === 'custom' && field.name === 'Name' && field.type !== 'AutoNumber';
    const required = field.custom && field.required && field.createable;
    if ((needed || required) && !placed.has(field.name.toLowerCase())) {
      findings.push({ problem: `Layout must contain an item for required layout field: ${field.name}` });
    }
  }
  for (const list of elements(component.xml, 'relatedLists')) {
    const name = text(list, 'relatedList')?.trim() ?? '';
    if (/^\w+__c\.\w+$/.test(name))
      findings.push(...requireField(schema, 'relatedList', name, { element: list, child: 'relatedList' }));
    const child = schema.object(splitName(name)[0]);
    for (const column of texts(list, 'fields')) {
      if (/__c$/.test(column) && child && !resolvePath(schema, child, column))
        findings.push(missing('fields', 'CustomField', `${child.name}.${column}`));
    }
  }
  for (const action of elements(element(component.xml, 'platformActionList'), 'platformActionListItems')) {
    if (text(action, 'actionType') === 'QuickAction')
      findings.push(...requireQuickAction(schema, text(action, 'actionName')?.trim()));
  }
  for (const action of elements(element(component.xml, 'quickActionList'), 'quickActionListItems')) {
    findings.push(...requireQuickAction(schema, text(action, 'quickActionName')?.trim()));
  }
  return findings;
};

/** What every layout of a custom metadata type shows, though queries do not. */
const METADATA_RECORD_FIELDS: ReadonlySet<string> = new Set([
  'IsProtected',
  'NamespacePrefix',
  'CreatedById',
  'LastModifiedById',
]);

/**
 * The platform's own actions (`FeedItem.TextPost`, `NewTask`, `Case.LogACall`) are there without being deployed:
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_layouts.htm
 */
const STANDARD_ACTION =
  /^(FeedItem\.\w+|Edit|Delete|Clone|Global\w*|(\w+\.)?(New\w*|LogACall|SendEmail|Email|CaseComment|ChangeStatus|SocialPost))$/;

function requireQuickAction(schema: Schema, name: string | undefined): Finding[] {
  if (name === undefined || STANDARD_ACTION.test(name)) return [];
  return requireComponent(schema, 'quickActionName', 'QuickAction', name);
}

export const checkListView: Check = (component, schema) => {
  const object = schema.object(splitName(component.fullName)[0]);
  if (!object) return [];
  const columns = [
    ...texts(component.xml, 'columns'),
    ...elements(component.xml, 'filters').flatMap((filter) => text(filter, 'field') ?? []),
  ];
  const findings: Finding[] = columns.flatMap((column) =>
    listColumn(schema, component, column.trim())
      ? []
      : [
          {
            problem: `Could not resolve list view column: ${column.trim()}`,
            rule: 'reference/column',
            names: column.trim(),
          },
        ],
  );
  if (!text(component.xml, 'label')?.trim()) findings.push({ problem: 'Required field is missing: label' });
  if (!text(component.xml, 'filterScope')?.trim()) findings.push({ problem: 'Required field is missing: filterScope' });
  if (text(component.xml, 'filterScope')?.trim() === 'Mine' && !object.hasOwner) {
    findings.push({ problem: `Filter scope Mine is not valid for ${object.name}: its records have no owner` });
  }
  for (const filter of elements(component.xml, 'filters')) {
    const field = object.field(text(filter, 'field')?.trim() ?? '');
    if (field && (field.type === 'LongTextArea' || field.type === 'Html'))
      findings.push({ problem: `Field ${field.name} cannot be used in a filter` });
  }
  return findings;
};

/** Custom fields by name; fields of the platform by capitals such as `NAME`, `OWNER.ALIAS`, `OPPORTUNITY.STAGE_NAME`. */
function listColumn(schema: Schema, component: Component, column: string): boolean {
  const object = schema.object(splitName(component.fullName)[0])!;
  if (/__c$/i.test(column))
    return (
      resolvePath(schema, object, column.includes('.') ? column.slice(column.lastIndexOf('.') + 1) : column) !==
        undefined || column.includes('__r.')
    );
  if (object.kind === 'custom' && column === 'OWNER.ALIAS') return object.hasOwner;
  return /^[A-Z][A-Z0-9_]*(\.[A-Z][A-Z0-9_]*)*$/.test(column) || object.field(column) !== undefined;
}

export const checkCompactLayout: Check = (component, schema) => {
  const object = schema.object(splitName(component.fullName)[0]);
  const fields = texts(component.xml, 'fields');
  const findings = object
    ? fields.flatMap((name) =>
        resolvePath(schema, object, name.trim())
          ? []
          : [missing('fields', 'CustomField', `${object.name}.${name.trim()}`)],
      )
    : [];
  if (fields.length === 0) findings.push({ problem: 'A compact layout must have at least one field' });
  if (fields.length > 10)
    findings.push({
      problem: 'A compact layout can have at most 10 fields: remove this one, or another',
      at: { element: component.xml, child: 'fields', index: 10 },
    });
  for (const name of fields) {
    const type = object?.field(name.trim())?.type;
    if (type === 'LongTextArea' || type === 'Html' || type === 'MultiselectPicklist')
      findings.push({ problem: `Field ${name.trim()} cannot be used in a compact layout` });
  }
  if (!text(component.xml, 'label')?.trim()) findings.push({ problem: 'Required field is missing: label' });
  return findings;
};

/** The compact layout that an object shows is one of its own. */
export const checkCompactAssignment: Check = (component, schema) => {
  const name = text(component.xml, 'compactLayoutAssignment')?.trim();
  return name === undefined || name === 'SYSTEM'
    ? []
    : requireComponent(schema, 'compactLayoutAssignment', 'CompactLayout', `${component.fullName}.${name}`);
};

export const checkFieldSet: Check = (component, schema) => {
  const object = schema.object(splitName(component.fullName)[0]);
  if (!object) return [];
  return [...elements(component.xml, 'displayedFields'), ...elements(component.xml, 'availableFields')].flatMap(
    (each) => {
      const name = text(each, 'field')?.trim() ?? '';
      return resolvePath(schema, object, name) ? [] : [missing('field', 'CustomField', `${object.name}.${name}`)];
    },
  );
};
