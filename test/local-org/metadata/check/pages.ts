import type { Schema, XmlElement } from '../../schema/model.ts';
import { element, elements, flag, text, texts } from '../xml.ts';
import type { Place } from '../xml-places.ts';
import {
  found,
  missing,
  requireComponent,
  requireObject,
  resolvePath,
  unsupported,
  type Check,
  type Finding,
} from './context.ts';
import { bundleTargets, designProperties } from './lwc-meta.ts';

/** Which target an LWC needs for each type of page. */
const PAGE_TARGETS: Record<string, string> = {
  RecordPage: 'lightning__RecordPage',
  AppPage: 'lightning__AppPage',
  HomePage: 'lightning__HomePage',
  UtilityBar: 'lightning__UtilityBar',
};

export const checkFlexiPage: Check = (component, schema) => {
  const { xml } = component;
  const type = text(xml, 'type')?.trim() ?? '';
  const objectName = text(xml, 'sobjectType')?.trim();
  const findings = [...requireObject(schema, 'sobjectType', objectName)];
  if (!text(xml, 'masterLabel')?.trim()) findings.push({ problem: 'Required field is missing: masterLabel' });
  if (type === 'RecordPage' && !objectName) findings.push({ problem: 'Required field is missing: sobjectType' });
  const object = schema.object(objectName ?? '');
  const regions = new Set(elements(xml, 'flexiPageRegions').map((region) => text(region, 'name')?.trim()));
  for (const region of elements(xml, 'flexiPageRegions')) {
    for (const item of elements(region, 'itemInstances')) {
      const instance = element(item, 'componentInstance');
      if (instance) findings.push(...instanceFindings(instance, PAGE_TARGETS[type], regions, objectName, schema));
      const field = text(element(item, 'fieldInstance'), 'fieldItem')?.trim();
      if (field && object && !resolvePath(schema, object, field.replace(/^Record\./, ''))) {
        const at = { element: element(item, 'fieldInstance')!, child: 'fieldItem' };
        findings.push(missing('fieldItem', 'CustomField', `${object.name}.${field.replace(/^Record\./, '')}`, at));
      }
      for (const visibility of [instance, element(item, 'fieldInstance')]) {
        for (const criterion of elements(element(visibility, 'visibilityRule'), 'criteria')) {
          const path = /^\{!Record\.([\w.]+)\}$/.exec(text(criterion, 'leftValue')?.trim() ?? '')?.[1];
          if (path && object && !resolvePath(schema, object, path))
            findings.push(
              missing('leftValue', 'CustomField', `${object.name}.${path}`, { element: criterion, child: 'leftValue' }),
            );
        }
      }
    }
  }
  return findings;
};

function instanceFindings(
  instance: XmlElement,
  target: string | undefined,
  regions: Set<string | undefined>,
  objectName: string | undefined,
  schema: Schema,
): Finding[] {
  const name = text(instance, 'componentName')?.trim() ?? '';
  const own = /^(?:c:)?(\w+)$/.exec(name)?.[1];
  const properties = elements(instance, 'componentInstanceProperties');
  const facets = properties.flatMap((property) => {
    const value = text(property, 'value')?.trim() ?? '';
    return /^Facet-[\w-]+$/.test(value) && !regions.has(value)
      ? [
          {
            problem: `The facet ${value} that ${name} refers to doesn't exist on the page`,
            rule: 'reference/facet',
            at: { element: property, child: 'value' },
          },
        ]
      : [];
  });
  if (own === undefined) return [...facets, ...standardComponentFindings(name, properties, objectName, schema)];
  const bundle = schema.component('LightningComponentBundle', own);
  if (!bundle && schema.component('AuraDefinitionBundle', own)) return facets;
  if (!bundle) {
    return [
      {
        problem: `We couldn't retrieve or load the information on the component: c:${own}.`,
        rule: 'reference/component',
        at: { element: instance, child: 'componentName' },
      },
      ...facets,
    ];
  }
  if (target && !bundleTargets(bundle).includes(target))
    return [
      {
        problem: `The component c:${own} can't be used on this type of page: its target ${target} is missing`,
        rule: 'reference/target',
        at: { element: instance, child: 'componentName' },
      },
    ];
  const known = designProperties(bundle);
  return [
    ...facets,
    ...properties.flatMap((property) => {
      const each = text(property, 'name')?.trim() ?? '';
      return known.includes(each)
        ? []
        : [
            {
              problem: `The ${each} property isn't valid for the component c:${own}`,
              rule: 'reference/property',
              at: { element: property, child: 'name' },
            },
          ];
    }),
  ];
}

/** What properties of the platform's own components name. */
function standardComponentFindings(
  name: string,
  properties: XmlElement[],
  objectName: string | undefined,
  schema: Schema,
): Finding[] {
  const property = (wanted: string): { value: string; at: Place } | undefined => {
    const element = properties.find((each) => text(each, 'name')?.trim() === wanted);
    const value = text(element, 'value')?.trim();
    return element && value ? { value, at: { element, child: 'value' } } : undefined;
  };
  const findings: Finding[] = [];
  const flow = property('flowName');
  if (name === 'flowruntime:interview' && flow)
    findings.push(...requireComponent(schema, 'flowName', 'Flow', flow.value, flow.at));
  const report = property('reportName');
  if (name === 'flexipage:reportChart' && report) {
    const there = schema.components('Report').some((each) => each.fullName.split('/').at(-1) === report.value);
    if (!there) findings.push(missing('reportName', 'Report', report.value, report.at));
  }
  const entity = property('entityName');
  const view = property('filterName');
  if (name === 'flexipage:filterListCard' && entity) {
    findings.push(...requireObject(schema, 'entityName', entity.value, entity.at));
    // Standard objects come with list views of their own.
    if (view && /__c$/.test(entity.value))
      findings.push(...requireComponent(schema, 'filterName', 'ListView', `${entity.value}.${view.value}`, view.at));
  }
  const list = property('relatedListApiName');
  if (list && objectName !== undefined && /__r$/.test(list.value)) {
    const there = schema
      .childrenOf(objectName)
      .some((each) => each.relationshipName?.toLowerCase() === list.value.toLowerCase());
    if (!there) {
      findings.push({
        problem: `${objectName} has no related list ${list.value}`,
        rule: 'reference/relationship',
        names: list.value,
        at: list.at,
      });
    }
  }
  return findings;
}

export const checkQuickAction: Check = (component, schema) => {
  const { fullName, xml } = component;
  const dot = fullName.indexOf('.');
  const onObject = dot < 0 ? undefined : fullName.slice(0, dot);
  const findings = [
    ...requireObject(schema, 'fullName', onObject),
    ...requireObject(schema, 'targetObject', text(xml, 'targetObject')?.trim()),
  ];
  if (!text(xml, 'label')?.trim() && !text(xml, 'standardLabel')?.trim())
    findings.push({ problem: 'Required field is missing: label' });
  const type = text(xml, 'type')?.trim();
  if (type === 'LightningWebComponent') {
    const name = text(xml, 'lightningWebComponent')?.trim() ?? '';
    const bundle = schema.component('LightningComponentBundle', name);
    if (!bundle) findings.push(missing('lightningWebComponent', 'LightningComponentBundle', name));
    else if (!bundleTargets(bundle).includes('lightning__RecordAction'))
      findings.push({
        problem: `The component c:${name} can't be used in a quick action: its target lightning__RecordAction is missing`,
      });
  } else if (type === 'LightningComponent' || type === 'VisualforcePage') {
    findings.push(unsupported(`Quick actions of type ${type} are not supported by this org`));
  } else if (type === 'Flow') {
    findings.push(...requireComponent(schema, 'flowDefinition', 'Flow', text(xml, 'flowDefinition')?.trim()));
  }
  const target = schema.object(text(xml, 'targetObject')?.trim() ?? (type === 'Update' ? (onObject ?? '') : ''));
  if (target) {
    const names = [
      ...elements(element(xml, 'quickActionLayout'), 'quickActionLayoutColumns').flatMap((column) =>
        elements(column, 'quickActionLayoutItems'),
      ),
      ...elements(xml, 'fieldOverrides'),
    ].flatMap((item) => text(item, 'field')?.trim() ?? []);
    for (const name of names)
      if (!resolvePath(schema, target, name)) findings.push(missing('field', 'CustomField', `${target.name}.${name}`));
  }
  return findings;
};

export const checkTab: Check = (component, schema) => {
  const { fullName, xml } = component;
  if (flag(xml, 'customObject')) return requireObject(schema, 'fullName', fullName);
  const page = text(xml, 'flexiPage')?.trim();
  const lwc = text(xml, 'lwcComponent')?.trim();
  const findings = [...requireComponent(schema, 'flexiPage', 'FlexiPage', page)];
  if (lwc) {
    const bundle = schema.component('LightningComponentBundle', lwc);
    if (!bundle) findings.push(missing('lwcComponent', 'LightningComponentBundle', lwc));
    else if (!bundleTargets(bundle).includes('lightning__Tab'))
      findings.push({ problem: `The component c:${lwc} can't be used in a tab: its target lightning__Tab is missing` });
  }
  const visualforce = text(xml, 'page')?.trim();
  const aura = text(xml, 'auraComponent')?.trim();
  findings.push(
    ...requireComponent(schema, 'page', 'ApexPage', visualforce),
    ...requireComponent(schema, 'auraComponent', 'AuraDefinitionBundle', aura),
  );
  const shown = [page, lwc, visualforce, aura, text(xml, 'url'), text(xml, 'scontrol')];
  if (shown.every((each) => each === undefined))
    findings.push({ problem: 'A custom tab must show an object, a page, a component or a URL' });
  return findings;
};

export const checkApplication: Check = (component, schema) => {
  const { xml } = component;
  const findings = texts(xml, 'tabs').flatMap((tab) =>
    tab.trim().startsWith('standard-') ? [] : requireComponent(schema, 'tab', 'CustomTab', tab.trim()),
  );
  if (!text(xml, 'label')?.trim()) findings.push({ problem: 'Required field is missing: label' });
  for (const override of [...elements(xml, 'actionOverrides'), ...elements(xml, 'profileActionOverrides')]) {
    findings.push(
      ...requireObject(schema, 'pageOrSobjectType', sobjectOf(text(override, 'pageOrSobjectType')?.trim())),
    );
    if (text(override, 'type')?.trim() === 'Flexipage')
      findings.push(...requireComponent(schema, 'content', 'FlexiPage', text(override, 'content')?.trim()));
  }
  return [...findings, ...requireComponent(schema, 'utilityBar', 'FlexiPage', text(xml, 'utilityBar')?.trim())];
};

function sobjectOf(name: string | undefined): string | undefined {
  return name?.startsWith('standard-') ? undefined : name;
}

/** An object's own overrides of its actions, by pages. */
export const checkActionOverrides: Check = (component, schema) =>
  elements(component.xml, 'actionOverrides').flatMap((override) =>
    text(override, 'type')?.trim() === 'Flexipage'
      ? requireComponent(schema, 'content', 'FlexiPage', text(override, 'content')?.trim())
      : [],
  );

export const checkPathAssistant: Check = (component, schema) => {
  const objectName = text(component.xml, 'entityName')?.trim() ?? '';
  const fieldName = text(component.xml, 'fieldName')?.trim() ?? '';
  const object = schema.object(objectName);
  if (!object) return [missing('entityName', 'CustomObject', objectName)];
  const field = object.field(fieldName);
  if (!field || (!field.picklist && field.custom))
    return [missing('fieldName', 'CustomField', `${object.name}.${fieldName}`)];
  return elements(component.xml, 'pathAssistantSteps').flatMap((step) => {
    const value = text(step, 'picklistValueName')?.trim() ?? '';
    return [
      ...(value === '#Master#' || !field.picklist || field.picklist.some((each) => each.name === value)
        ? []
        : found(`Picklist value: ${value} in field ${object.name}.${field.name} not found`, {
            element: step,
            child: 'picklistValueName',
          })),
      ...texts(step, 'fieldNames').flatMap((name) =>
        resolvePath(schema, object, name.trim())
          ? []
          : [missing('fieldNames', 'CustomField', `${object.name}.${name.trim()}`)],
      ),
    ];
  });
};
