import { element, elements, text, texts } from '../../metadata/xml.ts';
import type { UserAccess } from '../../org.ts';
import type { Component, Schema, SObject, XmlElement } from '../../schema/model.ts';
import { fieldLabel } from './columns.ts';
import type { Item, PathStep, Region, Section, Visibility } from './model.ts';

/** A deployed FlexiPage as regions of items. Whatever is not known here becomes a visible note, never a gap. */

interface Context {
  schema: Schema;
  access: UserAccess;
  object: SObject | undefined;
  /** Regions by name, facets (the insides of tabs and sections) among them. */
  regions: Map<string, XmlElement[]>;
}

export function flexiPageRegions(
  schema: Schema,
  access: UserAccess,
  page: XmlElement,
  object: SObject | undefined,
): Region[] {
  const all = elements(page, 'flexiPageRegions');
  const context: Context = {
    schema,
    access,
    object,
    regions: new Map(all.map((region) => [text(region, 'name') ?? '', instances(region)])),
  };
  const shown = all.filter((region) => text(region, 'type') !== 'Facet').map((region) => text(region, 'name') ?? '');
  const hasSide = shown.some((name) => widthOf(name) === 'side');
  return shown.map((name) => {
    const width = widthOf(name);
    return { name, width: width === 'main' && !hasSide ? 'full' : width, items: itemsOf(context, name) };
  });
}

/** The instances of a region: `itemInstances` since API 49, `componentInstances` before. */
function instances(region: XmlElement): XmlElement[] {
  return [
    ...elements(region, 'itemInstances'),
    ...elements(region, 'componentInstances').map((instance) => ({ componentInstance: instance })),
  ];
}

function widthOf(region: string): Region['width'] {
  if (/header/i.test(region)) return 'full';
  return /side/i.test(region) ? 'side' : 'main';
}

function itemsOf(context: Context, region: string): Item[] {
  const items = (context.regions.get(region) ?? []).map((instance, index): Item => {
    const component = element(instance, 'componentInstance');
    const field = element(instance, 'fieldInstance');
    const key = `${region}-${index}`;
    if (field)
      return {
        key,
        visibility: visibilityOf(field),
        kind: 'fields',
        sections: [{ label: '', columns: [fieldsOf(context, [instance])] }],
      };
    return { key, visibility: visibilityOf(component), ...placed(context, component ?? {}, key) };
  });
  return items;
}

type Placed = Item extends infer I ? (I extends Item ? Omit<I, 'key' | 'visibility'> : never) : never;

function placed(context: Context, component: XmlElement, key: string): Placed {
  const name = text(component, 'componentName') ?? '';
  const properties = propertiesOf(component);
  switch (name) {
    case 'force:highlightsPanel':
      return { kind: 'header' };
    case 'force:detailPanel':
      return { kind: 'detail' };
    case 'force:relatedListContainer':
      return { kind: 'related' };
    case 'force:relatedListSingleContainer':
    case 'lst:dynamicRelatedList':
      return { kind: 'relatedList', relationship: properties['relatedListApiName'] ?? '' };
    case 'flexipage:richText':
      return { kind: 'text', html: properties['richTextValue'] ?? '' };
    case 'flexipage:tabset':
      return { kind: 'tabs', tabs: tabsOf(context, properties['tabs'] ?? '', key) };
    case 'flexipage:fieldSection':
      return { kind: 'fields', sections: [sectionOf(context, properties)] };
    case 'runtime_sales_pathassistant:pathAssistant': {
      const path = pathOf(context);
      const canUpdate = properties['hideUpdateButton'] !== 'true';
      return path ? { kind: 'path', ...path, canUpdate } : { kind: 'unknown', name };
    }
    default:
      return customComponent(context, name, properties);
  }
}

function customComponent({ schema }: Context, name: string, properties: Record<string, string>): Placed {
  const component = name.replace(/^c:/, '');
  const bundle = schema.component('LightningComponentBundle', component);
  if (!bundle) return { kind: 'unknown', name };
  return {
    kind: 'component',
    component,
    label: text(bundle.xml, 'masterLabel') ?? component,
    properties: typed(properties, bundle),
  };
}

/** Property values as the types that the component's metadata declares. */
function typed(properties: Record<string, string>, bundle: Component): Record<string, string | boolean | number> {
  const types = declaredTypes(bundle);
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => {
      const type = types.get(name);
      return [name, type === 'Boolean' ? value === 'true' : type === 'Integer' ? Number(value) : value];
    }),
  );
}

/** `<property name="limit" type="Integer"/>`: attributes, which the metadata reader leaves out, so the file itself is read. */
function declaredTypes(bundle: Component): Map<string, string> {
  const file = [...bundle.files].find(([name]) => name.endsWith('.js-meta.xml'))?.[1] ?? new Uint8Array();
  const tags = new TextDecoder().decode(file).match(/<property\b[^>]*>/g) ?? [];
  const attribute = (tag: string, name: string): string =>
    new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)`).exec(tag)?.[1] ?? '';
  return new Map(tags.map((tag) => [attribute(tag, 'name'), attribute(tag, 'type')]));
}

function propertiesOf(component: XmlElement): Record<string, string> {
  return Object.fromEntries(
    elements(component, 'componentInstanceProperties').map((property) => [
      text(property, 'name') ?? '',
      text(property, 'value') ?? '',
    ]),
  );
}

/** Actions that the page's highlights panel names, where it names its own. */
export function headerActions(page: XmlElement): string[] | undefined {
  const header = elements(page, 'flexiPageRegions')
    .flatMap(instances)
    .map((instance) => element(instance, 'componentInstance'))
    .find((component) => text(component, 'componentName') === 'force:highlightsPanel');
  const property = elements(header, 'componentInstanceProperties').find(
    (candidate) => text(candidate, 'name') === 'actionNames',
  );
  const items = elements(element(property, 'valueList'), 'valueListItems');
  return items.length > 0 ? items.flatMap((item) => texts(item, 'value')) : undefined;
}

function tabsOf(context: Context, facet: string, key: string): { key: string; label: string; items: Item[] }[] {
  return (context.regions.get(facet) ?? []).map((instance, index) => {
    const properties = propertiesOf(element(instance, 'componentInstance') ?? {});
    const title = properties['title'] ?? '';
    return {
      key: `${key}-${index}`,
      label: STANDARD_TABS[title] ?? title,
      items: itemsOf(context, properties['body'] ?? ''),
    };
  });
}

const STANDARD_TABS: Record<string, string> = {
  'Standard.Tab.detail': 'Details',
  'Standard.Tab.relatedLists': 'Related',
  'Standard.Tab.activity': 'Activity',
  'Standard.Tab.collaborate': 'Chatter',
};

/** A field section of Dynamic Forms: its columns are facets, whose `body` facets hold the fields. */
function sectionOf(context: Context, properties: Record<string, string>): Section {
  const columns = (context.regions.get(properties['columns'] ?? '') ?? []).map((instance) => {
    const body = propertiesOf(element(instance, 'componentInstance') ?? {})['body'] ?? '';
    return fieldsOf(context, context.regions.get(body) ?? []);
  });
  return { label: properties['label'] ?? '', columns };
}

function fieldsOf({ schema, access, object }: Context, fieldInstances: XmlElement[]): Section['columns'][number] {
  return fieldInstances.flatMap((instance) => {
    const name = text(element(instance, 'fieldInstance'), 'fieldItem')?.replace(/^Record\./, '') ?? '';
    return (object && fieldLabel(schema, access, object, name)) ?? [];
  });
}

/** The picklist of the object's path with its values, and what the path says to each of them. */
function pathOf({ schema, object }: Context): { field: string; steps: PathStep[] } | undefined {
  const path = schema
    .components('PathAssistant')
    .find(({ xml }) => text(xml, 'entityName') === object?.name && text(xml, 'active') !== 'false');
  const field = object?.field(text(path?.xml, 'fieldName') ?? '');
  if (!field?.picklist) return undefined;
  const guidance = new Map(
    elements(path?.xml, 'pathAssistantSteps').map((step) => [text(step, 'picklistValueName'), text(step, 'info')]),
  );
  const steps = field.picklist
    .filter(({ isActive }) => isActive)
    .map(({ name, label }) => ({ value: name, label, guidance: guidance.get(name) ?? '' }));
  return { field: field.name, steps };
}

function visibilityOf(instance: XmlElement | undefined): Visibility | undefined {
  const rule = element(instance, 'visibilityRule');
  if (!rule) return undefined;
  const criteria = elements(rule, 'criteria').map((criterion) => ({
    left: (text(criterion, 'leftValue') ?? '').replace(/^\{!|\}$/g, ''),
    operator: text(criterion, 'operator') ?? 'EQUAL',
    right: text(criterion, 'rightValue') ?? '',
  }));
  return { criteria, filter: text(rule, 'booleanFilter') };
}

/** The fields of the record that visibility rules of these regions read. */
export function factsNeeded(regions: readonly Region[]): { record: string[]; viewer: string[] } {
  const lefts = regions.flatMap(({ items }) => items.flatMap(allCriteria));
  const record = lefts.filter((left) => left.startsWith('Record.')).map((left) => left.slice('Record.'.length));
  return { record: [...new Set(record)], viewer: [...new Set(lefts.filter((left) => left.startsWith('$')))] };
}

function allCriteria(item: Item): string[] {
  const own = item.visibility?.criteria.map(({ left }) => left) ?? [];
  return item.kind === 'tabs' ? [...own, ...item.tabs.flatMap(({ items }) => items.flatMap(allCriteria))] : own;
}
