import { elements, text } from '../../metadata/xml.ts';
import type { Component, Schema, SObject, XmlElement } from '../../schema/model.ts';
import { headerActions } from './flexipage.ts';
import { layoutOf } from './layout.ts';
import type { Action } from './model.ts';

/**
 * The quick actions in a record page's header: those the page itself names, else those of the object's layout, else every
 * one that the object has. Edit and Delete are not among them: they depend on rights alone.
 */
export function recordActions(schema: Schema, object: SObject, page: XmlElement | undefined): Action[] {
  const all = schema.components('QuickAction').filter(({ fullName }) => fullName.startsWith(`${object.name}.`));
  const named = (page && headerActions(page)) ?? layoutActions(layoutOf(schema, object));
  if (!named) return all.map((action) => actionOf(schema, action));
  return named.flatMap((name) => {
    const action = all.find(({ fullName }) => fullName === name);
    return action ? [actionOf(schema, action)] : [];
  });
}

function layoutActions(layout: XmlElement | undefined): string[] | undefined {
  const items = elements(elements(layout, 'platformActionList')[0], 'platformActionListItems');
  if (items.length === 0) return undefined;
  return items
    .filter((item) => text(item, 'actionType') === 'QuickAction')
    .map((item) => text(item, 'actionName') ?? '');
}

function actionOf(schema: Schema, { fullName: name, xml }: Component): Action {
  const label = text(xml, 'label') ?? name;
  const type = text(xml, 'type') ?? '';
  const component = text(xml, 'lightningWebComponent') ?? '';
  if (type !== 'LightningWebComponent')
    return {
      kind: 'unsupported',
      name,
      label,
      why: `Quick actions of type ${type} are not available in the local org.`,
    };
  const bundle = schema.component('LightningComponentBundle', component);
  if (!bundle) return { kind: 'unsupported', name, label, why: `The component ${component} is not deployed.` };
  return { kind: 'component', name, label, component, headless: isHeadless(bundle) };
}

/** An action without a screen says so in its target configuration; it has an `invoke` method instead of a template. */
function isHeadless(bundle: Component): boolean {
  const meta = [...bundle.files].find(([file]) => file.endsWith('.js-meta.xml'))?.[1];
  return meta !== undefined && /<actionType>\s*Action\s*<\/actionType>/.test(new TextDecoder().decode(meta));
}
