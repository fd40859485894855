import { elements, flag, text, texts } from '../../metadata/xml.ts';
import type { Org, UserAccess } from '../../org.ts';
import type { Component, Schema, XmlElement } from '../../schema/model.ts';

/** The Lightning apps and tabs that a user may see. */

export interface Tab {
  name: string;
  label: string;
  url: string;
}

export interface App {
  name: string;
  label: string;
  description: string;
  tabs: Tab[];
}

export function appsOf(org: Org, access: UserAccess): App[] {
  const grants = grantsOf(org, access);
  const apps = org.schema
    .components('CustomApplication')
    .filter(({ fullName }) => grants.everything || grants.apps.has(fullName));
  return apps.map((app) => ({
    name: app.fullName,
    label: text(app.xml, 'label') ?? app.fullName,
    description: text(app.xml, 'description') ?? '',
    tabs: texts(app.xml, 'tabs').flatMap((name) => tabOf(org.schema, access, grants, name) ?? []),
  }));
}

/** Objects that have a tab of their own, for who has no app: the standard ones first. */
export function looseTabs(org: Org, access: UserAccess): Tab[] {
  const grants = grantsOf(org, access);
  const names = [
    'standard-Account',
    'standard-Contact',
    'standard-Opportunity',
    ...org.schema.components('CustomTab').map(({ fullName }) => fullName),
  ];
  return names.flatMap((name) => tabOf(org.schema, access, grants, name) ?? []);
}

interface Grants {
  everything: boolean;
  apps: Set<string>;
  tabs: Set<string>;
}

/** What the user's profile and permission sets make visible, read from the components that granted it. */
function grantsOf(org: Org, access: UserAccess): Grants {
  const { schema, store } = org;
  const assigned = store
    .readBy('PermissionSetAssignment', 'AssigneeId', [access.userId])
    .map((row) => String(row['PermissionSetId']));
  const names = store.read('PermissionSet', assigned).flatMap((row) => (row ? [String(row['Name'])] : []));
  const [profile] = store.read('Profile', [String(access.user['ProfileId'] ?? '')]);
  const components = [
    schema.component('Profile', String(profile?.['Name'] ?? '')),
    ...names.map((name) => schema.component('PermissionSet', name)),
  ];
  const granted = components
    .filter((component): component is Component => component !== undefined)
    .map(({ xml }) => xml);
  const apps = granted
    .flatMap((xml) => elements(xml, 'applicationVisibilities'))
    .filter((visibility) => flag(visibility, 'visible'));
  const tabs = granted
    .flatMap((xml) => [...elements(xml, 'tabSettings'), ...elements(xml, 'tabVisibilities')])
    .filter((setting) => /^(Visible|Available|Default)/.test(text(setting, 'visibility') ?? ''));
  return {
    everything: access.hasSystemPermission('CustomizeApplication') || access.hasSystemPermission('ModifyAllData'),
    apps: new Set(apps.flatMap((visibility) => texts(visibility, 'application'))),
    tabs: new Set(tabs.flatMap((setting) => texts(setting, 'tab'))),
  };
}

function tabOf(schema: Schema, access: UserAccess, grants: Grants, name: string): Tab | undefined {
  if (name === 'standard-home') return { name, label: 'Home', url: '/lightning/page/home' };
  const object = schema.object(name.replace(/^standard-/, ''));
  if (object)
    return access.object(object.name).read
      ? { name, label: object.pluralLabel, url: `/lightning/o/${object.name}/list` }
      : undefined;
  const tab = schema.component('CustomTab', name);
  if (!tab || !(grants.everything || grants.tabs.has(name))) return undefined;
  return {
    name,
    label: text(tab.xml, 'label') ?? pageLabel(schema, tab) ?? name,
    url: `/lightning/n/${encodeURIComponent(name)}`,
  };
}

function pageLabel(schema: Schema, tab: Component): string | undefined {
  return text(schema.component('FlexiPage', text(tab.xml, 'flexiPage') ?? '')?.xml, 'masterLabel');
}

/**
 * The record page assigned to an object: by the app, else for the whole org by the object, else none.
 * https://help.salesforce.com/s/articleView?id=platform.lightning_app_builder_customize_lex_pages_activate.htm
 */
export function recordPageOf(schema: Schema, app: string | undefined, object: string): string | undefined {
  const inApp = overridesOf(schema, app);
  const onObject = elements(schema.component('CustomObject', object)?.xml, 'actionOverrides').map((override) => ({
    ...override,
    pageOrSobjectType: object,
  }));
  const override = [...inApp, ...onObject].find(
    (candidate) =>
      text(candidate, 'actionName') === 'View' &&
      /^flexipage$/i.test(text(candidate, 'type') ?? '') &&
      text(candidate, 'pageOrSobjectType') === object &&
      (text(candidate, 'formFactor') ?? 'Large') === 'Large',
  );
  return text(override, 'content');
}

/** The home page that the app assigns: it overrides the tab `standard-home`. */
export function homePageOf(schema: Schema, app: string | undefined): string | undefined {
  const override = overridesOf(schema, app).find(
    (candidate) =>
      text(candidate, 'pageOrSobjectType') === 'standard-home' && /^flexipage$/i.test(text(candidate, 'type') ?? ''),
  );
  return text(override, 'content');
}

function overridesOf(schema: Schema, app: string | undefined): XmlElement[] {
  return elements(schema.component('CustomApplication', app ?? '')?.xml, 'actionOverrides');
}
