import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { element, elements, parseXml, text, texts } from '../local-org/metadata/xml.ts';
import type { XmlElement } from '../local-org/schema/model.ts';

/** A report of the app as one query: what it filters, groups and adds up. Built from its file, as Salesforce would run it. */
export interface NativeReport {
  name: string;
  soql: string;
  /** Paths of the groupings, downwards first. */
  groupBy: readonly string[];
  /** Alias by what is added up, such as `Told__c:Sum`. */
  sums: Readonly<Record<string, string>>;
}

const APP = join(import.meta.dirname, '../../force-app/main/default');
const REPORTS = join(APP, 'reports/Joint_Calls');

/** Every report of the app. `ORDER BY` and columns of single records are left out: they say nothing of figures. */
export function nativeReports(): NativeReport[] {
  return readdirSync(REPORTS).map((file) => {
    const name = basename(file, '.report-meta.xml');
    return asQuery(name, rootOf(join(REPORTS, file)));
  });
}

function asQuery(name: string, report: XmlElement): NativeReport {
  const type = (text(report, 'reportType') ?? '').replace(/__c$/, '');
  const reportType = rootOf(join(APP, 'reportTypes', `${type}.reportType-meta.xml`));
  const base = text(reportType, 'baseObject') ?? '';
  const relationship = text(element(reportType, 'join'), 'relationship');
  // One row for each record at the end of the join: all reports with a join are of follow-ups.
  const object = relationship === undefined ? base : 'Joint_Call_Follow_Up__c';
  const path = (column: string): string => {
    const [table = '', field = ''] = column.split('$');
    const own = field.replace(/__c\./g, '__r.');
    return table === base && relationship !== undefined ? `${base.replace(/__c$/, '__r')}.${own}` : own;
  };
  const groupBy = ['groupingsDown', 'groupingsAcross'].flatMap((group) =>
    elements(report, group).map((each) => path(text(each, 'field') ?? '')),
  );
  const added = elements(report, 'columns').flatMap((column) =>
    texts(column, 'aggregateTypes').map((how) => ({ how, field: path(text(column, 'field') ?? '') })),
  );
  const sums = Object.fromEntries(added.map(({ how, field }, index) => [`${field}:${how}`, `added${index}`]));
  const where = elements(element(report, 'filter'), 'criteriaItems').map((item) =>
    condition(path(text(item, 'column') ?? ''), text(item, 'operator') ?? '', text(item, 'value') ?? ''),
  );
  const functions = added.map(({ how, field }, index) => `${how === 'Sum' ? 'SUM' : 'AVG'}(${field}) added${index}`);
  const soql = [
    `SELECT ${[...groupBy, 'COUNT(Id) records', ...functions].join(', ')}`,
    `FROM ${object}`,
    ...(where.length > 0 ? [`WHERE ${where.join(' AND ')}`] : []),
    ...(groupBy.length > 0 ? [`GROUP BY ${groupBy.join(', ')}`] : []),
  ].join(' ');
  return { name, soql, groupBy, sums };
}

const OPERATORS: Record<string, string> = {
  equals: '=',
  notEqual: '!=',
  greaterThan: '>',
  greaterOrEqual: '>=',
  lessOrEqual: '<=',
};

/** Several values of one condition are separated by commas and joined by OR; none asks for a blank. */
function condition(field: string, operator: string, value: string): string {
  const sign = OPERATORS[operator];
  if (sign === undefined) throw new Error(`No SOQL for the operator ${operator}`);
  if (value === '') return `${field} ${sign} null`;
  if (/^(LAST_N_MONTHS:\d+|\d+)$/.test(value)) return `${field} ${sign} ${value}`;
  const values = value.split(',').map((each) => `'${each}'`);
  return values.length === 1 ? `${field} ${sign} ${values[0]}` : `${field} IN (${values.join(', ')})`;
}

function rootOf(file: string): XmlElement {
  return parseXml(readFileSync(file, 'utf8')).xml;
}
