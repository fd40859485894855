import type { Component, Schema } from '../../schema/model.ts';
import type { Place } from '../xml-places.ts';
import { element, elements, text, texts } from '../xml.ts';
import { found, missing, type Finding } from './context.ts';

const TARGETS: ReadonlySet<string> = new Set([
  'lightning__AppPage',
  'lightning__HomePage',
  'lightning__RecordPage',
  'lightning__RecordAction',
  'lightning__Tab',
  'lightning__UtilityBar',
  'lightning__FlowScreen',
  'lightning__FlowAction',
  'lightning__Inbox',
  'lightning__UrlAddressable',
  'lightning__GlobalAction',
  'lightning__Dialog',
  'lightning__Dashboard',
  'lightning__VoiceExtension',
  'lightning__EnablementProgram',
  'lightning__AgentforceInput',
  'lightning__AgentforceOutput',
  'lightningCommunity__Page',
  'lightningCommunity__Default',
  'lightningCommunity__Page_Layout',
  'lightningCommunity__Theme_Layout',
  'lightningSnapin__ChatMessage',
  'lightningSnapin__Minimized',
  'lightningSnapin__PreChat',
  'lightningSnapin__ChatHeader',
  'lightningStatic__Email',
  'analytics__Dashboard',
]);

/** The targets of a bundle's `js-meta.xml`. */
export function bundleTargets(bundle: Component): string[] {
  return texts(element(bundle.xml, 'targets'), 'target').map((target) => target.trim());
}

/** Names of the properties that a page's author can set. */
export function designProperties(bundle: Component): string[] {
  return tags(bundle, 'property').flatMap(({ attributes }) => attributes.get('name') ?? []);
}

/**
 * Start tags of a name in a bundle's configuration file. What they say is in attributes, which the parsed XML
 * leaves out, so they are read from the file itself.
 */
function tags(bundle: Component, name: string): { attributes: Map<string, string>; line: number }[] {
  const meta = bundle.files.get(`lwc/${bundle.fullName}/${bundle.fullName}.js-meta.xml`);
  const source = new TextDecoder()
    .decode(meta)
    .replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
  return [...source.matchAll(new RegExp(`<${name}(\\s[^>]*)>`, 'g'))].map((match) => ({
    attributes: new Map(
      [...match[1]!.matchAll(/([\w-]+)\s*=\s*["']([^"']*)["']/g)].map((each) => [each[1]!, each[2]!]),
    ),
    line: source.slice(0, match.index).split('\n').length,
  }));
}

/** What is wrong with a bundle's configuration file. */
export function metaFindings(bundle: Component, schema: Schema): Finding[] {
  const name = bundle.fullName;
  const fileName = `lwc/${name}/${name}.js-meta.xml`;
  if (!bundle.files.has(fileName))
    return found(`Cannot find Lightning Component Bundle configuration file ${name}.js-meta.xml`);
  const at = (problem: string): Finding => ({ problem, fileName });
  const findings: Finding[] = [];
  const version = text(bundle.xml, 'apiVersion')?.trim();
  if (version !== undefined && !/^\d{2}\.0$/.test(version)) findings.push(at(`Invalid apiVersion: ${version}`));
  if (version !== undefined && Number(version) > 66)
    findings.push({
      ...at(`The apiVersion can't be greater than the API version of this org, 66.0: ${version}`),
      unsupported: true,
    });
  const targets = bundleTargets(bundle);
  texts(element(bundle.xml, 'targets'), 'target').forEach((target, index) => {
    const place: Place = { element: element(bundle.xml, 'targets')!, child: 'target', index };
    if (!TARGETS.has(target.trim()))
      findings.push({ ...at(`Invalid target: ${target.trim()}`), rule: 'reference/target', at: place });
  });
  for (const config of elements(element(bundle.xml, 'targetConfigs'), 'targetConfig')) {
    const objects = texts(element(config, 'objects'), 'object');
    if (objects.some((object) => !object.trim())) findings.push(at('Must specify a non-empty object in objects'));
    objects.forEach((object, index) => {
      if (object.trim() !== '' && object.trim() !== '*' && !schema.object(object.trim()))
        findings.push({
          ...missing('object', 'CustomObject', object.trim(), {
            element: element(config, 'objects')!,
            child: 'object',
            index,
          }),
          fileName,
        });
    });
  }
  return [...findings, ...configFindings(bundle, fileName, targets), ...propertyFindings(bundle, fileName)];
}

/** A configuration is for targets that the bundle has: https://developer.salesforce.com/docs/platform/lwc/guide/targets-lightning-record-page.html */
function configFindings(bundle: Component, fileName: string, targets: readonly string[]): Finding[] {
  return tags(bundle, 'targetConfig').flatMap(({ attributes, line }) =>
    (attributes.get('targets') ?? '')
      .split(',')
      .map((each) => each.trim())
      .filter((each) => !targets.includes(each))
      .map((each) => ({
        problem: `The targetConfig is for ${each || 'no target'}, which is not among the targets of the component`,
        rule: 'reference/target',
        line,
        fileName,
      })),
  );
}

/** A property is named as in the class, where it is public: the same page. */
function propertyFindings(bundle: Component, fileName: string): Finding[] {
  const code = new TextDecoder().decode(bundle.files.get(`lwc/${bundle.fullName}/${bundle.fullName}.js`));
  // What a class inherits from another component is not to be seen here.
  const inherits = /\bfrom\s*['"]c\//.test(code) && !/extends\s+(\w+\()?LightningElement/.test(code);
  return tags(bundle, 'property').flatMap(({ attributes, line }) => {
    const name = attributes.get('name') ?? '';
    const there = new RegExp(`@api\\s+(?:[gs]et\\s+)?${name.replace(/\W/g, '')}\\b`).test(code);
    return there || inherits || code === ''
      ? []
      : [
          {
            problem: `The property ${name} has no public property of that name in ${bundle.fullName}.js: add one with @api, or correct the name`,
            rule: 'reference/property',
            line,
            fileName,
          },
        ];
  });
}
