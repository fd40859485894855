import { splitName } from '../../schema/field.ts';
import type { Schema } from '../../schema/model.ts';
import { element, elements, text, texts } from '../xml.ts';
import { found, missing, requireObject, resolvePath, type Check, type Finding } from './context.ts';
import { tooLong } from './objects.ts';

/** Columns are named by object and field: `Loan__c$Due__c` on deploys since API 30, `Loan__c.Due__c` before. */
export const checkReportType: Check = (component, schema) => {
  const { xml } = component;
  const base = text(xml, 'baseObject')?.trim();
  const findings: Finding[] = [...requireObject(schema, 'baseObject', base), ...tooLong(xml, 'label', 'Label', 50)];
  if (!text(xml, 'label')?.trim()) findings.push({ problem: 'Required field is missing: label' });
  const tables = new Map<string, string>(base === undefined ? [] : [[base, base]]);
  let path = base ?? '';
  for (let join = element(xml, 'join'); join; join = element(join, 'join')) {
    const relationship = text(join, 'relationship')?.trim() ?? '';
    const parent = tables.get(path) ?? '';
    const child = schema
      .childrenOf(parent)
      .find((each) => each.relationshipName?.toLowerCase() === relationship.toLowerCase());
    if (!child) {
      findings.push({ problem: `Invalid relationship ${relationship} of ${parent}` });
      break;
    }
    path = `${path}.${relationship}`;
    tables.set(path, child.childObject);
  }
  for (const section of elements(xml, 'sections')) {
    for (const column of elements(section, 'columns')) {
      const table = text(column, 'table')?.trim() ?? '';
      const field = text(column, 'field')?.trim() ?? '';
      const object = schema.object(tables.get(table) ?? table);
      if (!object) findings.push(missing('table', 'CustomObject', table));
      // Lookups are followed by the field's own name here.
      else if (!resolvePath(schema, object, field.replace(/__c\./g, '__r.')))
        findings.push(missing('field', 'CustomField', `${object.name}.${field}`));
    }
  }
  return findings;
};

export const checkReport: Check = (component, schema) => {
  const { xml, fullName } = component;
  const findings: Finding[] = [];
  const folder = fullName.slice(0, fullName.lastIndexOf('/'));
  if (!text(xml, 'name')?.trim()) findings.push({ problem: 'Required field is missing: name' });
  if (folder !== 'unfiled$public' && !schema.component('ReportFolder', folder))
    findings.push(missing('folder', 'ReportFolder', folder));
  const type = text(xml, 'reportType')?.trim() ?? '';
  const custom = /^(.*)__c$/.exec(type)?.[1];
  const reportType = custom === undefined ? undefined : schema.component('ReportType', custom);
  if (!type) findings.push({ problem: 'Required field is missing: reportType' });
  else if (custom !== undefined && !reportType && !schema.object(type) && !/\$/.test(type))
    findings.push({ problem: `reportType: ${type} is not a valid value` });
  const columns = [
    ...elements(xml, 'columns').flatMap((each) => text(each, 'field') ?? []),
    ...elements(xml, 'groupingsDown').flatMap((each) => text(each, 'field') ?? []),
    ...elements(xml, 'groupingsAcross').flatMap((each) => text(each, 'field') ?? []),
    ...elements(element(xml, 'filter'), 'criteriaItems').flatMap((each) => text(each, 'column') ?? []),
  ];
  for (const column of columns) findings.push(...columnFindings(column.trim(), schema));
  return findings;
};

function columnFindings(column: string, schema: Schema): Finding[] {
  const [objects = '', field] = column.includes('$')
    ? [column.slice(0, column.lastIndexOf('$')), column.slice(column.lastIndexOf('$') + 1)]
    : splitName(column);
  if (!field || !/__c$/.test(field)) return [];
  const object = schema.object(objects.split(/[.$]/)[0] ?? '');
  const known = object && (resolvePath(schema, object, field) || schema.objects.some((each) => each.field(field)));
  return known ? [] : found(`Invalid field name: ${column}`);
}

export const checkDashboard: Check = (component, schema) => {
  const { xml, fullName } = component;
  const folder = fullName.slice(0, fullName.lastIndexOf('/'));
  const findings: Finding[] = [];
  if (!text(xml, 'title')?.trim()) findings.push({ problem: 'Required field is missing: title' });
  if (!schema.component('DashboardFolder', folder)) findings.push(missing('folder', 'DashboardFolder', folder));
  const sections = ['leftSection', 'middleSection', 'rightSection'].flatMap((name) =>
    elements(element(xml, name), 'components'),
  );
  const grid = elements(element(xml, 'dashboardGridLayout'), 'dashboardGridComponents').flatMap((each) =>
    elements(each, 'dashboardComponent'),
  );
  for (const each of [...sections, ...grid]) {
    const report = text(each, 'report')?.trim();
    if (report !== undefined && !schema.component('Report', report)) findings.push(missing('report', 'Report', report));
  }
  const unknown = texts(xml, 'runningUser').filter((user) => user.trim() && !user.includes('@'));
  return [...findings, ...unknown.map((user) => ({ problem: `In field: runningUser - no User named ${user} found` }))];
};
