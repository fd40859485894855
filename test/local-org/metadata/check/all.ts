import type { Component, Schema } from '../../schema/model.ts';
import { text } from '../xml.ts';
import { positionOf } from '../xml-places.ts';
import { childType, depthOf, metadataType } from '../types.ts';
import { STANDARD_VALUE_SETS } from '../../schema/standard/value-sets.ts';
import { found, unsupported, type Check, type Finding } from './context.ts';
import { checkFlow } from './flows.ts';
import { checkFieldFormula, checkValidationRule } from './formulas.ts';
import { locate } from './locate.ts';
import { checkLwc } from './lwc.ts';
import { checkCustomMetadata, checkField, checkObject, checkQueue, checkRecordType, tooLong } from './objects.ts';
import { checkCompactAssignment, checkCompactLayout, checkFieldSet, checkLayout, checkListView } from './layouts.ts';
import {
  checkActionOverrides,
  checkApplication,
  checkFlexiPage,
  checkPathAssistant,
  checkQuickAction,
  checkTab,
} from './pages.ts';
import { checkCustomPermission, checkPermissionSet, checkProfile, checkRole } from './permissions.ts';
import { checkDashboard, checkReport, checkReportType } from './reports.ts';
import { referenceFindings } from './references.ts';
import { structureFindings } from './structure.ts';

const checkLabel: Check = ({ xml }) => [
  ...tooLong(xml, 'value', 'Value', 1000),
  ...tooLong(xml, 'shortDescription', 'Short Description', 80),
  ...['value', 'shortDescription', 'language'].flatMap((name) =>
    text(xml, name) ? [] : found(`Required field is missing: ${name}`),
  ),
];

const checkStaticResource: Check = ({ xml, files, fullName }) => {
  const content = [...files].find(([name]) => !name.endsWith('-meta.xml'))?.[1];
  if (!content) return found(`Expected file staticresources/${fullName}.resource was not found`);
  if (!text(xml, 'contentType')?.trim()) return found('Must specify a contentType for the StaticResource');
  return content.length > 5 * 1024 * 1024 ? found('Maximum size of a static resource is 5 MB') : [];
};

const checkStandardValueSet: Check = ({ fullName }) =>
  STANDARD_VALUE_SETS[fullName] ? [] : [unsupported(`The standard value set ${fullName} is not supported by this org`)];

const CHECKS: Record<string, Check[]> = {
  CustomObject: [checkObject, checkCompactAssignment, checkActionOverrides],
  CustomField: [checkField, checkFieldFormula],
  ValidationRule: [checkValidationRule],
  ListView: [checkListView],
  CompactLayout: [checkCompactLayout],
  FieldSet: [checkFieldSet],
  RecordType: [checkRecordType],
  CustomMetadata: [checkCustomMetadata],
  CustomLabel: [checkLabel],
  CustomPermission: [checkCustomPermission],
  PermissionSet: [checkPermissionSet],
  Profile: [checkProfile],
  Role: [checkRole],
  Queue: [checkQueue],
  StandardValueSet: [checkStandardValueSet],
  Flow: [checkFlow],
  LightningComponentBundle: [checkLwc],
  StaticResource: [checkStaticResource],
  FlexiPage: [checkFlexiPage],
  Layout: [checkLayout],
  QuickAction: [checkQuickAction],
  CustomTab: [checkTab],
  CustomApplication: [checkApplication],
  PathAssistant: [checkPathAssistant],
  ReportType: [checkReportType],
  Report: [checkReport],
  Dashboard: [checkDashboard],
};

/** Everything wrong with one component in the org that would be. */
export function check(component: Component, schema: Schema): Finding[] {
  if (depthOf(component.type) === 'refused') {
    const known = metadataType(component.type) ?? childType(component.type);
    return known
      ? [unsupported(`The metadata type ${component.type} is not supported by this org`)]
      : found(`Unknown type name '${component.type}' specified in package.xml`);
  }
  const findings = [
    ...structureFindings(component),
    ...referenceFindings(component, schema),
    ...(CHECKS[component.type] ?? []).flatMap((each) => each(component, schema)),
  ];
  // What is missing is told once, though its type and a check of its meaning may both miss it.
  const different = new Map<string, Finding>();
  const placed = new Set(findings.flatMap(({ problem, at }) => (at ? [problem] : [])));
  for (const finding of findings) {
    const nowhere = finding.at === undefined && finding.line === undefined;
    if (nowhere && placed.has(finding.problem)) continue;
    const place = finding.at ?? (nowhere ? locate(component.xml, finding) : undefined);
    const line = finding.line ?? (place && positionOf(place))?.line;
    const key = JSON.stringify([finding.problem, finding.fileName, line]);
    if (!different.has(key)) different.set(key, place ? { ...finding, at: place } : finding);
  }
  return [...different.values()];
}
