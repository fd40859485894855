import { OrgError } from '../../errors.ts';
import { text } from '../../metadata/xml.ts';
import type { Org, UserAccess } from '../../org.ts';
import type { SObject } from '../../schema/model.ts';
import { recordActions } from './actions.ts';
import { homePageOf, recordPageOf } from './apps.ts';
import { nameFieldOf } from './columns.ts';
import { factsNeeded, flexiPageRegions } from './flexipage.ts';
import { iconOf } from './icon.ts';
import { detailSections, highlights, relatedListByName, relatedLists } from './layout.ts';
import { listViews } from './list-view.ts';
import type { Facts, Item, ListPage, NewPage, RecordPage, Region, RelatedList, TabPage } from './model.ts';

/** The pages of one user: each answers what to show, or throws OrgError NOT_FOUND where there is no such page for them. */

interface Viewer {
  org: Org;
  access: UserAccess;
  app: string | undefined;
}

function objectOf({ org, access }: Viewer, name: string): SObject {
  const object = org.schema.object(name);
  if (!object || !access.object(object.name).read)
    throw new OrgError('NOT_FOUND', `There is no object ${name} that you may see.`, { status: 404 });
  return object;
}

export function recordPage(viewer: Viewer, recordId: string): RecordPage {
  const { org, access, app } = viewer;
  const object = objectOf(viewer, org.schema.objectByPrefix(recordId.slice(0, 3))?.name ?? recordId);
  const { schema } = org;
  const page = schema.component('FlexiPage', recordPageOf(schema, app, object.name) ?? '')?.xml;
  const regions = page ? flexiPageRegions(schema, access, page, object) : DEFAULT_REGIONS;
  const rights = access.object(object.name);
  const related = relatedLists(schema, access, object);
  return {
    kind: 'record',
    title: object.label,
    reference: {
      type: 'standard__recordPage',
      attributes: { recordId, objectApiName: object.name, actionName: 'view' },
    },
    object: object.name,
    objectLabel: object.label,
    recordId,
    nameField: nameFieldOf(object),
    icon: iconOf(schema, object.name),
    highlights: highlights(schema, access, object),
    actions: recordActions(schema, object, page),
    regions,
    detail: detailSections(schema, access, object),
    related,
    placed: placedLists(viewer, object, regions, related),
    canEdit: rights.edit && object.updateable,
    canDelete: rights.delete && object.deletable,
    facts: factsOf(access, regions),
  };
}

const DEFAULT_REGIONS: Region[] = [
  { name: 'header', width: 'full', items: [{ key: 'header', visibility: undefined, kind: 'header' }] },
  { name: 'main', width: 'main', items: [{ key: 'detail', visibility: undefined, kind: 'detail' }] },
  { name: 'sidebar', width: 'side', items: [{ key: 'related', visibility: undefined, kind: 'related' }] },
];

/** The related lists that the page places by themselves, though the layout has them not. */
function placedLists(
  { org, access }: Viewer,
  object: SObject,
  regions: readonly Region[],
  related: readonly RelatedList[],
): RelatedList[] {
  return regions
    .flatMap(({ items }) => items.flatMap(relationshipsIn))
    .filter((name) => !related.some(({ relationship }) => relationship === name))
    .flatMap((name) => relatedListByName(org.schema, access, object, name) ?? []);
}

function relationshipsIn(item: Item): string[] {
  if (item.kind === 'tabs') return item.tabs.flatMap(({ items }) => items.flatMap(relationshipsIn));
  return item.kind === 'relatedList' ? [item.relationship] : [];
}

/** `$Permission.CustomPermission.X` and `$User.Field` as the visibility rules of this page ask for them. */
function factsOf(access: UserAccess, regions: readonly Region[]): Facts {
  return Object.fromEntries(
    factsNeeded(regions).viewer.map((path) => {
      const [scope = '', kind = '', name = ''] = path.split('.');
      if (scope === '$Permission')
        return [
          path,
          kind === 'CustomPermission' ? access.hasCustomPermission(name) : access.hasSystemPermission(name),
        ];
      return [path, scope === '$User' ? String(access.user[kind] ?? '') : ''];
    }),
  );
}

export function listPage(viewer: Viewer, objectName: string, viewName: string | null): ListPage {
  const object = objectOf(viewer, objectName);
  const views = listViews(viewer.org.schema, viewer.access, object);
  const view = views.find(({ name }) => name === viewName) ?? views[0];
  if (!view) throw new OrgError('NOT_FOUND', `${object.pluralLabel} have no list view.`, { status: 404 });
  return {
    kind: 'list',
    title: `${view.label} · ${object.pluralLabel}`,
    reference: { type: 'standard__objectPage', attributes: { objectApiName: object.name, actionName: 'list' } },
    object: object.name,
    pluralLabel: object.pluralLabel,
    icon: iconOf(viewer.org.schema, object.name),
    nameField: nameFieldOf(object),
    views,
    view,
    canCreate: viewer.access.object(object.name).create && object.createable,
  };
}

export function newPage(viewer: Viewer, objectName: string): NewPage {
  const object = objectOf(viewer, objectName);
  if (!viewer.access.object(object.name).create)
    throw new OrgError('NOT_FOUND', `You may not create ${object.pluralLabel}.`, { status: 404 });
  return {
    kind: 'new',
    title: `New ${object.label}`,
    reference: { type: 'standard__objectPage', attributes: { objectApiName: object.name, actionName: 'new' } },
    object: object.name,
    objectLabel: object.label,
    icon: iconOf(viewer.org.schema, object.name),
    detail: detailSections(viewer.org.schema, viewer.access, object),
  };
}

/** A custom tab's page: a FlexiPage or one component. */
export function tabPage({ org, access }: Viewer, name: string): TabPage {
  const { schema } = org;
  const tab = schema.component('CustomTab', name)?.xml;
  const page = schema.component('FlexiPage', text(tab, 'flexiPage') ?? '')?.xml;
  const component = text(tab, 'lwcComponent');
  if (!page && !component) throw new OrgError('NOT_FOUND', `There is no tab ${name} with a page.`, { status: 404 });
  const regions: Region[] = page
    ? flexiPageRegions(schema, access, page, undefined)
    : [
        {
          name: 'main',
          width: 'full',
          items: [
            {
              key: 'component',
              visibility: undefined,
              kind: 'component',
              component: component ?? '',
              label: component ?? '',
              properties: {},
            },
          ],
        },
      ];
  return {
    kind: 'tab',
    title: text(tab, 'label') ?? text(page, 'masterLabel') ?? name,
    reference: { type: 'standard__navItemPage', attributes: { apiName: name } },
    regions,
    facts: factsOf(access, regions),
  };
}

/** The home page of the app that is open; undefined where it assigns none. */
export function homePage({ org, access, app }: Viewer): TabPage | undefined {
  const { schema } = org;
  const page = schema.component('FlexiPage', homePageOf(schema, app) ?? '')?.xml;
  if (!page) return undefined;
  const regions = flexiPageRegions(schema, access, page, undefined);
  return {
    kind: 'tab',
    title: 'Home',
    reference: { type: 'standard__namedPage', attributes: { pageName: 'home' } },
    regions,
    facts: factsOf(access, regions),
  };
}
