import { splitName } from '../../schema/field.ts';
import type { Component, Field, Schema, XmlElement } from '../../schema/model.ts';
import type { Place } from '../xml-places.ts';
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
      // What lies behind a relationship that is not there is told with the relationship.
      if (!object && /\./.test(table) && !tables.has(table)) continue;
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
  const listed = reportType && columnsOf(reportType);
  for (const { name: column, place } of columnsNamed(xml)) {
    const problems = columnFindings(column, schema);
    if (problems.length === 0 && listed && /\$/.test(column) && !listed.has(column.toLowerCase()))
      problems.push({
        problem: `The report type ${reportType.fullName} has no column ${column}`,
        rule: 'reference/report-column',
      });
    findings.push(...problems.map((each) => ({ ...each, at: place })));
  }
  return [...findings, ...formatFindings(xml), ...summaryFindings(xml, schema), ...chartFindings(xml)];
};

/**
 * How many groupings each format takes: none, up to three downwards, or up to two in each direction.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_report.htm
 */
const GROUPINGS: Record<string, { down: readonly [least: number, most: number]; across: readonly [number, number] }> = {
  Tabular: { down: [0, 0], across: [0, 0] },
  Summary: { down: [1, 3], across: [0, 0] },
  Matrix: { down: [1, 2], across: [1, 2] },
};

function formatFindings(xml: XmlElement): Finding[] {
  const format = text(xml, 'format')?.trim() ?? '';
  const allowed = GROUPINGS[format];
  if (!allowed) return [];
  return (['down', 'across'] as const).flatMap((direction) => {
    const child = direction === 'down' ? 'groupingsDown' : 'groupingsAcross';
    const count = elements(xml, child).length;
    const [least, most] = allowed[direction];
    if (count >= least && count <= most) return [];
    const wanted = most === 0 ? 'none' : `${least} to ${most}`;
    return found(
      `A report of the format ${format} takes ${wanted} of ${child}, and this one has ${count}: change the format or the groupings`,
      count > most ? { element: xml, child, index: most } : { element: xml, child: 'format' },
    );
  });
}

const NUMERIC: ReadonlySet<string> = new Set(['Number', 'Currency', 'Percent', 'Summary', 'Checkbox']);
const DATED: ReadonlySet<string> = new Set(['Date', 'DateTime']);

/** Only numbers are added up, and only dates are grouped by more than their day. */
function summaryFindings(xml: XmlElement, schema: Schema): Finding[] {
  const columns = elements(xml, 'columns').flatMap((each) => {
    const field = columnField(text(each, 'field')?.trim() ?? '', schema);
    const asked = texts(each, 'aggregateTypes').map((name) => name.trim());
    const wrong = asked.findIndex((name) => !['Unique', 'Noop'].includes(name));
    return !field || wrong < 0 || NUMERIC.has(field.type) || DATED.has(field.type)
      ? []
      : found(`${field.name} is no number, so its ${asked[wrong]} cannot be shown`, {
          element: each,
          child: 'aggregateTypes',
          index: wrong,
        });
  });
  const groupings = ['groupingsDown', 'groupingsAcross'].flatMap((group) =>
    elements(xml, group).flatMap((each) => {
      const field = columnField(text(each, 'field')?.trim() ?? '', schema);
      const by = text(each, 'dateGranularity')?.trim() ?? 'Day';
      return !field || by === 'Day' || by === 'None' || DATED.has(field.type)
        ? []
        : found(`${field.name} is no date, so it cannot be grouped by ${by}`, {
            element: each,
            child: 'dateGranularity',
          });
    }),
  );
  return [...columns, ...groupings];
}

/** The custom field that a column shows, where it can be known; standard columns have names of their own. */
function columnField(column: string, schema: Schema): Field | undefined {
  const [objects = '', name = ''] = column.includes('$')
    ? [column.slice(0, column.lastIndexOf('$')), column.slice(column.lastIndexOf('$') + 1)]
    : splitName(column);
  const object = schema.object(objects.split('.')[0] ?? '');
  if (!object || !/__c$/.test(name)) return undefined;
  if (!objects.includes('.')) return object.field(name);
  // Behind relationships: the one object that has a field of this name.
  const having = schema.objects.filter((each) => each.field(name));
  return having.length === 1 ? having[0]!.field(name) : undefined;
}

interface NamedColumn {
  name: string;
  place: Place;
}

/** Every element of a report that names one of its columns. */
function columnsNamed(xml: XmlElement): NamedColumn[] {
  const named = (element: XmlElement, child: string): NamedColumn[] => {
    const name = text(element, child)?.trim();
    return name ? [{ name, place: { element, child } }] : [];
  };
  return [
    ...['columns', 'groupingsDown', 'groupingsAcross'].flatMap((group) =>
      elements(xml, group).flatMap((each) => named(each, 'field')),
    ),
    ...elements(element(xml, 'filter'), 'criteriaItems').flatMap((each) => named(each, 'column')),
    ...elements(xml, 'buckets').flatMap((each) => named(each, 'sourceColumnName')),
    ...elements(xml, 'timeFrameFilter').flatMap((each) => named(each, 'dateColumn')),
  ];
}

/** `Base.Relationship$Field` of each column that a report type lays out, in lower case. */
function columnsOf(reportType: Component): ReadonlySet<string> {
  return new Set(
    elements(reportType.xml, 'sections').flatMap((section) =>
      elements(section, 'columns').map((column) =>
        `${text(column, 'table')?.trim() ?? ''}$${text(column, 'field')?.trim() ?? ''}`.toLowerCase(),
      ),
    ),
  );
}

/** Fields that a report is grouped by, downwards and across. */
function groupingsOf(xml: XmlElement): Set<string> {
  return new Set(
    [...elements(xml, 'groupingsDown'), ...elements(xml, 'groupingsAcross')].flatMap(
      (each) => text(each, 'field')?.trim() ?? [],
    ),
  );
}

/** A chart shows what its report is grouped by. */
function chartFindings(xml: XmlElement): Finding[] {
  const chart = element(xml, 'chart');
  if (!chart) return [];
  const groupings = groupingsOf(xml);
  return ['groupingColumn', 'secondaryGroupingColumn'].flatMap((child) => {
    const name = text(chart, child)?.trim();
    return name && !groupings.has(name)
      ? [
          {
            problem: `The chart is grouped by ${name}, by which the report is not grouped`,
            rule: 'reference/report-grouping',
            at: { element: chart, child },
          },
        ]
      : [];
  });
}

function columnFindings(column: string, schema: Schema): Finding[] {
  const [objects = '', field] = column.includes('$')
    ? [column.slice(0, column.lastIndexOf('$')), column.slice(column.lastIndexOf('$') + 1)]
    : splitName(column);
  if (!field || !/__c$/.test(field)) return [];
  const object = schema.object(objects.split(/[.$]/)[0] ?? '');
  const known = object && (resolvePath(schema, object, field) || schema.objects.some((each) => each.field(field)));
  return known ? [] : found(`Invalid field name: ${column}`);
}

/** A chart of a dashboard is grouped as its report is. */
function componentFindings(component: XmlElement, report: Component): Finding[] {
  const groupings = groupingsOf(report.xml);
  return texts(component, 'groupingColumn').flatMap((name, index) =>
    groupings.has(name.trim())
      ? []
      : [
          {
            problem: `The component is grouped by ${name.trim()}, by which its report ${report.fullName} is not grouped`,
            rule: 'reference/report-grouping',
            at: { element: component, child: 'groupingColumn', index },
          },
        ],
  );
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
    const name = text(each, 'report')?.trim();
    if (name === undefined) continue;
    const report = schema.component('Report', name);
    if (!report) findings.push(missing('report', 'Report', name, { element: each, child: 'report' }));
    else findings.push(...componentFindings(each, report));
  }
  const unknown = texts(xml, 'runningUser').filter((user) => user.trim() && !user.includes('@'));
  return [...findings, ...unknown.map((user) => ({ problem: `In field: runningUser - no User named ${user} found` }))];
};
